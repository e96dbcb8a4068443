from __future__ import annotations

from datetime import date

import pytest

from tests.odd_books import AREAS, TODAY, one_habit
from tracker.domain.book import Book, Lookback, Reflection, Settings
from tracker.service.edits.reflections import a_year_before, answer, answers_of, first_of, prompts_of, week_of
from tracker.service.edits.suggestions import Intention, plan
from tracker.service.steps import NOTHING, Edit

WEEK = date(2026, 11, 16)
BOOK = Book(AREAS, prompts=("What went?", "What next?"))


def after(book: Book, *edits: Edit) -> Book:
    for edit in edits:
        book = edit(book).apply(book)
    return book


def test_a_week_begins_as_the_book_says() -> None:
    assert week_of(BOOK, TODAY) == WEEK
    assert week_of(BOOK._replace(settings=Settings(week_start=6)), TODAY) == TODAY


def test_answers_stand_in_the_order_of_the_questions() -> None:
    book = after(
        BOOK,
        answer(Lookback.WEEK, WEEK, {"What next?": "Rest"}),
        answer(Lookback.WEEK, WEEK, {"What went?": " Walks \n"}),
    )
    assert book.reflections == (
        Reflection(Lookback.WEEK, WEEK, answers=(("What went?", "Walks"), ("What next?", "Rest"))),
    )


def test_the_same_answer_is_no_change_and_an_empty_one_goes() -> None:
    book = after(BOOK, answer(Lookback.WEEK, WEEK, {"What went?": "Walks"}))
    assert answer(Lookback.WEEK, WEEK, {"What went?": "Walks"})(book) == NOTHING
    assert answer(Lookback.WEEK, WEEK, {"What next?": ""})(BOOK) == NOTHING
    assert after(book, answer(Lookback.WEEK, WEEK, {"What went?": ""})).reflections == ()


def test_answers_that_a_merge_has_put_in_another_order_are_as_they_were() -> None:
    merged = Reflection(Lookback.WEEK, WEEK, answers=(("Gone?", "so"), ("What next?", "Rest"), ("What went?", "Walks")))
    book = BOOK._replace(reflections=(merged,))
    assert answer(Lookback.WEEK, WEEK, {"What went?": "Walks", "What next?": "Rest"})(book) == NOTHING
    assert [prompt for prompt, _ in book.answers_as_asked(merged)] == ["What went?", "What next?", "Gone?"]
    assert [
        prompt for prompt, _ in after(book, answer(Lookback.WEEK, WEEK, {"What next?": "Sleep"})).reflections[0].answers
    ] == ["What went?", "What next?", "Gone?"]


def test_an_answer_outlives_its_question() -> None:
    book = after(BOOK, answer(Lookback.WEEK, WEEK, {"What went?": "Walks"}))._replace(prompts=("What next?",))
    assert prompts_of(book, Lookback.WEEK, WEEK) == ("What next?", "What went?")
    assert (
        answers_of(after(book, answer(Lookback.WEEK, WEEK, {"What next?": "Rest"})), Lookback.WEEK, WEEK)["What went?"]
        == "Walks"
    )


def test_an_act_on_a_habit_is_no_question() -> None:
    book = after(one_habit(), plan(one_habit().habit("walk"), Intention("after lunch"), TODAY))
    assert book.habits[0].cue == "after lunch"
    assert prompts_of(book, Lookback.WEEK, WEEK) == ()
    assert plan(book.habit("walk"), Intention("after lunch"), TODAY)(book) == NOTHING


LONG = [(Lookback.MONTH, date(2026, 11, 1)), (Lookback.YEAR, date(2026, 1, 1))]


@pytest.mark.parametrize(("span", "first"), LONG)
def test_a_month_and_a_year_have_questions_and_answers_of_their_own(span: Lookback, first: date) -> None:
    assert first_of(BOOK, span, TODAY) == first
    edit = answer(span, first, {"What grew?": "Trust. "})
    book = after(BOOK._replace(month_prompts=("What grew?",), year_prompts=("What grew?",)), edit)
    assert (book.reflections, book.lookbacks) == ((), (Reflection(span, first, answers=(("What grew?", "Trust."),)),))
    assert edit(book) == NOTHING
    assert after(book, answer(span, first, {"What grew?": ""})).lookbacks == ()


@pytest.mark.parametrize(("span", "first"), LONG)
def test_an_older_book_is_asked_what_letbe_ships_with_and_keeps_it_with_the_first_answer(
    span: Lookback, first: date
) -> None:
    shipped = ("What grew?", "What next?")
    assert prompts_of(BOOK, span, first) == ()
    assert prompts_of(BOOK, span, first, shipped) == shipped
    assert answer(span, first, {"What grew?": " "}, shipped)(BOOK) == NOTHING
    book = after(BOOK, answer(span, first, {"What grew?": "Trust."}, shipped))
    assert (book.prompts_of(span), book.prompts) == (shipped, BOOK.prompts)
    assert prompts_of(book, span, first, ("Another?",)) == shipped


@pytest.mark.parametrize(
    ("span", "first", "before"),
    [
        (Lookback.WEEK, WEEK, date(2025, 11, 17)),
        (Lookback.WEEK, date(2027, 1, 4), date(2026, 1, 5)),
        (Lookback.WEEK, date(2024, 2, 26), date(2023, 2, 27)),
        (Lookback.WEEK, date(2026, 11, 15), date(2025, 11, 17)),  # the weeks began on a Monday then
        (Lookback.MONTH, date(2026, 11, 1), date(2025, 11, 1)),
        (Lookback.MONTH, date(2024, 2, 1), date(2023, 2, 1)),
        (Lookback.YEAR, date(2026, 1, 1), date(2025, 1, 1)),
    ],
)
def test_what_was_answered_a_year_ago_is_found(span: Lookback, first: date, before: date) -> None:
    book = after(BOOK, answer(span, before, {"What went?": "Walks", "Plan: walk": "after lunch"}))
    assert a_year_before(book, span, first) == {"What went?": "Walks"}
    assert a_year_before(BOOK, span, first) == {}


@pytest.mark.parametrize("span", [Lookback.WEEK, Lookback.MONTH, Lookback.YEAR])
def test_before_the_calendar_there_is_no_year_ago(span: Lookback) -> None:
    assert a_year_before(BOOK, span, date.min) == {}
