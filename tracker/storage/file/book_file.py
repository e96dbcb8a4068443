"""BookFile: TinyDB's storage. Tables are held in memory between one read of the file and one save.

Beside it, a whole book as the text of a file of its own, and back.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tinydb import Storage

from tracker.domain.book import Book
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.files import shown
from tracker.storage.file.atomic_write import not_read, replace_file
from tracker.storage.file.disk import Disk, Seen
from tracker.storage.format.json_text import (
    KNOWN_TABLES,
    SCHEMA,
    SIZE_LIMIT,
    Layout,
    Malformed,
    Plain,
    read_text,
    seal_of,
)
from tracker.storage.format.tables import Shelves, read_book, write_book
from tracker.storage.store import Damaged

_BOOK = b'"id": "'
_SEALED = b'"sum": "crc32:'


class LoadedFile(NamedTuple):
    """What is known of a file: its tables, what it looked like, the schema it had, and whether it was touched."""

    tables: Plain
    seen: Seen | None
    schema: int
    is_touched: bool


class BookFile(Storage):
    """One file of tables. TinyDB reads and writes them here in memory; `load` and `save` touch the disk.

    `seen` is what the file looked like when it was last read or saved (None: there was none), `schema` the
    shape it had then. `is_touched` tells that it was not as letbe wrote it, so a hand or a fault has changed it.
    """

    def __init__(self, path: str, disk: Disk) -> None:
        self.path = path
        self.tables: Plain = _empty()
        self.seen: Seen | None = None
        self.is_touched = False
        self.schema = SCHEMA
        self._disk = disk
        self._layout = Layout()

    def read(self) -> Plain:
        """Hand TinyDB the tables; what it then does to them is its own until it writes them."""
        return dict(self.tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take changed tables from TinyDB; the disk waits for `save`."""
        self.tables = data

    def changed(self) -> bool:
        """Whether the file is another one than was last read or saved; raise `OSError`."""
        return self._disk.look(self.real) != self.seen

    def load(self, is_own: Callable[[str, str], bool]) -> None:
        """Read the file; none, where there was none before, is an empty one.

        `is_own` tells whether this machine itself wrote the file of a book with a certain seal last, and so looked it
        over. Raises `StoreError` (`Damaged` for a file that is missing or is no book); then what was read before stays.
        """
        path = self.real
        try:
            data, seen = self._disk.read(path, SIZE_LIMIT)
        except FileNotFoundError:
            self._refuse_loss()
            return
        except OSError as error:
            raise not_read(self.path, error) from error
        try:
            seal = seal_of(data)
            book = data.partition(_BOOK)[2].partition(b'"')[0].decode("ascii", "replace")
            tables, schema = parse(data, trusting=seal != "" and _is_book_id(book) and is_own(book, seal or ""))
        except Malformed as wrong:
            raise self.unreadable(wrong, seen, data) from None
        self.tables, self.seen, self.schema = tables, seen, schema
        self.is_touched = seal == ""

    def save(self, data: bytes, *, keep_old: bool = True) -> None:
        """Put the text of the tables in the file's place; raise `Conflict` or `OSError`, and then it is untouched.

        The file before stays beside it, unless it is not worth keeping.
        """
        self.seen = replace_file(self._disk, self.real, data, self.seen, keep_old=keep_old)
        self.schema, self.is_touched = SCHEMA, False

    @property
    def held(self) -> LoadedFile:
        """What was read or saved last, to be put back when something goes wrong."""
        return LoadedFile(self.tables, self.seen, self.schema, self.is_touched)

    @held.setter
    def held(self, held: LoadedFile) -> None:
        self.tables, self.seen, self.schema, self.is_touched = held

    @property
    def real(self) -> str:
        """The path of the file itself, where links lead to it."""
        return self._disk.resolve(self.path)

    @property
    def read_only(self) -> str:
        """Why a file of a newer letbe's is not written: who does not know all of it could lose some of it."""
        if self.schema <= SCHEMA:
            return ""
        return (
            "Read-only: a newer letbe wrote this file; update letbe to change it. "
            f"({self._name} has schema {self.schema}, and this one knows {SCHEMA}.)"
        )

    def text(self) -> bytes:
        """Lay the tables out as the text of the file; raise `Malformed` when it is larger than can be read."""
        text = self._layout.text(self.tables)
        if len(text) > SIZE_LIMIT:
            raise Malformed(f"it would be larger than {SIZE_LIMIT:,} bytes")
        return text

    def unreadable(self, wrong: Malformed, seen: Seen | None, data: bytes | None = None) -> Damaged:
        """Return the error that says what is wrong in the file, and what to do."""
        if data is None:
            data, _ = self._disk.read(self.real, SIZE_LIMIT)
        copy = f" or put {self._backup}, the state before the last save, in its place" if self._backup else ""
        why = str(wrong).rstrip(".")
        sentence = f"{self._name} cannot be read: {why}. It was left as it is; mend it in an editor{copy}."
        return Damaged(sentence, data, seen)

    def _refuse_loss(self) -> None:
        """Raise `Damaged` when the file is missing that once was there: nobody begins anew without meaning to."""
        if self._backup:
            raise Damaged(
                f"{self._name} is missing, and {self._backup}, the state before its last save, is still there. "
                "Rename that to go on with it, or take it away to begin anew."
            )
        if self.seen:
            raise Damaged(f"{self._name} was taken away while it was open. Put it back to go on.")

    @property
    def _backup(self) -> str:
        """The name of the copy beside the file; empty if there is none."""
        name = self.real + ".bak"
        with suppress(OSError):
            return shown(os.path.basename(name)) if self._disk.look(name) else ""
        return ""

    @property
    def _name(self) -> str:
        return shown(self.path)


