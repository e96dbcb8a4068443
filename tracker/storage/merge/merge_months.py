"""Merging a month: each day is a register, with its mark and the note on it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from tracker.domain.amounts import format_amount
from tracker.domain.log import BLANK, Mark, MarkKind, Month, month_length
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.json_text import Document, Malformed
from tracker.storage.format.month_checks import month_name
from tracker.storage.format.month_stamps import read_stamps, write_stamps
from tracker.storage.format.months import FIELDS, in_order, month_number_of, read_month, stamps_text, write_month
from tracker.storage.merge.registers import BESIDE, Horizon, Register, join, read_beside, tidied, write_beside
from tracker.storage.merge.stamps import NEVER, STAMP, STAMPS, Stamp, read_stamp

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


class MergedMonth(NamedTuple):
    """The document of a month, and (day, taken from the second, set by both, kept beside) of each difference."""

    document: dict[str, Any]
    differences: list[tuple[str, bool, bool, tuple[str, ...]]]


def merge_months(number: int, one: Document, other: Document, seen: Horizon, others: Horizon) -> MergedMonth:
    """Merge the documents of one month of a log, of two copies with what each has seen."""
    days, theirs = days_of(number, one), days_of(number, other)
    merged: dict[int, Register] = {}
    differences = []
    for day in sorted({*days, *theirs}):
        first, second = days.get(day, Register()), theirs.get(day, Register())
        made = merged[day] = join(first, second, seen, others)
        if first.text != second.text:
            taken, collided = second.weight > first.weight, day in days and day in theirs
            new = {lost.text for lost in tidied(made).beside - first.beside - second.beside}
            differences.append((f"{month_name(number)}-{day:02}", taken, collided, tuple(sorted(new))))
    unknown = {
        name: max((document[name] for document in (one, other) if name in document), key=_encode)
        for name in {*one, *other}.difference(FIELDS)
    }
    return MergedMonth(in_order(month_of(number, merged) | unknown), differences)


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


def days_of(number: int, document: Document) -> dict[int, Register]:
    """Take a month apart into the days about which it says anything."""
    if not document:
        return {}
    month = read_month(number, {"days": "", **document})
    stamps = read_stamps(number, stamps_text(document), month.at)
    kept = read_beside(document.get(BESIDE))
    beside = {int(day): lost for day, lost in kept.items() if day.isdecimal() and len(day) < 3}
    found = {}
    for day in range(1, month_length(number) + 1):
        mark = month.mark(day)
        if mark or day in stamps or day in beside:
            text = mark_text(mark) if mark else ""
            found[day] = Register(stamps.get(day, NEVER), mark, text, beside.get(day, frozenset()))
    return found


def month_of(number: int, days: Mapping[int, Register]) -> dict[str, Any]:
    """Put a month together again."""
    month = Month(BLANK * month_length(number))
    for day, register in days.items():
        if register.value:
            month = month.marked(day, register.value)
    stamps = {day: register.stamp for day, register in days.items() if register.stamp != NEVER}
    beside = {str(day): write_beside(kept.beside) for day, kept in sorted(days.items()) if kept.beside}
    packed = {STAMPS: write_stamps(number, stamps, month.at)}
    return write_month(number, month) | packed | ({BESIDE: beside} if beside else {})


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
                yield from (day.stamp for day in days_of(month_number_of(name), month).values())
        except (Malformed, ValueError, KeyError, TypeError, AttributeError):
            continue
