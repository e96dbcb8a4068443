"""A small book for the tests of the use cases: one habit of every kind of goal, in two areas."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tracker.clock import Clock
from tracker.domain.book import Book
from tracker.domain.goal import CHECK, LET_GO, Goal, at_least, at_most
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.log import Mark
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, per_week
from tracker.service.edits.marks import When
from tracker.service.steps import Edit

TODAY = date(2026, 11, 22)
YESTERDAY = date(2026, 11, 21)
WHEN = When(TODAY, 29_000_000)
NOON = Clock(lambda: datetime(2026, 11, 22, 12, tzinfo=UTC))


def habit(id: str, name: str, goal: Goal = CHECK, schedule: Schedule = DAILY, area: str = "own") -> Habit:
    return Habit(id, name, area, (Rule(date(2026, 11, 2), schedule, goal),), date(2026, 11, 2))


BOOK = Book(
    areas=(Area("own", "Personal time"), Area("talk", "Communication", position=1)),
    habits=(
        habit("quiet", "Quiet time alone"),
        habit("piano", "Piano", at_least(30_000, "min"), per_week(3)),
        habit("walk", "Walk", at_least(2_000, "km")),
        habit("checking", "Checking on someone", at_most(1_000, "time"), area="talk"),
        habit("fix", "Wanting to fix", LET_GO, ANYTIME, area="talk"),
    ),
)


def after(book: Book, *edits: Edit) -> Book:
    """Give the book that edits lead to."""
    for edit in edits:
        book = edit(book).apply(book)
    return book


def mark(book: Book, habit: str, day: date = TODAY) -> Mark | None:
    """Give a mark as it was meant, without the time it was made."""
    found = book.log(habit).get(day)
    return found._replace(at=None) if found else None
