"""Quiet stretches: days in a row on which nearly everything stopped, far more than the habits' own ups and downs do.

A trip, a flu, a hard week: nobody paused, and afterwards it looks as if all habits had gone down together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import sqrt
from operator import add

from tracker.domain.judging.codes import DayCode
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.blank_days import ENOUGH
from tracker.insights.course import DONE, NOT_DONE, Course
from tracker.insights.span import Share, Span

_HABITS = 4
"""Of fewer habits, two that go together stop together as a trip stops all."""

_DAYS = 3
"""So many days, at least, are a stretch."""

_FEW = 0.25
"""So much of what was to be expected is nearly nothing."""

_CLEAR = 3.5
"""So many standard deviations below what was to be expected: by chance alone hardly once in ten years."""

_LOW = 0.5
"""A day is a low one when less than this share of what was to be expected was done."""


_A_DAY = 8  # bits
_CODES = (DONE + NOT_DONE + DayCode.OUT).encode()
_IS_DONE, _COUNTS = bytes.maketrans(_CODES, b"\1\1\0\0\0"), bytes.maketrans(_CODES, b"\1\1\1\1\0")


class QuietStretch(NamedTuple):
    """A stretch of days on which nearly everything stopped, with what was done of what counted."""

    start: date
    end: date
    done: Share

    @property
    def days(self) -> range:
        """The ordinals of its days."""
        return range(self.start.toordinal(), self.end.toordinal() + 1)


class _Expected(NamedTuple):
    """What a day held, what it was expected to, how far that varies, and how many habits counted."""

    done: int
    mean: float
    variance: float
    counted: int


def quiet_stretches(courses: Iterable[Course], span: Span) -> tuple[QuietStretch, ...]:
    """Return the stretches of a span in which nearly everything stopped, in order.

    Each habit is expected at its own rate of that weekday, and varies as widely as its own memory from one day to the
    next makes it; days that are excused count for nothing. A limit that is kept and a day without urges are no doing.
    """
    lines = [
        course.codes(span.first, span.last)
        for course in courses
        if course.rule.goal.is_doing and course.touches(span.first, span.last)
    ]
    days = _expected(lines, span.days)
    if len(lines) < _HABITS or sum(day.counted > 0 for day in days) < ENOUGH:
        return ()
    return tuple(
        QuietStretch(
            date.fromordinal(span.first + low),
            date.fromordinal(span.first + high),
            Share(sum(day.done for day in days[low : high + 1]), sum(day.counted for day in days[low : high + 1])),
        )
        for low, high in _low_runs(days)
        if _is_quiet(days[low : high + 1])
    )


def _expected(lines: Iterable[str], length: int) -> list[_Expected]:
    done, mean, variance, counted = [0] * length, [0.0] * length, [0.0] * length, [0] * length
    for line in lines:
        is_done, counts = line.encode().translate(_IS_DONE), line.encode().translate(_COUNTS)
        widened = _widened(int.from_bytes(is_done), int.from_bytes(counts))
        for weekday in range(min(7, length)):
            days = slice(weekday, None, 7)
            here, held = is_done[days], counts[days]
            rate = here.count(1) / max(1, held.count(1))
            spread = rate * (1 - rate) * widened
            done[days] = map(add, done[days], here)
            counted[days] = map(add, counted[days], held)
            mean[days] = [so_far + rate * count for so_far, count in zip(mean[days], held, strict=True)]
            variance[days] = [so_far + spread * count for so_far, count in zip(variance[days], held, strict=True)]
    return list(map(_Expected, done, mean, variance, counted))


def _widened(done: int, counts: int) -> float:
    """Return how much further the sum of a few days varies than that of days without a memory would.

    Both are whole numbers with eight bits a day, whether it was done and whether it counts.
    """
    pairs = counts & counts >> _A_DAY  # at the later day of each two that both count
    both, ones, others = done & done >> _A_DAY & pairs, done >> _A_DAY & pairs, done & pairs
    count, total = pairs.bit_count(), ones.bit_count() + others.bit_count()
    mean = total / (2 * count) if count else 0.0
    if not 0 < mean < 1:
        return 1.0
    memory = (both.bit_count() - mean * total + count * mean**2) / (count * mean * (1 - mean))
    memory = max(0.0, min(0.9, memory))
    return (1 + memory) / (1 - memory)


def _low_runs(days: Sequence[_Expected]) -> Iterator[tuple[int, int]]:
    """Walk the stretches in which the low days outweigh the others, each from its first to where it is lowest."""
    weight, most, start, end = 0.0, 0.0, 0, -1
    for at, day in enumerate(days):
        if weight <= 0:
            weight, most, start, end = 0.0, 0.0, at, -1
        weight += _LOW * day.mean - day.done
        if weight > most:
            most, end = weight, at
        elif (weight <= 0 or weight < most / 2) and end >= 0:
            yield start, end
            weight, end = 0.0, -1
    if end >= 0:
        yield start, end


def _is_quiet(days: Sequence[_Expected]) -> bool:
    if sum(day.counted > 0 for day in days) < _DAYS:
        return False
    done, mean = sum(day.done for day in days), sum(day.mean for day in days)
    return done <= _FEW * mean and mean - done >= _CLEAR * sqrt(sum(day.variance for day in days))
