"""Steps: what is run on the freshest book to decide what to change, for an edit, an undo and a redo."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tracker.domain.book import Book
from tracker.domain.changes import Batch, Change
from tracker.domain.errors import Refused
from tracker.domain.history import Act, History, Step
from tracker.service.wording import label

Edit: TypeAlias = Callable[[Book], Change]
"""A wish: looks at a book and says what is to change; an empty `Batch` when nothing is."""

NOTHING = Batch()


def is_nothing(change: Change) -> bool:
    """Whether a change leaves every book as it is; comparing would not tell, for it finds other tuples equal too."""
    return isinstance(change, Batch) and not change.changes


Calling: TypeAlias = Callable[[Book, Change], str]
"""Says in one line what a change does to a book."""


def do(edit: Edit, called: Calling = label) -> Step:
    """Make a user's own change, and call it by what it does."""

    def step(book: Book, _: History) -> Act:
        change = edit(book)
        return Act(change, called(book, change))

    return step


def undo(book: Book, history: History) -> Act:
    """Take the user's last change back; raise `Refused` when there is none."""
    from tracker.domain.refitting import refitted  # checking a habit off does without it

    if not history.undoable:
        raise Refused("There is nothing to undo.")
    entry = history.undoable[-1]
    return Act(refitted(entry.inverse, entry.act.change, book), entry.act.label, undoes=entry.id)


def redo(book: Book, history: History) -> Act:
    """Bring back what was undone last; raise `Refused` when there is nothing."""
    from tracker.domain.refitting import refitted  # as above

    if not history.redoable:
        raise Refused("There is nothing to redo.")
    entry = history.redoable[-1]
    return Act(refitted(entry.act.change, entry.inverse, book), entry.act.label, redoes=entry.id)
