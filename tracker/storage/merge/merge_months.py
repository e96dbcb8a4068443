"""Merging a month: day by day, the mark with the later stamp wins, and a note that loses is kept beside."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tracker.domain.log import BLANK, Mark, Month, month_length
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean
from tracker.storage.format.json_text import Document
from tracker.storage.format.month_checks import month_name
from tracker.storage.format.month_stamps import read_stamps, write_stamps
from tracker.storage.format.months import FIELDS, in_order, read_month, stamps_text, write_month
from tracker.storage.merge.stamps import NEVER, STAMPS, Stamp

_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


class DayState(NamedTuple):
    """What one copy has for a day: its stamp, its mark, and the notes that are kept beside."""

    stamp: Stamp = NEVER
    mark: Mark | None = None
    beside: frozenset[str] = frozenset()

    @property
    def weight(self) -> tuple[Stamp, str]:
        """What decides which of two wins."""
        return self.stamp, _encode(self.mark) if self.mark else ""

    @property
    def note(self) -> str:
        return self.mark.note if self.mark else ""


class MergedMonth(NamedTuple):
    """The document of a month, and (day, taken from the second, set by both, notes kept beside) of each difference."""

    document: dict[str, Any]
    differences: list[tuple[str, bool, bool, tuple[str, ...]]]


def merge_months(number: int, one: Document, other: Document, *, losers: bool) -> MergedMonth:
    """Merge the documents of one month of a log."""
    days, others = _days(number, one), _days(number, other)
    merged: dict[int, DayState] = {}
    differences = []
    for day in sorted({*days, *others}):
        first, second = days.get(day, DayState()), others.get(day, DayState())
        made = merged[day] = _merge_day(first, second, losers=losers)
        if first.weight[1] != second.weight[1]:
            taken, collided = second.weight > first.weight, day in days and day in others
            new = made.beside - first.beside - second.beside
            differences.append((f"{month_name(number)}-{day:02}", taken, collided, tuple(sorted(new))))
    unknown = {
        name: max((document[name] for document in (one, other) if name in document), key=_encode)
        for name in {*one, *other}.difference(FIELDS)
    }
    return MergedMonth(in_order(_document(number, merged) | unknown), differences)


def _merge_day(one: DayState, other: DayState, *, losers: bool) -> DayState:
    winner = max(one, other, key=lambda day: day.weight)
    texts = {*one.beside, *other.beside, winner.note, *((one.note, other.note) if losers else ())}
    return winner._replace(beside=frozenset(widest(texts) - {winner.note}))


def widest(texts: Iterable[str]) -> set[str]:
    """Give the texts that stand within no other one."""
    kept = set(texts) - {""}
    return {text for text in kept if not any(text != other and text in other for other in kept)}


def _days(number: int, document: Document) -> dict[int, DayState]:
    """Take a month apart into the days about which it says anything."""
    if not document:
        return {}
    month = read_month(number, {"days": "", **document})
    stamps = read_stamps(number, stamps_text(document), month.at)
    beside = _beside(document)
    found = {}
    for day in range(1, month_length(number) + 1):
        mark = month.mark(day)
        if mark or day in stamps or day in beside:
            found[day] = DayState(stamps.get(day, NEVER), mark, beside.get(day, frozenset()))
    return found


def _beside(document: Document) -> dict[int, frozenset[str]]:
    kept = document.get("beside")
    if not isinstance(kept, dict):
        return {}
    return {
        int(day): frozenset(clean(text, lines=True) for text in texts if isinstance(text, str))
        for day, texts in kept.items()
        if day.isdecimal() and len(day) < 3 and isinstance(texts, list)
    }


def _document(number: int, days: dict[int, DayState]) -> dict[str, Any]:
    month = Month(BLANK * month_length(number))
    for day, made in days.items():
        if made.mark:
            month = month.marked(day, made.mark)
    stamps = {day: made.stamp for day, made in days.items() if made.stamp != NEVER}
    beside = {str(day): sorted(made.beside) for day, made in sorted(days.items()) if made.beside}
    packed = {STAMPS: write_stamps(number, stamps, month.at)}
    return write_month(number, month) | packed | ({"beside": beside} if beside else {})
