"""Changes: what they do, and that each has an inverse."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.strategies import days, logs, marks, rules
from tracker.domain.book import PROMPT_FIELDS, Book, Lookback, Pause, Reflection, Settings
from tracker.domain.changes import (
    Batch,
    Change,
    Delete,
    DeleteEvent,
    ItemKind,
    Move,
    Put,
    PutEvent,
    PutPrompts,
    PutSettings,
    SetMark,
    together,
)
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.habit import Area, Habit
from tracker.domain.log import Mark, MarkKind

IDS = st.sampled_from("abcd")
AREAS = st.builds(Area, IDS, st.sampled_from(("One", "Two")), position=st.integers(0, 5).map(float))
HABITS = st.builds(
    lambda key, name, area, rule, position: Habit(key, name, area, (rule,), rule.since, position=position),
    IDS, st.sampled_from(("Walk", "Read")), IDS, rules(), st.integers(0, 5).map(float),
)  # fmt: skip
PAUSES = st.builds(Pause, IDS, days(), st.none() | days(), st.just(""), IDS)
REFLECTIONS = st.builds(
    Reflection, st.sampled_from((Lookback.DAY, Lookback.WEEK)), days(5), st.none() | st.integers(1, 5)
)
LOOKBACKS = st.builds(Reflection, st.sampled_from((Lookback.MONTH, Lookback.YEAR)), days(5))
PROMPTS = st.lists(st.text(max_size=5), max_size=2).map(tuple)


def _by_id(items: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    return st.lists(items, max_size=4, unique_by=lambda item: item.id).map(
        lambda found: tuple(sorted(found, key=lambda item: item.id))
    )


EVENT_IDS = st.sampled_from(("a00", "b01"))
EVENTS = st.builds(
    Event, EVENT_IDS, st.none() | st.sampled_from(tuple(UrgeOutcome)), st.integers(0, 5).map(lambda n: n * 1000),
    st.none() | st.integers(0, 2), st.none() | st.integers(1, 5), st.sampled_from(("", "a word")),
    st.just(""), st.just(False),
)  # fmt: skip
HAPPENED = st.dictionaries(days(60), st.lists(EVENTS, min_size=1, max_size=2, unique_by=lambda event: event.id))
LOGS = st.builds(
    lambda log, happened: log.with_events({day: {e.id: e for e in events} for day, events in happened.items()}),
    logs(span=60), st.just({}) | HAPPENED,
)  # fmt: skip
BOOKS = st.tuples(
    _by_id(AREAS), _by_id(HABITS), st.dictionaries(IDS, LOGS.filter(bool), max_size=2), _by_id(PAUSES),
    _by_id(REFLECTIONS), st.builds(Settings, st.integers(0, 6), st.integers(0, 720)),
    PROMPTS, st.just(()), st.just(()), _by_id(LOOKBACKS), PROMPTS, PROMPTS,
).map(lambda parts: Book(*parts))  # fmt: skip
"""Of `st.builds` the fields that are not named here would be made up from their types alone."""

SINGLE: SearchStrategy[Change] = st.one_of(
    st.builds(SetMark, IDS, days(60), st.none() | marks(), st.lists(EVENT_IDS, max_size=1).map(tuple)),
    st.builds(PutEvent, IDS, days(60), EVENTS),
    st.builds(DeleteEvent, IDS, days(60), EVENT_IDS),
    st.builds(Put, HABITS),
    st.builds(Put, AREAS),
    st.builds(Put, PAUSES),
    st.builds(Put, REFLECTIONS | LOOKBACKS),
    st.builds(PutSettings, st.builds(Settings, st.integers(0, 6))),
    st.builds(PutPrompts, PROMPTS, st.sampled_from(tuple(PROMPT_FIELDS))),
    st.builds(Delete, st.sampled_from(tuple(ItemKind)), IDS),
    st.builds(
        Move, st.sampled_from((ItemKind.AREA, ItemKind.HABIT)), IDS, st.integers(0, 5).map(float), st.just("") | IDS
    ),
)
CHANGES = SINGLE | st.lists(SINGLE, max_size=4).map(lambda found: Batch(tuple(found)))


@given(BOOKS, CHANGES)
def test_a_change_and_its_inverse_leave_the_book_as_it_was(book: Book, change: Change) -> None:
    assert change.inverse(book).apply(change.apply(book)) == book


@given(BOOKS, CHANGES)
def test_the_inverse_of_the_inverse_is_the_change_again(book: Book, change: Change) -> None:
    after = change.apply(book)
    inverse = change.inverse(book)
    assert inverse.inverse(after).apply(inverse.apply(after)) == after


@given(BOOKS, CHANGES)
def test_a_change_leaves_the_book_it_was_made_from_alone(book: Book, change: Change) -> None:
    same = Book(*book)
    change.apply(book)
    assert book == same


@given(BOOKS, st.lists(SINGLE | st.builds(Put, HABITS) | st.builds(Delete, st.just(ItemKind.HABIT), IDS), max_size=6))
def test_a_batch_does_and_undoes_what_its_changes_do_one_after_another(book: Book, changes: list[Change]) -> None:
    undone, now = list[Change](), book
    for change in changes:
        undone.insert(0, change.inverse(now))
        now = change.apply(now)
    assert Batch(tuple(changes)).apply(book) == now
    assert Batch(tuple(changes)).inverse(book) == Batch(tuple(undone))


def test_a_deleted_habit_comes_back_with_its_log() -> None:
    day = date(2026, 11, 1)
    habit = Habit("walk", "Walk", "care", (), day)
    book = SetMark("walk", day, Mark(MarkKind.DONE)).apply(Put(habit).apply(Book()))
    gone = Delete(ItemKind.HABIT, "walk")
    assert gone.apply(book).habits == ()
    assert gone.inverse(book).apply(gone.apply(book)) == book


def test_one_change_stays_itself_and_several_become_a_batch() -> None:
    change = PutPrompts(("What went well?",))
    assert together([change]) == change
    assert together([change, change]) == Batch((change, change))
    assert together([]) == Batch()
    assert together([Batch((change, Batch((change,)))), Batch()]) == Batch((change, change))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PutPrompts(()), Batch()),
        (Put(Area("a", "A")), PutPrompts((Area("a", "A"),))),  # type: ignore[arg-type]
        (Delete(ItemKind.HABIT, "a"), (ItemKind.HABIT, "a")),
    ],
)
def test_changes_of_different_kinds_are_never_equal(one: object, other: object) -> None:
    assert one != other and not one == other  # noqa: SIM201, PT018 - both ways of asking


@given(CHANGES)
def test_a_change_equals_its_copy_and_has_its_hash(change: Change) -> None:
    copy = change._replace()
    assert (copy, hash(copy)) == (change, hash(change))
