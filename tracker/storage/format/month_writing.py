"""Months as they are written: what of a log changed, in its document, with the stamps of the days it changed on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from tracker.domain.amounts import format_amount
from tracker.domain.log import Log, Month, month_length
from tracker.domain.mark import BLANK, CODES, Mark, MarkKind
from tracker.storage.format.fields import differing, with_fields
from tracker.storage.format.json_text import Document
from tracker.storage.format.month_checks import EVENT_STAMPS, EVENTS, month_name
from tracker.storage.format.stamps import MINUTES_A_DAY, NEVER, STAMPS, Stamp, midnight, read_stamps, write_stamps

SINCE = "since"
FIELDS = ("days", "amounts", "urges", "under", EVENTS, "notes", "at", STAMPS, SINCE, EVENT_STAMPS, "beside")
"""The fields of a month, in the order in which a file has them."""
_NOTHING: Mapping[int, Any] = MappingProxyType({})


def write_log(document: Document, before: Log, after: Log, stamp: Stamp) -> dict[str, Any]:
    """Return the document of a log with the months set, and the days stamped, in which two states of it differ."""
    changed = dict(document)
    for number in {**before.months, **after.months}:
        old, new = before.months.get(number), after.months.get(number)
        if old is new:
            continue
        name = month_name(number)
        kept = document.get(name, {})
        changes = differing(_standing(number, old, kept), write_month(number, new) if new else {})
        fields = with_fields(kept, changes)
        blank = Month(BLANK * month_length(number))
        month = in_order(_stamped(number, fields, old or blank, new or blank, stamp))
        changed[name] = month
        if not month:
            del changed[name]
    return dict(sorted(changed.items()))


def _standing(number: int, month: Month | None, document: Document) -> dict[str, Any]:
    """Return the fields of a month with its words as they stand: what an older letbe passed over goes with a change."""
    words = {name: document[name] for name in ("amounts", "urges", "under") if name in document}
    return (write_month(number, month) if month else {}) | words


def _stamped(number: int, fields: dict[str, Any], old: Month, new: Month, stamp: Stamp) -> dict[str, Any]:
    days = [] if stamp == NEVER else _days_typed_anew(old, new)
    stamps = typed_stamps(number, fields, old)
    since = typed_since(number, fields)
    for day in days:
        was, held = old.typed(day), since.pop(day, stamps.get(day, NEVER))
        now = new.typed(day) if was else None
        if was and now and was[:4] == now[:4] and holds_from(now, held) != NEVER and not _taken_anew(day, old, new):
            since[day] = held
        stamps[day] = stamp
    if days:
        fields = {**fields, **write_typed_stamps(number, stamps, since, new)}
    if old.events or new.events:
        from tracker.storage.format.month_events import changed_records, event_records, write_events  # few months

        totals = {day: holds_from(new.typed(day), since.get(day, stamps.get(day, NEVER))) for day in new.events}
        records = changed_records(event_records(number, fields), old, new, totals, stamp)
        fields = {name: value for name, value in fields.items() if name not in (EVENTS, EVENT_STAMPS)}
        fields |= write_events(number, records)
    return fields


def _days_typed_anew(old: Month, new: Month) -> list[int]:
    """Return the days of a month of which something else is typed than was; without events that needs no marks."""
    if old.events or new.events:
        days = range(1, len(new.line) + 1)
        return [day for day in days if old.typed(day) != new.typed(day) or _taken_anew(day, old, new)]
    amounts, beside = old.amounts != new.amounts, ((old.urges, new.urges), (old.notes, new.notes), (old.at, new.at))
    return [
        day
        for day, (was, now) in enumerate(zip(old.line, new.line, strict=True), 1)
        if was != now
        or (amounts and old.amount(day) != new.amount(day))
        or any(known.get(day) != said.get(day) for known, said in beside)
    ]


def _taken_anew(day: int, old: Month, new: Month) -> bool:
    """Whether a total that is typed takes in an event that was there, or gives one free."""
    if day not in old.events:
        return False
    taken = {event.id: event.taken for event in new.events.get(day, ())}
    return any(event.taken != taken.get(event.id, event.taken) for event in old.events[day])


def typed_stamps(number: int, document: Document, month: Month) -> dict[int, Stamp]:
    """Return the stamps of what is typed of each day."""
    return read_stamps(number, stamps_text(document), month.at)


def typed_since(number: int, document: Document) -> dict[int, Stamp]:
    """Return the stamps of the marks themselves, on days on which only a note was written later."""
    text = document.get(SINCE, "")
    return read_stamps(number, text if isinstance(text, str) else "", _NOTHING)


def write_typed_stamps(
    number: int, stamps: Mapping[int, Stamp], since: Mapping[int, Stamp], month: Month
) -> dict[str, str]:
    """Return the fields for the stamps of what is typed."""
    return {STAMPS: write_stamps(number, stamps, month.at), SINCE: write_stamps(number, since, _NOTHING)}


def stamps_text(month: Document) -> str:
    """Return the packed stamps of a month's document; an empty text when there are none."""
    text = month.get(STAMPS, "")
    return text if isinstance(text, str) else ""


def in_order(month: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a month as every file orders them, so that equal months read the same; or nothing."""
    kept = {name: value for name, value in month.items() if value != ""}
    if not kept:
        return {}
    ours = {name: kept.pop(name) for name in FIELDS if name in kept}
    return {"days": "", **ours, **dict(sorted(kept.items()))}


def write_month(number: int, month: Month) -> dict[str, Any]:
    """Return the fields of one month, but for its events and stamps."""
    fields: dict[str, Any] = {"days": month.line.rstrip(BLANK)}
    amounts = {day: month.amount(day) for day, code in enumerate(month.line, 1) if code == CODES[MarkKind.AMOUNT]}
    urges, under = dict(month.urges), {}
    for day in month.events:
        amounts.pop(day, None)
        urges.pop(day, None)
        match month.under.get(day):
            case Mark(kind) as typed if CODES[kind] != month.line[day - 1]:
                under[day] = CODES[kind] + _value_of(typed)
            case Mark(MarkKind.AMOUNT, amount):
                amounts[day] = amount
            case Mark(MarkKind.URGES, _, passed, acted):
                urges[day] = passed, acted
    if amounts:
        fields["amounts"] = " ".join(f"{day}={format_amount(amount)}" for day, amount in sorted(amounts.items()))
    if urges:
        fields["urges"] = " ".join(f"{day}={passed}/{acted}" for day, (passed, acted) in sorted(urges.items()))
    if under:
        fields["under"] = " ".join(f"{day}={word}" for day, word in sorted(under.items()))
    if month.notes:
        fields["notes"] = {str(day): note for day, note in sorted(month.notes.items())}
    if month.at:
        since = midnight(number)
        words = ("" if (at := month.at.get(day)) is None else str(at - since - day * MINUTES_A_DAY)
                 for day in range(1, max(month.at) + 1))  # fmt: skip
        fields["at"] = ",".join(words)
    return fields


def _value_of(mark: Mark) -> str:
    if mark.kind is MarkKind.URGES:
        return f"{mark.passed}/{mark.acted}"
    return format_amount(mark.amount) if mark.kind is MarkKind.AMOUNT else ""


def holds_from(typed: Mark | None, since: Stamp) -> Stamp:
    """Return since when what is typed of a day takes in what came before it; `NEVER` where it does not."""
    takes = typed is not None and typed.kind in (MarkKind.AMOUNT, MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED)
    return since if takes else NEVER
