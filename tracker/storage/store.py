"""Store: where a book is kept. One is a file, one is memory; the service cannot tell them apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.book import Book
from tracker.domain.errors import LetbeError
from tracker.domain.history import Entry, History, Step
from tracker.domain.named_tuple import NamedTuple

if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object  # a promise is for who reads and for mypy; made as a class it costs each command its time


class StoreError(LetbeError):
    """The book cannot be read or written; the message says why, and what is safe."""

    exit_code = 4


class Damaged(StoreError):
    """The book is missing where one should be, or cannot be read as one.

    `data` is what stands in its place, and `seen` what that looks like to the disk.
    """

    def __init__(self, sentence: str, data: bytes | None = None, seen: Any = None) -> None:
        super().__init__(sentence)
        self.data = data
        self.seen = seen


class Commit(NamedTuple):
    """What came of a commit: the book as it is now kept, and the entry made (None if nothing had to change).

    `reread` tells that the book had been changed from outside and was read again before the step ran.
    """

    book: Book
    entry: Entry | None
    reread: bool = False


class Store(Protocol):
    """Keeps one book and the history of its changes."""

    @property
    def place(self) -> str:
        """Where the book lies, for people: a path, or a word such as “memory”."""

    @property
    def read_only(self) -> str:
        """Why the book can only be looked at, and how to mend that, in a sentence; empty where it can be changed."""

    @property
    def seen(self) -> tuple[int, ...]:
        """What the book looked like from outside when it was last read or saved; empty where nobody can look at it."""

    def read(self) -> Book:
        """Return the book as it is kept; an empty `Book` if there is none yet. Raises `StoreError`."""

    def changed(self) -> bool:
        """Whether the book was changed from outside since it was last read or committed."""

    def commit(self, step: Step, now: int) -> Commit:
        """Run a step on the freshest book and keep what comes of it; `now` is in milliseconds since 1970 (UTC).

        When this returns, the change is safe. Raises `StoreError` (and then nothing was changed), and whatever
        error the step itself raises.
        """

    def defer(self, step: Step, now: int) -> None:
        """Note down what a step comes to where the next read finds it, although the book cannot be saved now.

        For the last moment of a program. Raises `StoreError` when that fails too.
        """

    def history(self) -> History:
        """Return the changes that were made, oldest first; they are read when they are first looked at."""

    def notices(self) -> list[str]:
        """Take the sentences, for the user, about what was mended or brought together since they were last taken."""
