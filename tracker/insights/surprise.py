"""Surprise: a row of days, freed of its weekday rhythm, its slow tides and what yesterday already told.

What is left of a day is how far it was not to be expected. Two streaky rows that have nothing to do with each
other rise and fall together for weeks by chance; their surprises do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import mul
from typing import NamedTuple

TIDE = 56
"""The days of a tide: slower changes than these are taken out, since two habits that both grow are no pair."""

_SWEEPS = 3
_LAGS = 28


class Row(NamedTuple):
    """What a habit, or the ease, was on each day of a stretch.

    `known` has one truth value a day; the other rows hold 0 where it is false. `freed` is without weekdays and
    tides; `surprises` also without what the day before told, of which `memory` (-1 to 1) says how much that was.
    `echoes` and `surprise_echoes` are the autocorrelations of the two at lags 1, 2, …; `lost` counts the means
    that were taken out.
    """

    known: bytes
    freed: Sequence[float]
    surprises: Sequence[float]
    memory: float
    echoes: Sequence[float]
    surprise_echoes: Sequence[float]
    lost: int

    @property
    def varies(self) -> bool:
        """Whether anything is left in it that could go with something else."""
        return any(self.surprises)


def row(values: Mapping[int, float], first: int, days: int) -> Row:
    """Make the row of some days from what is known by ordinal."""
    known = bytes(first + offset in values for offset in range(days))
    raw = [values.get(first + offset, 0.0) for offset in range(days)]
    tides = max(1, round(days / TIDE))
    groups = ([offset % 7 for offset in range(days)], [offset * tides // max(1, days) for offset in range(days)])
    freed = _freed(raw, known, groups)
    before = _before(freed, known)
    memory = _memory(freed, before)
    surprises = [value - memory * last for value, last in zip(freed, before, strict=True)]
    return Row(known, freed, surprises, memory, _echoes(freed), _echoes(surprises), 6 + tides)


def _freed(raw: Sequence[float], known: bytes, groups: Iterable[Sequence[int]]) -> list[float]:
    """Take the mean of every weekday and of every tide out, in turns, since days that are left out tangle the two."""
    values = list(raw)
    held = list(groups)
    for _ in range(_SWEEPS):
        for group in held:
            sums, counts = [0.0] * (max(group, default=0) + 1), [0] * (max(group, default=0) + 1)
            for member, value in compress(zip(group, values, strict=True), known):
                sums[member] += value
                counts[member] += 1
            means = [total / count if count else 0.0 for total, count in zip(sums, counts, strict=True)]
            values = [
                value - means[member] if is_known else 0.0
                for value, member, is_known in zip(values, group, known, strict=True)
            ]
    return [value if abs(value) > 1e-9 else 0.0 for value in values]


def _before(freed: Sequence[float], known: bytes) -> list[float]:
    """Give for each known day the one known before it; days between, excused or not due, are passed over."""
    found, last = [], 0.0
    for value, is_known in zip(freed, known, strict=True):
        found.append(last if is_known else 0.0)
        if is_known:
            last = value
    return found


def _memory(freed: Sequence[float], before: Sequence[float]) -> float:
    """Give how much of a day is told by the one before, by least squares, -1 to 1."""
    square = sum(map(mul, before, before))
    return max(-1.0, min(1.0, sum(map(mul, freed, before)) / square)) if square else 0.0


def _echoes(values: Sequence[float]) -> list[float]:
    square = sum(map(mul, values, values))
    if not square:
        return []
    return [sum(map(mul, values, values[lag:])) / square for lag in range(1, min(_LAGS, len(values) // 5) + 1)]
