"""Residuals: a row of days, freed of its rhythm of one week or two, its slow drifts and what yesterday already told.

What is left of a day is how far it was not to be expected. Two streaky rows that have nothing to do with each
other rise and fall together for weeks by chance; their surprises do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from math import sqrt
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
