"""Small books in a line, for the insights."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tests.domain.judging.making import MONDAY, grid, rule
from tracker.domain.book import Book, Lookback, Pause, Reflection
from tracker.domain.habit import Area, Habit
from tracker.domain.log import Log
from tracker.insights import Course, HabitReview, Span, review
from tracker.insights.course import course_of

AREAS = tuple(
    Area(id, name, position=place)
    for place, (id, name) in enumerate(
        (("personal-time", "Personal time"), ("self-care", "Self-care"), ("communication", "Communication"))
    )
)


def day(offset: int) -> date:
    return MONDAY + timedelta(offset)


def span(first: int, last: int, name: str = "own") -> Span:
    return Span(name, day(first), day(last))


def habit(id: str = "walk", schedule: str = "daily", goal: str = "check", since: int = 0, area: str = "") -> Habit:
    begun = day(since)
    return Habit(id, id.capitalize(), area or AREAS[1].id, (rule(schedule, goal, begun),), begun)


def book(*kept: tuple[Habit, Log | str], pauses: Iterable[Pause] = (), ease: dict[int, int] | None = None) -> Book:
    """Make a book of habits with their logs (a text of marks begins on the first day), and an ease by day."""
    logs = {habit.id: grid(log) if isinstance(log, str) else log for habit, log in kept}
    rated = tuple(Reflection(Lookback.DAY, day(offset), rate) for offset, rate in (ease or {}).items())
    return Book(AREAS, tuple(habit for habit, _ in kept), logs, tuple(pauses), rated)


def habit_review(book: Book, id: str, span: Span, today: date) -> HabitReview:
    found = review(book, span, today).habit(id)
    assert found is not None
    return found


def course(habit: Habit, log: Log | str, today: int, *pauses: Pause) -> Course:
    return course_of(book((habit, log), pauses=pauses), habit, day(today))
