"""Pairings: what went together, habit with habit and habit with ease, on the same day and on the next.

Only what survives a test that streaks, weekdays and the number of pairs cannot fool; docs/patterns.md explains it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from math import sqrt
from statistics import pvariance
from types import MappingProxyType
from typing import TypeAlias

from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import Course
from tracker.insights.p_value import PLAINLY_NOTHING, Comparison, compare
from tracker.insights.pairs import Names, Pair, PairGroup, PairKind, pairs
from tracker.insights.sides import Measure, Side
from tracker.insights.span import Mean, Share, Span, difference
from tracker.insights.tide import Tide

ALLOWANCE = 0.05
"""Of the pairings that are shown, this share may be chance."""

_Family: TypeAlias = tuple[bool, PairKind, PairGroup]
"""The pairs among which one stands: whether it was asked about, its kind, and what it is about."""

_WEIGHTS: Mapping[tuple[PairKind, PairGroup], float] = {
    (PairKind.SAME_DAY, PairGroup.HABITS): 0.75,
    (PairKind.SAME_DAY, PairGroup.EASE): 0.15,
    (PairKind.SAME_DAY, PairGroup.URGES): 0.15,
    (PairKind.NEXT_DAY, PairGroup.HABITS): 0.05,
    (PairKind.NEXT_DAY, PairGroup.EASE): 0.05,
    (PairKind.NEXT_DAY, PairGroup.URGES): 0.05,
}
"""How the allowance is divided among the families that there are: most goes to what is most likely to be of use."""


class Contrast(NamedTuple):
    """How something went on days with something else, and on days without."""

    on: Share | Mean
    off: Share | Mean

    @property
    def difference(self) -> float:
        """How much more it was with than without: a share, or steps of ease."""
        return difference(self.on, self.off) or 0.0


class Measured(NamedTuple):
    """What of a side is told: whether it was done, or how much in the mean; amounts are in thousandths of a unit.

    Days with it are those on which it was done, or easy, or (`by_usual`) those with more of it than usual.
    """

    measure: Measure = Measure.DONE
    unit: str = ""
    by_usual: bool = False


class Pairing(NamedTuple):
    """Two things that went together: a pattern in the past, not a cause.

    `first` and `second` are ids of habits, or `EASE`. `forward` is how the second went on days with and without
    the first, `backward` the other way round (with ease: on days rated 4 or 5, and on the rest). On the next day
    the second is a day later. `days` are the common days; `chance` is how often chance alone shows as much, the
    number of pairs not allowed for.
    """

    first: str
    second: str
    kind: PairKind
    forward: Contrast
    backward: Contrast
    days: int
    chance: float
    measured: tuple[Measured, Measured] = (Measured(), Measured())

    @property
    def difference(self) -> float:
        """How much more the second was with the first than without."""
        return self.forward.difference


class AskedPair(NamedTuple):
    """A pair that was asked about: its common days, what they are worth, and the chance below which it is shown.

    `spreads` are how far the first and the second vary, as standard deviations.
    """

    days: int
    worth: float
    bar: float
    spreads: tuple[float, float]


class WentTogether(NamedTuple):
    """What went together, the least likely chance first, and whether some days plainly carry everything.

    `asked` holds what there is to tell of the questions that have days enough, by the names of the two.
    """

    pairings: tuple[Pairing, ...] = ()
    is_carried: bool = False
    asked: Mapping[Names, AskedPair] = MappingProxyType({})


def went_together(
    courses: Iterable[Course],
    ease: Mapping[int, int],
    span: Span,
    without: Container[int] = (),
    asked: Container[Names] = (),
) -> WentTogether:
    """Find what went together in a span beyond what moves most things; each two things at most once.

    `ease` holds the rated days by ordinal; the days `without` (`forgotten_days`) are left out. The pairs that were
    `asked` about beforehand share half of the allowance, all the others the other half.
    """
    compared = [(pair, _compared(pair)) for pair in pairs(courses, ease, span, without)]
    tides = {kind: _tide(kind, compared) for kind in {pair.kind for pair, _ in compared}}
    shown: dict[frozenset[str], Pairing] = {}
    costs = _costs((pair for pair, _ in compared), asked)
    for p, pair in surviving(_tested(compared, tides), costs, asked):
        if pair.names not in shown:
            shown[pair.names] = _pairing(pair, p)
    same_day = tides.get(PairKind.SAME_DAY)
    told = {
        pair.names: AskedPair(
            sum(pair.cells), comparison.worth, ALLOWANCE / costs[_family(pair, asked)], _spreads(pair)
        )
        for pair, comparison in compared
        if pair.kind is PairKind.SAME_DAY and pair.names in asked
    }
    return WentTogether(tuple(shown.values()), same_day is not None and same_day.is_plain, told)


def _tested(compared: Iterable[tuple[Pair, Comparison]], tides: Mapping[PairKind, Tide]) -> list[tuple[float, Pair]]:
    """Test each pair for what it has beyond the tide of its kind.

    Where the counts themselves show next to nothing, there is nothing to be said, whatever a test makes of it.
    """
    tested = []
    for pair, comparison in compared:
        if pair.is_counted and pair.cells.lean < PLAINLY_NOTHING:
            tested.append((1.0, pair))
        elif pair.group is PairGroup.URGES:  # they stand beside what their habit has in the tide already
            tested.append((comparison.chance(), pair))
        else:
            tested.append((comparison.chance(*tides[pair.kind].between(pair.first.id, pair.second.id)), pair))
    return tested


def _compared(pair: Pair) -> Comparison:
    """Compare by the surprises of the less streaky side; on the next day by those of the later one.

    What a later day's own yesterday told is no surprise, so a next day is no echo of the day before.
    """
    first, second, days = pair.first.row, pair.second.row, sum(pair.cells)
    if pair.kind is PairKind.NEXT_DAY or abs(second.memory) < abs(first.memory):
        return compare(second, first, days, int(pair.kind is PairKind.NEXT_DAY))
    return compare(first, second, days)


def _tide(kind: PairKind, compared: Iterable[tuple[Pair, Comparison]]) -> Tide:
    """Read what moves all pairs of a kind."""
    ways, days = {}, 0
    for pair, comparison in compared:
        if pair.kind is kind and pair.group is not PairGroup.URGES:
            ways[pair.first.id, pair.second.id] = comparison.rough
            days += comparison.days
    return Tide(ways, days / max(1, len(ways)), are_mutual=kind is PairKind.SAME_DAY)


def _family(pair: Pair, asked: Container[Names]) -> _Family:
    return pair.names in asked, pair.kind, pair.group


def _costs(found: Iterable[Pair], asked: Container[Names]) -> dict[_Family, float]:
    """Return by how much a chance of each family is raised: by its size, over its part of the allowance.

    What was asked and what was not have half of it each, where there is both; what no family uses is shared by the
    others (Genovese, Roeder and Wasserman 2006).
    """
    sizes = Counter(_family(pair, asked) for pair in found)
    halves: dict[bool, float] = defaultdict(float)
    for is_asked, kind, group in sizes:
        halves[is_asked] += _WEIGHTS[kind, group]
    return {family: size * len(halves) * halves[family[0]] / _WEIGHTS[family[1:]] for family, size in sizes.items()}


def surviving(
    tested: Iterable[tuple[float, Pair]], costs: Mapping[_Family, float], asked: Container[Names] = ()
) -> list[tuple[float, Pair]]:
    """Keep of all tests those that allow for how many there are (Benjamini and Hochberg 1995)."""
    ranked = sorted((p * costs[_family(pair, asked)], p, at, pair) for at, (p, pair) in enumerate(tested))
    passing = (rank for rank, (cost, *_) in enumerate(ranked, 1) if cost <= ALLOWANCE * rank)
    kept = [(p, pair) for _, p, _, pair in ranked[: max(passing, default=0)]]
    return sorted(kept, key=lambda test: test[0])


def _spreads(pair: Pair) -> tuple[float, float]:
    """Return the standard deviations of both sides, of a day done or not, or of the ease."""
    one, other = (
        sqrt(pvariance(figure for figure, known in zip(side.figures, side.row.known, strict=True) if known))
        for side in (pair.first, pair.second)
    )
    return one, other


def _pairing(pair: Pair, p: float) -> Pairing:
    first, second, kind, cells = pair
    later = int(kind is PairKind.NEXT_DAY)
    days = [day for day in range(len(first.figures) - later) if first.row.known[day] and second.row.known[day + later]]
    with_first, without = ([day + later for day in days if first.highs[day] is high] for high in (True, False))
    with_second, without_it = ([day for day in days if second.highs[day + later] is high] for high in (True, False))
    return Pairing(
        first.id,
        second.id,
        kind,
        Contrast(second.told(with_first), second.told(without)),
        Contrast(first.told(with_second), first.told(without_it)),
        sum(cells),
        p,
        (_measured(first), _measured(second)),
    )


def _measured(side: Side) -> Measured:
    return Measured(side.measure, side.unit, side.by_usual)
