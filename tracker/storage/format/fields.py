"""Fields: how the values of a record are read, each with the sentence for what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.domain.text import NAME_LIMIT, NOTE_LIMIT, clean, clean_name, excerpt
from tracker.storage.format.json_text import Document, Malformed


def text_of(document: Document, name: str) -> str:
    """Read a one-line text that may be missing, cleaned."""
    value = document.get(name, "")
    if not isinstance(value, str):
        raise Malformed(f"“{name}” should be a text")
    return clean(value)


def needed(document: Document, name: str) -> str:
    """Read a text that must be there, as it stands."""
    value = document.get(name)
    if not isinstance(value, str) or not value:
        raise Malformed(f"“{name}” is missing, or is no text")
    return value


def name_of(text: str) -> str:
    """Read a name, cleaned: a hand may have written what letbe itself would not take, such as one that is unseen."""
    name = clean(text)
    return name if 0 < len(name) <= NAME_LIMIT else clean_name(name)


def list_of(document: Document, name: str) -> list[Any]:
    """Read a list that may be missing."""
    value = document.get(name, [])
    if not isinstance(value, list):
        raise Malformed(f"“{name}” should be a list")
    return value


def number_of(document: Document, name: str) -> float:
    """Read a number that may be missing: 0."""
    value = document.get(name, 0)
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > 1e15:
        raise Malformed(f"“{name}” should be a number")
    return float(value)


def day_of(document: Document, name: str) -> date:
    """Read a day that must be there."""
    return read_day(needed(document, name), name)


def day_or_none(document: Document, name: str) -> date | None:
    """Read a day that may be missing or null."""
    return None if document.get(name) is None else day_of(document, name)


def read_day(text: str, name: str) -> date:
    """Read a day in the one form the file has: 2026-11-22."""
    try:
        if len(text) == 10 and text[7] == "-":  # not the 2026-W47-7 that ISO has too
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Malformed(f"“{excerpt(text)}” in “{name}” is no day such as 2026-11-22")


def read_clock(text: Any, name: str) -> int:
    """Read a time of day in the one form the file has, 04:00, into minutes after midnight."""
    hours, colon, minutes = text.partition(":") if isinstance(text, str) else ("", "", "")
    digits = hours + minutes
    sound = colon and len(hours) == len(minutes) == 2 and digits.isascii() and digits.isdecimal()
    if not sound or int(hours) > 23 or int(minutes) > 59:
        raise Malformed(f"“{name}” should be a time such as 04:00")
    return int(hours) * 60 + int(minutes)


def lines_of(document: Document, name: str) -> str:
    """Read a text of several lines that may be missing, cleaned."""
    value = document.get(name, "")
    if not isinstance(value, str):
        raise Malformed(f"“{excerpt(name)}” should be a text")
    text = clean(value, lines=True)
    if len(text) > NOTE_LIMIT:
        raise Malformed(f"“{excerpt(name)}” has more than {NOTE_LIMIT:,} characters")
    return text


def object_of(document: Document, name: str) -> Document:
    """Read an object that may be missing."""
    value = document.get(name, {})
    if not isinstance(value, dict):
        raise Malformed(f"“{name}” should be an object")
    return value


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields in which two states differ, as they are afterwards; None for those that are gone."""
    return {name: after.get(name) for name in {**before, **after} if before.get(name) != after.get(name)}


def with_fields(document: Document, changed: Mapping[str, Any]) -> dict[str, Any]:
    """Return a document with fields set, or taken away with None, and every other one as it stands."""
    kept = {**document, **changed}
    return {name: value for name, value in kept.items() if value is not None or name not in changed}
