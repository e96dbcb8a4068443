"""Months: logs as documents of the file, both ways.

A log is a document with one field a month, of which only `days` is always there:

    "2026-11": {"days": "#.-~o'", "amounts": "4=20", "urges": "5=2/1", "notes": {"6": "…"}, "at": "1261,,-30",
                "stamps": "23456@k3f9aa,,51002"}

`days` has one code a day and may end early; `amounts` are in the goal's unit and `urges` passed/acted, each
behind its day and with blanks between them; `at` says, day by day, how many minutes after the day's midnight
(UTC) its mark was recorded, and `stamps` makes that a stamp. Texts of this kind are read and written several
times as fast as objects, and are only taken apart when somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from tracker.domain.amounts import LIMIT, ONE, format_amount
from tracker.domain.log import BLANK, CODES, Log, MarkKind, Month, month_length, row_of
from tracker.domain.text import clean, excerpt
from tracker.storage.format.fields import differing, with_fields
from tracker.storage.format.json_text import Document, Malformed, Sealed
from tracker.storage.format.month_checks import look_over, month_name
from tracker.storage.format.month_stamps import MINUTES_A_DAY, midnight, read_stamps, write_stamps
from tracker.storage.merge.stamps import NEVER, STAMPS, Stamp

_Entry = TypeVar("_Entry")
_NOTHING: Mapping[int, Any] = MappingProxyType({})

_AMOUNT, _URGES = CODES[MarkKind.AMOUNT], CODES[MarkKind.URGES]
_DAYS = {str(day): day for day in range(1, 32)}
# It stays text until it is used: compiling patterns would be a tenth of the start of a command.
_ANY_MARK = rb'"days": " *[^" ]'

FIELDS = ("days", "amounts", "urges", "notes", "at", STAMPS, "beside")
"""The fields of a month, in the order in which a file has them."""


class Months(Mapping[int, Month]):
    """The months of a log by number, each made of its document when it is first looked at, as is the log itself."""

    __slots__ = ("_found", "_made", "_read")

    def __init__(self, read: Callable[[], dict[int, Document]]) -> None:
        self._read = read
        self._found: dict[int, Document] | None = None
        self._made: dict[int, Month] = {}

    @property
    def _documents(self) -> dict[int, Document]:
        if self._found is None:
            self._found = self._read()
        return self._found

    def __getitem__(self, number: int) -> Month:
        made = self._made.get(number)
        if made is None:
            made = self._made[number] = read_month(number, self._documents[number])
        return made

    def __iter__(self) -> Iterator[int]:
        return iter(self._documents)

    def __len__(self) -> int:
        return len(self._documents)

    def __bool__(self) -> bool:
        return True  # it is only made of a log with marks, and asking must not read them


class Beside(Mapping[int, _Entry]):
    """What stands beside the line of a month, by day, and few ever look at: it stays text until one does."""

    __slots__ = ("_made", "_read")

    def __init__(self, read: Callable[[], dict[int, _Entry]]) -> None:
        self._read = read
        self._made: dict[int, _Entry] | None = None

    def __getitem__(self, day: int) -> _Entry:
        return self._entries[day]

    def __iter__(self) -> Iterator[int]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def _entries(self) -> dict[int, _Entry]:
        if self._made is None:
            self._made = self._read()
        return self._made


def read_log(document: Document) -> Log:
    """Read a log; every month is looked over now, and made into a `Month` when it is first needed.

    A sealed log was looked over before it was sealed, and is left until somebody asks for it. Fields that begin with
    a letter are not ours, and left alone. Raises `Malformed`.
    """
    if isinstance(document, Sealed):
        return Log(Months(lambda: _marked(months_of(document))) if re.search(_ANY_MARK, document.text) else _NOTHING)
    months = months_of(document)
    look_over(months)
    marked = _marked(months)
    return Log(Months(lambda: marked) if marked else _NOTHING)


def _marked(months: Mapping[int, Document]) -> dict[int, Document]:
    return {number: month for number, month in months.items() if month.get("days", "").strip(BLANK)}


def months_of(document: Document) -> dict[int, Document]:
    """Give the documents of a log's months by number."""
    return {month_number_of(name): month for name, month in document.items() if not name[:1].isalpha()}


def write_log(document: Document, before: Log, after: Log, stamp: Stamp) -> dict[str, Any]:
    """Give the document of a log with the months set, and the days stamped, in which two states of it differ."""
    changed = dict(document)
    for number in {**before.months, **after.months}:
        old, new = before.months.get(number), after.months.get(number)
        if old is new:
            continue
        name = month_name(number)
        kept = document.get(name, {})
        changes = differing(_standing(number, old, kept), write_month(number, new) if new else {})
        fields = with_fields(kept, changes)
        blank = Month(BLANK * month_length(number))
        month = in_order(_stamped(number, fields, old or blank, new or blank, stamp))
        changed[name] = month
        if not month:
            del changed[name]
    return dict(sorted(changed.items()))


