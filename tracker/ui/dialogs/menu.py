"""Menu: a few things to choose from at the bottom of the screen, by arrows and Enter, by their letters or by mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean
from tracker.ui.terminal.sizes import SteadySize


class MenuItem(NamedTuple):
    """One thing to choose: its letter, and what it does."""

    key: str
    label: str


class Menu(SteadySize, ModalScreen[str | None]):
    """Asks for one of several things; gives its letter, or None when it is left with Esc or q."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "leave", "leave it")]

    def __init__(self, title: str, choices: Sequence[MenuItem], marked: str = "") -> None:
        super().__init__()
        self._title, self._choices, self._marked = clean(title), choices, marked

    def compose(self) -> ComposeResult:
        """Lay the title and the choices, the marked one or the first of them under the cursor."""
        menu = OptionList(*map(_option, self._choices), id="menu")
        menu.highlighted = next((n for n, choice in enumerate(self._choices) if choice.key == self._marked), 0)
        with Vertical(id="ask"):
            yield Static(Content(self._title), id="ask-title")
            yield menu
            yield Static(Content("Enter or the letter chooses; esc leaves it as it is."), id="ask-hint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Give the choice back."""
        self.dismiss(event.option_id)

    def on_key(self, event: events.Key) -> None:
        """Take a letter for its choice."""
        if any(event.character == choice.key for choice in self._choices):
            event.stop()
            self.dismiss(event.character)

    def action_leave(self) -> None:
        """Leave without a choice."""
        self.dismiss(None)


def _option(choice: MenuItem) -> Option:
    return Option(Content.assemble((choice.key, "bold"), f"  {clean(choice.label)}"), id=choice.key)
