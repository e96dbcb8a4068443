"""Writer: hands steps to the store in order, at once; `background_writer` does so behind the screen's back."""

from __future__ import annotations

from tracker.domain.history import Step
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.store import Commit, Store

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol
else:
    Protocol = object  # a promise, as in `store`


class Result(NamedTuple):
    """What came of one try: the commit, or the trouble.

    `finished` tells that a step has left the line: saved, or given up because it no longer fits the book, and
    `trouble` then says why. A step in trouble that is not finished stays first in line and is tried again; a look at
    the store finishes no step.
    """

    commit: Commit | None
    trouble: str = ""
    finished: bool = True


class Writer(Protocol):
    """Takes steps and reports a `Result` for each, in order."""

    def put(self, step: Step, now: int) -> None:
        """Hand over a step; `now` is in milliseconds since 1970 (UTC)."""

    def look(self) -> None:
        """Look whether the book was changed from outside; report a commit without an entry if so."""

    def results(self) -> list[Result]:
        """Take the results that have come in."""

    def close(self, patience: float | None = None) -> bool:
        """End, within so many seconds or however long it takes; tell whether everything was saved."""

    def defer(self) -> bool:
        """After the end, note down what could not be saved, for the next start; tell whether that was possible."""


class DirectWriter:
    """Saves at once, in the caller's own time; what fails is raised. For the command line."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._results: list[Result] = []

    def put(self, step: Step, now: int) -> None:
        """Commit the step; raises what the store raises."""
        self._results.append(Result(self._store.commit(step, now)))

    def look(self) -> None:
        """Read the book again if it was changed from outside."""
        if self._store.changed():
            self._results.append(look_at(self._store))

    def results(self) -> list[Result]:
        """Take the results that have come in."""
        taken, self._results = self._results, []
        return taken

    def close(self, patience: float | None = None) -> bool:
        """Do nothing: all was saved or raised."""
        del patience
        return True

    def defer(self) -> bool:
        """Do nothing: nothing is left."""
        return True


def look_at(store: Store) -> Result:
    """Read a store again that was changed from outside; it finishes no step."""
    return Result(Commit(store.read(), None, reread=True), finished=False)
