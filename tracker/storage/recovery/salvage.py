"""Salvage: what can still be read of a damaged file, line by line, as its layout has a record or a month on each."""

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
_FIELD = r'(?:    |      )("(?:[^"\\]|\\.)*": .+?),?'


def salvage(data: bytes) -> Plain:
    """Give the tables of everything in a damaged file that can still be read, and leave out what cannot."""
    tables: Plain = {name: {} for name in KNOWN_TABLES}
    table, id = "", ""
    for line in data.decode("utf-8", "replace").split("\n"):
        if "\ufffd" in line:
            continue
        if line.startswith('  "'):  # of a table whose name cannot be read nobody knows what its records are
            match = re.fullmatch(_TABLE, line)
            table, id = match[1] if match else "", ""
        elif match := re.fullmatch(_DOCUMENT, line):
            id = str(_read(match[1]) or "")
        elif (match := re.fullmatch(_FIELD, line)) and table in tables:
            found = _read("{" + match[1] + "}")
            if not isinstance(found, dict):
                continue
            if line.startswith("      ") and id:
                tables[table].setdefault(id, {}).update(found)
            elif not line.startswith("      "):
                tables[table].update(found)
    return _sound(tables)


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
