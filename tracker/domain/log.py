"""Log: what the user recorded, kept as lines that read like the grid, a month a line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from tracker.domain.amounts import ONE, Row, row_of, thousandths
from tracker.domain.event import Event, come_to, put_among, weighed
from tracker.domain.mark import BLANK, CODES, KINDS, Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple

__all__ = ["BLANK", "CODES", "KINDS", "Log", "Mark", "MarkKind", "Month", "happened", "month_before", "month_length"]

_Entry = TypeVar("_Entry")
_LAST_MONTH = 9999 * 12 + 11
_NOTHING: Mapping[int, Any] = MappingProxyType({})


class Month(NamedTuple):
    """One month of marks: a line with one code a day, and what a code cannot say beside it, by day of month.

    The amounts are a row like the line, one number a day, and empty where none is above 0: bytes where all are whole
    and small enough, as most are, else thousandths (`row_of`). Line, amounts and urges say what each day comes to;
    where a day has `events`, what was typed of it as a whole stands in `under`.
    """

    line: str
    amounts: Row = ()
    urges: Mapping[int, tuple[int, int]] = _NOTHING
    notes: Mapping[int, str] = _NOTHING
    at: Mapping[int, int] = _NOTHING
    events: Mapping[int, tuple[Event, ...]] = _NOTHING
    under: Mapping[int, Mark] = _NOTHING

    def mark(self, day: int) -> Mark | None:
        """Return the mark on a day of the month, 1 to 31."""
        code = self.line[day - 1]
        if code == BLANK:
            return None
        passed, acted = self.urges.get(day, (0, 0))
        return Mark(KINDS[code], self.amount(day), passed, acted, self.notes.get(day, ""), self.at.get(day))

    def typed(self, day: int) -> Mark | None:
        """Return what was said of a day as a whole, without the events that came to it one by one."""
        if day not in self.events:
            return self.mark(day)
        note, at = self.notes.get(day, ""), self.at.get(day)
        if typed := self.under.get(day):
            return typed._replace(note=note, at=at)
        return Mark(MarkKind.NOTE, note=note, at=at) if note else None

    def amount(self, day: int) -> int:
        """Return the amount recorded on a day of the month, 1 to 31; 0 where there is none."""
        if not self.amounts:
            return 0
        return self.amounts[day - 1] * (ONE if isinstance(self.amounts, bytes) else 1)

    def with_marks(self, marks: Mapping[int, Mark | None], counted: Collection[str] = ()) -> Month:
        """Return this month with what is typed of several days set, or cleared with None.

        It takes in the portions of its day, but for those of the ids in `counted`.
        """
        if not self.events:
            return self.with_days({day: (mark, ()) for day, mark in marks.items()})
        return self.with_days(
            {day: (mark, weighed(self.events.get(day, ()), mark, counted)) for day, mark in marks.items()}
        )

    def with_events(self, changed: Mapping[int, Mapping[str, Event | None]]) -> Month:
        """Return this month with events put on several days, by their ids, or taken away with None."""
        found = ((day, self.typed(day), events) for day, events in changed.items())
        return self.with_days(
            {day: (typed, put_among(self.events.get(day, ()), typed, events)) for day, typed, events in found}
        )

    def with_days(self, days: Mapping[int, tuple[Mark | None, tuple[Event, ...]]]) -> Month:
        """Return this month with what is typed of several days, and their events."""
        line, amounts = list(self.line), [*thousandths(self.amounts, len(self.line))]
        urges, notes, at = dict(self.urges), dict(self.notes), dict(self.at)
        happened, under = dict(self.events), dict(self.under)
        known = [beside for beside in (urges, notes, at, happened, under) if beside]
        for day, (typed, events) in days.items():
            for beside in known:
                beside.pop(day, None)
            mark = come_to(typed, events) if events else typed
            line[day - 1] = BLANK if mark is None else CODES[mark.kind]
            amounts[day - 1] = mark.amount if mark and mark.kind is MarkKind.AMOUNT else 0
            if events:
                happened[day] = events
                if typed and typed.kind is not MarkKind.NOTE:
                    under[day] = typed._replace(note="", at=None)
            if mark is None:
                continue
            if mark.kind is MarkKind.URGES or mark.passed or mark.acted:
                urges[day] = (mark.passed, mark.acted)
            if mark.note:
                notes[day] = mark.note
            if mark.at is not None:
                at[day] = mark.at
        return Month("".join(line), row_of(amounts), urges, notes, at, happened, under)


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
    def of(cls, marks: Mapping[date, Mark]) -> Log:
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
        """Return the mark on a day, its events included, or None."""
        month = self.months.get(month_number(day))
        return month.mark(day.day) if month else None

    def typed(self, day: date) -> Mark | None:
        """Return what was said of a day as a whole, without the events that came to it one by one."""
        month = self.months.get(month_number(day))
        return month.typed(day.day) if month else None

    def events(self, day: date) -> tuple[Event, ...]:
        """Return the events of a day, in the order in which they happened."""
        month = self.months.get(month_number(day))
        return month.events.get(day.day, ()) if month else ()

    def marked(self, day: date, mark: Mark | None, counted: Collection[str] = ()) -> Log:
        """Return this log with what is typed of one day set, or cleared with None; see `Month.with_marks`."""
        number = month_number(day)
        month = self.months.get(number) or blank_month(number)
        return _with_months(self, {number: month.with_marks({day.day: mark}, counted)})

    def with_marks(self, marks: Mapping[date, Mark | None], counted: Collection[str] = ()) -> Log:
        """Return this log with many days' typed marks set, or cleared with None, each month made anew once."""
        return _with_months(
            self,
            {
                number: (self.months.get(number) or blank_month(number)).with_marks(days, counted)
                for number, days in _by_month(marks).items()
            },
        )

    def with_events(self, changed: Mapping[date, Mapping[str, Event | None]]) -> Log:
        """Return this log with events put on many days, by their ids, or taken away with None."""
        return _with_months(
            self,
            {
                number: (self.months.get(number) or blank_month(number)).with_events(days)
                for number, days in _by_month(changed).items()
            },
        )

    def line(self, first: int, last: int) -> str:
        """Return the codes from one day ordinal to another, both included: one character a day."""
        before, months = _covering(self, first, last)
        return "".join([month.line for month in months])[first - before - 1 : last - before]

    def amounts(self, first: int, last: int) -> list[int]:
        """Return the amounts from one day ordinal to another, both included: a number a day, 0 where there is none."""
        before, months = _covering(self, first, last)
        amounts: list[int] = []
        for month in months:
            amounts += thousandths(month.amounts, len(month.line))
        return amounts[first - before - 1 : max(first - 1, last) - before]

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
        if (first := self.first) is None:
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


