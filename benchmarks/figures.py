"""Figures: what was measured, beside its floor and its bar, and the table of it all."""

from __future__ import annotations

import random
import statistics
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

_DRAWS = 1000
"""So many times a ratio is found anew from measures drawn at random among those that were made."""


class Verdict(StrEnum):
    """Whether a bar is met; it cannot be told where noise alone decides it."""

    MET = "yes"
    NOT_MET = "NO"
    UNSURE = "cannot be told"
    NO_BAR = ""


_VERDICTS = {True: Verdict.MET, False: Verdict.NOT_MET, None: Verdict.NO_BAR}


class Estimate(NamedTuple):
    """A figure, as a ratio of two medians, and the range in which it lies in 95 of 100 cases."""

    value: float
    low: float
    high: float

    def within(self, most: float) -> Verdict:
        """Tell whether it is at most so much."""
        if self.high <= most:
            return Verdict.MET
        return Verdict.NOT_MET if self.low > most else Verdict.UNSURE

    def __str__(self) -> str:
        return f"{self.value:.2f} ({self.low:.2f}-{self.high:.2f})"


class Row(NamedTuple):
    """One measure: its floor's median and its own, with the bar and whether it is met.

    `processor` is the ratio of processor times, which a busy machine disturbs less than the clock.
    """

    measure: str
    median: float
    p95: float
    most: float
    floor: float | None = None
    ratio: Estimate | None = None
    processor: Estimate | None = None
    unit: str = "ms"
    bar: str = ""
    met: Verdict = Verdict.NO_BAR
    note: str = ""


class Samples(NamedTuple):
    """Repetitions of one thing: by the clock and by the processor's time."""

    wall: list[float]
    processor: list[float]


def p95(values: Sequence[float]) -> float:
    """Return the value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, round(0.95 * (len(values) - 1)))]


def ratio_of(ours: Sequence[float], floor: Sequence[float]) -> Estimate:
    """Return the ratio of two medians with its 95 % interval, by the bootstrap (Efron 1979).

    Where both have as many measures, each was made beside its floor's: pairs are drawn, so that what disturbed both
    disturbs the ratio the less.
    """
    value = statistics.median(ours) / statistics.median(floor)
    chance, paired = random.Random(len(ours)), len(ours) == len(floor)
    found = []
    for _ in range(_DRAWS):
        drawn = [chance.randrange(len(ours)) for _ in ours]
        beside = drawn if paired else [chance.randrange(len(floor)) for _ in floor]
        found.append(statistics.median(ours[at] for at in drawn) / statistics.median(floor[at] for at in beside))
    return _middle(value, found)


def estimate_of(values: Sequence[float], of: Callable[[Sequence[float]], float]) -> Estimate:
    """Return what a function makes of measures, as their mean, with its 95 % interval, by the bootstrap."""
    chance = random.Random(len(values))
    return _middle(of(values), [of(chance.choices(values, k=len(values))) for _ in range(_DRAWS)])


def _middle(value: float, found: list[float]) -> Estimate:
    found.sort()
    return Estimate(value, found[round(0.025 * (_DRAWS - 1))], found[round(0.975 * (_DRAWS - 1))])


def against(measure: str, ours: Samples, floor: Samples, most: float | None, note: str = "") -> Row:
    """Compare with a floor; `most` is the highest ratio allowed."""
    row = plain(measure, ours.wall, note=note)
    ratio = ratio_of(ours.wall, floor.wall)
    used = ratio_of(ours.processor, floor.processor) if ours.processor else None
    row = row._replace(floor=statistics.median(floor.wall), ratio=ratio, processor=used)
    return row if most is None else row._replace(bar=f"≤ {most:g} ×", met=ratio.within(most))


def by_processor(measure: str, ours: Samples, floor: Samples, most: float) -> Row:
    """Compare with a floor by the processor's time; `most` is the highest ratio allowed."""
    row = against(measure, Samples(ours.processor, []), Samples(floor.processor, []), most)
    return row._replace(note="the processor's time")


def plain(
    measure: str, values: Sequence[float], unit: str = "ms", *, bar: str = "", met: bool | None = None, note: str = ""
) -> Row:
    """Return a measure that has no floor."""
    row = Row(measure, statistics.median(values), p95(values), max(values), unit=unit, bar=bar, note=note)
    return row._replace(met=_VERDICTS[met])


def within(measure: str, values: Sequence[float], limit: float, unit: str = "ms", note: str = "") -> Row:
    """Return a measure whose worst value has a limit."""
    return plain(measure, values, unit, bar=f"≤ {limit:g} {unit}", met=max(values) <= limit, note=note)


def estimated(row: Row, found: Estimate, limit: float) -> Row:
    """Return a row with a bar for an estimate of its own unit, which a note gives."""
    note = f"between {_say(found.low, row.unit)} and {_say(found.high, row.unit)}"
    return row._replace(bar=f"≤ {limit:g} {row.unit}", met=found.within(limit), note=note)


def beside_floor(row: Row, floor: float, limit: float) -> Row:
    """Leave it open whether a bar is met that letbe misses, where the floor misses it too."""
    if row.met is not Verdict.NOT_MET or floor <= limit:
        return row
    return row._replace(met=Verdict.UNSURE, note=f"the floor's: {_say(floor, row.unit)}")


def told(measure: str, note: str, *, met: bool | None) -> Row:
    """Return a question that is answered with yes or no."""
    return Row(measure, 0, 0, 0, unit="", met=_VERDICTS[met], note=note)


HEAD = ("measure", "floor", "letbe", "p95", "most", "ratio", "cpu", "bar", "met", "")


def table(rows: Iterable[Row]) -> str:
    """Lay rows out in columns."""
    cells = [HEAD, *map(_cells, rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(HEAD))]
    lines = ["  ".join(_aligned(row, widths)).rstrip() for row in cells]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    left = (0, len(HEAD) - 1)
    return [
        cell.ljust(size) if n in left else cell.rjust(size)
        for n, (cell, size) in enumerate(zip(row, widths, strict=True))
    ]


def _cells(row: Row) -> tuple[str, ...]:
    figures = [_say(value, row.unit) if row.unit else "" for value in (row.median, row.p95, row.most)]
    floor = "" if row.floor is None else _say(row.floor, row.unit)
    ratios = ["" if value is None else str(value) for value in (row.ratio, row.processor)]
    return (row.measure, floor, *figures, *ratios, row.bar, row.met, row.note)


def _say(value: float, unit: str) -> str:
    return f"{value:.1f}" if unit == "ms" else f"{value:,.0f} {unit}"
