"""What is not saved yet: the book that it leads to, and the same upon a book from elsewhere."""

from __future__ import annotations

from tests.service.books import BOOK, NOON, TODAY, WHEN, after, mark
from tests.service.shared_store import done
from tracker.domain.book import Book
from tracker.domain.changes import Change, Delete, ItemKind
from tracker.domain.history import History, Step
from tracker.domain.log import Mark, MarkKind
from tracker.service.edits import marks as marking
from tracker.service.steps import Edit, Pending, do, remembered, undo
from tracker.service.tracker import Tracker
from tracker.storage.memory_store import MemoryStore

NOW = NOON.milliseconds()


def pending(*steps: Step) -> Pending:
    made = Pending(BOOK, History())
    for step in steps:
        made.add(step, step(made.book, made.history), NOW)
    return made


def cleared(habit: str) -> Edit:
    return marking.clear([habit], [TODAY], WHEN)


def undone(line: Pending, habit: str, times: int) -> list[Mark | None]:
    """Undo step by step; give the mark of a habit after each."""
    marks = []
    for _ in range(times):
        line.add(undo, undo(line.book, line.history), NOW)
        marks.append(mark(line.book, habit))
    return marks


def test_each_step_is_made_on_what_the_ones_before_it_lead_to() -> None:
    line = pending(do(done("piano", "20")), do(done("piano", "20")), undo)
    assert len(line) == 3
    assert mark(line.book, "piano") == Mark(MarkKind.AMOUNT, 20_000)
    assert len(line.history.entries) == 3
    assert len(line.history.undoable) == 1


def test_what_is_pending_is_made_again_on_another_book() -> None:
    line = pending(do(done("piano", "20")), do(done("walk")))
    line.rebase(after(BOOK, done("piano", "20")), History(), NOW)
    assert mark(line.book, "piano") == Mark(MarkKind.AMOUNT, 40_000)
    assert mark(line.book, "walk") == Mark(MarkKind.DONE)


def test_what_waits_for_a_slow_disk_can_be_undone_however_much_it_is() -> None:
    steps = [do(done("walk")), do(cleared("walk"))] * 600
    line = pending(*steps)
    assert len(line.history.undoable) == 1200
    assert undone(line, "walk", 3) == [Mark(MarkKind.DONE), None, Mark(MarkKind.DONE)]
    line.history = History()
    assert line.history.undoable == ()


def test_undo_walks_back_through_what_was_made_again_as_through_what_was_made_first() -> None:
    on, off = do(done("walk")), do(cleared("walk"))
    first, again = pending(on, off, on), pending(on, off, on)
    again.rebase(BOOK, History(), NOW)
    for line in (first, again):
        assert undone(line, "walk", 3) == [None, Mark(MarkKind.DONE), None]


def test_undo_walks_back_through_what_was_made_after_another_step_was_saved() -> None:
    line = pending(do(done("quiet")), do(done("walk")))
    line.leave()
    line.add(step := do(cleared("walk")), step(line.book, line.history), NOW)
    line.add(step := do(done("walk")), step(line.book, line.history), NOW)
    assert undone(line, "walk", 3) == [None, Mark(MarkKind.DONE), None]
    assert len({entry.id for entry in line.history.entries}) == len(line.history.entries)


def test_a_step_that_no_longer_fits_leads_nowhere_and_waits_for_the_writer_to_say_so() -> None:
    line = pending(do(done("quiet")), do(done("walk")))
    line.rebase(after(BOOK, lambda _: Delete(ItemKind.HABIT, "quiet")), History(), NOW)
    assert len(line) == 2
    assert [entry.made.label for entry in line.history.entries] == ["Walk, Sun 22 Nov: done"]


def test_a_step_that_cannot_be_saved_is_taken_back() -> None:
    line = pending(do(done("quiet")))
    book, history = line.book, line.history
    step = do(done("walk"))
    line.add(step, step(book, history), NOW)
    line.take_back(book, history)
    assert (len(line), line.book, line.history) == (1, book, history)
    line.leave()
    assert not line


def test_a_step_decides_once_for_the_screen_and_the_store() -> None:
    asked: list[Book] = []

    def edit(book: Book) -> Change:
        asked.append(book)
        return done("quiet")(book)

    tracker = Tracker(MemoryStore(BOOK), NOON)
    tracker.commit(edit)
    assert asked == [BOOK]
    step = remembered(do(edit))
    step(tracker.book, tracker.history)
    step(BOOK, tracker.history)
    assert asked == [BOOK, tracker.book, BOOK], "about another book it decides anew"
