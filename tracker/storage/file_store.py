"""FileStore: a book in one JSON file, safe against everything that can happen between two saves."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from tracker.domain.book import Book
from tracker.domain.history import Entry, History, Step
from tracker.domain.text import clean
from tracker.storage.book_file import BookFile, Held
from tracker.storage.device import device_of, name_device
from tracker.storage.disk import Disk
from tracker.storage.journal import Journal, descends, next_id
from tracker.storage.layout import Malformed
from tracker.storage.migrations import SCHEMA
from tracker.storage.saving import Slipped, alone, not_read, not_saved
from tracker.storage.stamps import next_stamp, read_stamp
from tracker.storage.store import Commit, Damaged, StoreError
from tracker.storage.tables import META, Shelves, read_book, write_book
from tracker.storage.upkeep import Upkeep

if TYPE_CHECKING:
    from tracker.storage.backups import Backups
    from tracker.storage.reunion import Met  # only ever needed where there is another copy

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
        self._name = clean(self._path)
        self._disk = disk or Disk()
        self._state = state
        self._device = ""
        self._journal = Journal(state, self._disk)
        self._file = BookFile(self._path, self._disk)
        self._shelves = Shelves(storage=lambda: self._file)
        self._upkeep = Upkeep(self._disk, state, now)
        self._book: Book | None = None
        self._behind = False
        self._past = History()

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
        """Give the book as the file has it now, made whole where it has to be."""
        try:
            self._refresh()
        except Damaged:
            with alone(self._disk, self._path):
                self._freshen()
        if self._untended():
            with suppress(StoreError):  # what cannot be tended now is tended later, and nothing of it is lost
                self._tend()
        return self._known

    def changed(self) -> bool:
        """Whether the file is another one than was last read or saved, or a copy of it was found."""
        try:
            return self._book is None or self._file.changed() or self._untended()
        except OSError as error:
            raise not_read(self._path, error) from error

    def commit(self, step: Step, now: int) -> Commit:
        """Run a step on the freshest book and save what comes of it, safe on the disk when this returns."""
        with alone(self._disk, self._path):
            reread, real = False, self._file.real
            for _ in range(_ATTEMPTS):
                reread = self._freshen() or reread
                self._refuse_read_only()
                try:
                    made = self._make(step, now, reread=reread)
                except Slipped:
                    continue
                self._upkeep.keep_daily(self._shelves.book_id, real, now)
                return made
        raise StoreError(f"Another program keeps changing the file; try again later. {self._name} was not saved.")

    def put_off(self, step: Step, now: int) -> None:
        """Write what a step comes to into the journal alone, from where the next read brings it in."""
        try:
            self._device = self._device or name_device(self._disk, self._state)
            self._make(step, now, reread=False, save=False)
        except OSError as error:
            raise not_saved(self._path, error) from error

    def history(self) -> History:
        """Give the changes that led to the book as it was last read or saved."""
        if self._book is None:
            self.read()
        return self._past

    def notices(self) -> list[str]:
        """Take the sentences about what was mended or brought together since they were last taken."""
        return self._upkeep.take_notices()

    def merge(self, paths: Sequence[str], *, dry: bool = False) -> list[Met]:
        """Bring other copies of the book into it, and say what came of each; with `dry`, only say it."""
        from tracker.storage.reunion import bring_in

        self.read()
        self._refuse_read_only()
        _, met = bring_in(self._file.tables, self._disk, paths)  # what cannot be read is refused before all else
        if dry:
            return met
        with alone(self._disk, self._path):
            self._freshen()
            self._refuse_read_only()
            tables, met = bring_in(self._file.tables, self._disk, paths)
            if tables != self._file.tables and self._file.seen:
                self._upkeep.keep_before_merge(self._shelves.book_id, self._file.real, met)
            if tables != self._file.tables:
                self._save(tables)
        return met

    def backups(self) -> Backups:
        """Give the backups of the book."""
        from tracker.storage.backups import Backups

        self.read()
        return Backups(self._disk, self._state, self._shelves.book_id)

    def _make(self, step: Step, now: int, *, reread: bool, save: bool = True) -> Commit:
        before = self._known
        act = step(before, self.history())
        after = act.change.apply(before)
        # Taking back what somebody else took back already changes nothing, and must still count as taken back.
        if after == before and act.undoes is None and act.redoes is None:
            return Commit(before, None, reread)
        entry = Entry(next_id(self._shelves.last(self._device)), now, act, act.change.inverse(before))
        self._keep(before, after, entry, save=save)
        self._book, self._behind = after, False
        # What somebody has looked at already is not read from the disk again for one entry more.
        self._past = self._past.followed_by(entry) if self._past.is_read else self._unread()
        return Commit(after, entry, reread)

    def _keep(self, before: Book, after: Book, entry: Entry, *, save: bool) -> None:
        """Journal an entry and save what it leads to, or leave file, tables and journal as they were."""
        held, last, book = (
            self._file.tables,
            self._shelves.last(self._device),
            self._shelves.book_id or os.urandom(8).hex(),
        )
        stamp = next_stamp(read_stamp(self._shelves.meta.get("clock")), entry.at, self._device)
        try:
            if self._file.schema < SCHEMA:
                self._upkeep.keep_before_migration(book, self._file.real)
            write_book(self._shelves, before, after, stamp)
            ids = {**self._shelves.last_entries, self._device: entry.id}
            self._shelves.put_meta({"schema": SCHEMA, "id": book, "last": ids, "clock": str(stamp)})
            text = self._file.text()
            with self._journal.holding(book, entry, last, str(stamp), self._file.real):
                if save:
                    self._file.save(text)
        except BaseException as error:
            self._file.tables = held
            if isinstance(error, Malformed):
                raise StoreError(f"It could not be read again: {error}. {self._name} was not saved.") from None
            raise

    def _freshen(self) -> bool:
        """Under the lock: read the file if it changed, and mend it if it is damaged; say whether the book changed."""
        if not self._device:
            self._device = name_device(self._disk, self._state)
            self._past = self._unread()  # whose last entry could not be told before
        try:
            return self._refresh()
        except Damaged as damaged:
            known = self._file.tables if self._book is not None else None
            rebuilt = self._upkeep.rebuild(damaged, self._file.real, known, self._device)
            self._file.seen = damaged.seen
            self._save(rebuilt, keep_old=False)
            return True

    def _refresh(self) -> bool:
        """Read the file if it is another one than is known; say whether something known was replaced."""
        try:
            if self._book is not None and not self._file.changed():
                return False
        except OSError as error:
            raise not_read(self._path, error) from error
        known = self._book is not None
        held = self._file.held
        try:
            self._file.load()
            if self._file.seen is None:
                self._upkeep.refuse_loss(self._file.real)
            with suppress(OSError):  # whoever only reads can do without
                self._device = self._device or device_of(self._disk, self._state)
            if self._journaled_last():
                self._journal.wait(self._shelves.book_id)  # for who may be just about to save it
                self._file.load()
            self._behind = False
            self._bring_together(held if known else None)
            self._book = read_book(self._shelves)
        except Malformed as wrong:
            seen = self._file.seen
            self._file.held = held
            raise self._file.unreadable(wrong, seen) from None
        except BaseException:
            self._file.held = held
            raise
        self._past = self._unread()
        return known

    def _bring_together(self, held: Held | None) -> None:
        """Bring in what the file should have and does not: of what was known, and of the journal."""
        if self._file.schema > SCHEMA:
            return
        if held and held.tables["meta"].get(META, {}).get("id") == self._shelves.book_id:
            earlier = held.tables["meta"][META]
            if not descends(self._shelves.meta, earlier):
                self._file.tables = self._upkeep.reunite(self._file.tables, held.tables)
                self._behind = True
        if tail := self._journaled_last():
            book, file = self._shelves.book_id, self._file.real
            tables = self._upkeep.bring_up(self._file.tables, book, file, self._device, tail)
            if tables is not None:
                self._file.tables, self._behind = tables, True

    def _journaled_last(self) -> tuple[str, str] | None:
        """Give the end of the journal where the file does not have it and nobody looked into that yet."""
        book = self._shelves.book_id
        tail = self._journal.tail(book) if book and self._file.schema <= SCHEMA else ("", "")
        known = ("", self._shelves.last(self._device))
        return tail if tail[0] not in known and tail != self._upkeep.looked_at else None

    def _untended(self) -> bool:
        """Whether there is something to save that no edit will, or a copy beside the file that was not looked at."""
        if self._book is None or self._file.schema > SCHEMA or not self._file.seen:
            return False
        return self._behind or bool(self._upkeep.copies(self._file.real))

    def _tend(self) -> None:
        """Bring the copies beside the file into it, and save what was brought together."""
        with alone(self._disk, self._path):
            self._freshen()
            met = self._upkeep.meet(self._file.tables, self._file.real)
            if met.copies:
                self._upkeep.keep_before_merge(self._shelves.book_id, self._file.real, met.copies)
            if met.copies or self._behind:
                self._save(met.tables)
            self._upkeep.put_away(met.copies)

    def _save(self, tables: Any, *, keep_old: bool = True) -> None:
        """Save tables that came about without an edit."""
        held = self._file.held
        try:
            self._file.tables = tables
            self._shelves.put_meta({"schema": SCHEMA})
            book = read_book(self._shelves)
            self._file.save(self._file.text(), keep_old=keep_old)
        except Slipped:
            self._file.held = held
            raise StoreError(f"{self._name} was changed by another program at that moment; try again.") from None
        except BaseException:
            self._file.held = held
            raise
        self._book, self._behind, self._past = book, False, self._unread()

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise StoreError(self.read_only)

    def _unread(self) -> History:
        book, last = self._shelves.book_id, self._shelves.last(self._device)
        return History(lambda: self._journal.entries(book, last))

    @property
    def _known(self) -> Book:
        assert self._book is not None  # noqa: S101 - only asked for after a refresh
        return self._book
