"""Merging copies: other copies of a book are read and brought into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tracker.domain.errors import LetbeError
from tracker.domain.named_tuple import NamedTuple
from tracker.files import shown
from tracker.storage.file.atomic_write import not_read
from tracker.storage.file.book_file import LACKS, is_lacking
from tracker.storage.file.disk import Disk, Seen
from tracker.storage.format.json_text import SIZE_LIMIT, Malformed, Plain
from tracker.storage.format.tables import Shelves
from tracker.storage.merge.merge import Difference, merge, tidy
from tracker.storage.recovery.rescue import read_sound
from tracker.storage.store import StoreError


class MergedCopy(NamedTuple):
    """A copy that was brought in: where it lay, its bytes and looks, and in what it differed from what there was."""

    path: str
    data: bytes
    seen: Seen
    differences: tuple[Difference, ...]

    @property
    def taken(self) -> tuple[Difference, ...]:
        """The differences in which the copy had the later word."""
        return tuple(each for each in self.differences if each.second)

    @property
    def kept_beside(self) -> int:
        """How many notes lost and were kept."""
        return sum(len(each.beside) for each in self.differences)


def read_copy(disk: Disk, path: str, book: str) -> tuple[bytes, Seen, Plain]:
    """Read another copy of the book with this id; raise `StoreError` when it is none, or none that can be read."""
    try:
        data, seen = disk.read(path, SIZE_LIMIT)
    except OSError as error:
        raise not_read(path, error) from error
    try:
        tables = read_sound(data)
    except (Malformed, LetbeError) as wrong:
        raise StoreError(f"{shown(path)} cannot be merged: {str(wrong).rstrip('.')}.") from None
    if is_lacking(tables):
        raise StoreError(f"{shown(path)} cannot be merged. {LACKS}")
    if book and Shelves.of(tables).meta.get("id") != book:
        raise StoreError(
            f"{shown(path)} is another book, begun by itself, and no copy of this one; "
            "`letbe merge --join` brings such a book in."
        )
    return data, seen, tables


def bring_in(
    tables: Plain, disk: Disk, paths: Iterable[str], apart: Callable[[Plain, Plain], Plain] | None = None
) -> tuple[Plain, list[MergedCopy]]:
    """Merge the copies at some paths into tables, one after the other; raise `StoreError` as `read_copy` does.

    `apart` first gives the tables, told of a copy, another name for this machine where that copy has its name too.
    """
    met = []
    for path in paths:
        book = str(Shelves.of(tables).meta.get("id", ""))
        data, seen, copy = read_copy(disk, path, book)
        tables = apart(tables, copy) if apart else tables
        merged = merge(tables, copy)
        tables = tidy(merged.tables)
        met.append(MergedCopy(path, data, seen, merged.differences))
    return tables, met
