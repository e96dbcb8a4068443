"""Refitting: a change that is taken back, or made again, on a book that has gone on since.

Of a change and its inverse one says what was set and the other what stood there before: the fields in which the two
differ are those that the change named. Only these are set again; what has come into the same record from another copy
stays as it came.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from tracker.domain.book import Book, Pause, Reflection, Settings
from tracker.domain.changes import Batch, Change, Delete, ItemKind, Put, PutSettings, SetMark, all_of, find
from tracker.domain.habit import Area, Habit
from tracker.domain.log import Mark, MarkKind

_Record = TypeVar("_Record", Area, Habit, Pause, Reflection, Settings, Mark)
_NO_MARK = Mark(MarkKind.NOTE)


def refitted(change: Change, over: Change, book: Book) -> Change:
    """Return what of a change is still to be made on a book, which may be another than it was made for.

    `over` is its inverse. What somebody deleted since stays deleted, and what is there again is not put again.
    """
    match change, over:
        case Batch(changes), Batch(others) if len(changes) == len(others):
            return _batch(changes, reversed(others), book)
        case SetMark(id, day, new), SetMark(_, _, old):
            return SetMark(id, day, _mark(book.log(id).get(day), old, new))
        case PutSettings(new), PutSettings(old):
            return PutSettings(_carried(book.settings, old, new))
        case (Put(Reflection()) | Delete(ItemKind.REFLECTION), Put(Reflection()) | Delete(ItemKind.REFLECTION)):
            return _reflection(change, over, book)
        case Put(new), Put(old):
            now = find(all_of(book, change.kind), new.id)
            return Put(_carried(now, old, new)) if now else Batch()
        case Put(), Delete(kind, id) if find(all_of(book, kind), id):
            return Batch()
    return change


def _batch(changes: Iterable[Change], others: Iterable[Change], book: Book) -> Batch:
    """Refit changes one after the other; marks are kept in mind, for setting each in the book would take too long."""
    fitted: list[Change] = []
    marks: dict[tuple[str, date], Mark | None] = {}
    for change, other in zip(changes, others, strict=True):
        match change, other:
            case SetMark(id, day, new), SetMark(_, _, old):
                now = marks[id, day] if (id, day) in marks else book.log(id).get(day)
                marks[id, day] = _mark(now, old, new)
                fitted.append(SetMark(id, day, marks[id, day]))
            case _:
                fitted.append(refitted(change, other, book))
                book = fitted[-1].apply(book)
    return Batch(tuple(fitted))


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


def _reflection(change: Change, over: Change, book: Book) -> Change:
    """Carry a reflection, answer by answer; one in which nothing is left goes."""
    old, new = (_reflection_of(each) for each in (over, change))
    some = old or new
    now = find(book.reflections, some.id) if some else None
    if some is None or now == old:
        return change
    empty = Reflection(some.span, some.day)
    was, wanted = dict((old or empty).answers), dict((new or empty).answers)
    named = {prompt: wanted.get(prompt, "") for prompt in was | wanted if was.get(prompt) != wanted.get(prompt)}
    answers = dict((now or empty).answers) | named
    carried = _carried(now or empty, old or empty, new or empty)
    carried = carried._replace(answers=tuple((prompt, text) for prompt, text in answers.items() if text))
    return Put(carried) if carried != empty else Delete(ItemKind.REFLECTION, some.id)


def _reflection_of(change: Change) -> Reflection | None:
    return change.item if isinstance(change, Put) and isinstance(change.item, Reflection) else None
