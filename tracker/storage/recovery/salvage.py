"""Salvage: what can still be read of a damaged file, and what of that is believed.

It is read line by line, as its layout has a record or a month on each. A line belongs to the record whose beginning was
read before it. As soon as a line is not what it should be, nobody knows any more to whom the next ones belong, until
another record begins: so nothing is ever handed on.

Of what was read, whatever a sound copy knows it knows better; a value that differs from it under the same stamp was
broken. What is newer than all of them, or has no stamp and stands where they have nothing, as a hand writes it, is
taken where its place is known to them, since a name may have been broken too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from tracker.domain.errors import LetbeError
from tracker.storage.format.forms import FORMS, Form, is_whole
from tracker.storage.format.json_text import KNOWN_TABLES, Document, Malformed, Plain, decode
from tracker.storage.format.month_checks import without_strays
from tracker.storage.format.month_writing import in_order
from tracker.storage.format.months import month_number_of
from tracker.storage.format.stamps import Horizon
from tracker.storage.format.tables import Shelves, read_book
from tracker.storage.merge.merge_months import month_of_parts, parts_of_month, weighed_parts
from tracker.storage.merge.merge_records import put_together, take_apart
from tracker.storage.merge.registers import Register

_Choice: TypeAlias = Callable[[Mapping[Any, Register], Mapping[Any, Register]], dict[Any, Register]]
"""Chooses of what was found what is news to what is known."""

_TABLE = r'  "(\w+)": \{,?'
_DOCUMENT = r'    ("(?:[^"\\]|\\.)*"): \{'
_DOCUMENT_IN_A_LINE = r'    "(?:[^"\\]|\\.)*": \{.*\},?'
_END = r" *\}?,?"
_WITHIN = "      "
_FIELD = r'(?:    |      )("(?:[^"\\]|\\.)*": .+?),?'


def salvage(data: bytes) -> Plain:
    """Return the tables of everything in a damaged file that can still be read, and leave out what cannot."""
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


def news_in(tables: Plain, sound: Plain, horizon: Horizon, *, stamped: bool = False) -> Plain:
    """Return what doubtful tables have beyond sound ones, whose horizon is given.

    With `stamped` only that which has a stamp, and is another thing than the sound ones have, however that is stamped.
    """
    new = partial(_stamped_news if stamped else _news, horizon)
    news: Plain = {name: {} for name in KNOWN_TABLES}
    for name in ("logs", *FORMS):
        for id, document in tables.get(name, {}).items():
            if name == "logs" and id not in sound["logs"] and id not in sound["habits"]:
                continue
            known = sound[name].get(id, {})
            made = _log(document, known, new) if name == "logs" else _record(FORMS[name], document, known, new)
            if made and (id in sound[name] or name == "logs" or is_whole(FORMS[name], made)):
                news[name][id] = made
    return news


def _log(log: Document, known: Document, new: _Choice) -> dict[str, Any]:
    made = {}
    for name, month in log.items():
        try:
            number = month_number_of(name)
            parts = new(parts_of_month(number, month), parts_of_month(number, known.get(name, {})))
        except (Malformed, ValueError):
            continue
        if parts:
            made[name] = in_order(month_of_parts(number, weighed_parts(parts)))
    return made


def _record(form: Form[Any], document: Document, known: Document, new: _Choice) -> dict[str, Any]:
    registers = new(take_apart(form, document), take_apart(form, known))
    return put_together(form, registers) if registers else {}


def _news(horizon: Horizon, found: Mapping[Any, Register], known: Mapping[Any, Register]) -> dict[Any, Register]:
    return {
        name: register
        for name, register in found.items()
        if (not horizon.covers(register.stamp) if register.stamp.device else name not in known)
    }


def _stamped_news(
    horizon: Horizon, found: Mapping[Any, Register], known: Mapping[Any, Register]
) -> dict[Any, Register]:
    return {
        name: register
        for name, register in found.items()
        if register.stamp.device
        and not horizon.covers(register.stamp)
        and register.text != known.get(name, Register()).text
    }
