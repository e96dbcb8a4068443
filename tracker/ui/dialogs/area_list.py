"""AreaList: the areas, to add, rename, reorder, colour and delete."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tracker.domain.look import COLOURS
from tracker.domain.text import clean_name, counted
from tracker.service.edits.areas import add_area, colour_area, delete_area, refuse_area, rename_area
from tracker.service.edits.habits import area_called
from tracker.service.edits.order import place_area, shift_area
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.ask import Ask
from tracker.ui.dialogs.dialog import Dialog, redo, undo
from tracker.ui.views.lines import Line, Span, cut, fit
from tracker.ui.views.own_look import area_tone
from tracker.ui.views.today import Row
from tracker.ui.widgets.rows import RowList


def _one_left(dialog: AreaList) -> str:
    return "" if dialog.marked else "There is no area yet; a adds one."


class AreaList(Dialog):
    """Lists the areas with their colours and how many habits each has."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("rename", "enter,e,r", "e", "rename", "Give the area another name", lambda dialog: dialog.rename(),
               "Areas", off=_one_left),
        Action("add", "a", "a", "add", "Add an area", lambda dialog: dialog.add(), "Areas"),
        Action("lower", "J,shift+down", "J/K", "move", "Move the area down", lambda dialog: dialog.shift(1), "Areas",
               off=_one_left),
        Action("raise", "K,shift+up", "K", "raise", "Move the area up", lambda dialog: dialog.shift(-1), "Areas",
               off=_one_left),
        Action("colour", "c", "c", "colour", "The next colour", lambda dialog: dialog.colour(), "Areas",
               off=_one_left),
        Action("delete", "D", "D", "delete", "Take the area away; its habits go to another one",
               lambda dialog: dialog.delete(), "Areas", off=_one_left),
        Action("undo", "u", "u", "undo", "Take the last change back", undo, "Areas"),
        Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "Areas"),
        Action("down", "down,j", "j", "down", "The area below", lambda dialog: dialog.step(1), "Areas"),
        Action("up", "up,k", "k", "up", "The area above", lambda dialog: dialog.step(-1), "Areas"),
        Action("leave", "q,escape,A", "q", "back", "Back to the list", lambda dialog: dialog.leave(), "Areas"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("rename", "add", "lower", "colour", "delete", "undo", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def title_line(self, width: int) -> Line:
        """Say what this is."""
        return cut((Span("Areas  ", "title"), Span("the parts of your life that habits belong to", "muted")), width)

    def rows(self, width: int) -> list[Row]:
        """Give the areas in their order."""
        glyphs = self.app.look.glyphs
        rows, roomy = [], width >= 50
        for place, (area, habits) in enumerate(self.host.tracker.book.by_area()):
            here, count = area.id == self.marked, sum(habit.archived is None for habit in habits)
            line = (
                Span(f"{glyphs.here if here else ' '} ", "cursor"),
                Span(f"{glyphs.kept} ", area_tone(area, place)),
                Span(fit(area.name, max(12, min(34, width - (26 if roomy else 16)))), "strong" if here else "plain"),
                Span(f" {counted(count, 'habit'):10}" if roomy else f"{count:3}  ", "muted"),
                Span(area.colour, "muted"),
            )
            rows.append(Row(area.id, cut(line, width)))
        return rows

    def add(self) -> None:
        """Ask for a name and add an area."""

        def answered(name: str) -> None:
            before = {area.id for area in self.host.tracker.book.areas}
            self.commit(add_area(name))
            self.marked = next((a.id for a in self.host.tracker.book.areas if a.id not in before), self.marked)

        self.ask(Ask("A new area", self._check_name, example="Friends", hint="its name"), answered)

    def rename(self) -> None:
        """Ask for another name."""
        area = self.host.tracker.book.area(self.marked)
        question = Ask(f"Rename {area.name}", lambda text: self._check_name(text, area.id), value=area.name, draft=True)
        self.ask(question, lambda name: self.commit(rename_area(area.id, name)))

    def shift(self, direction: int) -> None:
        """Move the area."""
        self.commit(shift_area(self.marked, direction))

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

    def colour(self) -> None:
        """Give the area the next colour."""
        now = self.host.tracker.book.area(self.marked).colour
        following = COLOURS[(COLOURS.index(now) + 1) % len(COLOURS)] if now in COLOURS else COLOURS[0]
        self.commit(colour_area(self.marked, following))

    def delete(self) -> None:
        """Delete the area; where it has habits, ask first where they go."""
        book, today = self.host.tracker.book, self.host.today
        id, area = self.marked, book.area(self.marked)
        count = sum(habit.area == id for habit in book.habits)
        others = [other.name for other, _ in book.by_area() if other.id != id]
        if not count or not others:
            self.commit(delete_area(id, today))
            return

        def check(text: str) -> str:
            return f"to {area_called(book, text).name}; u brings the area back"

        question = Ask(
            f"Delete {area.name}; its {counted(count, 'habit')} go to",
            check,
            value=others[0],
            hint="another area, or a part of its name",
            choices=others,
        )
        self.ask(
            question,
            lambda text: self.commit(delete_area(id, today, area_called(self.host.tracker.book, text).id)),
        )

    def _check_name(self, text: str, but: str = "") -> str:
        refuse_area(self.host.tracker.book, clean_name(text, "area's name"), but)
        return "Enter keeps it"
