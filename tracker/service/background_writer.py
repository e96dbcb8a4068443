"""Background writer: saves from a thread of its own, for the screens; a command saves in its own time."""

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

from tracker.domain.errors import LetbeError
from tracker.domain.history import Step
from tracker.service.writer import Result, look_at
from tracker.storage.store import Store, StoreError

RETRY_SECONDS = 1.0
HEAD_START_SECONDS = 0.02
"""How long the screen has to itself to draw what a key has changed, before it is saved."""


class BackgroundWriter:
    """Saves from one thread, in order, so that the screen never waits for the disk.

    `wake` is called from that thread whenever a result is there. A step that the store cannot keep stays first
    in line and is tried again every second, and at once when another comes.
    """

    def __init__(self, store: Store, wake: Callable[[], object]) -> None:
        self._store = store
        self._wake = wake
        self._waiting: deque[tuple[Step, int] | None] = deque()
        self._results: deque[Result] = deque()
        self._bell = threading.Condition()
        self._closing = False
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="letbe-writer", daemon=True)
        self._thread.start()

    def put(self, step: Step, now: int) -> None:
        """Put a step at the end of the line."""
        self._ring((step, now))

    def look(self) -> None:
        """Ask for a look at the store, unless the thread is busy: a commit looks by itself."""
        if not self._waiting:
            self._ring(None)

    def results(self) -> list[Result]:
        """Take the results that have come in."""
        taken = []
        while self._results:
            taken.append(self._results.popleft())
        return taken

    def close(self, patience: float | None = None) -> bool:
        """Finish the line and end; where a step fails once more or takes too long, go on instead, and tell by False."""
        with self._bell:
            self._closing = True
            self._bell.notify_all()
            self._bell.wait_for(lambda: self._ended or not self._closing, patience)
            self._closing = self._ended
        return self._ended and not self._waiting

    def defer(self) -> bool:
        """Give the store what is left in the line to note down, in order."""
        try:
            for item in filter(None, self._waiting):
                self._store.defer(*item)
        except LetbeError:
            return False
        return True

    def _ring(self, item: tuple[Step, int] | None) -> None:
        with self._bell:
            self._waiting.append(item)
            self._bell.notify()

    def _run(self) -> None:
        try:
            self._work()
        finally:  # whoever waits for the end is not to wait for ever, whatever has ended it
            with self._bell:
                self._ended = True
                self._bell.notify_all()

    def _work(self) -> None:
        while True:
            with self._bell:
                self._bell.wait_for(lambda: self._waiting or self._closing)
                if not self._waiting:
                    self._ended = True
                    return
                if self._waiting[0] is not None and len(self._waiting) == 1 and not self._closing:
                    self._bell.wait(HEAD_START_SECONDS)  # two keys in a row, or the end, cut it short
                item = self._waiting[0]
            result = self._try(item)
            if result is not None:
                self._results.append(result)
                with suppress(Exception):  # who is told may be gone already; saving goes on
                    self._wake()
            with self._bell:
                if item is None or result is None or result.finished:
                    self._waiting.popleft()
                elif self._closing:
                    self._closing = False
                    self._bell.notify_all()
                else:
                    self._bell.wait(RETRY_SECONDS)

    def _try(self, item: tuple[Step, int] | None) -> Result | None:
        try:
            if item is not None:
                return self._commit(*item)
            return look_at(self._store) if self._store.changed() else None
        except StoreError as error:
            return Result(None, str(error), finished=False)
        except Exception as bug:  # noqa: BLE001 - a thread that dies would keep nothing from then on, and say nothing
            return Result(None, f"letbe met a fault of its own ({type(bug).__name__}) and tries again", finished=False)

    def _commit(self, step: Step, now: int) -> Result:
        """Commit a step, or give it up where the book has changed from outside and the step no longer fits it."""
        try:
            return Result(self._store.commit(step, now))
        except StoreError:
            raise
        except LetbeError as error:
            return look_at(self._store)._replace(trouble=str(error), finished=True)
