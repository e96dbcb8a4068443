"""FileStore: a book in one JSON file, safe against everything that can happen between two saves."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from tracker.domain.book import Book
from tracker.domain.history import Entry, History, Step
from tracker.domain.text import clean
from tracker.storage.book_file import BookFile
from tracker.storage.device import device_of, name_device
from tracker.storage.disk import Disk
from tracker.storage.journal import Journal, next_id
from tracker.storage.layout import Malformed
from tracker.storage.migrations import SCHEMA
from tracker.storage.saving import Slipped, not_read, not_saved
from tracker.storage.stamps import next_stamp, read_stamp
from tracker.storage.store import Commit, StoreError
from tracker.storage.tables import Shelves, read_book, write_book

_ATTEMPTS = 10


class FileStore:
    """Keeps a book in the file at `path`, and its history in the folder `state`.

    A file that does not exist is an empty book; the first commit makes it, with its folders. Raises `StoreError`
    as `Store` says.
    """

    def __init__(self, path: str, state: str, disk: Disk | None = None) -> None:
        self._path = os.path.abspath(path)
        self._disk = disk or Disk()
        self._state = state
        self._device = ""
        self._journal = Journal(state, self._disk)
        self._file = BookFile(self._path, self._disk)
        self._shelves = Shelves(storage=lambda: self._file)
        self._book: Book | None = None
        self._past = History()

    @property
    def place(self) -> str:
        """The path of the file."""
        return self._path

    def read(self) -> Book:
        """Give the book as the file has it now."""
        self._refresh()
        return self._known

    def changed(self) -> bool:
        """Whether the file is another one than was last read or saved."""
        try:
            return self._book is None or self._file.changed()
        except OSError as error:
            raise not_read(self._path, error) from error

    def commit(self, step: Step, now: int) -> Commit:
        """Run a step on the freshest book and save what comes of it, safe on the disk when this returns."""
        with self._alone():
            self._name_device()
            reread = False
            for _ in range(_ATTEMPTS):
                reread = self._refresh() or reread
                self._refuse_newer()
                try:
                    return self._make(step, now, reread=reread)
                except Slipped:
                    continue
        raise StoreError(f"{self._name} was not saved: another program keeps changing it. Try again later.")

    def history(self) -> History:
        """Give the changes that led to the book as it was last read or saved."""
        if self._book is None:
            self._refresh()
        return self._past

    def _make(self, step: Step, now: int, *, reread: bool) -> Commit:
        before = self._known
        act = step(before, self.history())
        after = act.change.apply(before)
        # Taking back what somebody else took back already changes nothing, and must still count as taken back.
        if after == before and act.undoes is None and act.redoes is None:
            return Commit(before, None, reread)
        entry = Entry(next_id(self._last), now, act, act.change.inverse(before))
        self._keep(before, after, entry)
        self._book = after
        # What somebody has looked at already is not read from the disk again for one entry more.
        self._past = self._past.followed_by(entry) if self._past.is_read else self._unread()
        self._journal.trim(self._book_id, entry.id)
        return Commit(after, entry, reread)

    def _keep(self, before: Book, after: Book, entry: Entry) -> None:
        """Journal an entry and save what it leads to, or leave file, tables and journal as they were."""
        held, last, book = self._file.tables, self._last, self._book_id or os.urandom(8).hex()
        stamp = next_stamp(read_stamp(self._shelves.meta.get("clock")), entry.at, self._device)
        size: int | None = None
        try:
            write_book(self._shelves, before, after, stamp)
            ids = {**self._ids, self._device: entry.id}
            self._shelves.put_meta({"schema": SCHEMA, "id": book, "last": ids, "clock": str(stamp)})
            text = self._file.text()
            size = self._journal.append(book, entry, last, str(stamp), self._disk.resolve(self._path))
            self._file.save(text)
        except BaseException as error:
            self._file.tables = held
            if size is not None:
                self._journal.take_back(book, size)
            if isinstance(error, Malformed):
                raise StoreError(f"{self._name} was not saved, as it could not be read again: {error}.") from None
            raise

    def _refresh(self) -> bool:
        """Read the file if it is another one than is known; say whether something known was replaced."""
        try:
            if self._book is not None and not self._file.changed():
                return False
        except OSError as error:
            raise not_read(self._path, error) from error
        known = self._book is not None
        held = self._file.tables, self._file.seen, self._file.schema
        self._file.load()
        with suppress(OSError):  # whoever only reads can do without
            self._device = self._device or device_of(self._disk, self._state)
        try:
            self._book = read_book(self._shelves)
            self._past = self._unread()
        except Malformed as wrong:
            self._file.tables, self._file.seen, self._file.schema = held
            raise self._file.unreadable(wrong) from None
        return known

    def _name_device(self) -> None:
        if not self._device:
            self._device = name_device(self._disk, self._state)
            self._past = self._unread()  # whose last entry could not be told before

    def _unread(self) -> History:
        book, last = self._book_id, self._last
        return History(lambda: self._journal.entries(book, last))

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lock beside the real file, and put what the disk refuses into words."""
        try:
            path = self._disk.resolve(self._path)
            mode = self._disk.mode(path)
            if mode is not None and not mode & 0o222:
                raise StoreError(f"{self._name} was not saved: it is read-only. Allow writing, and try again.")
            self._disk.make_folder(os.path.dirname(path))
            with self._disk.lock(path + ".lock"):
                yield
        except OSError as error:
            raise not_saved(self._path, error) from error

    def _refuse_newer(self) -> None:
        if self._file.schema > SCHEMA:
            raise StoreError(
                f"{self._name} was written by a newer letbe (schema {self._file.schema}, and this one knows "
                f"{SCHEMA}): it can be looked at and not changed. Update letbe."
            )

    @property
    def _known(self) -> Book:
        assert self._book is not None  # noqa: S101 - only asked for after a refresh
        return self._book

    @property
    def _book_id(self) -> str:
        return str(self._shelves.meta.get("id", ""))

    @property
    def _last(self) -> str | None:
        """The last entry of this machine's that is in the file; before there were machines, of anybody's."""
        last = self._ids.get(self._device) or self._ids.get("")
        return last if isinstance(last, str) else None

    @property
    def _ids(self) -> dict[str, Any]:
        ids = self._shelves.meta.get("last")
        return ids if isinstance(ids, dict) else {}

    @property
    def _name(self) -> str:
        return clean(self._path)
