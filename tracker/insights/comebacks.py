"""Comebacks: how soon one returned in any span, from each lapse and the day on which it ended."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import median

from tracker.domain.judging.lapses import Comeback, Lapse
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import Course


def comeback(found: Iterable[Lapse], first: date, last: date) -> Comeback:
    """Sum up the lapses that ended between two days, both included, and the one that was under way at their end."""
    held = tuple(found)
    ended = sorted(lapse.length for lapse in held if lapse.back and first <= lapse.back <= last)
    open_ones = [lapse.length for lapse in held if lapse.back is None and lapse.since <= last]
    return Comeback(median(ended) if ended else None, ended.count(1), len(ended), sum(open_ones))


class Return(NamedTuple):
    """A habit that came back: which, after how many missed periods of which unit, and on which day."""

    habit: str
    length: int
    unit: str
    back: date


def returns(courses: Iterable[Course], first: date, last: date) -> tuple[Return, ...]:
    """Return the returns between two days, both included, the longest way back first."""
    found = [
        Return(course.habit.id, lapse.length, lapse.unit, lapse.back)
        for course in courses
        for lapse in course.lapses
        if lapse.back and first <= lapse.back <= last
    ]
    return tuple(sorted(found, key=lambda back: (-back.length, -back.back.toordinal(), back.habit)))


def unit_of(course: Course, day: date) -> str:
    """Return what a period is on a day: "day", "week", "month" or "urge"."""
    ordinal = day.toordinal()
    judged = [part.judged for part in course.parts if part.judged and part.segment.first <= ordinal]
    return judged[-1].unit if judged else "day"
