"""Salvage: what can still be read of a damaged file, line by line, as its layout has a record or a month on each.

A line belongs to the record whose beginning was read before it. As soon as a line is not what it should be, nobody
knows any more to whom the next ones belong, until another record begins: so nothing is ever handed on.
"""

from __future__ import annotations

import re
from typing import Any

from tracker.domain.errors import LetbeError
from tracker.storage.format.json_text import KNOWN_TABLES, Malformed, decode
from tracker.storage.format.migrations import Plain
from tracker.storage.format.month_checks import without_strays
from tracker.storage.format.tables import Shelves, read_book

_TABLE = r'  "(\w+)": \{,?'
_DOCUMENT = r'    ("(?:[^"\\]|\\.)*"): \{'
_DOCUMENT_IN_A_LINE = r'    "(?:[^"\\]|\\.)*": \{.*\},?'
_END = r" *\}?,?"
_WITHIN = "      "
_FIELD = r'(?:    |      )("(?:[^"\\]|\\.)*": .+?),?'


def salvage(data: bytes) -> Plain:
    """Give the tables of everything in a damaged file that can still be read, and leave out what cannot."""
    tables: Plain = {name: {} for name in KNOWN_TABLES}
    table, id = "", ""
    for line in data.decode("utf-8", "replace").split("\n"):
        if match := re.fullmatch(_TABLE, line):
            table, id = match[1], ""
        elif line.startswith(_WITHIN + '"'):
            found = _fields_in(line)
            if id and table in tables:
                _take(tables[table].setdefault(id, {}), found)
        elif match := re.fullmatch(_DOCUMENT, line):
            id = str(_read(match[1]) or "") if table in tables and "\ufffd" not in line else ""
            if id in tables.get(table, {}):  # a name that was broken into another one's
                del tables[table][id]
                id = ""
        elif re.fullmatch(_DOCUMENT_IN_A_LINE, line):
            id = ""
            if table in tables:
                _take(tables[table], _fields_in(line))
        else:
            id = ""
            if not re.fullmatch(_END, line):
                table = table if line.startswith("    ") else ""
    return _sound(tables)


def _fields_in(line: str) -> dict[str, Any]:
    """Return the field on a line; nothing where that cannot be read."""
    match = None if "\ufffd" in line else re.fullmatch(_FIELD, line)
    found = _read("{" + match[1] + "}") if match else None
    return found if isinstance(found, dict) else {}


def _take(into: dict[str, Any], found: dict[str, Any]) -> None:
    """Take fields; one that is there already was broken into another's name, and neither is believed."""
    for name, value in found.items():
        if name in into:
            into[name] = None
        else:
            into[name] = value


def _read(text: str) -> Any:
    try:
        return decode(text)
    except (ValueError, RecursionError):
        return None


def _sound(tables: Plain) -> Plain:
    """Keep the records that are sound, each looked at by itself."""
    sound: Plain = {name: {} for name in tables}
    for name, table in tables.items():
        for id, document in table.items():
            parts = document.items() if name == "logs" and isinstance(document, dict) else [("", document)]
            for field, value in parts:
                kept = {field: without_strays(value)} if name == "logs" else value
                if _is_sound(name, id, kept):
                    sound[name][id] = {**sound[name].get(id, {}), **kept}
    return sound


def _is_sound(name: str, id: str, document: Any) -> bool:
    if not isinstance(document, dict):
        return False
    try:
        read_book(Shelves.of({name: {id: document}}))
    except (LetbeError, Malformed):
        return False
    return True
