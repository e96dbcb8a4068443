"""Mending: what a store does when something is out of order, and how it says so: rescue, reunion, backups before both.

Nothing of it is needed in most runs; it is loaded when it is.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime

from tracker.domain.changes import Batch
from tracker.domain.text import counted
from tracker.files import shown
from tracker.storage.file.atomic_write import write_new
from tracker.storage.file.book_file import claimed_seal
from tracker.storage.file.disk import Disk
from tracker.storage.file.journal import Journal
from tracker.storage.format.json_text import SIZE_LIMIT, Layout, Plain, seal_of
from tracker.storage.format.stamps import Horizon
from tracker.storage.format.tables import Shelves
from tracker.storage.merge.merge import merge, seen_by, tidy
from tracker.storage.merge.merge_copies import MergedCopy
from tracker.storage.recovery.backups import Backups, Occasion
from tracker.storage.recovery.examine import kept_beside
from tracker.storage.recovery.outside import Touched, look_into
from tracker.storage.recovery.replay import bring_up
from tracker.storage.recovery.rescue import Rescue
from tracker.storage.store import Damaged


class Mending:
    """Rebuilds what is damaged, brings back what is lacking, keeps what was there before, and tells of each."""

    def __init__(self, disk: Disk, state: str, now: Callable[[], int], tell: Callable[[str], None]) -> None:
        self._disk = disk
        self._state = state
        self._now = now
        self._tell = tell

    def keep_before_migration(self, book: str, path: str) -> None:
        """Keep the file as an older letbe left it; raise `OSError`."""
        if self._disk.look(path):
            self._keep(book, self._disk.read(path, SIZE_LIMIT)[0], Occasion.MIGRATION)

    def keep_before_merge(self, book: str, path: str, copies: Sequence[MergedCopy]) -> None:
        """Keep the file as it is, and the copies that are about to be brought into it; raise `OSError`."""
        self._keep(book, self._disk.read(path, SIZE_LIMIT)[0], Occasion.MERGE)
        for copy in copies:
            self._keep(book, copy.data, Occasion.COPY)

    def _keep(self, book: str, data: bytes, occasion: Occasion) -> None:
        Backups(self._disk, self._state, book).keep(data, occasion, self._now())

    def look_into(self, found: Plain, path: str, device: str, known: Plain | None) -> Touched | None:
        """Tell what a hand or a fault changed in a file, and keep what it was; None where nothing tells that.

        `known` is what a program that had the book open knew before.
        """
        if self._is_laid_anew(path, found):
            return Touched(found, Batch(), Batch())
        made = look_into(self._disk, found, path, self._state, device, known)
        if made is None or not made.is_told:
            self._tell(
                f"{shown(path)} was changed from outside since it was last saved. Nothing here tells what it was "
                "before; it was taken as it stands."
            )
        elif made.change.changes:
            with suppress(OSError):
                self._keep(Shelves.of(made.tables).book_id, Layout().text(made.tables), Occasion.OUTSIDE)
            self._tell(
                f"{shown(path)} was changed from outside since it was last saved: {made.words}. "
                "It was taken as it stands; one undo takes that back."
            )
        return made

    def _is_laid_anew(self, path: str, found: Plain) -> bool:
        """Whether a file says what letbe wrote, and only stands there in other lines."""
        with suppress(OSError):
            return claimed_seal(self._disk.read(path, SIZE_LIMIT)[0]) == seal_of(Layout().text(found))
        return False

    def rebuild(self, damaged: Damaged, path: str, known: Plain | None, device: str) -> Plain:
        """Rebuild a damaged or missing book and put the damaged bytes aside; raise `damaged` when nothing is left."""
        rebuilt = Rescue(self._disk, path, self._state, device).rebuild(damaged.data, known)
        if rebuilt is None:
            raise damaged
        aside = self._put_aside(path, damaged.data) if damaged.data else ""
        what = "is missing" if damaged.data is None else "could not be read"
        kept = f" What stood there is kept as {shown(aside)}." if aside else ""
        made = f"{counted(rebuilt.marks, 'mark')} from {_listed(rebuilt.sources)}"
        self._tell(f"{shown(path)} {what}, and was rebuilt with {made}.{kept}")
        return rebuilt.tables

    def _put_aside(self, path: str, data: bytes) -> str:
        stem, ending = os.path.splitext(path)
        when = f"{datetime.fromtimestamp(self._now() / 1000, UTC):%Y%m%dT%H%M%S}"
        free = (f"{stem}.corrupt-{when}{more}{ending}" for more in ("", *(f"-{number}" for number in range(2, 100))))
        aside = next(name for name in free if self._disk.look(name) is None)
        write_new(self._disk, aside, data, 0o600)
        return aside

    def reunite(self, found: Plain, held: Plain) -> Plain:
        """Bring what a program holds into a file that was put in its place and does not have all of it."""
        earlier = seen_by(held).covers_all(seen_by(found))
        merged = merge(found, held)
        count = sum(each.second for each in merged.differences)
        beside = sum(len(each.beside) for each in merged.differences)
        if count or beside:
            what = "an older state" if earlier else "another copy"
            stayed = "it was" if count == 1 else "they were"
            lacks = f"; {counted(count, 'thing')} that it lacks stayed as {stayed} here" if count else ""
            self._tell(f"The file was replaced by {what} of it from outside{lacks}{_beside(beside)}.")
        return tidy(merged.tables)

    def bring_up(self, tables: Plain, book: str, path: str, device: str) -> Plain | None:
        """Bring in what the journal has and the tables do not; None when there is nothing."""
        ids = Shelves.of(tables).last_entries.values()
        lines = Journal(self._state, self._disk).lines_at(book, path, ids)
        brought_up, count = bring_up(tables, lines, path, device)
        if not count:
            return None
        lost = len([*kept_beside(brought_up)]) - len([*kept_beside(tables)])
        back = f"{counted(count, 'change')} that the file did not have came back from the journal"
        self._tell(f"{back}{_beside(lost)}.")
        return brought_up

    def recall(self, tables: Plain, path: str, wanted: Horizon, *, sure: bool) -> Plain | None:
        """Bring in what was seen here and the file lacks, from the copy beside it and the backups; None for nothing.

        With `sure` it is said when they do not have all of it either.
        """
        found, count = tables, 0
        for source in Rescue(self._disk, path, self._state, "").sound_sources(Shelves.of(tables).book_id):
            if seen_by(found).covers_all(wanted):
                break
            merged = merge(found, source)
            count += sum(each.second for each in merged.differences)
            found = tidy(merged.tables)
        if count:
            self._tell(
                f"The file was replaced by an older state of it; {counted(count, 'thing')} that it lacks came back "
                "from the copy beside it and the backups."
            )
        if sure and not seen_by(found).covers_all(wanted):
            self._tell(
                "The file was replaced by an older state of it, and what came to it from other machines since is in no "
                "copy here. It comes back when one of them is synchronised, or its copy merged."
            )
            found = dict(found)  # saved once more, it says itself what it has seen, and nobody is told again
        return None if found is tables else found

    def put_away(self, copies: Sequence[MergedCopy]) -> None:
        """Take away copies that were brought in and are among the backups, and say what came of them."""
        for copy in copies:
            with suppress(OSError):
                if self._disk.look(copy.path) == copy.seen:  # else it is another one by now, and is read again
                    self._disk.unlink(copy.path)
            self._tell(
                f"{shown(os.path.basename(copy.path))}, a copy left by a sync program, was merged: "
                f"{counted(len(copy.taken), 'thing')} came from it{_beside(copy.kept_beside)}. "
                "It lies among the backups now."
            )


def _beside(count: int) -> str:
    """Say how many texts lost against another that was written without having seen them; `doctor` lists them."""
    return f", and {counted(count, 'text')} that lost against another kept beside it" if count > 0 else ""


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
