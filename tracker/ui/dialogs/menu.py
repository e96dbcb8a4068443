"""Menu and Pick: a few things to choose from at the bottom of the screen; and what asks before something is lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean
from tracker.ui.terminal.driver import LEAVING_KEYS
from tracker.ui.terminal.sizes import SteadySize, park

YES = "y"
"""The letter of whoever leaves although something is not saved."""


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

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Rest the terminal's own cursor on the choice."""
        menu = event.option_list
        park(menu, 0, event.option_index - menu.scroll_offset.y)

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

    def on_mount(self) -> None:
        """Rest the terminal's own cursor on the keys."""
        park(self.query_one("#ask-choices"), 0, 0)

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


class NotSaved(Pick):
    """Asks whether to leave although something is not saved; who presses a key that leaves once more means it."""

    def on_key(self, event: events.Key) -> None:
        """Give the key back."""
        if event.key in LEAVING_KEYS:
            event.stop()
            event.prevent_default()  # else it would be any other key
            self.step_out()

    def step_out(self) -> None:
        """Leave all the same: who presses ctrl+c once more is not held back."""
        self.action_choose(YES)
