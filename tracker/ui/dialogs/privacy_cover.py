"""PrivacyCover: what a question or a form waits behind when names are masked while it shows some."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tracker.ui.commands.common import MASKED, clear_messages, paint_all
from tracker.ui.dialogs.ask import Ask
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.dialogs.draft_form import DraftForm, drop
from tracker.ui.dialogs.menu import Menu, Pick
from tracker.ui.host import Host
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.terminal.sizes import SteadySize


class PrivacyCover(SteadySize, Screen[None]):
    """Hides all that lies below, which stays as it is until it is drawn back."""

    app: Host

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("asterisk", "show_names", "show names", id="mask"),
        Binding("escape", "give_up", "leave what is below"),
    ]

    def compose(self) -> ComposeResult:
        """Say what is going on."""
        way = self.app.look.spell("{mask:*} shows them again and goes on; esc leaves it as it was.")
        with Vertical(id="ask"):
            yield Static(Content("Names and notes are masked; what was open here waits unseen."), id="ask-title")
            yield Static(Content(way), id="ask-hint")

    def action_show_names(self) -> None:
        """Show names again, and what lies below."""
        self.app.prefer("mask", False)
        self.draw_back()

    def draw_back(self) -> None:
        """Let what lies below be seen."""
        self.dismiss(None)
        paint_all(self.app)

    def action_give_up(self) -> None:
        """Leave the questions and forms below."""
        self.dismiss(None)
        while _names_are_shown(self.app):
            top = self.app.screen
            if isinstance(top, DraftForm):
                drop(top)
            else:
                top.dismiss(None)


def hide_names(app: Host) -> None:
    """Take out of sight whatever still shows names now that they are masked: what was said, questions and forms."""
    clear_messages(app)
    for screen in app.screen_stack:
        if isinstance(screen, Dialog):
            screen.say("")
    next(screen for screen in reversed(app.screen_stack) if isinstance(screen, BookScreen)).say(app.look.spell(MASKED))
    if _names_are_shown(app):
        app.push_screen(PrivacyCover())


def show_names(app: Host) -> None:
    """Let be seen again what `hide_names` has hidden."""
    if isinstance(app.screen, PrivacyCover):
        app.screen.draw_back()


def _names_are_shown(app: Host) -> bool:
    return any(isinstance(screen, Ask | Menu | Pick | DraftForm) for screen in app.screen_stack)
