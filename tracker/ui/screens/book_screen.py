"""BookScreen: what every screen on the book does: edits, questions, messages, and following the day."""

from __future__ import annotations

from collections.abc import Callable

from tracker.clock import say_day
from tracker.domain.book import Book
from tracker.domain.changes import Change
from tracker.domain.errors import LetbeError
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing
from tracker.service.edits.marks import in_place_of
from tracker.service.steps import Edit
from tracker.service.tracker import Outcome, Tracker
from tracker.service.words.labels import label
from tracker.ui.screens.framed_screen import FramedScreen
from tracker.ui.views.keys import Hint
from tracker.ui.views.today import unnamed

UNDO = Hint("undo", "u", "undo")


class BookScreen(FramedScreen):
    """A screen on the book, as of today."""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        self.today = tracker.today
        self._untold: Outcome | None = None
        """What was done and is told once the keys that are already typed have done theirs."""

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen lay on top."""
        self.tick()
        self.call_after_refresh(self.paint)

    def standing(self, habit: Habit) -> Standing:
        """Judge a habit as of today."""
        return self.tracker.standing(habit, self.today)

    def hush(self) -> None:
        """Forget what was said: it would name an undo that is no longer the next."""
        self.message, self._untold = ("", None), None

    @property
    def said(self) -> str:
        """What was said last."""
        return self.message[0]

    def say(self, words: str, way: Hint | None = None, before: Book | None = None) -> None:
        """Say what just happened, with the key that leads back, if there is one.

        `before` is the book as it was: it may know names, to be masked, that the book no longer has.
        """
        habits = (*self.tracker.book.habits, *(before.habits if before else ()))
        self.message, self._untold = (unnamed(words, habits, self.app.look), way), None
        self.paint()

    def commit(self, edit: Edit, further: str = "") -> Outcome | None:
        """Make an edit and say what came of it, and what is to be said `further`, or why it was refused."""
        outcome = self.take(lambda: self.tracker.commit(edit))
        if outcome is not None and outcome.changed:
            if self.app.screen is self:
                self._untold = outcome
                self.paint_first()
                self.call_later(self._tell_yet, outcome, further)
            else:  # whoever lies on top wants to say it too
                self._tell(outcome, further)
        elif outcome is not None:
            self.say(f"Nothing to change: it is so already{further}.")
        return outcome

    def _tell_yet(self, outcome: Outcome, further: str) -> None:
        """Tell what was done, unless another key has come first: its undo would no longer be the next."""
        if outcome is self._untold:
            self._tell(outcome, further)

    def _tell(self, outcome: Outcome, further: str) -> None:
        words = label(outcome.before, outcome.made.change, lambda day: say_day(day, self.today))
        words += in_place_of(outcome.before, outcome.made.change, masked=self.app.look.mask)
        self.say(f"{words}{further}{self.afterword(outcome)}", UNDO, outcome.before)

    def go_where(self, change: Change) -> None:
        """Go to where something was changed, where the screen shows it; `change` may be of anything."""

    def afterword(self, outcome: Outcome) -> str:
        """Say what a change has led to, behind what it did."""
        del outcome
        return ""

    def take(self, deed: Callable[[], Outcome]) -> Outcome | None:
        """Do something to the book; say why when it is refused."""
        self._untold = None
        try:
            return deed()
        except LetbeError as error:
            self.say(str(error))
            return None

    def keep(self) -> None:
        """Keep what is being written, where the screen has fields; the app calls it before it ends."""

    def tick(self) -> None:
        """Notice that a new day has begun."""
        today = self.tracker.today
        if today != self.today:
            old, self.today = self.today, today
            self.day_changed(old)
            self.say("A new day has begun.")

    def day_changed(self, old: object) -> None:
        """Follow the day, where the screen has to; `old` is the day before."""
