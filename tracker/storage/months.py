"""Months: logs as documents of the file, both ways.

A log is a document with one field a month, of which only `days` is always there:

    "2026-11": {"days": "#.-~o'", "amounts": {"4": 20}, "urges": {"5": "2/1"}, "notes": {"6": "…"}, "at": "1261,,-30"}

`days` has one code a day and may end early; `amounts` are in the goal's unit; `urges` are passed/acted; `at`
says, day by day, how many minutes after the day's midnight (UTC) its mark was recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from tracker.domain.amounts import LIMIT, ONE
from tracker.domain.log import BLANK, CODES, Log, MarkKind, Month, month_before, month_length
from tracker.domain.text import NOTE_LIMIT, clean, excerpt
from tracker.storage.fields import object_of
from tracker.storage.layout import Document, Malformed
from tracker.storage.records import changed_fields

_CODES = "".join(CODES.values()) + BLANK
_DAYS = {str(day): day for day in range(1, 32)}
_MONTH = re.compile(r"(?!0000)(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_URGES = re.compile(r"(\d{1,9})/(\d{1,9})", re.ASCII)
_MINUTES = re.compile(r"(?:-?\d{1,12})?", re.ASCII)
_MINUTES_A_DAY = 1440
_EPOCH = 719_163  # the ordinal of 1 January 1970


class Months(Mapping[int, Month]):
    """The months of a log by number, each made of its document when it is first looked at."""

    __slots__ = ("_documents", "_made")

    def __init__(self, documents: dict[int, Document]) -> None:
        self._documents = documents
        self._made: dict[int, Month] = {}

    def __getitem__(self, number: int) -> Month:
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = _read_month(number, self._documents[number])
        return made

    def __iter__(self) -> Iterator[int]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)


class Times(Mapping[int, int]):
    """When the marks of a month were recorded, by day; few ever look, so it stays text until one does."""

    __slots__ = ("_line", "_made", "_number", "_text")

    def __init__(self, number: int, line: str, text: str) -> None:
        self._number, self._line, self._text = number, line, text
        self._made: dict[int, int] | None = None

    def __getitem__(self, day: int) -> int:
        return self._read()[day]

    def __iter__(self) -> Iterator[int]:
        return iter(self._read())

    def __len__(self) -> int:
        return len(self._read())

    def _read(self) -> dict[int, int]:
        if self._made is None:
            words = enumerate(zip(self._line, self._text.split(","), strict=False), 1)
            midnight = _midnight(self._number)
            self._made = {
                day: midnight + day * _MINUTES_A_DAY + int(word)
                for day, (code, word) in words
                if word and code != BLANK
            }
        return self._made


def read_log(document: Document) -> Log:
    """Read a log; every month is looked over now, and made into a `Month` when it is first needed.

    Fields that begin with a letter are not ours, and left alone. Raises `Malformed`.
    """
    months: dict[int, Document] = {}
    for name, month in document.items():
        if not name[:1].isalpha():
            number = _number(name)
            if _look_over(name, number, month):
                months[number] = month
    return Log(Months(months))


def write_log(document: Document, before: Log, after: Log) -> dict[str, Any]:
    """Give the document of a log with the months set in which two states of it differ."""
    changed = dict(document)
    for number in {**before.months, **after.months}:
        old, new = before.months.get(number), after.months.get(number)
        if old is new:
            continue
        name = month_name(number)
        month = changed_fields(
            document.get(name, {}), write_month(number, old) if old else {}, write_month(number, new) if new else {}
        )
        changed[name] = month
        if not month:
            del changed[name]
    return dict(sorted(changed.items()))


def write_month(number: int, month: Month) -> dict[str, Any]:
    """Give the fields of one month."""
    fields: dict[str, Any] = {"days": month.line.rstrip(BLANK)}
    if month.amounts:
        fields["amounts"] = {str(day): _decimal(amount) for day, amount in sorted(month.amounts.items())}
    if month.urges:
        fields["urges"] = {str(day): f"{passed}/{acted}" for day, (passed, acted) in sorted(month.urges.items())}
    if month.notes:
        fields["notes"] = {str(day): note for day, note in sorted(month.notes.items())}
    if month.at:
        midnight = _midnight(number)
        words = ("" if (at := month.at.get(day)) is None else str(at - midnight - day * _MINUTES_A_DAY)
                 for day in range(1, max(month.at) + 1))  # fmt: skip
        fields["at"] = ",".join(words)
    return fields


def month_name(number: int) -> str:
    """Name a month as the file does: `2026-11`."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


