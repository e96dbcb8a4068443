"""Steps: what is run on the freshest book to decide what to change, and those that are not saved yet."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import count
from typing import TypeAlias

from tracker.domain.book import Book
from tracker.domain.changes import Batch, Change
from tracker.domain.errors import LetbeError, Refused
from tracker.domain.history import Entry, History, LabelledChange, Step
from tracker.service.new_ids import ending_in, token
from tracker.service.words.labels import label

Edit: TypeAlias = Callable[[Book], Change]
"""A wish: looks at a book and says what is to change; an empty `Batch` when nothing is."""

NOTHING = Batch()


def is_nothing(change: Change) -> bool:
    """Whether a change leaves every book as it is."""
    return change == NOTHING


Calling: TypeAlias = Callable[[Book, Change], str]
"""Says in one line what a change does to a book."""


def do(edit: Edit, called: Calling = label) -> Step:
    """Make a user's own change, and call it by what it does; what is new has the same id however often it is made."""
    letters = token()

    def step(book: Book, _: History) -> LabelledChange:
        with ending_in(letters):
            change = edit(book)
        return LabelledChange(change, called(book, change))

    return step


def undo(book: Book, history: History) -> LabelledChange:
    """Take the user's last change back; raise `Refused` when there is none."""
    from tracker.domain.rebase import refitted  # checking a habit off does without it

    if not history.undoable:
        raise Refused("There is nothing to undo.")
    entry = history.undoable[-1]
    return LabelledChange(refitted(entry.inverse, entry.made.change, book), entry.made.label, undoes=entry.id)


def redo(book: Book, history: History) -> LabelledChange:
    """Bring back what was undone last; raise `Refused` when there is nothing."""
    from tracker.domain.rebase import refitted  # as above

    if not history.redoable:
        raise Refused("There is nothing to redo.")
    entry = history.redoable[-1]
    return LabelledChange(refitted(entry.made.change, entry.inverse, book), entry.made.label, redoes=entry.id)


def remembered(step: Step) -> Step:
    """Return a step that decides once for all who ask about the same book and history: the screen, then the store."""
    known: list[tuple[Book, History, LabelledChange]] = []

    def decide(book: Book, history: History) -> LabelledChange:
        if not known or known[0][0] is not book or known[0][1] is not history:
            known[:] = [(book, history, step(book, history))]
        return known[0][2]

    return decide


class Pending:
    """The steps that are not saved yet, oldest first, and the `book` and the `history` that they lead to."""

    def __init__(self, book: Book, history: History) -> None:
        self.book = book
        self.history = history
        self._steps: deque[Step] = deque()
        self._numbers = count()

    @property
    def history(self) -> History:
        """What was changed, oldest first, with what is not saved yet."""
        return self._history

    @history.setter
    def history(self, history: History) -> None:
        self._history = self._saved = history
        self._unsaved: list[Callable[[], Entry]] = []

    def __len__(self) -> int:
        return len(self._steps)

    def add(self, step: Step, made: LabelledChange, now: int) -> None:
        """Make the change that a step has decided on; `now` is in milliseconds since 1970 (UTC)."""
        self._make(made, now)
        self._steps.append(step)

    def take_back(self, book: Book, history: History) -> None:
        """Go back to what there was before the last step, which cannot be saved."""
        self._steps.pop()
        self.book, self.history = book, history

    def leave(self) -> None:
        """Let the first step leave the line: it is saved, or given up."""
        self._steps.popleft()

    def rebase(self, book: Book, history: History, now: int) -> None:
        """Take a book that came from outside and make what is still pending on it again."""
        self.book, self.history = book, history
        for step in self._steps:
            try:
                self._make(step(self.book, self.history), now)
            except LetbeError:
                continue  # the writer reports it when its turn comes

    def _make(self, made: LabelledChange, now: int) -> None:
        id, before = f"pending-{next(self._numbers)}", self.book
        # Who commits and leaves, as a command does, never asks what would undo it.
        self._unsaved.append(lambda: Entry(id, now, made, made.change.inverse(before)))
        saved, unsaved, number = self._saved, self._unsaved, len(self._unsaved)
        # However many wait for a slow disk, each is a step away: a history of a history would end at Python's depth.
        self._history = History(lambda: (*saved.entries, *(entry() for entry in unsaved[:number])))
        self.book = made.change.apply(before)
