"""Reviewing: a review is computed beside the screen that shows it, so that no key ever waits for it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tracker.domain.book import Book
from tracker.domain.named_tuple import NamedTuple
from tracker.insights import Review, Span, review
from tracker.service.review.masking import masked

if TYPE_CHECKING:
    from datetime import date

    from tracker.ui.screens.reading import ReadingScreen

_MANY = 40
"""From so many habits on the pairs of them take long enough to show everything else first."""


class Wanted(NamedTuple):
    """What a review is computed from; another one is wanted when any of it has changed."""

    book: Book
    asked: Span
    today: date
    mask: bool

    def same(self, other: Wanted | None) -> bool:
        """Whether nothing has changed. Books are told apart by identity: reading ten years would take too long."""
        return other is not None and self.book is other.book and self[1:] == other[1:]


class Reviewing:
    """Keeps the review that a screen shows, and has another computed where something has changed.

    `review` is None until there is one; it `is_complete` once it knows what went together.
    """

    def __init__(self, screen: ReadingScreen) -> None:
        self.review: Review | None = None
        self.is_complete = False
        self._screen = screen
        self._shown: Wanted | None = None
        self._computing: Wanted | None = None

    def want(self, wanted: Wanted) -> None:
        """Have a review computed, unless it is the one that is shown or on its way."""
        if wanted.same(self._computing):
            return
        if self._shown is not None and self._shown.mask != wanted.mask:
            self.review = None  # a name is not to be seen a moment longer
        self._computing = wanted
        self._screen.run_worker(partial(self._compute, wanted), thread=True)

    def _compute(self, wanted: Wanted) -> None:
        found = review(masked(wanted.book) if wanted.mask else wanted.book, wanted.asked, wanted.today)
        self._screen.warm(found)
        call = self._screen.app.call_from_thread
        if len(found.courses) >= _MANY:
            call(self._take, wanted, found, False)
        if wanted.same(self._computing):
            found.pairings  # noqa: B018 - it is computed by being asked for
            call(self._take, wanted, found, True)

    def _take(self, wanted: Wanted, found: Review, complete: bool) -> None:  # noqa: FBT001 - called by name of thread
        if wanted.same(self._computing):
            self._shown, self.review, self.is_complete = wanted, found, complete
            self._screen.paint()
