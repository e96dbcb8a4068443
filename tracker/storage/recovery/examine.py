"""Examine: what there is to know about a file of habits and what lies around it, without touching any of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from tracker.domain.book import Book
from tracker.domain.errors import LetbeError
from tracker.domain.history import Entry, History
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.file.book_file import parse
from tracker.storage.file.device import machine_of, name_before, names_in
from tracker.storage.file.disk import Disk
from tracker.storage.file.journal import Journal
from tracker.storage.file.names import find_copies, find_others
from tracker.storage.format.forms import FORMS, Stamped
from tracker.storage.format.json_text import SIZE_LIMIT, Malformed, Plain, seal_of
from tracker.storage.format.stamps import read_stamp
from tracker.storage.format.tables import Shelves, read_book
from tracker.storage.merge.merge_copies import bring_in
from tracker.storage.merge.merge_records import parts_of
from tracker.storage.merge.registers import BESIDE, read_beside
from tracker.storage.recovery.backups import Backup, Backups
from tracker.storage.recovery.obstacles import find_obstacles
from tracker.storage.recovery.outside import LABEL, lines_of, look_into
from tracker.storage.store import StoreError

_LEFT_OVER = (".new", ".bak.new")
_SYNCED = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "my drive": "Google Drive",
    "mobile documents": "iCloud Drive",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "pclouddrive": "pCloud",
    "megasync": "MEGA",
    "seafile": "Seafile",
}
_NETWORKS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.rclone", "davfs"}
_DAY_MS = 86_400_000
_LATELY = 50
_MOUNTS = "/proc/self/mounts"


class Kept(NamedTuple):
    """A text that lost against another one in a merge: where it is kept beside, and what it says."""

    place: str
    text: str


class Other(NamedTuple):
    """Another file that holds the same book: how many things in it the book lacks, and why it cannot be read."""

    path: str
    news: int = 0
    trouble: str = ""


class Examined(NamedTuple):
    """What was found. `book` is None and `trouble` says why where the file cannot be read as a book.

    `outside` is what a hand or a fault changed in the file since it was saved, a line each; None where nobody did.
    `taken` is the entry by which such a change was taken lately, and that was not undone.
    """

    path: str
    size: int | None
    schema: int = 0
    book: Book | None = None
    trouble: str = ""
    beside: tuple[Kept, ...] = ()
    left_over: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    aside: tuple[str, ...] = ()
    open_to_others: tuple[str, ...] = ()
    backups: tuple[Backup, ...] = ()
    damaged_backups: tuple[str, ...] = ()
    synced: str = ""
    network: str = ""
    in_use: str = ""
    obstacles: tuple[str, ...] = ()
    shared_name: str = ""
    is_copied: bool = False
    days_ahead: int = 0
    outside: tuple[str, ...] | None = None
    taken: Entry | None = None


def examine(path: str, state: str, disk: Disk, now: int = 0) -> Examined:
    """Look at a file and at everything that letbe keeps around it; raise `OSError` when it cannot be looked at."""
    real = disk.resolve(path)
    seen = disk.look(real)
    found = Examined(real, seen.size if seen else None, **_around(real, state, disk))
    if seen is None:
        return found
    try:
        data, _ = disk.read(real, SIZE_LIMIT)
        tables, schema = parse(data)
        book = read_book(Shelves.of(tables))
    except (Malformed, LetbeError) as wrong:
        return found._replace(trouble=str(wrong).rstrip("."))
    backups = Backups(disk, state, Shelves.of(tables).book_id)
    return found._replace(
        schema=schema,
        book=book,
        days_ahead=_days_ahead(tables, now),
        outside=tuple(_outside(disk, tables, real, state)) if seal_of(data) == "" else None,
        taken=_taken_outside(Shelves.of(tables), Journal(state, disk)),
        beside=tuple(kept_beside(tables)),
        others=tuple(_others(found, tables, disk)),
        backups=tuple(backups.all()),
        damaged_backups=tuple(backup.id for backup in backups.all() if not _is_whole(backups, backup.id)),
        open_to_others=(*found.open_to_others, *_open(disk, backups.folder)),
    )


def _days_ahead(tables: Plain, now: int) -> int:
    """Count the days by which the clock of the book is ahead of ours; what is less than one is nobody's mistake."""
    return max(0, read_stamp(Shelves.of(tables).meta.get("clock")).ms - now) // _DAY_MS if now else 0


def _outside(disk: Disk, tables: Plain, path: str, state: str) -> list[str]:
    made = look_into(disk, tables, path, state, "")
    if made is None or not made.is_told:
        return ["what it was before, nothing here tells"]
    return lines_of(made.change, made.inverse)


def _taken_outside(shelves: Shelves, journal: Journal) -> Entry | None:
    last = journal.latest(shelves.book_id, {id for id in shelves.last_entries.values() if isinstance(id, str)})
    entries = journal.entries(shelves.book_id, last)
    lately = History(lambda: entries).undoable[-_LATELY:]
    return next((entry for entry in reversed(lately) if entry.made.label.startswith(LABEL)), None)


