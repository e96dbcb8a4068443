"""History: what was changed, in order, and what can be undone or redone next."""

from __future__ import annotations

from typing import NamedTuple

from tracker.domain.changes import Change


class Entry(NamedTuple):
    """One committed change.

    `label` says in words what was done ("Quiet time alone: done, today"); `at` is in milliseconds since 1970
    (UTC); `inverse` undoes `change`. `undoes` and `redoes` name the entry that this one takes back or brings
    back; both are None for a change of the user's own.
    """

    id: str
    at: int
    label: str
    change: Change
    inverse: Change
    undoes: str | None = None
    redoes: str | None = None


class History(NamedTuple):
    """The entries, oldest first, whoever made them: the screen or the command line."""

    entries: tuple[Entry, ...] = ()

    def with_entry(self, entry: Entry) -> History:
        """Give the history with one entry more."""
        return History((*self.entries, entry))

    @property
    def undoable(self) -> tuple[Entry, ...]:
        """The user's own changes that still hold, oldest first: the last one is undone next."""
        return self._stacks()[0]

    @property
    def redoable(self) -> tuple[Entry, ...]:
        """The changes that were undone and can come back, the last one first to return."""
        return self._stacks()[1]

    def _stacks(self) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """Replay the entries: a change of one's own closes the way forward, as in every editor."""
        done: list[Entry] = []
        undone: list[Entry] = []
        for entry in self.entries:
            if entry.undoes is not None:
                _shift(entry.undoes, done, undone)
            elif entry.redoes is not None:
                _shift(entry.redoes, undone, done)
            else:
                done.append(entry)
                undone.clear()
        return tuple(done), tuple(undone)


def _shift(id: str, source: list[Entry], target: list[Entry]) -> None:
    for entry in reversed(source):
        if entry.id == id:
            source.remove(entry)
            target.append(entry)
            return
