"""Arrivals: what a file of another tracker would bring, habit by habit, before any of it is taken in."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import ClassVar

from textual.binding import BindingType

from tracker.domain.errors import LetbeError
from tracker.domain.text import excerpt
from tracker.service.files.foreign_import import ForeignImport
from tracker.service.files.foreign_report import lines
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.dialog import Dialog, moves
from tracker.ui.screens.rows import RowScreen
from tracker.ui.views.lines import Line, Text, cut
from tracker.ui.views.model import Row


def take(dialog: Arrivals) -> None:
    """Take it in, after a backup, and go back to the list; undo takes all of it back."""
    from tracker.service.files.maintenance import BookMaintenance, Occasion  # few imports in the life of a book

    tracker = dialog.host.tracker
    if os.path.isabs(tracker.place):
        with suppress(LetbeError):  # undo is there all the same, and so is each day's first state
            BookMaintenance(tracker.place, tracker.clock).back_up(Occasion.IMPORT)
    dialog.host.commit(dialog.coming.edit)
    dialog.leave()


class Arrivals(Dialog):
    """Lists what would come; one key takes it in, another goes back and changes nothing."""

    ABOUT = 1
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("take", "enter,space", "⏎", "take it in", "Take all of it in; undo takes it back", take, "Import"),
        *moves("Import", down="The next line", up="The line before"),
        Action("leave", "q,escape", "q", "leave it", "Back to the list; nothing is changed",
               lambda dialog: dialog.leave(), "Import"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("take", "down", "up", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: RowScreen, coming: ForeignImport) -> None:
        super().__init__(host)
        self.coming = coming

    def title_line(self, width: int) -> Line:
        """Say whose file it is, and what it would bring."""
        brings = self.coming.tally(self.host.tracker.book).words
        return cut((Text(f"{self.coming.foreign.program}  ", "title"), Text(f"would bring {brings}", "muted")), width)

    def rows(self, width: int) -> list[Row]:
        """Return a row for each line of the dry run."""
        said = list(lines(self.coming, self.host.tracker.book))[1:]
        return [Row(f"line-{number}", cut((Text(line),), width)) for number, line in enumerate(said)]

    def about(self, width: int) -> list[Line]:
        """Say the marked line whole, where it is cut."""
        said = list(lines(self.coming, self.host.tracker.book))[1:]
        number = int(self.marked.removeprefix("line-") or 0)
        return [cut((Text(excerpt(said[number], 400), "muted"),), width)] if number < len(said) else []

    def press_row(self, id: str) -> None:
        """Mark the line that was pressed."""
        self.marked = id
        self.paint()
