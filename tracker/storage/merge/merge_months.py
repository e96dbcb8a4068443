"""Merging a month: what is typed of a day is a register, with the note on it, and so is each event."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from tracker.domain.amounts import format_amount
from tracker.domain.event import in_order as in_order_of_day
from tracker.domain.log import Month, month_length
from tracker.domain.mark import BLANK, Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.json_text import Document, Malformed
from tracker.storage.format.month_checks import month_name
from tracker.storage.format.month_events import event_records, write_events
from tracker.storage.format.month_writing import (
    FIELDS,
    in_order,
    typed_since,
    typed_stamps,
    write_month,
    write_typed_stamps,
)
from tracker.storage.format.months import month_number_of, read_month
from tracker.storage.format.stamps import NEVER, STAMP, STAMPS, Horizon, Stamp, read_stamp
from tracker.storage.merge.merge_events import event_register, join_events, weighed_by_stamp
from tracker.storage.merge.registers import BESIDE, Register, join, read_beside, tidied, write_beside

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode

Place: TypeAlias = tuple[int, str]
"""A day of the month, and the id of an event on it; nothing for what is typed of the day."""


class TypedMark(NamedTuple):
    """What is typed of a day, and since when, where only a note was written later."""

    mark: Mark
    since: Stamp | None = None


class MergedMonth(NamedTuple):
    """The document of a month, and (day, taken from the second, set by both, kept beside) of each difference."""

    document: dict[str, Any]
    differences: list[tuple[str, bool, bool, tuple[str, ...]]]


def merge_months(number: int, one: Document, other: Document, seen: Horizon, others: Horizon) -> MergedMonth:
    """Merge the documents of one month of a log, of two copies with what each has seen."""
    mine, theirs = parts_of_month(number, one), parts_of_month(number, other)
    merged: dict[Place, Register] = {}
    differences = []
    for place in sorted({*mine, *theirs}):
        first, second = mine.get(place, Register()), theirs.get(place, Register())
        made = merged[place] = (join_events if place[1] else _join_typed)(first, second, seen, others)
        if first.text != second.text:
            from_second = made.text == second.text if place[1] else second.weight > first.weight
            new = {lost.text for lost in tidied(made).beside - first.beside - second.beside}
            called = f"{month_name(number)}-{place[0]:02} {place[1]}".strip()
            differences.append((called, from_second, place in mine and place in theirs, tuple(sorted(new))))
    unknown = {
        name: max((document[name] for document in (one, other) if name in document), key=_encode)
        for name in {*one, *other}.difference(FIELDS)
    }
    return MergedMonth(in_order(month_of_parts(number, weighed_parts(merged)) | unknown), differences)


def _join_typed(one: Register, other: Register, seen: Horizon, others: Horizon) -> Register:
    made = join(one, other, seen, others)
    if one.weight == other.weight and one.value != other.value:
        return made._replace(value=max(one.value, other.value, key=repr))
    return made


def weighed_parts(parts: Mapping[Place, Register]) -> dict[Place, Register]:
    """Return the parts of a month with the portions taken in that were there when a total was typed."""
    made = dict(parts)
    for (day, id), register in parts.items():
        if id:
            typed = parts.get((day, ""), Register())
            mark = typed.value.mark if typed.value else None
            since = (typed.value.since if typed.value else None) or typed.stamp
            made[day, id] = weighed_by_stamp(register, mark, since)
    return made


def mark_text(mark: Mark) -> str:
    """Say what a mark is, with its note, for people to read."""
    match mark.kind:
        case MarkKind.AMOUNT:
            said = format_amount(mark.amount)
        case MarkKind.URGES:
            said = f"{mark.passed} let pass, {mark.acted} acted on"
        case _:
            said = str(mark.kind)
    return f"{said}: {mark.note}" if mark.note else said


def parts_of_month(number: int, document: Document) -> dict[Place, Register]:
    """Take a month apart into the days about which anything is typed, and its events."""
    if not document:
        return {}
    month = read_month(number, {"days": "", **document})
    stamps, since = typed_stamps(number, document, month), typed_since(number, document)
    beside = read_beside(document.get(BESIDE))
    found: dict[Place, Register] = {}
    for day in range(1, month_length(number) + 1):
        mark, lost = month.typed(day), beside.get(str(day), frozenset())
        if mark or day in stamps or lost:
            value = TypedMark(mark, since.get(day)) if mark else None
            found[day, ""] = Register(stamps.get(day, NEVER), value, mark_text(mark) if mark else "", lost)
    for (day, id), record in event_records(number, document).items():
        found[day, id] = event_register(record, beside.get(f"{day} {id}", frozenset()))
    return found


def month_of_parts(number: int, parts: Mapping[Place, Register]) -> dict[str, Any]:
    """Put a month together again."""
    typed = {day: register for (day, id), register in parts.items() if not id}
    records = {place: register.value for place, register in parts.items() if place[1] and register.value}
    marks = {day: register.value.mark for day, register in typed.items() if register.value}
    events: dict[int, list[Any]] = {}
    for (day, _), record in records.items():
        if record.event:
            events.setdefault(day, []).append(record.event)
    month = Month(BLANK * month_length(number)).with_days(
        {day: (marks.get(day), in_order_of_day(events.get(day, ()))) for day in sorted({*marks, *events})}
    )
    stamps = {day: register.stamp for day, register in typed.items() if register.stamp != NEVER}
    since = {day: register.value.since for day, register in typed.items() if register.value and register.value.since}
    beside = {
        f"{day} {id}".strip(): write_beside(kept.beside) for (day, id), kept in sorted(parts.items()) if kept.beside
    }
    packed = write_typed_stamps(number, stamps, since, month)
    return write_month(number, month) | write_events(number, records) | packed | ({BESIDE: beside} if beside else {})


def stamps_in(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[Stamp]:
    """Walk every stamp in tables; a month that cannot be read is passed over."""
    for name, table in tables.items():
        for document in table.values():
            if not isinstance(document, dict):
                continue
            if name == "logs":
                yield from _of_a_log(document)
            packed = document.get(STAMPS)
            yield read_stamp(document.get(STAMP))
            yield from map(read_stamp, packed.values() if isinstance(packed, dict) else ())


def _of_a_log(log: dict[str, object]) -> Iterator[Stamp]:
    for name, month in log.items():
        try:
            if isinstance(month, dict):
                yield from (part.stamp for part in parts_of_month(month_number_of(name), month).values())
        except (Malformed, ValueError, KeyError, TypeError, AttributeError):
            continue
