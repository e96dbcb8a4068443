"""A small book, random ones, and what edits of the list are asked about."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import strategies as st

from tests.strategies import EPOCH, days, habits, logs
from tracker.domain.book import Book, Pause
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.judging import judge
from tracker.domain.judging.periods import Period, Verdict
from tracker.domain.log import Log, Mark, MarkKind
from tracker.service.steps import Edit

TODAY = EPOCH + timedelta(420)
AREAS = (Area("care", "Self-care", "teal", 1), Area("talk", "Talk", "", 2), Area("time", "Personal time", "blue", 0))


def book_of(**areas: str) -> Book:
    """Give a book of daily checks, their names by area, each with one mark."""
    made = [
        Habit(name.casefold(), name, area, (Rule(TODAY - timedelta(30)),), TODAY - timedelta(30), position=place)
        for area, names in areas.items()
        for place, name in enumerate(names.split())
    ]
    log = Log.of({TODAY - timedelta(1): Mark(MarkKind.DONE)})
    made.sort(key=lambda habit: habit.id)
    return Book(AREAS, tuple(made), {habit.id: log for habit in made})


def done(book: Book, edit: Edit) -> Book:
    """Make an edit, and see that undoing it gives the book back."""
    change = edit(book)
    after = change.apply(book)
    assert change.inverse(book).apply(after) == book
    return after


def order(book: Book) -> dict[str, str]:
    """Read the names in the order of the list, by area."""
    return {area.id: " ".join(habit.name for habit in inside) for area, inside in book.by_area()}


def past(book: Book, habit: str) -> list[Period]:
    """Give the periods of a habit that have ended before today."""
    found = book.habit(habit)
    standing = judge(found, book.log(habit), book.pauses_of(found), TODAY)
    return [period for period in standing.periods if period.last < TODAY.toordinal()]


def ended(book: Book, habit: str) -> list[tuple[int, Verdict]]:
    """Give the last days and the verdicts of the periods that have ended before today."""
    return [(period.last, period.verdict) for period in past(book, habit)]


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Draw a book of three areas, with up to three habits, their logs and pauses of anything."""
    count = draw(st.integers(1, 3))
    made, kept = [], {}
    for number in range(count):
        area, place = draw(st.sampled_from(("time", "care", "talk"))), draw(st.sampled_from((0, 0.5, 1, 2, 2)))
        habit = draw(habits())._replace(id=f"h{number}", name=f"Habit {number}", area=area, position=place)
        made.append(habit)
        if log := draw(logs(habit.rule.goal.aim, span=200)):
            kept[habit.id] = log
    return Book(
        AREAS, tuple(made), kept, tuple(draw(_pauses(count, number)) for number in range(draw(st.integers(0, 4))))
    )


@st.composite
def _pauses(draw: st.DrawFn, habits: int, number: int) -> Pause:
    start = draw(days(430))
    length = draw(st.none() | st.integers(0, 60))
    what = draw(
        st.sampled_from([("", ""), ("", "time"), ("", "care"), ("", "talk")] + [(f"h{n}", "") for n in range(habits)])
    )
    return Pause(f"p{number}", start, None if length is None else start + timedelta(length), *what)
