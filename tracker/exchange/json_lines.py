"""Lines of JSON: where in a text a value stands, so that a sentence about it can name the line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import count

_BLANKS = re.compile(r"[ \t\n\r]*")
_value_at = json.JSONDecoder().raw_decode


def line_of(text: str, path: Sequence[str | int]) -> int:
    """Tell the line on which the value at a path of a valid JSON text begins, or the last one on the way there."""
    position = _skip(text, 0)
    for step in path:
        found = dict(_members(text, position)).get(step)
        if found is None:
            break
        position = found
    return text.count("\n", 0, position) + 1


def _members(text: str, start: int) -> Iterator[tuple[str | int, int]]:
    """Walk the object or list that begins at `start`: each key or index, and where its value begins."""
    if text[start] not in "[{":
        return
    named = text[start] == "{"
    position = _skip(text, start + 1)
    for index in count():
        if text[position] in "]}":
            return
        key: str | int = index
        if named:
            key, position = _value_at(text, position)
            position = _skip(text, _skip(text, position) + 1)
        yield key, position
        position = _skip(text, _value_at(text, position)[1])
        if text[position] == ",":
            position = _skip(text, position + 1)


def _skip(text: str, position: int) -> int:
    blanks = _BLANKS.match(text, position)
    return blanks.end() if blanks else position
