"""Today: the grid of habits and days, the first screen and the one that is used every day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tracker.domain.book import Book
from tracker.domain.changes import Change, DeleteEvent, PutEvent, SetMark
from tracker.domain.judging.codes import Cell
from tracker.service.tracker import Outcome
from tracker.service.words.counts import period_words, reach_words, uncounted_words
from tracker.ui.commands import common, habits, marks, pauses
from tracker.ui.commands import navigation as go
from tracker.ui.commands.base import Action, bindings
from tracker.ui.commands.choosing import CHOOSE, LET_GO, WIDEN
from tracker.ui.commands.common import DISPLAY_ACTIONS, HELP, ROOM_ACTIONS, UNDO_ACTIONS
from tracker.ui.commands.marks import MARK_ACTIONS
from tracker.ui.commands.now import NOW, ask_about_the_timer
from tracker.ui.commands.rows import ALL_OPEN, NEXT_OPEN, UP_AND_DOWN, left_open
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.rows import RowBody, nearest
from tracker.ui.views.day import build_day
from tracker.ui.views.detail import build_detail
from tracker.ui.views.lines import Line
from tracker.ui.views.model import Cursor, active_by_area
from tracker.ui.views.today import Grid, build_grid, build_headline
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.grid import HEAD, HabitGrid

ACTIONS: tuple[Action, ...] = (
    *MARK_ACTIONS,
    Action("open", "enter", "enter", "open", "Open the habit's own page", go.open_here, off=marks.no_habit),
    NOW,
    Action("ease", "full_stop", ".", "ease", "Say how easy today feels, 1 to 5", marks.ease),
    ALL_OPEN,
    CHOOSE,
    *WIDEN,
    *(action._replace(group="Mark") for action in UNDO_ACTIONS),
    *NEXT_OPEN,
    *UP_AND_DOWN,
    Action("back", "left,h", "h", "day back", "The day before", go.back, "Move"),
    Action("on", "right,l", "l", "day on", "The day after", go.on, "Move", off=go.at_today),
    Action("page_back", "left_square_bracket", "[", "earlier", "A screenful of days back", go.page_back, "Move",
           off=go.no_habits),
    Action("page_on", "right_square_bracket", "]", "later", "A screenful of days on", go.page_on, "Move",
           off=go.at_today),
    Action("today", "t,end", "t", "today", "Back to today", go.today, "Move", off=go.at_today),
    Action("first", "home", "home", "first day", "The first day with a mark", go.first, "Move", off=go.no_marks),
    Action("date", "d", "d", "go to day", "Go to a date", go.date, "Move"),
    Action("yesterday", "y", "y", "yesterday", "Yesterday's first cell without a mark", go.yesterday, "Move"),
    Action("filter", "slash", "/", "filter", "Show only the habits that contain some words", go.filter, "Move",
           off=go.no_habits),
    LET_GO,
    Action("add", "a", "a", "add", "Add a habit: its name, then how often", habits.new_habit, "List"),
    Action("edit", "e", "e", "edit", "Change the habit in a form", habits.edit, "List", off=habits.cannot_be_edited),
    Action("pause", "P", "P", pauses.pause_label, "Excuse days for this habit, its area or everything, or end that",
           pauses.pause_habit, "List", off=marks.no_habit),
    Action("archive", "z", "z", "archive", "Put it away and keep what it recorded", habits.put_away, "List",
           off=marks.no_habit),
    Action("delete", "D", "D", "delete", "Take it away with its marks, by the key twice", habits.take_away, "List",
           off=marks.no_habit),
    Action("to_area", "M", "M", "area", "Move it to another area", habits.to_area, "List", off=habits.one_area),
    Action("archived", "Z", "Z", "archived", "Go to Habits, with the archived ones shown", habits.see_archived, "List"),
    *ROOM_ACTIONS,
    *DISPLAY_ACTIONS,
    Action("quit", "q,ctrl+q", "q", "quit", "Leave; everything is saved", common.quit_app, "View"),
    HELP,
)  # fmt: skip

HINTS = (
    "toggle", "unfilter", "acted", "urges", "skip", "missed", "more", "less", "note", "minute", "undo", "add",
    "quit", "page_back", "page_on", "today", "filter", "ease", "edit", "room_habits", "help",
)  # fmt: skip


_TALL, _DETAIL, _FRAME = 32, 6, 5
"""From so many rows on a window is tall; what is told of a habit takes so many there, and what stands around both."""

_USUAL, _MOST = 4, 8
"""What is told of a habit in a lower window: so many rows, and as many as this where the grid leaves them free."""


def rows_below_grid(height: int, rows: int) -> int:
    """Return how many rows are told below a grid of so many; 0 for as many as the stylesheet gives a low window."""
    free = height - _FRAME - HEAD - rows
    if height >= _TALL:
        return max(_DETAIL, free)
    return min(_MOST, free) if rows and free > _USUAL else 0


class TodayBody(RowBody):
    """The grid around a cursor on a day of a habit, and below it the habit under the cursor."""

    def __init__(self, frame: BookScreen[RowBody]) -> None:
        super().__init__(frame)
        self.grid: Grid | None = None
        self.cursor = self._beginning()  # a key that is pressed before anything is drawn finds its habit too
        self._told: tuple[Book, object, tuple[Line, Line]] | None = None
        self._drawn: tuple[object, ...] = ()
        self._told_of: tuple[object, ...] = ()
        self._rows_below = 0
        """How many rows there are below the grid, 0 where they are as many as the stylesheet gives."""

    def begin_anew(self) -> None:
        """Be as the next start finds it."""
        self.cursor = self._beginning()
        self.query_one(HabitGrid).begin_anew()
        self._drawn = ()

    def _beginning(self) -> Cursor:
        active = [habit.id for _, habits in active_by_area(self.frame.tracker.book) for habit in habits]
        return Cursor(self.frame.today, self.frame.today, self._first_open(active))

    def compose(self) -> ComposeResult:
        """Lay the grid and the habit under the cursor."""
        yield HabitGrid(id="grid")
        yield Canvas(id="detail")

    def headline(self, width: int) -> tuple[Line, Line]:
        """Tell the day, and how much of it is done."""
        book, about = self.frame.tracker.book, (self.frame.today, self.app.look, width)
        # Books are compared by identity: a move of the cursor counts nothing anew.
        if self._told is None or self._told[0] is not book or self._told[1] != about:
            self._told = book, about, build_headline(self.scene, width)
        return self._told[2]

    def draw(self, width: int) -> None:
        """Draw the grid, and the habit under the cursor, unless all that they rest on is as it was."""
        book, height = self.frame.tracker.book, self.app.size.height
        state = (self.frame.today, self.cursor, self.app.look, width, height)
        if self._drawn and self._drawn[0] is book and self._drawn[1:] == state:
            return
        airy = height >= sum(len(habits) for _, habits in active_by_area(book)) + 24
        grid = build_grid(self.scene, width, airy=airy)
        if grid.habits and self.cursor.habit not in grid.habits:  # where a filter hides all of them, it waits
            there = nearest(self.cursor.habit, self.grid.habits, grid.habits) if self.grid else ""
            self.cursor = self.cursor._replace(habit=there or self._first_open(grid.habits))
            grid = build_grid(self.scene, width, airy=airy)
        self.grid = self.shown = grid
        rows_below = rows_below_grid(height, len(grid.rows))
        if rows_below != self._rows_below:
            self._rows_below = rows_below
            self.query_one("#detail").styles.height = rows_below + 1 if rows_below else None
        self.query_one(HabitGrid).show_grid(grid, self.cursor.habit, self.cursor.day)
        self._drawn = book, self.frame.today, self.cursor, self.app.look, width, height

    def draw_around(self, width: int) -> None:
        """Draw the habit under the cursor, unless that was drawn for what the grid rests on."""
        if self._drawn and self._told_of is self._drawn:
            return
        self._told_of = self._drawn
        scene = self.scene if self.here.habit else self.scene._replace(cursor=self.cursor._replace(habit=""))
        lines = build_detail(scene, width, self._rows_below)
        left = self._rows_below - len(lines) if self.app.size.height >= _TALL else 0
        self.query_one("#detail", Canvas).show([*lines, *build_day(scene, width, left)])

    def _first_open(self, habits: Sequence[str]) -> str:
        """Choose where to begin: on the first row that is open today, else on the first of all."""
        book, today = self.frame.tracker.book, self.frame.today
        left = (id for id in habits if self.standing(book.habit(id)).cells.on(today) == Cell.OPEN)
        return next(left, next(iter(habits), ""))

    def go_where(self, change: Change) -> None:
        """Go to the cell of a mark that was taken back, or made again."""
        if isinstance(change, SetMark | PutEvent | DeleteEvent) and self.grid and change.habit in self.grid.habits:
            self.cursor = self.cursor._replace(habit=change.habit)
            go.go_to(self.frame, change.day)

    def afterword(self, outcome: Outcome) -> str:
        """Say the streak that a mark of today leads to, and from when on the habit is counted if that has moved."""
        change = outcome.made.change
        if not isinstance(change, SetMark | PutEvent | DeleteEvent):
            return ""
        mark = outcome.after.log(change.habit).get(change.day)
        standing = self.standing(outcome.after.habit(change.habit))  # another program may just have deleted it
        uncounted = uncounted_words(standing, change.day) if mark else ""
        if counted := reach_words(standing, change.day) or uncounted:
            return f" · {counted}"
        if change.day != self.frame.today:
            words = period_words(standing, change.day)
            return f" · {words}" if words and mark else ""
        if self.app.look.hide_streaks:
            return ""
        length, unit = standing.streaks.length, standing.streaks.unit
        return f" · streak {length} {unit if length == 1 else f'{unit}s'}" if length and unit != "urge" else ""

    def day_changed(self, old: date) -> None:
        """Go along with the day, unless the cursor is on another one."""
        today = self.frame.today
        day = today if self.cursor.day == old else self.cursor.day
        edge = today if self.cursor.edge == old else self.cursor.edge
        self.cursor = self.cursor._replace(day=day, edge=edge)

    def on_habit_grid_cell_pressed(self, event: HabitGrid.CellPressed) -> None:
        """Go where the mouse was pressed, and do there what space, or n, does."""
        day = self.cursor.day if event.day is None else date.fromordinal(event.day)
        if day > self.frame.today:
            return
        self.move(self.cursor._replace(habit=event.habit, day=day))
        if event.day is not None:
            self.frame.action_run("note" if event.button == 3 else "toggle")


class TodayScreen(BookScreen[TodayBody]):
    """Shows the grid, and makes edits of the habit and the day under its cursor."""

    ROOM = "today"
    ACTIONS: ClassVar[tuple[Action, ...]] = ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def make_body(self) -> TodayBody:
        """Make the grid."""
        return TodayBody(self)

    def on_mount(self) -> None:
        """Draw everything before the first frame: nothing here depends on how the screen is laid out."""
        self.painter.is_laid = True  # this comes before what all screens do when they are mounted
        self.paint()

    def begin_anew(self) -> None:
        """Be as the next start finds it."""
        self.today = self.tracker.today
        self.body.begin_anew()
        self.say("")
        self.offer_yesterday()

    def offer_yesterday(self) -> None:
        """Ask about a timer that was left behind; mention, on a morning, what yesterday has left without a mark."""
        ask_about_the_timer(self)
        if self.tracker.clock.hour() >= 12:
            return
        if left := left_open(self.body, self.today - timedelta(days=1)):
            words = f"Yesterday has {len(left)} without a mark; {{yesterday:y}} goes there, and it can stay so."
            briefly = f"Yesterday has {len(left)} without a mark ({{yesterday:y}})."
            self.say(self.app.look.spell(words if self.app.size.width >= 72 else briefly))
