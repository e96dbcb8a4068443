"""Opening: a tracker on the user's file, or on the made-up year in memory."""

from __future__ import annotations

import os

from tracker.clock import Clock
from tracker.service.tracker import Tracker
from tracker.settings import places
from tracker.storage.store import Store

__all__ = ["Store", "demo_store", "file_store", "open_demo", "open_tracker"]


def file_store(file: str, clock: Clock) -> Store:
    """Return the store of a file (empty: the usual one)."""
    from tracker.storage.file.file_store import FileStore  # TinyDB, which the made-up year does without

    found = places(file)
    store = FileStore(found.book, found.state, clock.milliseconds)
    if os.path.exists(os.path.join(os.path.dirname(found.preferences), "hooks", "saved")):
        from tracker.service.after_save import new_failure, start_hook  # few people have a program for that

        store.saved = lambda: start_hook(file)
        if failure := new_failure(file):
            store.tell(failure)
    return store


def demo_store(clock: Clock) -> Store:
    """Return a store in memory with the made-up year; whatever is done with it is gone afterwards."""
    from tracker.service.demo.demo import demo_book
    from tracker.service.edits.first_book import shipped_list
    from tracker.storage.memory_store import MemoryStore

    today = clock.today()
    return MemoryStore(demo_book(today, shipped_list(today)))


def open_tracker(file: str, clock: Clock) -> Tracker:
    """Open a file for the command line, saving each change at once; raises `StoreError`."""
    return Tracker(file_store(file, clock), clock)


def open_demo(clock: Clock) -> Tracker:
    """Open the made-up year for the command line."""
    return Tracker(demo_store(clock), clock)
