"""Pairs: any two things that happen day by day, held against each other on their common days."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from math import sqrt
from typing import TypeAlias

from tracker.domain.log import BLANK
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.insights.blank_days import ENOUGH
from tracker.insights.course import Course
from tracker.insights.sides import Side, sides
from tracker.insights.span import Span

Names: TypeAlias = frozenset[str]
"""Who two are, whichever comes first: ids of habits, or `EASE`."""

IN_EACH_CELL = 5

MOST_PAIR_DAYS = 3_000_000
"""So many days of pairs are looked at in at most some seconds: 129 habits over a year, 41 over ten."""

_A_DAY = 8  # bits


class PairKind(StrEnum):
    """Which days are held against each other."""

    SAME_DAY = "same day"
    NEXT_DAY = "next day"


class PairGroup(StrEnum):
    """What pairs are about: each group has its own part of the allowance."""

    HABITS = "habits"
    EASE = "ease"
    URGES = "urges"


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
    def vary(self) -> bool:
        """Whether there are enough days, and enough of each kind on either side: of what is measured by how much."""
        days, ones, others = sum(self), self.both + self.first, self.both + self.second
        return days >= ENOUGH and min(ones, days - ones, others, days - others) >= IN_EACH_CELL

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
    def group(self) -> PairGroup:
        """What it is about: habits, a habit and the ease, or how many urges there were and how strong."""
        if not (self.first.is_plain and self.second.is_plain):
            return PairGroup.URGES
        return PairGroup.HABITS if self.first.id and self.second.id else PairGroup.EASE

    @property
    def is_counted(self) -> bool:
        """Whether both are days done or not, so that their counts are all there is."""
        return self.first.is_counted and self.second.is_counted


def most_recorded(courses: Sequence[Course], span: Span, asked: Container[str] = ()) -> Sequence[Course]:
    """Return as many habits as can be held against each other within some seconds, in order; mostly that is all.

    Of more, those with the most recorded days, which does not depend on what goes with what; those `asked` about, by
    their ids, are always among them.
    """
    held = [course for course in courses if course.touches(span.first, span.last)]
    most = int(sqrt(2 * MOST_PAIR_DAYS / max(1, span.days))) + 1
    if len(held) <= most:
        return held
    lines = {course.habit.id: course.log.line(span.first, span.last) for course in held}
    blanks = {id: (id not in asked, line.count(BLANK)) for id, line in lines.items()}
    chosen = set(sorted(blanks, key=lambda each: (blanks[each], each))[:most])
    return [course for course in held if course.habit.id in chosen]


def pairs(
    courses: Iterable[Course], ease: Mapping[int, int], span: Span, without: Container[int] = ()
) -> Iterator[Pair]:
    """Return every pair that has enough days in a span; next days in both orders.

    `ease` is by ordinal; the days `without`, ordinals too, are left out.
    """
    for one, other in combinations(list(sides(courses, ease, span, without)), 2):
        if one.id == other.id:
            continue  # how many urges there were says something of how many were let pass
        for first, second, kind in (
            (one, other, PairKind.SAME_DAY),
            (one, other, PairKind.NEXT_DAY),
            (other, one, PairKind.NEXT_DAY),
        ):
            cells = _cells(first, second, kind)
            if cells.are_enough if first.is_split and second.is_split else cells.vary:
                yield Pair(first, second, kind, cells)


def _cells(first: Side, second: Side, kind: PairKind) -> Contingency:
    later = _A_DAY if kind is PairKind.NEXT_DAY else 0
    known = (first.known >> later) & second.known
    ones, others = (first.high >> later) & known, second.high & known
    days, one, other, both = known.bit_count(), ones.bit_count(), others.bit_count(), (ones & others).bit_count()
    return Contingency(both, one - both, other - both, days - one - other + both)
