"""Habits: the list, where habits and areas are added, changed, put in order and put away."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from tracker.service.edits.order import place
from tracker.ui.commands import habits, marks, pauses
from tracker.ui.commands import navigation as go
from tracker.ui.commands.base import Action, bindings
from tracker.ui.commands.choosing import CHOOSE, LET_GO
from tracker.ui.commands.common import BACK, DISPLAY_ACTIONS, HELP, ROOM_ACTIONS, UNDO_ACTIONS
from tracker.ui.commands.rows import UP_AND_DOWN, with_ends
from tracker.ui.here import Here
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.rows import RowBody, nearest
from tracker.ui.views.first import build_empty
from tracker.ui.views.habits import Listing, build_card, build_counts, build_listing, build_strip
from tracker.ui.views.lines import Line
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.rows import RowList


def edit_here(screen: HabitsScreen) -> None:
    """Edit the habit in the form beside the list, or in its row where there is no room for one."""
    habit, body = screen.here.habit, screen.body
    if body.is_card_beside or habit is None:
        habits.edit(screen)
        return
    from tracker.ui.dialogs.inline_form import InlineForm  # the list is up before anybody wants to edit

    screen.app.push_screen(InlineForm(screen, habit, body.make_room))


def archived_label(here: Here) -> str:
    """Say which way the switch goes."""
    return "hide archived" if here.archived else "archived"


def show_archived(screen: HabitsScreen) -> None:
    """Show the archived habits among the others, with the cursor on the first of them, or hide them again."""
    body = screen.body
    body.cursor = body.cursor._replace(archived=not body.cursor.archived)
    screen.say("")
    if not body.cursor.archived:
        return
    known = body.shown.habits if body.shown else ()
    archived = [id for id in known if screen.tracker.book.habit(id).archived]
    if archived:
        body.move(body.cursor._replace(habit=archived[0]))
        words = f"{len(archived)} archived shown; {{archive:z}} brings this one back."
        screen.say(screen.app.look.spell(words))
    else:
        screen.say("Nothing that fits is archived." if body.cursor.filter else "Nothing is archived.")


ACTIONS: tuple[Action, ...] = (
    Action("add", "a", "a", "add", "Add a habit: its name, then how often", habits.new_habit, "List"),
    Action("edit", "e,enter", "e", "edit", "Change the habit in a form", edit_here, "List",
           off=habits.cannot_be_edited),
    Action("library", "L", "L", "library", "Practices to choose from", habits.library, "List"),
    Action("raise", "K,shift+up", "K", "raise", "Move it up, at the edge into the area above", habits.raise_habit,
           "List", off=marks.no_habit),
    Action("lower", "J,shift+down", "J/K", "move", "Move it down, at the edge into the area below", habits.lower_habit,
           "List", off=marks.no_habit),
    Action("to_area", "M", "M", "area", "Move it to another area", habits.to_area, "List", off=habits.one_area),
    CHOOSE._replace(group="List"),
    Action("archive", "z", "z", habits.archive_label, "Put it away and keep what it recorded, or bring it back",
           habits.put_away, "List", off=marks.no_habit),
    Action("pause", "P", "P", pauses.pause_label, "Excuse days for this habit, its area or everything, or end that",
           pauses.pause_habit, "List", off=marks.no_habit),
    Action("delete", "D", "D", "delete", "Take it away with its marks, by the key twice", habits.take_away, "List",
           off=marks.no_habit),
    Action("areas", "A", "A", "areas", "Add, rename, reorder, colour and delete areas", habits.areas, "List"),
    Action("archived", "Z", "Z", archived_label, "Show or hide the archived habits", show_archived,
           "List"),
    Action("import", "i", "i", "import", "Take in a list, or what another tracker has written", habits.take_in, "List"),
    *UNDO_ACTIONS,
    *with_ends(UP_AND_DOWN),
    Action("filter", "slash", "/", "filter", "Show only the habits that contain some words", go.filter, "Move"),
    LET_GO._replace(otherwise="back"),
    *ROOM_ACTIONS,
    BACK._replace(keys="q"),
    *DISPLAY_ACTIONS,
    HELP,
)  # fmt: skip

HINTS = (
    "add", "edit", "unfilter", "lower", "archive", "pause", "delete", "undo", "to_area", "library", "areas",
    "archived", "filter", "import", "settings", "room_today", "back", "help",
)  # fmt: skip


class HabitsBody(RowBody):
    """The list around a cursor, and beside it (below it where room is short) the habit under the cursor."""

    def __init__(self, frame: BookScreen[RowBody]) -> None:
        super().__init__(frame)
        self.listing: Listing | None = None
        self._gap = 0

    def compose(self) -> ComposeResult:
        """Lay the list and the card."""
        with Horizontal(id="listing-and-card"):
            yield RowList(id="listing")
            yield Canvas(id="card")
        yield Canvas(id="detail")

    def headline(self, width: int) -> tuple[Line, Line]:
        """Tell how many habits there are."""
        return build_counts(self.scene, width)

    def draw(self, width: int) -> None:
        """Draw the list, and the habit under the cursor."""
        rows, card, detail = self.query_one(RowList), self.query_one("#card", Canvas), self.query_one("#detail", Canvas)
        room, book = rows.size.width or width, self.frame.tracker.book
        airy = rows.size.height >= len(book.habits) + 2 * len(book.areas)
        listing = build_listing(self.scene, room, archived=self.cursor.archived, airy=airy)
        if self.cursor.habit not in listing.habits:
            before = self.listing.habits if self.listing else ()
            self.cursor = self.cursor._replace(habit=nearest(self.cursor.habit, before, listing.habits))
            listing = build_listing(self.scene, room, archived=self.cursor.archived, airy=airy)
        self.listing = self.shown = listing
        if listing.habits or self.cursor.filter:
            rows.show_rows(listing.with_gap(self.cursor.habit, self._gap), self.cursor.habit, self._gap)
        else:
            rows.show([*(row.line for row in listing.rows), (), *build_empty(room, self.app.look)])
        card.show(build_card(self.scene, card.size.width, card.size.height))
        detail.show(build_strip(self.scene, width, detail.size.height))

    def make_room(self, rows: int) -> int:
        """Show blank rows below the habit under the cursor; return the line of the screen on which its own row is."""
        self._gap = rows
        self.frame.paint()
        listing = self.query_one(RowList)
        return listing.region.y + listing.line_of(self.cursor.habit)

    @property
    def is_card_beside(self) -> bool:
        """Whether there is room for a form beside the list."""
        return self.query_one("#card").display

    def on_row_list_row_pressed(self, event: RowList.RowPressed) -> None:
        """Go to the row that was pressed; the one under the cursor opens in the form."""
        if event.id == self.cursor.habit:
            self.frame.action_run("edit")
        else:
            self.move(self.cursor._replace(habit=event.id))

    def on_row_list_dragged(self, event: RowList.Dragged) -> None:
        """Point to where a habit is dragged, or put it there; the chosen ones go along with one of them."""
        frame, habit, over = self.frame, event.id, event.over
        if frame.painter.is_behind:
            frame.paint()  # what was changed elsewhere meanwhile may have taken rows away
        listing, book = self.listing, frame.tracker.book
        if listing is None or habit not in listing.habits or over >= len(listing.rows):
            return
        together = habit in self.cursor.chosen
        moving = [id for id in listing.habits if id in self.cursor.chosen] if together else [habit]
        landing = listing.landing(habit, over)
        beside = landing.before or landing.after
        if beside in moving:
            frame.say("")
        elif event.dropped:
            frame.commit(place(moving, frame.today, **landing._asdict()))
            self.move(self.cursor._replace(habit=habit, chosen=frozenset()))
        else:
            where = f"{'before' if landing.before else 'after'} {book.habit(beside).name}" if beside else "to the end"
            area = book.area(book.habit(beside).area if beside else landing.area)
            what = book.habit(habit).name if len(moving) == 1 else f"{len(moving)} habits"
            frame.say(f"{what}: {where}, in {area.name}")
            pointed = listing.pointed(over, self.app.look.glyphs.here)
            self.query_one(RowList).show_rows(pointed, self.cursor.habit)


class HabitsScreen(BookScreen[HabitsBody]):
    """Shows the list, and makes edits of it."""

    ROOM = "habits"
    ACTIONS: ClassVar[tuple[Action, ...]] = ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def make_body(self) -> HabitsBody:
        """Make the list."""
        return HabitsBody(self)
