"""Short words for the tests of storage."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.domain.book import Book
from tracker.domain.changes import Batch, Change, Put, SetMark, together
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.history import Entry, History, LabelledChange, Step
from tracker.domain.log import Mark, MarkKind
from tracker.storage.store import Commit, Store

FIRST = date(2026, 11, 1)
DONE = Mark(MarkKind.DONE)


def a_habit(id: str = "quiet") -> Habit:
    return Habit(id, f"A {id} hour", "self-care", (Rule(FIRST),), FIRST)


BEGIN = together([Put(Area("self-care", "Self-care")), Put(a_habit())])


NOW = 1_760_000_000_000


def still() -> int:
    """The time, which stands still."""
    return NOW


def on(offset: int) -> date:
    return FIRST + timedelta(offset)


def done(offset: int, habit: str = "quiet", mark: Mark | None = DONE) -> Change:
    return SetMark(habit, on(offset), mark)


def making(change: Change, label: str = "a change") -> Step:
    return lambda _book, _history: LabelledChange(change, label)


def commit(store: Store, change: Change, label: str = "a change") -> Commit:
    return store.commit(making(change, label), NOW)


def commit_made(store: Store, change: Change, label: str = "a change") -> Entry:
    entry = commit(store, change, label).entry
    assert entry is not None
    return entry


def undoing(_: Book, history: History) -> LabelledChange:
    last = history.undoable[-1]
    return LabelledChange(last.inverse, f"undo {last.made.label}", undoes=last.id)


def redoing(_: Book, history: History) -> LabelledChange:
    last = history.redoable[-1]
    return LabelledChange(last.made.change, f"redo {last.made.label}", redoes=last.id)


def adding(amount: int, offset: int = 0, habit: str = "quiet") -> Step:
    """Add thousandths to what is there already, as a step that needs the freshest book."""

    def step(book: Book, _: History) -> LabelledChange:
        old = book.log(habit).get(on(offset))
        mark = Mark(MarkKind.AMOUNT, amount + (old.amount if old else 0))
        return LabelledChange(SetMark(habit, on(offset), mark), "add")

    return step


NOTHING = Batch()
