"""The first four weeks: a sentence a week, counted from the first day of which anything was recorded."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.odd_books import AREAS
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.log import Log, Mark, MarkKind
from tracker.service.words.first_weeks import USUAL, usual_on

FIRST = date(2026, 11, 4)  # a Wednesday
MARKED = Book(AREAS, logs={"walk": Log.of({FIRST: Mark(MarkKind.MISSED), FIRST + timedelta(9): Mark(MarkKind.DONE)})})
RATED = Book(AREAS, reflections=(Reflection(Lookback.DAY, FIRST, 3),))
LOOKED_BACK = RATED._replace(
    reflections=(*RATED.reflections, Reflection(Lookback.WEEK, FIRST - timedelta(9), answers=(("What?", "This."),))),
    lookbacks=(Reflection(Lookback.YEAR, date(2025, 1, 1), answers=(("What?", "That."),)),),
)


@pytest.mark.parametrize("book", [MARKED, RATED, LOOKED_BACK], ids=["a mark", "an ease", "older reflections beside it"])
@pytest.mark.parametrize(
    ("day", "week"),
    [(-1, None), (0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (20, 2), (21, 3), (27, 3), (28, None), (400, None)],
)
def test_each_week_has_its_sentence_from_the_first_recorded_day_on(book: Book, day: int, week: int | None) -> None:
    assert usual_on(book, FIRST + timedelta(day)) == ("" if week is None else USUAL[week])


def test_before_anything_is_recorded_nothing_is_said() -> None:
    assert usual_on(Book(AREAS), FIRST) == ""


@pytest.mark.parametrize("sentence", USUAL)
def test_a_sentence_is_about_the_week_and_never_about_how_it_went(sentence: str) -> None:
    assert not [character for character in sentence if character.isdigit() or character in "!%"]
    assert not {"must", "should", "never", "fail", "failed"} & set(sentence.casefold().replace(".", "").split())
    assert len(sentence) < 120
