"""Columns: which days and figures of the grid fit a width, and where each of them stands."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from tracker.domain.named_tuple import NamedTuple
from tracker.settings import COLUMNS

DAY = 2
"""Cells a day takes: its glyph and the gap before it."""

_SHORTEST_NAME = 12
_LONGEST_NAME = 34
_FEWEST_DAYS = 5
_WIDE_ENOUGH = (0, 72, 96)
"""From which width on there is room for one figure, for two and for three."""


class Columns(NamedTuple):
    """The places of a grid row, in cells from the left.

    `days` are the ordinals shown, oldest first, and `places` the cell of each one's glyph. A figure that does
    not fit has no place (0).
    """

    width: int
    name: int
    days: tuple[int, ...]
    places: tuple[int, ...]
    strength: int = 0
    bar: int = 0
    streak: int = 0
    month: int = 0

    @property
    def figures(self) -> int:
        """The cell at which the figures begin; the width where there are none."""
        return self.strength or self.streak or self.month or self.width

    def place_of(self, day: int) -> int | None:
        """Return the cell of a day's glyph, or None when the day is not shown."""
        return self.places[day - self.days[0]] if self.days and self.days[0] <= day <= self.days[-1] else None

    def day_at(self, x: int) -> int | None:
        """Return the day whose glyph, or whose gap beside it, is at a cell."""
        return next((day for day, place in zip(self.days, self.places, strict=True) if abs(place - x) <= 1), None)


@lru_cache(maxsize=8)
def columns(width: int, edge: date, week_start: int, longest: int, *, wanted: tuple[str, ...] = COLUMNS) -> Columns:
    """Share out a width: the name first, then the figures, then as many days up to `edge` as are left room for.

    `longest` is the width of the longest name, `wanted` the figures that should stand where there is room. The days
    never shrink below five and grow to ten weeks.
    """
    shown = [figure for figure, least in zip(wanted, _WIDE_ENOUGH, strict=False) if width >= least]
    strength = 5 if "strength" in shown else 0
    bar = 7 if strength and width >= 112 else 0
    streak, month = (7 if figure in shown else 0 for figure in ("streak", "last-30"))
    figures = 1 + strength + bar + streak + month
    name = max(_SHORTEST_NAME, min(longest, _LONGEST_NAME, width * 2 // 5 + (0 if width >= 60 else 1)))
    start = 2 + name
    room = min(width - start - figures - 1, 70 * DAY + 10)
    last = edge.toordinal()
    first = _first_day(room, last, week_start)
    places: list[int] = []
    x = start + 1
    for day in range(first, last + 1):
        x += 1 if day > first and _begins_week(day, week_start) else 0
        places.append(x)
        x += DAY
    # Where days were left out for want of more, the figures stay beside them.
    x = min(width - figures, x + 3)
    at: list[int] = []
    for cells in (strength, bar, streak, month):
        at.append(x + 1 if cells else 0)
        x += cells
    return Columns(width, name, tuple(range(first, last + 1)), tuple(places), *at)


def _first_day(room: int, last: int, week_start: int) -> int:
    """Count back from the last day while there is room for one day more, and its week's gap."""
    first, used = last, DAY
    while True:
        cost = DAY + (1 if _begins_week(first, week_start) else 0)
        if used + cost > room and last - first + 1 >= _FEWEST_DAYS:
            return first
        first, used = first - 1, used + cost


def _begins_week(day: int, week_start: int) -> bool:
    return (day - 1) % 7 == week_start  # ordinal 1 was a Monday
