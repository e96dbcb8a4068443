"""Habits: the list, where habits and areas are added, changed, put in order and put away."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from tracker.service.edits.order import place
from tracker.service.tracker import Tracker
from tracker.ui.commands import add_habit as habits
from tracker.ui.commands import habits as pick
from tracker.ui.commands import marks as mark
from tracker.ui.commands import navigation as go
from tracker.ui.commands import pauses as rest
from tracker.ui.commands.base import Action, bindings
from tracker.ui.commands.common import BACK, HELP, LOOK_ACTIONS, ROOM_ACTIONS, UNDO_ACTIONS
from tracker.ui.screens.row_screen import RowScreen, nearest
from tracker.ui.views.habits import Shelf, build_card, build_counts, build_empty, build_shelf, build_strip
from tracker.ui.views.lines import Line
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.rows import RowList


def edit_here(screen: HabitsScreen) -> None:
    """Edit the habit in the form beside the list, or in its row where there is no room for one."""
    habit = screen.habit
    if screen.beside or habit is None:
        pick.edit(screen)
        return
    from tracker.ui.dialogs.inline_form import InlineForm  # the list is up before anybody wants to edit

    screen.app.push_screen(InlineForm(screen, habit, screen.make_room))


def drag(screen: HabitsScreen, habit: str, over: int, *, dropped: bool) -> None:
    """Point to where a habit is dragged, or put it there; the chosen ones go along with one of them."""
    if screen.behind:
        screen.paint()  # what was changed elsewhere meanwhile may have taken rows away
    shelf, book = screen.shelf, screen.tracker.book
    if shelf is None or habit not in shelf.habits or over >= len(shelf.rows):
        return
    together = habit in screen.cursor.chosen
    moving = [id for id in shelf.habits if id in screen.cursor.chosen] if together else [habit]
    landing = shelf.landing(habit, over)
    beside = landing.before or landing.after
    if beside in moving:
        screen.say("")
    elif dropped:
        screen.commit(place(moving, screen.today, **landing._asdict()))
        screen.move(screen.cursor._replace(habit=habit, chosen=frozenset()))
    else:
        where = f"{'before' if landing.before else 'after'} {book.habit(beside).name}" if beside else "to the end"
        area = book.area(book.habit(beside).area if beside else landing.area)
        what = book.habit(habit).name if len(moving) == 1 else f"{len(moving)} habits"
        screen.say(f"{what}: {where}, in {area.name}")
        screen.query_one(RowList).show_rows(shelf.pointed(over, screen.app.look.glyphs.here), screen.cursor.habit)


def archived_label(screen: HabitsScreen) -> str:
    """Say which way the switch goes."""
    return "hide archived" if screen.cursor.archived else "archived"


def show_archived(screen: HabitsScreen) -> None:
    """Show the archived habits among the others, with the cursor on the first of them, or hide them again."""
    screen.cursor = screen.cursor._replace(archived=not screen.cursor.archived)
    screen.say("")
    if not screen.cursor.archived:
        return
    screen.paint()
    known = screen.shelf.habits if screen.shelf else ()
    archived = [id for id in known if screen.tracker.book.habit(id).archived]
    if archived:
        screen.move(screen.cursor._replace(habit=archived[0]))
        screen.say(f"{len(archived)} archived shown; z brings this one back.")
    else:
        screen.say("Nothing that fits is archived." if screen.cursor.filter else "Nothing is archived.")


ACTIONS: tuple[Action, ...] = (
    Action("add", "a", "a", "add", "Add a habit: its name, then how often", habits.new_habit, "List"),
    Action("edit", "e,enter", "e", "edit", "Change the habit in a form", edit_here, "List",
           off=pick.cannot_be_edited),
    Action("library", "L", "L", "library", "Practices to choose from", pick.library, "List"),
    Action("raise", "K,shift+up", "K", "raise", "Move it up, at the edge into the area above", pick.raise_habit,
           "List", off=mark.no_habit),
    Action("lower", "J,shift+down", "J/K", "move", "Move it down, at the edge into the area below", pick.lower_habit,
           "List", off=mark.no_habit),
    Action("to_area", "M", "M", "area", "Move it to another area", pick.to_area, "List", off=pick.one_area),
    Action("choose", "v", "v", "choose", "Choose several habits for the next act", mark.choose, "List",
           off=mark.no_habit),
    Action("archive", "z", "z", pick.archive_label, "Put it away and keep what it recorded, or bring it back",
           pick.put_away, "List", off=mark.no_habit),
    Action("pause", "P", "P", rest.pause_label, "Excuse days for this habit, its area or everything, or end that",
           rest.pause_habit, "List", off=mark.no_habit),
    Action("delete", "D", "D", "delete", "Take it away with its marks; u brings all back", pick.take_away, "List",
           off=mark.no_habit),
    Action("areas", "A", "A", "areas", "Add, rename, reorder, colour and delete areas", pick.areas, "List"),
    Action("archived", "Z", "Z", archived_label, "Show or hide the archived habits", show_archived,
           "List"),
    Action("import", "i", "i", "import", "Take in a list from a file", pick.take_in, "List"),
    *UNDO_ACTIONS,
    Action("up", "up,k", "k", "up", "The habit above", go.up, "Move"),
    Action("down", "down,j", "j", "down", "The habit below", go.down, "Move"),
    Action("filter", "slash", "/", "filter", "Show only the habits that contain some words", go.filter, "Move"),
    Action("unfilter", "escape", "esc", go.unfilter_label, "Show all habits again, with none chosen", go.unfilter,
           "Move", off=go.not_filtered),
    *ROOM_ACTIONS,
    BACK,
    *LOOK_ACTIONS,
    HELP,
)  # fmt: skip

HINTS = (
    "add", "edit", "unfilter", "lower", "archive", "pause", "delete", "undo", "to_area", "library", "areas",
    "archived", "filter", "import", "settings", "room_today", "back", "help",
)  # fmt: skip


class HabitsScreen(RowScreen):
    """Shows the list around a cursor, and beside it (below it where room is short) the habit under the cursor."""

    ROOM = "habits"
    ACTIONS: ClassVar[tuple[Action, ...]] = ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        self.shelf: Shelf | None = None
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
        shelf = build_shelf(self.scene, room, archived=self.cursor.archived, airy=airy)
        if self.cursor.habit not in shelf.habits:
            before = self.shelf.habits if self.shelf else ()
            self.cursor = self.cursor._replace(habit=nearest(self.cursor.habit, before, shelf.habits))
            shelf = build_shelf(self.scene, room, archived=self.cursor.archived, airy=airy)
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
        drag(self, event.id, event.over, dropped=event.dropped)

    def on_row_list_wheeled(self, event: RowList.Wheeled) -> None:
        """Move through the habits with the wheel."""
        self.action_act("down" if event.rows > 0 else "up")
