"""SafetyBox: when letting be is not the right thing, and where to turn, read inside the app."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tracker.service.words.safety import SAFETY_TEXT, UNRECORDED
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.dialog import Dialog, moves
from tracker.ui.views.lines import Line, Text, cut, wrap
from tracker.ui.views.model import Row


def paragraphs(text: str) -> list[str]:
    """Return a text that is laid out for a page as paragraphs for any width, with an empty one between its blocks."""
    told: list[str] = []
    for block in text.strip().split("\n\n"):
        told += [""] if told else []
        begins = True
        for line in block.split("\n"):
            name, gap, words = line.strip().partition("   ")
            if begins or gap:
                told.append(f"{name}: {words.strip()}" if gap else name)
            else:
                told[-1] += f" {name}"
            begins = line == block.split("\n")[0] and "\n  " in block  # what stands below a heading
    return told


class SafetyBox(Dialog):
    """Shows the page on safety; nothing is recorded of it, and no shell keeps that it was read."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        *moves("Safety", down="The line below", up="The line above"),
        Action("leave", "escape,q", "esc", "back", "Back to the screen below", lambda box: box.leave(), "Safety"),
    )
    HINTS: ClassVar[tuple[str, ...]] = ("down", "up", "page_down", "help", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def title_line(self, width: int) -> Line:
        """Say what this is."""
        return cut((Text("Safety", "title"),), width)

    def rows(self, width: int) -> list[Row]:
        """Build the page line by line."""
        told = [*paragraphs(SAFETY_TEXT), "", UNRECORDED]
        lines = [line for text in told for line in wrap(text, max(20, width - 4)) or [""]]
        return [self._row(f"line {number}", line, width) for number, line in enumerate(lines)]

    def _row(self, id: str, words: str, width: int) -> Row:
        here = self.app.look.glyphs.here if id == self.marked else " "
        return Row(id, cut((Text(f"{here} ", "cursor"), Text(words)), width))

    def press_row(self, id: str) -> None:
        """Mark a line."""
        self.marked = id
        self.paint()
