"""RowList: rows of text on a canvas, one of them marked, scrolled so that it stays in sight."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tracker.ui.terminal.sizes import park
from tracker.ui.views.lines import Line
from tracker.ui.views.model import Row
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.grid import Window, in_sight, window_on


class RowList(Canvas):
    """Draws rows around the marked one, and reports which was pressed; a row is known by its `habit`, or any id."""

    class RowPressed(Message):
        """A row was pressed."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    class Dragged(Message):
        """A row is held over another one, named by its number, or was let go there."""

        def __init__(self, id: str, over: int, *, dropped: bool) -> None:
            super().__init__()
            self.id, self.over, self.dropped = id, over, dropped

    _rows: Sequence[Row] = ()
    _marked = ""
    _gap = 0
    _held = ""
    _dragging = False
    _window: Window | None = None

    def show_rows(self, rows: Sequence[Row], marked: str, gap: int = 0) -> None:
        """Show rows so that the marked one is within sight, with the gap below it."""
        self._rows, self._marked, self._gap = rows, marked, gap
        if self.size:
            self.show(self.fit())

    def fit(self) -> list[Line]:
        """Choose the rows within sight."""
        ids = [row.habit for row in self._rows]
        self._window = window_on(ids, self._marked, self.size.height, self._window, self._gap)
        park(self, 0, self.line_of(self._marked))
        return in_sight([row.line for row in self._rows], self._window)

    def line_of(self, id: str) -> int:
        """Return the line, from the top of this list, on which a row is."""
        place = next((place for place, row in enumerate(self._rows) if row.habit == id), 0)
        return place - (self._window.top if self._window else 0)

    def _row_at(self, y: int) -> int:
        """Return the number of the row on a line, or of the nearest one."""
        line = max(0, min(self.size.height - 1, y))
        return max(0, min(len(self._rows) - 1, line + (self._window.top if self._window else 0)))

    def on_click(self, event: events.Click) -> None:
        """Report the row that was pressed, unless it has just been dragged."""
        dragged, self._dragging = self._dragging, False
        if not dragged and (id := _id_at(self._rows, self._window, event.y)):
            self.post_message(self.RowPressed(id))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a row."""
        self._dragging = False
        self._held = _id_at(self._rows, self._window, event.y) if event.button == 1 else ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the row that is held."""
        if self._held and (self._dragging or _id_at(self._rows, self._window, event.y) != self._held):
            self._dragging = True
            self.capture_mouse()
            self.post_message(self.Dragged(self._held, self._row_at(event.y), dropped=False))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go of it."""
        held, self._held = self._held, ""
        if held and self._dragging:
            self.release_mouse()
            self.post_message(self.Dragged(held, self._row_at(event.y), dropped=True))

    async def on_mouse_scroll_down(self) -> None:
        """Move on by a row, as the key does."""
        await self.run_action("screen.run('down')")

    async def on_mouse_scroll_up(self) -> None:
        """Move back by a row."""
        await self.run_action("screen.run('up')")


def _id_at(rows: Sequence[Row], window: Window | None, y: int) -> str:
    """Return the id of the row on a line; none below the last."""
    number = y + (window.top if window else 0)
    return rows[number].habit if number < len(rows) else ""
