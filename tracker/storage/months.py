"""Months: logs as documents of the file, both ways.

A log is a document with one field a month, of which only `days` is always there:

    "2026-11": {"days": "#.-~o'", "amounts": "4=20", "urges": "5=2/1", "notes": {"6": "…"}, "at": "1261,,-30"}

`days` has one code a day and may end early; `amounts` are in the goal's unit and `urges` passed/acted, each
behind its day and with blanks between them; `at` says, day by day, how many minutes after the day's midnight
(UTC) its mark was recorded. Texts of this kind are read and written several times as fast as objects, and are
only taken apart when somebody asks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from operator import le
from types import MappingProxyType
from typing import Any, TypeVar

from tracker.domain.amounts import ONE, format_amount, read_number
from tracker.domain.log import BLANK, CODES, Log, MarkKind, Month, month_before, month_length
from tracker.domain.text import NOTE_LIMIT, clean, excerpt
from tracker.storage.layout import Document, Malformed
from tracker.storage.records import changed_fields

_Beside = TypeVar("_Beside")
_NOTHING: Mapping[int, Any] = MappingProxyType({})

_CODES = ("".join(CODES.values()) + BLANK).encode()
_DAYS = {str(day): day for day in range(1, 32)}
# Patterns stay text until they are used: compiling them would be a tenth of the start of a command.
_MONTH = "(?!0000)([0-9]{4})-(0[1-9]|1[0-2])"
_MINUTES = "(?:-?[0-9]{1,12})?"
_AMOUNTS = r"(?:[0-9]{1,2}=[0-9]{1,7}(?:\.[0-9]{1,3})?(?: (?!$)|$))*"
_URGES = r"(?:[0-9]{1,2}=[0-9]{1,9}/[0-9]{1,9}(?: (?!$)|$))*"
_LONGEST = 31 * 13  # as many minutes as `_MINUTES` allows, each with its comma
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
    months = {_number(name): month for name, month in document.items() if not name[:1].isalpha()}
    if not _plainly_sound(months):
        for number, month in months.items():
            _look_over(number, month)
    for number, month in months.items():
        for field in _BESIDE:
            if field in month:
                _look_beside(number, field, month[field])
    return Log(Months({number: month for number, month in months.items() if month.get("days", "").strip(BLANK)}))


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
        fields["amounts"] = " ".join(f"{day}={format_amount(amount)}" for day, amount in sorted(month.amounts.items()))
    if month.urges:
        fields["urges"] = " ".join(f"{day}={passed}/{acted}" for day, (passed, acted) in sorted(month.urges.items()))
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
    match = re.fullmatch(_MONTH, name)
    if match is None:
        raise Malformed(f"“{excerpt(name)}” is no month such as 2026-11")
    return int(match[1]) * 12 + int(match[2]) - 1


def _midnight(number: int) -> int:
    """Give the minutes from 1970 to the midnight one day before a month begins."""
    return (month_before(number) - _EPOCH) * _MINUTES_A_DAY


def _plainly_sound(months: Mapping[int, Any]) -> bool:
    """Whether the lines and times of a log are sound beyond doubt: asked of all at once, for ten years have many."""
    try:
        lines = [month["days"] for month in months.values()]
        times = [month["at"] for month in months.values() if "at" in month]
        minutes = f",{','.join(times)},"
        return (
            _only(_CODES, "".join(lines))
            and all(map(le, map(len, lines), map(month_length, months)))
            and _only(b"0123456789,", minutes.replace(",-", ","))
            and ",-," not in minutes
            and max(map(len, times), default=0) <= _LONGEST
        )
    except (AttributeError, KeyError, TypeError):
        return False


def _only(allowed: bytes, text: str) -> bool:
    """Whether a text holds nothing but these characters; deleting them all is the fastest way to ask."""
    return text.isascii() and not text.encode().translate(None, allowed)


def _look_over(number: int, month: Any) -> None:
    """Raise `Malformed`, saying what is wrong, unless the line and the times of a month can be read."""
    name = month_name(number)
    if not isinstance(month, dict):
        raise Malformed(f"the month {name} is no object")
    days, at = month.get("days", ""), month.get("at", "")
    if not isinstance(days, str) or not _only(_CODES, days) or len(days) > month_length(number):
        raise Malformed(f"“days” of {name} should have one of {' '.join(CODES.values())} or a blank for each day")
    if not isinstance(at, str) or not all(re.fullmatch(_MINUTES, word) for word in at.split(",")):
        raise Malformed(f"“at” of {name} should have whole minutes, with a comma after each day")


def _look_beside(number: int, field: str, value: Any) -> None:
    """Raise `Malformed` unless what stands beside the line of a month can be read."""
    fits, example = _BESIDE[field]
    if not fits(value):
        raise Malformed(f"“{field}” of {month_name(number)} should be such as {example}, by day of the month")


def _are_notes(value: Any) -> bool:
    return isinstance(value, dict) and all(
        day in _DAYS and isinstance(note, str) and len(note) <= NOTE_LIMIT for day, note in value.items()
    )


def _match(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


_BESIDE: Mapping[str, tuple[Callable[[Any], bool], str]] = MappingProxyType(
    {
        "amounts": (_match(_AMOUNTS), '"3=20 4=1.5"'),
        "urges": (_match(_URGES), '"3=2/0 4=1/1" (passed/acted)'),
        "notes": (_are_notes, f'{{"3": "a text"}} with at most {NOTE_LIMIT:,} characters'),
    }
)


def _read_month(number: int, document: Document) -> Month:
    """Make a month of a document that was looked over; what stands beside a day's code counts where it fits it."""
    line = document["days"].ljust(month_length(number))
    if len(document) == 1:
        return Month(line)
    return Month(
        line,
        _by_day(document["amounts"], _read_amount, line, CODES[MarkKind.AMOUNT]) if "amounts" in document else _NOTHING,
        _by_day(document["urges"], _read_urges, line, CODES[MarkKind.URGES]) if "urges" in document else _NOTHING,
        _read_notes(document["notes"], line) if "notes" in document else _NOTHING,
        Times(number, line, document["at"]) if "at" in document else _NOTHING,
    )


def _by_day(text: str, read: Callable[[str], _Beside], line: str, code: str) -> dict[int, _Beside]:
    found: dict[int, _Beside] = {}
    for word in text.split():
        name, _, value = word.partition("=")
        day = _DAYS.get(name, 0)
        if line[day - 1 : day] == code:
            found[day] = read(value)
    return found


def _read_amount(word: str) -> int:
    return int(word) * ONE if word.isdecimal() else read_number(word)


def _read_urges(word: str) -> tuple[int, int]:
    passed, _, acted = word.partition("/")
    return int(passed), int(acted)


def _read_notes(texts: Mapping[str, str], line: str) -> dict[int, str]:
    notes = {_DAYS[day]: clean(text, lines=True) for day, text in texts.items()}
    return {day: note for day, note in notes.items() if note and line[day - 1 : day].strip(BLANK)}
