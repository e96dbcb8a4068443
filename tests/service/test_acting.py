from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.odd_books import TODAY, ago
from tests.odd_books import one_habit as plain_habit
from tests.service.test_reflecting import after
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError, Refused
from tracker.domain.goal import at_least
from tracker.domain.habit import Rule
from tracker.domain.schedule import DAILY
from tracker.insights import SuggestionKind, Taken, suggestions_taken
from tracker.service.edits import suggestions as acting
from tracker.service.edits.habits import Details, edit
from tracker.service.edits.suggestions import Intention
from tracker.service.review.entries import entries
from tracker.service.review.masking import masked
from tracker.service.review.spans import span_on
from tracker.service.steps import NOTHING, Edit, do

WEEK = ago(6)
EACH: dict[SuggestionKind, Callable[[Book], Edit]] = {
    SuggestionKind.PLAN: lambda book: acting.plan(book.habit("walk"), Intention("after lunch"), TODAY),
    SuggestionKind.CUE: lambda _: acting.recue("walk", "after lunch", TODAY),
    SuggestionKind.SHRINK: lambda book: acting.shrink(book.habit("walk"), "to the gate", TODAY),
    SuggestionKind.PAUSE: lambda _: acting.rest("walk", TODAY, TODAY + timedelta(days=9), TODAY),
    SuggestionKind.LET_GO: lambda _: acting.let_go("walk", TODAY),
    SuggestionKind.KEEP: lambda _: acting.keep("walk", TODAY),
    SuggestionKind.FADE: lambda _: acting.fade("walk", TODAY),
}
WORDS = {
    SuggestionKind.PLAN: "When: after lunch. Then: Walk.",
    SuggestionKind.CUE: "after lunch",
    SuggestionKind.SHRINK: "to the gate",
    SuggestionKind.PAUSE: "paused Sun 22 Nov to Tue 1 Dec",
    SuggestionKind.LET_GO: "put away",
    SuggestionKind.KEEP: "as it is",
    SuggestionKind.FADE: "18:00",
}


def one_habit() -> Book:
    """Give a book of one habit, which asks at six."""
    book = plain_habit()
    return book._replace(habits=(book.habits[0]._replace(reminders=(1080,)),))


def reading() -> Book:
    """Give a habit of thirty minutes."""
    held = one_habit()
    return held._replace(habits=(held.habits[0]._replace(rules=(Rule(ago(60), DAILY, at_least(30_000, "min")),)),))


@pytest.mark.parametrize("act", SuggestionKind)
def test_every_act_is_written_into_its_week_and_taken_back_whole(act: SuggestionKind) -> None:
    book = one_habit()
    change = EACH[act](book)(book)
    acted = change.apply(book)
    assert suggestions_taken(acted, WEEK) == (Taken("walk", act, WEEK, WORDS[act]),)
    assert (acted.habits, acted.pauses) != (book.habits, book.pauses) or act is SuggestionKind.KEEP
    assert change.inverse(book).apply(acted) == book
    assert EACH[act](acted)(acted) == NOTHING, "the same act again changes nothing"


@pytest.mark.parametrize("act", SuggestionKind)
def test_the_history_names_the_act_and_its_habit(act: SuggestionKind) -> None:
    book = one_habit()
    label = do(EACH[act](book))(book, None).label  # type: ignore[arg-type]
    assert label.startswith("Walk, ")
    assert label.endswith(WORDS[act])


def test_an_amount_is_made_smaller_from_today() -> None:
    book = reading()
    shrunk = after(book, acting.shrink(book.habit("walk"), "10", TODAY))
    old, new = shrunk.habit("walk").rules
    assert (old.goal, new.since, new.goal) == (at_least(30_000, "min"), TODAY, at_least(10_000, "min"))
    assert suggestions_taken(shrunk, WEEK)[0].words == "at least 10 min, in place of at least 30 min"


@pytest.mark.parametrize("words", ["30", "0", "2 hours", "less", ""])
def test_no_smaller_amount_is_refused(words: str) -> None:
    with pytest.raises(LetbeError):
        acting.shrink(reading().habit("walk"), words, TODAY)


def test_a_cue_is_asked_for() -> None:
    with pytest.raises(Refused):
        acting.plan(one_habit().habit("walk"), Intention(" "), TODAY)


def test_an_act_outlives_a_new_name_and_is_said_under_it() -> None:
    book = after(one_habit(), EACH[SuggestionKind.PLAN](one_habit()), edit("walk", Details(name="Stroll"), TODAY))
    assert [taken.habit for taken in suggestions_taken(book, WEEK)] == ["walk"]
    assert "in this week, Plan: Stroll" in [entry.about for entry in entries(book, span_on(book, "week", TODAY))]


def test_what_got_in_the_way_stands_with_the_act() -> None:
    book = after(one_habit(), acting.in_the_way("walk", " meetings ", TODAY), EACH[SuggestionKind.CUE](one_habit()))
    assert suggestions_taken(book, WEEK) == (Taken("walk", SuggestionKind.CUE, WEEK, "after lunch", "meetings"),)


def test_an_act_on_a_habit_that_is_gone_is_passed_over() -> None:
    book = after(one_habit(), EACH[SuggestionKind.PLAN](one_habit()))
    assert suggestions_taken(book._replace(habits=()), WEEK) == ()
    assert suggestions_taken(book, date(2020, 1, 6)) == ()


def test_masked_acts_say_nothing() -> None:
    hidden = masked(after(one_habit(), EACH[SuggestionKind.PLAN](one_habit())))
    assert set(suggestions_taken(hidden, WEEK)[0].words) == {"•"}
    assert "in this week, Plan: habit 2gz" in [entry.about for entry in entries(hidden, span_on(hidden, "week", TODAY))]
