"""Today: the grid of habits and days, the first screen and the one that is used every day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from tracker.domain.book import Book
from tracker.domain.changes import Change, SetMark
from tracker.domain.goal import Aim
from tracker.domain.habit import Habit
from tracker.service.tracker import Outcome, Tracker
from tracker.service.words.counts import reach_words, uncounted_words
from tracker.ui.commands.base import Action, bindings
from tracker.ui.commands.navigation import go_to
from tracker.ui.screens.row_screen import RowScreen, nearest
from tracker.ui.screens.today_actions import ACTIONS, HINTS
from tracker.ui.views.detail import build_detail
from tracker.ui.views.lines import Line
from tracker.ui.views.today import Cursor, Grid, build_grid, build_headline, place_columns
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.grid import HabitGrid


class TodayScreen(RowScreen):
    """Shows the grid around a cursor, and makes edits of the habit and the day under it."""

    ROOM = "today"
    ACTIONS: ClassVar[tuple[Action, ...]] = ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        # A key that is pressed before anything is drawn finds its habit too.
        self.cursor = self._beginning()
        self.grid: Grid | None = None
        self._told: tuple[Book, object, tuple[Line, Line]] | None = None

    def begin_anew(self) -> None:
        """Be as the next start finds it."""
        self.today = self.tracker.today
        self.cursor = self._beginning()
        self.query_one(HabitGrid).begin_anew()
        self.say("")
        self.offer_yesterday()

    def _beginning(self) -> Cursor:
        return Cursor(self.today, self.today, self._first_open([habit.id for habit in self.tracker.book.active]))

    def body(self) -> ComposeResult:
        """Lay the grid and the habit under the cursor."""
        yield HabitGrid(id="grid")
        yield Canvas(id="detail")

    @property
    def shown(self) -> Grid | None:
        """The grid."""
        return self.grid

    @property
    def habit(self) -> Habit | None:
        """The habit under the cursor, unless a filter hides it."""
        return None if self.grid and self.cursor.habit not in self.grid.habits else super().habit

    def days_shown(self, cursor: Cursor) -> tuple[int, ...]:
        """Give the ordinals of the days that are shown around a cursor."""
        return place_columns(self.scene._replace(cursor=cursor), self.app.size.width).days

    def headline(self, width: int) -> tuple[Line, Line]:
        """Tell the day, and how much of it is done."""
        book, about = self.tracker.book, (self.today, self.app.look, width)
        # Books are compared by identity: a move of the cursor counts nothing anew.
        if self._told is None or self._told[0] is not book or self._told[1] != about:
            self._told = book, about, build_headline(self.scene, width)
        return self._told[2]

    def on_mount(self) -> None:
        """Draw everything before the first frame: nothing here depends on how the screen is laid out."""
        self.paint()

    def paint_body(self, width: int) -> None:
        """Draw the grid."""
        airy = self.app.size.height >= len(self.tracker.book.active) + 24
        grid = build_grid(self.scene, width, airy=airy)
        if grid.habits and self.cursor.habit not in grid.habits:  # where a filter hides all of them, it waits
            there = nearest(self.cursor.habit, self.grid.habits, grid.habits) if self.grid else ""
            self.cursor = self.cursor._replace(habit=there or self._first_open(grid.habits))
            grid = build_grid(self.scene, width, airy=airy)
        self.grid = grid
        self.query_one(HabitGrid).show_grid(grid, self.cursor.habit)

    def paint_around(self, width: int) -> None:
        """Draw the habit under the cursor, and the frame."""
        scene = self.scene if self.habit else self.scene._replace(cursor=self.cursor._replace(habit=""))
        self.query_one("#detail", Canvas).show(build_detail(scene, width))
        super().paint_around(width)

    def _first_open(self, habits: Sequence[str]) -> str:
        """Choose where to begin: at a habit that is open today, one that the first key checks off if there is any."""
        known = [self.tracker.book.habit(id) for id in habits]
        left = [habit for habit in known if self.standing(habit).cell(self.today) == "o"]
        left.sort(key=lambda habit: habit.rule.goal.aim is not Aim.CHECK)
        return left[0].id if left else next(iter(habits), "")

    def go_where(self, change: Change) -> None:
        """Go to the cell of a mark that was taken back, or made again."""
        if isinstance(change, SetMark) and self.grid and change.habit in self.grid.habits:
            self.cursor = self.cursor._replace(habit=change.habit)
            go_to(self, change.day)

    def afterword(self, outcome: Outcome) -> str:
        """Say the streak that a mark of today leads to, and from when on the habit is counted if that has moved."""
        change = outcome.made.change
        if not isinstance(change, SetMark):
            return ""
        standing = self.standing(outcome.after.habit(change.habit))  # another program may just have deleted it
        uncounted = uncounted_words(standing, change.day) if change.mark else ""
        if counted := reach_words(standing, change.day) or uncounted:
            return f" · {counted}"
        if change.day != self.today or self.app.look.hide_streaks:
            return ""
        unit = standing.unit if standing.current == 1 else f"{standing.unit}s"
        return f" · streak {standing.current} {unit}" if standing.current and standing.unit != "urge" else ""

    def day_changed(self, old: object) -> None:
        """Go along with the day, unless the cursor is on another one."""
        day = self.today if self.cursor.day == old else self.cursor.day
        edge = self.today if self.cursor.edge == old else self.cursor.edge
        self.cursor = self.cursor._replace(day=day, edge=edge)

    def left_yesterday(self) -> list[Habit]:
        """Give the habits that yesterday has left without a mark."""
        yesterday = date.fromordinal(self.today.toordinal() - 1)
        book = self.tracker.book
        return [
            habit
            for habit in book.active
            if self.standing(habit).cell(yesterday) == "." and book.log(habit.id).get(yesterday) is None
        ]

    def offer_yesterday(self) -> None:
        """Mention, on a morning, what yesterday has left without a mark."""
        left = self.left_yesterday()
        if left and self.tracker.clock.hour() < 12:
            self.say(f"Yesterday has {len(left)} without a mark; y goes there, and it can stay so.")

    def on_habit_grid_pressed(self, event: HabitGrid.Pressed) -> None:
        """Go where the mouse was pressed, and do there what space, or n, does."""
        day = self.cursor.day if event.day is None else date.fromordinal(event.day)
        if day > self.today:
            return
        self.move(self.cursor._replace(habit=event.habit, day=day))
        if event.day is not None:
            self.action_act("note" if event.button == 3 else "toggle")

    def on_habit_grid_wheeled(self, event: HabitGrid.Wheeled) -> None:
        """Move through the habits with the wheel."""
        self.action_act("down" if event.rows > 0 else "up")
