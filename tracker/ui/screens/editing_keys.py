"""What the keys do that edit the habit under the cursor, and take changes back, on any screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.service.tracker import Outcome
from tracker.ui.commands.marks import no_habit
from tracker.ui.views.keys import Hint

if TYPE_CHECKING:
    from tracker.ui.screens.book_screen import BookScreen
    from tracker.ui.screens.row_screen import RowScreen


def edit(screen: RowScreen) -> None:
    """Open the habit under the cursor in the form."""
    from tracker.ui.dialogs.habit_form import HabitForm  # Today is up before anybody wants to edit

    screen.app.push_screen(HabitForm(screen, screen.habit))


def cannot_be_edited(screen: RowScreen) -> str:
    """Say why the habit cannot be edited: there is none, or its words are not to be seen."""
    masked = "Names are masked; * shows them again." if screen.app.look.mask else ""
    return no_habit(screen) or masked


def undo(screen: BookScreen) -> None:
    """Take the last change back, whoever made it, and show where that was."""
    _travel(screen, screen.tracker.undo, "Undone", Hint("redo", "U", "redo"))


def redo(screen: BookScreen) -> None:
    """Bring back what was undone, and show where that was."""
    _travel(screen, screen.tracker.redo, "Redone", Hint("undo", "u", "undo"))


def _travel(screen: BookScreen, deed: Callable[[], Outcome], what: str, way: Hint) -> None:
    outcome = screen.take(deed)
    if outcome is not None:
        screen.go_where(outcome.made.change)
        screen.say(f"{what}: {outcome.made.label}", way, outcome.before)
