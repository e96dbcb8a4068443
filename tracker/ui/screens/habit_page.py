"""HabitPage: one habit over a span of time, opened with Enter."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import BindingType

from tracker.insights import HabitReview, Review
from tracker.service.review.habit_page import habit_page_of
from tracker.service.review.page import Page
from tracker.service.review.sections import page_of
from tracker.ui.commands.base import Action, bindings
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.reading import ReadingBody
from tracker.ui.screens.review import PAGE_ACTIONS, PAGE_HINTS
from tracker.ui.views.habit_page import build_habit_page
from tracker.ui.views.lines import Line, Text
from tracker.ui.views.model import Row, shown_name
from tracker.ui.views.reading import Reading


class HabitBody(ReadingBody):
    """The page of one habit; the one before and after it are a key away."""

    def __init__(self, frame: BookScreen[Any]) -> None:
        super().__init__(frame)
        self._known: tuple[Review, str, HabitReview | None] | None = None

    @property
    def subject(self) -> str:
        """The habit as it is called on the screen; its id holds its first name, also where names are masked."""
        habit = self.here.habit
        return shown_name(habit, self.app.look) if habit else "habit"

    def headline(self, width: int) -> tuple[Line, Line]:
        """Tell the habit, and which of how many it is."""
        ids, habit = [habit.id for habit in self.frame.tracker.book.active], self.here.habit
        place = f"habit {ids.index(self.cursor.of) + 1} of {len(ids)}  " if self.cursor.of in ids else ""
        name = shown_name(habit, self.app.look) if habit else "deleted"
        return (Text(name, "strong"),), ((Text(place, "muted"),) if width >= 50 else ())

    def rows(self, reading: Reading, width: int) -> list[Row]:
        """Build the page."""
        habit = self._reviewed(reading.review)
        return build_habit_page(reading, habit, width) if habit else [Row("", (Text("   This habit is gone."),))]

    def page(self, reading: Reading) -> Page:
        """Return the habit's page, or that of all where it is gone."""
        habit = self._reviewed(reading.review)
        streaks = not reading.look.hide_streaks
        if habit is None:
            return page_of(reading.review, reading.asked, streaks=streaks)
        return habit_page_of(reading.review, habit, reading.asked, streaks=streaks)

    def _reviewed(self, review: Review) -> HabitReview | None:
        if self._known is None or self._known[:2] != (review, self.cursor.of):
            self._known = review, self.cursor.of, review.habit(self.cursor.of)
        return self._known[2]


class HabitPage(BookScreen[HabitBody]):
    """Shows one habit over a span of time."""

    ROOM = "review"
    ACTIONS: ClassVar[tuple[Action, ...]] = PAGE_ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = PAGE_HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PAGE_ACTIONS)]

    def make_body(self) -> HabitBody:
        """Make the page."""
        return HabitBody(self)
