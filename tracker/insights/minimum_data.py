"""Minimum data: how far a book has come toward its first patterns."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.judging.codes import DayCode
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import Course
from tracker.insights.span import Span

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
