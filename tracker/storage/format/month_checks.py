"""What a month's document must look like to be read, and the sentence for what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from operator import le
from types import MappingProxyType
from typing import Any

from tracker.domain.log import month_length
from tracker.domain.mark import BLANK, CODES, MarkKind
from tracker.domain.text import NOTE_LIMIT
from tracker.storage.format.json_text import Document, Malformed

EVENTS, EVENT_STAMPS = "events", "event_stamps"
"""The fields of a month for its events; most months have neither."""

_CODES = ("".join(CODES.values()) + BLANK).encode()
_DAYS = range(1, 32)
_DAY_NAMES = {str(day) for day in _DAYS}
# Patterns stay text until they are used: compiling them would be a tenth of the start of a command.
_MINUTES = "(?:-?[0-9]{1,12})?"
_UP_TO_A_MILLION = r"(?:[0-9]{1,6}(?:\.[0-9]{1,3})?|1000000(?:\.0{1,3})?)"  # which is as far as an amount goes
_AMOUNT = rf"([0-9]{{1,2}})={_UP_TO_A_MILLION}"
_URGES = r"([0-9]{1,2})=[0-9]{1,9}/[0-9]{1,9}"
_UNDER = rf"([0-9]{{1,2}})=(?:[#.-]|~{_UP_TO_A_MILLION}|o[0-9]{{1,9}}/[0-9]{{1,9}})"
_LONGEST = 31 * 13  # as many minutes as `_MINUTES` allows, each with its comma


def look_over(months: Mapping[int, Document]) -> None:
    """Raise `Malformed`, saying what is wrong, unless every month can be read."""
    if not _plainly_sound(months):
        for number, month in months.items():
            _look_over_one(number, month)
    for number, month in months.items():
        for field in _WORDS:
            if field in month:
                _look_at_words(number, field, month[field], month.get("days", ""))
        if "notes" in month:
            _look_at_notes(number, month["notes"])
        if EVENTS in month:
            from tracker.storage.format.event_text import look_at_events  # most months have none

            look_at_events(month[EVENTS], month_name(number), range(1, month_length(number) + 1))
        if "under" in month and not _is_sound_under(month["under"], month_length(number)):
            raise Malformed(f"“under” of {month_name(number)} should be such as “3=. 4=~20”, by day of the month")


def month_name(number: int) -> str:
    """Name a month as the file does: `2026-11`."""
    return f"{number // 12:04}-{number % 12 + 1:02}"


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


def _look_over_one(number: int, month: Any) -> None:
    """Raise `Malformed`, saying what is wrong, unless the line and the times of a month can be read."""
    name = month_name(number)
    if not isinstance(month, dict):
        raise Malformed(f"the month {name} is no object")
    days, at = month.get("days", ""), month.get("at", "")
    if not isinstance(days, str) or not _only(_CODES, days) or len(days) > month_length(number):
        raise Malformed(f"“days” of {name} should have one of {' '.join(CODES.values())} or a blank for each day")
    if not isinstance(at, str) or not all(re.fullmatch(_MINUTES, word) for word in at.split(",")):
        raise Malformed(f"“at” of {name} should have whole minutes, with a comma after each day")


def _look_at_words(number: int, field: str, text: Any, line: str) -> None:
    """Raise `Malformed` unless every word can be read, and has a day with its code for itself."""
    kind = _WORDS[field]
    days = kind.days(text)
    if days == [day for day, code in zip(_DAYS, line, strict=False) if code == kind.code]:
        return  # as letbe writes them, for every day with the code and in order
    if days is None or None in days:
        raise Malformed(f"“{field}” of {month_name(number)} should be such as {kind.example}, by day of the month")
    if len({*days}) < len(days) or not all(kind.belongs_to(day, line) for day in days):
        raise Malformed(
            f"“{field}” of {month_name(number)} should name only days with {kind.code} in “days”, each once"
        )


def without_strays(month: Any) -> Any:
    """Leave out what a month of a damaged file says by days with another mark; whatever cannot be read stays."""
    if not isinstance(month, dict) or not isinstance(line := month.get("days", ""), str):
        return month
    kept = dict(month)
    for field, kind in _WORDS.items():
        days = kind.days(month.get(field))
        if days:
            words = zip(days, month[field].split(" "), strict=True)
            kept[field] = " ".join(word for day, word in words if day is None or kind.belongs_to(day, line))
    return kept


def _look_at_notes(number: int, notes: Any) -> None:
    """Raise `Malformed` unless the notes of a month can be read."""
    if not isinstance(notes, dict) or not all(
        day in _DAY_NAMES and isinstance(note, str) and len(note) <= NOTE_LIMIT for day, note in notes.items()
    ):
        example = f'{{"3": "a text"}} with at most {NOTE_LIMIT:,} characters'
        raise Malformed(f"“notes” of {month_name(number)} should be such as {example}, by day of the month")


def _is_sound_under(text: Any, length: int) -> bool:
    """Whether every word says what is typed of a day under its events."""
    found = [re.fullmatch(_UNDER, word) for word in text.split(" ")] if isinstance(text, str) else [None]
    return all(match and 1 <= int(match[1]) <= length for match in found)


class _Words:
    """Words such as `3=20`, with blanks between them: each stands by a day that has their code in its month's line."""

    def __init__(self, code: str, pattern: str, example: str) -> None:
        self.code = code
        self.example = example

        # Ten years have thousands of these words, and few of them differ.
        @lru_cache(maxsize=4096)
        def day_of(word: str) -> int | None:
            match = re.fullmatch(pattern, word)
            return int(match[1]) if match else None

        self._day_of = day_of

    def days(self, text: Any) -> list[int | None] | None:
        """Return the day of each word, None for one that cannot be read; and None for what is no text at all."""
        if not isinstance(text, str):
            return None
        return [*map(self._day_of, text.split(" "))] if text else []

    def belongs_to(self, day: int | None, line: str) -> bool:
        """Whether a day, which may be none of the month, has the code in its line."""
        return day is not None and line[day - 1 : day] == self.code


_WORDS: Mapping[str, _Words] = MappingProxyType(
    {
        "amounts": _Words(CODES[MarkKind.AMOUNT], _AMOUNT, '"3=20 4=1.5"'),
        "urges": _Words(CODES[MarkKind.URGES], _URGES, '"3=2/0 4=1/1" (passed/acted)'),
    }
)
