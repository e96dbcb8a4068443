"""Refitting: an undo after a merge takes back what the change had named, and nothing else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from tests.domain.test_changes import BOOKS, CHANGES
from tracker.domain.book import Book, Lookback, Pause, Reflection, Settings
from tracker.domain.changes import Batch, Change, Delete, ItemKind, Move, Put, PutSettings, SetMark, together
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.log import Mark, MarkKind
from tracker.domain.rebase import refitted

DAY = date(2026, 11, 1)
AREA = Area("care", "Care")
HABIT = Habit("quiet", "Quiet", "care", (Rule(DAY),), DAY)
PAUSE = Pause("rest", DAY, why="rest")
EASE = Reflection(Lookback.DAY, DAY, 4)
WEEK = Reflection(Lookback.WEEK, DAY, answers=(("What?", "this"),))
BEGUN = together([Put(AREA), Put(HABIT), Put(PAUSE), Put(EASE), Put(WEEK)])
DONE = Mark(MarkKind.DONE)


@given(BOOKS, CHANGES)
def test_where_nothing_else_happened_an_undo_is_the_inverse_and_a_redo_the_change(book: Book, change: Change) -> None:
    after, inverse = change.apply(book), change.inverse(book)
    assert refitted(inverse, change, after).apply(after) == book
    assert refitted(change, inverse, book).apply(book) == after


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Put(HABIT._replace(name="Silence")), Put(HABIT._replace(why="calm"))),
        (Move(ItemKind.HABIT, "quiet", 7), Put(HABIT._replace(area="elsewhere"))),
        (Put(AREA._replace(name="Me")), Put(AREA._replace(colour="blue"))),
        (Put(PAUSE._replace(end=DAY)), Put(PAUSE._replace(why="a journey"))),
        (Put(EASE._replace(ease=2)), Put(EASE._replace(text="it rained"))),
        (
            Put(WEEK._replace(answers=(*WEEK.answers, ("Why?", "so")))),
            Put(WEEK._replace(answers=(("What?", "that"),))),
        ),
        (PutSettings(Settings(week_start=6)), PutSettings(Settings(day_start=240))),
        (SetMark("quiet", DAY, DONE), SetMark("quiet", DAY, Mark(MarkKind.NOTE, note="it rained"))),
        (SetMark("quiet", DAY, Mark(MarkKind.NOTE, note="it rained")), SetMark("quiet", DAY, DONE)),
        (
            together([Put(HABIT._replace(cue="after dinner")), Put(EASE._replace(text="planned"))]),
            together([Put(HABIT._replace(why="calm")), Put(EASE._replace(ease=5))]),
        ),
    ],
    ids=lambda change: type(change).__name__,
)
def test_what_came_into_the_same_record_meanwhile_stays_through_undo_and_redo(ours: Change, theirs: Change) -> None:
    book = BEGUN.apply(Book())
    both = _merged(book, ours, theirs)
    inverse = ours.inverse(book)
    undone = refitted(inverse, ours, both).apply(both)
    assert undone == theirs.apply(book)
    assert refitted(ours, inverse, undone).apply(undone) == both


def _merged(book: Book, ours: Change, theirs: Change) -> Book:
    """Bring what two copies have set together: what the other one did is made again on ours, where it fits."""
    here = ours.apply(book)
    return refitted(theirs, theirs.inverse(book), here).apply(here)


def test_what_was_deleted_meanwhile_is_not_brought_back() -> None:
    book = BEGUN.apply(Book())
    for change, kind, id in (
        (Put(HABIT._replace(name="Silence")), ItemKind.HABIT, "quiet"),
        (Put(AREA._replace(name="Me")), ItemKind.AREA, "care"),
        (Put(PAUSE._replace(end=DAY)), ItemKind.PAUSE, "rest"),
    ):
        gone = Delete(kind, id).apply(change.apply(book))
        assert refitted(change.inverse(book), change, gone) == Batch()


def test_what_somebody_else_brought_back_stays_as_they_left_it() -> None:
    book = BEGUN.apply(Book())
    gone = Delete(ItemKind.HABIT, "quiet")
    back = Put(HABIT._replace(why="calm")).apply(book)
    assert refitted(gone.inverse(book), gone, back).apply(back) == back


def test_answers_of_another_copy_outlive_the_undo_of_ones_own() -> None:
    first = Put(WEEK)
    both = Put(WEEK._replace(answers=(("What?", "this"), ("Who?", "I")))).apply(Book())
    undone = refitted(first.inverse(Book()), first, both).apply(both)
    assert undone.reflections == (WEEK._replace(answers=(("Who?", "I"),)),)
    assert refitted(first.inverse(Book()), first, first.apply(Book())).apply(first.apply(Book())) == Book()


def test_a_day_that_one_change_marks_twice_comes_back_as_it_was() -> None:
    book = SetMark("quiet", DAY, Mark(MarkKind.SKIP, note="ill")).apply(Book())
    change = together([SetMark("quiet", DAY, None), SetMark("quiet", DAY, DONE._replace(note="better"))])
    assert refitted(change.inverse(book), change, change.apply(book)).apply(change.apply(book)) == book
