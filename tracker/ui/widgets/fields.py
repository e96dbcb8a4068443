"""Fields: a line for each, one below the other, and for one of them an input to fill it, or choices to click."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input
from textual.widgets.input import Selection

from tracker.ui.views.choices import ChoiceRow
from tracker.ui.views.lines import Line
from tracker.ui.widgets.canvas import Canvas


class FieldInput(Input):
    """The field that is being filled; where there are choices, the arrows step through them."""

    class Stepped(Message):
        """An arrow asks for the choice before (-1) or the next one (1)."""

        def __init__(self, direction: int) -> None:
            super().__init__()
            self.direction = direction

    chooses = False
    """Whether there are choices."""

    def fill(self, text: str, *, chooses: bool) -> None:
        """Put a text in and report no change."""
        self.chooses = chooses
        with self.prevent(Input.Changed):
            self.value = text
        # Where there are choices, what is typed takes the place of what is there.
        self.selection = Selection(0 if chooses else len(text), len(text))

    def action_cursor_left(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as Input has it
        """Choose the one before, or move the cursor."""
        if self.chooses:
            self.post_message(self.Stepped(-1))
        else:
            super().action_cursor_left(select)

    def action_cursor_right(self, select: bool = False) -> None:  # noqa: FBT001, FBT002 - as Input has it
        """Choose the next one, or move the cursor."""
        if self.chooses:
            self.post_message(self.Stepped(1))
        else:
            super().action_cursor_right(select)


class Fields(Vertical):
    """Shows fields as lines, and the open one with its label before an input."""

    class FieldPressed(Message):
        """The mouse was pressed on the line of a field, counted from the top one, 0."""

        def __init__(self, place: int) -> None:
            super().__init__()
            self.place = place

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._open = 0

    def compose(self) -> ComposeResult:
        """Lay the lines above the open field, the field, and the lines below it."""
        yield Canvas(id="form-above")
        with Horizontal(id="form-field"):
            yield Canvas(id="form-label")
            yield FieldInput(id="form-input", select_on_focus=False)
        yield Canvas(id="form-below")

    @property
    def input(self) -> FieldInput:
        """The open field."""
        return self.query_one(FieldInput)

    def open(self, place: int, of: int) -> None:
        """Open one of so many fields, in its place among the lines."""
        self._open = place
        self.query_one("#form-above").styles.height = place
        self.query_one("#form-below").styles.height = of - place - 1

    def show(self, lines: Sequence[Line], label: Line) -> None:
        """Show the lines of all fields, but for the open one its label."""
        self.query_one("#form-above", Canvas).show(lines[: self._open])
        self.query_one("#form-label", Canvas).show([label])
        self.query_one("#form-below", Canvas).show(lines[self._open + 1 :])

    def on_click(self, event: events.Click) -> None:
        """Report the line that is clicked."""
        tops = {"form-above": 0, "form-below": self._open + 1}
        if event.widget is not None and event.widget.id in tops:
            self.post_message(self.FieldPressed(tops[event.widget.id] + event.y))


class Choices(Canvas):
    """Shows a row of choices and reports the one that is clicked."""

    class Chosen(Message):
        """A choice was clicked."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    _row = ChoiceRow(())

    def show_row(self, row: ChoiceRow) -> None:
        """Show a row."""
        self._row = row
        self.show([row.line])

    def on_click(self, event: events.Click) -> None:
        """Report the choice under the pointer."""
        chosen = self._row.choice_at(event.x)
        if chosen is not None:
            self.post_message(self.Chosen(chosen))
