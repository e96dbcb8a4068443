"""The text of the file: JSON that people and git can read line by line, and that is read strictly.

Every document stands on a line of its own. In `meta` and `logs` every field does, so that a log is one line a
month and a check-off changes one of them.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Mapping
from math import isinf
from typing import Any, TypeAlias

from tracker.domain.text import excerpt

Document: TypeAlias = Mapping[str, Any]
"""One record as it stands in the file, with whatever unknown fields it has."""

Tables: TypeAlias = Mapping[str, Mapping[str, Document]]
"""What the file holds: documents by id, by table."""

SIZE_LIMIT = 50_000_000

KNOWN_TABLES = ("meta", "areas", "habits", "logs", "pauses", "reflections")
"""The tables of a book, in the order in which a new file holds them; others are kept as they are."""

_BY_FIELD = ("meta", "logs")

# json.dumps(indent=…) would leave the C encoder, and be ten times as slow. So everything is encoded on one line
# that is then broken where one object follows another. No text can be broken by mistake: `"` before a letter or
# digit opens a text here, since inside one it would stand behind a backslash, and behind one there is no letter.
_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
_NEXT_DOCUMENT = r'\}, "(?=\w[^"\\]*": \{)'
_LOGS_BEGIN, _NEXT_LOG, _LOGS_END = '\n  "logs": {\n    "', '\n    },\n    "', "\n    }\n  }"
_NEXT_MONTH = r'\}, "(?=\d{4}-\d\d": \{)'


class Malformed(ValueError):
    """What is wrong with a text or a record, as the end of a sentence that names the place."""


class Layout:
    """Turns tables into text, and remembers the text of each document that stays the same object."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], tuple[object, str]] = {}

    def text(self, tables: Tables) -> str:
        """Lay tables out as JSON text."""
        parts = ["{\n"]
        for name, table in tables.items():
            parts += [",\n" if len(parts) > 1 else "", f"  {_encode(name)}: "]
            parts += self._by_log(name, table) if name in _BY_FIELD else [self._once((name, ""), table, _by_document)]
        return "".join([*parts, "\n}\n"])

    def remember_log(self, id: str, document: Document, text: str) -> None:
        """Remember how a log that was read is written: from within the quote before its id to its last month."""
        opening = _encode(id)[1:] + ": "
        if text.startswith(opening):
            self._known["logs", id] = (document, text[len(opening) :] + "\n    }")

    def _by_log(self, name: str, table: Mapping[str, Document]) -> list[str]:
        parts = ["{"]
        for id, document in table.items():
            parts += [",\n" if len(parts) > 1 else "\n", f"    {_encode(id)}: "]
            parts.append(self._once((name, id), document, _by_field))
        return [*parts, "\n  }" if table else "}"]

    def _once(self, key: tuple[str, str], value: Any, lay_out: Callable[[Any], str]) -> str:
        known = self._known.get(key)
        if known is None or known[0] is not value:
            known = self._known[key] = (value, lay_out(value))
        return known[1]


def _by_document(table: object) -> str:
    text = _encode(table)
    if not isinstance(table, dict) or not table:
        return text
    return _braced(["    " + re.sub(_NEXT_DOCUMENT, '},\n    "', text[1:-1])], "  ")


def _by_field(document: Document) -> str:
    """Give a log by month, all in one stroke, and any other document field by field."""
    if document and all(isinstance(value, dict) for value in document.values()):
        return _braced(["      " + re.sub(_NEXT_MONTH, '},\n      "', _encode(document)[1:-1])], "    ")
    return _braced([f"      {_encode(name)}: {_encode(value)}" for name, value in document.items()], "    ")


def _braced(lines: list[str], indent: str) -> str:
    return "{\n" + ",\n".join(lines) + f"\n{indent}}}" if lines else "{}"


def read_text(data: bytes, layout: Layout) -> dict[str, dict[str, dict[str, Any]]]:
    """Read the bytes of a file into tables of documents; raise `Malformed` for all but sound JSON of that shape."""
    text = _decoded(data)
    try:
        tables = _shaped(_read_by_log(text, layout) or _decode(text))
        if "\\ud" in text or "\\uD" in text:
            _encode(tables).encode()
    except json.JSONDecodeError as error:
        raise Malformed(f"line {error.lineno}, column {error.colno} is not JSON ({error.msg})") from None
    except RecursionError:
        raise Malformed("it is nested too deeply") from None
    except UnicodeEncodeError:
        raise Malformed("a text in it holds half a character, written as \\ud…") from None
    except Malformed:
        raise
    except ValueError:
        raise Malformed("a number in it has too many digits") from None
    return tables


def _read_by_log(text: str, layout: Layout) -> dict[str, Any] | None:
    """Read a text that is laid out as here, and remember the text of each log; None for any other text.

    A line break never stands inside a JSON text, so these cuts fall between values. If what is left when the logs
    are cut out can be read with something else in their place, and each of them with one name, so could all of it.
    """
    before, opening, rest = text.partition(_LOGS_BEGIN)
    inside, closing, after = rest.partition(_LOGS_END)
    if not (opening and closing):
        return None
    stand_in = os.urandom(8).hex()
    try:
        tables = _decode(f'{before}\n  "logs": {_encode(stand_in)}{after}')
        logs = [(_decode(f'{{"{log}}}}}'), log) for log in inside.split(_NEXT_LOG)]
    except ValueError:
        return None
    documents = {id: document for named, _ in logs for id, document in named.items()}
    apart = len(documents) == len(logs) and all(len(named) == 1 for named, _ in logs)
    if not apart or not isinstance(tables, dict) or tables.get("logs") != stand_in:
        return None
    for (id, document), (_, log) in zip(documents.items(), logs, strict=True):
        layout.remember_log(id, document, log)
    return {**tables, "logs": documents}


def _decoded(data: bytes) -> str:
    if not data.strip():
        raise Malformed("it is empty")
    if data.startswith(b"\xef\xbb\xbf"):
        raise Malformed("it begins with a byte order mark; save it as plain UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Malformed(f"byte {error.start + 1:,} is not UTF-8") from None


def _shaped(tables: Any) -> dict[str, dict[str, dict[str, Any]]]:
    if not isinstance(tables, dict):
        raise Malformed("it holds no object with tables")
    for name in KNOWN_TABLES:
        table = tables.get(name, {})
        if not isinstance(table, dict):
            raise Malformed(f"the table “{name}” is no object")
        for id, document in table.items():
            if not isinstance(document, dict):
                raise Malformed(f"in the table “{name}” the record “{excerpt(id)}” is no object")
    return tables


def _finite(digits: str) -> float:
    number = float(digits)
    if isinf(number):
        raise Malformed(f"the number {excerpt(digits)} is too large")
    return number


def _refuse_constant(name: str) -> None:
    raise Malformed(f"it holds {name}, which is no number in JSON")


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in fields if names.count(name) > 1)
        raise Malformed(f"“{excerpt(twice)}” stands twice in one object")
    return fields


_decode = json.JSONDecoder(parse_float=_finite, parse_constant=_refuse_constant, object_pairs_hook=_distinct).decode
