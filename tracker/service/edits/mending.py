"""Mending: the edits that change an event afterwards, move it or take it away, and what triggers are called.

Ids are typed by people, so any beginning that only one event has stands for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from tracker.domain.amounts import read_amount
from tracker.domain.book import Book
from tracker.domain.changes import Change, DeleteEvent, PutEvent, together
from tracker.domain.errors import NotFound, Refused
from tracker.domain.event import Event, UrgeOutcome, numbered
from tracker.domain.log import happened
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import excerpt
from tracker.service.edits.days import When, refuse_outside, refuse_to_come, refuse_too_many
from tracker.service.edits.events import Detail, read_trigger, refuse_after_alone
from tracker.service.new_ids import token
from tracker.service.steps import NOTHING, Edit
from tracker.service.words.plans import instead_of


class Found(NamedTuple):
    """An event, and where it stands."""

    habit: str
    day: date
    event: Event


def find_event(book: Book, id: str) -> Found:
    """Return the one event whose id begins so; raise `NotFound` for none, or several."""
    wanted = id.strip().casefold()
    found = [each for each in all_events(book) if wanted and each.event.id.startswith(wanted)]
    exact = [each for each in found if each.event.id == wanted]
    found = [max(exact, key=lambda each: each.day)] if exact else found
    if not found:
        raise NotFound(f"There is no event “{excerpt(id)}”.")
    if len(found) > 1:
        raise NotFound(f"“{excerpt(id)}” is the beginning of {len(found)} events; write more of the id.")
    return found[0]


def all_events(book: Book, habit: str = "", first: date = date.min, last: date = date.max) -> Iterator[Found]:
    """Walk the events of a habit, or of all, from one day to another, both included."""
    for id, log in book.logs.items():
        if habit in ("", id) and (span := log.span):
            low, high = max(first.toordinal(), span[0]), min(last.toordinal(), span[1])
            for day, event in happened(log, low, high):
                yield Found(id, date.fromordinal(day), event)


def change_event(
    id: str,
    said: Detail,
    *,
    outcome: UrgeOutcome | None = None,
    amount: str = "",
    bare: str = "",
    when: When | None = None,
) -> Edit:
    """Say something else of an event; `bare` names parts (at, strength, after) that are to say nothing any more.

    Where it is said `when` that is, a minute that has not come yet is refused.
    """

    def edit(book: Book) -> Change:
        found = find_event(book, id)
        event = found.event
        if when:
            refuse_to_come(said.at, found.day, when)
        if event.is_portion and (outcome or said.strength or said.trigger or said.after or said.instead):
            raise Refused("A portion of an amount has a time and a note; a strength or a trigger is for urges.")
        if amount and not event.is_portion:
            raise Refused("An urge has no amount; say `passed` or `acted` of it.")
        values: dict[str, Any] = {name: value for name, value in said._asdict().items() if value is not None}
        values |= dict.fromkeys(bare.split())
        new = event._replace(**values)
        if new.strength is None and said.after is None:
            new = new._replace(after=None)
        refuse_after_alone(new)
        if outcome:
            new = new._replace(outcome=outcome)
        if amount:
            unit = book.habit(found.habit).rule_on(found.day).goal.unit
            new = new._replace(amount=read_amount(amount, unit))
        return NOTHING if new == event else PutEvent(found.habit, found.day, new)

    return edit


def move_event(id: str, day: date, when: When) -> Edit:
    """Move an event to another day; it stays the same one, so two machines that move it so have it once."""
    refuse_outside(day, when.today)
    letters = token()

    def edit(book: Book) -> Change:
        found = find_event(book, id)
        if found.day == day:
            return NOTHING
        refuse_to_come(found.event.at, day, when)
        there = book.log(found.habit).events(day)
        refuse_too_many(there, 1)
        is_there = any(event.id == found.event.id for event in there)
        moved = found.event._replace(id=numbered(letters, there) if is_there else found.event.id, taken=False)
        return together([DeleteEvent(found.habit, found.day, found.event.id), PutEvent(found.habit, day, moved)])

    return edit


def delete_event(id: str) -> Edit:
    """Take an event away."""

    def edit(book: Book) -> Change:
        found = find_event(book, id)
        return DeleteEvent(found.habit, found.day, found.event.id)

    return edit


def triggers(book: Book) -> list[tuple[str, int]]:
    """Return the user's own triggers and how often each was named, the most usual first."""
    counts = Counter(found.event.trigger for found in all_events(book) if found.event.trigger)
    return sorted(counts.items(), key=lambda each: (-each[1], each[0].casefold()))


def insteads(book: Book) -> list[str]:
    """Return what was done instead of urges, the most usual first, and then what the habits say of it."""
    counts = Counter(found.event.instead for found in all_events(book) if found.event.instead)
    planned = [instead_of(habit) for habit in book.active if habit.rule.goal.is_urge]
    used = sorted(counts, key=lambda words: (-counts[words], words.casefold()))
    return [*used, *(words for words in dict.fromkeys(planned) if words and words not in counts)]


def rename_trigger(old: str, new: str) -> Edit:
    """Call a trigger otherwise wherever it is named; with the name of another one the two are joined."""
    called = read_trigger(new)

    def edit(book: Book) -> Change:
        named = [each for each in all_events(book) if _folded(each.event.trigger) == _folded(old)]
        if not named or not old.strip():
            raise NotFound(f"There is no trigger “{excerpt(old)}”.")
        return together(
            PutEvent(habit, day, event._replace(trigger=called))
            for habit, day, event in named
            if event.trigger != called
        )

    return edit


def _folded(text: str) -> str:
    return text.strip().casefold()
