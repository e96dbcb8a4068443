"""Maintenance: what a store looks after around its saves: the backup of the day, copies beside the book, what to tell.

Most runs find everything in order. What mends the rest is loaded when it is needed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from tracker.files import shown
from tracker.storage.file.disk import Disk, Seen
from tracker.storage.file.journal import Journal
from tracker.storage.file.names import find_copies, folder_of, has_daily
from tracker.storage.format.json_text import SIZE_LIMIT
from tracker.storage.store import Damaged, StoreError

if TYPE_CHECKING:
    from tracker.storage.format.json_text import Plain
    from tracker.storage.merge.merge_copies import MergedCopy
    from tracker.storage.recovery.mending import Mending


class Maintenance:
    """Sees to it that nothing is lost around the saves of a book, and remembers what to tell the user."""

    def __init__(self, disk: Disk, state: str, now: Callable[[], int]) -> None:
        self._disk = disk
        self._state = state
        self.now = now
        self._notices: list[str] = []
        self._backed_up: date | None = None
        self._folder: Seen | None = None
        self._passed_over: set[str] = set()

    @property
    def mending(self) -> Mending:
        """What is done when something is out of order."""
        from tracker.storage.recovery.mending import Mending

        return Mending(self._disk, self._state, self.now, self.tell)

    def take_notices(self) -> list[str]:
        """Take the sentences that are to be told."""
        taken, self._notices = self._notices, []
        return taken

    def tell(self, sentence: str) -> None:
        """Put a sentence to those that are to be told."""
        self._notices.append(sentence)

    def tell_of_a_new_name(self) -> None:
        """Say that another machine had the name of this one, which has a new one now."""
        self.tell(
            "Another machine wrote to this book under the name of this one, as a copied home does. This one goes by a "
            "name of its own now, and what either wrote is kept."
        )

    def keep_daily(self, book: str, path: str, now: int) -> None:
        """Keep the first state of each day; where that fails the next save tries again."""
        today = datetime.fromtimestamp(now / 1000, UTC).date()
        if today == self._backed_up:
            return
        with suppress(OSError):
            if not has_daily(self._disk, folder_of(self._state, book), today):
                from tracker.storage.recovery.backups import Backups, Occasion  # once a day

                Backups(self._disk, self._state, book).keep(self._disk.read(path, SIZE_LIMIT)[0], Occasion.DAILY, now)
            self._backed_up = today

    def refuse_loss(self, path: str) -> None:
        """Raise `Damaged` for a file that is not there, while the journal of its changes is."""
        if Journal(self._state, self._disk).book_of(path):
            raise Damaged(f"{shown(path)} is missing, and the journal of its changes is still there.")

    def copies(self, path: str) -> list[str]:
        """Return the copies beside the book that were not looked at yet; a folder that did not change is not read."""
        try:
            folder = self._disk.look(os.path.dirname(path))
            if folder == self._folder:
                return []
            found = [name for name in find_copies(self._disk, path) if name not in self._passed_over]
        except OSError:
            return []
        if not found:
            self._folder = folder
        return found

    def meet(self, tables: Plain, path: str, apart: Callable[[Plain, Plain], Plain]) -> tuple[Plain, list[MergedCopy]]:
        """Bring the copies beside the book into its tables; those that are none of ours are passed over from now on."""
        copies: list[MergedCopy] = []
        for name in self.copies(path):
            from tracker.storage.merge.merge_copies import bring_in

            try:
                tables, met = bring_in(tables, self._disk, [name], apart)
            except StoreError:
                self._passed_over.add(name)
                continue
            copies += met
        return tables, copies
