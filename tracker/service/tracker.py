"""Tracker: the book in memory, the one path for every edit, and whom to tell; and how one is opened."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date

from tracker.clock import Clock, say_date
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError
from tracker.domain.habit import Habit
from tracker.domain.history import History, LabelledChange, Step
from tracker.domain.judging import Standing, judge
from tracker.domain.named_tuple import NamedTuple
from tracker.service import steps
from tracker.service.edits.days import When, now
from tracker.service.steps import Calling, Edit, Pending, is_nothing
from tracker.service.words.labels import label
from tracker.service.writer import DirectWriter, Writer
from tracker.settings import places
from tracker.storage.store import Store, StoreError

__all__ = ["Outcome", "Saving", "Store", "Tracker", "demo_store", "file_store", "open_demo", "open_tracker"]


class Saving(NamedTuple):
    """How the book stands with the disk: how many changes are not yet saved, and what is in the way.

    `read_only` says why the book can only be looked at; empty where it can be changed.
    """

    pending: int = 0
    trouble: str = ""
    read_only: str = ""


class Outcome(NamedTuple):
    """What an edit came to: what was made, and the book before and after it."""

    made: LabelledChange
    before: Book
    after: Book

    @property
    def changed(self) -> bool:
        """Whether anything was changed at all."""
        return not is_nothing(self.made.change)


class _Judged(NamedTuple):
    """A standing, and all it rests on."""

    habit: Habit
    book: Book
    day: date
    standing: Standing

    def holds(self, habit: Habit, book: Book, day: date) -> bool:
        """Whether nothing has changed that the standing rests on."""
        if (habit, day) != (self.habit, self.day):
            return False
        # Logs are compared by identity: a walk through ten years would cost what it is meant to save.
        return book is self.book or (
            book.log(habit.id) is self.book.log(habit.id)
            and (book.pauses is self.book.pauses or book.pauses_of(habit) == self.book.pauses_of(habit))
        )


class Tracker:
    """Holds the book, takes edits, and keeps them through a store.

    An edit is made in memory first and handed to the writer, which runs it again on the freshest book there is.
    Listeners are called, on the caller's own thread, whenever the book or its saving has changed.
    """

    def __init__(self, store: Store, clock: Clock | None = None, writer: Writer | None = None) -> None:
        """Read the book; raises `StoreError` when that cannot be done.

        Without a writer every edit is saved before `commit` returns.
        """
        self.clock = clock or Clock()
        self._store = store
        self._pending = Pending(store.read(), store.history())
        self._writer = writer or DirectWriter(store)
        self._saves_apart = writer is not None
        self._given_up: list[str] = []
        self._saving = Saving()
        self._listeners: list[Callable[[], None]] = []
        self._standings: dict[str, _Judged] = {}

    @property
    def book(self) -> Book:
        """The book as it is now, saved or not."""
        return self._pending.book

    @property
    def saving(self) -> Saving:
        """How the book stands with the disk."""
        return self._saving._replace(read_only=self._store.read_only)

    @property
    def place(self) -> str:
        """Where the book lies, for people."""
        return self._store.place

    @property
    def seen(self) -> tuple[int, ...]:
        """What the book looked like from outside when it was last read or saved; empty where nobody can look at it."""
        return self._store.seen

    @property
    def today(self) -> date:
        """The logical today."""
        return self.clock.today(self.book.settings.day_start)

    @property
    def when(self) -> When:
        """Now, as the marking edits want it."""
        return now(self.clock, self.book.settings.day_start)

    @property
    def history(self) -> History:
        """What was changed, oldest first, with what is still being saved."""
        return self._pending.history

    def listen(self, listener: Callable[[], None]) -> None:
        """Call `listener` whenever the book or its saving has changed."""
        self._listeners.append(listener)

    def standing(self, habit: Habit, today: date | None = None) -> Standing:
        """Judge a habit as of today or an earlier day; a habit that nothing has touched is not judged again."""
        day, book = today or self.today, self.book
        known = self._standings.get(habit.id)
        if known and known.holds(habit, book, day):
            if known.book is not book:  # so that it is found at once the next time
                self._standings[habit.id] = known._replace(book=book)
            return known.standing
        standing = judge(habit, book.log(habit.id), book.pauses_of(habit), day)
        self._standings[habit.id] = _Judged(habit, book, day, standing)
        return standing

    def commit(self, edit: Edit, called: Calling | None = None) -> Outcome:
        """Make an edit; raises what the edit refuses, and (without a background writer) what the store does.

        `called` says what the history calls it, if that is another than what the change does.
        """
        return self._take(steps.do(edit, called or _dated(self.today)))

    def undo(self) -> Outcome:
        """Take the last change back, whoever made it; raise `Refused` when there is none."""
        return self._take(steps.undo)

    def redo(self) -> Outcome:
        """Bring back what was undone last; raise `Refused` when there is nothing."""
        return self._take(steps.redo)

    def notices(self) -> list[str]:
        """Take the sentences about what was mended, brought together or given up since they were last taken."""
        given_up, self._given_up = self._given_up, []
        return [*self._store.notices(), *given_up]

    def look(self) -> None:
        """Notice changes from outside, in the writer's own time."""
        if not self._pending:
            _ = self.history.entries  # read in a quiet moment, so that the next edit need not wait for it
        self._writer.look()
        self.settle()

    def settle(self) -> None:
        """Take in what the writer has to report, and tell the listeners."""
        results = self._writer.results()
        if not results:
            return
        before = self.book, self._saving
        for commit, trouble, finished in results:
            if finished:
                self._pending.leave()
            if finished and trouble:  # no trouble with the disk: there is nothing left to save
                self._given_up.append(f"Something changed elsewhere, and one change was given up: {trouble}")
            self._saving = Saving(len(self._pending), "" if finished else trouble)
            if commit is not None and commit.reread:
                self._pending.rebase(commit.book, self._store.history(), self.clock.milliseconds())
        if not self._pending:
            self._pending.history = self._store.history()
        if before != (self.book, self._saving):
            _tell(self._listeners)

    def close(self, patience: float | None = None) -> bool:
        """End the writing, within so many seconds if they are given; tell whether everything was saved."""
        saved = self._writer.close(patience)
        self.settle()
        return saved

    def defer(self) -> bool:
        """After the end, leave what could not be saved for the next start; tell whether that was possible."""
        return self._writer.defer()

    def _take(self, step: Step) -> Outcome:
        before = self.book
        if self._store.read_only:
            raise StoreError(self._store.read_only)
        if self._saves_apart and not self._pending:
            _ = self.history.entries  # read while the writer is idle, so that nothing is counted twice
        step = steps.remembered(step)
        made = step(before, self.history)
        # An undo counts as made even when there is nothing left to take back: the next one goes further.
        if is_nothing(made.change) and made.undoes is None and made.redoes is None:
            return Outcome(made, before, before)
        now = self.clock.milliseconds()
        self._pending.add(step, made, now)
        self._saving = self._saving._replace(pending=len(self._pending))
        after = self.book
        try:
            self._writer.put(step, now)
        except LetbeError:
            self._pending.take_back(before, self._store.history())
            self._saving = Saving(len(self._pending))
            raise
        _tell(self._listeners)
        self.settle()
        return Outcome(made, before, after)


def _tell(listeners: list[Callable[[], None]]) -> None:
    for listener in listeners:
        listener()


def _dated(today: date) -> Calling:
    """Call a change by what it does, with the year of a day that is not of this one."""
    return lambda book, change: label(book, change, lambda day: say_date(day, today))


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
