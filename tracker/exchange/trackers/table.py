"""Table: days and habits as kept in a spreadsheet: wide, with one column a habit, or long, with a row for each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.goal import CHECK
from tracker.domain.mark import MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import excerpt
from tracker.exchange.csv_rows import MOST_ROWS, CsvRow
from tracker.exchange.trackers.foreign import DaysOfHabit, ForeignBook, ForeignHabit, any_amount, name_of, thousandths
from tracker.exchange.trackers.parcel import Parcel

PROGRAM = "A table"
MOST_CELLS = 1_000_000

_DAYS, _HABITS = ("day", "date"), ("habit", "name")
_VALUES = ("done", "value", "amount", "count")

_DONE = ("x", "1", "yes", "y", "true", "✓", "✔", "☑", "done")
_MISSED = ("0", "no", "n", "false")
_SKIP = ("skip", "s")
_NOTHING = ("", "-1")
_NUMBER = r"-?\d+(?:[.,]\d+)?"
_PARTED = r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})"


class DayCell(NamedTuple):
    """What a table says of a day of a habit, and on which line."""

    line: int
    day: date
    text: str


def fits(parcel: Parcel) -> bool:
    """Whether a parcel is a table of either kind."""
    return _is_long(parcel) or _is_wide(parcel)


def read(parcel: Parcel) -> ForeignBook:
    """Read a table as what it is; raise `Unreadable` or `Refused`, with the line, for what is none."""
    return _read_long(parcel) if _is_long(parcel) else _read_wide(parcel)


def _is_wide(parcel: Parcel) -> bool:
    """Whether a parcel is a table whose first column is one of days, and none of the columns is one of ours."""
    if len(parcel.header) < 2 or {"day", "habit"} <= set(parcel.header):
        return False
    rows = parcel.rows()
    try:
        next(rows)
        first = next(rows, None)
    except Unreadable:
        return False
    return bool(first and re.fullmatch(_PARTED, first.fields[0].strip()))


def _read_wide(parcel: Parcel) -> ForeignBook:
    """Read a table with a column for each habit."""
    found = parcel.rows()
    header = next(found).fields
    rows = list(islice(found, MOST_CELLS // len(header) + 1))
    if len(rows) * len(header) > MOST_CELLS:
        raise Refused(f"This table has more than {MOST_CELLS:,} cells, and no more are taken in at once; split it.")
    days = _days_of(rows)
    habits = []
    for column, name in enumerate(header[1:], 1):
        cells = [DayCell(row.line, day, row.fields[column].strip()) for row, day in zip(rows, days, strict=True)]
        if name.strip():
            habits.append(_habit_of(name.strip(), cells))
        elif stray := next((cell for cell in cells if cell.text), None):
            raise Unreadable(f"Line {stray.line}: “{excerpt(stray.text)}” stands in a column that has no name.")
    return ForeignBook(PROGRAM, tuple(habits))


def _is_long(parcel: Parcel) -> bool:
    """Whether the columns of a parcel are a day, a habit and a value, in any order, and not just those of ours."""
    names = parcel.header
    columns = _columns(names)
    return len(names) == 3 and all(columns) and set(names) != {"day", "habit", "amount"}


def _columns(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(next((each for each in known if each in names), "") for known in (_DAYS, _HABITS, _VALUES))


def _read_long(parcel: Parcel) -> ForeignBook:
    """Read a table with a row for each day of a habit."""
    at = [parcel.header.index(name) for name in _columns(parcel.header)]
    rows = [CsvRow(row.line, [row.fields[place] for place in at]) for row in islice(parcel.rows(), 1, MOST_ROWS + 2)]
    cells: dict[str, list[DayCell]] = {}
    names: dict[str, str] = {}
    taken: dict[tuple[str, object], int] = {}
    for (line, (_, habit, value)), day in zip(rows, _days_of(rows), strict=True):
        name = " ".join(habit.split())
        if not name:
            raise Unreadable(f"Line {line}: there is no habit in this row.")
        before = taken.setdefault((name.casefold(), day), line)
        if before != line:
            raise Refused(f"Line {line}: {day} of this habit stands in line {before} too; take one of them out.")
        names.setdefault(name.casefold(), name)
        cells.setdefault(name.casefold(), []).append(DayCell(line, day, value.strip()))
    return ForeignBook(PROGRAM, tuple(_habit_of(names[key], told) for key, told in cells.items()))


def _habit_of(name: str, cells: Sequence[DayCell]) -> ForeignHabit:
    """Read a habit of its cells: a check, or amounts where all of them are numbers."""
    counts = all(re.fullmatch(_NUMBER, cell.text) for cell in cells if cell.text)
    counts = counts and any(cell.text not in ("", "1", "0", "-1") for cell in cells)
    if not counts:
        _refuse_mixture(name, cells)
    days = DaysOfHabit()
    amounts: list[int] = []
    for cell in cells:
        word = cell.text.casefold()
        if counts and word not in _NOTHING and word not in _MISSED:
            amounts.append(thousandths(cell.text.replace(",", "."), f"Line {cell.line}"))
            days.put(cell.day, MarkKind.AMOUNT, amount=amounts[-1])
        elif word not in _NOTHING:
            days.put(cell.day, _kind(cell, name))
    lost = [*days.lost]
    return ForeignHabit(
        name_of(name, "Line 1"), goal=any_amount(amounts, lost) if counts else CHECK, days=days.days, lost=tuple(lost)
    )


def _refuse_mixture(name: str, cells: Sequence[DayCell]) -> None:
    """Raise `Unreadable` for what is no number in a column that mostly holds amounts."""
    plain = (*_DONE, *_MISSED, *_SKIP, *_NOTHING)
    amounts = [cell for cell in cells if cell.text.casefold() not in plain and re.fullmatch(_NUMBER, cell.text)]
    others = [cell for cell in cells if cell.text and not re.fullmatch(_NUMBER, cell.text)]
    if len(amounts) > len(others) > 0:
        raise Unreadable(
            f"Line {others[0].line}, column “{excerpt(name)}”: “{excerpt(others[0].text)}” is no number, "
            "and the others of this column are amounts."
        )


def _kind(cell: DayCell, name: str) -> MarkKind:
    word = cell.text.casefold()
    for words, kind in ((_DONE, MarkKind.DONE), (_MISSED, MarkKind.MISSED), (_SKIP, MarkKind.SKIP)):
        if word in words:
            return kind
    raise Unreadable(
        f"Line {cell.line}, column “{excerpt(name)}”: “{excerpt(cell.text)}” is none of x, 1, yes, 0, no, "
        "skip or nothing; and a column of amounts holds nothing but numbers."
    )


def _days_of(rows: Sequence[CsvRow]) -> list[date]:
    """Read the days of the first column; where the month may stand first or second, all of them decide together."""
    parts = []
    for row in rows:
        match = re.fullmatch(_PARTED, row.fields[0].strip())
        if match is None:
            raise Unreadable(f"Line {row.line}: “{excerpt(row.fields[0])}” is not a day such as 2026-11-22.")
        parts.append((row.line, match[2], [int(part) for part in match.group(1, 3, 4)]))
    of_day_first = [numbers for _, sign, numbers in parts if sign == "/" and numbers[0] < 1000]
    month_first = any(numbers[1] > 12 for numbers in of_day_first)
    if of_day_first and not month_first and not any(numbers[0] > 12 for numbers in of_day_first):
        raise Refused(
            f"Line {parts[0][0]}: “{excerpt(rows[0].fields[0])}” can mean two days; write days as 2026-11-22."
        )
    return [_day(line, sign, numbers, month_first=month_first) for line, sign, numbers in parts]


def _day(line: int, sign: str, numbers: list[int], *, month_first: bool) -> date:
    year, month, day = numbers if numbers[0] > 999 else numbers[::-1]
    if sign == "/" and month_first and numbers[0] < 1000:
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(f"Line {line}: there is no day {sign.join(map(str, numbers))}.") from None
