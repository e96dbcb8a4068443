from __future__ import annotations

from datetime import date

from tests.odd_books import AREAS, TODAY, one_habit
from tracker.domain.book import Book, Lookback, Reflection, Settings
from tracker.service.edits.reflections import answer, answers_of, prompts_of, week_of
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
    book = after(BOOK, answer(WEEK, {"What next?": "Rest"}), answer(WEEK, {"What went?": " Walks \n"}))
    assert book.reflections == (
        Reflection(Lookback.WEEK, WEEK, answers=(("What went?", "Walks"), ("What next?", "Rest"))),
    )


def test_the_same_answer_is_no_change_and_an_empty_one_goes() -> None:
    book = after(BOOK, answer(WEEK, {"What went?": "Walks"}))
    assert answer(WEEK, {"What went?": "Walks"})(book) == NOTHING
    assert answer(WEEK, {"What next?": ""})(BOOK) == NOTHING
    assert after(book, answer(WEEK, {"What went?": ""})).reflections == ()


def test_an_answer_outlives_its_question() -> None:
    book = after(BOOK, answer(WEEK, {"What went?": "Walks"}))._replace(prompts=("What next?",))
    assert prompts_of(book, WEEK) == ("What next?", "What went?")
    assert answers_of(after(book, answer(WEEK, {"What next?": "Rest"})), WEEK)["What went?"] == "Walks"


def test_an_act_on_a_habit_is_no_question() -> None:
    book = after(one_habit(), plan(one_habit().habit("walk"), Intention("after lunch"), TODAY))
    assert book.habits[0].cue == "after lunch"
    assert prompts_of(book, WEEK) == ()
    assert plan(book.habit("walk"), Intention("after lunch"), TODAY)(book) == NOTHING
