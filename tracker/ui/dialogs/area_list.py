"""AreaList: the areas, to add, rename, reorder, colour and delete."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tracker.domain.habit import COLOURS
from tracker.domain.text import clean_name, counted
from tracker.service.edits.areas import add_area, colour_area, delete_area, refuse_area, rename_area
from tracker.service.edits.habits import area_called
from tracker.service.edits.order import place_area, shift_area
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.ask import Ask
from tracker.ui.dialogs.dialog import Dialog, masking, moves, redo, undo
from tracker.ui.views.glyphs import area_tone
from tracker.ui.views.lines import Line, Text, cut, fit
from tracker.ui.views.model import Row
from tracker.ui.widgets.rows import RowList


def _one_left(dialog: AreaList) -> str:
    return "" if dialog.marked else "There is no area yet; {add:a} adds one."


def add(dialog: AreaList) -> None:
    """Ask for a name and add an area."""

    def answered(name: str) -> None:
        before = {area.id for area in dialog.host.tracker.book.areas}
        dialog.commit(add_area(name))
        dialog.marked = next((a.id for a in dialog.host.tracker.book.areas if a.id not in before), dialog.marked)

    dialog.ask(Ask("A new area", lambda text: _check_name(dialog, text), example="Friends", hint="its name"), answered)


def rename(dialog: AreaList) -> None:
    """Ask for another name."""
    area = dialog.host.tracker.book.area(dialog.marked)
    question = Ask(f"Rename {area.name}", lambda text: _check_name(dialog, text, area.id), value=area.name, draft=True)
    dialog.ask(question, lambda name: dialog.commit(rename_area(area.id, name)))


def shift(dialog: AreaList, direction: int) -> None:
    """Move the area."""
    dialog.commit(shift_area(dialog.marked, direction))


def colour(dialog: AreaList) -> None:
    """Give the area the next colour."""
    now = dialog.host.tracker.book.area(dialog.marked).colour
    following = COLOURS[(COLOURS.index(now) + 1) % len(COLOURS)] if now in COLOURS else COLOURS[0]
    dialog.commit(colour_area(dialog.marked, following))


def delete(dialog: AreaList) -> None:
    """Delete the area; where it has habits, ask first where they go."""
    book, today = dialog.host.tracker.book, dialog.host.today
    id, area = dialog.marked, book.area(dialog.marked)
    count = sum(habit.area == id for habit in book.habits)
    others = [other.name for other, _ in book.by_area() if other.id != id]
    if not count or not others:
        dialog.commit(delete_area(id, today))
        return

    def check(text: str) -> str:
        return f"to {area_called(book, text).name}; {dialog.app.look.key('undo', 'u')} brings the area back"

    question = Ask(
        f"Delete {area.name}; its {counted(count, 'habit')} {'goes' if count == 1 else 'go'} to",
        check,
        value=others[0],
        hint="another area, or a part of its name",
        choices=others,
    )
    dialog.ask(
        question,
        lambda text: dialog.commit(delete_area(id, today, area_called(dialog.host.tracker.book, text).id)),
    )


def _check_name(dialog: AreaList, text: str, but: str = "") -> str:
    refuse_area(dialog.host.tracker.book, clean_name(text, "area's name"), but)
    return "Enter keeps it"


class AreaList(Dialog):
    """Lists the areas with their colours and how many habits each has."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("rename", "enter,e,r", "e", "rename", "Give the area another name", rename,
               "Areas", off=_one_left),
        Action("add", "a", "a", "add", "Add an area", add, "Areas"),
        Action("lower", "J,shift+down", "J/K", "move", "Move the area down", lambda dialog: shift(dialog, 1), "Areas",
               off=_one_left),
        Action("raise", "K,shift+up", "K", "raise", "Move the area up", lambda dialog: shift(dialog, -1), "Areas",
               off=_one_left),
        Action("colour", "c", "c", "colour", "The next colour", colour, "Areas",
               off=_one_left),
        Action("delete", "D", "D", "delete", "Take the area away; its habits go to another one",
               delete, "Areas", off=_one_left),
        Action("undo", "u", "u", "undo", "Take the last change back", undo, "Areas"),
        Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "Areas"),
        *moves("Areas", down="The area below", up="The area above"),
        masking("Areas"),
        Action("leave", "escape,q,A", "esc", "back", "Back to the list", lambda dialog: dialog.leave(), "Areas"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("rename", "add", "lower", "colour", "delete", "undo", "help", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def title_line(self, width: int) -> Line:
        """Say what this is."""
        return cut((Text("Areas  ", "title"), Text("the parts of your life that habits belong to", "muted")), width)

    def rows(self, width: int) -> list[Row]:
        """Return the areas in their order."""
        glyphs = self.app.look.glyphs
        rows, roomy = [], width >= 50
        for place, (area, habits) in enumerate(self.host.tracker.book.by_area()):
            here, count = area.id == self.marked, sum(habit.archived is None for habit in habits)
            line = (
                Text(f"{glyphs.here if here else ' '} ", "cursor"),
                Text(f"{glyphs.kept} ", area_tone(area, place)),
                Text(fit(area.name, max(12, min(34, width - (26 if roomy else 16)))), "strong" if here else "plain"),
                Text(f" {counted(count, 'habit'):10}" if roomy else f"{count:3}  ", "muted"),
                Text(area.colour, "muted"),
            )
            rows.append(Row(area.id, cut(line, width)))
        return rows

    def on_row_list_dragged(self, event: RowList.Dragged) -> None:
        """Put an area where it was dragged to."""
        ids = [area.id for area, _ in self.host.tracker.book.by_area()]
        if not event.dropped or event.id not in ids or event.over >= len(ids):  # some may just have been deleted
            return
        there = ids[event.over]
        if there != event.id:
            down = ids.index(event.id) < event.over
            self.marked = event.id
            self.commit(place_area(event.id, after=there) if down else place_area(event.id, before=there))
