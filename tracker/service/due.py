"""Due: which habits a day asks for, which of them are settled, and which are still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from tracker.domain.habit import Habit
from tracker.domain.judging import Standing, Verdict
from tracker.domain.judging.codes import Cell

_OPEN_CELLS = (Cell.OPEN, Cell.PART)


def open_habits(habits: Iterable[Habit], standing: Callable[[Habit, date], Standing], day: date) -> list[Habit]:
    """Return the habits that a day asks for and that are neither kept nor settled on it."""
    return [habit for habit in habits if is_open(standing(habit, day), day)]


def is_open(standing: Standing, day: date) -> bool:
    """Whether a day still asks for something that nobody has said anything about."""
    asked = standing.obligation
    return asked.due and asked.verdict is Verdict.OPEN and standing.cells.on(day) in _OPEN_CELLS


def is_done(standing: Standing, day: date) -> bool:
    """Whether what a day asks for is there: its period is kept, or the day itself is done."""
    return standing.obligation.verdict is Verdict.KEPT or standing.cells.on(day) == Cell.DONE


def say(standing: Standing, day: date) -> str:
    """Say of a day whether it asks for a habit, and whether that is done or open: `due,done`."""
    if not standing.obligation.due:
        return ""
    said = {"due": True, "done": is_done(standing, day), "open": is_open(standing, day)}
    return ",".join(word for word, holds in said.items() if holds)


def count(standings: Iterable[Standing], day: date) -> tuple[int, int]:
    """Count the habits that are done and those that are due."""
    due = [standing for standing in standings if standing.obligation.due]
    return sum(is_done(standing, day) for standing in due), len(due)
