"""Merging records: each is taken apart into registers, as its form has stamps for: fields, answers, or all as one."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.forms import Form, Stamped
from tracker.storage.format.json_text import Document
from tracker.storage.format.reflection_parts import content_of, part_stamps, texts_of, with_part_stamps
from tracker.storage.format.stamps import GONE, NEVER, STAMP, STAMPS, Horizon, field_stamps, read_stamp, with_stamps
from tracker.storage.merge.registers import BESIDE, Lost, Register, join, read_beside, tidied, write_beside

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

_ORDER = ("position", GONE)
"""What is no text of anybody's: of two places in an order, and of there and gone, only the one that holds is kept."""


class MergedRecord(NamedTuple):
    """The document of a record, and (field, from the second, set by both, kept beside) of each difference."""

    document: dict[str, Any]
    differences: list[tuple[str, bool, bool, tuple[str, ...]]]


def take_apart(form: Form[Any], document: Document) -> dict[str, Register]:
    """Take a record of a form apart into what wins by itself over another copy's."""
    match form.stamped:
        case Stamped.BY_FIELD:
            return fields_of(document)
        case Stamped.BY_PART:
            return parts_of(document)
        case Stamped.WHOLE:
            return _whole_of(document)


def put_together(form: Form[Any], registers: Mapping[str, Register]) -> dict[str, Any]:
    """Put a record of a form together again, equal ones always to the same bytes."""
    match form.stamped:
        case Stamped.BY_FIELD:
            return record_of(registers, form.fields)
        case Stamped.BY_PART:
            return _reflection_of(registers, form.fields)
        case Stamped.WHOLE:
            return _record_of_whole(registers, form.fields)


def merge_records(form: Form[Any], one: Document, other: Document, seen: Horizon, others: Horizon) -> MergedRecord:
    """Merge two records of a form, of two copies with what each has seen; one of them may be empty."""
    merged, differences = _joined(take_apart(form, one), take_apart(form, other), seen, others)
    return MergedRecord(put_together(form, merged), differences)


def merge_fields(one: Document, other: Document, seen: Horizon, others: Horizon, order: Iterable[str]) -> MergedRecord:
    """Merge two records field by field; a field that was taken away is as good as any other."""
    merged, differences = _joined(fields_of(one), fields_of(other), seen, others)
    return MergedRecord(record_of(merged, order), differences)


def _joined(
    mine: Mapping[str, Register], theirs: Mapping[str, Register], seen: Horizon, others: Horizon
) -> tuple[dict[str, Register], list[tuple[str, bool, bool, tuple[str, ...]]]]:
    merged: dict[str, Register] = {}
    differences = []
    for name in sorted({**mine, **theirs}):
        first, second = mine.get(name, Register()), theirs.get(name, Register())
        made = join(first, second, seen, others)
        merged[name] = made._replace(beside=frozenset()) if name in _ORDER else made
        if first.text != second.text:
            collided = first.stamp != NEVER != second.stamp
            new = {lost.text for lost in tidied(merged[name]).beside - first.beside - second.beside}
            differences.append((name.strip(), second.weight > first.weight, collided, tuple(sorted(new))))
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


def with_beside(document: Document, names: Iterable[str], device: str) -> dict[str, Any]:
    """Return a record in which what some fields hold is kept beside them, but for what this machine itself set."""
    fields = fields_of(document)
    for name in names:
        held = fields.get(name, Register())
        if held.text and held.stamp.device not in ("", device) and name not in _ORDER:
            fields[name] = held._replace(beside=held.said)
    beside = _beside(fields)
    return {**document, **beside}


def record_of(fields: Mapping[str, Register], order: Iterable[str]) -> dict[str, Any]:
    """Put a record together again, its fields in the one order that all files have."""
    kept = {name: fields[name].value for name in _ordered(fields, order) if fields[name].text}
    stamped = with_stamps(kept, {name: register.stamp for name, register in fields.items()})
    return stamped | _beside(fields)


def _whole_of(document: Document) -> dict[str, Register]:
    """Take a record that is one register as that, under an empty name."""
    if not document:
        return {}
    fields = {name: value for name, value in document.items() if name not in (STAMP, BESIDE)}
    text = "" if fields.get(GONE) else _encode(fields)
    beside = read_beside(document.get(BESIDE), alone=True)[""]
    return {"": Register(read_stamp(document.get(STAMP)), fields, text, beside)}


def _record_of_whole(parts: Mapping[str, Register], order: Iterable[str]) -> dict[str, Any]:
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


def parts_of(document: Document) -> dict[str, Register]:
    """Take a reflection apart."""
    stamps, texts = part_stamps(document), texts_of(document)
    kept = document.get(BESIDE)
    beside = _beside_of_before(kept) if isinstance(kept, list) else read_beside(kept)
    return {
        name: Register(stamps.get(name, NEVER), texts.get(name), texts.get(name, ""), beside.get(name, frozenset()))
        for name in {**stamps, **beside}
    }


def _beside_of_before(kept: list[Any]) -> dict[str, frozenset[Lost]]:
    """Read what lost as an older letbe wrote it: contents of one part each."""
    beside: dict[str, set[Lost]] = {}
    for content in kept:
        for name, text in texts_of(content).items() if isinstance(content, dict) else ():
            beside.setdefault(name, set()).add(Lost(NEVER, text))
    return {name: frozenset(lost) for name, lost in beside.items()}


def _reflection_of(parts: Mapping[str, Register], order: Sequence[str]) -> dict[str, Any]:
    """Put a reflection together again, equal ones always to the same bytes."""
    texts = {name: part.text for name, part in sorted(parts.items()) if part.text}
    fields = _in_order(content_of(texts), order) if texts else {GONE: True}
    stamped = with_part_stamps(fields, {name: part.stamp for name, part in parts.items()}, texts)
    beside = {name: write_beside(part.beside) for name, part in sorted(parts.items()) if part.beside}
    return {**stamped, BESIDE: beside} if beside else stamped


def _in_order(content: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    return {name: content[name] for name in (*order, *sorted(content.keys() - set(order))) if name in content}
