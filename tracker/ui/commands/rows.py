"""What the keys do that move through habits in rows: one on or back, a screenful, to an end, to the next open cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from tracker.clock import say_day
from tracker.domain.habit import Habit
from tracker.domain.judging.codes import Cell
from tracker.service.due import is_open
from tracker.ui.commands.base import Action
from tracker.ui.commands.marks import no_habit
from tracker.ui.late import Late
from tracker.ui.screens.rows import RowBody, RowScreen
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.grid import HEAD, leap, page_of

if TYPE_CHECKING:
    from tracker.service.edits import marks as marking
else:
    marking = Late("tracker.service.edits.marks")

_ALL = 1_000_000
"""More rows than any list has."""


def up(screen: RowScreen) -> None:
    """Go to the habit above."""
    _leap(screen, -1)


def down(screen: RowScreen) -> None:
    """Go to the habit below."""
    _leap(screen, 1)


def page_up(screen: RowScreen) -> None:
    """Go a screenful of rows up."""
    _leap(screen, -_page(screen))


def page_down(screen: RowScreen) -> None:
    """Go a screenful of rows down."""
    _leap(screen, _page(screen))


def _page(screen: RowScreen) -> int:
    """Return how many rows a screenful on is, of those in sight on what stands first: the rows."""
    return page_of(screen.body.query(Canvas).first().size.height - HEAD)


def top(screen: RowScreen) -> None:
    """Go to the first row."""
    _leap(screen, -_ALL)


def bottom(screen: RowScreen) -> None:
    """Go to the last row."""
    _leap(screen, _ALL)


def _leap(screen: RowScreen, rows: int) -> None:
    body = screen.body
    ids = [row.habit for row in body.shown.rows] if body.shown else []
    if habit := leap(ids, body.cursor.habit, rows):
        body.move(body.cursor._replace(habit=habit))


def left_open(body: RowBody, day: date) -> list[Habit]:
    """Return the habits, in the order of the rows, that a day asks for and of which it says nothing yet."""
    today, book = body.frame.today, body.frame.tracker.book

    def is_left(habit: Habit) -> bool:
        standing = body.standing(habit)
        if day == today:
            return is_open(standing, day)
        return standing.cells.on(day) == Cell.MISSED and book.log(habit.id).get(day) is None

    return [habit for habit in book.active if is_left(habit)]


def next_open(screen: RowScreen) -> None:
    """Go to the next open cell of the day under the cursor, from the last one to the first."""
    _to_open(screen, lambda here, rows: next((row for row in rows if row > here), rows[0]))


def open_before(screen: RowScreen) -> None:
    """Go to the open cell before, from the first one to the last."""
    _to_open(screen, lambda here, rows: next((row for row in reversed(rows) if row < here), rows[-1]))


def _to_open(screen: RowScreen, choose: Callable[[int, list[int]], int]) -> None:
    body = screen.body
    shown = body.shown.habits if body.shown else ()
    rows = [shown.index(habit.id) for habit in left_open(body, body.cursor.day) if habit.id in shown]
    if not rows:
        screen.say(f"Nothing is open {say_day(body.cursor.day, screen.today)}.")
        return
    here = shown.index(body.cursor.habit) if body.cursor.habit in shown else -1
    body.move(body.cursor._replace(habit=shown[choose(here, sorted(rows))]))


def check_all_open(screen: RowScreen) -> None:
    """Check off all that is open on the day under the cursor, and say what needs more than that."""
    body, day = screen.body, screen.body.cursor.day
    shown = body.shown.habits if body.shown else ()
    left = [habit for habit in left_open(body, day) if habit.id in shown]
    done = [habit.id for habit in left if habit.rule_on(day).goal.is_doing]
    if done:
        screen.commit(marking.done(done, [day], screen.tracker.when))
    else:
        screen.say(f"Nothing is open {say_day(day, screen.today)} that can be checked off.")


UP_AND_DOWN: tuple[Action, ...] = (
    Action("up", "up,k", "k", "up", "The habit above", up, "Move"),
    Action("down", "down,j", "j", "down", "The habit below", down, "Move"),
    Action("page_up", "pageup", "pgup", "page up", "A screenful of rows up", page_up, "Move"),
    Action("page_down", "pagedown", "pgdn", "page down", "A screenful of rows down", page_down, "Move"),
    Action("top", "g", "g", "top", "The first row", top, "Move"),
    Action("bottom", "G", "G", "bottom", "The last row", bottom, "Move"),
)  # fmt: skip
"""The keys that move through rows; where no days lie beside them, Home and End do so too."""


def with_ends(actions: Iterable[Action]) -> Iterator[Action]:
    """Give the ends of a list Home and End too, where no days lie beside it."""
    ends = {"top": "home,g", "bottom": "end,G"}
    return (action._replace(keys=ends.get(action.id, action.keys)) for action in actions)


ALL_OPEN = Action("all_open", "X", "X", "all open", "Check off all that is open on this day", check_all_open,
                  off=no_habit)  # fmt: skip

NEXT_OPEN: tuple[Action, ...] = (
    Action("next_open", "tab", "tab", "next open", "The next cell of this day that is open", next_open, "Move"),
    Action("open_before", "shift+tab", "s-tab", "open before", "The open cell before", open_before, "Move"),
)  # fmt: skip
