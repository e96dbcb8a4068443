"""Pick: a line at the bottom that waits for one key."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker.domain.text import clean


class Pick(ModalScreen[str | None]):
    """Asks for one key of several; gives the key, or None when it is left with any other."""

    def __init__(self, title: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._title, self._choices = clean(title), choices

    def compose(self) -> ComposeResult:
        """Lay the title and the keys at the bottom."""
        words = "   ".join(f"{key} {label}" for key, label in self._choices.items())
        with Vertical(id="ask"):
            yield Static(Content(self._title), id="ask-title")
            yield Static(Content(words), id="ask-choices")
            yield Static(Content("Any other key leaves it as it is."), id="ask-hint")

    def on_key(self, event: events.Key) -> None:
        """Give the key back."""
        event.stop()
        self.dismiss(event.character if event.character in self._choices else None)
