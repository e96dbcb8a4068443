"""Backups: whole files of a book, packed, in the state folder; one a day, and one before everything that is bold."""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from itertools import count

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.storage.file.atomic_write import write_new
from tracker.storage.file.disk import Disk
from tracker.storage.file.names import DAILY, ENDING, ID, folder_of, new_id
from tracker.storage.format.json_text import SIZE_LIMIT

DAYS, WEEKS, MONTHS = 7, 4, 6
"""For how many of the last days, weeks and months that have any a daily backup is kept."""

OTHERS = 20
"""How many of the other backups are kept."""

COPIES_KEPT = timedelta(31)
"""For how long every copy that was merged is kept, however many come at once."""

_GZIP = 31


class Occasion(StrEnum):
    """Why a backup was made; all but `DAILY` and `NOW` hold the state before what they name.

    `COPY` is a copy of the book that was found and merged, and `OUTSIDE` what the book was before a hand or a fault
    changed its file.
    """

    DAILY = DAILY
    NOW = "now"
    MIGRATION = "migration"
    IMPORT = "import"
    MERGE = "merge"
    COPY = "copy"
    RESTORE = "restore"
    REPAIR = "repair"
    OUTSIDE = "outside"


class Backup(NamedTuple):
    """A backup: its id, which begins with its time (UTC), the occasion, and its size in bytes as it is packed."""

    id: str
    day: date
    occasion: Occasion
    size: int


class Backups:
    """The backups of one book, in a folder of its own within the state folder."""

    def __init__(self, disk: Disk, state: str, book: str) -> None:
        self.folder = folder_of(state, book)
        self._disk = disk

    def all(self) -> list[Backup]:
        """Return the backups, oldest first."""
        try:
            names = self._disk.names(self.folder)
        except OSError:
            return []
        found = (self._backup(name) for name in sorted(names) if name.endswith(ENDING))
        return [backup for backup in found if backup]

    def keep(self, data: bytes, occasion: Occasion, now: int) -> Backup:
        """Pack and keep the bytes of a file, and read them back; raise `OSError` when that does not give them again.

        `now` is in milliseconds since 1970 (UTC). Backups that are no longer wanted go.
        """
        self._disk.make_folder(self.folder)
        when, packed = datetime.fromtimestamp(now / 1000, UTC), _pack(data)
        id = self._free_id(when, occasion)
        path = self._path(id)
        write_new(self._disk, path + ".new", packed, 0o600)
        if self._unpacked(path + ".new") != data:
            self._disk.unlink(path + ".new")
            raise OSError(f"the backup {id} could not be read back")
        self._disk.replace(path + ".new", path)
        self._disk.sync_folder(self.folder)
        for old in unwanted(self.all()):
            with suppress(OSError):
                self._disk.unlink(self._path(old.id))
        return Backup(id, when.date(), occasion, len(packed))

    def read(self, id: str) -> bytes:
        """Return the bytes of the file that a backup holds; raise `OSError` when it cannot be read whole."""
        return self._unpacked(self._path(id))

    def _free_id(self, when: datetime, occasion: Occasion) -> str:
        taken = {backup.id for backup in self.all()}
        numbered = (new_id(when, number, occasion) for number in count())
        return next(id for id in numbered if id not in taken)

    def _backup(self, name: str) -> Backup | None:
        match = re.fullmatch(ID, name.removesuffix(ENDING))
        if match is None or match[2] not in set(Occasion):
            return None
        seen = self._disk.look(os.path.join(self.folder, name))
        size = seen.size if seen else 0
        return Backup(name.removesuffix(ENDING), date.fromisoformat(match[1]), Occasion(match[2]), size)

    def _unpacked(self, path: str) -> bytes:
        packed, _ = self._disk.read(path, SIZE_LIMIT)
        unpacker = zlib.decompressobj(_GZIP)
        try:
            data = unpacker.decompress(packed, SIZE_LIMIT + 1)
        except zlib.error as error:
            raise OSError(f"{path} is damaged ({error})") from None
        if not unpacker.eof or len(data) > SIZE_LIMIT:
            raise OSError(f"{path} is damaged or too large")
        return data

    def _path(self, id: str) -> str:
        return os.path.join(self.folder, id + ENDING)


def _pack(data: bytes) -> bytes:
    packer = zlib.compressobj(6, wbits=_GZIP)
    return packer.compress(data) + packer.flush()


def unwanted(backups: Iterable[Backup]) -> list[Backup]:
    """Choose the backups that may go: those beyond the last days, weeks and months, and the oldest of the others."""
    newest = sorted(backups, reverse=True)
    daily = [backup for backup in newest if backup.occasion is Occasion.DAILY]
    copies = [backup for backup in newest if backup.occasion is Occasion.COPY]
    others = [backup for backup in newest if backup.occasion not in (Occasion.DAILY, Occasion.COPY)]
    kept = {*others[:OTHERS], *copies[:OTHERS], *(copy for copy in copies if newest[0].day - copy.day <= COPIES_KEPT)}
    for most, span in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        latest: dict[object, Backup] = {}
        for backup in daily:
            latest.setdefault(span(backup.day), backup)
        kept.update(list(latest.values())[:most])
    return [backup for backup in newest if backup not in kept]


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month
