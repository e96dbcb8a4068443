"""HabitPage: one habit over a span of time, opened with Enter."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tracker.insights import HabitReview, Review
from tracker.service.review.habit_page import habit_page_of
from tracker.service.review.page import Page
from tracker.service.review.sections import page_of
from tracker.service.tracker import Tracker
from tracker.ui.commands.base import Action, bindings
from tracker.ui.screens.reading import ReadingScreen
from tracker.ui.screens.review import PAGE_ACTIONS, PAGE_HINTS
from tracker.ui.views.habit_page import build_habit_page
from tracker.ui.views.lines import Line
from tracker.ui.views.lines import Span as Text
from tracker.ui.views.reading import Reading
from tracker.ui.views.today import Row, shown_name


class HabitPage(ReadingScreen):
    """Shows one habit; the one before and after it are a key away."""

    ACTIONS: ClassVar[tuple[Action, ...]] = PAGE_ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = PAGE_HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(PAGE_ACTIONS)]

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        self._known: tuple[Review, str, HabitReview | None] | None = None

    @property
    def of(self) -> str:
        """The id of the habit whose page it is."""
        return self.cursor.of

    def headline(self, width: int) -> tuple[Line, Line]:
        """Tell the habit, and which of how many it is."""
        ids = [habit.id for habit in self.tracker.book.active]
        place = f"{ids.index(self.of) + 1} of {len(ids)}  " if self.of in ids else ""
        name = shown_name(self.habit, self.app.look) if self.habit else "deleted"
        return (Text(name, "strong"),), ((Text(place, "muted"),) if width >= 50 else ())

    def rows(self, reading: Reading, width: int) -> list[Row]:
        """Build the page."""
        habit = self._reviewed(reading.review)
        return build_habit_page(reading, habit, width) if habit else [Row("", (Text("   This habit is gone."),))]

    @property
    def subject(self) -> str:
        """The habit, by its id."""
        return self.of

    def page(self, reading: Reading) -> Page:
        """Give the habit's page, or that of all where it is gone."""
        habit = self._reviewed(reading.review)
        streaks = not reading.look.hide_streaks
        if habit is None:
            return page_of(reading.review, reading.asked, streaks=streaks)
        return habit_page_of(reading.review, habit, reading.asked, streaks=streaks)

    def _reviewed(self, review: Review) -> HabitReview | None:
        if self._known is None or self._known[:2] != (review, self.of):
            self._known = review, self.of, review.habit(self.of)
        return self._known[2]
