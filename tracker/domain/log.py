"""Mark and Log: what the user recorded, kept as lines that read like the grid, a month a line."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TypeVar

from tracker.domain.named_tuple import NamedTuple

_Entry = TypeVar("_Entry")
_LAST_MONTH = 9999 * 12 + 11
_NOTHING: Mapping[int, int] = MappingProxyType({})


class MarkKind(StrEnum):
    """What a mark says of its day; `NOTE` is a note on a day without any other mark."""

    DONE = "done"
    SKIP = "skip"
    MISSED = "missed"
    AMOUNT = "amount"
    URGES = "urges"
    NOTE = "note"


class Mark(NamedTuple):
    """What the user recorded for one habit on one day.

    `amount` is in thousandths of the goal's unit; `passed` and `acted` count urges; `at` is when it was
    recorded, in whole minutes since 1970 (UTC).
    """

    kind: MarkKind
    amount: int = 0
    passed: int = 0
    acted: int = 0
    note: str = ""
    at: int | None = None


BLANK = " "
CODES: Mapping[MarkKind, str] = MappingProxyType(
    {
        MarkKind.DONE: "#",
        MarkKind.SKIP: "-",
        MarkKind.MISSED: ".",
        MarkKind.AMOUNT: "~",
        MarkKind.URGES: "o",
        MarkKind.NOTE: "'",
    }
)
"""The one character that stands for a kind of mark in a month's line."""

KINDS: Mapping[str, MarkKind] = MappingProxyType({code: kind for kind, code in CODES.items()})


class Month(NamedTuple):
    """One month of marks: a line with one code a day, and what a code cannot say beside it, by day of month.

    The amounts are a row like the line, one number a day, and empty where none is above 0.
    """

    line: str
    amounts: tuple[int, ...] = ()
    urges: Mapping[int, tuple[int, int]] = MappingProxyType({})
    notes: Mapping[int, str] = MappingProxyType({})
    at: Mapping[int, int] = _NOTHING

    def mark(self, day: int) -> Mark | None:
        """Return the mark on a day of the month, 1 to 31."""
        code = self.line[day - 1]
        if code == BLANK:
            return None
        passed, acted = self.urges.get(day, (0, 0))
        return Mark(KINDS[code], self.amount(day), passed, acted, self.notes.get(day, ""), self.at.get(day))

    def amount(self, day: int) -> int:
        """Return the amount recorded on a day of the month, 1 to 31; 0 where there is none."""
        return self.amounts[day - 1] if self.amounts else 0

    def marked(self, day: int, mark: Mark | None) -> "Month":
        """Return this month with one day's mark set, or cleared with None."""
        code = BLANK if mark is None else CODES[mark.kind]
        urges = mark is not None and mark.kind is MarkKind.URGES
        amounts = self._row()
        amounts[day - 1] = mark.amount if mark and mark.kind is MarkKind.AMOUNT else 0
        return Month(
            self.line[: day - 1] + code + self.line[day:],
            row_of(amounts),
            _put(self.urges, day, (mark.passed, mark.acted) if mark and urges else None),
            _put(self.notes, day, mark.note or None if mark else None),
            _put(self.at, day, mark.at if mark else None),
        )

    def with_marks(self, marks: Mapping[int, Mark | None]) -> "Month":
        """Return this month with the marks of several days set, or cleared with None."""
        line, amounts = list(self.line), self._row()
        urges, notes, at = dict(self.urges), dict(self.notes), dict(self.at)
        for day, mark in marks.items():
            for beside in (urges, notes, at):
                beside.pop(day, None)
            line[day - 1] = BLANK if mark is None else CODES[mark.kind]
            amounts[day - 1] = 0
            if mark is None:
                continue
            if mark.kind is MarkKind.AMOUNT:
                amounts[day - 1] = mark.amount
            elif mark.kind is MarkKind.URGES:
                urges[day] = (mark.passed, mark.acted)
            if mark.note:
                notes[day] = mark.note
            if mark.at is not None:
                at[day] = mark.at
        return Month("".join(line), row_of(amounts), urges, notes, at)

    def _row(self) -> list[int]:
        return list(self.amounts) or [0] * len(self.line)


def row_of(amounts: Sequence[int]) -> tuple[int, ...]:
    """Return the row of a month's amounts, one number a day; an empty one where none is above 0."""
    return tuple(amounts) if any(amounts) else ()


def _put(entries: Mapping[int, _Entry], day: int, value: _Entry | None) -> Mapping[int, _Entry]:
    if value is None and day not in entries:
        return entries
    others = {key: entry for key, entry in entries.items() if key != day}
    return others if value is None else {**others, day: value}


