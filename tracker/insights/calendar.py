"""Calendar: the weeks and months of a span, and what fell into each."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from tracker.domain.log import happened, month_before, month_number
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import Course
from tracker.insights.share import Mean, Share, mean
from tracker.insights.span import Span

_WEEKS_UP_TO = 190
"""Urges are shown week by week in a span of up to so many days, and month by month beyond."""


class MonthShare(NamedTuple):
    """A calendar month, by its first day, and the periods kept in its part of the span."""

    start: date
    share: Share


class UrgeCount(NamedTuple):
    """The urges of a week or a month, by its first day: let pass, acted on, and how strong those were that say so."""

    start: date
    passed: int
    acted: int
    strength: Mean = Mean()

    @property
    def share(self) -> Share:
        """Those let pass, out of all."""
        return Share(self.passed, self.passed + self.acted)


def month_shares(course: Course, span: Span) -> tuple[MonthShare, ...]:
    """Count the periods kept in each calendar month of a span, in order; a span that has not begun has none."""
    if not span.days:
        return ()
    found = []
    for number in range(month_number(span.start), month_number(span.end) + 1):
        first, last = month_before(number) + 1, month_before(number + 1)
        share = course.share(max(first, span.first), min(last, span.last))
        found.append(MonthShare(date.fromordinal(first), share))
    return tuple(found)


def urge_counts(course: Course, span: Span, week_start: int) -> tuple[UrgeCount, ...]:
    """Count urges week by week in a short span and month by month in a long one, in order.

    Weeks and months without any urge are among them: a quiet month is worth seeing.
    """
    by_week = span.days <= _WEEKS_UP_TO

    def start(day: int) -> int:
        return day - (day - 1 - week_start) % 7 if by_week else day + 1 - date.fromordinal(day).day

    counts = {start(day): (0, 0) for day in range(span.first, span.last + 1)}
    for day, passed, acted in course.urges(span.first, span.last):
        held = counts[start(day)]
        counts[start(day)] = held[0] + passed, held[1] + acted
    strong: dict[int, list[int]] = defaultdict(list)
    for day, event in happened(course.log, span.first, span.last):
        if event.strength:
            strong[start(day)].append(event.strength)
    return tuple(UrgeCount(date.fromordinal(max(1, day)), *count, mean(strong[day])) for day, count in counts.items())
