from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.service.lists import TODAY, book_of, books, done, order, past
from tracker.domain.book import Book
from tracker.domain.changes import Batch
from tracker.domain.errors import Refused
from tracker.service.edits.order import place, place_area, positions, shift, shift_area
from tracker.service.steps import NOTHING


def test_a_habit_goes_before_and_after_another_and_into_its_area() -> None:
    book = book_of(time="A B C", care="D E")
    assert order(done(book, place(["c"], TODAY, before="a")))["time"] == "C A B"
    assert order(done(book, place(["a"], TODAY, after="b")))["time"] == "B A C"
    assert order(done(book, place(["b"], TODAY, before="e"))) == {"time": "A C", "care": "D B E", "talk": ""}


def test_several_go_together_in_the_order_they_are_named() -> None:
    book = book_of(time="A B C", care="D E")
    assert order(done(book, place(["c", "a"], TODAY, after="d")))["care"] == "D C A E"
    assert order(done(book, place(["a", "e"], TODAY, area="talk"))) == {"time": "B C", "care": "D", "talk": "A E"}


def test_a_move_touches_nothing_but_what_moves() -> None:
    change = place(["c"], TODAY, before="b")(book_of(time="A B C"))
    assert not isinstance(change, Batch)


def test_a_habit_beside_itself_is_refused_and_one_that_stands_there_stays() -> None:
    book = book_of(time="A B C")
    with pytest.raises(Refused, match="“A” cannot stand before or after itself"):
        place(["a"], TODAY, after="a")(book)
    assert place(["b"], TODAY, after="a")(book) == NOTHING
    assert place(["c"], TODAY, area="time")(book) == NOTHING


def test_a_row_up_or_down_crosses_into_the_neighbouring_area_at_its_edge() -> None:
    book = book_of(time="A B", care="C")
    assert order(done(book, shift(["b"], -1, TODAY)))["time"] == "B A"
    assert order(done(book, shift(["c"], -1, TODAY))) == {"time": "A B C", "care": "", "talk": ""}
    assert order(done(book, shift(["b"], 1, TODAY))) == {"time": "A", "care": "B C", "talk": ""}
    assert order(done(book, shift(["c"], 1, TODAY)))["talk"] == "C"
    assert shift(["a"], -1, TODAY)(book) == NOTHING


def test_several_that_move_up_keep_their_order_and_stop_together() -> None:
    book = book_of(time="A B C")
    assert order(done(book, shift(["b", "c"], -1, TODAY)))["time"] == "B C A"
    assert shift(["a", "b"], -1, TODAY)(book) == NOTHING
    assert order(done(book, shift(["a", "b"], 1, TODAY)))["time"] == "C A B"


def test_archived_habits_are_passed_by() -> None:
    book = book_of(time="A B C")
    hidden = book._replace(habits=tuple(h._replace(archived=TODAY) if h.id == "b" else h for h in book.habits))
    assert order(done(hidden, shift(["c"], -1, TODAY)))["time"] == "C A B"
    assert order(done(hidden, shift(["c"], -1, TODAY, archived=True)))["time"] == "A C B"


def test_areas_move_too() -> None:
    book = book_of(time="A")
    assert list(order(done(book, shift_area("care", -1)))) == ["care", "time", "talk"]
    assert list(order(done(book, place_area("time", after="talk")))) == ["care", "talk", "time"]
    assert shift_area("time", -1)(book) == NOTHING


def test_where_there_is_no_room_between_neighbours_everything_is_numbered_anew() -> None:
    book = book_of(time="A B C")
    for _ in range(60):
        book = done(book, place(["c"], TODAY, after="a"))
        book = done(book, place(["b"], TODAY, after="a"))
        assert order(book)["time"] in ("A B C", "A C B")
    assert order(book)["time"] == "A B C"


@given(st.lists(st.floats(-5, 5), min_size=1, max_size=8), st.data())
def test_positions_put_things_in_the_order_that_is_asked_for(at: list[float], data: st.DataObject) -> None:
    items = data.draw(st.permutations([(str(n), position) for n, position in enumerate(sorted(at))]))
    moving = data.draw(st.sets(st.sampled_from([id for id, _ in items])))
    placed = positions(items, moving)
    final = [placed.get(id, position) for id, position in items]
    assert final == sorted(set(final))


@given(books(), st.data())
def test_no_move_changes_a_mark_or_a_verdict_of_the_past(book: Book, data: st.DataObject) -> None:
    ids = [habit.id for habit in book.habits]
    moved = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True))
    edit = data.draw(
        st.sampled_from([shift(moved, -1, TODAY), shift(moved, 1, TODAY), place(moved, TODAY, area="care")])
    )
    after = done(book, edit)
    assert after.logs == book.logs
    assert {id: past(after, id) for id in ids} == {id: past(book, id) for id in ids}


@given(books(), st.integers(0, 4), st.sampled_from((-1, 1)))
def test_a_row_up_and_a_row_down_again_is_where_it_was(book: Book, number: int, direction: int) -> None:
    habit = book.habits[number % len(book.habits)]
    once = done(book, shift([habit.id], direction, TODAY, archived=True))
    if order(once) != order(book):
        assert order(done(once, shift([habit.id], -direction, TODAY, archived=True))) == order(book)
