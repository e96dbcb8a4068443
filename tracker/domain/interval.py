"""Interval: how long until something is looked at again, in words and on the calendar."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean, counted, excerpt

_MOST: Mapping[str, int] = MappingProxyType({"day": 3650, "week": 520, "month": 120, "year": 10})
_ONE: Mapping[str, str] = MappingProxyType(
    {
        "daily": "1 day",
        "weekly": "1 week",
        "fortnight": "2 weeks",
        "monthly": "1 month",
        "quarter": "3 months",
        "quarterly": "3 months",
        "half year": "6 months",
        "half a year": "6 months",
        "yearly": "1 year",
    }
)
_FORM = r"(?:every |in |after )?(?:(\d{1,5}|an?|one) ?)?(d|day|w|week|m|month|y|year)s?"


class Interval(NamedTuple):
    """So many days, weeks, months or years; `unit` is `day`, `week`, `month` or `year`."""

    number: int
    unit: str

    def __str__(self) -> str:
        return counted(self.number, self.unit)

    def after(self, day: date) -> date:
        """Return the day that lies this long after another; a month from the 31st ends with the month it leads to."""
        if self.unit in ("day", "week"):
            days = self.number * (7 if self.unit == "week" else 1)
            return day + timedelta(min(days, (date.max - day).days))
        months = day.year * 12 + day.month - 1 + self.number * (12 if self.unit == "year" else 1)
        year, month = divmod(months, 12)
        if year > date.max.year:
            return date.max
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_interval(text: str) -> Interval | None:
    """Read how long until something is looked at again: `3 months`, `6w`, `a year`; None for `never`.

    Raises `Unreadable` for what is none, and `Refused` for more than ten years.
    """
    words = clean(text).casefold()
    if words in ("never", "none", "off"):
        return None
    named = _ONE.get(words.removeprefix("every ").removeprefix("a "), words)
    match = re.fullmatch(_FORM, named, re.ASCII)
    if match is None:
        raise Unreadable(f"“{excerpt(text)}” is no length of time; write it as 2 weeks, 3 months, 1 year or never.")
    unit = next(unit for unit in _MOST if unit[0] == match[2][0])
    count = int(match[1]) if (match[1] or "").isdecimal() else 1
    if not 1 <= count <= _MOST[unit]:
        raise Refused(f"“{excerpt(text)}” is not between a day and ten years; choose a time within these.")
    return Interval(count, unit)
