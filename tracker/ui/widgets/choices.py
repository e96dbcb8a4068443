"""Choices: one line of choices that can be clicked."""

from __future__ import annotations

from textual import events
from textual.message import Message

from tracker.ui.views.choices import ChoiceRow
from tracker.ui.widgets.canvas import Canvas


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
