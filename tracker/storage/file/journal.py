"""Journal: the changes of a book, one line each, in the state folder; undo and redo live on it.

An entry is written here before the file is saved, so a line alone proves nothing: the save may have failed, or
the machine may have stopped between the two. Therefore the file itself names the last entry that is in it, and
every line names the one before it. What can be reached from the file along these names was made; any other line
was not, or not in this copy of the book, and is passed over. Nothing has to be taken back or repaired, and a file
that was put back to an older state finds its own, older history. Copies of one book share a journal; each holds it
alone while it saves, and drops no line of another one's to make room for its own.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from typing import Any

from tracker.domain.errors import LetbeError
from tracker.domain.history import Entry
from tracker.domain.named_tuple import NamedTuple
from tracker.storage.file.atomic_write import has_no_place, write_all, write_new
from tracker.storage.file.device import is_from_elsewhere
from tracker.storage.file.disk import Disk
from tracker.storage.format.change_records import read_entry, read_line
from tracker.storage.format.stamps import read_stamp
from tracker.storage.store import StoreError

ENTRIES_KEPT = 1000
"""How many entries are kept at least, for every copy of the book."""

_TRIM_EVERY = 500
_SIZE_LIMIT = 500_000_000
_TAIL = 16_384
_ENDING = ".journal"


def next_id(last: str | None) -> str:
    """Return the id of the entry after another: a running number, and a random part that no other copy will have."""
    return f"{entry_order(last or '')[0] + 1}-{os.urandom(3).hex()}"


def entry_order(id: str) -> tuple[int, str]:
    """Return what the ids of one machine's entries are ordered by: their number, and for two of one number the text."""
    number = id.partition("-")[0]
    return (int(number) if number.isdecimal() and len(number) < 13 else 0), id


class End(NamedTuple):
    """The last line of a journal: its id, the file it was made for, what that had seen by then, and its seal."""

    id: str = ""
    file: str = ""
    seen: Mapping[str, str] = {}
    seal: str = ""


