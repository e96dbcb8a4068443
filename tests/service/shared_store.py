"""What the tests of saving share: a store with another terminal beside it, and an edit to save."""

from __future__ import annotations

import threading
from collections import deque

from tests.service.books import TODAY, WHEN
from tracker.domain.book import Book
from tracker.domain.history import Step
from tracker.service.edits import marks as marking
from tracker.service.steps import Edit, do
from tracker.storage.memory_store import MemoryStore
from tracker.storage.store import Commit, StoreError


def done(habit: str, amount: str = "") -> Edit:
    return marking.done([habit], [TODAY], WHEN, amount)


class SharedStore(MemoryStore):
    """A store that another terminal writes to as well, and whose disk can be full."""

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self._seen = book
        self.troubles: deque[str] = deque()
        self.open = threading.Event()
        self.open.set()

    def elsewhere(self, edit: Edit) -> None:
        """Change the book from another terminal."""
        super().commit(do(edit), 0)

    def read(self) -> Book:
        self._seen = super().read()
        return self._seen

    def changed(self) -> bool:
        return self._seen is not super().read()

    def commit(self, step: Step, now: int) -> Commit:
        self.open.wait()
        if self.troubles:
            raise StoreError(self.troubles.popleft())
        reread = self.changed()
        made = super().commit(step, now)
        self._seen = made.book
        return made._replace(reread=reread)
