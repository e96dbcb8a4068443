"""Fields: the values of another program's JSON, each read as what it should be, or refused with its place."""

from __future__ import annotations

from typing import Any

from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt


def has_lists(value: Any, *names: str) -> bool:
    """Whether a JSON value is an object with lists of these names."""
    return isinstance(value, dict) and all(isinstance(value.get(name), list) for name in names)


def objects(value: Any, name: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the objects of a list, each with its place; none where there is no such list."""
    items = value.get(name)
    if items is None:
        return []
    if not isinstance(items, list):
        raise Unreadable(f"“{name}” should be a list.")
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise Unreadable(f"{name}, number {number}: this should be an object.")
    return [(f"{name}, number {number}", item) for number, item in enumerate(items, 1)]


def text(item: dict[str, Any], name: str, where: str = "") -> str:
    """Return a text that may be missing; a number is taken for its digits."""
    value = item.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unreadable(f"{where or name}: “{excerpt(str(value))}” should be a text.")
    return str(value)


def texts(item: dict[str, Any], name: str) -> list[str]:
    """Return a list of texts that may be missing."""
    value = item.get(name)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def present(item: dict[str, Any], **named: str) -> list[str]:
    """Name what an object has that cannot be kept: its key, and what people call it."""
    return [called for name, called in named.items() if item.get(name) not in (None, "", [], {}, 0, False)]
