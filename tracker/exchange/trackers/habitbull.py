"""HabitBull: one CSV file, a row for each habit and day."""

from __future__ import annotations

import re
from datetime import date

from tracker.domain.amounts import ONE
from tracker.domain.errors import Unreadable
from tracker.domain.goal import CHECK
from tracker.domain.mark import MarkKind
from tracker.domain.text import excerpt
from tracker.exchange.trackers.foreign import (
    DaysOfHabit,
    ForeignBook,
    ForeignHabit,
    any_amount,
    day_from,
    name_of,
    thousandths,
)
from tracker.exchange.trackers.parcel import Parcel

PROGRAM = "HabitBull"
_COLUMNS = ("habitname", "calendardate", "value")
_NOT_DONE = -2_150_000_000


def fits(parcel: Parcel) -> bool:
    """Whether a parcel is HabitBull's file."""
    return all(name in parcel.header for name in _COLUMNS)


def read(parcel: Parcel) -> ForeignBook:
    """Read HabitBull's file; raise `Unreadable` or `Refused`, with the line, for what is none."""
    rows = parcel.rows()
    next(rows)
    found: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, fields in rows:
        row = dict(zip(parcel.header, (field.strip() for field in fields), strict=True))
        found.setdefault(row["habitname"], []).append((line, row))
    return ForeignBook(PROGRAM, tuple(_habit(name, of_habit) for name, of_habit in found.items()))


def _habit(name: str, rows: list[tuple[int, dict[str, str]]]) -> ForeignHabit:
    days = DaysOfHabit()
    values = [(line, row, thousandths(row["value"], f"Line {line}")) for line, row in rows]
    counts = any(value not in (0, ONE) and value > 0 for _, _, value in values)
    for line, row, value in values:
        if value < 0 and value != _NOT_DONE * ONE:
            raise Unreadable(f"Line {line}: “{excerpt(row['value'])}” is none of HabitBull's values.")
        kind = MarkKind.MISSED if value <= 0 else MarkKind.AMOUNT if counts else MarkKind.DONE
        days.put(_day(row["calendardate"], line), kind, row.get("commenttext", ""), max(0, value) if counts else 0)
    first, lost = rows[0], [*days.lost]
    return ForeignHabit(
        name_of(name, f"Line {first[0]}"),
        area=first[1].get("habitcategory", ""),
        why=first[1].get("habitdescription", ""),
        goal=any_amount([value for _, _, value in values], lost) if counts else CHECK,
        days=days.days,
        lost=tuple(lost),
    )


def _day(text: str, line: int) -> date:
    if match := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        text = f"{match[3]}-{int(match[1]):02}-{int(match[2]):02}"
    return day_from(text, f"Line {line}")
