"""OpenBook: the book as this program knows it, brought together with what its file has now and should have."""

from __future__ import annotations

from contextlib import suppress

from tracker.domain.book import Book
from tracker.domain.history import Entry, History
from tracker.files import shown
from tracker.storage.file.atomic_write import Slipped, has_no_place, not_read
from tracker.storage.file.book_file import BookFile, Held
from tracker.storage.file.disk import Disk
from tracker.storage.file.maintenance import Upkeep
from tracker.storage.format.json_text import Malformed
from tracker.storage.format.migrations import SCHEMA, Plain
from tracker.storage.format.tables import META, Shelves, read_book
from tracker.storage.merge.device import device_of, is_told, make_device, name_before
from tracker.storage.merge.registers import Horizon
from tracker.storage.recovery.journal import Journal
from tracker.storage.store import StoreError


class OpenBook:
    """A book that was read from its file, and is read again when that is another one.

    What was known and what the journal has is brought into it where the file lacks it. `is_behind` then tells that
    the file wants saving although no edit was made. `device` is the name of this machine, once it is known.
    """

    def __init__(self, path: str, state: str, disk: Disk, upkeep: Upkeep) -> None:
        self.file = BookFile(path, disk)
        self.shelves = Shelves(storage=lambda: self.file)
        self.journal = Journal(state, disk)
        self._upkeep = upkeep
        self.device = ""
        self.is_behind = False
        self.is_shared = False
        self._disk = disk
        self._path = path
        self._state = state
        self._book: Book | None = None
        self._past = History()

    @property
    def is_read(self) -> bool:
        """Whether it was read at all."""
        return self._book is not None

    @property
    def book(self) -> Book:
        """The book as it was last read or saved."""
        assert self._book is not None  # noqa: S101 - only asked for after it was read
        return self._book

    @property
    def history(self) -> History:
        """The changes that led to it."""
        return self._past

    @property
    def last(self) -> str | None:
        """The last entry of this machine's that is in the book.

        Where it has a new name, or the file was moved, that is the latest which the journal has of those of them all.
        """
        last = self.shelves.last(self.device)
        if last is None and (book := self.shelves.book_id):
            ids = {id for id in self.shelves.last_entries.values() if isinstance(id, str)}
            last = self.journal.latest(book, ids) if ids else None
        return last

    def go_by(self, device: str) -> None:
        """Take the name of this machine, by which the end of its history is told."""
        self.device = device
        self.forget_history()

    def part(self) -> None:
        """Under the lock: where another machine was found to have the same name, go by a new one from now on.

        What was done here and the other cannot know is brought in under the new name. Raises `StoreError`, `OSError`.
        """
        tables = self.file.tables
        if self.is_shared:
            self.is_shared = False
            tables = self.apart(tables, tables)
        elif self.shelves.last(self.device) is None and (before := self._name_before()):  # it was cut short here
            tables = self._brought_apart(tables, before, tables)
        if tables is not self.file.tables:
            self.save(tables)

    def apart(self, tables: Plain, other: Plain) -> Plain:
        """Return tables in which nothing that was done here goes by a name that the machine of `other` ones has too."""
        before = self.device
        if is_told(before) or not self._is_anothers(other):
            return tables
        try:
            self.go_by(make_device(self._disk, self._state, self.file.real, instead=before))
        except OSError as error:
            if not has_no_place(error, self._state):
                raise
            return tables
        self._upkeep.tell_of_a_new_name()
        return self._brought_apart(tables, before, other)

    def _brought_apart(self, tables: Plain, before: str, other: Plain) -> Plain:
        lines = self.journal.lines(self.shelves.book_id)
        from tracker.storage.recovery.replay import bring_apart  # which hardly anybody ever needs

        return bring_apart(tables, lines, self.file.real, (before, self.device), other)

    def _name_before(self) -> str:
        return name_before(self._disk, self._state, self.file.real) if self.shelves.book_id else ""

    def _is_anothers(self, tables: Plain) -> bool:
        """Whether tables name, as the last entry of this machine's, one that was never made here.

        Where there is no journal, nobody knows what was made here.
        """
        last, book = Shelves.of(tables).last_entries.get(self.device) if self.device else None, self.shelves.book_id
        if not isinstance(last, str) or self.journal.tail(book)[0] in ("", last):
            return False
        return last not in self.journal.lines(book)

    def follow(self, book: Book, entry: Entry) -> None:
        """Take the book to which an entry led that is in the journal and in the file."""
        self._book, self.is_behind = book, False
        # What somebody has looked at already is not read from the disk again for one entry more.
        if self._past.is_read:
            self._past = self._past.followed_by(entry)
        else:
            self.forget_history()

    def forget_history(self) -> None:
        """Read the history again when somebody next looks at it."""
        book, last = self.shelves.book_id, self.last
        self._past = History(lambda: self.journal.entries(book, last))

    def refresh(self) -> bool:
        """Read the file if it is another one than is known; say whether something known was replaced."""
        try:
            if self.is_read and not self.file.changed():
                return False
        except OSError as error:
            raise not_read(self._path, error) from error
        known = self.is_read
        held = self.file.held
        try:
            self.file.load()
            if self.file.seen is None:
                self._upkeep.refuse_loss(self.file.real)
            with suppress(OSError):  # whoever only reads can do without
                self.device = self.device or device_of(self._disk, self._state, self.file.real)
            if self._journaled_last():
                self.journal.wait(self.shelves.book_id)  # for who may be just about to save it
                self.file.load()
            self.is_behind = False
            self.is_shared = self.file.schema <= SCHEMA and self._is_anothers(self.file.tables)
            self._bring_together(held if known and not self.is_shared else None)
            self._book = read_book(self.shelves)
        except Malformed as wrong:
            seen = self.file.seen
            self.file.held = held
            raise self.file.unreadable(wrong, seen) from None
        except BaseException:
            self.file.held = held
            raise
        self.forget_history()
        return known

    def save(self, tables: Plain, *, keep_old: bool = True) -> None:
        """Save tables that came about without an edit."""
        held = self.file.held
        try:
            self.file.tables = tables
            self.shelves.put_meta({"schema": SCHEMA})
            book = read_book(self.shelves)
            self.file.save(self.file.text(), keep_old=keep_old)
        except Slipped:
            self.file.held = held
            raise StoreError(f"{shown(self._path)} was changed by another program at that moment; try again.") from None
        except BaseException:
            self.file.held = held
            raise
        self._book, self.is_behind = book, False
        self.forget_history()

    @property
    def is_untended(self) -> bool:
        """Whether there is something to save that no edit will, or a copy beside the file that was not looked at."""
        if not self.is_read or self.file.schema > SCHEMA or not self.file.seen:
            return False
        return self.is_behind or self.is_shared or bool(self._upkeep.copies(self.file.real))

    def _bring_together(self, held: Held | None) -> None:
        """Bring in what the file should have and does not: of what was known, and of the journal."""
        if self.file.schema > SCHEMA:
            return
        earlier = held.tables["meta"].get(META, {}) if held else {}
        is_same = bool(held) and earlier.get("id") == self.shelves.book_id
        if held and is_same and not Horizon(self.shelves.meta).covers_all(Horizon(earlier)):
            self.file.tables = self._upkeep.reunite(self.file.tables, held.tables)
            self.is_behind = True
        if tail := self._journaled_last():
            book, file = self.shelves.book_id, self.file.real
            tables = self._upkeep.bring_up(self.file.tables, book, file, self.device, tail)
            if tables is not None:
                self.file.tables, self.is_behind = tables, True

    def _journaled_last(self) -> tuple[str, str] | None:
        """Give the end of the journal where the file does not have it and nobody looked into that yet."""
        book = self.shelves.book_id
        tail = self.journal.tail(book) if book and self.file.schema <= SCHEMA else ("", "")
        known = ("", self.last)
        return tail if tail[0] not in known and tail != self._upkeep.looked_at else None
