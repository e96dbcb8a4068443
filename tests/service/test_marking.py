from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.books import BOOK, TODAY, WHEN, YESTERDAY, after, mark
from tracker.domain.book import Book, Lookback
from tracker.domain.changes import Batch
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.log import Mark, MarkKind
from tracker.service.edits import marks as marking
from tracker.service.edits.events import set_urges, urges
from tracker.service.steps import NOTHING, Edit


def done(habit: str, amount: str = "", *, replace: bool = False) -> Edit:
    return marking.done([habit], [TODAY], WHEN, amount, replace=replace)


def test_done_is_a_mark_that_remembers_when() -> None:
    book = after(BOOK, done("quiet"))
    assert book.log("quiet").get(TODAY) == Mark(MarkKind.DONE, at=WHEN.minute)
    assert done("quiet")(book) == NOTHING


def test_amounts_add_up_and_replace() -> None:
    book = after(BOOK, done("piano", "20"), done("piano", "5m"))
    assert mark(book, "piano") == Mark(MarkKind.AMOUNT, 25_000)
    assert mark(after(book, done("piano", "10", replace=True)), "piano") == Mark(MarkKind.AMOUNT, 10_000)


def test_an_amount_on_top_of_done_adds_to_the_goal() -> None:
    assert mark(after(BOOK, done("piano"), done("piano", "5")), "piano") == Mark(MarkKind.AMOUNT, 35_000)
    assert mark(after(BOOK, done("checking", "1"), done("checking", "1")), "checking") == Mark(MarkKind.AMOUNT, 2_000)


def test_done_takes_no_amount_away() -> None:
    more = after(BOOK, done("piano", "45"))
    assert done("piano")(more) == NOTHING
    assert mark(after(BOOK, done("piano", "10"), done("piano")), "piano") == Mark(MarkKind.DONE)


@pytest.mark.parametrize(
    "edit",
    [
        done("fix"),
        done("fix", "2"),
        done("checking"),
        done("quiet", "20"),
        done("piano", "-5"),
        done("piano", "999999999"),
        marking.missed(["fix"], [TODAY], WHEN),
        marking.missed(["checking"], [TODAY], WHEN),
        urges(["quiet"], [TODAY], WHEN, passed=1),
        urges(["checking"], [TODAY], WHEN, acted=1),
        marking.step("quiet", TODAY, WHEN, 1),
    ],
)
def test_what_does_not_fit_the_goal_is_refused(edit: Edit) -> None:
    with pytest.raises(Refused):
        edit(BOOK)


def test_a_sum_above_the_limit_is_refused() -> None:
    book = after(BOOK, done("piano", "999999"))
    with pytest.raises(Refused, match="replace it"):
        done("piano", "2")(book)


def test_an_amount_that_means_nothing_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        done("piano", "lots")(BOOK)


def test_the_future_is_refused_for_every_mark() -> None:
    tomorrow = [TODAY + timedelta(days=1)]
    for make in (marking.done, marking.skip, marking.missed, marking.clear):
        with pytest.raises(Refused, match="has not come yet"):
            after(BOOK, make(["quiet"], tomorrow, WHEN))
    with pytest.raises(Refused):
        marking.ease(tomorrow[0], WHEN, 3)


def test_a_note_outlives_its_mark_once() -> None:
    book = after(BOOK, done("quiet"), marking.note(["quiet"], [TODAY], WHEN, "by the window"))
    assert mark(book, "quiet") == Mark(MarkKind.DONE, note="by the window")
    book = after(book, marking.clear(["quiet"], [TODAY], WHEN))
    assert mark(book, "quiet") == Mark(MarkKind.NOTE, note="by the window")
    assert mark(after(book, marking.clear(["quiet"], [TODAY], WHEN)), "quiet") is None
    assert mark(after(book, marking.note(["quiet"], [TODAY], WHEN, "")), "quiet") is None


def test_skipping_keeps_the_note_and_drops_the_amount() -> None:
    book = after(BOOK, done("piano", "20"), marking.note(["piano"], [TODAY], WHEN, "rain"))
    assert mark(after(book, marking.skip(["piano"], [TODAY], WHEN)), "piano") == Mark(MarkKind.SKIP, note="rain")


def test_toggling_does_the_sensible_thing_for_each_kind() -> None:
    book = after(BOOK, marking.toggle("quiet", TODAY, WHEN), marking.toggle("fix", TODAY, WHEN))
    assert mark(book, "quiet") == Mark(MarkKind.DONE)
    assert mark(book, "fix") == Mark(MarkKind.URGES, passed=1)
    book = after(book, marking.toggle("quiet", TODAY, WHEN), marking.toggle("fix", TODAY, WHEN))
    assert mark(book, "quiet") is None
    assert mark(book, "fix") == Mark(MarkKind.URGES, passed=2)


def test_a_step_is_five_minutes_or_one_of_anything_else_and_never_below_none() -> None:
    up = after(BOOK, marking.step("piano", TODAY, WHEN, 1), marking.step("walk", TODAY, WHEN, 1))
    assert mark(up, "piano") == Mark(MarkKind.AMOUNT, 5_000)
    assert mark(up, "walk") == Mark(MarkKind.AMOUNT, 1_000)
    down = after(up, *[marking.step("piano", TODAY, WHEN, -1)] * 2)
    assert mark(down, "piano") is None


