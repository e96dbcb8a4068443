"""Merging events: what happened on two machines adds up, and what was deleted stays deleted.

An event is there or gone since some stamp, and the later of the two holds, with all that was said of it by then. Where
both copies have it since the same stamp, each field is a register of its own, and a note that loses is kept beside.
"""

from __future__ import annotations

from typing import Any

from tracker.domain.event import Event
from tracker.domain.mark import Mark
from tracker.storage.format.month_events import EventRecord, fields_of, holds_from, with_field_values
from tracker.storage.merge.registers import Horizon, Lost, Register, join
from tracker.storage.merge.stamps import NEVER, Stamp


def event_register(record: EventRecord, beside: frozenset[Lost]) -> Register:
    """Return an event as a register: its latest stamp, its record, what it says, and the notes that lost in it."""
    return Register(record.latest, record, event_text(record.event), beside)


def event_text(event: Event | None) -> str:
    """Say what an event is, for people to read; nothing of one that is gone."""
    from tracker.storage.format.event_text import write_event

    return write_event(event) if event else ""


def join_events(one: Register, other: Register, seen: Horizon, others: Horizon) -> Register:
    """Return the register that two copies of an event come to; a copy without it has an empty one."""
    mine: EventRecord | None = one.value
    theirs: EventRecord | None = other.value
    if mine is None or theirs is None:
        return one if theirs is None else other
    if mine.since != theirs.since or mine.event is None or theirs.event is None:
        return max(one, other, key=_life)
    values, stamps = _joined_fields(mine, theirs)
    note = join(_note(one), _note(other), seen, others)
    event = with_field_values(mine.event, values)._replace(taken=mine.event.taken or theirs.event.taken)
    return event_register(EventRecord(mine.since, event, stamps), note.beside)


def _life(register: Register) -> tuple[Stamp, bool]:
    return register.value.since, register.value.event is None


def _joined_fields(mine: EventRecord, theirs: EventRecord) -> tuple[dict[str, Any], dict[str, Stamp]]:
    assert mine.event is not None  # noqa: S101 - both are there
    assert theirs.event is not None  # noqa: S101
    values, stamps = {}, {}
    values_there = fields_of(theirs.event)
    for name, value in fields_of(mine.event).items():
        found = [
            (mine.stamps.get(name, NEVER), repr(value), value),
            (theirs.stamps.get(name, NEVER), repr(values_there[name]), values_there[name]),
        ]
        stamp, _, values[name] = max(found, key=lambda each: each[:2])
        if stamp != NEVER:
            stamps[name] = stamp
    return values, stamps


def _note(register: Register) -> Register:
    """Return an event's note as a register; the one that it began with was seen by whoever wrote another."""
    record: EventRecord = register.value
    stamp = record.stamps.get("note", NEVER)
    text = record.event.note if record.event and stamp != NEVER else ""
    return Register(stamp, None, text, register.beside)


def weighed_by_stamp(register: Register, typed: Mark | None, since: Stamp) -> Register:
    """Return an event of a day with what its stamp says: whether the total that is typed takes it in."""
    record: EventRecord = register.value
    if record.event is None or not record.event.is_portion:
        return register
    total = holds_from(typed, since)
    taken = holds_from(typed, Stamp(1)) != NEVER and (
        record.event.taken if NEVER in (record.since, total) else record.since < total
    )
    if taken == record.event.taken:
        return register
    return event_register(record._replace(event=record.event._replace(taken=taken)), register.beside)


def replayed_event(found: Register | None, was: EventRecord | None, now: EventRecord, stamp: Stamp) -> Register:
    """Return an event as it is found, with what an entry made of it: put, changed in some fields, or deleted."""
    there: EventRecord | None = found.value if found else None
    beside: frozenset[Lost] = found.beside if found else frozenset()
    if now.event is None:
        made = EventRecord(stamp, None)
    elif was is None or was.event is None:
        made = EventRecord(stamp, now.event)
    elif there is None or there.event is None:
        return found or event_register(now, beside)
    else:
        old, new = fields_of(was.event), fields_of(now.event)
        changed = {name: value for name, value in new.items() if value != old[name]}
        event = with_field_values(there.event, fields_of(there.event) | changed)
        made = EventRecord(there.since, event, {**there.stamps, **dict.fromkeys(changed, stamp)})
    joined = join_events(event_register(made, beside), found or Register(), Horizon(), Horizon())
    note, stands = made.event.note if made.event else "", joined.value.event
    if note and stands and stands.note != note and made.stamps.get("note") == stamp:
        beside |= {Lost(stamp, note)}
    return joined._replace(beside=beside)
