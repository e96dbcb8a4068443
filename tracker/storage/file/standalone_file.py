"""Whole: a book as the text of a file of its own, and back."""

from __future__ import annotations

import hashlib

from tracker.domain.book import Book
from tracker.domain.errors import Refused, Unreadable
from tracker.storage.file.book_file import parse
from tracker.storage.format.json_text import KNOWN_TABLES, Layout, Malformed
from tracker.storage.format.migrations import SCHEMA
from tracker.storage.format.tables import Shelves, read_book, write_book


def write_whole(book: Book) -> str:
    """Write a book as a file that letbe can open: a book of its own, without the history of this one.

    The same book gives the same bytes: the new book's id is drawn from what it holds.
    """
    shelves = Shelves.of({name: {} for name in KNOWN_TABLES})
    shelves.put_meta({"schema": SCHEMA, "id": ""})
    write_book(shelves, Book(), book)
    content = Layout().text(shelves.contents)
    shelves.put_meta({"id": hashlib.sha256(content).hexdigest()[:16]})
    return Layout().text(shelves.contents).decode()


def read_whole(text: str) -> Book:
    """Read a book from the text of a file; raise `Unreadable`, or `Refused` for one that a newer letbe wrote."""
    try:
        tables, schema = parse(text.encode())
        if schema <= SCHEMA:
            return read_book(Shelves.of(tables))
    except (Malformed, UnicodeEncodeError) as wrong:
        raise Unreadable(f"This cannot be read: {str(wrong).rstrip('.')}.") from None
    raise Refused(f"This was written by a newer letbe (schema {schema}, and this one knows {SCHEMA}). Update letbe.")


def count_marks(book: Book) -> int:
    """Count the marks of a book."""
    return sum(len(month.line) - month.line.count(" ") for log in book.logs.values() for month in log.months.values())
