"""Heat: how warm each day of a year was, in five steps, for all habits or for one."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from math import ceil

from tracker.clock import say_day, short_day
from tracker.domain.judging import Standing
from tracker.domain.judging.codes import Cell
from tracker.domain.log import MarkKind
from tracker.domain.text import counted, percent
from tracker.insights import HabitReview, Review, Share
from tracker.insights.rhythm import DayShare, rhythm
from tracker.insights.span import YEAR, Span
from tracker.service.due import count
from tracker.service.review.page import HeatDay, HeatMap
from tracker.service.words.labels import mark_words

STEPS = ("none", "up to 25%", "up to 50%", "up to 75%", "more")

_FREE = (Cell.SKIPPED, Cell.PAUSED)

_STATES = {
    Cell.SKIPPED: "skipped",
    Cell.PAUSED: "paused",
    Cell.OPEN: "open",
    Cell.CLEAN: "within the limit",
}


def year_of(review: Review) -> Span:
    """Return the year that a heat map shows: the 53 weeks that end with the span, or with today."""
    end = review.span.end
    return Span("year", date.fromordinal(max(1, end.toordinal() + 1 - YEAR)), end)


def step(share: Share) -> int | None:
    """Put a share on one of five steps; None if nothing counted."""
    return ceil(4 * share.kept / share.of) if share.of else None


# A page is drawn anew at every key; what it shows of a review stays.
@lru_cache(maxsize=2)
def heat_of_all(review: Review) -> HeatMap:
    """Return the year of all habits: of what was due or done on a day, how much was done, and what was excused."""
    year = year_of(review)
    days = rhythm(review.courses, year).days or tuple(
        DayShare(year.start + timedelta(days=offset), Share(), 0) for offset in range(year.days)
    )
    lived = sum(day.share.of > 0 for day in days)
    excused = _excused(review, {day.day.toordinal() for day in days if not day.share.of})
    return HeatMap(
        tuple(
            _today(review, day) if day.day == review.today else _day(day, excused.get(day.day.toordinal(), ""))
            for day in days
        ),
        review.book.settings.week_start,
        f"A year of days, each by how much of what was due or done was done; {counted(lived, 'day')} with anything due",
    )


def _excused(review: Review, days: set[int]) -> dict[int, str]:
    """Return the cell of those of some days, as ordinals, on which whatever would have been due was excused."""
    found: dict[int, str] = {}
    for habit in review.habits if days else ():
        first = min(days)
        for day, code in enumerate(habit.standing.cells.between(first, max(days)), first):
            if day in days and code in _FREE:
                found[day] = Cell.PAUSED if Cell.PAUSED in (code, found.get(day)) else code
    return found


def _day(day: DayShare, excused: str) -> HeatDay:
    value = day.share.value
    words = f"{day.share} due or done, {percent(value)}" if value is not None else _STATES.get(excused, "nothing due")
    return HeatDay(day.day, step(day.share), f"{short_day(day.day)} {day.day.year}: {words}", excused)


def _today(review: Review, day: DayShare) -> HeatDay:
    """Count today as the Today screen does: it is not over, and what is open is no miss."""
    done, due = count((one.standing for one in review.habits if not one.course.is_archived), review.today)
    words = f"{done} of {due} so far" if due else "nothing due"
    return HeatDay(day.day, step(Share(done, due)) or None, f"{short_day(day.day)} {day.day.year}, today: {words}")


@lru_cache(maxsize=2)
def heat_of_one(review: Review, habit: HabitReview) -> HeatMap:
    """Return the year of one habit, as the grid shows it."""
    year, standing = year_of(review), habit.standing
    codes = standing.cells.between(year.first, year.last)
    days = tuple(
        HeatDay(
            date.fromordinal(day),
            _step_of(standing, code, day),
            day_words(review, standing, day, code),
            code if code in _FREE else "",
        )
        for day, code in enumerate(codes, year.first)
    )
    done = sum(day.step == 4 for day in days)
    return HeatMap(
        days, review.book.settings.week_start, f"A year of {habit.habit.name}: {counted(done, 'day')} done in full"
    )


def _step_of(standing: Standing, code: str, day: int) -> int | None:
    match code:
        case Cell.DONE | Cell.PASSED | Cell.CLEAN:
            return 4
        case Cell.PART | Cell.MIXED:
            return max(1, min(3, ceil(4 * standing.cells.share(day))))
        case Cell.MISSED | Cell.ACTED | Cell.OVER:
            return 0
        case _:
            return None


def day_words(review: Review, standing: Standing, day: int, code: str) -> str:
    """Spell a day of a habit out: what was recorded, else how it stands, and its note."""
    when = date.fromordinal(day)
    mark = review.book.log(standing.habit.id).get(when)
    goal = standing.habit.rule_on(when).goal
    if mark is not None and mark.kind is not MarkKind.NOTE:
        words = mark_words(mark, goal)
    elif code == Cell.CLEAN and goal.is_limit:
        words = "nothing recorded, which is what it aims at"
    else:
        words = _STATES.get(code, "nothing recorded")
    note = f", “{' '.join(mark.note.split())}”" if mark and mark.note else ""
    return f"{say_day(when, review.today)}: {words}{note}"
