from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.lists import TODAY, book_of, books, done, ended, order, past
from tests.strategies import pairs
from tracker.domain.book import Book, Pause
from tracker.domain.errors import NotFound, Refused
from tracker.service.edits.book_settings import remind_at
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


@pytest.mark.parametrize(
    ("typed", "reminders", "said"),
    [
        ("18:00", (1080,), "A: reminded at 18:00"),
        ("20, 8:30", (510, 1200), "A: reminded at 08:30, 20:00"),
        ("none", (), "A: as it was"),
    ],
)
def test_a_habit_is_given_times_at_which_it_may_ask(typed: str, reminders: tuple[int, ...], said: str) -> None:
    book = book_of(time="A")
    wish = edit("a", Details(remind=typed), TODAY)
    after = done(book, wish)
    assert after.habit("a").reminders == reminders
    assert label(book, wish(book)) == (said if reminders else "Nothing to change")
    assert done(after, edit("a", Details(remind="none"), TODAY)).habit("a").reminders == ()


def test_a_reminder_goes_with_a_rule_that_can_have_none_and_comes_back_with_undo() -> None:
    book = done(book_of(time="A"), edit("a", Details(remind="18:00"), TODAY))
    for goal, schedule in (("let go", "anytime"), ("at most 1", "daily"), ("check", "anytime")):
        wish = edit("a", Details(goal=goal, schedule=schedule), TODAY)
        assert done(book, wish).habit("a").reminders == ()
        assert label(book, wish(book)).endswith(", without its reminder")
        with pytest.raises(Refused, match="There is no reminder"):
            edit("a", Details(goal=goal, schedule=schedule, remind="18:00"), TODAY)(book)
        with pytest.raises(Refused, match="There is no reminder"):
            add(Details("B", goal=goal, schedule=schedule, remind="18:00"), TODAY)(book)
    kept = done(book, edit("a", Details(schedule="3/week"), TODAY))
    assert kept.habit("a").reminders == (1080,)


def test_the_whole_day_is_looked_at_once() -> None:
    book = book_of(time="A")
    after = done(book, remind_at("20:30"))
    assert (after.settings.remind, done(after, remind_at("none")).settings.remind) == (1230, None)
    assert label(book, remind_at("20:30")(book)) == "Reminded of the whole day: 20:30"
    assert label(after, remind_at("")(after)) == "Reminded of the whole day: never"
    with pytest.raises(Refused, match="looked at once"):
        remind_at("8, 20:30")


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


@given(books())
def test_archiving_and_restoring_on_the_same_day_leaves_the_book_as_it_was(book: Book) -> None:
    active = [habit.id for habit in book.active]
    after = done(done(book, archive(active, TODAY)), restore(active, TODAY))
    assert after == book


@given(books(), st.integers(1, 40))
def test_the_days_an_archived_habit_was_away_are_excused(book: Book, days: int) -> None:
    active = [habit.id for habit in book.active]
    away = done(book, archive(active, TODAY - timedelta(days)))
    back = done(away, restore(active, TODAY))
    assert back.logs == book.logs
    assert all(habit.archived is None for habit in back.habits if habit.id in active)
