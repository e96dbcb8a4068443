"""The events of a month in its document, and their stamps: each event is a line by its id, under its day.

    "events": {"22": {"k3f9a200": "14:05 let pass, 4, short reply", "m4twq801": ""}},
    "event_stamps": {"22": "00=845:1200@k3f9aa;strength=905:30 01=980:7"}

An empty line is an event that was deleted; it stays, so that no older copy brings it back. The stamps of a day have a
word for each event, by the end of its id (by all of it where two end alike): since when it is there or gone, and
behind `;` those of the fields that were changed since. A stamp is written as those of marks are (`stamps`), and names
its machine where that is another one than in the stamp before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from tracker.domain.event import Event
from tracker.domain.log import Month
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.format.event_text import read_event, write_event
from tracker.storage.format.json_text import Document
from tracker.storage.format.month_checks import EVENT_STAMPS, EVENTS
from tracker.storage.format.stamps import MINUTES_A_DAY, NEVER, SAME, Stamp, midnight, read_word, write_word

FIELDS = ("what", "at", "strength", "trigger", "note", "instead")
"""What of an event has a stamp of its own: what it was (its outcome or amount), and what is said of it."""

_NO_STAMPS: Mapping[str, Stamp] = MappingProxyType({})


class EventRecord(NamedTuple):
    """An event as a file keeps it: since when it is there, or gone (None), and the stamps of its changed fields."""

    since: Stamp
    event: Event | None
    stamps: Mapping[str, Stamp] = _NO_STAMPS

    @property
    def latest(self) -> Stamp:
        """The latest of all its stamps."""
        return max(self.since, *self.stamps.values()) if self.stamps else self.since


def event_records(number: int, document: Document) -> dict[tuple[int, str], EventRecord]:
    """Return the events of a month's document by day and id, also those that are gone."""
    stamps = document.get(EVENT_STAMPS)
    found = {}
    for day, lines in document.get(EVENTS, {}).items():
        words = stamps.get(day) if isinstance(stamps, dict) else None
        told = _read_stamps(words, midnight(number) + int(day) * MINUTES_A_DAY) if isinstance(words, str) else {}
        keys = _keys(lines)
        for id, line in lines.items():
            named = told.get(keys[id], {})
            changed = {name: stamp for name, stamp in named.items() if name in FIELDS}
            event = read_event(id, line) if line else None
            found[int(day), id] = EventRecord(named.get("", NEVER), event, changed or _NO_STAMPS)
    return found


def _keys(ids: Iterable[str]) -> dict[str, str]:
    """Return what names each of a day's events among its stamps."""
    ends = Counter(id[-2:] for id in ids)
    return {id: id[-2:] if ends[id[-2:]] == 1 else id for id in ids}


def _read_stamps(words: str, since: int) -> dict[str, dict[str, Stamp]]:
    """Read the stamps of a day's events, by what names each; a word that means nothing is passed over."""
    found: dict[str, dict[str, Stamp]] = {}
    latest = NEVER
    for word in words.split(" "):
        key, _, told = word.partition("=")
        for part in f"={told}".split(";"):
            name, _, packed = part.partition("=")
            stamp = latest if packed == SAME else read_word(packed, since, None)
            if stamp is not None:
                latest = stamp if "@" in packed else stamp._replace(device=latest.device)
                found.setdefault(key, {})[name] = latest
    return found


def write_events(number: int, records: Mapping[tuple[int, str], EventRecord]) -> dict[str, Any]:
    """Return the fields of a month for its events; none where there are none."""
    days: dict[int, dict[str, EventRecord]] = {}
    for (day, id), record in sorted(records.items(), key=_in_order):
        days.setdefault(day, {})[id] = record
    lines = {
        str(day): {id: write_event(record.event) if record.event else "" for id, record in found.items()}
        for day, found in days.items()
    }
    words = {str(day): _stamp_words(found, midnight(number) + day * MINUTES_A_DAY) for day, found in days.items()}
    stamps = {day: told for day, told in words.items() if told}
    return {name: value for name, value in ((EVENTS, lines), (EVENT_STAMPS, stamps)) if value}


def _in_order(placed: tuple[tuple[int, str], EventRecord]) -> tuple[Any, ...]:
    """Order events as they happened on their days, and those that are gone behind them."""
    (day, id), record = placed
    return day, record.event is None, record.event.place if record.event else (), id


def _stamp_words(found: Mapping[str, EventRecord], since: int) -> str:
    words, keys, latest = [], _keys(found), NEVER
    for id, record in found.items():
        changed = {name: record.stamps[name] for name in FIELDS if record.event and name in record.stamps}
        if record.since == NEVER and not changed:
            continue
        parts = []
        for name, stamp in {keys[id]: record.since, **changed}.items():
            parts.append(f"{name}={write_word(stamp, latest, since, None) if stamp != NEVER else ''}")
            latest = stamp if stamp != NEVER else latest
        words.append(";".join(parts))
    return " ".join(words)


def changed_records(
    records: Mapping[tuple[int, str], EventRecord], old: Month, new: Month, totals: Mapping[int, Stamp], stamp: Stamp
) -> dict[tuple[int, str], EventRecord]:
    """Return the records of a month with the events stamped in which two states of it differ.

    `totals` says of the days on which a total is typed since when it holds.
    """
    made = dict(records)
    for day in {*old.events, *new.events}:
        if old.events.get(day) == new.events.get(day) and old.typed(day) == new.typed(day):
            continue
        events = {event.id: event for event in new.events.get(day, ())}
        for event in old.events.get(day, ()):
            if event.id not in events:
                made[day, event.id] = EventRecord(stamp, None)
        for id, event in events.items():
            record = _put(made.get((day, id)), event, stamp)
            made[day, id] = _in_place(record, event, totals.get(day, NEVER), stamp)
    return made if stamp != NEVER else {place: record for place, record in made.items() if record.event}


def _put(record: EventRecord | None, event: Event, stamp: Stamp) -> EventRecord:
    if record is None or record.event is None:
        return EventRecord(stamp, event)
    was, now = fields_of(record.event), fields_of(event)
    changed = {name: stamp for name in FIELDS if was[name] != now[name]} if stamp != NEVER else {}
    return EventRecord(record.since, event, {**record.stamps, **changed} if changed else record.stamps)


def _in_place(record: EventRecord, event: Event, total: Stamp, stamp: Stamp) -> EventRecord:
    """Return a record whose stamp says what its event does: whether a total takes it in."""
    if not event.is_portion or total == NEVER or event.taken == (record.since < total):
        return record
    # Whoever takes it out of a total has all of it before the eyes, and says it anew.
    return record._replace(since=NEVER) if event.taken else EventRecord(stamp, event)


def fields_of(event: Event) -> dict[str, Any]:
    """Return what of an event has a stamp of its own, by name."""
    return {
        "what": (event.outcome, event.amount),
        "at": event.at,
        "strength": (event.strength, event.after),
        "trigger": event.trigger,
        "note": event.note,
        "instead": event.instead,
    }


def with_field_values(event: Event, values: Mapping[str, Any]) -> Event:
    """Return an event with what `fields_of` gives."""
    (outcome, amount), (strength, after) = values["what"], values["strength"]
    said = {name: values[name] for name in ("at", "trigger", "note", "instead")}
    return event._replace(outcome=outcome, amount=amount, strength=strength, after=after, **said)
