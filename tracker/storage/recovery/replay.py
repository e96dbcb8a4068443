"""Replay: what a journal has and the file does not, brought into it change by change.

An entry says what was changed against what stood there before. Only that is brought in, register by register: where
the same still stands, it is overwritten; where somebody else has set something, the later one holds and the other is
kept beside, as in a merge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from typing import Any, TypeAlias

from tracker.domain.changes import Batch, Change, Delete, DeleteEvent, Move, Put, PutEvent, SetMark
from tracker.domain.errors import LetbeError
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.file.journal import chain_of
from tracker.storage.format.change_records import read_entry
from tracker.storage.format.fields import with_fields
from tracker.storage.format.forms import FORMS
from tracker.storage.format.json_text import KNOWN_TABLES, Document, Plain
from tracker.storage.format.month_events import EventRecord
from tracker.storage.format.month_writing import in_order
from tracker.storage.format.months import month_number_of
from tracker.storage.format.stamps import GONE, NEVER, SEEN, Horizon, Stamp, read_stamp
from tracker.storage.format.tables import Shelves, read_book, write_book
from tracker.storage.merge.merge import ABOUT_THE_FILE, META_FIELDS, meta_in_order, seen_by, tidy
from tracker.storage.merge.merge_events import replayed_event
from tracker.storage.merge.merge_months import Place, month_of_parts, parts_of_month, stamps_in, weighed_parts
from tracker.storage.merge.merge_records import fields_of, put_together, record_of, take_apart
from tracker.storage.merge.registers import Lost, Register

_Registers: TypeAlias = Mapping[Any, Register]


class _Maker(NamedTuple):
    """When somebody made an entry, and what the file had seen by then; None where an older letbe did not say."""

    stamp: Stamp
    seen: Horizon | None

    def has_seen(self, stamp: Stamp) -> bool:
        """Tell whether what has this stamp was there by then; what has none was."""
        return self.seen is None or not stamp.device or self.seen.covers(stamp)


def bring_up(tables: Plain, lines: Mapping[str, Any], file: str, device: str) -> tuple[Plain, int]:
    """Bring in the entries of a journal that were made for a file and are not in its tables; say how many.

    `lines` are all lines of the journal by id, in order. One that could not be saved at all was made for whatever copy
    of the book has what came before it, wherever that lies by now.
    """
    ids, seen = Shelves.of(tables).meta.get("last"), seen_by(tables)
    made = {id for last in (ids.values() if isinstance(ids, dict) else ()) for id in chain_of(lines, last)}
    lost = [
        line
        for id, line in lines.items()
        if id not in made
        and (line.get("file") == file or line.get("unsaved"))
        and line.get("stamp")
        and not seen.covers(read_stamp(line["stamp"]))
    ]
    brought = 0
    for line in lost:
        with suppress(LetbeError, ValueError, KeyError, TypeError, AttributeError):
            tables = _bring_in(tables, line, device)
            brought += 1
    return (tidy(tables), brought) if brought else (tables, 0)


def bring_apart(tables: Plain, lines: Mapping[str, Any], file: str, names: tuple[str, str], other: Plain) -> Plain:
    """Give what was done here under a name that another machine has too a new one, in tables.

    `names` are the old and the new one. What both have done before they went apart stays as it is: what carries an own
    stamp in the tables of the `other`. Nobody can have seen what carries the new name, so nothing of it is dropped.
    """
    old, new = names
    mine = {id: read_stamp(line.get("stamp")) for id, line in lines.items() if line.get("file") == file}
    mine = {id: stamp for id, stamp in mine.items() if stamp.device == old}
    parted = max(
        {stamp for stamp in stamps_in(other) if stamp.device == old}.intersection(mine.values()), default=NEVER
    )
    tables = _with_seen(tables, old, parted) if tables is not other else tables
    for id, stamp in mine.items():
        if stamp > parted:
            with suppress(LetbeError, ValueError, KeyError, TypeError, AttributeError):
                tables = _bring_in(tables, {**lines[id], "stamp": str(stamp._replace(device=new))}, new)
    return tables


def _with_seen(tables: Plain, device: str, stamp: Stamp) -> Plain:
    """Return tables that claim to have seen of one machine what it did up to a stamp, and no more."""
    meta = tables["meta"].get("book", {})
    seen = {**meta.get(SEEN, {}), device: Horizon().with_all([stamp._replace(device=device)])[device]}
    return {**tables, "meta": {**tables["meta"], "book": {**meta, SEEN: seen}}}


def _bring_in(tables: Plain, line: dict[str, Any], device: str) -> Plain:
    entry, stamp = read_entry(line), read_stamp(line["stamp"])
    maker = _Maker(stamp, Horizon({SEEN: line["seen"]}) if "seen" in line else None)
    part = _part_of(tables, entry.made.change)  # there may be a thousand entries, and each is about very little
    standing = _with_what_is_gone(part)
    there = read_book(Shelves.of(standing))
    before = entry.inverse.apply(there)
    earlier = Shelves.of(dict(standing))
    write_book(earlier, there, before, stamp)
    later = Shelves.of(dict(earlier.contents))
    write_book(later, before, entry.made.change.apply(before), stamp)
    made = {
        name: {
            id: _replayed(name, part[name].get(id, {}), earlier.contents[name].get(id, {}), document, maker)
            for id, document in table.items()
        }
        for name, table in later.contents.items()
    }
    return _with_meta(_with_parts(tables, made), entry.id, stamp, device)


def _with_what_is_gone(part: Plain) -> Plain:
    """Return documents with the areas and habits there that are gone: an entry may be about a field of theirs."""
    stand = {
        name: {id: with_fields(document, {GONE: None}) for id, document in part[name].items() if "name" in document}
        for name in ("areas", "habits")
    }
    return {**part, **{name: {**part[name], **documents} for name, documents in stand.items()}}


def _replayed(table: str, found: Document, before: Document, after: Document, maker: _Maker) -> Document:
    """Return a record with what an entry changed in it, of which `before` and `after` tell."""
    if table == "logs":
        return {
            name: _month(month_number_of(name), found.get(name, {}), before.get(name, {}), month, maker)
            for name, month in after.items()
            if not name[:1].isalpha()
        }
    if table == "meta":
        about = {name: found[name] for name in found if name in ABOUT_THE_FILE}
        kept = {name: value for name, value in found.items() if name not in about}
        made = _by(fields_of, lambda made: record_of(made, META_FIELDS), kept, before, after, maker)
        return meta_in_order(about | made)
    form = FORMS[table]
    return _by(partial(take_apart, form), partial(put_together, form), found, before, after, maker)


def _month(number: int, found: Document, before: Document, after: Document, maker: _Maker) -> Document:
    def put_together(parts: dict[Place, Register]) -> dict[str, Any]:
        return month_of_parts(number, weighed_parts(parts))

    return in_order(_by(lambda month: parts_of_month(number, month), put_together, found, before, after, maker))


def _by(
    take_apart: Callable[[Document], _Registers],
    put_together: Callable[[Any], dict[str, Any]],
    found: Document,
    before: Document,
    after: Document,
    maker: _Maker,
) -> dict[str, Any]:
    mine, old, new = take_apart(found), take_apart(before), take_apart(after)
    made, is_back = dict(mine), bool(old.get(GONE, Register()).text)
    for name, register in new.items():
        was = old.get(name, Register())
        if is_back and not register.text and name != GONE and not maker.has_seen(was.stamp):
            continue  # nobody takes away, in what was gone and comes back, what has come to it since
        if isinstance(register.value, EventRecord):
            if register.value.event != (was.value.event if was.value else None):
                made[name] = replayed_event(mine.get(name), was.value, register.value, maker.stamp, maker.has_seen)
        elif register.text != was.text:
            set_anew = _overwritten(mine.get(name, Register()), was.text, register._replace(stamp=maker.stamp), maker)
            # What was hidden in something that came back is kept beside, whoever may have met it before.
            made[name] = set_anew._replace(beside=set_anew.beside | (register.beside - was.beside))
    return put_together(made) if made else {}


def _overwritten(found: Register, was: str, new: Register, maker: _Maker) -> Register:
    """Return a register in which something is set by somebody who saw what `was` there then.

    The same text, set once more elsewhere since then, is another thing: nobody had that before the eyes.
    """
    if found.stamp[:2] == new.stamp[:2] and found.text == new.text:
        return found._replace(stamp=new.stamp)  # the same thing, by another name
    winner = max(found, new, key=lambda register: register.weight)
    loser = found if winner is new else new
    beside = {lost for lost in found.beside if not (lost.text == was and lost.stamp.device == new.stamp.device)}
    if loser.text and (winner is found or loser.text != was or not maker.has_seen(loser.stamp)):
        beside.add(Lost(loser.stamp, loser.text))
    return winner._replace(beside=frozenset(beside) - {Lost(winner.stamp, winner.text)})


def _with_meta(tables: Plain, id: str, stamp: Stamp, device: str) -> Plain:
    meta = dict(tables["meta"].get("book", {}))
    last = meta.get("last")
    meta["last"] = dict(sorted({**(last if isinstance(last, dict) else {}), device: id}.items()))
    meta[SEEN] = seen_by(tables).with_all([stamp])
    meta["clock"] = str(max(read_stamp(meta.get("clock")), stamp))
    return {**tables, "meta": {**tables["meta"], "book": meta}}


def _with_parts(tables: Plain, made: Plain) -> Plain:
    logs = {id: _with(tables["logs"].get(id, {}), months) for id, months in made["logs"].items()}
    return tables | {name: _with(tables.get(name, {}), logs if name == "logs" else made[name]) for name in made}


def _with(whole: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted({**whole, **part}.items()))


def _part_of(tables: Plain, change: Change) -> Plain:
    """Return the documents that a change is about, of logs only the months, and `meta`."""
    part: Plain = {name: {} for name in KNOWN_TABLES} | {"meta": tables["meta"]}
    for name, id, month in _subjects(change):
        document = tables.get(name, {}).get(id, {})
        if month in document:
            part[name].setdefault(id, {})[month] = document[month]
        elif document and not month:
            part[name][id] = document
    return part


def _subjects(change: Change) -> Iterator[tuple[str, str, str]]:
    """Walk what a change is about: the table, the id and of a log the month; settings and prompts stand in `meta`."""
    match change:
        case SetMark(habit, day) | PutEvent(habit, day) | DeleteEvent(habit, day):
            yield "logs", habit, day.isoformat()[:7]
        case Put(item):
            yield f"{change.kind}s", item.id, ""
        case Delete(kind, id) | Move(kind, id):
            yield f"{kind}s", id, ""
        case Batch(changes):
            for each in changes:
                yield from _subjects(each)
