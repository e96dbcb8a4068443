from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.service.lists import TODAY, book_of, books, done, ended, order, past
from tests.strategies import pairs
from tracker.domain.book import Book, Pause
from tracker.domain.errors import NotFound, Refused
from tracker.service.edits.habits import Details, add, archive, delete, edit, restore
from tracker.service.words.labels import label


@pytest.mark.parametrize("name", ["b", "B", " b "])
def test_two_habits_never_have_one_name(name: str) -> None:
    book = book_of(time="A B")
    for wish in (add(Details(name), TODAY), edit("a", Details(name), TODAY)):
        with pytest.raises(Refused, match="There is a habit “B” already; choose another name"):
            wish(book)


def test_a_habit_that_is_archived_keeps_its_name() -> None:
    book = done(book_of(time="A"), archive(["a"], TODAY))
    with pytest.raises(Refused, match="it is archived"):
        add(Details("a"), TODAY)(book)


def test_an_unknown_area_is_answered_with_those_there_are() -> None:
    with pytest.raises(NotFound, match="The areas are “Personal time”, “Self-care”, “Talk”"):
        edit("a", Details(area="work"), TODAY)(book_of(time="A"))


def test_a_habit_gets_a_glyph_and_a_colour() -> None:
    after = done(book_of(time="A"), edit("a", Details(glyph="♥", colour="Pink"), TODAY)).habit("a")
    assert (after.glyph, after.colour) == ("♥", "pink")


@pytest.mark.parametrize(
    ("details", "reason"),
    [
        (Details(glyph="ab"), "one character as wide as a letter, such as"),
        (Details(glyph="日"), "one character as wide as a letter"),
        (Details(glyph="·"), "“·” stands for a state in the grid already"),
        (Details(colour="red"), "“red” is not a colour here"),
        (Details(name="\x1b\x07"), "needs at least one letter"),
        (Details(schedule="3/week", goal="at most 1"), "does not fit"),
    ],
)
def test_what_does_not_fit_is_refused(details: Details, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        edit("a", details, TODAY)(book_of(time="A"))


def test_deleting_takes_a_habit_and_its_pauses_and_undo_brings_all_back() -> None:
    book = book_of(time="A B C")._replace(pauses=(Pause("p", TODAY, habit="b"), Pause("q", TODAY)))
    wish = delete(["a", "b"])
    after = done(book, wish)
    assert order(after)["time"] == "C"
    assert [kept.id for kept in after.pauses] == ["q"]
    assert label(book, wish(book)) == "A, B: deleted"
    assert label(book, delete(["c"])(book)) == "C: deleted"


def test_a_new_habit_never_finds_the_marks_of_a_deleted_one() -> None:
    book = done(book_of(time="A"), delete(["a"]))
    after = done(book, add(Details("A"), TODAY))
    assert not after.log(after.habits[0].id)


@settings(max_examples=25)
@given(books(), st.data())
def test_no_edit_changes_a_mark_and_none_from_today_a_verdict_of_the_past(book: Book, data: st.DataObject) -> None:
    habit = data.draw(st.sampled_from(book.habits))
    schedule, goal = data.draw(pairs())
    detail = data.draw(
        st.sampled_from(
            [
                Details(name="Another name"),
                Details(area="talk"),
                Details(schedule=str(schedule), goal=str(goal)),
                Details(why="so", cue="then", small="less", glyph="★", colour="sky"),
            ]
        )
    )
    after = done(book, edit(habit.id, detail, TODAY))
    assert after.logs == book.logs
    others = [kept.id for kept in book.habits if kept.id != habit.id or detail.schedule is None]
    assert [past(after, id) for id in others] == [past(book, id) for id in others]
    if detail.schedule is not None:
        # The part of a week or month that the new rule cuts off may be judged too, if it is kept.
        before = ended(book, habit.id)
        assert ended(after, habit.id)[: len(before)] == before


@settings(max_examples=25)
@given(books())
def test_archiving_and_restoring_on_the_same_day_leaves_the_book_as_it_was(book: Book) -> None:
    active = [habit.id for habit in book.active]
    after = done(done(book, archive(active, TODAY)), restore(active, TODAY))
    assert after == book


@settings(max_examples=25)
@given(books(), st.integers(1, 40))
def test_the_days_an_archived_habit_was_away_are_excused(book: Book, days: int) -> None:
    active = [habit.id for habit in book.active]
    away = done(book, archive(active, TODAY - timedelta(days)))
    back = done(away, restore(active, TODAY))
    assert back.logs == book.logs
    assert all(habit.archived is None for habit in back.habits if habit.id in active)
