"""MemoryStore: a book that lives as long as the program, for the demo and for tests."""

from __future__ import annotations

from tracker.domain.book import Book
from tracker.domain.history import Entry, History, Step
from tracker.storage.file.journal import ENTRIES_KEPT, next_id
from tracker.storage.store import Commit


class MemoryStore:
    """Keeps a book and its history in memory; nothing from outside can change it, and nothing can fail."""

    def __init__(self, book: Book = Book()) -> None:  # noqa: B008 - a book is frozen
        self._book = book
        self._entries: tuple[Entry, ...] = ()
        self._history = History()

    @property
    def place(self) -> str:
        """Where the book lies, in a word."""
        return "memory"

    @property
    def read_only(self) -> str:
        """Why the book can only be looked at: it can always be changed."""
        return ""

    @property
    def seen(self) -> tuple[int, ...]:
        """What the book looks like from outside: nobody can look at it."""
        return ()

    def read(self) -> Book:
        """Return the book."""
        return self._book

    def changed(self) -> bool:
        """Whether somebody else changed the book: nobody can."""
        return False

    def commit(self, step: Step, now: int) -> Commit:
        """Run a step on the book and keep what comes of it."""
        before = self._book
        made = step(before, self.history())
        after = made.change.apply(before)
        if after == before and made.undoes is None and made.redoes is None:
            return Commit(before, None)
        last = self._entries[-1].id if self._entries else None
        entry = Entry(next_id(last), now, made, made.change.inverse(before))
        self._book = after
        entries = self._entries = (*self._entries, entry)[-ENTRIES_KEPT:]
        self._history = History(lambda: entries)
        return Commit(after, entry)

    def defer(self, step: Step, now: int) -> None:
        """Run the step: what memory holds ends with the program in any case."""
        self.commit(step, now)

    def history(self) -> History:
        """Return the changes that were made, oldest first."""
        return self._history

    def notices(self) -> list[str]:
        """Return nothing: there is nothing to mend."""
        return []
