"""Months: logs as documents of the file, both ways.

A log is a document with one field a month, of which only `days` is always there:

    "2026-11": {"days": "#.-~o'", "amounts": "4=20", "urges": "5=2/1", "notes": {"6": "…"}, "at": "1261,,-30",
                "stamps": "23456@k3f9aa,,51002", "since": ",,,980:7@k3f9aa"}

`days` has one code a day and may end early; `amounts` are in the goal's unit and `urges` passed/acted, each
behind its day and with blanks between them; `at` says, day by day, how many minutes after the day's midnight
(UTC) its mark was recorded, and `stamps` makes that a stamp; where a note was written after the mark, `since`
stamps the mark itself. Where there are events (`month_events`), `days` says what each day comes to, amounts and
urges are those that were typed, and `under` has what was typed where the day says something else: `5=.`. Texts of
this kind are read and written several times as fast as objects, and are only taken apart when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any, TypeVar

from tracker.domain.amounts import LIMIT, ONE, Row, row_of
from tracker.domain.event import in_order as in_order_of_day
from tracker.domain.log import Log, Month, month_length
from tracker.domain.mark import BLANK, CODES, KINDS, Mark, MarkKind
from tracker.domain.text import clean, excerpt
from tracker.storage.format.json_text import Document, Malformed, Sealed
from tracker.storage.format.month_checks import EVENTS, look_over
from tracker.storage.format.stamps import MINUTES_A_DAY, midnight

_Entry = TypeVar("_Entry")
_NOTHING: Mapping[int, Any] = MappingProxyType({})

_AMOUNT, _URGES = CODES[MarkKind.AMOUNT], CODES[MarkKind.URGES]
_DAYS = {str(day): day for day in range(1, 32)}
_LINE = b'"days": "'


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
        return Log(Months(lambda: _marked(months_of(document))) if _has_marks(document.text) else _NOTHING)
    months = months_of(document)
    look_over(months)
    marked = _marked(months)
    return Log(Months(lambda: marked) if marked else _NOTHING)


def _has_marks(text: bytes) -> bool:
    """Whether the text of a log has a line that is not blank; the first one, as a rule."""
    at = text.find(_LINE)
    while at >= 0:
        at += len(_LINE)
        if text[at : at + 32].lstrip(b" ")[:1] not in (b'"', b""):
            return True
        at = text.find(_LINE, at)
    return False


def _marked(months: Mapping[int, Document]) -> dict[int, Document]:
    return {number: month for number, month in months.items() if month.get("days", "").strip(BLANK) or _events(month)}


def _events(month: Document) -> bool:
    if EVENTS not in month:
        return False
    from tracker.storage.format.event_text import read_events  # most months have none

    return any(True for _ in read_events(month[EVENTS]))


def months_of(document: Document) -> dict[int, Document]:
    """Return the documents of a log's months by number."""
    return {month_number_of(name): month for name, month in document.items() if not name[:1].isalpha()}


@lru_cache(maxsize=4096)
def month_number_of(name: str) -> int:
    """Return the number of a month by the name that a file has for it; raise `Malformed` when it is none."""
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
    month = Month(
        line,
        _read_amounts(document["amounts"], line) if "amounts" in document else (),
        dict(_by_day(document["urges"], _read_urges, line, _URGES)) if "urges" in document else _NOTHING,
        Beside(lambda: _read_notes(document["notes"], line)) if "notes" in document else _NOTHING,
        Beside(lambda: _read_times(number, document["at"], line)) if "at" in document else _NOTHING,
    )
    return _with_events(month, document) if EVENTS in document else month


def _with_events(month: Month, document: Document) -> Month:
    """Put the events of a document on a month of what its line says."""
    from tracker.storage.format.event_text import read_events

    under = dict(map(_read_under, document.get("under", "").split()))
    return month.with_days(
        {
            day: (_typed(day, month, under, document), in_order_of_day(events))
            for day, events in read_events(document[EVENTS])
        }
    )


def _typed(day: int, month: Month, under: Mapping[int, Mark], document: Document) -> Mark | None:
    """Return what is typed of a day with events: what its line says is typed where nothing else can have come to it."""
    note, at = month.notes.get(day, ""), month.at.get(day)
    mark = under.get(day) or month.mark(day)
    words = {MarkKind.AMOUNT: "amounts", MarkKind.URGES: "urges"}.get(mark.kind) if mark and day not in under else None
    if mark is None or (words and f" {day}=" not in f" {document.get(words, '')}"):
        return Mark(MarkKind.NOTE, note=note, at=at) if note else None
    return mark._replace(note=note, at=at)


@lru_cache(maxsize=1024)
def _read_under(word: str) -> tuple[int, Mark]:
    day, _, said = word.partition("=")
    match KINDS[said[:1]]:
        case MarkKind.AMOUNT:
            return int(day), Mark(MarkKind.AMOUNT, _read_amount(f"0={said[1:]}")[1])
        case MarkKind.URGES:
            _, (passed, acted) = _read_urges(f"0={said[1:]}")
            return int(day), Mark(MarkKind.URGES, 0, passed, acted)
        case kind:
            return int(day), Mark(kind)


def _by_day(text: str, read: Callable[[str], tuple[int, _Entry]], line: str, code: str) -> list[tuple[int, _Entry]]:
    """Read words such as `3=20`; those on days with another code are passed over."""
    return [(day, value) for day, value in map(read, text.split()) if line[day - 1 : day] == code]


def _read_amounts(text: str, line: str) -> Row:
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
