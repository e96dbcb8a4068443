"""Charts: curves, profiles and the heat map of a year, drawn in characters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.clock import MONTHS
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.insights import Share
from tracker.service.review.page import Bar, HeatDay, HeatMap
from tracker.ui.views.glyphs import Glyphs, cell
from tracker.ui.views.lines import HEAT_TONES, Line, LineWriter, Text, bar

_LABELS = 5
"""Cells before a heat map, for the names of weekdays."""


def spark(values: Sequence[float | None], glyphs: Glyphs) -> str:
    """Draw values from 0 to 1 as blocks, a blank where there is none."""
    top = len(glyphs.spark)
    return "".join(" " if value is None else glyphs.spark[min(top - 1, int(value * top))] for value in values)


def profile(shares: Sequence[Share], glyphs: Glyphs) -> str:
    """Draw the shares of the weekdays as blocks."""
    return spark([share.value for share in shares], glyphs)


def tall(values: Sequence[float | None], rows: int, glyphs: Glyphs) -> list[str]:
    """Draw values from 0 to 1 as blocks over several rows, the highest first."""
    steps = len(glyphs.spark)
    drawn = []
    for row in reversed(range(rows)):
        parts = [None if value is None else value * rows - row for value in values]
        drawn.append("".join(_part(part, steps, glyphs, lowest=row == 0) for part in parts))
    return drawn


def _part(part: float | None, steps: int, glyphs: Glyphs, *, lowest: bool) -> str:
    """Draw the part of a column that lies in one row; its foot is always seen."""
    if part is None or (part <= 0 and not lowest):
        return " "
    return glyphs.spark[max(0, min(steps - 1, int(part * steps)))]


def bars(drawn: Sequence[Bar], cells: int, glyphs: Glyphs) -> list[Line]:
    """Draw bars with their labels and figures; those of nothing are left out."""
    room = max((len(label) for label, _, _ in drawn), default=0)
    return [
        (Text(f"{label:<{room}} ", "muted"), *bar(value, cells, glyphs.full, glyphs.empty), Text(f" {words}"))
        for label, value, words in drawn
        if value is not None
    ]


def build_heat(heat: HeatMap, cursor: date | None, cells: int, glyphs: Glyphs) -> list[Line]:
    """Draw as many weeks of a heat map as there is room for, below the names of months; `cursor` is marked."""
    weeks = _weeks(heat)
    wide = _LABELS + 2 * len(weeks) <= cells
    shown = weeks if wide else _around(weeks, cursor, max(1, cells - _LABELS))
    step = 2 if wide else 1
    lines = [_months(shown, step)]
    for row in range(7):
        line = LineWriter()
        if row in (0, 2, 4, 6):
            line.put(0, WEEKDAY_NAMES[(heat.week_start + row) % 7][:3], "muted")
        for number, week in enumerate(shown):
            day = week[row]
            if day is None:
                continue
            x = _LABELS + number * step
            if day.day == cursor:
                line.put(x, glyphs.pointer, "cursor")
            elif day.step is not None:
                line.put(x, glyphs.heat[day.step], HEAT_TONES[day.step])
            elif day.free:
                line.put(x, *cell(day.free, 0, glyphs))
        lines.append(line.line())
    return lines


def _around(weeks: list[list[HeatDay | None]], cursor: date | None, most: int) -> list[list[HeatDay | None]]:
    """Choose so many weeks, the last ones if the cursor is among them, else those that begin with it."""
    here = next((n for n, week in enumerate(weeks) if any(day and day.day == cursor for day in week)), len(weeks))
    first = min(here, max(0, len(weeks) - most))
    return weeks[first : first + most]


def _weeks(heat: HeatMap) -> list[list[HeatDay | None]]:
    """Cut the days of a heat map into weeks of seven, with None before the first and after the last."""
    before = (heat.days[0].day.weekday() - heat.week_start) % 7 if heat.days else 0
    padded: list[HeatDay | None] = [*[None] * before, *heat.days]
    padded += [None] * (-len(padded) % 7)
    return [padded[start : start + 7] for start in range(0, len(padded), 7)]


def _months(weeks: Sequence[Sequence[HeatDay | None]], step: int) -> Line:
    """Name the months above the weeks in which they begin."""
    line, free = LineWriter(), 0
    for number, week in enumerate(weeks):
        begun = next((day.day for day in week if day and day.day.day == 1), None)
        x = _LABELS + number * step
        if begun is not None and x >= free:
            line.put(x, MONTHS[begun.month - 1], "muted")
            free = x + 4
    return line.line()