_LACKING = "for_others"
LACKS = "Names or words were left out of it, for others to read; export the book anew without leaving any out."


def _empty() -> Plain:
    return {name: {} for name in KNOWN_TABLES}


def parse(data: bytes, *, trusting: bool = False) -> tuple[Plain, int]:
    """Read the bytes of a file into tables of today's shape, and tell the schema that they had; raise `Malformed`.

    In a file of our own (`trusting`), logs that carry a fitting seal are left unread until they are asked for.
    """
    tables = read_text(data, trusting=trusting)
    schema = schema_of(tables)
    if schema < SCHEMA:
        from tracker.storage.format.migrations import migrate  # once in the life of a file

        tables = migrate(tables, schema)
    return {**_empty(), **tables}, schema


def schema_of(tables: Plain) -> int:
    """Return the schema that a file names; raise `Malformed` when the file is not a book of letbe's."""
    meta = tables.get("meta", {}).get("book", {})
    schema, id = meta.get("schema"), meta.get("id")
    if type(schema) is not int or schema < 1:
        raise Malformed("it is not a book of letbe’s, for its “meta” names no schema")
    if not isinstance(id, str) or not _is_book_id(id):
        raise Malformed("the id of the book in “meta” is missing or odd")
    for name in ("last", "seen", "stamps") if schema > 1 else ():
        if not _is_texts_by_name(meta.get(name, {})):
            raise Malformed(f"“{name}” in “meta” should hold short texts by name")
    if not isinstance(meta.get("clock", ""), str):
        raise Malformed("“clock” in “meta” should be a text")
    return schema


def _is_texts_by_name(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) and len(text) < 100 for text in value.values())


def _is_book_id(text: str) -> bool:
    """Whether a text can be the id of a book, which names files too: small letters and digits, parted by hyphens."""
    plain = text.replace("-", "")
    return 8 <= len(text) <= 64 and text[0] != "-" and plain.isascii() and plain.isalnum() and plain == plain.lower()


def write_whole(book: Book, *, lacking: bool = False) -> str:
    """Write a book as a file that letbe can open: a book of its own, without the history of this one.

    The same book gives the same bytes: the new book's id is drawn from what it holds. One that is `lacking` names or
    words, for others to read, says so, so that it never takes the place of a whole one.
    """
    import hashlib  # no other command needs it

    shelves = Shelves.of({name: {} for name in KNOWN_TABLES})
    shelves.put_meta({"schema": SCHEMA, "id": "", **({_LACKING: True} if lacking else {})})
    write_book(shelves, Book(), book)
    content = Layout().text(shelves.contents)
    shelves.put_meta({"id": hashlib.sha256(content).hexdigest()[:16]})
    return Layout().text(shelves.contents).decode()


def is_lacking(tables: Plain) -> bool:
    """Whether names or words were left out of a book when it was written, for others to read."""
    return bool(Shelves.of(tables).meta.get(_LACKING))


def read_whole(text: str, *, to_import: bool = False) -> Book:
    """Read a book from the text of a file; raise `Unreadable`, or `Refused` for one that a newer letbe wrote.

    What is read to be imported is refused too where names or words were left out of it.
    """
    try:
        tables, schema = parse(text.encode())
        if to_import and is_lacking(tables):
            raise Refused(LACKS)
        if schema <= SCHEMA:
            return read_book(Shelves.of(tables))
    except (Malformed, UnicodeEncodeError) as wrong:
        raise Unreadable(f"This cannot be read: {str(wrong).rstrip('.')}.") from None
    raise Refused(f"This was written by a newer letbe (schema {schema}, and this one knows {SCHEMA}). Update letbe.")


def count_marks(book: Book) -> int:
    """Count the marks of a book."""
    return sum(len(month.line) - month.line.count(" ") for log in book.logs.values() for month in log.months.values())


def claimed_seal(data: bytes) -> str:
    """Return the seal that stands in a file, whether or not it fits and however the file is laid out."""
    seal = data.partition(_SEALED)[2][:9]  # as letbe lays it out, which needs no pattern
    if len(seal) == 9 and seal.endswith(b'"') and not seal[:8].translate(None, b"0123456789abcdef"):
        return seal[:8].decode()
    match = re.search(rb'"sum"\s*:\s*"crc32:([0-9a-f]{8})"', data)
    return match[1].decode() if match else ""
