"""What a month's document must look like to be read, and the sentence for what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from operator import le
from types import MappingProxyType
from typing import Any

from tracker.domain.log import BLANK, CODES, MarkKind, month_length
from tracker.domain.text import NOTE_LIMIT
from tracker.storage.layout import Document, Malformed

_CODES = ("".join(CODES.values()) + BLANK).encode()
_DAY_NAMES = {str(day): day for day in range(1, 32)}
_CODE_BY: Mapping[str, str] = MappingProxyType({"amounts": CODES[MarkKind.AMOUNT], "urges": CODES[MarkKind.URGES]})
# Patterns stay text until they are used: compiling them would be a tenth of the start of a command.
_MINUTES = "(?:-?[0-9]{1,12})?"
_UP_TO_A_MILLION = r"(?:[0-9]{1,6}(?:\.[0-9]{1,3})?|1000000(?:\.0{1,3})?)"  # which is as far as an amount goes
_AMOUNTS = rf"(?:[0-9]{{1,2}}={_UP_TO_A_MILLION}(?: (?!$)|$))*"
_URGES = r"(?:[0-9]{1,2}=[0-9]{1,9}/[0-9]{1,9}(?: (?!$)|$))*"
_LONGEST = 31 * 13  # as many minutes as `_MINUTES` allows, each with its comma


def look_over(months: Mapping[int, Document]) -> None:
    """Raise `Malformed`, saying what is wrong, unless every month can be read."""
    if not _plainly_sound(months):
        for number, month in months.items():
            _look_over_one(number, month)
    for number, month in months.items():
        for field in _BESIDE:
            if field in month:
                _look_beside(number, field, month)


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


def _look_beside(number: int, field: str, month: Document) -> None:
    """Raise `Malformed` unless what stands beside the line of a month can be read, and belongs there."""
    fits, example = _BESIDE[field]
    if not fits(month[field]):
        raise Malformed(f"“{field}” of {month_name(number)} should be such as {example}, by day of the month")
    code = _CODE_BY.get(field)
    if code and not _in_place(month[field], month.get("days", ""), code):
        raise Malformed(f"“{field}” of {month_name(number)} should name only days with {code} in “days”, each once")


def _in_place(text: str, line: str, code: str) -> bool:
    """Whether each word stands by a day of its own that has the code; what letbe wrote is told by one comparison."""
    days = text.replace("=", " ").split()[::2]
    if days == [day for day, mark in zip(_DAY_NAMES, line, strict=False) if mark == code]:
        return True
    numbers = {*map(int, days)}
    return len(numbers) == len(days) and all(_has_code(line, day, code) for day in numbers)


def _has_code(line: str, day: int, code: str) -> bool:
    """Whether a day, which may be none of the month, has a code in its line."""
    return line[day - 1 : day] == code


def without_strays(month: Any) -> Any:
    """Leave out what a month of a damaged file says by days that have another mark; anything else stays as it is."""
    if not isinstance(month, dict) or not isinstance(line := month.get("days", ""), str):
        return month
    kept = dict(month)
    for field, code in _CODE_BY.items():
        if field in month and _BESIDE[field][0](month[field]):
            words = month[field].split()
            kept[field] = " ".join(word for word in words if _has_code(line, int(word.partition("=")[0]), code))
    return kept


def _are_notes(value: Any) -> bool:
    return isinstance(value, dict) and all(
        day in _DAY_NAMES and isinstance(note, str) and len(note) <= NOTE_LIMIT for day, note in value.items()
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
