"""Merge: two copies of one book become one, register by register; the later stamp wins.

It does not matter which copy comes first, in what order several are merged, or how often. Equal stamps are decided
by the text of what is stamped. What loses is kept beside, in the field `beside` of its record or month, unless it was
overwritten by somebody who had seen it (`registers`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tracker.domain.log import BLANK
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.file.journal import entry_order
from tracker.storage.format.forms import FORMS
from tracker.storage.format.json_text import KNOWN_TABLES, Document, Plain, Sealed, Tables
from tracker.storage.format.month_writing import FIELDS, in_order
from tracker.storage.format.months import month_number_of
from tracker.storage.format.stamps import SEEN, Horizon, read_stamp
from tracker.storage.merge.merge_months import merge_months, month_of_parts, parts_of_month
from tracker.storage.merge.merge_records import (
    MergedRecord,
    fields_of,
    merge_fields,
    merge_records,
    put_together,
    record_of,
    take_apart,
)
from tracker.storage.merge.registers import BESIDE, tidied

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

META_FIELDS = ("schema", "id", "last", SEEN, "clock", "settings", "prompts", "month_prompts", "year_prompts", "remind")
ABOUT_THE_FILE = {"schema", "last", SEEN, "clock"}


class Difference(NamedTuple):
    """One thing in which two copies differed: in which record and where in it, and what became of it.

    `second` tells that it was taken from the second copy, `collided` that both had set it, and `beside` holds the
    texts that lost and were kept.
    """

    table: str
    id: str
    place: str
    second: bool
    collided: bool = False
    beside: tuple[str, ...] = ()


class Merged(NamedTuple):
    """What came of a merge."""

    tables: Plain
    differences: tuple[Difference, ...]


def merge(one: Tables, other: Tables) -> Merged:
    """Merge the tables of two copies of a book."""
    return _Merge(one, other).merged()


def seen_by(tables: Tables) -> Horizon:
    """Return what a copy of the book has seen."""
    return Horizon(tables.get("meta", {}).get("book", {}))


class _Merge:
    """One merge of two copies, and the differences that were found."""

    def __init__(self, one: Tables, other: Tables) -> None:
        self._one, self._other = one, other
        self._seen = seen_by(one), seen_by(other)
        self._found: list[Difference] = []

    def merged(self) -> Merged:
        one, other = self._one, self._other
        tables: Plain = {}
        for name in [*KNOWN_TABLES, *sorted((one.keys() | other.keys()) - set(KNOWN_TABLES))]:
            tables[name] = self._table(name, one.get(name, {}), other.get(name, {}))
        return Merged(tables, tuple(self._found))

    def _table(self, name: str, one: Any, other: Any) -> Any:
        if name not in KNOWN_TABLES and not (isinstance(one, dict) and isinstance(other, dict)):
            return max(one, other, key=_size)
        return {id: self._record(name, id, one.get(id, {}), other.get(id, {})) for id in sorted({**one, **other})}

    def _record(self, table: str, id: str, one: Any, other: Any) -> Any:
        if table == "logs":
            return self._log(id, one, other)
        if table == "meta" and id == "book":
            return self._meta(one, other)
        if table in FORMS:
            return self._told(table, id, merge_records(FORMS[table], one, other, *self._seen))
        return max(one, other, key=_size)

    def _told(self, table: str, id: str, merged: MergedRecord) -> dict[str, Any]:
        self._found += [Difference(table, id, *difference) for difference in merged.differences]
        return merged.document

    def _meta(self, one: Document, other: Document) -> dict[str, Any]:
        """Merge what says what the files are: what was seen of every machine, the later clock, settings as fields."""
        plain = [{name: value for name, value in each.items() if name not in ABOUT_THE_FILE} for each in (one, other)]
        merged = self._told("meta", "book", merge_fields(plain[0], plain[1], *self._seen, META_FIELDS))
        clock = max(read_stamp(one.get("clock")), read_stamp(other.get("clock")))
        made = {
            "schema": max(one.get("schema", 0), other.get("schema", 0)),
            "id": merged.pop("id", ""),
            "last": dict(sorted(_last_entries(one, other).items())),
            SEEN: Horizon(one).joined(Horizon(other)),
            "clock": str(clock),
        }
        return made | merged

    def _log(self, id: str, one: Document, other: Document) -> Document:
        if isinstance(one, Sealed) and isinstance(other, Sealed) and one.text == other.text:
            return one
        if not other and _is_plain(one):
            return one
        if not one and _is_plain(other):
            self._found += [Difference("logs", id, place, second=True) for place in _marked_days(other)]
            return other
        merged: dict[str, Any] = {}
        for name in sorted({**one, **other}):
            first, second = one.get(name, {}), other.get(name, {})
            if name[:1].isalpha():
                merged[name] = max(first, second, key=_size)
            elif first is second or json.dumps(first) == json.dumps(second):
                merged[name] = in_order(first)
            else:
                month = merge_months(month_number_of(name), first, second, *self._seen)
                merged[name] = month.document
                self._found += [Difference("logs", id, *difference) for difference in month.differences]
        return merged


def _is_plain(log: Document) -> bool:
    """Tell whether a log stands as letbe sealed it, and nothing lost in it."""
    return isinstance(log, Sealed) and BESIDE.encode() not in log.text


def _marked_days(log: Document) -> Iterator[str]:
    for name, month in log.items():
        if not name[:1].isalpha():
            yield from (f"{name}-{day:02}" for day, code in enumerate(month.get("days", ""), 1) if code != BLANK)


def _size(value: Any) -> tuple[bool, str]:
    """Order what nobody here understands: nothing at all comes first, and the rest goes by its text."""
    return bool(value), _encode(value)


def _last_entries(one: Document, other: Document) -> dict[str, str]:
    merged: dict[str, str] = {}
    for document in (one, other):
        last = document.get("last")
        for device, id in last.items() if isinstance(last, dict) else ():
            if isinstance(id, str):
                merged[device] = max(merged.get(device, ""), id, key=entry_order)
    return merged


def tidy(tables: Plain) -> Plain:
    """Return merged tables without what lost and stands in the winner all the same; for whoever saves them."""
    return tables | {
        name: {id: _tidied(name, id, document) for id, document in table.items()}
        for name, table in tables.items()
        if name in KNOWN_TABLES
    }


def _tidied(table: str, id: str, document: Document) -> Document:
    if table == "logs":
        return _tidied_log(document)
    if BESIDE not in document:
        return document
    if table in FORMS:
        return put_together(FORMS[table], _all_tidied(take_apart(FORMS[table], document)))
    if table == "meta" and id == "book":
        about = {name: document[name] for name in document if name in ABOUT_THE_FILE}
        rest = {name: value for name, value in document.items() if name not in about}
        return meta_in_order(about | record_of(_all_tidied(fields_of(rest)), META_FIELDS))
    return document


def meta_in_order(fields: Document) -> dict[str, Any]:
    """Return what a file says about itself, in the one order that all files have."""
    return {name: fields[name] for name in (*META_FIELDS, *sorted(fields.keys() - set(META_FIELDS))) if name in fields}


def _tidied_log(log: Document) -> Document:
    if _is_plain(log):
        return log
    crowded = [name for name, month in log.items() if isinstance(month, dict) and BESIDE in month]
    return {**log, **{name: _tidied_month(name, log[name]) for name in crowded}} if crowded else log


def _tidied_month(name: str, month: Mapping[str, Any]) -> dict[str, Any]:
    number = month_number_of(name)
    days = month_of_parts(number, {place: tidied(kept) for place, kept in parts_of_month(number, month).items()})
    return in_order({**{field: value for field, value in month.items() if field not in FIELDS}, **days})


def _all_tidied(registers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tidied(register) for name, register in registers.items()}
