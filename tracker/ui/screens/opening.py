"""Opening: a habit's own page, laid upon whatever screen the habit was met on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.insights import Span
    from tracker.ui.screens.book_screen import BookScreen
    from tracker.ui.screens.row_screen import RowScreen


def open_page(screen: BookScreen, habit: str, day: date, asked: Span | None = None) -> None:
    """Open a habit's page at a day, in a span of time or in the one it was last looked at in."""
    from tracker.ui.screens.habit_page import ID, HabitPage  # nothing of it is read before it is wanted

    app = screen.app
    if not app.is_screen_installed(ID):
        app.install_screen(HabitPage(screen.tracker), ID)
    page = app.get_screen(ID)
    assert isinstance(page, HabitPage)  # noqa: S101 - installed above
    page.turn_to(habit, asked, day)
    app.push_screen(ID)


def open_here(screen: RowScreen) -> None:
    """Open the page of the habit under the cursor."""
    open_page(screen, screen.cursor.habit, screen.cursor.day)
