"""Arrivals: what a file of another tracker would bring, habit by habit, before any of it is taken in."""

from __future__ import annotations

import os
from collections.abc import Callable
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
from tracker.ui.views.lines import Line, Text, cut, wrap
from tracker.ui.views.model import Row

_LARGEST_AT_ONCE = 300_000
_MANY = 5_000

AT_ENTER = "Enter reads it, and shows what would come"


def is_large(path: str) -> bool:
    """Whether reading a file takes longer than a key may; of a folder that is not known."""
    whole = os.path.expanduser(path.strip())
    try:
        return os.path.isdir(whole) or os.path.getsize(whole) > _LARGEST_AT_ONCE
    except (OSError, ValueError):
        return False


def take(dialog: Arrivals) -> None:
    """Take it in, after a backup, and go back; undo takes all of it back."""
    if dialog.coming is None:
        dialog.say(dialog.wrong or "It is still being read.")
    elif dialog.coming.tally(dialog.host.tracker.book).marks > _MANY:
        dialog.say("Taking it in …")
        dialog.call_after_refresh(_take, dialog, dialog.coming)
    else:
        _take(dialog, dialog.coming)


def _take(dialog: Arrivals, coming: ForeignImport) -> None:
    from tracker.service.files.maintenance import BookMaintenance, Occasion  # few imports in the life of a book

    if not dialog.is_current:  # Enter was pressed twice
        return
    tracker = dialog.host.tracker
    if os.path.isabs(tracker.place) and not tracker.book.is_new:
        with suppress(LetbeError):  # undo is there all the same, and so is each day's first state
            BookMaintenance(tracker.place, tracker.clock).back_up(Occasion.IMPORT)
    dialog.host.commit(coming.edit)
    dialog.leave()


class Arrivals(Dialog):
    """Lists what would come; one key takes it in, another goes back and changes nothing."""

    ABOUT = 3
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("take", "enter,space", "⏎", "take it in", "Take all of it in; undo takes it back", take, "Import"),
        *moves("Import", down="The next line", up="The line before"),
        Action("leave", "escape,q", "esc", "leave it", "Back to where you came from; nothing is changed",
               lambda dialog: dialog.leave(), "Import"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("take", "down", "up", "help", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: RowScreen, coming: ForeignImport | Callable[[], ForeignImport]) -> None:
        """Show a file that was read, or one that still has to be, which then happens beside the screen."""
        super().__init__(host)
        self.coming = coming if isinstance(coming, ForeignImport) else None
        self.wrong = ""
        self._said_of: list[str] = []
        self._read = coming

    def on_mount(self) -> None:
        """Read the file where that is still to do, and say what is in it."""
        super().on_mount()
        if self.coming:
            self._show(self.coming)
        else:
            self.run_worker(self._fetch, thread=True, exit_on_error=False)

    def _fetch(self) -> None:
        assert not isinstance(self._read, ForeignImport)  # noqa: S101 - it would be shown already
        try:
            coming = self._read()
            coming.tally(self.host.tracker.book)
        except LetbeError as error:
            self.app.call_from_thread(self._show, None, str(error))
        else:
            self.app.call_from_thread(self._show, coming)

    def _show(self, coming: ForeignImport | None, wrong: str = "") -> None:
        self.coming, self.wrong = coming, wrong
        self._said_of = [*lines(coming, self.host.tracker.book)][1:] if coming else [wrong]
        self.paint()

    def title_line(self, width: int) -> Line:
        """Say whose file it is, and what it would bring."""
        if self.coming is None:
            return (Text("It cannot be taken in" if self.wrong else "Reading the file …", "title"),)
        brings = self.coming.tally(self.host.tracker.book).words
        return cut((Text(f"{self.coming.foreign.program}  ", "title"), Text(f"would bring {brings}", "muted")), width)

    def rows(self, width: int) -> list[Row]:
        """Return a row for each line of the dry run."""
        return [Row(f"line-{number}", cut((Text(line),), width)) for number, line in enumerate(self._said_of)]

    def about(self, width: int) -> list[Line]:
        """Say the marked line whole, where it is cut."""
        number = int(self.marked.removeprefix("line-") or 0)
        if number >= len(self._said_of):
            return []
        words = wrap(excerpt(self._said_of[number], 400), width)
        return [(Text(line, "muted"),) for line in words[: self.ABOUT]]

    def press_row(self, id: str) -> None:
        """Mark the line that was pressed."""
        self.marked = id
        self.paint()
