"""Rescue: a book that is missing, damaged or older than it was, made whole from what lies about.

What the journal has and the file does not is brought in by its stamp: an entry whose save never happened, or one
that was in the file until somebody put an older one in its place. Where the file itself is of no use, what can still
be read of it is brought together with the copy beside it and the newest backups first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from tracker.domain.changes import Batch, Change, Delete, Move, Put, SetMark
from tracker.domain.errors import LetbeError
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.file.book_file import parse, schema_of
from tracker.storage.file.disk import Disk
from tracker.storage.file.standalone_file import count_marks
from tracker.storage.format.change_records import read_entry
from tracker.storage.format.json_text import KNOWN_TABLES, SIZE_LIMIT, Malformed
from tracker.storage.format.migrations import SCHEMA, Plain
from tracker.storage.format.tables import Shelves, read_book, write_book
from tracker.storage.merge.merge import merge
from tracker.storage.merge.stamps import NEVER, read_stamp
from tracker.storage.recovery.backups import Backups, Occasion
from tracker.storage.recovery.journal import Journal
from tracker.storage.recovery.salvage import salvage


class Rebuilt(NamedTuple):
    """A book that was made whole: its tables, and a word for each thing that it was made of."""

    tables: Plain
    sources: list[str]

    @property
    def marks(self) -> int:
        """How many marks it holds."""
        return count_marks(read_book(Shelves.of(self.tables)))


def bring_up(tables: Plain, lines: Mapping[str, Any], file: str, device: str) -> tuple[Plain, int]:
    """Bring in the entries of a journal that were made for a file and are not in its tables; say how many.

    `lines` are all lines of the journal by id, in order. An entry whose stamps are older than what the tables have
    changes nothing, and counts all the same as made: the last of them is the one that undo begins with.
    """
    ids = Shelves.of(tables).meta.get("last")
    made = {id for last in (ids.values() if isinstance(ids, dict) else ()) for id in _chain(lines, last)}
    lost = [line for id, line in lines.items() if id not in made and line.get("file") == file and line.get("stamp")]
    brought = 0
    for line in lost:
        with suppress(LetbeError, ValueError, KeyError, TypeError, AttributeError):
            tables = _bring_in(tables, line, device)
            brought += 1
    return tables, brought


def _chain(lines: Mapping[str, Any], last: Any) -> Iterator[str]:
    seen = set()
    while isinstance(last, str) and last in lines and last not in seen:
        seen.add(last)
        yield last
        last = lines[last].get("after")


def _bring_in(tables: Plain, line: dict[str, Any], device: str) -> Plain:
    """Set what one entry changed, with its stamp, and let whatever is newer win over it."""
    entry, stamp = read_entry(line), read_stamp(line["stamp"])
    part = _part_of(tables, entry.made.change)  # there may be a thousand entries, and each is about very little
    shelves = Shelves.of(dict(part))
    before = entry.inverse.apply(read_book(shelves))
    write_book(shelves, before, entry.made.change.apply(before), stamp)
    merged = merge(part, shelves.contents, losers=False).tables
    meta = dict(merged["meta"].get("book", {}))
    last = meta.get("last")
    meta["last"] = {**(last if isinstance(last, dict) else {}), device: entry.id}
    meta["clock"] = str(max(read_stamp(meta.get("clock")), stamp))
    merged["meta"]["book"] = meta
    logs = {id: _with(tables["logs"].get(id, {}), months) for id, months in merged["logs"].items()}
    return tables | {
        name: _with(tables.get(name, {}), merged[name] | (logs if name == "logs" else {})) for name in merged
    }


def _with(whole: Mapping[str, Any], part: Mapping[str, Any]) -> dict[str, Any]:
    return dict(sorted({**whole, **part}.items()))


def _part_of(tables: Plain, change: Change) -> Plain:
    """Give the documents that a change is about, of logs only the months, and `meta`."""
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
        case SetMark(habit, day):
            yield "logs", habit, day.isoformat()[:7]
        case Put(item):
            yield f"{change.kind}s", item.id, ""
        case Delete(kind, id) | Move(kind, id):
            yield f"{kind}s", id, ""
        case Batch(changes):
            for each in changes:
                yield from _subjects(each)


class Rescue:
    """Looks for whatever a damaged or missing book can be rebuilt from."""

    def __init__(self, disk: Disk, path: str, state: str, device: str) -> None:
        self._disk = disk
        self._path = path
        self._state = state
        self._device = device
        self._journal = Journal(state, disk)

    def rebuild(self, data: bytes | None, known: Plain | None = None) -> Rebuilt | None:
        """Rebuild the book; None when there is nothing but the damaged bytes to do it from.

        `data` is what stands in the place of the file, `known` what a program that has the book open still holds.
        """
        beside = self._parsed(self._path + ".bak")
        left = salvage(data) if data else None
        book = next((id for id in map(_id_of, (known, beside, left)) if id), "") or self._journal.book_of(self._path)
        if not book:
            return None
        found = [("what was open", known), ("the copy beside it", beside), *self._backed_up(book)]
        sources = [(word, tables) for word, tables in found if tables and _id_of(tables) == book]
        lines = self._journal.lines(book)
        if not sources and not any(line.get("file") == self._path for line in lines.values()):
            return None
        if left and any(left.values()):
            sources.append(("what could still be read of it", _without_last(left)))
        tables: Plain = {name: {} for name in KNOWN_TABLES}
        for _, source in sources:
            tables = merge(tables, source, losers=False).tables
        tables, brought = bring_up(_named(tables, book), lines, self._path, self._device)
        words = [word for word, _ in sources]
        return Rebuilt(tables, [*words, f"the journal ({brought:,} of its changes)"] if brought else words)

    def _backed_up(self, book: str) -> Iterator[tuple[str, Plain]]:
        """Give the newest backup that is sound, and what can be read of everything that was kept since it was made."""
        backups = Backups(self._disk, self._state, book)
        for backup in reversed(backups.all()):
            with suppress(OSError):
                tables, is_sound = _read_or_salvage(backups.read(backup.id))
                yield f"the backup {backup.id}", tables
                if is_sound and backup.occasion is not Occasion.COPY:
                    return

    def _parsed(self, path: str) -> Plain | None:
        with suppress(OSError):
            return _read_or_salvage(self._disk.read(path, SIZE_LIMIT)[0])[0]
        return None


def read_sound(data: bytes) -> Plain:
    """Read the bytes of a file and every record in it; raise `Malformed` or an error of the domain."""
    tables, schema = parse(data)
    if schema > SCHEMA:
        raise Malformed("it was written by a newer letbe")
    read_book(Shelves.of(tables))
    return tables


def _read_or_salvage(data: bytes) -> tuple[Plain, bool]:
    """Read the bytes of a book, or what can still be read of them; tell whether they were sound.

    Of what a newer letbe wrote nothing is taken, for nobody here knows whether it would be whole.
    """
    try:
        return read_sound(data), True
    except (Malformed, LetbeError):
        left = _without_last(salvage(data))
    with suppress(Malformed):
        if schema_of(left) <= SCHEMA:
            return left, False
    return {}, False


def _id_of(tables: Plain | None) -> str:
    return str(Shelves.of(tables).meta.get("id", "")) if tables else ""


def _without_last(tables: Plain) -> Plain:
    """Leave out what a damaged file says it holds: it may have lost the half of it."""
    meta = {name: value for name, value in Shelves.of(tables).meta.items() if name != "last"}
    return {**tables, "meta": {"book": meta}}


def _named(tables: Plain, book: str) -> Plain:
    meta = {"schema": SCHEMA, "clock": str(NEVER), **tables["meta"].get("book", {}), "id": book}
    return {**tables, "meta": {**tables["meta"], "book": meta}}
