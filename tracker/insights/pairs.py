"""Pairs: any two things that happen day by day, held against each other on their common days."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations
from math import sqrt
from typing import TypeAlias

from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import DONE, NOT_DONE, Course
from tracker.insights.minimum_data import ENOUGH
from tracker.insights.residuals import ResidualRow, row
from tracker.insights.span import Span

EASE = ""
"""What stands in a pair for the day's ease, where a habit's id would."""

EASY = 4
"""From this ease on, a day counts as an easy one."""

Names: TypeAlias = frozenset[str]
"""Who two are, whichever comes first: ids of habits, or `EASE`."""

IN_EACH_CELL = 5

_A_DAY = 8  # bits


class PairKind(StrEnum):
    """Which days are held against each other."""

    SAME_DAY = "same day"
    NEXT_DAY = "next day"


class Side(NamedTuple):
    """One side of a pair: who it is, what it was on each day of the stretch, and its row.

    `figures` has the ease of a day, or 1 for a day done and 0 for one not. `known` and `high` are whole numbers
    with eight bits a day, the first day highest: whether the day counts, and whether it was done, or easy.
    """

    id: str
    figures: Sequence[int]
    known: int
    high: int
    row: ResidualRow


class Contingency(NamedTuple):
    """The common days of a pair: with both, with only the first, with only the second, with neither."""

    both: int
    first: int
    second: int
    neither: int

    @property
    def are_enough(self) -> bool:
        """Whether there are enough days, and enough in each cell, as it is and as chance alone would fill it."""
        days = sum(self)
        ones, others = self.both + self.first, self.both + self.second
        rarest = min(ones, days - ones) * min(others, days - others)
        return days >= ENOUGH and min(self) >= IN_EACH_CELL and rarest >= IN_EACH_CELL * days

    @property
    def lean(self) -> float:
        """How far the two go together by these counts alone, as the z of their fourfold table."""
        days, ones, others = sum(self), self.both + self.first, self.both + self.second
        spread = ones * (days - ones) * others * (days - others)
        return abs(self.both * days - ones * others) * sqrt(days / spread)


class Pair(NamedTuple):
    """Two sides and their cells; on the next day, the second is a day later than the first."""

    first: Side
    second: Side
    kind: PairKind
    cells: Contingency

    @property
    def names(self) -> Names:
        """Who the two are, whichever comes first."""
        return frozenset((self.first.id, self.second.id))

    @property
    def is_of_ease(self) -> bool:
        """Whether one of the two is the ease."""
        return not (self.first.id and self.second.id)


def pairs(
    courses: Iterable[Course], ease: Mapping[int, int], span: Span, without: Container[int] = ()
) -> Iterator[Pair]:
    """Return every pair that has enough days in a span; next days in both orders.

    `ease` is by ordinal; the days `without`, ordinals too, are left out.
    """
    for one, other in combinations(list(_sides(courses, ease, span, without)), 2):
        for first, second, kind in (
            (one, other, PairKind.SAME_DAY),
            (one, other, PairKind.NEXT_DAY),
            (other, one, PairKind.NEXT_DAY),
        ):
            cells = _cells(first, second, kind)
            if cells.are_enough:
                yield Pair(first, second, kind, cells)


def _sides(courses: Iterable[Course], ease: Mapping[int, int], span: Span, without: Container[int]) -> Iterator[Side]:
    for course in courses:
        if course.touches(span.first, span.last):
            codes = enumerate(course.codes(span.first, span.last), span.first)
            done = {day: int(code in DONE) for day, code in codes if code in DONE + NOT_DONE and day not in without}
            yield from _side(course.habit.id, done, 1, span)
    yield from _side(EASE, {day: rate for day, rate in ease.items() if span.first <= day <= span.last}, EASY, span)


def _side(id: str, figures: Mapping[int, int], high: int, span: Span) -> Iterator[Side]:
    if len(figures) < ENOUGH:
        return
    made = row(figures, span.first, span.days)
    if made.varies:
        line = [figures.get(day, 0) for day in range(span.first, span.last + 1)]
        known, highs = bytes(map(bool, made.known)), bytes(figure >= high for figure in line)
        yield Side(id, line, int.from_bytes(known), int.from_bytes(highs), made)


def _cells(first: Side, second: Side, kind: PairKind) -> Contingency:
    later = _A_DAY if kind is PairKind.NEXT_DAY else 0
    known = (first.known >> later) & second.known
    ones, others = (first.high >> later) & known, second.high & known
    days, one, other, both = known.bit_count(), ones.bit_count(), others.bit_count(), (ones & others).bit_count()
    return Contingency(both, one - both, other - both, days - one - other + both)