def _standing(number: int, month: Month | None, document: Document) -> dict[str, Any]:
    """Give the fields of a month with its words as they stand: what an older letbe passed over goes with a change."""
    words = {name: document[name] for name in ("amounts", "urges") if name in document}
    return (write_month(number, month) if month else {}) | words


def _stamped(number: int, fields: dict[str, Any], old: Month, new: Month, stamp: Stamp) -> dict[str, Any]:
    if stamp == NEVER:
        return fields
    days = [day for day in range(1, month_length(number) + 1) if old.mark(day) != new.mark(day)]
    stamps = read_stamps(number, stamps_text(fields), old.at) | dict.fromkeys(days, stamp)
    return {**fields, STAMPS: write_stamps(number, stamps, new.at)}


def stamps_text(month: Document) -> str:
    """Give the packed stamps of a month's document; an empty text when there are none."""
    text = month.get(STAMPS, "")
    return text if isinstance(text, str) else ""


def in_order(month: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a month as every file orders them, so that equal months read the same; or nothing."""
    kept = {name: value for name, value in month.items() if value != ""}
    if not kept:
        return {}
    ours = {name: kept.pop(name) for name in FIELDS if name in kept}
    return {"days": "", **ours, **dict(sorted(kept.items()))}


def write_month(number: int, month: Month) -> dict[str, Any]:
    """Give the fields of one month."""
    fields: dict[str, Any] = {"days": month.line.rstrip(BLANK)}
    counting = [day for day, code in enumerate(month.line, 1) if code == _AMOUNT]
    if counting:
        fields["amounts"] = " ".join(f"{day}={format_amount(month.amount(day))}" for day in counting)
    if month.urges:
        fields["urges"] = " ".join(f"{day}={passed}/{acted}" for day, (passed, acted) in sorted(month.urges.items()))
    if month.notes:
        fields["notes"] = {str(day): note for day, note in sorted(month.notes.items())}
    if month.at:
        since = midnight(number)
        words = ("" if (at := month.at.get(day)) is None else str(at - since - day * MINUTES_A_DAY)
                 for day in range(1, max(month.at) + 1))  # fmt: skip
        fields["at"] = ",".join(words)
    return fields


@lru_cache(maxsize=4096)
def month_number_of(name: str) -> int:
    """Give the number of a month by the name that a file has for it; raise `Malformed` when it is none."""
    year, _, month = name.partition("-")
    digits = (len(year), len(month)) == (4, 2) and name.isascii() and (year + month).isdecimal()
    if not digits or not int(year) or not 1 <= int(month) <= 12:
        raise Malformed(f"“{excerpt(name)}” is no month such as 2026-11")
    return int(year) * 12 + int(month) - 1


def read_month(number: int, document: Document) -> Month:
    """Make a month of a document that was looked over; what stands beside a day's code counts where it fits it."""
    line = document["days"].ljust(month_length(number))
    if len(document) == 1:
        return Month(line)
    return Month(
        line,
        _read_amounts(document["amounts"], line) if "amounts" in document else (),
        dict(_by_day(document["urges"], _read_urges, line, _URGES)) if "urges" in document else _NOTHING,
        Beside(lambda: _read_notes(document["notes"], line)) if "notes" in document else _NOTHING,
        Beside(lambda: _read_times(number, document["at"], line)) if "at" in document else _NOTHING,
    )


def _by_day(text: str, read: Callable[[str], tuple[int, _Entry]], line: str, code: str) -> list[tuple[int, _Entry]]:
    """Read words such as `3=20`; those on days with another code are passed over."""
    return [(day, value) for day, value in map(read, text.split()) if line[day - 1 : day] == code]


def _read_amounts(text: str, line: str) -> tuple[int, ...]:
    amounts = [0] * len(line)
    for day, amount in _by_day(text, _read_amount, line, _AMOUNT):
        amounts[day - 1] = amount
    return row_of(amounts)


# Ten years have thousands of these words, and few of them differ.
@lru_cache(maxsize=4096)
def _read_amount(word: str) -> tuple[int, int]:
    day, _, amount = word.partition("=")
    whole, _, decimals = amount.partition(".")
    # A log sealed by an older letbe may hold more than the limit, and nobody could be told here.
    return int(day), min(int(whole) * ONE + int(decimals.ljust(3, "0")), LIMIT)


@lru_cache(maxsize=4096)
def _read_urges(word: str) -> tuple[int, tuple[int, int]]:
    day, _, counts = word.partition("=")
    passed, _, acted = counts.partition("/")
    return int(day), (int(passed), int(acted))


def _read_notes(texts: Mapping[str, str], line: str) -> dict[int, str]:
    notes = {_DAYS[day]: clean(text, lines=True) for day, text in texts.items()}
    return {day: note for day, note in notes.items() if note and line[day - 1 : day].strip(BLANK)}


def _read_times(number: int, text: str, line: str) -> dict[int, int]:
    """Read the minutes since 1970 at which marks were recorded."""
    words = enumerate(zip(line, text.split(","), strict=False), 1)
    since = midnight(number)
    return {day: since + day * MINUTES_A_DAY + int(word) for day, (code, word) in words if word and code != BLANK}
