"""Today: the grid of habits and days, the first screen and the one that is used every day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tracker.clock import say_day
from tracker.domain.errors import LetbeError
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing
from tracker.service.steps import Edit
from tracker.service.tracker import Outcome, Tracker
from tracker.service.wording import label
from tracker.ui.actions import Acting, Action, bindings
from tracker.ui.screens.ask import Ask
from tracker.ui.screens.today_actions import ACTIONS, HINTS
from tracker.ui.views.detail import build_detail, day_words
from tracker.ui.views.keys import Hint
from tracker.ui.views.status import message_line, saving_words
from tracker.ui.views.today import Cursor, Grid, Scene, build_grid, build_header
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.grid import HabitGrid
from tracker.ui.widgets.keys import Keys

if TYPE_CHECKING:
    from tracker.ui.app import LetbeApp

UNDO = Hint("undo", "u", "undo")


class TodayScreen(Acting):
    """Shows the grid around a cursor, and makes edits of the habit and the day under it."""

    app: LetbeApp
    ACTIONS: ClassVar[tuple[Action, ...]] = ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self.tracker = tracker
        self.today = tracker.today
        self.cursor = Cursor(self.today, self.today)
        self.grid: Grid | None = None
        self._message: tuple[str, Hint | None] = ("", None)

    def compose(self) -> ComposeResult:
        """Lay the header, the grid, the habit under the cursor, the message and the keys."""
        yield Canvas(id="header")
        yield HabitGrid(id="grid")
        yield Canvas(id="detail")
        with Vertical(id="foot"):
            yield Canvas(id="message")
            yield Keys(id="keys")

    def on_mount(self) -> None:
        """Follow the book from now on."""
        self.tracker.listen(self.paint)

    def on_resize(self) -> None:
        """Lay the screen out anew once its widgets have their sizes."""
        self.call_after_refresh(self.paint)

    @property
    def scene(self) -> Scene:
        """All that the views are made from."""
        return Scene(self.tracker.book, self.today, self.cursor, self.app.look, self._standing)

    def _standing(self, habit: Habit) -> Standing:
        return self.tracker.standing(habit, self.today)

    @property
    def habit(self) -> Habit | None:
        """The habit under the cursor."""
        return next((habit for habit in self.tracker.book.habits if habit.id == self.cursor.habit), None)

    @property
    def picked(self) -> list[str]:
        """The ids of the habits that an act is for: the chosen ones, or the one under the cursor."""
        shown = self.grid.habits if self.grid else ()
        return [id for id in shown if id in self.cursor.chosen] or [self.cursor.habit]

    def paint(self) -> None:
        """Draw everything as it now is; only the cells that differ reach the terminal."""
        if not self.is_mounted or not self.size.width:
            return
        width = self.size.width
        airy = self.size.height >= len(self.tracker.book.active) + 24
        grid = build_grid(self.scene, width, airy=airy)
        if self.cursor.habit not in grid.habits:
            self.cursor = self.cursor._replace(habit=self._first_open(grid))
            grid = build_grid(self.scene, width, airy=airy)
        self.grid = grid
        scene, saving = self.scene, self.tracker.saving
        kept = saving_words(saving, scene.look.glyphs, width, kept=not self.app.demo)
        self.query_one("#header", Canvas).show([build_header(scene, width, day_words(self.today, width), kept)])
        self.query_one(HabitGrid).show_grid(grid, self.cursor.habit)
        detail = self.query_one("#detail", Canvas)
        detail.show(build_detail(scene, width, detail.size.height))
        words, way = self._message
        self.query_one("#message", Canvas).show([message_line(words, saving, width, way)])
        self.query_one(Keys).show_keys(self.hints(), {action.id: action.tip for action in self.ACTIONS})

    def _first_open(self, grid: Grid) -> str:
        """Choose where to begin: at the first habit that is open today, so that the first key can check it off."""
        left = (id for id in grid.habits if self._standing(self.tracker.book.habit(id)).cell(self.today) == "o")
        return next(left, grid.habits[0] if grid.habits else "")

    def say(self, words: str, way: Hint | None = None) -> None:
        """Say what just happened, with the key that leads back, if there is one."""
        self._message = (words, way)
        self.paint()

    def move(self, cursor: Cursor) -> None:
        """Move the cursor."""
        self.cursor = cursor
        self.paint()

    def commit(self, edit: Edit) -> None:
        """Make an edit and say what came of it, or why it was refused."""
        self.take(lambda: self.tracker.commit(edit))

        outcome = self.take(lambda: self.tracker.commit(edit))
        if outcome is not None and outcome.changed:
            words = label(outcome.before, outcome.act.change, lambda day: say_day(day, self.today))
            self.say(f"{words}{self._streak()}", UNDO)
        elif outcome is not None:
            self.say("Nothing to change: it is so already.")

    def take(self, deed: Callable[[], Outcome]) -> Outcome | None:
        """Do something to the book; say why when it is refused."""
        try:
            return deed()
        except LetbeError as error:
            self.say(str(error))
            return None

    def _streak(self) -> str:
        habit = self.habit
        if habit is None or self.app.look.hide_streaks or self.cursor.day != self.today:
            return ""
        standing = self._standing(habit)
        unit = standing.unit if standing.current == 1 else f"{standing.unit}s"
        return f" · streak {standing.current} {unit}" if standing.current and standing.unit != "urge" else ""

    def ask(self, question: Ask, answered: Callable[[str], None]) -> None:
        """Ask for a text at the bottom of the screen, and go on with the answer if there is one."""
        self.app.push_screen(question, lambda text: None if text is None else answered(text))

    def tick(self) -> None:
        """Notice that a new day has begun."""
        today = self.tracker.today
        if today != self.today:
            old, self.today = self.today, today
            day = today if self.cursor.day == old else self.cursor.day
            edge = today if self.cursor.edge == old else self.cursor.edge
            self.cursor = self.cursor._replace(day=day, edge=edge)
            self.say("A new day has begun.")

    def offer_yesterday(self) -> None:
        """Mention, on a morning, what yesterday has left without a mark."""
        yesterday = self.today.toordinal() - 1
        left = [
            h
            for h in self.tracker.book.active
            if self._standing(h).cells(yesterday, yesterday) == "."
            and self.tracker.book.log(h.id).get(date.fromordinal(yesterday)) is None
        ]
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

    def on_keys_clicked(self, event: Keys.Clicked) -> None:
        """Do what the clicked key does."""
        self.action_act(event.id)
