"""P-value: how often two rows that have nothing to do with each other look as much alike as these two."""

from __future__ import annotations

from collections.abc import Sequence
from math import atanh, copysign, erfc, sqrt
from operator import mul

from tracker.insights.residuals import ResidualRow

PLAINLY_NOTHING = 1.5
"""A rough z below this has no need of an exact one: nothing so likely by chance is ever shown."""


def chance(told: ResidualRow, telling: ResidualRow, days: int, later: int = 0) -> float:
    """Return the chance (two-sided p) of such a correlation between `telling` and the surprises of `told`.

    `later` is by how many days `told` is later, `days` how many are common. It is Fisher's z of the correlation,
    with as many days as they are worth (Bartlett 1946; Pyper and Peterman 1998), corrected for lopsided rows
    (Cornish and Fisher 1938).
    """
    r = _correlation(told, telling, days, later)
    if r is None:
        return 1.0
    worth = effective(days, told.surprises.echoes, telling.freed.echoes) - told.lost - 4
    if worth < 8:
        return 1.0
    z = atanh(max(-0.999999, min(0.999999, r))) * sqrt(worth)
    return erfc(abs(_unskewed(z, told.surprises.skew * telling.freed.skew / sqrt(days))) / sqrt(2))


def effective(days: int, echoes: Sequence[float], others: Sequence[float]) -> float:
    """Return how many independent days two rows of echoing days are worth; never more than there are."""
    return days / (1 + 2 * max(0.0, _dot(echoes, others)))


def _correlation(told: ResidualRow, telling: ResidualRow, days: int, later: int) -> float | None:
    """Correlate over the common days; None where there is plainly nothing, or one of the rows does not vary on them."""
    ones, others = told.surprises.values[later:], telling.freed.values
    product = _dot(ones, others)
    rough = product / sqrt(told.surprises.square * telling.freed.square) * sqrt(told.days * telling.days) / days
    if abs(rough) * sqrt(days) < PLAINLY_NOTHING:
        return None
    if days + later >= max(told.days, telling.days):
        return product / sqrt(told.surprises.square * telling.freed.square)
    # Each row has been centred on all its days, and these are a part of them.
    known = told.known[later:]
    total, other_total = _dot(ones, telling.known), _dot(others, known)
    square = _dot(told.surprises.squares[later:], telling.known) - total**2 / days
    other_square = _dot(telling.freed.squares, known) - other_total**2 / days
    if min(square, other_square) < 1e-9:
        return None
    return (product - total * other_total / days) / sqrt(square * other_square)


def _dot(ones: Sequence[float], others: Sequence[float]) -> float:
    """Sum the products of two rows, as far as both reach."""
    return sum(map(mul, ones, others), 0.0)


def _unskewed(z: float, skew: float) -> float:
    """Bring the z of a lopsided statistic nearer to a normal one; never away from 0."""
    straight = z - skew * (z * z - 1) / 6
    return 0.0 if straight * z <= 0 else copysign(min(abs(z), abs(straight)), z)
