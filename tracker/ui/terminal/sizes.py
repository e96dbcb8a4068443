"""Sizes: a screen follows the size that its window has, and no other; what it shows has a place for the cursor."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.geometry import Offset
from textual.screen import Screen
from textual.widget import Widget


class SteadySize:
    """What makes a screen take no notice of a size that the window no longer has.

    A screen that is laid out in a new size tells itself so. Where two sizes come at once, as they do when a window is
    drawn larger or a terminal says one size and then another, each would bring the other back, for ever.
    """

    app: App[Any]

    rest: tuple[Widget, int, int] | None = None
    """The widget and the cell of it on which the terminal's own cursor rests, while one is not in a field."""

    async def on_event(self, event: events.Event) -> None:
        """Take an event, unless it is a size of the past: the one that came after it is on its way."""
        if not isinstance(event, events.Resize) or event.size == self.app.size:
            await super().on_event(event)  # type: ignore[misc]  # it stands before a screen


class SteadyPalette(SteadySize, CommandPalette):
    """A palette of Textual, as steady as all other screens."""


def park(widget: Widget, x: int, y: int) -> None:
    """Rest the terminal's own cursor on a cell of a widget, for who follows that; fields do so by themselves."""
    if isinstance(widget.screen, SteadySize):
        widget.screen.rest = widget, x, y


def place_of_cursor(screen: Screen[Any]) -> Offset:
    """Find where the cursor is on a screen as it is now laid: in the field, or where it was parked."""
    in_field: Offset | None = getattr(screen.focused, "cursor_screen_offset", None)
    if in_field is not None:  # behind the last letter Textual means the cell after the one that it draws
        return in_field - Offset(getattr(screen.focused, "cursor_at_end", False), 0)
    if isinstance(screen, SteadySize) and screen.rest:
        widget, x, y = screen.rest
        return widget.content_region.offset + Offset(x, y)
    return Offset()