def test_urges_are_counted_and_taken_back_but_never_below_none() -> None:
    book = after(BOOK, urges(["fix"], [TODAY], WHEN, passed=2, acted=1))
    assert mark(book, "fix") == Mark(MarkKind.URGES, passed=2, acted=1)
    assert mark(after(book, urges(["fix"], [TODAY], WHEN, passed=-9, acted=-9)), "fix") is None


def test_several_habits_and_days_are_one_change() -> None:
    change = marking.done(["quiet", "walk"], [YESTERDAY, TODAY], WHEN)(BOOK)
    assert isinstance(change, Batch)
    assert len(change.changes) == 4


def test_a_rule_of_the_day_decides_and_not_that_of_today() -> None:
    with pytest.raises(Refused, match="counts urges"):
        marking.done(["fix"], [date(2026, 10, 1)], WHEN)(BOOK)


def test_ease_is_one_to_five_with_a_line() -> None:
    book = after(BOOK, marking.ease(TODAY, WHEN, 4, " a good talk "))
    kept = book.reflection(Lookback.DAY, TODAY)
    assert kept is not None
    assert (kept.ease, kept.text) == (4, "a good talk")
    assert marking.ease(TODAY, WHEN, 4)(book) == NOTHING
    for value in (0, 6, -1):
        with pytest.raises(Refused):
            marking.ease(TODAY, WHEN, value)


def said_in_place(before: Book, edit: Edit, *, masked: bool = False) -> str:
    return marking.in_place_of(before, edit(before), masked=masked)


def test_what_a_mark_takes_the_place_of_is_said() -> None:
    lost = marking.missed(["piano"], [TODAY], WHEN)
    assert said_in_place(after(BOOK, done("piano", "20")), lost) == ", in place of 20 of 30 min"
    assert said_in_place(after(BOOK, done("piano")), lost) == ", in place of done"
    assert said_in_place(BOOK, lost) == ""
    assert said_in_place(after(BOOK, lost), done("piano")) == ""
    assert said_in_place(after(BOOK, done("piano", "20")), done("piano", "5")) == "", "an amount adds up"
    both = after(BOOK, marking.done(["quiet"], [TODAY, YESTERDAY], WHEN))
    assert said_in_place(both, marking.skip(["quiet"], [TODAY, YESTERDAY], WHEN)) == ", in place of 2 marks"


def test_what_a_note_takes_the_place_of_is_said_unless_it_is_masked() -> None:
    noted = after(BOOK, marking.note(["quiet"], [TODAY, YESTERDAY], WHEN, "rain"))
    new = marking.note(["quiet"], [TODAY], WHEN, "sun")
    assert said_in_place(noted, new) == ", in place of “rain”"
    assert said_in_place(noted, new, masked=True) == ", in place of another"
    assert said_in_place(noted, marking.also(done("quiet"), new)) == ", its note in place of “rain”"
    assert said_in_place(noted, marking.note(["quiet"], [TODAY, YESTERDAY], WHEN, "x")) == ", in place of 2 notes"
    assert said_in_place(noted, done("quiet")) == "", "the note stays"


def test_two_edits_joined_are_one_change_with_one_mark_a_day() -> None:
    joined = marking.also(
        marking.done(["quiet", "walk"], [TODAY], WHEN), marking.note(["quiet", "walk"], [TODAY], WHEN, "together")
    )
    change = joined(BOOK)
    assert isinstance(change, Batch)
    assert len(change.changes) == 2
    assert mark(change.apply(BOOK), "walk") == Mark(MarkKind.DONE, note="together")
    assert joined(change.apply(BOOK)) == NOTHING


EDITS = st.one_of(
    st.sampled_from(["quiet", "piano", "walk"]).map(done),
    st.tuples(st.sampled_from(["piano", "walk", "checking"]), st.integers(0, 90)).map(
        lambda it: done(it[0], str(it[1]))
    ),
    st.tuples(st.integers(-2, 3), st.integers(-2, 3)).map(
        lambda it: urges(["fix"], [TODAY], WHEN, passed=it[0], acted=it[1])
    ),
    st.sampled_from(["quiet", "fix"]).map(lambda habit: marking.toggle(habit, TODAY, WHEN)),
    st.sampled_from([kept.id for kept in BOOK.habits]).flatmap(
        lambda habit: st.sampled_from(
            [
                marking.skip([habit], [TODAY], WHEN),
                marking.clear([habit], [TODAY], WHEN),
                marking.note([habit], [TODAY], WHEN, "a note"),
            ]
        )
    ),
)


@given(st.lists(EDITS, max_size=12))
def test_whatever_is_recorded_can_be_taken_back_step_by_step(edits: list[Edit]) -> None:
    book, inverses = BOOK, []
    for edit in edits:
        change = edit(book)
        inverses.append(change.inverse(book))
        book = change.apply(book)
    for inverse in reversed(inverses):
        book = inverse.apply(book)
    assert book == BOOK


def test_an_edit_that_is_run_anew_logs_the_same_urge() -> None:
    for edit in (
        urges(["fix"], [TODAY], WHEN, passed=2, acted=1),
        marking.done(["piano"], [TODAY], WHEN, "20"),
        marking.toggle("fix", TODAY, WHEN),
        set_urges("fix", TODAY, WHEN, 3, 1),
    ):
        assert edit(BOOK) == edit(BOOK)
