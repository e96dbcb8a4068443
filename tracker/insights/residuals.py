"""Residuals: a row of days, freed of its weekday rhythm, its slow tides and what yesterday already told.

What is left of a day is how far it was not to be expected. Two streaky rows that have nothing to do with each
other rise and fall together for weeks by chance; their surprises do not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import mul

from tracker.domain.named_tuple import NamedTuple

TIDE = 56
"""The days of a tide: slower changes than these are taken out, since two habits that both grow are no pair."""

_SWEEPS = 3
_LAGS = 28


class Figures(NamedTuple):
    """Figures day by day, with what every comparison needs of them.

    `squares` are theirs, and `square` the sum of these; `skew` says how lopsided they are, and `echoes` holds
    their autocorrelations at lags 1, 2, …
    """

    values: Sequence[float]
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
    tides = max(1, round(days / TIDE))
    freed = _freed([values.get(day, 0.0) for day in range(first, first + days)], known, tides)
    before = _before(freed, known)
    memory = _memory(freed, before)
    surprises = [value - memory * last for value, last in zip(freed, before, strict=True)]
    count = sum(known)
    weights = [float(is_known) for is_known in known]
    return ResidualRow(weights, count, _figures(freed, count), _figures(surprises, count), memory, 6 + tides)


def _freed(raw: Sequence[float], known: bytes, tides: int) -> list[float]:
    """Take the mean of every weekday and of every tide out, in turns, since days that are left out tangle the two."""
    values, days = list(raw), len(raw)
    weekdays = [slice(day, None, 7) for day in range(min(7, days))]
    stretches = [slice(tide * days // tides, (tide + 1) * days // tides) for tide in range(tides)]
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
        return Figures(values, squares, 0.0, 0.0, ())
    skew = sum(map(mul, squares, values)) / count / (square / count) ** 1.5
    lags = range(1, min(_LAGS, len(values) // 5) + 1)
    return Figures(values, squares, square, skew, [sum(map(mul, values, values[lag:])) / square for lag in lags])
