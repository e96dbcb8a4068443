"""Ask: a line at the bottom of the screen that asks for one text and says at once how it is understood."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import ClassVar, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.suggester import SuggestFromList
from textual.widgets import Input, Static

from tracker.domain.errors import LetbeError
from tracker.domain.text import clean
from tracker.editor import edit_text
from tracker.ui.terminal.pastes import LinesInput, fold, unfold
from tracker.ui.terminal.sizes import SteadySize
from tracker.ui.views.choices import Choice, build_choice_row, next_choice
from tracker.ui.widgets.fields import Choices


class Ask(SteadySize, ModalScreen[str | None]):
    """Asks for one line; gives the text, or None when it is left with Esc.

    `check` says in words what the text would do, or raises a `LetbeError`; the text is only taken when it does
    not. `heard` is told each text as it is typed. A `value` stands in the field at first; if it is a `draft`, it is
    written on, else what is typed takes its place. The arrows up and down step through `choices`, where there are any.
    """

    LINES = False
    """Whether it may be a text of several lines, whose breaks stand in the field as signs."""

    COMPLETES = False
    """Whether what is typed may be completed to one of the choices, with the arrow to the right."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it"),
        Binding("ctrl+o", "editor", "write in $EDITOR"),
        Binding("ctrl+j", "submit", show=False),  # what Enter is when it is typed before the terminal is ours
        Binding("down", "choose(1)", "the next choice"),
        Binding("up", "choose(-1)", "the choice before"),
    ]

    def __init__(
        self,
        title: str,
        check: Callable[[str], str],
        *,
        value: str = "",
        example: str = "",
        hint: str = "",
        draft: bool = False,
        heard: Callable[[str], None] | None = None,
        choices: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._title, self._check, self._heard = clean(title), check, heard
        self._value = fold(value) if self.LINES else value
        self._example, self._hint, self._draft = example, hint, draft
        self._choices = tuple(choices)

    def compose(self) -> ComposeResult:
        """Lay the title, the field and the hint at the bottom."""
        with Vertical(id="ask"):
            yield Static(Content(self._title), id="ask-title")
            field = LinesInput if self.LINES else Input
            suggester = SuggestFromList(self._choices, case_sensitive=False) if self.COMPLETES else None
            yield field(self._value, id="ask-field", placeholder=self._example, select_on_focus=not self._draft,
                        suggester=suggester)  # fmt: skip
            if self._choices:
                yield Choices(id="ask-choices")
            yield Static(Content(self._hint), id="ask-hint")

    def on_resize(self) -> None:
        """Lay the choices out anew."""
        self.call_after_refresh(self._show_choices)

    def _show_choices(self) -> None:
        value = self.query_one(Input).value
        for row in self.query(Choices):
            choices = [Choice(text, text) for text in self._choices]
            row.show_row(build_choice_row(choices, value, row.size.width, ("↑↓", "")))

    def action_choose(self, direction: int) -> None:
        """Put another choice into the field."""
        if self._choices:
            self._put(next_choice(self.query_one(Input).value, self._choices, direction))

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Put the choice that was clicked into the field."""
        self._put(event.text)

    def _put(self, text: str) -> None:
        field = self.query_one(Input)
        field.value = text
        field.cursor_position = len(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the text is understood while it is typed; what comes of it late, after an answer, is no news."""
        if not self.is_current:
            return
        self._show_choices()
        if self._heard is not None:
            self._heard(event.value)
        self._understood(event.value, under_way=self.is_under_way(event.value))

    def is_under_way(self, text: str) -> bool:
        """Whether what is wrong with a text so far is only said after Enter."""
        del text
        return False

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Give the text back, if it can be understood."""
        if self.is_current and self._understood(event.value):
            self.dismiss(self._read(event.value))

    async def action_submit(self) -> None:
        """Give the text back as Enter does."""
        await self.query_one(Input).action_submit()

    def take_typed(self) -> None:
        """Give the text as it stands, where somebody has typed one that can be understood; for a program that ends."""
        value = self.query_one(Input).value
        if value != self._value and self._understood(value):
            self.dismiss(self._read(value))

    def _read(self, value: str) -> str:
        return unfold(value) if self.LINES else value

    def _understood(self, value: str, *, under_way: bool = False) -> bool:
        try:
            words, fine = self._check(self._read(value)) or self._hint, True
        except LetbeError as error:
            words, fine = (str(error) if value.strip() and not under_way else self._hint), False
        self._hint_at(words, fine=fine or under_way)
        return fine

    def _hint_at(self, words: str, *, fine: bool) -> None:
        hint = self.query_one("#ask-hint", Static)
        hint.update(Content(words))
        hint.set_class(not fine, "-refused")

    def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)

    def action_editor(self) -> None:
        """Write the text in the user's editor."""
        field = self.query_one(Input)
        try:
            with self.app.suspend():
                written = edit_text(self._read(field.value))
        except LetbeError as error:
            self._hint_at(str(error), fine=False)
            return
        if written is None:
            self._hint_at("The editor could not be run; $VISUAL or $EDITOR names it.", fine=False)
        elif self._understood(written):
            self.dismiss(written)
        else:
            with field.prevent(Input.Changed):  # what is wrong with it stays to be read
                field.value = fold(written) if self.LINES else " ".join(written.split())


class AskCompleting(Ask):
    """Asks for a line that may be one of the choices, and completes to them."""

    COMPLETES = True


class AskFile(Ask):
    """Asks for a file that is there; while its path is typed, it may still come to be the one of a file."""

    def is_under_way(self, text: str) -> bool:
        """Whether there is nothing at this path as far as it goes."""
        return not os.path.lexists(os.path.expanduser(text.strip()))


class AskLines(Ask):
    """Asks for a text of one line or several."""

    LINES = True


class Askable(Protocol):
    """What is asked about one of several things; `another` goes on to the next of them."""

    @property
    def title(self) -> str:
        """The question."""

    def meant(self, text: str) -> str:
        """Say what a text would do, or raise a `LetbeError`."""

    def another(self) -> None:
        """Go on to the next that the question can be about."""


class AskInTurn(Ask):
    """Asks about one of several things; Tab goes on to the next of them."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "another", "the next it can be about", priority=True)]

    def __init__(self, asked: Askable, *, value: str = "", hint: str = "", choices: Sequence[str] = ()) -> None:
        self._asked = asked
        super().__init__(asked.title, asked.meant, value=value, hint=hint, choices=choices)

    def action_another(self) -> None:
        """Ask about the next."""
        self._asked.another()
        self.query_one("#ask-title", Static).update(Content(self._asked.title))
        self._understood(self.query_one(Input).value)
