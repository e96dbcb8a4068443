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


def do(edit: Edit, called: str = "") -> Step:
    """Make a user's own change, called by a label of its own or by what it does."""

    def step(book: Book, _: History) -> Act:
        change = edit(book)
        return Act(change, called or label(book, change))

    return step


def undo(_: Book, history: History) -> Act:
    """Take the user's last change back; raise `Refused` when there is none."""
    if not history.undoable:
        raise Refused("There is nothing to undo.")
    entry = history.undoable[-1]
    return Act(entry.inverse, entry.act.label, undoes=entry.id)


def redo(_: Book, history: History) -> Act:
    """Bring back what was undone last; raise `Refused` when there is nothing."""
    if not history.redoable:
        raise Refused("There is nothing to redo.")
    entry = history.redoable[-1]
    return Act(entry.act.change, entry.act.label, redoes=entry.id)
