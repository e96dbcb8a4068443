"""What every store promises, whether it is a file or memory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, DONE, NOTHING, a_habit, commit, commit_made, done, on, redoing, still, undoing
from tracker.domain.book import Book
from tracker.domain.changes import Batch, Delete, ItemKind, Put, SetMark
from tracker.domain.errors import Refused
from tracker.domain.history import History, LabelledChange
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.file_store import FileStore
from tracker.storage.memory_store import MemoryStore
from tracker.storage.store import Store


def in_a_file(folder: Path) -> Store:
    return FileStore(str(folder / "data" / "habits.json"), str(folder / "state"), still, QuickDisk())


def in_memory(_: Path) -> Store:
    return MemoryStore()


@pytest.fixture(params=[in_a_file, in_memory])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    make: Callable[[Path], Store] = request.param
    return make(tmp_path)


def test_a_new_store_holds_an_empty_book(store: Store) -> None:
    assert store.read() == Book()
    assert store.read().is_new
    assert store.history().entries == ()
    assert store.place


def test_a_commit_is_there_when_it_returns(store: Store) -> None:
    made = commit(store, BEGIN, "begin")
    assert store.read() == made.book == BEGIN.apply(Book())
    assert not store.changed()


def test_a_commit_without_a_read_sees_what_is_kept(store: Store) -> None:
    commit(store, BEGIN)
    seen: list[Book] = []

    def step(book: Book, _: History) -> LabelledChange:
        seen.append(book)
        return LabelledChange(done(0), "done")

    store.commit(step, 1)
    assert seen == [BEGIN.apply(Book())]


def test_an_entry_tells_what_was_done_when_and_how_to_undo_it(store: Store) -> None:
    commit(store, BEGIN)
    entry = commit_made(store, done(3), "quiet: done")
    assert entry.made == LabelledChange(done(3), "quiet: done")
    assert entry.at == 1_760_000_000_000
    assert entry.inverse == SetMark("quiet", on(3), None)
    assert store.history().entries[-1] == entry


@pytest.mark.parametrize(
    "change", [NOTHING, done(0), Batch((done(1), done(1, mark=None))), Delete(ItemKind.HABIT, "no")]
)
def test_what_leaves_the_book_as_it_is_makes_no_entry(store: Store, change: Batch) -> None:
    commit(store, BEGIN)
    commit(store, done(0))
    before = store.history().entries
    made = commit(store, change)
    assert made.entry is None
    assert made.book == store.read()
    assert store.history().entries == before


def test_a_step_that_refuses_changes_nothing_and_its_error_arrives(store: Store) -> None:
    commit(store, BEGIN)

    def refuse(_: Book, __: History) -> LabelledChange:
        raise Refused("No.")

    with pytest.raises(Refused, match="No"):
        store.commit(refuse, 1)
    assert store.read() == BEGIN.apply(Book())


def test_undo_and_redo_walk_back_and_forth(store: Store) -> None:
    commit(store, BEGIN)
    states = [commit(store, done(day), f"day {day}").book for day in range(3)]
    assert store.commit(undoing, 1).book == states[1]
    assert store.commit(undoing, 1).book == states[0]
    assert store.commit(redoing, 1).book == states[1]
    assert [entry.made.label for entry in store.history().undoable][1:] == ["day 0", "day 1"]
    assert [entry.made.label for entry in store.history().redoable] == ["day 2"]


def test_an_undo_that_has_nothing_left_to_change_still_counts_as_made(store: Store) -> None:
    commit(store, BEGIN)
    entry = commit_made(store, done(0))
    store.commit(lambda _book, _history: LabelledChange(done(0, mark=None), "by hand"), 1)
    made = store.commit(lambda _book, history: LabelledChange(entry.inverse, "undo", undoes=entry.id), 1)
    assert made.entry is not None
    assert entry not in store.history().undoable


def test_a_deleted_habit_comes_back_with_its_marks(store: Store) -> None:
    commit(store, BEGIN)
    full = commit(store, done(2, mark=Mark(MarkKind.AMOUNT, 1500, note="a\nb", at=29_000_000))).book
    gone = commit(store, Delete(ItemKind.HABIT, "quiet")).book
    assert gone.habits == ()
    assert store.commit(undoing, 1).book == full
    assert store.read().log("quiet").get(on(2)) == Mark(MarkKind.AMOUNT, 1500, note="a\nb", at=29_000_000)


def test_many_habits_are_kept_in_one_order(store: Store) -> None:
    for id in ("b", "a", "c"):
        commit(store, Put(a_habit(id)))
    assert [habit.id for habit in store.read().habits] == ["a", "b", "c"]


def test_a_day_marked_twice_the_same_way_is_marked_once(store: Store) -> None:
    commit(store, BEGIN)
    assert commit(store, done(0, mark=DONE)).entry is not None
    assert commit(store, done(0, mark=DONE)).entry is None


def test_a_history_taken_before_a_commit_does_not_see_it(store: Store) -> None:
    commit(store, BEGIN)
    earlier = store.history()
    commit(store, done(0))
    assert len(earlier.entries) == 1
    assert len(store.history().entries) == 2


def test_memory_keeps_the_last_thousand_entries() -> None:
    store = MemoryStore()
    for number in range(1010):
        commit(store, done(0, mark=Mark(MarkKind.AMOUNT, number * 10)))
    assert len(store.history().entries) == 1000