def _others(found: Examined, tables: Plain, disk: Disk) -> Iterator[Other]:
    """Look at every file beside the book that holds the same one, but for those that are told of in another way."""
    told = {*found.copies, *found.aside}
    for path in find_others(disk, found.path, Shelves.of(tables).book_id):
        if path not in told:
            try:
                _, (met,) = bring_in(tables, disk, [path])
            except StoreError as error:
                yield Other(path, trouble=str(error))
            else:
                yield Other(path, len(met.taken))


def _around(path: str, state: str, disk: Disk) -> dict[str, Any]:
    folder, name = os.path.split(path)
    names = []
    copies: list[str] = []
    with suppress(OSError):
        names = sorted(disk.names(folder))
        copies = find_copies(disk, path)
    stem = os.path.splitext(name)[0]
    private = [path, path + ".bak", state]
    return {
        "left_over": tuple(os.path.join(folder, each) for each in names if each in {name + end for end in _LEFT_OVER}),
        "copies": tuple(copies),
        "aside": tuple(os.path.join(folder, each) for each in names if each.startswith(f"{stem}.corrupt-")),
        "open_to_others": tuple(each for place in private for each in _open(disk, place)),
        "synced": synced_by(folder),
        "network": network_of(folder),
        "in_use": _in_use(path, disk),
        "obstacles": tuple(find_obstacles(disk, path, state)),
        **_names(path, state, disk),
    }


def _names(path: str, state: str, disk: Disk) -> dict[str, Any]:
    """Tell whether this machine has a new name since another one had its own, and whether our folder is a copy."""
    with suppress(OSError):
        machine = machine_of(disk, state)
        return {
            "shared_name": name_before(disk, state, path),
            "is_copied": any(each.machine not in ("", machine) for each in names_in(disk, state)),
        }
    return {}


def _in_use(path: str, disk: Disk) -> str:
    """Say who holds the lock at this moment; a lock file that nobody holds is no trouble, and stays."""
    if disk.look(path + ".lock") is None:
        return ""
    try:
        with disk.lock(path + ".lock", 0):
            return ""
    except (StoreError, OSError) as held:
        return str(held)


def _open(disk: Disk, path: str) -> Iterator[str]:
    with suppress(OSError):
        mode = disk.mode(path)
        if mode is not None and mode & 0o077 and os.name == "posix":
            yield path


def _is_whole(backups: Backups, id: str) -> bool:
    try:
        backups.read(id)
    except OSError:
        return False
    return True


_IN_PARTS = tuple(name for name, form in FORMS.items() if form.stamped is Stamped.BY_PART)


def kept_beside(tables: Plain) -> Iterator[Kept]:
    """Walk what lost against something else in the tables of a book, and is kept beside it."""
    for id, log in tables["logs"].items():
        for month, document in log.items():
            beside = read_beside(document.get(BESIDE)) if isinstance(document, dict) else {}
            yield from (Kept(f"{id}, {month}-{day:>02}", lost.text) for day, kept in beside.items() for lost in kept)
    for name in _IN_PARTS:
        for id, reflection in tables[name].items():
            for part in parts_of(reflection).values():
                yield from (Kept(id.replace(":", " "), lost.text) for lost in sorted(part.beside))
    for name in ("meta", *FORMS):
        if name in _IN_PARTS:
            continue
        is_whole = name in FORMS and FORMS[name].stamped is Stamped.WHOLE
        for id, document in tables[name].items():
            for field, lost_there in read_beside(document.get(BESIDE), alone=is_whole).items():
                yield from (Kept(f"{id} {field}".strip(), _said(lost.text)) for lost in sorted(lost_there))


def _said(text: str) -> str:
    """Say a value of a field, which is kept as JSON, for people."""
    with suppress(ValueError):
        value = json.loads(text)
        return value if isinstance(value, str) else text
    return text


def synced_by(folder: str) -> str:
    """Name the sync program that a folder seems to belong to; nothing for none that is known."""
    parts = folder.split(os.sep)
    for number in range(len(parts), 0, -1):
        if os.path.exists(os.path.join(os.sep.join(parts[:number]) or os.sep, ".stfolder")):
            return "Syncthing"
        for name, program in _SYNCED.items():
            if parts[number - 1].casefold().startswith(name):
                return program
    return ""


def network_of(folder: str) -> str:
    """Name the kind of network disk that a folder lies on; nothing for a disk of this machine's."""
    try:
        with open(_MOUNTS, encoding="utf-8", errors="replace") as file:
            mounts = [line.split() for line in file]
    except OSError:
        return ""
    inside = [words for words in mounts if (folder + "/").startswith(words[1].replace("\\040", " ").rstrip("/") + "/")]
    kind = max(inside, key=lambda words: len(words[1]), default=["", "", ""])[2]
    return kind if kind in _NETWORKS else ""
