"""Comebacks: each lapse with the day on which it ended, so that any span can be asked how soon one returned."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import compress
from statistics import median

from tracker.domain.judging.streaks import Comeback
from tracker.domain.judging.verdict import KEPT, MISSED
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import Course, Verdicts

_ENDED = re.compile(f"(?<={KEPT}){MISSED}+(?={KEPT})")
_NOT_ENDED = re.compile(f"(?<={KEPT}){MISSED}+$")


class Lapse(NamedTuple):
    """A run of missed periods after a kept one: how many, and the days on which it began and on which it ended.

    `since` is the end of its first period, `back` that of the kept period after it; None while it is under way.
    """

    length: int
    since: date
    back: date | None


def lapses(verdicts: Verdicts) -> tuple[Lapse, ...]:
    """Find all lapses in order, one under way last; excused periods inside one are bridged and not counted."""
    counts = [code in (KEPT, MISSED) for code in verdicts.codes]
    codes = "".join(compress(verdicts.codes, counts))
    ends = list(compress(verdicts.ends, counts))
    found = [
        Lapse(len(run[0]), date.fromordinal(ends[run.start()]), date.fromordinal(ends[run.end()]))
        for run in _ENDED.finditer(codes)
    ]
    found += [Lapse(len(run[0]), date.fromordinal(ends[run.start()]), None) for run in _NOT_ENDED.finditer(codes)]
    return tuple(found)


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
        Return(course.habit.id, lapse.length, unit_of(course, lapse.back), lapse.back)
        for course in courses
        for lapse in lapses(course.verdicts)
        if lapse.back and first <= lapse.back <= last
    ]
    return tuple(sorted(found, key=lambda back: (-back.length, -back.back.toordinal(), back.habit)))


def unit_of(course: Course, day: date) -> str:
    """Return what a period is on a day: "day", "week", "month" or "urge"."""
    ordinal = day.toordinal()
    judged = [part.judged for part in course.parts if part.judged and part.stretch.first <= ordinal]
    return judged[-1].unit if judged else "day"