def wholes(log: Log, first: int, last: int) -> bytearray | None:
    """Return the amounts of days as a byte each, as `amounts` does; None where one of their months says more."""
    before, months = _covering(log, first, last)
    row = bytearray()
    for month in months:
        amounts = month.amounts or bytes(len(month.line))
        if not isinstance(amounts, bytes):
            return None
        row += amounts
    return row[first - before - 1 : max(first - 1, last) - before]


def happened(log: Log, first: int, last: int) -> Iterator[tuple[int, Event]]:
    """Walk the events from one day ordinal to another, both included, in order, each behind its day's ordinal."""
    for before, month in log.within(first, last):
        for day in sorted(month.events):
            if first <= before + day <= last:
                yield from ((before + day, event) for event in month.events[day])


def _covering(log: Log, first: int, last: int) -> tuple[int, list[Month]]:
    """Return the months with days between two ordinals, also blank ones, and the ordinal before the first."""
    if last < first:
        return first - 1, []
    low, high = month_number(date.fromordinal(first)), month_number(date.fromordinal(last))
    found = enumerate(map(log.months.get, range(low, high + 1)), low)
    return month_before(low), [month or blank_month(number) for number, month in found]


def _with_months(log: Log, made: Mapping[int, Month]) -> Log:
    months = {**log.months, **made}
    for number, month in made.items():
        if month.line.isspace():
            del months[number]
    return Log(months)


def _by_month(days: Mapping[date, _Entry]) -> dict[int, dict[int, _Entry]]:
    found: dict[int, dict[int, _Entry]] = {}
    for day, entry in days.items():
        found.setdefault(month_number(day), {})[day.day] = entry
    return found


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