@lru_cache(maxsize=4096)
def _number(name: str) -> int:
    match = _MONTH.fullmatch(name)
    if match is None:
        raise Malformed(f"“{excerpt(name)}” is no month such as 2026-11")
    return int(match[1]) * 12 + int(match[2]) - 1


def _midnight(number: int) -> int:
    """Give the minutes from 1970 to the midnight one day before a month begins."""
    return (month_before(number) - _EPOCH) * _MINUTES_A_DAY


def _look_over(name: str, number: int, month: Any) -> bool:
    """Raise `Malformed` unless a month can be read; say whether it has any mark."""
    if not isinstance(month, dict):
        raise Malformed(f"the month {name} is no object")
    days = month.get("days", "")
    # Stripping all codes leaves nothing exactly when there is nothing else in the line: the fastest way to ask.
    if not isinstance(days, str) or days.strip(_CODES) or len(days) > month_length(number):
        raise Malformed(f"“days” of {name} should have one of {' '.join(CODES.values())} or a blank for each day")
    if len(month) > 1:
        _look_beside(name, number, month)
    return bool(days) and not days.isspace()


def _look_beside(name: str, number: int, month: Document) -> None:
    at = month.get("at", "")
    if not isinstance(at, str) or at.strip("0123456789,-") or at.count(",") >= month_length(number):
        raise Malformed(f"“at” of {name} should have the minutes of each day, with commas between them")
    # In all but odd cases the line above was enough; only a minus or an endless number can still be wrong.
    if ("-" in at or len(at) > 200) and not all(map(_MINUTES.fullmatch, at.split(","))):
        raise Malformed(f"“at” of {name} holds what is no whole number")
    for field, fits, what in _BESIDE:
        for day, value in object_of(month, field).items():
            if not (day in _DAYS and fits(value)):
                raise Malformed(f"“{field}” of {name} should have {what} by day; “{excerpt(day)}” has not")


def _is_amount(value: Any) -> bool:
    if type(value) is int:
        return 0 <= value <= LIMIT // ONE
    return type(value) is float and 0 <= value <= LIMIT // ONE and abs(value * ONE - round(value * ONE)) < 1e-6


def _is_urges(value: Any) -> bool:
    return isinstance(value, str) and _URGES.fullmatch(value) is not None


def _is_note(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= NOTE_LIMIT


_BESIDE = (
    ("amounts", _is_amount, "a number"),
    ("urges", _is_urges, "passed/acted, such as 2/1,"),
    ("notes", _is_note, f"a text of at most {NOTE_LIMIT:,} characters"),
)


def _read_month(number: int, document: Document) -> Month:
    """Make a month of a document that was looked over; what stands beside a day's code counts where it fits it."""
    line = document["days"].ljust(month_length(number))
    if len(document) == 1:
        return Month(line)
    at = document.get("at", "")
    return Month(
        line,
        {day: round(value * ONE) for day, value in _beside(document, "amounts", line, CODES[MarkKind.AMOUNT])},
        {day: _pair(value) for day, value in _beside(document, "urges", line, CODES[MarkKind.URGES])},
        {day: note for day, text in _beside(document, "notes", line) if (note := clean(text, lines=True))},
        Times(number, line, at) if at else {},
    )


def _beside(document: Document, field: str, line: str, code: str = "") -> Iterator[tuple[int, Any]]:
    for name, value in document.get(field, {}).items():
        day = _DAYS[name]
        if day <= len(line) and (line[day - 1] == code if code else line[day - 1] != BLANK):
            yield day, value


def _pair(text: str) -> tuple[int, int]:
    passed, _, acted = text.partition("/")
    return int(passed), int(acted)


def _decimal(amount: int) -> float:
    return amount / ONE if amount % ONE else amount // ONE
