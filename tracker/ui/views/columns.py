"""Columns: which days and figures of the grid fit a width, and where each of them stands."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import NamedTuple

DAY = 2
"""Cells a day takes: its glyph and the gap before it."""

_SHORTEST_NAME = 12
_LONGEST_NAME = 34
_FEWEST_DAYS = 5


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

    def place_of(self, day: int) -> int | None:
        """Give the cell of a day's glyph, or None when the day is not shown."""
        return self.places[day - self.days[0]] if self.days and self.days[0] <= day <= self.days[-1] else None

    def day_at(self, x: int) -> int | None:
        """Give the day whose glyph, or whose gap beside it, is at a cell."""
        return next((day for day, place in zip(self.days, self.places, strict=True) if abs(place - x) <= 1), None)


@lru_cache(maxsize=8)
def columns(width: int, edge: date, week_start: int, longest: int, *, streaks: bool = True) -> Columns:
    """Share out a width: the name first, then the figures, then as many days up to `edge` as are left room for.

    `longest` is the width of the longest name. The days never shrink below five and grow to ten weeks.
    """
    bar = 7 if width >= 112 else 0
    month = 7 if width >= 96 else 0
    streak = 7 if streaks and width >= 72 else 0
    figures = 6 + bar + month + streak
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
    at_strength = x + 1
    at_bar = x + 6 if bar else 0
    at_streak = x + 6 + bar if streak else 0
    at_month = x + 6 + bar + streak if month else 0
    return Columns(width, name, tuple(range(first, last + 1)), tuple(places), at_strength, at_bar, at_streak, at_month)


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
