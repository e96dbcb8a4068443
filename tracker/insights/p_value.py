"""P-value: how often two rows that have nothing to do with each other look as much alike as these two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from math import atanh, copysign, dist, erfc, sqrt
from operator import mul

from tracker.domain.named_tuple import NamedTuple
from tracker.insights.residuals import Figures, ResidualRow

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