class Journal:
    """The journals of one state folder, a file for each book."""

    def __init__(self, folder: str, disk: Disk) -> None:
        self._folder = folder
        self._disk = disk

    @contextmanager
    def holding(self, book: str, id: str, line: str, *, needed: bool = False) -> Iterator[None]:
        """Hold a line with an id in the journal of a book, safe on the disk, while what it tells of is saved.

        It is taken back where that fails. Other copies of the book wait meanwhile. Where nothing can be kept in the
        folder at all the entry is saved without, unless it is `needed` there. Raises `OSError`, or `StoreError` when
        another copy takes too long.
        """
        with ExitStack() as held:
            size = -1
            try:
                self._disk.make_folder(self._folder)
                held.enter_context(self._disk.lock(self._path(book) + ".lock"))
                size = self._append(book, line.encode() + b"\n")
            except OSError as error:
                if needed or not has_no_place(error, self._folder):
                    raise
            try:
                yield
            except BaseException:
                self._take_back(book, size)
                raise
            if size >= 0:
                self.trim(book, id)

    def wait(self, book: str) -> None:
        """Wait until nobody holds an entry any more; who cannot do that goes on."""
        with suppress(OSError, StoreError), self._disk.lock(self._path(book) + ".lock"):
            pass

    def _append(self, book: str, line: bytes) -> int:
        """Add a line and wait until it has reached the disk; give the size that the journal had before."""
        handle, size, is_torn = self._disk.extend(self._path(book))
        try:
            try:
                # A line that was cut short stays alone; nothing may be glued to it.
                write_all(self._disk, handle, b"\n" + line if is_torn else line)
                self._disk.sync(handle)
            finally:
                self._disk.close(handle)
        except BaseException:
            self._take_back(book, size)
            raise
        return size

    def _take_back(self, book: str, size: int) -> None:
        """Take the last line back, whose save failed: nobody may find it here later and think it was made."""
        with suppress(OSError):
            if size >= 0:
                self._disk.shorten(self._path(book), size)

    def tail(self, book: str) -> tuple[str, str]:
        """Return the id of the last entry and the file it was made for; empty texts where that cannot be told."""
        return self.end(book)[:2]

    def end(self, book: str) -> End:
        """Return what the last line says of the file that it was made for; nothing where that cannot be told."""
        try:
            data = self._disk.read_part(self._path(book), _TAIL, of_end=True)
            found = _end_of(data.rstrip(b"\n").rpartition(b"\n")[2])
            return found if data.endswith(b"\n") else End()
        except (OSError, ValueError, KeyError, TypeError):
            return End()

    def book_of(self, file: str) -> str:
        """Return the id of the book that was last kept in a file; nothing if no journal tells."""
        try:
            names = self._disk.names(self._folder)
        except OSError:
            return ""
        books = [name.removesuffix(_ENDING) for name in sorted(names) if name.endswith(_ENDING)]
        return next((book for book in books if self.tail(book)[1] == file), "")

    def entries(self, book: str, last: str | None) -> tuple[Entry, ...]:
        """Return the entries of a book that lead to the one with the id `last`, oldest first."""
        if not book or not last:
            return ()
        lines = self.lines(book)
        made: list[Entry] = []
        while last in lines and len(made) < ENTRIES_KEPT:
            line = lines.pop(last)
            try:
                made.append(read_entry(line))
            except (LetbeError, ValueError, KeyError, TypeError):
                break  # from a newer version: what is older cannot be undone past it
            last = line.get("after")
        return tuple(reversed(made))

    def latest(self, book: str, ids: Collection[str]) -> str | None:
        """Return the last of some entries that stands in the journal of a book; None if none does."""
        if (last := self.tail(book)[0]) in ids:
            return last
        return next((id for id in reversed(self.lines(book)) if id in ids), None)

    def trim(self, book: str, last: str) -> None:
        """Now and then, drop all but the newest lines; if that fails, they stay until the next time."""
        number = entry_order(last)[0]
        if not number or number % _TRIM_EVERY:
            return
        path = self._path(book)
        with suppress(OSError):
            data, _ = self._disk.read(path, _SIZE_LIMIT)
            texts = data.splitlines(keepends=True)
            if len(texts) > ENTRIES_KEPT:
                write_new(self._disk, path + ".new", b"".join(_newest(texts)), 0o600)
                self._disk.replace(path + ".new", path)

    def lines(self, book: str) -> dict[str, Any]:
        """Return the lines of all entries in a book's journal that can be read, by id and in order."""
        return _by_id(self._all_lines(book))

    def lines_at(self, book: str, file: str, ids: Collection[object]) -> dict[str, Any]:
        """Return the same lines; those that were made where the file lay before are as if it had always lain here.

        `ids` are those of the entries that are in the file: it came from wherever they were made.
        """
        return _by_id(self._as_if_here(self._all_lines(book), file, ids))

    def last_seen(self, book: str, file: str, ids: Collection[object]) -> Mapping[str, str]:
        """Return what a file had seen when it was last saved here; nothing where that cannot be told."""
        end = self.end(book)
        if end.file == file or not end.file:
            return end.seen
        lines = self._as_if_here(self._all_lines(book), file, ids)
        return next((line.get("seen") or {} for line in reversed(lines) if line.get("file") == file), {})

    def begins_after(self, book: str, file: str, ids: Collection[object], last: str | None) -> bool:
        """Whether the journal has dropped lines since the entry that is the last one in a file."""
        lines = self.lines_at(book, file, ids)
        if last in lines:
            return False
        mine = [line for line in lines.values() if line.get("file") == file]
        return bool(mine) and mine[0].get("after") not in (None, last)

    def _as_if_here(self, lines: list[dict[str, Any]], file: str, ids: Collection[object]) -> list[dict[str, Any]]:
        by_id = _by_id(lines)
        makers = {
            str(line.get("file")): read_stamp(line.get("stamp")).device
            for last in ids
            for line in map(by_id.__getitem__, chain_of(by_id, last))
        }
        left = {place for place, maker in makers.items() if place != file and self._is_left(place, maker, file)}
        return [{**line, "file": file} if line.get("file") in left else line for line in lines]

    def _is_left(self, place: str, maker: str, file: str) -> bool:
        """Tell whether a file lies there no more: it is gone, is the same as ours, or was one of another machine."""
        with suppress(OSError, ValueError):
            there, here = self._disk.look(place), self._disk.look(file)
            if there is None or (here and there[:2] == here[:2]):
                return True
            return is_from_elsewhere(self._disk, self._folder, maker)
        return False

    def _all_lines(self, book: str) -> list[dict[str, Any]]:
        try:
            data, _ = self._disk.read(self._path(book), _SIZE_LIMIT)
        except OSError:
            return []
        return [line for line in map(read_line, data.split(b"\n")) if line]

    def _path(self, book: str) -> str:
        return os.path.join(self._folder, book + _ENDING)


@lru_cache(maxsize=2)  # it is asked for again and again around one save, and is most often the same
def _end_of(line: bytes) -> End:
    key = b'"seen":' if b'"seen":' in line else b'"file":'
    end = json.loads(b"{" + key + line.rpartition(key)[2])
    return End(str(end["id"]), str(end["file"]), end.get("seen") or {}, str(end.get("seal", "")))


def _by_id(lines: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {line["id"]: line for line in lines if "seal" not in line or "change" in line}


def chain_of(lines: Mapping[str, Any], last: Any) -> Iterator[str]:
    """Walk the ids of the entries that led to one, the latest first, as far as the journal has them."""
    seen = set()
    while isinstance(last, str) and last in lines and last not in seen:
        seen.add(last)
        yield last
        last = lines[last].get("after")


def _newest(texts: Sequence[bytes]) -> list[bytes]:
    """Return the newest lines of every file that is a copy of the book; what cannot be read counts as of one file."""
    kept: list[bytes] = []
    counts: Counter[str] = Counter()
    for text in reversed(texts):
        file = str((read_line(text) or {}).get("file"))
        counts[file] += 1
        if counts[file] <= ENTRIES_KEPT:
            kept.append(text)
    return kept[::-1]
