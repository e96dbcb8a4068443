"""Tide: what moves most things on the same days, and how alike it alone makes any two of them.

A bad night, a trip without a pause, an evening on which only half was written down: each makes every two habits go
together a little, and none of them says anything about the two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from math import sqrt

from tracker.domain.named_tuple import NamedTuple
from tracker.insights.rhythm import DayShare
from tracker.insights.span import Share

_RECKONED_WITH = 2.0
"""From so many standard deviations on, the correlations of all others are more than chance makes of them."""

_RECKONED_WITH_FEW = 1.0
"""From so many on where there are three others or four: of so few, what they have in common is seldom plain."""

_SAID = 4.0
"""From so many on, what moves everything is worth a sentence; a few true pairs do not come to as much."""

_OTHERS = 3
"""So many others, at least, tell a tide from a pair."""

Ways = Mapping[tuple[str, str], float]
"""Correlations by who is first and who is second."""


class Common(NamedTuple):
    """How much of a correlation is the tide's, and how far that may be off, as a variance."""

    r: float = 0.0
    variance: float = 0.0


NOTHING_COMMON = Common()


class Tide:
    """How alike the things of a book are by what moves most of them on the same days.

    A single common cause makes two things correlate by the product of what it does to each, and all others show what
    that product is (Spearman 1904): with k and l two others, (Σ r₁ₖ)(Σ rₖ₂) / Σ rₖₗ. What two things have to themselves
    is so no part of their tide. It comes out higher than it is, by a third among six things and by a tenth among
    twelve, and is left so: what is no tide can be told the more surely, the more things there are.
    """

    def __init__(self, ways: Ways, days: float, *, are_mutual: bool) -> None:
        """Read it from the correlations of each two things, over so many common days in the mean.

        Those of the same day are mutual: either way round they are one, and are given once.
        """
        self._copies = 2 if are_mutual else 1
        self._ways = {**{names[::-1]: r for names, r in ways.items()}, **ways} if are_mutual else ways
        self._days = days
        self._whole = sum(self._ways.values())
        self._from: dict[str, float] = defaultdict(float)
        self._to: dict[str, float] = defaultdict(float)
        for (first, second), r in self._ways.items():
            self._from[first] += r
            self._to[second] += r

    @property
    def is_plain(self) -> bool:
        """Whether it moves most things plainly enough to say so."""
        return len(self._from) > _OTHERS + 1 and self._z(self._whole, len(self._ways)) > _SAID

    def between(self, first: str, second: str) -> Common:
        """Return how much of the correlation of two things is the tide's: from 0 to all of it, never beyond."""
        others = len(self._from.keys() | self._to.keys()) - 2
        if others < _OTHERS:
            return NOTHING_COMMON
        r, back = self._ways[first, second], self._ways.get((second, first), 0.0)
        of_both = self._from[first] + self._to[first] + self._from[second] + self._to[second]
        left = self._whole - of_both + r + back
        z = self._z(left, others * (others - 1))
        least = _RECKONED_WITH_FEW if others <= _OTHERS + 1 else _RECKONED_WITH
        if z <= least:
            return NOTHING_COMMON
        one, other = self._from[first] - r, self._to[second] - r
        common = one * other / left
        common *= 1 - (least / z) ** 2  # a sum that is hardly more than chance is no measure
        variance = others * (one**2 + other**2) / (left**2 * self._days)
        return Common(max(min(common, r), 0.0) if r > 0 else min(max(common, r), 0.0), variance)

    def _z(self, total: float, ways: int) -> float:
        """Say in standard deviations how far so many correlations sum to; each has a variance of 1 / days."""
        return total * sqrt(self._days / (ways * self._copies))


class Carried(NamedTuple):
    """What was done of what was due or done, on the fullest fifth of the days and on the emptiest."""

    full: Share
    empty: Share


def carried(days: Iterable[DayShare], without: Container[int] = ()) -> Carried | None:
    """Hold the fullest and the emptiest fifth of some days against each other; None where there are too few."""
    shares = [day.share for day in days if day.share.of and day.day.toordinal() not in without]
    shares.sort(key=lambda share: (share.kept / share.of, share.of))
    fifth = len(shares) // 5
    return Carried(_summed(shares[-fifth:]), _summed(shares[:fifth])) if fifth else None


def _summed(shares: Iterable[Share]) -> Share:
    held = Share()
    for share in shares:
        held = held.plus(share)
    return held
