"""Merging events: what happened on two machines adds up, and what was deleted stays deleted.

An event is there or gone since some stamp, and the later of the two holds, with all that was said of it by then. Where
both copies have it since the same stamp, each field is a register of its own. Words that lose, or that were written of
what is gone by now, are kept beside.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tracker.domain.event import Event
from tracker.domain.mark import Mark
from tracker.storage.format.month_events import EventRecord, fields_of, with_field_values
from tracker.storage.format.month_writing import holds_from
from tracker.storage.format.stamps import NEVER, Horizon, Stamp
from tracker.storage.merge.registers import Lost, Register, left_of

_TEXTS = ("note", "trigger", "instead")
"""What of an event is in somebody's own words, and so kept beside where it loses."""


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
        made: EventRecord = max(mine, theirs, key=_life)
    else:
        values, stamps = _joined_fields(mine, theirs)
        event = with_field_values(mine.event, values)._replace(taken=mine.event.taken or theirs.event.taken)
        made = EventRecord(mine.since, event, stamps)
    left = left_of(one.beside | _texts_of(mine), other.beside | _texts_of(theirs), seen, others)
    return event_register(made, left - _texts_of(made))


def _life(record: EventRecord) -> tuple[Stamp, bool]:
    return record.since, record.event is None


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


def _texts_of(record: EventRecord | None) -> frozenset[Lost]:
    """Return what was written of an event since it was there; what it began with was seen by whoever wrote more."""
    if record is None or record.event is None:
        return frozenset()
    values = fields_of(record.event)
    return frozenset(
        Lost(stamp, values[name]) for name, stamp in record.stamps.items() if name in _TEXTS and values[name]
    )


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


def replayed_event(
    found: Register | None, was: EventRecord | None, now: EventRecord, stamp: Stamp, has_seen: Callable[[Stamp], bool]
) -> Register:
    """Return an event as it is found, with what an entry made of it: put, changed in some fields, or deleted.

    `has_seen` tells what was before the eyes of whoever made the entry; what was not and loses is kept beside.
    """
    there: EventRecord | None = found.value if found else None
    made = _made(there, was, now, stamp)
    nothing = Horizon()
    joined = join_events(event_register(made, frozenset()), found or Register(), nothing, nothing)
    old = set(fields_of(was.event).values()) if was and was.event else set()
    over = {lost for lost in _texts_of(there) if lost.text in old and has_seen(lost.stamp)}
    own = {lost for lost in _texts_of(made) if lost.stamp == stamp}
    kept = (found.beside if found else frozenset()) | (_texts_of(there) - over) | own
    return joined._replace(beside=kept - _texts_of(joined.value))


def _made(there: EventRecord | None, was: EventRecord | None, now: EventRecord, stamp: Stamp) -> EventRecord:
    """Return an event as an entry made it; of one that is gone by now only what was written in it."""
    if now.event is None:
        return EventRecord(stamp, None)
    if was is None or was.event is None:
        return EventRecord(stamp, now.event)
    old, new = fields_of(was.event), fields_of(now.event)
    changed = {name: value for name, value in new.items() if value != old[name]}
    if there is None or there.event is None:
        return EventRecord(NEVER, now.event, dict.fromkeys(changed, stamp))
    event = with_field_values(there.event, fields_of(there.event) | changed)
    return EventRecord(there.since, event, {**there.stamps, **dict.fromkeys(changed, stamp)})
