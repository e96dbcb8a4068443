"""What an edit comes to on a store that saves at once, and what is taken in from outside."""

from __future__ import annotations

import pytest

from tests.service.books import BOOK, NOON, TODAY, WHEN, YESTERDAY, mark
from tests.service.shared_store import SharedStore, done
from tracker.domain.book import Book
from tracker.domain.changes import PutPrompts
from tracker.domain.errors import Refused
from tracker.domain.finding import find_habit
from tracker.domain.log import Mark, MarkKind
from tracker.service.edits import marks as marking
from tracker.service.tracker import Saving, Tracker
from tracker.service.writer import DirectWriter
from tracker.storage.memory_store import MemoryStore
from tracker.storage.store import StoreError


def test_an_edit_is_made_saved_and_told() -> None:
    store = MemoryStore(BOOK)
    tracker = Tracker(store, NOON)
    told: list[Book] = []
    tracker.listen(lambda: told.append(tracker.book))
    outcome = tracker.commit(done("quiet"))
    assert outcome.changed
    assert outcome.made.label == "Quiet time alone, Sun 22 Nov: done"
    assert mark(tracker.book, "quiet") == Mark(MarkKind.DONE)
    assert store.read() == tracker.book == told[-1]
    assert tracker.saving == Saving()


def test_what_changes_nothing_is_no_entry() -> None:
    tracker = Tracker(MemoryStore(BOOK), NOON)
    tracker.commit(done("quiet"))
    assert not tracker.commit(done("quiet")).changed
    assert len(tracker.history.entries) == 1


def test_taking_away_the_last_question_is_a_change() -> None:
    tracker = Tracker(MemoryStore(BOOK._replace(prompts=("Why?",))), NOON)
    assert tracker.commit(lambda _: PutPrompts(())).changed
    assert tracker.book.prompts == ()


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
    assert tracker.redo().made.label == "Walk, Sun 22 Nov: done"
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
    assert tracker.undo().made.label == "Quiet time alone, Sun 22 Nov: done"


def test_a_standing_is_judged_again_only_when_something_touched_it() -> None:
    tracker = Tracker(MemoryStore(BOOK), NOON)
    quiet, walk = (find_habit(tracker.book, name) for name in ("quiet", "walk"))
    before = tracker.standing(quiet), tracker.standing(walk)
    tracker.commit(done("quiet"))
    assert tracker.standing(walk) is before[1]
    assert tracker.standing(quiet) is not before[0]
    assert tracker.standing(quiet).streaks.length == 1
    assert tracker.standing(quiet, YESTERDAY).streaks.length == 0


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
