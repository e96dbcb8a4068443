"""Rescue: a book that is missing, damaged or older than it was, made whole from what lies about.

What the journal has and the file does not is brought in by its stamp: an entry whose save never happened, or one
that was in the file until somebody put an older one in its place. Where the file itself is of no use, what can still
be read of it is brought together with the copy beside it and the newest backups first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from tracker.domain.errors import LetbeError
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.file.book_file import count_marks, parse, schema_of
from tracker.storage.file.disk import Disk
from tracker.storage.file.journal import Journal, chain_of
from tracker.storage.format.json_text import KNOWN_TABLES, SCHEMA, SIZE_LIMIT, Malformed, Plain, seal_of
from tracker.storage.format.stamps import NEVER, SEEN
from tracker.storage.format.tables import Shelves, read_book
from tracker.storage.merge.merge import merge, seen_by, tidy
from tracker.storage.recovery.backups import Backups, Occasion
from tracker.storage.recovery.replay import bring_up
from tracker.storage.recovery.salvage import news_in, salvage

_SLIPS = 2


class Rebuilt(NamedTuple):
    """A book that was made whole: its tables, and a word for each thing that it was made of."""

    tables: Plain
    sources: list[str]

    @property
    def marks(self) -> int:
        """How many marks it holds."""
        return count_marks(read_book(Shelves.of(self.tables)))


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
        beside, is_sound = self._parsed(self._path + ".bak")
        left = salvage(data) if data else None
        book = next((id for id in map(_id_of, (known, beside, left)) if id), "") or self._journal.book_of(self._path)
        if not book:
            return None
        found = [("what was open", known, True), ("the copy beside it", beside, is_sound), *self._backed_up(book)]
        sources = [_Source(word, tables, sound) for word, tables, sound in found if tables and _id_of(tables) == book]
        lines = self._lines(book, sources)
        if not sources and not any(line.get("file") == self._path for line in lines.values()):
            return None
        if left and any(left.values()):
            sources.append(_Source("what could still be read of it", _without_last(left), sound=False))
        sound = [source for source in sources if source.sound]
        if self._leads_from(sound, lines):  # then it tells better than any damaged text what came after them
            tables, words = _brought_together(sound)
            tables, brought = bring_up(_named(tables, book), lines, self._path, self._device)
            words += [f"the journal ({brought:,} of its changes)"] if brought else []
            doubtful = [source for source in sources if not source.sound]
            tables, more = _brought_together([_Source("", tables, sound=True), *doubtful])
            return Rebuilt(_named(tables, book), [*words, *more[1:]])
        tables, words = _brought_together(sources)
        tables, brought = bring_up(_named(tables, book), lines, self._path, self._device)
        return Rebuilt(tables, [*words, f"the journal ({brought:,} of its changes)"] if brought else words)

    def book_like(self, id: str, known: Plain | None = None) -> str:
        """Return the id of the book that lay here, where the one that a file names was it but for a letter or two."""
        there = (_id_of(known), _id_of(self._parsed(self._path + ".bak")[0]), self._journal.book_of(self._path))
        near = (each for each in there if len(each) == len(id) and sum(map(str.__ne__, each, id)) <= _SLIPS)
        return next(near, id)

    def last_saved(self, book: str, known: Plain | None = None) -> Plain | None:
        """Return a book as it was last saved here; None where nothing tells that for certain.

        `known` is what a program that has the book open still holds.
        """
        found = [("", known, True), ("", *self._parsed(self._path + ".bak")), *self._backed_up(book)]
        sources = [_Source("", tables, sound=True) for _, tables, sound in found if tables and sound]
        sources = [source for source in sources if _id_of(source.tables) == book]
        lines = self._lines(book, sources)
        if not self._leads_from(sources, lines):
            return None
        tables, _ = _brought_together(sources)
        return bring_up(_named(tables, book), lines, self._path, self._device)[0]

    def has_journal(self, book: str) -> bool:
        """Tell whether the journal has what was last saved here of a book."""
        return any(line.get("file") == self._path for line in self._lines(book, []).values())

    def sound_sources(self, book: str) -> Iterator[Plain]:
        """Walk the copy beside the file and the backups of a book, the newest first, those that are as they were."""
        backups = Backups(self._disk, self._state, book)
        tables, is_sound = self._parsed(self._path + ".bak")
        if tables and is_sound and _id_of(tables) == book:
            yield tables
        for backup in reversed(backups.all()):
            with suppress(OSError):
                tables, is_sound = _read_or_salvage(backups.read(backup.id))
                if is_sound and _id_of(tables) == book:
                    yield tables

    def _leads_from(self, sources: Sequence[_Source], lines: Mapping[str, Any]) -> bool:
        """Tell whether the journal goes on from one of some sources, or from the beginning, without a gap."""
        known = _last_entries(sources)
        mine = [id for id, line in lines.items() if line.get("file") == self._path and line.get("stamp")]
        if not mine:
            return bool(sources)
        chain = list(chain_of(lines, mine[-1]))
        return not known.isdisjoint(chain) or lines[chain[-1]].get("after") in {None, *known}

    def _lines(self, book: str, sources: Sequence[_Source]) -> dict[str, Any]:
        return self._journal.lines_at(book, self._path, _last_entries(sources))

    def _backed_up(self, book: str) -> Iterator[tuple[str, Plain, bool]]:
        """Return the newest sound backup, and what can be read of everything that was kept since it was made."""
        backups = Backups(self._disk, self._state, book)
        for backup in reversed(backups.all()):
            with suppress(OSError):
                tables, is_sound = _read_or_salvage(backups.read(backup.id))
                yield f"the backup {backup.id}", tables, is_sound
                if is_sound and backup.occasion is not Occasion.COPY:
                    return

    def _parsed(self, path: str) -> tuple[Plain | None, bool]:
        with suppress(OSError):
            return _read_or_salvage(self._disk.read(path, SIZE_LIMIT)[0])
        return None, False


class _Source(NamedTuple):
    """What a book can be rebuilt from, a word for it, and whether it is as it was written."""

    word: str
    tables: Plain
    sound: bool


def _last_entries(sources: Sequence[_Source]) -> set[object]:
    return {id for source in sources for id in Shelves.of(source.tables).last_entries.values()}


def _brought_together(sources: Sequence[_Source]) -> tuple[Plain, list[str]]:
    """Return all sound sources as one, and of the doubtful ones what is news to them; with a word for each."""
    tables: Plain = {name: {} for name in KNOWN_TABLES}
    words: list[str] = []
    for source in sorted(sources, key=lambda source: not source.sound):
        taken = source.tables
        if not source.sound and words and any(each.sound for each in sources):
            taken = news_in(taken, tables, seen_by(tables))
            if not any(taken.values()):
                continue
        tables = tidy(merge(tables, taken).tables)
        words.append(source.word)
    return tables, words


def read_sound(data: bytes) -> Plain:
    """Read the bytes of a file and every record in it; raise `Malformed` or an error of the domain."""
    tables, schema = parse(data)
    if schema > SCHEMA:
        raise Malformed("it was written by a newer letbe")
    read_book(Shelves.of(tables))
    return tables


def _read_or_salvage(data: bytes) -> tuple[Plain, bool]:
    """Read the bytes of a book, or what can still be read of them; tell whether they are as they were written.

    Of what a newer letbe wrote nothing is taken, for nobody here knows whether it would be whole.
    """
    try:
        tables = read_sound(data)
        return (_without_last(tables), False) if seal_of(data) == "" else (tables, True)
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
    meta = {name: value for name, value in Shelves.of(tables).meta.items() if name not in ("last", SEEN)}
    return {**tables, "meta": {"book": meta}}


def _named(tables: Plain, book: str) -> Plain:
    meta = {"schema": SCHEMA, "clock": str(NEVER), **tables["meta"].get("book", {}), "id": book}
    return {**tables, "meta": {**tables["meta"], "book": meta}}
