"""Diff: the change that leads from one book to another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.domain.book import PROMPT_FIELDS, Book, Settings
from tracker.domain.changes import (
    Batch,
    Change,
    Delete,
    DeleteEvent,
    Item,
    ItemKind,
    Put,
    PutEvent,
    PutPrompts,
    PutSettings,
    SetMark,
    all_of,
)
from tracker.domain.event import counting
from tracker.domain.log import Log, Month, month_length


def turn_into(before: Book, after: Book) -> Batch:
    """Return the change that makes one book another, in everything."""
    changes: list[Change] = [
        *(Delete(kind, id) for kind in ItemKind for id in _missing(all_of(before, kind), all_of(after, kind))),
        *add_all(before, after).changes,
    ]
    if before.settings != after.settings == Settings():
        changes.append(PutSettings(after.settings))
    changes += (
        PutPrompts((), span) for span in PROMPT_FIELDS if before.prompts_of(span) and not after.prompts_of(span)
    )
    for id, log in before.logs.items():
        changes += (change for change in _days_of(id, log, after.log(id)) if _takes_away(change))
    return Batch(tuple(changes))


def add_all(before: Book, other: Book) -> Batch:
    """Return the change that brings everything of another book into one, and takes nothing away that only it has."""
    changes: list[Change] = [
        Put(item) for kind in ItemKind for item in _different(all_of(before, kind), all_of(other, kind))
    ]
    if other.settings not in (before.settings, Settings()):
        changes.append(PutSettings(other.settings))
    asked = [(other.prompts_of(span), before.prompts_of(span), span) for span in PROMPT_FIELDS]
    changes += (PutPrompts(theirs, span) for theirs, mine, span in asked if theirs and theirs != mine)
    for id, log in other.logs.items():
        changes += (change for change in _days_of(id, before.log(id), log) if not _takes_away(change))
    return Batch(tuple(changes))


def _missing(before: tuple[Item, ...], after: tuple[Item, ...]) -> list[str]:
    kept = {item.id for item in after}
    return [item.id for item in before if item.id not in kept]


def _different(before: tuple[Item, ...], after: tuple[Item, ...]) -> list[Item]:
    known = {item.id: item for item in before}
    return [item for item in after if known.get(item.id) != item]


def _takes_away(change: SetMark | PutEvent | DeleteEvent) -> bool:
    return isinstance(change, DeleteEvent) or (isinstance(change, SetMark) and change.mark is None)


def _days_of(id: str, before: Log, after: Log) -> Iterator[SetMark | PutEvent | DeleteEvent]:
    """Return what makes the days of a habit in which two logs differ as the second one has them."""
    for number in sorted({*before.months, *after.months}):
        blank = Month(" " * month_length(number))
        old, new = before.months.get(number, blank), after.months.get(number, blank)
        if old is new or old == new:
            continue
        for day in range(1, month_length(number) + 1):
            yield from _day_of(id, date(number // 12, number % 12 + 1, day), old, new)


def _day_of(id: str, day: date, old: Month, new: Month) -> Iterator[SetMark | PutEvent | DeleteEvent]:
    happened, events = old.events.get(day.day, ()), new.events.get(day.day, ())
    typed = new.typed(day.day)
    taken_in = {event.id for event in events if event.taken}
    if old.typed(day.day) != typed or any(event.taken != (event.id in taken_in) for event in happened):
        yield SetMark(id, day, typed, counting(events))
    known = {event.id: event for event in happened}
    for event in events:
        there = known.pop(event.id, None)
        if there is None or there._replace(taken=event.taken) != event:
            yield PutEvent(id, day, event)
    yield from (DeleteEvent(id, day, gone) for gone in known)
