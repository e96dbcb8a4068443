"""Sizes: a screen follows the size that its window has, and no other."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import App
from textual.command import CommandPalette


class SteadySize:
    """What makes a screen take no notice of a size that the window no longer has.

    A screen that is laid out in a new size tells itself so. Where two sizes come at once, as they do when a window is
    drawn larger or a terminal says one size and then another, each would bring the other back, for ever.
    """

    app: App[Any]

    async def on_event(self, event: events.Event) -> None:
        """Take an event, unless it is a size of the past: the one that came after it is on its way."""
        if not isinstance(event, events.Resize) or event.size == self.app.size:
            await super().on_event(event)  # type: ignore[misc]  # it stands before a screen


class SteadyPalette(SteadySize, CommandPalette):
    """A palette of Textual, as steady as all other screens."""
