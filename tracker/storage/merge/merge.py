"""Merge: two copies of one book become one, mark by mark and field by field; the later stamp wins.

It does not matter which copy comes first, in what order several are merged, or how often. Equal stamps are decided
by the text of what is stamped. A note or an answer that loses against another one is kept beside it, in the field
`beside` of its month or reflection; one that stands within another one is kept by that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tracker.domain.log import BLANK
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.json_text import KNOWN_TABLES, Document, Sealed, Tables
from tracker.storage.format.migrations import Plain
from tracker.storage.format.months import in_order, month_number_of
from tracker.storage.format.records import AREAS, HABITS, PAUSES
from tracker.storage.merge.merge_months import merge_months
from tracker.storage.merge.merge_reflections import merge_reflections
from tracker.storage.merge.stamps import NEVER, STAMP, Stamp, field_stamps, read_stamp, with_stamps
from tracker.storage.recovery.journal import entry_order

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


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


def merge(one: Tables, other: Tables, *, losers: bool = True) -> Merged:
    """Merge the tables of two copies of a book.

    Without `losers` no note that lost is kept: for a copy that is known to be an earlier state of the other.
    """
    found: list[Difference] = []
    tables: Plain = {}
    for name in [*KNOWN_TABLES, *sorted((one.keys() | other.keys()) - set(KNOWN_TABLES))]:
        tables[name] = _merge_table(name, one.get(name, {}), other.get(name, {}), found, losers=losers)
    return Merged(tables, tuple(found))


def _merge_table(name: str, one: Any, other: Any, found: list[Difference], *, losers: bool) -> Any:
    if name not in KNOWN_TABLES and not (isinstance(one, dict) and isinstance(other, dict)):
        return max(one, other, key=_size)
    merged = {}
    for id in sorted({**one, **other}):
        first, second = one.get(id, {}), other.get(id, {})
        if name == "logs":
            merged[id] = _merge_log(id, first, second, found, losers=losers)
        elif name == "meta" and id == "book":
            merged[id] = _merge_meta(first, second, found)
        elif name in _FIELDWISE:
            merged[id] = _merge_fields(name, id, first, second, found)
        elif name in _WHOLE:
            merged[id] = _merge_whole(name, id, first, second, found)
        elif name == "reflections":
            merged[id] = _merge_reflection(id, first, second, found, losers=losers)
        else:
            merged[id] = max(first, second, key=_size)
    return merged


def _size(value: Any) -> tuple[bool, str]:
    """Order what nobody here understands: nothing at all comes first, and the rest goes by its text."""
    return bool(value), _encode(value)


_FIELDWISE = {"areas": AREAS.fields, "habits": HABITS.fields}
_WHOLE = {"pauses": PAUSES.fields}


def _merge_fields(
    table: str, id: str, one: Document, other: Document, found: list[Difference], known: Iterable[str] = ()
) -> dict[str, Any]:
    """Merge two records field by field; a field that was taken away is as good as any other."""
    stamps, others = field_stamps(one), field_stamps(other)
    fields: dict[str, Any] = {}
    merged: dict[str, Stamp] = {}
    for name in _ordered({**one, **stamps, **other, **others}, _FIELDWISE.get(table, known)):
        first, second = _weight(one, stamps, name), _weight(other, others, name)
        merged[name], text = max(first, second)
        if text:
            fields[name] = (other if second > first else one)[name]
        if first[1] != second[1]:
            collided = first[0] != NEVER != second[0] and bool(one and other)
            found.append(Difference(table, id, name, second > first, collided))
    return with_stamps(fields, merged)


def _weight(document: Document, stamps: Mapping[str, Stamp], name: str) -> tuple[Stamp, str]:
    return stamps.get(name, NEVER), _encode(document[name]) if name in document else ""


def _ordered(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Put the names of fields in the one order that all files have; those of stamps are no fields."""
    wanted = set(names) - {"stamps"}
    ours = [name for name in known if name in wanted]
    return ours + sorted(wanted.difference(ours))


def _merge_whole(table: str, id: str, one: Document, other: Document, found: list[Difference]) -> dict[str, Any]:
    """Merge two records of which one wins in all."""
    first, second = _whole_weight(one), _whole_weight(other)
    winner = other if second > first else one
    if first[1] != second[1]:
        found.append(Difference(table, id, "", second > first, bool(one and other)))
    fields = {name: winner[name] for name in _ordered(winner, _WHOLE[table]) if name != STAMP}
    return fields if first[0] == NEVER == second[0] else {**fields, STAMP: str(max(first, second)[0])}


def _whole_weight(document: Document) -> tuple[Stamp, str]:
    return read_stamp(document.get(STAMP)), _encode({n: value for n, value in document.items() if n != STAMP})


def _merge_reflection(id: str, one: Document, other: Document, found: list[Difference], *, losers: bool) -> Document:
    if json.dumps(one) == json.dumps(other):
        return one
    merged = merge_reflections(one, other, losers=losers)
    found += [Difference("reflections", id, *difference) for difference in merged.differences]
    return merged.document if one and other else one or other


def _merge_meta(one: Document, other: Document, found: list[Difference]) -> dict[str, Any]:
    """Merge what says what the files are: every machine's last entry, the later clock, and settings as fields."""
    known = ("schema", "id", "last", "clock", "settings", "prompts")
    special = {"schema", "last", "clock"}
    plain = [{name: value for name, value in document.items() if name not in special} for document in (one, other)]
    merged = _merge_fields("meta", "book", plain[0], plain[1], found, known)
    clock = max(read_stamp(one.get("clock")), read_stamp(other.get("clock")))
    made = {
        "schema": max(one.get("schema", 0), other.get("schema", 0)),
        "id": merged.pop("id", ""),
        "last": dict(sorted(_last_entries(one, other).items())),
        "clock": str(clock),
    }
    return made | merged


def _last_entries(one: Document, other: Document) -> dict[str, str]:
    merged: dict[str, str] = {}
    for document in (one, other):
        last = document.get("last")
        for device, id in last.items() if isinstance(last, dict) else ():
            if isinstance(id, str):
                merged[device] = max(merged.get(device, ""), id, key=entry_order)
    return merged


def _marked_days(log: Document) -> Iterator[str]:
    for name, month in log.items():
        if not name[:1].isalpha():
            yield from (f"{name}-{day:02}" for day, code in enumerate(month.get("days", ""), 1) if code != BLANK)


def _merge_log(id: str, one: Document, other: Document, found: list[Difference], *, losers: bool) -> Document:
    if isinstance(one, Sealed) and isinstance(other, Sealed) and one.text == other.text:
        return one
    if isinstance(one, Sealed) and not other:
        return one
    if isinstance(other, Sealed) and not one:
        found += [Difference("logs", id, place, second=True) for place in _marked_days(other)]
        return other
    merged: dict[str, Any] = {}
    for name in sorted({**one, **other}):
        first, second = one.get(name, {}), other.get(name, {})
        if name[:1].isalpha():
            merged[name] = max(first, second, key=_size)
        elif first is second or json.dumps(first) == json.dumps(second):
            merged[name] = in_order(first)
        else:
            number = month_number_of(name)
            month = merge_months(number, first, second, losers=losers)
            merged[name] = month.document
            found += [Difference("logs", id, *difference) for difference in month.differences]
    return merged
