"""A new rule never judges a day from before it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.service.lists import TODAY, book_of, done
from tests.strategies import logs, rules
from tracker.domain.book import Book
from tracker.domain.errors import Refused
from tracker.domain.goal import Aim
from tracker.domain.habit import Rule
from tracker.domain.judging import judge
from tracker.domain.log import Log, Mark, MarkKind
from tracker.service.edits import book_settings as settling
from tracker.service.edits import habits as listing
from tracker.service.edits.habits import Details
from tracker.service.steps import Edit

YESTERDAY = TODAY - timedelta(1)
BACK_THEN = TODAY - timedelta(20)


def habit_with(rule: Rule, log: Log) -> Book:
    book = book_of(time="A")
    return book._replace(habits=(book.habits[0]._replace(rules=(rule,), created=TODAY),), logs={"a": log})


def past(book: Book) -> object:
    standing = judge(book.habit("a"), book.log("a"), (), YESTERDAY)
    return standing.tally_between(date.min, YESTERDAY), standing.streaks.all, standing.strength


def test_a_habit_of_today_with_older_marks_keeps_its_rule_for_them() -> None:
    log = Log.of({BACK_THEN + timedelta(n): Mark(MarkKind.DONE) for n in range(18)})
    book = habit_with(Rule(TODAY), log)
    after = done(book, listing.edit("a", Details(schedule="3/week"), TODAY))
    assert [str(rule.schedule) for rule in after.habit("a").rules] == ["daily", "3/week"]
    assert past(after) == past(book)


@pytest.mark.parametrize(
    ("ago", "begun"),
    [
        (3, {"daily": 20, "3/week": 3}),
        (15, {"daily": 20, "3/week": 15}),
        (20, {"3/week": 20}),
        (30, {"3/week": 30}),
    ],
)
def test_a_day_alone_moves_the_beginning_of_the_rule_that_holds(ago: int, begun: dict[str, int]) -> None:
    book = done(
        habit_with(Rule(BACK_THEN), Log()), listing.edit("a", Details(schedule="3/week"), TODAY, TODAY - timedelta(9))
    )
    after = done(book, listing.edit("a", Details(), TODAY, TODAY - timedelta(ago)))
    assert {str(rule.schedule): (TODAY - rule.since).days for rule in after.habit("a").rules} == begun


def test_the_first_rule_can_begin_later_and_sooner() -> None:
    for ago in (2, 9, 5):
        after = done(
            habit_with(Rule(TODAY - timedelta(5)), Log()), listing.edit("a", Details(), TODAY, TODAY - timedelta(ago))
        )
        assert [(TODAY - rule.since).days for rule in after.habit("a").rules] == [ago]


@given(rules(), rules(), logs(span=60), st.sampled_from((0, 1, 40)))
def test_for_all_rules_and_marks_the_past_is_judged_as_it_was(old: Rule, new: Rule, log: Log, ago: int) -> None:
    # A limit never reaches back: where it is replaced on its own first day, there is no day before it to keep.
    assume(old.goal.aim is not Aim.AT_MOST or ago)
    book = habit_with(old._replace(since=TODAY - timedelta(ago)), log)
    edits: list[Edit] = [
        listing.edit("a", Details(schedule=str(new.schedule), goal=str(new.goal)), TODAY),
        settling.start_week_on(6, TODAY),
    ]
    for edit in edits:
        try:
            after = edit(book).apply(book)
        except Refused:
            continue
        assert past(after) == past(book)
