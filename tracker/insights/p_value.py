"""P-value: how often two rows that have nothing to do with each other look as much alike as these two.

It is asked of residuals: rows of days, freed of their rhythm of one week or two, their slow drifts and what yesterday
already told. What is left of a day is how far it was not to be expected. Two streaky rows that have nothing to do with
each other rise and fall together for weeks by chance; their surprises do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from math import atanh, copysign, dist, erfc, sqrt
from operator import mul

from tracker.domain.named_tuple import NamedTuple

DRIFT = 56
"""The days of a drift: slower changes than these are taken out, since two habits that both grow are no pair."""

_WEEK = 7
_TURNING = 1.25
"""So many standard deviations say that two weeks go by turns: the price of a false alarm is seven means, no more."""
_SWEEPS = 3
_LAGS = 28


class Figures(NamedTuple):
    """Figures day by day, with what every comparison needs of them.

    `squares` are theirs, and `square` the sum of these; `skew` says how lopsided they are, and `echoes` holds
    their autocorrelations at lags 1, 2, …
    """

    values: tuple[float, ...]
    squares: Sequence[float]
    square: float
    skew: float
    echoes: Sequence[float]


class ResidualRow(NamedTuple):
    """What a habit, or the ease, was on each day of a stretch.

    `known` has a 1 for each of the `days` on which it is known; where it has a 0, `freed` and `surprises` have one
    too. `memory` (-1 to 1) says how much of a day its day before told; `lost` counts the means that were taken out.
    """

    known: Sequence[float]
    days: int
    freed: Figures
    surprises: Figures
    memory: float
    lost: int

    @property
    def varies(self) -> bool:
        """Whether anything is left in it that could go with something else."""
        return self.freed.square > 1e-9 and self.surprises.square > 1e-9


def row(values: Mapping[int, float], first: int, days: int) -> ResidualRow:
    """Make the row of some days from what is known by ordinal."""
    known = bytes(map(values.__contains__, range(first, first + days)))
    drifts = max(1, round(days / DRIFT))
    raw = [values.get(day, 0.0) for day in range(first, first + days)]
    rhythm, freed = _WEEK, _freed(raw, known, drifts, _WEEK)
    if _goes_by_turns(freed):
        rhythm, freed = 2 * _WEEK, _freed(raw, known, drifts, 2 * _WEEK)
    before = _before(freed, known)
    memory = _memory(freed, before)
    surprises = [value - memory * last for value, last in zip(freed, before, strict=True)]
    count = sum(known)
    weights = [float(is_known) for is_known in known]
    return ResidualRow(weights, count, _figures(freed, count), _figures(surprises, count), memory, rhythm - 1 + drifts)


def _goes_by_turns(freed: Sequence[float]) -> bool:
    """Tell whether a row may go by two weeks in turn: it echoes at 14 days, and less so at 7."""
    square: float = sum(map(mul, freed, freed))
    if square <= 1e-9:
        return False
    week, fortnight = (float(sum(map(mul, freed, freed[lag:]))) / square for lag in (_WEEK, 2 * _WEEK))
    return fortnight > 0 and (fortnight - week) * sqrt(len(freed) / 2) > _TURNING


def _freed(raw: Sequence[float], known: bytes, drifts: int, rhythm: int) -> list[float]:
    """Take the mean of every day of a rhythm and of every drift out.

    It is done in turns, since days that are left out tangle the two.
    """
    values, days = list(raw), len(raw)
    weekdays = [slice(day, None, rhythm) for day in range(min(rhythm, days))]
    stretches = [slice(drift * days // drifts, (drift + 1) * days // drifts) for drift in range(drifts)]
    counts = [max(1, sum(known[group])) for group in (*weekdays, *stretches)]
    for _ in range(_SWEEPS):
        for group, count in zip((*weekdays, *stretches), counts, strict=True):
            held = values[group]
            mean = sum(held) / count
            values[group] = [value - mean for value in held] if count == len(held) else _less(held, known[group], mean)
    return values


def _less(values: Sequence[float], known: bytes, mean: float) -> list[float]:
    """Take a mean off the values that are known; the others stay 0."""
    return [value - mean if is_known else 0.0 for value, is_known in zip(values, known, strict=True)]


def _before(freed: Sequence[float], known: bytes) -> list[float]:
    """Return for each known day the one known before it; days between, excused or not due, are passed over."""
    held = [0.0, *compress(freed, known)]
    earlier = iter(held)
    return [next(earlier) if is_known else 0.0 for is_known in known]


def _memory(freed: Sequence[float], before: Sequence[float]) -> float:
    """Return how much of a day is told by the one before, by least squares, -1 to 1."""
    square = sum(map(mul, before, before))
    return max(-1.0, min(1.0, sum(map(mul, freed, before)) / square)) if square else 0.0


def _figures(values: Sequence[float], count: int) -> Figures:
    squares = list(map(mul, values, values))
    square = sum(squares)
    if square <= 1e-9:
        return Figures(tuple(values), squares, 0.0, 0.0, ())
    skew = sum(map(mul, squares, values)) / count / (square / count) ** 1.5
    lags = range(1, min(_LAGS, len(values) // 5) + 1)
    return Figures(tuple(values), squares, square, skew, [sum(map(mul, values, values[lag:])) / square for lag in lags])


PLAINLY_NOTHING = 1.5
"""A rough z below this has no need of an exact one: nothing so likely by chance is ever shown."""


_ENOUGH_WORTH = 8
"""With fewer days than these, as independent ones, nothing can be told."""


class Comparison(NamedTuple):
    """Two rows held against each other: the surprises of `told` against what is known of `telling`.

    `told` is `later` by so many days, and `days` are common. `product` is the sum of their products.
    """

    told: ResidualRow
    telling: ResidualRow
    days: int
    later: int
    product: float

    @property
    def rough(self) -> float:
        """The correlation, with the squares of all the days of each row in the place of the common ones' squares."""
        spread = sqrt(self.told.surprises.square * self.telling.freed.square)
        return self.product / spread * sqrt(self.told.days * self.telling.days) / self.days

    @property
    def worth(self) -> float:
        """How many independent days the common ones are worth, less the means that were taken out."""
        return effective(self.days, self.told.surprises.echoes, self.telling.freed.echoes) - self.told.lost - 4

    def chance(self, common: float = 0.0, variance: float = 0.0) -> float:
        """Return the chance (two-sided p) of a correlation that is so much further from a common one.

        The common one is known up to its `variance`.

        It is the difference of Fisher's z, with as many days as they are worth (Bartlett 1946; Pyper and Peterman
        1998), corrected for lopsided rows (Cornish and Fisher 1938).
        """
        r = self._correlation()
        if r is None:
            return 1.0
        worth = self.worth
        if worth < _ENOUGH_WORTH:
            return 1.0
        z = (_straight(r) - _straight(common)) * sqrt(worth / (1 + variance * worth))
        skew = self.told.surprises.skew * self.telling.freed.skew / sqrt(self.days)
        return erfc(abs(_unskewed(z, skew)) / sqrt(2))

    def _correlation(self) -> float | None:
        """Correlate over the common days; None where there is plainly nothing, or a row does not vary on them."""
        told, telling, days, later, product = self
        if abs(self.rough) * sqrt(days) < PLAINLY_NOTHING:
            return None
        if days + later >= max(told.days, telling.days):
            return product / sqrt(told.surprises.square * telling.freed.square)
        # Each row has been centred on all its days, and these are a part of them.
        known = told.known[later:]
        total = sum(compress(told.surprises.values[later:], telling.known))
        other_total = sum(compress(telling.freed.values, known))
        square = sum(compress(told.surprises.squares[later:], telling.known)) - total**2 / days
        other_square = sum(compress(telling.freed.squares, known)) - other_total**2 / days
        if min(square, other_square) < 1e-9:
            return None
        return (product - total * other_total / days) / sqrt(square * other_square)


