"""The screen never waits for the disk: what is told of the saving, and what becomes of what cannot be saved."""

from __future__ import annotations

import threading

import pytest

from tests.service.books import BOOK, NOON, mark
from tests.service.shared_store import SharedStore, done
from tracker.domain.changes import Delete, ItemKind
from tracker.domain.history import Step
from tracker.domain.log import Mark, MarkKind
from tracker.service import background_writer
from tracker.service.background_writer import BackgroundWriter
from tracker.service.tracker import Saving, Tracker
from tracker.storage.memory_store import MemoryStore
from tracker.storage.store import Commit


class Screen:
    """A tracker with a background writer, and a way to wait for it."""

    def __init__(self, store: SharedStore) -> None:
        self._woken = threading.Semaphore(0)
        self.tracker = Tracker(store, NOON, BackgroundWriter(store, self._woken.release))
        self.told = 0
        self.tracker.listen(self._listen)

    def _listen(self) -> None:
        self.told += 1

    def wait(self) -> None:
        """Wait for one report of the writer, and take it in."""
        assert self._woken.acquire(timeout=5)
        self.tracker.settle()


def test_the_screen_does_not_wait_for_the_disk() -> None:
    store = SharedStore(BOOK)
    screen = Screen(store)
    store.open.clear()
    screen.tracker.commit(done("quiet"))
    screen.tracker.commit(done("walk"))
    assert mark(screen.tracker.book, "walk") == Mark(MarkKind.DONE)
    assert screen.tracker.saving == Saving(2)
    assert not store.read().logs
    store.open.set()
    assert screen.tracker.close()
    assert screen.tracker.saving == Saving()
    assert store.read() == screen.tracker.book


def test_what_is_pending_is_made_again_on_a_book_from_elsewhere() -> None:
    store = SharedStore(BOOK)
    screen = Screen(store)
    store.open.clear()
    screen.tracker.commit(done("piano", "20"))
    store.elsewhere(done("piano", "20"))
    store.open.set()
    screen.wait()
    assert mark(screen.tracker.book, "piano") == Mark(MarkKind.AMOUNT, 40_000)
    assert screen.tracker.close()


def test_a_failed_save_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background_writer, "RETRY_SECONDS", 0.01)
    store = SharedStore(BOOK)
    screen = Screen(store)
    store.open.clear()
    store.troubles.extend(["The disk is full."] * 2)
    screen.tracker.commit(done("quiet"))
    store.open.set()
    screen.wait()
    assert screen.tracker.saving == Saving(1, "The disk is full.")
    assert mark(screen.tracker.book, "quiet") == Mark(MarkKind.DONE)
    screen.wait()
    screen.wait()
    assert screen.tracker.saving == Saving()
    assert screen.tracker.close()
    assert mark(store.read(), "quiet") == Mark(MarkKind.DONE)


def test_closing_tries_once_more_and_tells_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background_writer, "RETRY_SECONDS", 60)
    store = SharedStore(BOOK)
    store.troubles.extend(["The disk is full."] * 9)
    screen = Screen(store)
    screen.tracker.commit(done("quiet"))
    assert not screen.tracker.close()
    assert screen.tracker.saving == Saving(1, "The disk is full.")


def test_who_stays_after_a_failed_leaving_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background_writer, "RETRY_SECONDS", 60)
    store = SharedStore(BOOK)
    store.troubles.extend(["The disk is full."] * 2)
    screen = Screen(store)
    screen.tracker.commit(done("quiet"))
    screen.wait()
    assert not screen.tracker.close()
    screen.tracker.commit(done("walk"))
    assert screen.tracker.close()
    assert mark(store.read(), "quiet") == mark(store.read(), "walk") == Mark(MarkKind.DONE)


def test_a_fault_of_our_own_stops_no_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(background_writer, "RETRY_SECONDS", 0.01)
    store = SharedStore(BOOK)
    commits = iter([RuntimeError("a fault"), None])

    def commit(step: Step, now: int) -> Commit:
        if trouble := next(commits):
            raise trouble
        return MemoryStore.commit(store, step, now)

    monkeypatch.setattr(store, "commit", commit)
    screen = Screen(store)
    screen.tracker.commit(done("quiet"))
    screen.wait()
    assert "RuntimeError" in screen.tracker.saving.trouble
    screen.wait()
    assert screen.tracker.close()
    assert mark(store.read(), "quiet") == Mark(MarkKind.DONE)


def test_a_step_that_no_longer_fits_is_given_up_and_taken_out_again() -> None:
    store = SharedStore(BOOK)
    screen = Screen(store)
    store.open.clear()
    screen.tracker.commit(done("quiet"))
    store.elsewhere(lambda _: Delete(ItemKind.HABIT, "quiet"))
    store.open.set()
    screen.wait()
    assert screen.tracker.saving == Saving()
    (notice,) = screen.tracker.notices()
    assert "one change was given up: There is no habit" in notice
    assert not screen.tracker.notices()
    assert screen.tracker.book == store.read()
    assert not screen.tracker.book.log("quiet")
    screen.tracker.commit(done("walk"))
    assert screen.tracker.close()
    assert screen.tracker.saving == Saving()


def test_a_look_from_the_screen_comes_back_through_the_writer() -> None:
    store = SharedStore(BOOK)
    screen = Screen(store)
    store.elsewhere(done("quiet"))
    screen.tracker.look()
    screen.wait()
    assert mark(screen.tracker.book, "quiet") == Mark(MarkKind.DONE)
    assert screen.told == 1
    assert screen.tracker.close()


def test_several_undos_in_a_row_while_the_disk_is_slow() -> None:
    store = SharedStore(BOOK)
    screen = Screen(store)
    screen.tracker.commit(done("quiet"))
    screen.wait()
    store.open.clear()
    screen.tracker.commit(done("walk"))
    screen.tracker.undo()
    screen.tracker.undo()
    assert screen.tracker.book == BOOK
    store.open.set()
    assert screen.tracker.close()
    assert store.read() == BOOK
    assert not Tracker(store, NOON).history.undoable
