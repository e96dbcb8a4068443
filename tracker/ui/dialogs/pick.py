"""Pick: a line at the bottom that waits for one key, or a click on what it does."""

from __future__ import annotations

from collections.abc import Mapping

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Static

from tracker.domain.text import clean
from tracker.ui.terminal.sizes import SteadySize


class Pick(SteadySize, ModalScreen[str | None]):
    """Asks for one key of several; gives the key, or None when it is left with any other."""

    def __init__(self, title: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._title, self._choices = clean(title), choices

    def compose(self) -> ComposeResult:
        """Lay the title and the keys at the bottom."""
        with Vertical(id="ask"):
            yield Static(Content(self._title), id="ask-title")
            yield Static(Content("   ").join(map(_link, self._choices.items())), id="ask-choices")
            yield Static(Content("Any other key leaves it as it is."), id="ask-hint")

    def on_key(self, event: events.Key) -> None:
        """Give the key back."""
        event.stop()
        self.action_choose(event.character if event.character in self._choices else None)

    def action_choose(self, key: str | None) -> None:
        """Give a key back, also one that was clicked."""
        self.dismiss(key)


def _link(choice: tuple[str, str]) -> Content:
    key, label = choice
    return Content.assemble((key, "bold"), f" {label}").stylize(Style.from_meta({"@click": f"screen.choose({key!r})"}))