def compare(told: ResidualRow, telling: ResidualRow, days: int, later: int = 0) -> Comparison:
    """Hold two rows against each other over so many common days, the first so many days later."""
    return Comparison(told, telling, days, later, _product(told.surprises, telling.freed, later))


def effective(days: int, echoes: Sequence[float], others: Sequence[float]) -> float:
    """Return how many independent days two rows of echoing days are worth; never more than there are."""
    return days / (1 + 2 * max(0.0, _dot(echoes, others)))


def _dot(ones: Sequence[float], others: Sequence[float]) -> float:
    """Sum the products of two rows, as far as both reach."""
    return sum(map(mul, ones, others), 0.0)


def _product(told: Figures, telling: Figures, later: int) -> float:
    """Sum the products of two rows of one length, the first so many days later.

    By the law of cosines, as their distance is reckoned five times as fast as the products are.
    """
    ones, others, squares = told.values, telling.values, told.square + telling.square
    if later:
        squares -= sum(told.squares[:later]) + sum(telling.squares[-later:])
        ones, others = ones[later:], others[:-later]
    return (squares - dist(ones, others) ** 2) / 2


def _straight(r: float) -> float:
    """Return Fisher's z of a correlation."""
    return atanh(max(-0.999999, min(0.999999, r)))


def _unskewed(z: float, skew: float) -> float:
    """Bring the z of a lopsided statistic nearer to a normal one; never away from 0."""
    straight = z - skew * (z * z - 1) / 6
    return 0.0 if straight * z <= 0 else copysign(min(abs(z), abs(straight)), z)
