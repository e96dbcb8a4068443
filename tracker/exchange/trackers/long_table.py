"""A long table: a row for each day of a habit, with what was done in its third column."""

from __future__ import annotations

from itertools import islice

from tracker.domain.errors import Refused, Unreadable
from tracker.exchange.csv_rows import MOST_ROWS, CsvRow
from tracker.exchange.trackers import plain_table
from tracker.exchange.trackers.foreign import ForeignBook
from tracker.exchange.trackers.parcel import Parcel
from tracker.exchange.trackers.plain_table import PROGRAM, DayCell, days_of, habit_of

_DAYS, _HABITS = ("day", "date"), ("habit", "name")
_VALUES = ("done", "value", "amount", "count")


def fits(parcel: Parcel) -> bool:
    """Whether the columns of a parcel are a day, a habit and a value, in any order, and not just those of ours."""
    names = parcel.header
    columns = _columns(names)
    return len(names) == 3 and all(columns) and set(names) != {"day", "habit", "amount"}


def _columns(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(next((each for each in known if each in names), "") for known in (_DAYS, _HABITS, _VALUES))


def read(parcel: Parcel) -> ForeignBook:
    """Read a long table; raise `Unreadable` or `Refused`, with the line, for what is none."""
    at = [parcel.header.index(name) for name in _columns(parcel.header)]
    rows = [CsvRow(row.line, [row.fields[place] for place in at]) for row in islice(parcel.rows(), 1, MOST_ROWS + 2)]
    cells: dict[str, list[DayCell]] = {}
    names: dict[str, str] = {}
    taken: dict[tuple[str, object], int] = {}
    for (line, (_, habit, value)), day in zip(rows, days_of(rows), strict=True):
        name = " ".join(habit.split())
        if not name:
            raise Unreadable(f"Line {line}: there is no habit in this row.")
        before = taken.setdefault((name.casefold(), day), line)
        if before != line:
            raise Refused(f"Line {line}: {day} of this habit stands in line {before} too; take one of them out.")
        names.setdefault(name.casefold(), name)
        cells.setdefault(name.casefold(), []).append(DayCell(line, day, value.strip()))
    return ForeignBook(PROGRAM, tuple(habit_of(names[key], told) for key, told in cells.items()))


def fits_either(parcel: Parcel) -> bool:
    """Whether a parcel is a long table, or one with a column for each habit."""
    return fits(parcel) or plain_table.fits(parcel)


def read_either(parcel: Parcel) -> ForeignBook:
    """Read a table as what it is."""
    return read(parcel) if fits(parcel) else plain_table.read(parcel)
