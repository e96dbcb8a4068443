from __future__ import annotations

import threading
from collections import deque

import pytest

from tests.service.books import BOOK, NOON, TODAY, WHEN, YESTERDAY, mark
from tracker.domain.book import Book, find_habit
from tracker.domain.changes import Delete, Kind
from tracker.domain.errors import Refused
from tracker.domain.history import Step
from tracker.domain.log import Mark, MarkKind
from tracker.service import marking, writer
from tracker.service.steps import Edit, do
from tracker.service.tracker import Saving, Tracker
from tracker.service.writer import BackgroundWriter, DirectWriter
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


def test_an_edit_is_made_saved_and_told() -> None:
    store = MemoryStore(BOOK)
    tracker = Tracker(store, NOON)
    told: list[Book] = []
    tracker.listen(lambda: told.append(tracker.book))
    outcome = tracker.commit(done("quiet"))
    assert outcome.changed
    assert outcome.act.label == "Quiet time alone, Sun 22 Nov: done"
    assert mark(tracker.book, "quiet") == Mark(MarkKind.DONE)
    assert store.read() == tracker.book == told[-1]
    assert tracker.saving == Saving()


def test_what_changes_nothing_is_no_entry() -> None:
    tracker = Tracker(MemoryStore(BOOK), NOON)
    tracker.commit(done("quiet"))
    assert not tracker.commit(done("quiet")).changed
    assert len(tracker.history.entries) == 1


def test_undo_and_redo_go_back_and_forth() -> None:
    tracker = Tracker(MemoryStore(BOOK), NOON)
    tracker.commit(done("quiet"))
    tracker.commit(done("walk"))
    both = tracker.book
    tracker.undo()
    tracker.undo()
    assert tracker.book == BOOK
    with pytest.raises(Refused, match="nothing to undo"):
        tracker.undo()
    tracker.redo()
    assert tracker.redo().act.label == "Walk, Sun 22 Nov: done"
    assert tracker.book == both
    with pytest.raises(Refused, match="nothing to redo"):
        tracker.redo()


def test_an_undo_of_what_is_gone_already_still_counts() -> None:
    tracker = Tracker(MemoryStore(BOOK), NOON)
    tracker.commit(done("quiet"))
    tracker.commit(done("walk"))
    tracker.commit(marking.clear(["walk"], [TODAY], WHEN))
    for _ in range(3):
        tracker.undo()
    assert tracker.book == BOOK


def test_a_refusal_changes_nothing() -> None:
    tracker = Tracker(MemoryStore(BOOK), NOON)
    with pytest.raises(Refused):
        tracker.commit(done("fix"))
    assert (tracker.book, tracker.history.entries) == (BOOK, ())


def test_a_disk_that_fails_gives_the_edit_back() -> None:
    store = SharedStore(BOOK)
    store.troubles.append("The disk is full.")
    tracker = Tracker(store, NOON)
    with pytest.raises(StoreError, match="full"):
        tracker.commit(done("quiet"))
    assert (tracker.book, tracker.saving, tracker.history.entries) == (BOOK, Saving(), ())


def test_a_book_that_can_only_be_looked_at_takes_no_edit_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MemoryStore, "read_only", "A newer letbe wrote this. Update letbe.")
    tracker = Tracker(MemoryStore(BOOK), NOON)
    assert tracker.saving == Saving(read_only="A newer letbe wrote this. Update letbe.")
    with pytest.raises(StoreError, match="Update letbe"):
        tracker.commit(done("quiet"))
    with pytest.raises(StoreError, match="Update letbe"):
        tracker.undo()
    assert tracker.book == BOOK


def test_two_terminals_that_each_add_twenty_minutes_end_with_forty() -> None:
    store = SharedStore(BOOK)
    tracker = Tracker(store, NOON)
    store.elsewhere(done("piano", "20"))
    tracker.commit(done("piano", "20"))
    assert mark(tracker.book, "piano") == Mark(MarkKind.AMOUNT, 40_000)


def test_a_look_takes_in_what_happened_elsewhere() -> None:
    store = SharedStore(BOOK)
    tracker = Tracker(store, NOON)
    tracker.look()
    assert tracker.book == BOOK
    store.elsewhere(done("quiet"))
    tracker.look()
    assert mark(tracker.book, "quiet") == Mark(MarkKind.DONE)
    assert tracker.undo().act.label == "Quiet time alone, Sun 22 Nov: done"


def test_a_standing_is_judged_again_only_when_something_touched_it() -> None:
    tracker = Tracker(MemoryStore(BOOK), NOON)
    quiet, walk = (find_habit(tracker.book, name) for name in ("quiet", "walk"))
    before = tracker.standing(quiet), tracker.standing(walk)
    tracker.commit(done("quiet"))
    assert tracker.standing(walk) is before[1]
    assert tracker.standing(quiet) is not before[0]
    assert tracker.standing(quiet).current == 1
    assert tracker.standing(quiet, YESTERDAY).current == 0


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
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.01)
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
    monkeypatch.setattr(writer, "RETRY_SECONDS", 60)
    store = SharedStore(BOOK)
    store.troubles.extend(["The disk is full."] * 9)
    screen = Screen(store)
    screen.tracker.commit(done("quiet"))
    assert not screen.tracker.close()
    assert screen.tracker.saving == Saving(1, "The disk is full.")


def test_who_stays_after_a_failed_leaving_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "RETRY_SECONDS", 60)
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
    monkeypatch.setattr(writer, "RETRY_SECONDS", 0.01)
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
    store.elsewhere(lambda _: Delete(Kind.HABIT, "quiet"))
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


def test_a_direct_writer_reports_a_look_only_when_there_is_something_new() -> None:
    store = SharedStore(BOOK)
    direct = DirectWriter(store)
    direct.look()
    assert direct.results() == []
    store.elsewhere(done("quiet"))
    direct.look()
    (result,) = direct.results()
    assert not result.finished
    assert direct.close()
