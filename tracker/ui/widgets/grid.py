"""HabitGrid: the grid of habits and days on a canvas, with its heading held fast and its rows scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from textual import events
from textual.message import Message

from tracker.domain.named_tuple import NamedTuple
from tracker.ui.terminal.sizes import park
from tracker.ui.views.lines import Line, Text
from tracker.ui.views.today import Grid
from tracker.ui.widgets.canvas import Canvas

HEAD = 2

_ROOMY = 4
"""From so many rows on there is room for a line that says what lies above."""


class HabitGrid(Canvas):
    """Draws a grid around the cursor's row, and reports where it was pressed."""

    class CellPressed(Message):
        """A cell, or a habit's name (then `day` is None), was pressed with a mouse button (1 left, 3 right)."""

        def __init__(self, habit: str, day: int | None, button: int) -> None:
            super().__init__()
            self.habit, self.day, self.button = habit, day, button

    _grid: Grid | None = None
    _window: Window | None = None

    _habit = ""
    _day = 0

    def show_grid(self, grid: Grid, habit: str, day: date) -> None:
        """Show a grid so that the row of `habit` is within sight, with the terminal's cursor on its cell of a day."""
        if self._grid is None or len(self._grid.rows) != len(grid.rows):  # it has the whole screen laid out anew
            self.styles.max_height = HEAD + len(grid.rows)
        self._grid, self._habit, self._day = grid, habit, day.toordinal()
        if self.size:
            self.show(self.fit())

    def begin_anew(self) -> None:
        """Forget which rows are within sight; the next grid is shown from its top."""
        self._window = None

    def fit(self) -> list[Line]:
        """Choose the rows within sight."""
        if self._grid is None:
            return []
        habits = [row.habit for row in self._grid.rows]
        self._window = window_on(habits, self._habit, self.size.height - HEAD, self._window)
        if self._habit in habits:
            row = HEAD + habits.index(self._habit) - self._window.top
            park(self, self._grid.columns.place_of(self._day) or 0, row)
        return [*self._grid.head, *in_sight([row.line for row in self._grid.rows], self._window)]

    def on_click(self, event: events.Click) -> None:
        """Report the habit and the day that were pressed."""
        if self._grid is None or self._window is None:
            return
        number = event.y - HEAD + self._window.top
        if event.y < HEAD or not 0 <= number < len(self._grid.rows) or not self._grid.rows[number].habit:
            return
        self.post_message(
            self.CellPressed(self._grid.rows[number].habit, self._grid.columns.day_at(event.x), event.button)
        )

    async def on_mouse_scroll_down(self) -> None:
        """Move on by a row, as the key does."""
        await self.run_action("screen.run('down')")

    async def on_mouse_scroll_up(self) -> None:
        """Move back by a row."""
        await self.run_action("screen.run('up')")


class Window(NamedTuple):
    """The rows within sight: the first one, and how many."""

    top: int
    height: int


def window_on(habits: list[str], habit: str, height: int, old: Window | None = None, gap: int = 0) -> Window:
    """Choose the rows within sight: moved as little as it takes to show the habit's row and its area's name.

    So many rows below it as `gap` says come into sight too.
    """
    height = max(1, height)
    top = old.top if old else 0
    if habit in habits:
        row = habits.index(habit)
        heading = row - 1 if row and not habits[row - 1] else row
        top = min(top, heading)
        # The lines at the edges may be needed to say what lies beyond them.
        if height >= _ROOMY:
            top = min(top, max(0, heading - 1))
        last = row + gap + (1 if row + gap + 1 < len(habits) and height > 1 else 0)
        top = max(top, min(last - height + 1, row - 1 if height >= _ROOMY else row))
    return Window(max(0, min(top, len(habits) - height)), height)


def page_of(height: int) -> int:
    """Return how many rows a screenful on is, of so many in sight: one of them stays."""
    return max(1, height - 1)


def leap(ids: Sequence[str], marked: str, rows: int) -> str:
    """Return the id that stands so many rows further on or back, or the nearest there is; headings have none."""
    places = [place for place, id in enumerate(ids) if id]
    if not places:
        return ""
    here = ids.index(marked) if marked in ids else places[0]
    ahead = [place for place in places if (place - here) * rows > 0]
    if not ahead:
        return ids[here]
    within = [place for place in ahead if abs(place - here) <= abs(rows)]
    return ids[max(within, key=lambda place: abs(place - here)) if within else min(ahead, key=lambda p: abs(p - here))]


def in_sight(lines: Sequence[Line], window: Window) -> list[Line]:
    """Return the lines within sight, those at the edges saying how much lies beyond, where there is room for that."""
    shown = list(lines[window.top : window.top + window.height])
    below = len(lines) - window.top - window.height
    if below > 0 and len(shown) > 1:
        shown[-1] = (Text(f"   {below + 1} more rows below", "muted"),)
    if window.top > 0 and len(shown) >= _ROOMY:
        shown[0] = (Text(f"   {window.top + 1} more rows above", "muted"),)
    return shown
