"""The smallest Textual app: one text."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Smallest(App[None]):
    """Shows that it is there."""

    def compose(self) -> ComposeResult:
        """Show one text."""
        yield Static("ready ■")


Smallest().run()
