"""Outside: what a hand or a fault changed in a file since it was last saved, as a change that can be undone.

A file carries a seal. One that does not fit it any more was changed by somebody who does not know of seals and stamps:
in an editor, by a script, by a disk that lost a bit. What differs then from what was saved is taken as an edit of this
machine's, made now, and so it has a stamp, stands in the history, and can be taken back. What other machines did since,
and what an older file never had, is told from that by its stamps.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.domain.book import Book
from tracker.domain.changes import Batch, Change, Delete, DeleteEvent, Move, Put, PutEvent, SetMark
from tracker.domain.diff import turn_into
from tracker.domain.errors import LetbeError
from tracker.domain.history import LabelledChange
from tracker.domain.mark import Mark
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import counted
from tracker.storage.file.disk import Disk
from tracker.storage.file.journal import entry_order
from tracker.storage.format.event_text import write_event
from tracker.storage.format.forms import FORMS, knows
from tracker.storage.format.json_text import KNOWN_TABLES, SEAL_BEGINS, Document, Malformed, Plain
from tracker.storage.format.month_writing import FIELDS
from tracker.storage.format.stamps import GONE, SEEN, STAMP, STAMPS, read_stamp
from tracker.storage.format.tables import Shelves, read_book
from tracker.storage.merge.merge import META_FIELDS, merge, seen_by
from tracker.storage.merge.merge_months import mark_text, stamps_in
from tracker.storage.merge.registers import BESIDE
from tracker.storage.recovery.rescue import Rescue
from tracker.storage.recovery.salvage import news_in

LABEL = "Changed from outside"
"""How the history calls it."""

_OWN = {STAMP, STAMPS, BESIDE, GONE}
"""What is no field of an item, but says how it came about."""


class Touched(NamedTuple):
    """The tables as they would be had nobody touched the file, and the change that leads to what stands there.

    It is not `sure` where something has come in since what was saved is known of: nobody can say whether that is whole.
    """

    tables: Plain
    change: Batch
    inverse: Batch
    sure: bool = True

    @property
    def is_told(self) -> bool:
        """Whether it says all that differs."""
        return self.sure or bool(self.change.changes)

    @property
    def labelled(self) -> LabelledChange:
        """The change as an entry of the history."""
        return LabelledChange(self.change, f"{LABEL}: {self.words}")

    @property
    def words(self) -> str:
        """What the change is about, counted: `3 marks, 1 habit`."""
        counts: dict[str, int] = {}
        for each in self.change.changes:
            thing = thing_of(each)
            counts[thing] = counts.get(thing, 0) + 1
        return ", ".join(counted(count, thing) for thing, count in counts.items())


def thing_of(change: Change) -> str:
    """Name what a change is about."""
    match change:
        case SetMark():
            return "mark"
        case PutEvent() | DeleteEvent():
            return "event"
        case Put() | Delete() | Move():
            return str(change.kind)
    return "setting"


def lines_of(change: Change, inverse: Change) -> list[str]:
    """Say what a change is in all its parts, a line each, with what stood there before where that is a mark."""
    before = {(each.habit, each.day): each.mark for each in _parts(inverse) if isinstance(each, SetMark)}
    return [_line(each, before) for each in _parts(change)]


def _parts(change: Change) -> tuple[Change, ...]:
    return change.changes if isinstance(change, Batch) else (change,)


def _line(change: Change, before: Mapping[tuple[str, date], Mark | None]) -> str:
    match change:
        case SetMark(habit, day, mark):
            old = before.get((habit, day))
            return (
                f"{habit} {day}: {mark_text(mark) if mark else 'nothing'}, was {mark_text(old) if old else 'nothing'}"
            )
        case PutEvent(habit, day, event):
            return f"{habit} {day}: {write_event(event)}"
        case DeleteEvent(habit, day, id):
            return f"{habit} {day}: event {id}, gone"
        case Put(item):
            return f"{change.kind} {item.id}"
        case Delete(kind, id):
            return f"{kind} {id}, gone"
    return thing_of(change)


def look_into(
    disk: Disk, found: Plain, path: str, state: str, device: str, known: Plain | None = None
) -> Touched | None:
    """Tell what differs in a file that was touched from what was saved here; None where nothing tells that.

    `known` is what a program that had the book open knew before.
    """
    rescue = Rescue(disk, path, state, device)
    book = rescue.book_like(Shelves.of(found).book_id, known)
    saved = rescue.last_saved(book, known)
    if saved is None:
        return None
    try:
        made = touched(found, saved, device)
    except (Malformed, LetbeError):
        return None
    is_latest = rescue.has_journal(book) or seen_by(saved).covers_all(seen_by(found))
    return made._replace(sure=made.sure and is_latest)


def touched(found: Plain, saved: Plain, device: str) -> Touched:
    """Tell what differs in a file that was touched from what was saved here; raise `Malformed`."""
    news = news_in(found, saved, seen_by(saved), stamped=True)
    start = merge(saved, news).tables
    target = merge(found, news_in(saved, found, seen_by(found), stamped=True)).tables
    before, after = (read_book(Shelves.of(dict(tables))) for tables in (start, target))
    change, inverse = turn_into(before, _housed(after, before)), turn_into(after, before)
    tables = _with_unknown(_with_meta(start, news, found, device), found)
    return Touched(tables, change, inverse, sure=not any(news.values()))


def _housed(book: Book, before: Book) -> Book:
    """Keep an area that is gone and that habits name: it would be there again as soon as anybody reads."""
    gone = {habit.area for habit in book.habits} - {area.id for area in book.areas}
    return book._replace(areas=tuple(sorted({*book.areas, *(area for area in before.areas if area.id in gone)})))


def _with_meta(start: Plain, news: Plain, found: Plain, device: str) -> Plain:
    """Return tables that know what they have from other machines: a sum of what is saved, and of the stamps of news."""
    meta, other = start["meta"].get("book", {}), found["meta"].get("book", {})
    stamps = list(stamps_in(news))
    last = dict(other.get("last", {})) | {device: ""}
    for name, id in meta.get("last", {}).items():
        last[name] = max(id, last.get(name, ""), key=entry_order) if name != device else id
    made = {
        **meta,
        "last": {name: id for name, id in sorted(last.items()) if id},
        SEEN: seen_by(start).with_all(stamps),
        "clock": str(max([read_stamp(meta.get("clock")), *stamps])),
    }
    return {**start, "meta": {**start["meta"], "book": made}}


def _with_unknown(tables: Plain, found: Plain) -> Plain:
    """Keep what letbe does not know and a hand wrote there: tables, and fields of records and months."""
    made = dict(tables)
    for name, table in found.items():
        if name not in KNOWN_TABLES:
            made[name] = table
            continue
        unknown = {id: _unknown_in(name, document) for id, document in table.items() if id in made[name]}
        made[name] = {**made[name], **{id: _with(made[name][id], extra) for id, extra in unknown.items() if extra}}
    return made


def _unknown_in(table: str, document: Document) -> dict[str, Any]:
    if table != "logs":
        odd = {name: value for name, value in document.items() if not _is_known(table, name)}
        return {name: value for name, value in odd.items() if not str(value).startswith(SEAL_BEGINS)}
    odd = {}
    for name, month in document.items():
        extra = (
            {field: value for field, value in month.items() if field not in FIELDS} if _is_month(name, month) else {}
        )
        if extra or not _is_month(name, month):
            odd[name] = extra or month
    return odd


def _is_known(table: str, name: str) -> bool:
    return name in _OWN or (name in META_FIELDS if table == "meta" else knows(FORMS[table], name))


def _is_month(name: str, month: object) -> bool:
    return isinstance(month, dict) and not name[:1].isalpha()


def _with(document: Document, extra: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(document)
    for name, value in extra.items():
        made[name] = {**made[name], **value} if _is_month(name, value) and name in made else value
    return made
