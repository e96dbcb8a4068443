from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from tests.service.lists import TODAY, book_of, books, done, order, past
from tracker.domain.book import Book, Pause
from tracker.domain.errors import Refused
from tracker.service.edits.areas import add_area, colour_area, delete_area, rename_area
from tracker.service.steps import NOTHING
from tracker.service.words.labels import label


def test_an_area_is_added_behind_the_others() -> None:
    after = done(book_of(time="A"), add_area("Body & mind", "purple"))
    assert list(order(after)) == ["time", "care", "talk", "body-mind"]
    assert after.area("body-mind").colour == "purple"


@pytest.mark.parametrize("name", ["self-care", "SELF-CARE", " Self-care "])
def test_two_areas_never_have_one_name(name: str) -> None:
    book = book_of(time="A")
    for edit in (add_area(name), rename_area("time", name)):
        with pytest.raises(Refused, match="There is an area “Self-care” already"):
            edit(book)


def test_an_area_can_be_renamed_in_another_case_and_given_another_colour() -> None:
    book = book_of(time="A")
    assert done(book, rename_area("care", "SELF-CARE")).area("care").name == "SELF-CARE"
    assert done(book, colour_area("care", "Yellow")).area("care").colour == "yellow"
    assert done(book, colour_area("care", "")).area("care").colour == ""
    assert colour_area("care", "teal")(book) == NOTHING
    with pytest.raises(Refused, match="“red” is not a colour here; choose blue, orange"):
        colour_area("care", "red")


def test_an_area_with_habits_is_deleted_only_when_somebody_says_where_they_go() -> None:
    book = book_of(time="A B", care="C")
    with pytest.raises(Refused, match="“Personal time” has 2 habits; say which other area they go to"):
        delete_area("time", TODAY)(book)
    with pytest.raises(Refused, match="one habit"):
        delete_area("care", TODAY, "care")(book)
    edit = delete_area("time", TODAY, "care")
    assert order(done(book, edit)) == {"care": "C A B", "talk": ""}
    assert label(book, edit(book)) == "Personal time: area deleted, its habits moved to Self-care"
    assert order(done(book, delete_area("talk", TODAY))) == {"time": "A B", "care": "C"}


def test_habits_take_the_pauses_of_a_deleted_area_along() -> None:
    start, end = TODAY - timedelta(9), TODAY + timedelta(3)
    book = book_of(time="A", care="C")._replace(pauses=(Pause("p", start, end, area="time", why="a rest"),))
    after = done(book, delete_area("time", TODAY, "care"))
    assert [(kept.habit, kept.area, kept.start, kept.end, kept.why) for kept in after.pauses] == [
        ("a", "", start, end, "a rest")
    ]


@given(books())
def test_deleting_an_area_changes_no_mark_and_no_verdict_of_the_past(book: Book) -> None:
    after = done(book, delete_area("time", TODAY, "talk"))
    assert after.logs == book.logs
    assert all(past(after, habit.id) == past(book, habit.id) for habit in book.habits)
    assert all(kept.area != "time" for kept in after.pauses)
