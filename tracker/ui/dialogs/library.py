"""Library: the practices that letbe offers and that are not in the list, with what they are good for."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tracker.service.edits.first_book import shipped_list
from tracker.service.edits.habits import delete
from tracker.service.files.library import MANY, add_practices, new_this_week, practices_left
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.dialog import Dialog, masking, moves, redo, undo
from tracker.ui.screens.rows import RowScreen
from tracker.ui.views.first import Practice, build_about, build_choices
from tracker.ui.views.lines import EMPTY, Line, Text, cut
from tracker.ui.views.model import Row


def take_label(dialog: Library) -> str:
    """Say whether the marked practice would be added or taken out."""
    return "take it out" if _added(dialog, dialog.marked) else "add it"


def take(dialog: Library) -> None:
    """Add the marked practice, or take it out again."""
    added = _added(dialog, dialog.marked)
    if added:
        dialog.commit(delete([added]))
        return
    dialog.commit(add_practices(dialog.shipped, [dialog.marked], dialog.host.today))
    count = new_this_week(dialog.host.tracker.book, dialog.host.today)
    if count > MANY:
        dialog.say(f"{count} new this week: a few at a time take root more easily.")


def _added(dialog: Library, practice: str) -> str:
    """Return the id under which a practice is in the list by now, or nothing."""
    names = {choice.habit.name.casefold() for choice in dialog.choices if choice.habit.id == practice}
    kept = (habit.id for habit in dialog.host.tracker.book.habits if habit.name.casefold() in names)
    return next(kept, "")


class Library(Dialog):
    """Lists the practices by area; a key adds the marked one to the list, and the same key takes it out again."""

    ABOUT = 5
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("take", "space,enter", "spc", take_label,
               "Add the practice to the list, or take it out again", take, "Library"),
        *moves("Library", down="The practice below", up="The practice above"),
        Action("undo", "u", "u", "undo", "Take the last change back", undo, "Library"),
        Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "Library"),
        masking("Library"),
        Action("leave", "escape,q,L", "esc", "back", "Back to the list", lambda dialog: dialog.leave(), "Library"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("take", "down", "up", "undo", "help", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: RowScreen) -> None:
        super().__init__(host)
        self.shipped = shipped_list(host.today, host.tracker.book.settings.week_start, host.app.starters)
        left = practices_left(host.tracker.book, self.shipped)
        self.choices = [Practice(area, habit) for area, habit in left]

    def title_line(self, width: int) -> Line:
        """Say how many practices there are to choose from."""
        if not self.choices:
            return cut((Text("Library  ", "title"), Text("every practice is in your list already", "muted")), width)
        return cut((Text("Library  ", "title"), Text(f"{len(self.choices)} practices to choose from", "muted")), width)

    def rows(self, width: int) -> list[Row]:
        """Return the practices by area; the added ones have a full box."""
        here = [choice.habit.id for choice in self.choices]
        marked = here.index(self.marked) if self.marked in here else 0
        added = frozenset(id for id in here if _added(self, id))
        lines = build_choices(self.choices, added, marked, self.app.look.glyphs, width)
        ids = iter(here)
        return [Row("" if len(line) == 1 else next(ids), line) for line in lines]

    def about(self, width: int) -> list[Line]:
        """Tell when, how small and why of the marked practice."""
        chosen = next((choice.habit for choice in self.choices if choice.habit.id == self.marked), None)
        return build_about(chosen, width, self.ABOUT) if chosen else [EMPTY]

    def press_row(self, id: str) -> None:
        """Take the practice that was clicked at once: its box is what the eye is on."""
        self.marked = id
        take(self)
