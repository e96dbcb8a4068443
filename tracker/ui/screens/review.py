"""Review: what a span of time shows of all habits."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tracker.service.review.page import Page
from tracker.service.review.sections import page_of
from tracker.ui.commands.base import Action, bindings
from tracker.ui.screens.reading import ReadingScreen
from tracker.ui.screens.review_actions import REVIEW_ACTIONS, REVIEW_HINTS
from tracker.ui.views.reading import Reading
from tracker.ui.views.review import build_review
from tracker.ui.views.today import Row


class ReviewScreen(ReadingScreen):
    """Shows the review of all habits."""

    ACTIONS: ClassVar[tuple[Action, ...]] = REVIEW_ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = REVIEW_HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(REVIEW_ACTIONS)]

    def rows(self, reading: Reading, width: int) -> list[Row]:
        """Build the review."""
        return build_review(reading, width)

    @property
    def subject(self) -> str:
        """All habits."""
        return "review"

    def page(self, reading: Reading) -> Page:
        """Give the review as a page."""
        return page_of(reading.review, reading.asked, streaks=not reading.look.hide_streaks)