class Log:
    """All marks of one habit, by day: an immutable value.

    Months are numbered from year 0 (`year * 12 + month - 1`), every line is as long as its month, and no
    month is blank.
    """

    __slots__ = ("months",)
    months: Mapping[int, Month]

    def __init__(self, months: Mapping[int, Month] = MappingProxyType({})) -> None:
        self.months = months

    @classmethod
    def of(cls, marks: Mapping[date, Mark]) -> "Log":
        """Build a log from marks by day."""
        return cls().with_marks(marks)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Log) and dict(self.months) == dict(other.months)

    def __hash__(self) -> int:
        return hash(tuple(sorted((number, month.line) for number, month in self.months.items())))

    def __repr__(self) -> str:
        return f"Log.of({dict(self)!r})"

    def __bool__(self) -> bool:
        return bool(self.months)

    def __iter__(self) -> Iterator[tuple[date, Mark]]:
        """Walk the marks in order of days."""
        for number in sorted(self.months):
            month = self.months[number]
            for index, code in enumerate(month.line, 1):
                if code != BLANK and (mark := month.mark(index)):
                    yield date(number // 12, number % 12 + 1, index), mark

    def get(self, day: date) -> Mark | None:
        """Return the mark on a day, or None."""
        month = self.months.get(month_number(day))
        return month.mark(day.day) if month else None

    def marked(self, day: date, mark: Mark | None) -> "Log":
        """Return this log with one day's mark set, or cleared with None."""
        number = month_number(day)
        old = self.months.get(number) or blank_month(number)
        new = old.marked(day.day, mark)
        months = {**self.months, number: new}
        if new.line.isspace():
            del months[number]
        return Log(months)

    def with_marks(self, marks: Mapping[date, Mark | None]) -> "Log":
        """Return this log with many days' marks set, or cleared with None, each month made anew once."""
        by_month: dict[int, dict[int, Mark | None]] = {}
        for day, mark in marks.items():
            by_month.setdefault(month_number(day), {})[day.day] = mark
        months = dict(self.months)
        for number, days in by_month.items():
            month = (months.get(number) or blank_month(number)).with_marks(days)
            if month.line.isspace():
                months.pop(number, None)
            else:
                months[number] = month
        return Log(months)

    def line(self, first: int, last: int) -> str:
        """Return the codes from one day ordinal to another, both included: one character a day."""
        before, months = self._covering(first, last)
        return "".join([month.line for month in months])[first - before - 1 : last - before]

    def amounts(self, first: int, last: int) -> list[int]:
        """Return the amounts from one day ordinal to another, both included: a number a day, 0 where there is none."""
        before, months = self._covering(first, last)
        amounts: list[int] = []
        for month in months:
            amounts += month.amounts or (0,) * len(month.line)
        return amounts[first - before - 1 : max(first - 1, last) - before]

    def _covering(self, first: int, last: int) -> tuple[int, list[Month]]:
        """Return the months with days between two ordinals, also blank ones, and the ordinal before the first."""
        if last < first:
            return first - 1, []
        low, high = (month_number(date.fromordinal(day)) for day in (first, last))
        return month_before(low), [self.months.get(number) or blank_month(number) for number in range(low, high + 1)]

    def within(self, first: int, last: int) -> Iterator[tuple[int, Month]]:
        """Walk the months with days from one ordinal to another, each behind the ordinal of the day before it."""
        if first <= last:
            for number in range(month_number(date.fromordinal(first)), month_number(date.fromordinal(last)) + 1):
                if month := self.months.get(number):
                    yield month_before(number), month

    def urges(self) -> Iterator[tuple[int, tuple[int, int]]]:
        """Walk the recorded urges as (day ordinal, (passed, acted)), in no particular order."""
        for number, month in self.months.items():
            before = month_before(number)
            for day, counts in month.urges.items():
                yield before + day, counts

    def noted(self, first: int, last: int) -> frozenset[int]:
        """Return the ordinals of the days with a note, from one day ordinal to another, both included."""
        noted = (before + day for before, month in self.within(first, last) for day in month.notes)
        return frozenset(day for day in noted if first <= day <= last)

    @property
    def span(self) -> tuple[int, int] | None:
        """The ordinals of the first and the last marked day, or None for an empty log."""
        first = self.first
        if first is None:
            return None
        high = max(self.months)
        return first, month_before(high) + len(self.months[high].line.rstrip())

    @property
    def first(self) -> int | None:
        """The ordinal of the first marked day, or None for an empty log."""
        if not self.months:
            return None
        low = min(self.months)
        line = self.months[low].line
        return month_before(low) + 1 + len(line) - len(line.lstrip())


def month_number(day: date) -> int:
    """Number a day's month from year 0: `year * 12 + month - 1`."""
    return day.year * 12 + day.month - 1


@lru_cache(maxsize=4096)
def month_length(number: int) -> int:
    """Count the days of a numbered month."""
    return month_before(number + 1) - month_before(number) if number < _LAST_MONTH else 31


@lru_cache(maxsize=4096)
def blank_month(number: int) -> Month:
    """Return a numbered month without any mark."""
    return Month(BLANK * month_length(number))


@lru_cache(maxsize=4096)
def month_before(number: int) -> int:
    """Return the ordinal of the day before a numbered month begins."""
    return date(number // 12, number % 12 + 1, 1).toordinal() - 1
