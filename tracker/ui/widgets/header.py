"""HeaderLine: the top line, whose room names can be clicked."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tracker.ui.views.header import Header
from tracker.ui.widgets.canvas import Canvas


class HeaderLine(Canvas):
    """Shows a header and reports the room that is clicked."""

    class Entered(Message):
        """The name of a room was clicked."""

        def __init__(self, room: str) -> None:
            super().__init__()
            self.room = room

    _header: Header | None = None

    def show_header(self, header: Header) -> None:
        """Show a header."""
        self._header = header
        self.show([header.line])

    def on_click(self, event: events.Click) -> None:
        """Report the room under the pointer."""
        room = self._header and self._header.room_at(event.x)
        if room:
            self.post_message(self.Entered(room))
