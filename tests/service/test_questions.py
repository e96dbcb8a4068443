from __future__ import annotations

import pytest

from tests.insights.making import book, habit
from tests.service.books import TODAY
from tracker.domain.book import Book
from tracker.domain.changes import Put
from tracker.domain.errors import Refused
from tracker.service.edits.questions import ask, take_back
from tracker.service.steps import is_nothing
from tracker.service.words.labels import label

PLAIN = book(*((habit(id), "#") for id in ("quiet", "walk", "read", "piano")))


def asked(book: Book, *pairs: tuple[str, str]) -> Book:
    for first, second in pairs:
        book = ask(first, second, TODAY)(book).apply(book)
    return book


def pairs(book: Book) -> list[tuple[str, str]]:
    return [(kept.first, kept.second) for kept in book.open_questions]


def test_three_questions_are_asked_at_a_time_and_each_once() -> None:
    full = asked(PLAIN, ("quiet", "walk"), ("read", ""), ("walk", "quiet"), ("quiet", "read"), ("quiet", "walk"))
    assert sorted(pairs(full)) == [("quiet", "read"), ("quiet", "walk"), ("read", "")]
    assert is_nothing(ask("walk", "quiet", TODAY)(full))
    with pytest.raises(Refused, match="3 questions already"):
        ask("piano", "walk", TODAY)(full)


def test_a_question_taken_back_makes_room() -> None:
    full = asked(PLAIN, ("quiet", "walk"), ("read", ""), ("quiet", "read"))
    change = take_back(full.open_questions[0].id)(full)
    assert len(pairs(change.apply(full))) == 2
    assert change.inverse(full).apply(change.apply(full)) == full
    assert is_nothing(take_back("nothing of the kind")(full))


@pytest.mark.parametrize(("first", "second", "why"), [("quiet", "quiet", "itself"), ("quiet", "old", "archived")])
def test_what_makes_no_sense_is_refused(first: str, second: str, why: str) -> None:
    old = Put(habit("old")._replace(archived=TODAY)).apply(PLAIN)
    with pytest.raises(Refused, match=why):
        ask(first, second, TODAY)(old)


def test_a_question_about_a_habit_that_is_gone_waits_for_its_return() -> None:
    there = asked(PLAIN, ("quiet", "walk"))
    without = there._replace(habits=tuple(kept for kept in there.habits if kept.id != "walk"))
    assert pairs(without) == []
    assert len(without.questions) == 1


def test_a_question_is_said_in_one_line() -> None:
    change = ask("quiet", "walk", TODAY)(PLAIN)
    assert label(PLAIN, change) == "Asked: does Quiet go with Walk?"
    after = change.apply(PLAIN)
    assert label(after, take_back(after.questions[0].id)(after)) == "No longer asked: does Quiet go with Walk?"
    assert label(PLAIN, ask("quiet", "", TODAY)(PLAIN)) == "Asked: does Quiet go with ease?"


def test_ids_of_any_length_make_an_id_that_a_file_can_hold() -> None:
    long = book(*((habit(id * 190), "#") for id in "ab"))
    (question,) = asked(long, ("a" * 190, "b" * 190)).questions
    assert len(question.id) <= 200
