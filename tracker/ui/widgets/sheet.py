"""Sheet: a long page of rows on a canvas, read from stop to stop and scrolled where there is none."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tracker.ui.terminal.sizes import park
from tracker.ui.views.lines import Line, Text, cell_len, text
from tracker.ui.views.model import Row
from tracker.ui.widgets.canvas import Canvas

_NEAR = 3
_WEEK = 8
"""So many rows a year of days takes, its heading too."""


class Sheet(Canvas):
    """Draws the rows within sight, and reports what is pressed; a row with an id can be stopped at."""

    class StopPressed(Message):
        """A row was pressed at a cell: the row's id, and how many rows it lies below the one with that id."""

        def __init__(self, id: str, x: int, below: int) -> None:
            super().__init__()
            self.id, self.x, self.below = id, x, below

    _rows: Sequence[Row] = ()
    _top = 0
    _place = (0, 0)
    """The cell of the sign, in the row that it is in."""

    @property
    def stops(self) -> list[tuple[int, str]]:
        """The rows that can be stopped at, from top to bottom."""
        return [(y, row.habit) for y, row in enumerate(self._rows) if row.habit]

    def show_rows(self, rows: Sequence[Row], stop: str = "", sign: str = "") -> None:
        """Show rows from where the last ones were scrolled to, with the terminal's cursor on a sign at a stop."""
        self._rows, self._place = rows, _place_of(rows, stop, sign)
        self.scroll_by(0)

    def scroll_by(self, rows: int) -> None:
        """Move the rows within sight, as far as there are any."""
        height = max(1, self.size.height)
        self._top = max(0, min(len(self._rows) - height, self._top + rows))
        lines: list[Line] = [row.line for row in self._rows[self._top : self._top + height]]
        below = len(self._rows) - self._top - height
        if below > 0 and len(lines) > 2:
            lines[-1] = (Text(f"   {below + 1} more lines below", "muted"),)
        self.show(lines)
        x, row = self._place[0], self._place[1] - self._top
        is_in_sight = 0 <= row < height - (below > 0)
        park(self, x if is_in_sight else 0, row if is_in_sight else 0)

    def to_end(self, direction: int) -> None:
        """Show the beginning (-1) or the end (1)."""
        self.scroll_by(direction * len(self._rows))

    def next_stop(self, stop: str, direction: int) -> str:
        """Go on to the next stop up (-1) or down (1); where it is out of sight, scroll toward it instead."""
        height = max(1, self.size.height)
        here = next((y for y, id in self.stops if id == stop), None)
        if here is None or not self._top <= here < self._top + height:
            here = self._top - 1 if direction > 0 else self._top + height
        ahead = [(y, id) for y, id in self.stops if (y - here) * direction > 0]
        if ahead:
            y, id = min(ahead, key=lambda found: abs(found[0] - here))
            if self._top - _NEAR <= y < self._top + height + _NEAR - 1:
                self._top = _top_to_show(y, self._top, height)
                self.scroll_by(0)
                return id
        self.scroll_by(direction * _NEAR)
        return stop

    def on_resize(self) -> None:
        """Show more or fewer rows."""
        self.scroll_by(0)

    def on_click(self, event: events.Click) -> None:
        """Report the row that was pressed, by the nearest id at or above it."""
        y = event.y + self._top
        found = [(place, id) for place, id in self.stops if place <= y]
        if found:
            self.post_message(self.StopPressed(found[-1][1], event.x, y - found[-1][0]))

    def on_mouse_scroll_down(self) -> None:
        """Move on."""
        self.scroll_by(_NEAR)

    def on_mouse_scroll_up(self) -> None:
        """Move back."""
        self.scroll_by(-_NEAR)


def _place_of(rows: Sequence[Row], stop: str, sign: str) -> tuple[int, int]:
    """Return the cell at which a sign stands in a stop's row or soon below it, else where that row begins."""
    first = next((y for y, row in enumerate(rows) if stop and row.habit == stop), 0)
    for y, row in enumerate(rows[first : first + _WEEK], first) if stop else ():
        words = text(row.line)
        if sign in words:
            return cell_len(words.partition(sign)[0]), y
    return 0, first


def _top_to_show(y: int, top: int, height: int) -> int:
    """Scroll as little as it takes to show a row, with its section's title where that stands right above."""
    if y < top + 1:
        return max(0, y - 2)
    return y - height + 3 if y > top + height - 3 else top
