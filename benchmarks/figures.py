"""Figures: what was measured, beside its floor and its bar, and the table of it all."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Row(NamedTuple):
    """One measure: its floor's median and its own, with the bar and whether it is met (None: there is no bar).

    `processor` is the ratio of processor times, which a busy machine disturbs less than the clock.
    """

    measure: str
    median: float
    p95: float
    most: float
    floor: float | None = None
    ratio: float | None = None
    processor: float | None = None
    unit: str = "ms"
    bar: str = ""
    met: bool | None = None
    note: str = ""


class Samples(NamedTuple):
    """Repetitions of one thing: by the clock and by the processor's time."""

    wall: list[float]
    processor: list[float]


def p95(values: Sequence[float]) -> float:
    """Give the value that 95 of 100 do not exceed."""
    return sorted(values)[min(len(values) - 1, round(0.95 * (len(values) - 1)))]


def against(measure: str, ours: Samples, floor: Samples, most: float | None, note: str = "") -> Row:
    """Compare with a floor; `most` is the highest ratio allowed."""
    row = plain(measure, ours.wall, note=note)
    low = statistics.median(floor.wall)
    ratio = row.median / low
    used = statistics.median(ours.processor) / statistics.median(floor.processor) if ours.processor else None
    bar, met = (f"≤ {most} ×", ratio <= most) if most is not None else ("", None)
    return row._replace(floor=low, ratio=ratio, processor=used, bar=bar, met=met)


def plain(
    measure: str, values: Sequence[float], unit: str = "ms", *, bar: str = "", met: bool | None = None, note: str = ""
) -> Row:
    """Give a measure that has no floor."""
    return Row(measure, statistics.median(values), p95(values), max(values), unit=unit, bar=bar, met=met, note=note)


def within(measure: str, values: Sequence[float], limit: float, unit: str = "ms", note: str = "") -> Row:
    """Give a measure whose worst value has a limit."""
    return plain(measure, values, unit, bar=f"≤ {limit:g} {unit}", met=max(values) <= limit, note=note)


def told(measure: str, note: str, *, met: bool) -> Row:
    """Give a question that is answered with yes or no."""
    return Row(measure, 0, 0, 0, unit="", met=met, note=note)


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
    met = {True: "yes", False: "NO", None: ""}[row.met]
    figures = [_say(value, row.unit) if row.unit else "" for value in (row.median, row.p95, row.most)]
    floor = "" if row.floor is None else _say(row.floor, row.unit)
    ratios = ["" if value is None else f"{value:.2f}" for value in (row.ratio, row.processor)]
    return (row.measure, floor, *figures, *ratios, row.bar, met, row.note)


def _say(value: float, unit: str) -> str:
    return f"{value:.1f}" if unit == "ms" else f"{value:,.0f} {unit}"
