"""Habits: the list, where habits and areas are added, changed, put in order and put away."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from tracker.service.tracker import Tracker
from tracker.ui.commands.base import Action, bindings
from tracker.ui.screens import arranging_keys as arrange
from tracker.ui.screens.habits_actions import ACTIONS, HINTS
from tracker.ui.screens.row_screen import RowScreen, nearest
from tracker.ui.views.habits import Shelf, build_card, build_counts, build_empty, build_shelf, build_strip
from tracker.ui.views.lines import Line
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.rows import RowList


class HabitsScreen(RowScreen):
    """Shows the list around a cursor, and beside it (below it where room is short) the habit under the cursor."""

    ROOM = "habits"
    ACTIONS: ClassVar[tuple[Action, ...]] = ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        self.shelf: Shelf | None = None
        self.archived = False
        self._gap = 0

    @property
    def shown(self) -> Shelf | None:
        """The list."""
        return self.shelf

    def body(self) -> ComposeResult:
        """Lay the list and the card."""
        with Horizontal(id="shelf-and-card"):
            yield RowList(id="shelf")
            yield Canvas(id="card")
        yield Canvas(id="detail")

    def headline(self, width: int) -> tuple[Line, Line]:
        """Tell how many habits there are."""
        return build_counts(self.scene, width)

    def paint_body(self, width: int) -> None:
        """Draw the list, and the habit under the cursor."""
        rows, card, detail = self.query_one(RowList), self.query_one("#card", Canvas), self.query_one("#detail", Canvas)
        room = rows.size.width or width
        airy = rows.size.height >= len(self.tracker.book.habits) + 2 * len(self.tracker.book.areas)
        shelf = build_shelf(self.scene, room, archived=self.archived, airy=airy)
        if self.cursor.habit not in shelf.habits:
            before = self.shelf.habits if self.shelf else ()
            self.cursor = self.cursor._replace(habit=nearest(self.cursor.habit, before, shelf.habits))
            shelf = build_shelf(self.scene, room, archived=self.archived, airy=airy)
        self.shelf = shelf
        if shelf.habits or self.cursor.filter:
            rows.show_rows(shelf.with_gap(self.cursor.habit, self._gap), self.cursor.habit, self._gap)
        else:
            rows.show([*(row.line for row in shelf.rows), (), *build_empty(room)])
        card.show(build_card(self.scene, card.size.width, card.size.height))
        detail.show(build_strip(self.scene, width, detail.size.height))

    def make_room(self, rows: int) -> int:
        """Show blank rows below the habit under the cursor; give the line of the screen on which its own row is."""
        self._gap = rows
        self.paint()
        shelf = self.query_one(RowList)
        return shelf.region.y + shelf.line_of(self.cursor.habit)

    @property
    def beside(self) -> bool:
        """Whether there is room for a form beside the list."""
        return self.query_one("#card").display

    def on_row_list_pressed(self, event: RowList.Pressed) -> None:
        """Go to the row that was pressed; the one under the cursor opens in the form."""
        if event.id == self.cursor.habit:
            self.action_act("edit")
        else:
            self.move(self.cursor._replace(habit=event.id))

    def on_row_list_dragged(self, event: RowList.Dragged) -> None:
        """Say where a row would come to stand, or put it there; the chosen ones go along with one of them."""
        arrange.drag(self, event.id, event.over, dropped=event.dropped)

    def on_row_list_wheeled(self, event: RowList.Wheeled) -> None:
        """Move through the habits with the wheel."""
        self.action_act("down" if event.rows > 0 else "up")
