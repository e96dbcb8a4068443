"""Pairings: what went together, habit with habit and habit with ease, on the same day and on the next.

Only what survives a test that streaks, weekdays and the number of pairs cannot fool; docs/patterns.md explains it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations, compress
from operator import and_
from typing import NamedTuple

from tracker.insights.chance import chance
from tracker.insights.course import Course
from tracker.insights.daycodes import DONE, NOT_DONE
from tracker.insights.share import Mean, Share, difference, mean
from tracker.insights.span import Span
from tracker.insights.surprise import Row, row
from tracker.insights.young import ENOUGH

EASE = ""
"""What stands in a pairing for the day's ease, where a habit's id would."""

IN_EACH_CELL = 5
ALLOWANCE = 0.05
"""Of the pairings that are shown, this share may be chance."""

_EASY = 4


class Kind(StrEnum):
    """Which days are held against each other."""

    SAME_DAY = "same day"
    NEXT_DAY = "next day"


class Contrast(NamedTuple):
    """How something went on days with something else, and on days without."""

    on: Share | Mean
    off: Share | Mean

    @property
    def difference(self) -> float:
        """How much more it was with than without: a share, or steps of ease."""
        return difference(self.on, self.off) or 0.0


class Pairing(NamedTuple):
    """Two things that went together: a pattern in the past, not a cause.

    `first` and `second` are ids of habits, or `EASE`. `forward` is how the second went on days with and without
    the first, `backward` the other way round (with ease: on days rated 4 or 5, and on the rest). On the next day
    the second is a day later. `days` are the common days; `chance` how often chance alone shows as much, before
    the number of pairs is allowed for.
    """

    first: str
    second: str
    kind: Kind
    forward: Contrast
    backward: Contrast
    days: int
    chance: float

    @property
    def difference(self) -> float:
        """How much more the second was with the first than without."""
        return self.forward.difference


class Side(NamedTuple):
    """One side of a pair over the stretch: who it is, what it was each day, and its row.

    `figures` has the ease of a day, or 1 for a day done and 0 for one not; `high` is set on done or easy days.
    """

    id: str
    figures: Sequence[int]
    high: bytes
    row: Row


class Candidate(NamedTuple):
    """A pair that has enough days, before its chance is known."""

    first: Side
    second: Side
    kind: Kind

    @property
    def lag(self) -> int:
        """How many days later the second is."""
        return int(self.kind is Kind.NEXT_DAY)

    @property
    def family(self) -> tuple[Kind, bool]:
        """The candidates among which this one stands: of its kind, with ease or not."""
        return self.kind, EASE in (self.first.id, self.second.id)


_WEIGHTS = {
    (Kind.SAME_DAY, False): 0.6,
    (Kind.SAME_DAY, True): 0.2,
    (Kind.NEXT_DAY, False): 0.1,
    (Kind.NEXT_DAY, True): 0.1,
}
"""How the allowance is divided: most goes to what is most likely to be of use."""


def pairings(courses: Iterable[Course], ease: Mapping[int, int], span: Span) -> tuple[Pairing, ...]:
    """Find what went together in a span, the least likely chance first; each two things at most once.

    `ease` holds the rated days by ordinal.
    """
    sides = list(_sides(courses, ease, span))
    found = [candidate for candidate in _candidates(sides) if _has_enough(candidate)]
    tested = sorted(((_chance(candidate), place) for place, candidate in enumerate(found)), key=lambda test: test[0])
    shown: dict[frozenset[str], Pairing] = {}
    for p, place in _surviving(tested, found):
        pairing = _pairing(found[place], p)
        shown.setdefault(frozenset((pairing.first, pairing.second)), pairing)
    return tuple(shown.values())


def _sides(courses: Iterable[Course], ease: Mapping[int, int], span: Span) -> Iterator[Side]:
    for course in courses:
        if course.touches(span.first, span.last):
            codes = course.codes(span.first, span.last)
            figures = {day: int(code in DONE) for day, code in enumerate(codes, span.first) if code in DONE + NOT_DONE}
            yield from _side(course.habit.id, figures, 1, span)
    yield from _side(EASE, {day: rate for day, rate in ease.items() if span.first <= day <= span.last}, _EASY, span)


def _side(id: str, figures: Mapping[int, int], high: int, span: Span) -> Iterator[Side]:
    if len(figures) < ENOUGH:
        return
    days = range(span.first, span.last + 1)
    made = row(figures, span.first, span.days)
    if made.varies:
        line = [figures.get(day, 0) for day in days]
        yield Side(id, line, bytes(figure >= high for figure in line), made)


def _candidates(sides: Sequence[Side]) -> Iterator[Candidate]:
    for one, other in combinations(sides, 2):
        yield Candidate(one, other, Kind.SAME_DAY)
        yield Candidate(one, other, Kind.NEXT_DAY)
        yield Candidate(other, one, Kind.NEXT_DAY)


def _common(candidate: Candidate) -> bytes:
    first, second, lag = candidate.first.row.known, candidate.second.row.known, candidate.lag
    return bytes(map(and_, first[: len(first) - lag], second[lag:]))


def _cells(candidate: Candidate) -> tuple[int, int, int, int]:
    """Count the common days with both, with only the first, with only the second, and with neither."""
    common = int.from_bytes(_common(candidate))
    lag = candidate.lag
    first, second = candidate.first.high, candidate.second.high
    one, other = int.from_bytes(first[: len(first) - lag]) & common, int.from_bytes(second[lag:]) & common
    days, ones, others, both = (number.bit_count() for number in (common, one, other, one & other))
    return both, ones - both, others - both, days - ones - others + both


def _has_enough(candidate: Candidate) -> bool:
    """Whether there are enough days, and enough in each cell: as they are, and as chance alone would spread them."""
    both, first, second, neither = _cells(candidate)
    days = both + first + second + neither
    if days < ENOUGH or min(both, first, second, neither) < IN_EACH_CELL:
        return False
    ones, others = both + first, both + second
    rare = min(ones, days - ones) * min(others, days - others)
    return rare >= IN_EACH_CELL * days


def _chance(candidate: Candidate) -> float:
    """Test a pair by the surprises of the less streaky one; on the next day by those of the later one.

    That day's surprise is what its own yesterday did not tell, so a next day is no echo of the day before.
    """
    first, second = candidate.first.row, candidate.second.row
    if candidate.lag:
        return chance(second, first, candidate.lag)
    return chance(first, second) if abs(first.memory) <= abs(second.memory) else chance(second, first)


def _surviving(tested: Sequence[tuple[float, int]], found: Sequence[Candidate]) -> Sequence[tuple[float, int]]:
    """Keep the tests that allow for how many there are (Benjamini and Hochberg 1995).

    Families share the allowance by weight (Genovese, Roeder and Wasserman 2006).
    """
    sizes: dict[tuple[Kind, bool], int] = {}
    for candidate in found:
        sizes[candidate.family] = sizes.get(candidate.family, 0) + 1
    whole = sum(_WEIGHTS[family] for family in sizes)
    weighed = sorted(
        (p * sizes[found[place].family] * whole / _WEIGHTS[found[place].family], p, place) for p, place in tested
    )
    last = max((rank for rank, (scaled, _, _) in enumerate(weighed, 1) if scaled <= ALLOWANCE * rank), default=0)
    return [(p, place) for _, p, place in weighed[:last]]


def _pairing(candidate: Candidate, p: float) -> Pairing:
    first, second, kind = candidate
    lag = candidate.lag
    common = _common(candidate)
    earlier, later = len(first.figures) - lag, lag
    ones = list(compress(zip(first.figures[:earlier], first.high[:earlier], strict=True), common))
    others = list(compress(zip(second.figures[later:], second.high[later:], strict=True), common))
    forward = _contrast(second.id, [figure for figure, _ in others], [high for _, high in ones])
    backward = _contrast(first.id, [figure for figure, _ in ones], [high for _, high in others])
    return Pairing(first.id, second.id, kind, forward, backward, len(ones), p)


def _contrast(id: str, figures: Sequence[int], high: Sequence[int]) -> Contrast:
    on = mean(compress(figures, high))
    off = mean(figure for figure, is_high in zip(figures, high, strict=True) if not is_high)
    return Contrast(on, off) if id == EASE else Contrast(Share(*on), Share(*off))
