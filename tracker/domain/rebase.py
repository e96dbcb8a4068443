"""Rebase: a change that is taken back, or made again, on a book that has gone on since.

Of a change and its inverse one says what was set and the other what stood there before: the fields in which the two
differ are those that the change named. Only these are set again; what has come into the same record from another copy
stays as it came.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from tracker.domain.book import Agreement, Book, Pause, Question, Reflection, Settings, Wording
from tracker.domain.changes import (
    Batch,
    Change,
    Delete,
    DeleteEvent,
    Put,
    PutEvent,
    PutSettings,
    SetMark,
    all_of,
    find,
)
from tracker.domain.day_changes import typed_and_events
from tracker.domain.event import Event, counting
from tracker.domain.habit import Area, Habit
from tracker.domain.mark import Mark, MarkKind

_Record = TypeVar("_Record", Area, Habit, Pause, Reflection, Question, Agreement, Settings, Mark, Event)
_NO_MARK = Mark(MarkKind.NOTE)


def refitted(change: Change, over: Change, book: Book) -> Change:
    """Return what of a change is still to be made on a book, which may be another than it was made for.

    `over` is its inverse. What somebody deleted since stays deleted, and what is there again is not put again.
    """
    match change, over:
        case Batch(changes), Batch(others) if len(changes) == len(others):
            return _batch(changes, reversed(others), book)
        case SetMark(id, day, new), SetMark(_, _, old):
            now, there = typed_and_events(book.log(id), day)
            return SetMark(id, day, _mark(now, old, new), _counted(there, change, over))
        case PutEvent() | DeleteEvent(), PutEvent() | DeleteEvent():
            return _event(change, over, _there(book, change))
        case PutSettings(new), PutSettings(old):
            return PutSettings(_carried(book.settings, old, new))
        case Put() | Delete(), Put() | Delete() if some := _reflection_of(change) or _reflection_of(over):
            return _reflection(change, over, book.reflection(some.span, some.day))
        case Put(Agreement() as new), Put(Agreement() as old):
            agreed = find(book.agreements, new.id)
            return Put(_agreement(agreed, old, new)) if agreed else Batch()
        case Put(new), Put(old):
            now = find(all_of(book, change.kind), new.id)
            return Put(_carried(now, old, new)) if now else Batch()
        case Put(), Delete(kind, id) if find(all_of(book, kind), id):
            return Batch()
    return change


def _batch(changes: Iterable[Change], others: Iterable[Change], book: Book) -> Batch:
    """Refit changes one after the other; days are kept in mind, for setting each in the book would take too long.

    So are reflections, of which a file of another tracker may have one a day.
    """
    fitted: list[Change] = []
    marks: dict[tuple[str, date], Mark | None] = {}
    events: dict[tuple[str, date, str], Event | None] = {}
    reflections: dict[str, Reflection] | None = None
    for change, other in zip(changes, others, strict=True):
        match change, other:
            case SetMark(id, day, new), SetMark(_, _, old):
                now, there = typed_and_events(book.log(id), day)
                mark = marks[id, day] = _mark(marks.get((id, day), now), old, new)
                fitted.append(SetMark(id, day, mark, _counted(there, change, other)))
            case PutEvent() | DeleteEvent(), PutEvent() | DeleteEvent():
                place = change.habit, change.day, change.id
                made = _event(change, other, events[place] if place in events else _there(book, change))
                fitted.append(made)
                if not isinstance(made, Batch):
                    events[place] = made.event if isinstance(made, PutEvent) else None
            case Put() | Delete(), Put() | Delete() if some := _reflection_of(change) or _reflection_of(other):
                if reflections is None:
                    reflections = {each.id: each for each in book.all_reflections}
                fitted.append(_reflection(change, other, reflections.pop(some.id, None)))
                reflections |= {each.id: each for each in (_reflection_of(fitted[-1]),) if each}
            case _:
                fitted.append(refitted(change, other, book))
                book = fitted[-1].apply(book)
    return Batch(tuple(fitted))


def _counted(events: tuple[Event, ...], change: SetMark, over: SetMark) -> tuple[str, ...]:
    """Return the portions on top of a total: those that were so, and those that have come since."""
    if not events:
        return change.counted
    since = set(counting(events)).difference(over.counted)
    return (*change.counted, *sorted(since.difference(change.counted)))


def _there(book: Book, change: PutEvent | DeleteEvent) -> Event | None:
    return next((event for event in book.log(change.habit).events(change.day) if event.id == change.id), None)


def _event(
    change: PutEvent | DeleteEvent, over: PutEvent | DeleteEvent, now: Event | None
) -> PutEvent | DeleteEvent | Batch:
    """Carry an event field by field; one that was deleted since stays so, and one that is there is not put again."""
    if isinstance(change, DeleteEvent):
        return change
    if isinstance(over, DeleteEvent):
        return Batch() if now else change
    return change._replace(event=_carried(now, over.event, change.event)) if now else Batch()


def _carried(now: _Record, old: _Record, new: _Record) -> _Record:
    """Return a record as it now is, with the fields set in which a new state differs from an old one."""
    named: dict[str, Any] = {
        name: value for name, was, value in zip(now._fields, old, new, strict=True) if value != was
    }
    return now._replace(**named)


def _mark(now: Mark | None, old: Mark | None, new: Mark | None) -> Mark | None:
    """Carry a mark, of which the note is one thing, and what was done with how much of it another."""
    if now == old:
        return new
    was, wanted = old or _NO_MARK, new or _NO_MARK
    carried = _carried(now or _NO_MARK, was, wanted)
    if wanted[:4] != was[:4]:
        carried = Mark(*wanted[:4], carried.note, carried.at)
    return None if carried[:5] == _NO_MARK[:5] else carried


def _agreement(now: Agreement, old: Agreement, new: Agreement) -> Agreement:
    """Carry an agreement, wording by wording and look by look."""
    was, wanted, there = dict(old.wordings), dict(new.wordings), dict(now.wordings)
    for day in was.keys() | wanted.keys():
        if was.get(day) != wanted.get(day):
            there.pop(day, None)
            there |= {day: wanted[day]} if day in wanted else {}
    wordings = tuple(Wording(*each) for each in sorted(there.items())) or now.wordings
    looks = {*now.looks}.difference({*old.looks}.difference(new.looks)) | {*new.looks}.difference(old.looks)
    return _carried(now, old, new)._replace(wordings=wordings, looks=tuple(sorted(looks)))


def _reflection(change: Change, over: Change, now: Reflection | None) -> Change:
    """Carry a reflection, answer by answer; one in which nothing is left goes."""
    old, new = (_reflection_of(each) for each in (over, change))
    some = old or new
    if some is None or now == old:
        return change
    empty = Reflection(some.span, some.day)
    was, wanted = dict((old or empty).answers), dict((new or empty).answers)
    named = {prompt: wanted.get(prompt, "") for prompt in was | wanted if was.get(prompt) != wanted.get(prompt)}
    answers = dict((now or empty).answers) | named
    carried = _carried(now or empty, old or empty, new or empty)
    carried = carried._replace(answers=tuple((prompt, text) for prompt, text in answers.items() if text))
    return Put(carried) if carried != empty else Delete(Put(empty).kind, some.id)


def _reflection_of(change: Change) -> Reflection | None:
    return change.item if isinstance(change, Put) and isinstance(change.item, Reflection) else None
