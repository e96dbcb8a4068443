from __future__ import annotations

from hypothesis import given

from tests.storage.books import books
from tracker.domain.book import Book
from tracker.domain.diff import add_all, turn_into


def sorted_book(book: Book) -> Book:
    return book._replace(
        areas=tuple(sorted(book.areas)), habits=tuple(sorted(book.habits, key=lambda habit: habit.id)),
        pauses=tuple(sorted(book.pauses, key=lambda pause: pause.id)),
        reflections=tuple(sorted(book.reflections, key=lambda reflection: reflection.id)),
    )  # fmt: skip


@given(books(), books())
def test_turning_makes_one_book_another_and_is_taken_back_as_one(before: Book, after: Book) -> None:
    change = turn_into(before, after)
    assert sorted_book(change.apply(before)) == sorted_book(after)
    assert sorted_book(change.inverse(before).apply(change.apply(before))) == sorted_book(before)


@given(books(), books())
def test_adding_all_of_a_book_takes_nothing_away_and_changes_nothing_twice(before: Book, other: Book) -> None:
    once = add_all(before, other).apply(before)
    assert {habit.id for habit in once.habits} == {habit.id for habit in (*before.habits, *other.habits)}
    assert all(dict(once.logs[id]).items() >= dict(log).items() for id, log in other.logs.items())
    assert add_all(once, other).changes == ()


@given(books())
def test_a_book_is_turned_into_itself_by_nothing(book: Book) -> None:
    assert turn_into(book, book).changes == ()
