"""History: what was changed, in order, and what can be undone or redone next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeAlias

from tracker.domain.book import Book
from tracker.domain.changes import Change
from tracker.domain.named_tuple import NamedTuple


class LabelledChange(NamedTuple):
    """A change that is about to be made, and what it is called.

    `label` says in words what is done ("Quiet time alone: done, today"); `undoes` and `redoes` name the entry
    that it takes back or brings back, and are None for a change of the user's own.
    """

    change: Change
    label: str
    undoes: str | None = None
    redoes: str | None = None


class Entry(NamedTuple):
    """A change that was made: with its id, its time (milliseconds since 1970, UTC) and the change that undoes it."""

    id: str
    at: int
    made: LabelledChange
    inverse: Change


class History:
    """The entries, oldest first, whoever made them: the screen or the command line.

    `read` gives them when they are first asked for, since checking a habit off needs none of them.
    """

    def __init__(self, read: Callable[[], Sequence[Entry]] = tuple) -> None:
        self._read = read

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All entries, oldest first."""
        return tuple(self._read())

    @property
    def is_read(self) -> bool:
        """Whether the entries have been asked for already."""
        return "entries" in self.__dict__

    def followed_by(self, entry: Entry, most: int) -> History:
        """Return the history with one entry more, and no more entries than `most`: the oldest go."""
        entries = (*self.entries, entry)[-most:]
        return History(lambda: entries)

    @property
    def undoable(self) -> tuple[Entry, ...]:
        """The user's own changes that still hold, oldest first: the last one is undone next."""
        return self._stacks()[0]

    @property
    def redoable(self) -> tuple[Entry, ...]:
        """The changes that were undone and can come back: the last one returns next."""
        return self._stacks()[1]

    def _stacks(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """Replay the entries; a change of one's own closes the way forward, as in every editor."""
        done: list[Entry] = []
        undone: list[Entry] = []
        for entry in self.entries:
            if entry.made.undoes is not None:
                _shift(entry.made.undoes, done, undone)
            elif entry.made.redoes is not None:
                _shift(entry.made.redoes, undone, done)
            else:
                done.append(entry)
                undone.clear()
        return tuple(done), tuple(undone)


Step: TypeAlias = Callable[[Book, History], LabelledChange]
"""What is run on the freshest book there is, under the lock, to decide what to change."""


def _shift(id: str, source: list[Entry], target: list[Entry]) -> None:
    for index in reversed(range(len(source))):
        if source[index].id == id:
            target.append(source.pop(index))
            return
