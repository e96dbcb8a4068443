"""Merging records: each field of a habit, an area or the book is a register, and a pause is one as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.json_text import Document
from tracker.storage.merge.registers import BESIDE, Horizon, Register, join, read_beside, tidied, write_beside
from tracker.storage.merge.stamps import GONE, NEVER, STAMP, STAMPS, field_stamps, read_stamp, with_stamps

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

_ORDER = ("position", GONE)
"""What is no text of anybody's: of two places in an order, and of there and gone, only the one that holds is kept."""


class MergedRecord(NamedTuple):
    """The document of a record, and (field, from the second, set by both, kept beside) of each difference."""

    document: dict[str, Any]
    differences: list[tuple[str, bool, bool, tuple[str, ...]]]


def merge_fields(one: Document, other: Document, seen: Horizon, others: Horizon, order: Iterable[str]) -> MergedRecord:
    """Merge two records field by field; a field that was taken away is as good as any other."""
    fields, theirs = fields_of(one), fields_of(other)
    merged, differences = _joined(fields, theirs, seen, others, both=bool(one and other))
    return MergedRecord(record_of(merged, order), differences)


def merge_whole(one: Document, other: Document, seen: Horizon, others: Horizon, order: Iterable[str]) -> MergedRecord:
    """Merge two records of which one wins in all."""
    parts, theirs = whole_of(one), whole_of(other)
    merged, differences = _joined(parts, theirs, seen, others, both=bool(one and other))
    return MergedRecord(record_of_whole(merged, order), differences)


def _joined(
    mine: Mapping[str, Register], theirs: Mapping[str, Register], seen: Horizon, others: Horizon, *, both: bool
) -> tuple[dict[str, Register], list[tuple[str, bool, bool, tuple[str, ...]]]]:
    merged: dict[str, Register] = {}
    differences = []
    for name in sorted({**mine, **theirs}):
        first, second = mine.get(name, Register()), theirs.get(name, Register())
        made = join(first, second, seen, others)
        merged[name] = made._replace(beside=frozenset()) if name in _ORDER else made
        if first.text != second.text:
            collided = first.stamp != NEVER != second.stamp and both
            new = {lost.text for lost in tidied(merged[name]).beside - first.beside - second.beside}
            differences.append((name, second.weight > first.weight, collided, tuple(sorted(new))))
    return merged, differences


def fields_of(document: Document) -> dict[str, Register]:
    """Take a record apart into its fields."""
    stamps, beside = field_stamps(document), read_beside(document.get(BESIDE))
    names = {*document, *stamps, *beside} - {STAMPS, BESIDE}
    return {
        name: Register(
            stamps.get(name, NEVER),
            document.get(name),
            _encode(document[name]) if name in document else "",
            beside.get(name, frozenset()),
        )
        for name in names
    }


def record_of(fields: Mapping[str, Register], order: Iterable[str]) -> dict[str, Any]:
    """Put a record together again, its fields in the one order that all files have."""
    kept = {name: fields[name].value for name in _ordered(fields, order) if fields[name].text}
    stamped = with_stamps(kept, {name: register.stamp for name, register in fields.items()})
    return stamped | _beside(fields)


def whole_of(document: Document) -> dict[str, Register]:
    """Take a record that is one register as that, under an empty name."""
    if not document:
        return {}
    fields = {name: value for name, value in document.items() if name not in (STAMP, BESIDE)}
    text = "" if fields.get(GONE) else _encode(fields)
    beside = read_beside(document.get(BESIDE), alone=True)[""]
    return {"": Register(read_stamp(document.get(STAMP)), fields, text, beside)}


def record_of_whole(parts: Mapping[str, Register], order: Iterable[str]) -> dict[str, Any]:
    """Put a record that is one register together again."""
    register = parts[""]
    fields = {name: register.value[name] for name in _ordered(register.value, order)}
    stamped = fields if register.stamp == NEVER else {**fields, STAMP: str(register.stamp)}
    return {**stamped, BESIDE: write_beside(register.beside)} if register.beside else stamped


def _beside(fields: Mapping[str, Register]) -> dict[str, Any]:
    beside = {name: write_beside(kept.beside) for name, kept in sorted(fields.items()) if kept.beside}
    return {BESIDE: beside} if beside else {}


def _ordered(names: Iterable[str], known: Iterable[str]) -> list[str]:
    """Put the names of fields in the one order that all files have."""
    wanted = set(names)
    ours = [name for name in known if name in wanted]
    return ours + sorted(wanted.difference(ours))
