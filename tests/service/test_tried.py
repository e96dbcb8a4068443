"""What was tried is told with its week, as one would say it from the week under review."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.odd_books import TODAY, ago, one_habit
from tracker.insights import review
from tracker.service.edits import suggestions as acting
from tracker.service.edits.book_settings import start_week_on
from tracker.service.review.spans import span_on
from tracker.service.review.tried import tried, tried_words

SATURDAY = TODAY + timedelta(days=6)


def told(acted: date, week_start: int = 0) -> str:
    """Say, on a Saturday, what was tried on an earlier day, where the week begins on another day since."""
    book = one_habit()
    book = acting.keep("walk", acted)(book).apply(book)
    book = start_week_on(week_start, TODAY)(book).apply(book)
    found = review(book, span_on(book, "week", SATURDAY), SATURDAY)
    return tried_words(found, tried(found)[0])


@pytest.mark.parametrize(
    ("weeks", "when"),
    [(0, "last week"), (1, "two weeks before"), (2, "three weeks before"), (3, "four weeks before")],
)
def test_the_week_is_said_from_that_of_the_review(weeks: int, when: str) -> None:
    assert told(ago(7 * weeks)) == f"Walk, {when} you kept it."


def test_a_week_cut_short_by_another_first_day_is_last_week_too() -> None:
    assert told(TODAY, week_start=6).startswith("Walk, last week")
    assert told(ago(5), week_start=6).startswith("Walk, last week")
