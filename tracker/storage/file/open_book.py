"""OpenBook: the book as this program knows it, brought together with what its file has now and should have."""

from __future__ import annotations

from tracker.domain.book import Book
from tracker.domain.history import Entry, History
from tracker.domain.log import month_length
from tracker.files import shown
from tracker.storage.file.atomic_write import Conflict, not_read, slipped
from tracker.storage.file.book_file import BookFile, LoadedFile
from tracker.storage.file.disk import Disk, Seen
from tracker.storage.file.journal import ENTRIES_KEPT, Journal
from tracker.storage.file.maintenance import Maintenance
from tracker.storage.file.own_name import OwnName
from tracker.storage.format.change_records import write_meeting
from tracker.storage.format.json_text import SCHEMA, Malformed, Plain, seal_of
from tracker.storage.format.months import months_of, read_month
from tracker.storage.format.stamps import SEEN, Horizon
from tracker.storage.format.tables import META, Shelves, read_book


class OpenBook:
    """A book that was read from its file, and is read again when that is another one.

    What was known and what the journal has is brought into it where the file lacks it. `is_behind` then tells that
    the file wants saving although no edit was made. `own` is the name of this machine.
    """

    def __init__(self, path: str, state: str, disk: Disk, upkeep: Maintenance) -> None:
        self.file = BookFile(path, disk)
        self.shelves = Shelves(storage=lambda: self.file)
        self.journal = Journal(state, disk)
        self._upkeep = upkeep
        self.own = OwnName(disk, state, lambda: self.file.real, upkeep.tell_of_a_new_name)
        self.is_behind = False
        self.is_shared = False
        self.in_vain: Seen | None = None  # what the file looked like that was touched and could not be saved anew
        self.before: Plain | None = None  # what was known before it was touched
        self._path = path
        self._looked_at: tuple[str, str] | None = None  # the end of the journal that was brought in already
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
        last = self.shelves.last(self.own.text)
        if last is None and (book := self.shelves.book_id):
            ids = {id for id in self.shelves.last_entries.values() if isinstance(id, str)}
            last = self.journal.latest(book, ids) if ids else None
        return last

    @property
    def is_touched(self) -> bool:
        """Whether a hand or a fault has changed the file since it was saved, and nobody looked into that yet."""
        return self.file.is_touched and self.file.schema <= SCHEMA

    def begin_from(self, tables: Plain) -> None:
        """Take tables for what the file had, although another state stands there; raise `Malformed`."""
        self.file.tables = tables
        self._book = read_book(self.shelves)
        self.forget_history()

    def part(self) -> None:
        """Under the lock: where another machine was found to have the same name, go by a new one from now on.

        What was done here and the other cannot know is brought in under the new name. Raises `StoreError`, `OSError`.
        """
        tables = self.file.tables
        parted = self.own.apart(tables, tables) if self.is_shared else self.own.finish(tables)
        self.is_shared = False
        if parted is not tables:
            self.save(parted)

    def follow(self, book: Book, entry: Entry) -> None:
        """Take the book to which an entry led that is in the journal and in the file."""
        self._book, self.is_behind = book, False
        # What somebody has looked at already is not read from the disk again for one entry more.
        if self._past.is_read:
            self._past = self._past.followed_by(entry, ENTRIES_KEPT)
        else:
            self.forget_history()

    def follow_back(self, book: Book) -> None:
        """Take the book that was known before, since another one could not be saved."""
        self._book = book
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
            self.file.load(self._is_own)
            if self.file.seen is None:
                self._upkeep.refuse_loss(self.file.real)
            self.own.look_up()
            if self._journaled_last():
                self.journal.wait(self.shelves.book_id)  # for who may be just about to save it
                self.file.load(self._is_own)
            self.is_behind = False
            if self.is_touched:
                self.before = held.tables if known and not held.is_touched else self.before
            else:
                self.is_shared = self.file.schema <= SCHEMA and self.own.is_anothers(self.file.tables)
                self._bring_together(held if known and not self.is_shared else None)
            self._book = self._read_strictly()
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
            self._save_met(self.file.text(), keep_old=keep_old)
        except Conflict:
            self.file.held = held
            raise slipped(shown(self._path)) from None
        except BaseException:
            self.file.held = held
            raise
        self._book, self.is_behind = book, False
        self.forget_history()

    def _save_met(self, text: bytes, *, keep_old: bool) -> None:
        """Save a text, and note in the journal what the file has seen by then, which an older one lacks."""
        meta, file, last = self.shelves.meta, self.file.real, self.last or ""
        line = write_meeting(last, self._upkeep.now(), file, meta.get(SEEN, {}), seal_of(text) or "")
        with self.journal.holding(self.shelves.book_id, last, line):
            self.file.save(text, keep_old=keep_old)

    @property
    def is_untended(self) -> bool:
        """Whether there is something to save that no edit will, or a copy beside the file that was not looked at."""
        if not self.is_read or self.file.schema > SCHEMA or not self.file.seen:
            return False
        if self.is_touched and self.in_vain != self.file.seen:
            return True
        return self.is_behind or self.is_shared or bool(self._upkeep.copies(self.file.real))

    def _is_own(self, book: str, seal: str) -> bool:
        """Whether the file of a book with this seal is the one that this machine wrote last."""
        return bool(seal) and self.journal.end(book).seal == seal

    def _read_strictly(self) -> Book:
        """Read the book; what an older letbe let through and sealed is taken where all of it can be made sense of."""
        try:
            return read_book(self.shelves)
        except Malformed:
            if self.is_touched:
                raise
            self.file.load(lambda *_: True)
            book = read_book(self.shelves)
            if not _makes_sense(self.file.tables):
                raise
            return book

    def _bring_together(self, held: LoadedFile | None) -> None:
        """Bring in what the file should have and does not: of what was known, and of the journal."""
        if self.file.schema > SCHEMA:
            return
        earlier = held.tables["meta"].get(META, {}) if held else {}
        is_same = bool(held) and earlier.get("id") == self.shelves.book_id
        if held and is_same and not Horizon(self.shelves.meta).covers_all(Horizon(earlier)):
            self.file.tables = self._upkeep.mending.reunite(self.file.tables, held.tables)
            self.is_behind = True
        book, file, ids = self.shelves.book_id, self.file.real, self.shelves.last_entries.values()
        wanted = Horizon({SEEN: self.journal.last_seen(book, file, ids) if book else {}})
        if not Horizon(self.shelves.meta).covers_all(wanted) and self.journal.begins_after(book, file, ids, self.last):
            self._take(self._upkeep.mending.recall(self.file.tables, file, wanted, sure=False))
        if tail := self._journaled_last():
            self._looked_at = tail
            self._take(self._upkeep.mending.bring_up(self.file.tables, book, file, self.own.text))
        if not Horizon(self.shelves.meta).covers_all(wanted):
            self._take(self._upkeep.mending.recall(self.file.tables, file, wanted, sure=True))

    def _take(self, tables: Plain | None) -> None:
        """Take tables with something in them that the file does not have."""
        if tables is not None:
            self.file.tables, self.is_behind = tables, True

    def _journaled_last(self) -> tuple[str, str] | None:
        """Return the end of the journal where the file does not have it and nobody looked into that yet."""
        book = self.shelves.book_id
        tail = self.journal.tail(book) if book and self.file.schema <= SCHEMA else ("", "")
        known = ("", self.last)
        return tail if tail[0] not in known and tail != self._looked_at else None


def _makes_sense(tables: Plain) -> bool:
    """Tell whether every mark of a book can be made of what stands in its logs."""
    try:
        for log in tables["logs"].values():
            for number, month in months_of(log).items():
                made = read_month(number, month)
                [made.mark(day) for day in range(1, month_length(number) + 1)]
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return False
    return True
