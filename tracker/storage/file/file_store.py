"""FileStore: a book in one JSON file, safe against everything that can happen between two saves."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tracker.domain.book import Book
from tracker.domain.history import Entry, History, Step
from tracker.files import shown
from tracker.storage.file.atomic_write import Conflict, locked, not_read, not_saved, slipped
from tracker.storage.file.book_file import claimed_seal
from tracker.storage.file.disk import Disk
from tracker.storage.file.journal import next_id
from tracker.storage.file.maintenance import Maintenance
from tracker.storage.file.open_book import OpenBook
from tracker.storage.format.change_records import write_entry
from tracker.storage.format.json_text import SCHEMA, SIZE_LIMIT, Malformed
from tracker.storage.format.stamps import SEEN, Horizon, next_stamp, read_stamp
from tracker.storage.format.tables import write_book
from tracker.storage.store import Commit, Damaged, StoreError

if TYPE_CHECKING:
    from tracker.storage.format.json_text import Plain
    from tracker.storage.merge.merge_copies import MergedCopy  # only ever needed where there is another copy
    from tracker.storage.recovery.backups import Backups

_ATTEMPTS = 10


class FileStore:
    """Keeps a book in the file at `path`, and its history and backups in the folder `state`.

    A file that does not exist is an empty book; the first commit makes it, with its folders. A file that is damaged,
    missing or older than it was is made whole from the journal and the copies; one that was changed elsewhere is
    brought together with what is known. Raises `StoreError` as `Store` says.
    """

    def __init__(self, path: str, state: str, now: Callable[[], int], disk: Disk | None = None) -> None:
        """`now` tells the time, in milliseconds since 1970 (UTC), by which backups and damaged files are named."""
        self._path = os.path.abspath(path)
        self._name = shown(self._path)
        self._disk = disk or Disk()
        self._state = state
        self._upkeep = Maintenance(self._disk, state, now)
        self._open = OpenBook(self._path, state, self._disk, self._upkeep)
        self._file = self._open.file
        self._shelves = self._open.shelves
        self.saved: Callable[[], None] | None = None  # what is to be done after each save
        self.tell = self._upkeep.tell
        self._untold = False  # whether the book was changed from outside, and no commit or read has told so yet

    @property
    def place(self) -> str:
        """The path of the file."""
        return self._path

    @property
    def read_only(self) -> str:
        """Why the book can only be looked at: a newer letbe wrote the file."""
        return self._file.read_only

    @property
    def seen(self) -> tuple[int, ...]:
        """What the file looked like when it was last read or saved."""
        return self._file.seen or ()

    def read(self) -> Book:
        """Return the book as the file has it now, made whole where it has to be."""
        try:
            self._open.refresh()
        except Damaged:
            with locked(self._disk, self._path):
                self._freshen()
        if self._open.is_untended:
            try:
                self._tend()
            except StoreError:  # what cannot be tended now is tended later, and nothing of it is lost
                self._open.in_vain = self._file.seen
        self._untold = False
        return self._open.book

    def changed(self) -> bool:
        """Whether the file is another one than was last told of, or a copy of it was found."""
        try:
            return self._untold or not self._open.is_read or self._file.changed() or self._open.is_untended
        except OSError as error:
            raise not_read(self._path, error) from error

    def commit(self, step: Step, now: int) -> Commit:
        """Run a step on the freshest book and save what comes of it, safe on the disk when this returns."""
        with locked(self._disk, self._path):
            real = self._file.real
            for _ in range(_ATTEMPTS):
                self._freshen()
                self._refuse_read_only()
                try:
                    made = self._make(step, now)
                except Conflict:
                    continue
                self._untold = False
                self._upkeep.keep_daily(self._shelves.book_id, real, now)
                if made.entry and self.saved:
                    self.saved()
                return made
        raise StoreError(f"Another program keeps changing the file; try again later. {self._name} was not saved.")

    def defer(self, step: Step, now: int) -> None:
        """Write what a step comes to into the journal alone, from where the next read brings it in."""
        try:
            self._open.own.make()
            self._make(step, now, save=False)
        except OSError as error:
            raise not_saved(self._path, error) from error

    def history(self) -> History:
        """Return the changes that led to the book as it was last read or saved."""
        if not self._open.is_read:
            self.read()
        return self._open.history

    def notices(self) -> list[str]:
        """Take the sentences about what was mended or brought together since they were last taken."""
        return self._upkeep.take_notices()

    def merge(self, paths: Sequence[str], *, dry: bool = False) -> list[MergedCopy]:
        """Bring other copies of the book into it, and say what came of each; with `dry`, only say it."""
        from tracker.storage.merge.merge_copies import bring_in

        self.read()
        self._refuse_read_only()
        _, met = bring_in(self._file.tables, self._disk, paths)  # what cannot be read is refused before all else
        if dry:
            return met
        with locked(self._disk, self._path):
            self._freshen()
            self._refuse_read_only()
            tables, met = bring_in(self._file.tables, self._disk, paths, self._open.own.apart)
            if tables != self._file.tables and self._file.seen:
                self._upkeep.mending.keep_before_merge(self._shelves.book_id, self._file.real, met)
            if tables != self._file.tables:
                self._open.save(tables)
        return met

    def text(self) -> str:
        """Return the whole file as it should stand now, so that what is made of it is a copy of this very book."""
        self.read()
        if self._file.schema == SCHEMA:
            return self._file.text().decode()
        return self._disk.read(self._file.real, SIZE_LIMIT)[0].decode()

    def take_over(self, tables: Plain) -> bool:
        """Become a copy of the book whose tables these are, where nobody has begun a book yet; tell whether it did."""
        with locked(self._disk, self._path):
            self._freshen()
            self._refuse_read_only()
            if not self._open.book.is_new:
                return False
            self._open.save(tables)
        return True

    def backups(self) -> Backups:
        """Return the backups of the book."""
        from tracker.storage.recovery.backups import Backups

        self.read()
        return Backups(self._disk, self._state, self._shelves.book_id)

    def _make(self, step: Step, now: int, *, save: bool = True) -> Commit:
        before = self._open.book
        made = step(before, self.history())
        after = made.change.apply(before)
        # Taking back what somebody else took back already changes nothing, and must still count as taken back.
        if after == before and made.undoes is None and made.redoes is None:
            return Commit(before, None, self._untold)
        entry = Entry(next_id(self._open.last), now, made, made.change.inverse(before))
        self._keep(before, after, entry, save=save)
        self._open.follow(after, entry)
        return Commit(after, entry, self._untold)

    def _keep(self, before: Book, after: Book, entry: Entry, *, save: bool) -> None:
        """Journal an entry and save what it leads to, or leave file, tables and journal as they were."""
        held, last, book = self._file.tables, self._open.last, self._shelves.book_id or os.urandom(8).hex()
        stamp = next_stamp(read_stamp(self._shelves.meta.get("clock")), entry.at, self._open.own.text)
        try:
            if self._file.schema < SCHEMA:
                self._upkeep.mending.keep_before_migration(book, self._file.real)
            write_book(self._shelves, before, after, stamp)
            ids = {**self._shelves.last_entries, self._open.own.text: entry.id}
            seen = Horizon(self._shelves.meta).with_all([stamp])
            self._shelves.put_meta({"schema": SCHEMA, "id": book, "last": ids, SEEN: seen, "clock": str(stamp)})
            text = self._file.text()
            line = write_entry(
                entry, last, str(stamp), self._file.real, unsaved=not save, seen=seen, seal=claimed_seal(text)
            )
            with self._open.journal.holding(book, entry.id, line, needed=not save):
                if save:
                    self._file.save(text)
        except BaseException as error:
            self._file.tables = held
            if isinstance(error, Malformed):
                raise StoreError(f"It could not be read again: {error}. {self._name} was not saved.") from None
            raise

    def _freshen(self) -> None:
        """Under the lock: read the file if it changed, and mend it if it is damaged."""
        if not self._open.own.text:
            self._open.own.make()
            self._open.forget_history()
        try:
            self._untold = self._open.refresh() or self._untold
            if self._open.is_touched:
                self._take_what_was_touched()
            self._open.part()
        except Damaged as damaged:
            known = self._file.tables if self._open.is_read else None
            rebuilt = self._upkeep.mending.rebuild(damaged, self._file.real, known, self._open.own.text)
            self._file.seen = damaged.seen
            self._open.save(rebuilt, keep_old=False)
            self._untold = True

    def _take_what_was_touched(self) -> None:
        """Under the lock: make what a hand or a fault changed in the file an edit, which can be undone."""
        held, found = self._file.held, self._open.book
        made = self._upkeep.mending.look_into(
            self._file.tables, self._file.real, self._open.own.text, self._open.before
        )
        self._open.before = None
        if made is None or not made.change.changes:
            self._open.save(made.tables if made else self._file.tables)
            return
        try:
            self._open.begin_from(made.tables)
            self._make(lambda *_: made.labelled, self._upkeep.now())
        except BaseException as error:
            self._file.held = held
            self._open.follow_back(found)
            if isinstance(error, Conflict):
                raise slipped(self._name) from None
            raise
        self._untold = True

    def _tend(self) -> None:
        """Bring the copies beside the file into it, and save what was brought together."""
        with locked(self._disk, self._path):
            self._freshen()
            tables, copies = self._upkeep.meet(self._file.tables, self._file.real, self._open.own.apart)
            if copies:
                self._upkeep.mending.keep_before_merge(self._shelves.book_id, self._file.real, copies)
            if copies or self._open.is_behind:
                self._open.save(tables)
            if copies:
                self._upkeep.mending.put_away(copies)

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise StoreError(self.read_only)
