"""BookFile: TinyDB's storage. Tables are held in memory between one read of the file and one save."""

from __future__ import annotations

import os
import re
from typing import Any

from tinydb import Storage

from tracker.storage.disk import Disk, Seen
from tracker.storage.layout import KNOWN_TABLES, SIZE_LIMIT, Layout, Malformed, read_text
from tracker.storage.migrations import SCHEMA, Plain, migrate
from tracker.storage.saving import not_read, replace_file
from tracker.storage.store import StoreError

_BOOK_ID = re.compile(r"[0-9a-z][0-9a-z-]{7,63}", re.ASCII)


class BookFile(Storage):
    """One file of tables. TinyDB reads and writes them here in memory; `load` and `save` touch the disk.

    `seen` is what the file looked like when it was last read or saved (None: there was none), `schema` the
    shape it had then.
    """

    def __init__(self, path: str, disk: Disk) -> None:
        self.path = path
        self.tables: Plain = _empty()
        self.seen: Seen | None = None
        self.schema = SCHEMA
        self._disk = disk
        self._layout = Layout()

    def read(self) -> Plain:
        """Give TinyDB the tables; what it then does to them is its own until it writes them."""
        return dict(self.tables)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Take changed tables from TinyDB; the disk waits for `save`."""
        self.tables = data

    def changed(self) -> bool:
        """Whether the file is another one than was last read or saved; raise `OSError`."""
        return self._disk.look(self._disk.resolve(self.path)) != self.seen

    def load(self) -> None:
        """Read the file; none is an empty one. Raises `StoreError`, and then keeps what was read before."""
        path = self._disk.resolve(self.path)
        try:
            data, seen = self._disk.read(path, SIZE_LIMIT)
        except FileNotFoundError:
            self.tables, self.seen, self.schema = _empty(), None, SCHEMA
            return
        except OSError as error:
            raise not_read(self.path, error) from error
        try:
            tables = read_text(data, self._layout)
            schema = _schema(tables)
        except Malformed as wrong:
            raise self.unreadable(wrong) from None
        self.tables = {**_empty(), **(tables if schema == SCHEMA else migrate(tables, schema))}
        self.seen, self.schema = seen, schema

    def save(self, data: bytes) -> None:
        """Put the text of the tables in the file's place; raise `Slipped` or `OSError`, and then it is untouched."""
        self.seen = replace_file(self._disk, self._disk.resolve(self.path), data, self.seen)
        self.schema = SCHEMA

    def text(self) -> bytes:
        """Lay the tables out as the text of the file; raise `Malformed` when it is larger than can be read."""
        text = self._layout.text(self.tables).encode()
        if len(text) > SIZE_LIMIT:
            raise Malformed(f"it would be larger than {SIZE_LIMIT:,} bytes")
        return text

    def unreadable(self, wrong: Malformed) -> StoreError:
        """Give the error that says what is wrong in the file, and what to do."""
        backup = os.path.basename(self.path) + ".bak"
        beside = os.path.exists(self._disk.resolve(self.path) + ".bak")
        copy = f" or put {backup}, the state before the last save, in its place" if beside else ""
        return StoreError(
            f"{self.path} cannot be read: {str(wrong).rstrip('.')}. It was left as it is; mend it in an editor{copy}."
        )


def _empty() -> Plain:
    return {name: {} for name in KNOWN_TABLES}


def _schema(tables: Plain) -> int:
    """Give the schema that a file names; raise `Malformed` when the file is not a book of letbe's."""
    meta = tables.get("meta", {}).get("book", {})
    schema, id = meta.get("schema"), meta.get("id")
    if type(schema) is not int or schema < 1:
        raise Malformed("it is not a book of letbe’s, for its “meta” names no schema")
    if not isinstance(id, str) or not _BOOK_ID.fullmatch(id):
        raise Malformed("the id of the book in “meta” is missing or odd")
    return schema
