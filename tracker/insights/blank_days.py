"""Blank days: those on which nothing was written down at all, where forgetting explains them better than chance.

A day that was forgotten looks like a day without anything on every habit at once, and makes pairs of all of them. How
far a book has come toward its first patterns, in days on which anything counted, stands here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from math import sqrt

from tracker.domain.judging.codes import DayCode
from tracker.domain.log import BLANK
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import Course
from tracker.insights.span import Span

_CLEAR = 2.33
"""So many standard deviations above what chance makes of days: one year in a hundred has as many by itself."""

_FEW = 5
"""Of fewer things, two that go together make as many blank days as forgetting does."""


def forgotten_days(courses: Iterable[Course], ease: Mapping[int, int], span: Span) -> frozenset[int]:
    """Return the ordinals of the days of a span that were forgotten as a whole; none where chance explains them.

    With λ, the days without anything to be expected (the sum over the days of the product of 1 − the share of each
    habit's days of that weekday with something on them), they are forgotten when there are more than λ + 2.33 √λ + 1:
    the 99th percentile of Poisson's distribution, near enough. `ease` holds the rated days by ordinal.
    """
    rows = [_written(course, span) for course in courses if course.touches(span.first, span.last)]
    rated = [day in ease for day in range(span.first, span.first + span.days)]
    if any(rated):
        rows.append((rated, [True] * span.days))
    blank = {day for day in range(span.days) if _is_blank(rows, day)}
    expected = _expected(rows, span.days)
    if len(rows) < _FEW or len(blank) <= expected + _CLEAR * sqrt(expected) + 1:
        return frozenset()
    return frozenset(span.first + day for day in blank)


def _written(course: Course, span: Span) -> tuple[list[bool], list[bool]]:
    """Return for each day of a span whether the habit has anything written on it, and whether anything could be."""
    written = [code != BLANK for code in course.log.line(span.first, span.last)]
    counted = [code != DayCode.OUT for code in course.codes(span.first, span.last)]
    return written, [is_written or counts for is_written, counts in zip(written, counted, strict=True)]


def _is_blank(rows: Sequence[tuple[Sequence[bool], Sequence[bool]]], day: int) -> bool:
    return any(could for _, coulds in rows for could in coulds[day : day + 1]) and not any(row[day] for row, _ in rows)


def _expected(rows: Sequence[tuple[Sequence[bool], Sequence[bool]]], days: int) -> float:
    """Sum over the days how likely it is, by each habit's own weekdays, that nothing at all was written."""
    expected = [1.0] * days
    for written, could in rows:
        for weekday in range(min(7, days)):
            held = list(compress(written[weekday::7], could[weekday::7]))
            if not held:
                continue
            left = 1 - sum(held) / len(held)
            here = zip(expected[weekday::7], could[weekday::7], strict=True)
            expected[weekday::7] = [so_far * left if could_be else so_far for so_far, could_be in here]
    counts = (any(could[day] for _, could in rows) for day in range(days))
    return sum(compress(expected, counts))


ENOUGH = 28
"""Days before anything is called a pattern: every weekday four times."""


class TooFewDays(NamedTuple):
    """So many `days` on which anything counted, of the `enough` that patterns want."""

    days: int
    enough: int = ENOUGH


def too_few_days(courses: Iterable[Course], span: Span) -> TooFewDays | None:
    """Count the days on which anything counted up to the end of a span; None once they are enough."""
    days: set[int] = set()
    for course in courses:
        if course.first is None:
            continue
        codes = course.codes(course.first, min(span.last, course.last))
        days.update(day for day, code in enumerate(codes[: 20 * ENOUGH], course.first) if code != DayCode.OUT)
        if len(days) >= ENOUGH:
            return None
    return TooFewDays(len(days))
