"""Session: what one command works with: its console, and the book, opened when first asked for."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date
from functools import cached_property

from tracker import folders
from tracker.cli.console import Console, Surroundings
from tracker.clock import Clock, read_day, read_days, say_day
from tracker.domain.book import Book
from tracker.domain.errors import NotFound
from tracker.domain.finding import find_habit
from tracker.domain.habit import Habit
from tracker.domain.history import LabelledChange
from tracker.domain.judging import Standing
from tracker.domain.text import counted
from tracker.files import shown
from tracker.service.edits.days import When, now
from tracker.service.steps import NOTHING, Edit, is_nothing
from tracker.service.tracker import Outcome, Tracker, open_tracker
from tracker.settings import Preferences, places, read_preferences

HOW_TO_START = """\
There are no habits here yet. Two ways to start:
  letbe              open the app and choose a few practices
  letbe done quiet   begin with a handful of them, and check one off
`letbe habits` then shows the list, and `letbe add NAME` adds one of your own."""

HOW_TO_BEGIN = "There are no habits here yet: `begin` lets you choose a few practices, `add NAME` adds one of your own."
"""What is said in the place of that in the linear mode."""


class Session:
    """Opens the book, makes edits, and reads days and names as the user of this run means them."""

    def __init__(self, console: Console, around: Surroundings, tracker: Tracker | None = None) -> None:
        self.console = console
        self.around = around
        self.clock = around.clock or Clock()
        self.starters = True
        """Whether a book that is begun holds the habits that letbe offers to begin with."""
        self._seen: tuple[int, ...] = ()
        self._opened: Book | None = None
        if is_open := tracker or around.tracker:
            self.tracker = is_open

    @cached_property
    def tracker(self) -> Tracker:
        """The tracker on the file that was asked for; raises `StoreError` when it cannot be read."""
        tracker = open_tracker(self.file, self.clock)
        self._seen, self._opened = tracker.seen, tracker.book
        for notice in tracker.notices():
            self.console.complain(notice)
        return tracker

    @property
    def file(self) -> str:
        """The file that was asked for; empty for the usual one."""
        return self.console.options.file or self.around.env.get("LETBE_FILE", "")

    @cached_property
    def preferences(self) -> Preferences:
        """The personal settings of this machine; what is wrong in them is said, and does no harm."""
        preferences, ignored = read_preferences(places(self.file).preferences)
        for sentence in ignored:
            self.console.say(sentence)
        return preferences

    @property
    def is_new(self) -> bool:
        """Whether nobody has begun here yet."""
        return self.tracker.book.is_new

    @property
    def book(self) -> Book:
        """The book; on an empty place the one that the first change would begin with."""
        book = self.tracker.book
        return self._beginning(book).apply(book) if book.is_new else book

    @cached_property
    def _beginning(self) -> Edit:
        from tracker.service.edits.first_book import begin, shipped_list  # once in the life of a book

        chosen = None if self.starters else ()
        return begin(shipped_list(self.today, own=self.console.options.defaults), chosen)

    @cached_property
    def today(self) -> date:
        """The logical today, the same for the whole run."""
        return self.tracker.today

    @cached_property
    def when(self) -> When:
        """Now, as the marking edits want it."""
        return now(self.clock, self.book.settings.day_start)._replace(today=self.today)

    def day(self, text: str | None, *, anywhere: bool = False) -> date:
        """Read a day; today when none was given."""
        return self.today if text is None else read_day(text, self.today, anywhere=anywhere)

    def days(self, text: str | None, *, anywhere: bool = False) -> list[date]:
        """Read a day or a range of days; today when none was given."""
        return [self.today] if text is None else read_days(text, self.today, anywhere=anywhere)

    def say_day(self, day: date) -> str:
        """Say a day as one would today: `yesterday`, `Sun 15 Nov`."""
        return say_day(day, self.today)

    def habit(self, text: str, *, archived_first: bool = False) -> Habit:
        """Find the habit that is meant, which may be an archived one."""
        try:
            return find_habit(self.book, text, archived_first=archived_first)
        except NotFound as error:
            raise _where_to_look(error) from None

    def standing(self, habit: Habit, day: date | None = None) -> Standing:
        """Judge a habit as of today or an earlier day."""
        return self.tracker.standing(habit, day or self.today)

    def commit(self, edit: Edit) -> Outcome:
        """Make an edit; on an empty place the book is begun first, unless the edit is refused."""
        if self.is_new:
            if is_nothing(edit(self.book)):
                return Outcome(LabelledChange(NOTHING, ""), self.book, self.book)
            begun = self.tracker.commit(self._beginning).after.habits
            place = shown(self.tracker.place)
            its = f" with {counted(len(begun), 'practice')}" if begun else ""
            self.console.say(f"Began a new list{its} in {place}{'; `letbe habits` shows them' if begun else ''}.")
        outcome = self.tracker.commit(edit)
        self.follow(outcome)
        return outcome

    def follow(self, outcome: Outcome) -> None:
        """Let what a prompt remembers follow marks that were set, unless others have changed the book meanwhile."""
        before, self._seen = self._seen, self.tracker.seen
        where = places(self.file)
        if not folders.has_note(where.state, folders.STATUS):
            return
        from tracker.service import status_cache  # most people have no prompt that asks
        from tracker.service.edits.marks import set_marks

        marked = set_marks(outcome.made.change, outcome.before)
        if marked is not None and self.book is outcome.after:
            ids = {mark.habit for mark in marked}
            status_cache.follow(where, before, self._seen, self.today, lambda: self._said(ids))

    @property
    def has_other_habits(self) -> bool:
        """Whether the list of habits, or a setting, is another one by now, however it became that."""
        before, after = self._opened, self.tracker.book if self._opened else None
        return bool(before and after and (before.habits is not after.habits or before.settings != after.settings))

    def _said(self, ids: Container[str]) -> Mapping[str, str]:
        """Say what today says of some habits."""
        from tracker.service.due import say  # as above

        return {habit.id: say(self.standing(habit), self.today) for habit in self.book.active if habit.id in ids}

    def habits(self, texts: Sequence[str], *, archived_first: bool = False) -> list[Habit]:
        """Find several habits, each once, in the order they were named."""
        found = (self.habit(text, archived_first=archived_first) for text in texts)
        return list({habit.id: habit for habit in found}.values())


def _where_to_look(error: NotFound) -> NotFound:
    """Say where the habits are listed, unless the sentence names some already."""
    words = str(error)
    return NotFound(f"{words[:-1]}; `letbe habits` lists them.") if words.endswith("”.") else error
