"""What the keys do to the habit under the cursor or the chosen ones, where habits stand in rows: away, or elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.service.edits.habits import archive, area_called, delete, restore
from tracker.ui.dialogs.ask import Ask
from tracker.ui.views.today import shown_name

if TYPE_CHECKING:
    from tracker.ui.screens.row_screen import RowScreen


def to_area(screen: RowScreen) -> None:
    """Ask for an area and move the habit, or the chosen ones, to its end."""
    from tracker.service.edits.order import place  # Today is up before anybody wants to move something

    picked, book = screen.picked, screen.tracker.book
    here = {book.habit(id).area for id in picked}
    others = [area.name for area, _ in book.by_area() if area.id not in here]

    def check(text: str) -> str:
        return f"to the end of {area_called(book, text).name}"

    def answered(text: str) -> None:
        screen.commit(place(picked, screen.today, area=area_called(screen.tracker.book, text).id))
        screen.choose_none()

    name = shown_name(book.habit(picked[0]), screen.app.look)
    what = f"“{name}”" if len(picked) == 1 else f"{len(picked)} habits"
    hint = "an area, or a part of its name"
    question = Ask(f"Move {what} to", check, value=others[0] if others else "", hint=hint, choices=others)
    screen.ask(question, answered)


def one_area(screen: RowScreen) -> str:
    """Say why nothing can go to another area."""
    if screen.habit is None:
        return "There is no habit here yet."
    return "" if len(screen.tracker.book.areas) > 1 else "There is only one area; on Habits, A adds another."


def archive_label(screen: RowScreen) -> str:
    """Say whether z puts away or brings back."""
    return "restore" if screen.habit and screen.habit.archived else "archive"


def put_away(screen: RowScreen) -> None:
    """Archive the habit, or the chosen ones; restore where the one under the cursor is archived."""
    change = restore if screen.habit and screen.habit.archived else archive
    screen.commit(change(screen.picked, screen.today))
    screen.choose_none()


def take_away(screen: RowScreen) -> None:
    """Delete the habit, or the chosen ones; undo brings everything back."""
    screen.commit(delete(screen.picked))
    screen.choose_none()


def see_archived(screen: RowScreen) -> None:
    """Go to Habits, where the archived ones can be shown, and show them."""
    from tracker.ui.screens.arranging_keys import show_archived  # Today is up before anybody looks for these
    from tracker.ui.screens.habits import HabitsScreen

    screen.app.enter(HabitsScreen.ROOM)
    habits = screen.app.get_screen(HabitsScreen.ROOM)
    if isinstance(habits, HabitsScreen) and not habits.archived:
        habits.call_after_refresh(show_archived, habits)
