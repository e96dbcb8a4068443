"""Chance: how often two rows that have nothing to do with each other look as much alike as these two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from math import atanh, copysign, erfc, sqrt
from operator import and_, mul

from tracker.insights.surprise import Row


def chance(told: Row, telling: Row, lag: int = 0) -> float:
    """Give the chance (two-sided p) of such a correlation between `telling` and the surprises of `told`, lag days on.

    Fisher's z of the correlation on common days, with as many days as they are worth (Bartlett 1946; Pyper and
    Peterman 1998) and corrected for lopsided rows (Cornish and Fisher 1938).
    """
    length = len(told.known) - lag
    common = bytes(map(and_, told.known[lag:], telling.known[:length]))
    ones = _centred(list(compress(told.surprises[lag:], common)))
    others = _centred(list(compress(telling.freed[:length], common)))
    squares = _dot(ones, ones) * _dot(others, others)
    days = effective(len(ones), told.surprise_echoes, telling.echoes) - told.lost - 4
    if squares < 1e-12 or days < 8:
        return 1.0
    r = max(-0.999999, min(0.999999, _dot(ones, others) / sqrt(squares)))
    z = _unskewed(atanh(r) * sqrt(days), _skew(ones) * _skew(others) / sqrt(len(ones)))
    return erfc(abs(z) / sqrt(2))


def effective(days: int, echoes: Sequence[float], others: Sequence[float]) -> float:
    """Give how many independent days two rows of echoing days are worth; never more than there are."""
    shared = sum(map(mul, echoes, others))
    return days / (1 + 2 * max(0.0, shared))


def _unskewed(z: float, skew: float) -> float:
    """Bring the z of a lopsided statistic nearer to a normal one; never away from 0."""
    straight = z - skew * (z * z - 1) / 6
    if straight * z <= 0:
        return 0.0
    return copysign(min(abs(z), abs(straight)), z)


def _centred(values: list[float]) -> list[float]:
    middle = sum(values) / len(values) if values else 0.0
    return [value - middle for value in values]


def _dot(ones: Sequence[float], others: Sequence[float]) -> float:
    return sum(map(mul, ones, others))


def _skew(values: Sequence[float]) -> float:
    squares = [value * value for value in values]
    return _dot(squares, values) / len(values) / (sum(squares) / len(values)) ** 1.5
