from __future__ import annotations

from datetime import timedelta

import pytest

from tests.service.lists import TODAY, book_of, done
from tracker.domain.book import Book
from tracker.domain.habit import Rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import read_schedule
from tracker.service.edits import habits as listing
from tracker.service.edits.drafts import Draft, draft_of, due_words, edit_of, outlook, problems
from tracker.service.edits.habits import Details
from tracker.service.steps import NOTHING
from tracker.service.words.labels import label

NEW = Draft("Call a friend", "Talk", "check", "2/month")


def two_weeks() -> Book:
    """Give one daily habit, begun two weeks ago and done on the first seven days."""
    begun = TODAY - timedelta(14)
    book = book_of(time="A")
    log = Log.of({begun + timedelta(n): Mark(MarkKind.DONE) for n in range(7)})
    return book._replace(habits=(book.habits[0]._replace(rules=(Rule(begun),), created=begun),), logs={"a": log})


def test_a_draft_of_a_habit_that_nobody_touches_changes_nothing() -> None:
    book = two_weeks()
    habit = book.habit("a")
    assert edit_of(draft_of(book, habit, TODAY), book, habit, TODAY)(book) == NOTHING


def test_a_rule_written_otherwise_is_the_same_rule() -> None:
    book = two_weeks()
    habit = book.habit("a")
    draft = draft_of(book, habit, TODAY)._replace(schedule="every day")
    assert edit_of(draft, book, habit, TODAY)(book) == NOTHING


def test_a_new_habit_is_added_with_all_that_was_typed() -> None:
    book = book_of(time="A")
    draft = NEW._replace(cue="on a walk", why="to hear of them", small="a text", since="-3")
    draft = draft._replace(glyph="♥", colour="pink", remind="18, 8")
    added = done(book, edit_of(draft, book, None, TODAY)).habit("call-a-friend")
    assert added.rules == (Rule(TODAY - timedelta(3), read_schedule("2/month")),)
    assert (added.area, added.cue, added.why, added.small) == ("talk", "on a walk", "to hear of them", "a text")
    assert (added.glyph, added.colour, added.reminders) == ("♥", "pink", (480, 1080))


def test_every_field_says_what_is_wrong_with_it() -> None:
    book = book_of(time="A")
    long = "x" * 201
    wrong = Draft("a", "nowhere", "a lot", "sometimes", "tomorrow", long, long, long, "ab", "red", "dawn")
    found = problems(wrong, book, None, TODAY)
    assert list(found) == list(Draft._fields)
    assert found["name"].startswith("There is a habit “A” already")
    assert problems(NEW, book, None, TODAY) == {}
    assert "anytime" in problems(NEW._replace(goal="let go"), book, None, TODAY)["schedule"]
    urge = NEW._replace(goal="let go", schedule="anytime", remind="18:00")
    assert "no reminder for letting go" in problems(urge, book, None, TODAY)["remind"]
    assert problems(NEW._replace(schedule="sometimes", remind="18:00"), book, None, TODAY).keys() == {"schedule"}


def test_the_outlook_of_a_new_rule_counts_verdicts_before_and_after() -> None:
    book = two_weeks()
    habit = book.habit("a")
    weekly = draft_of(book, habit, TODAY)._replace(schedule="3/week")
    from_today = outlook(weekly, book, habit, TODAY)
    assert (from_today.rule, from_today.marks) == ("3 times a week", 7)
    assert from_today.before is not None
    assert (from_today.before.kept, from_today.before.missed) == (7, 7)
    assert (from_today.after.kept, from_today.after.missed) == (7, 7)
    from_start = outlook(weekly._replace(since="the beginning"), book, habit, TODAY)
    assert from_start.after.kept + from_start.after.missed < 5
    named = outlook(weekly._replace(schedule="daily", name="B"), book, habit, TODAY)
    assert named.before is None


def test_rules_from_later_days_are_never_replaced_without_a_word() -> None:
    before = two_weeks()
    book = done(before, listing.edit("a", Details(schedule="3/week"), TODAY, TODAY - timedelta(3)))
    habit = book.habit("a")
    lost = ", in place of 3 times a week from Sun 9 Feb"
    draft = draft_of(book, habit, TODAY)._replace(schedule="2/week", since="-7")
    assert outlook(draft, book, habit, TODAY).replaced == lost
    assert outlook(draft._replace(since="the beginning"), book, habit, TODAY).replaced == lost
    assert outlook(draft._replace(since="today"), book, habit, TODAY).replaced == ""
    edit = edit_of(draft, book, habit, TODAY)
    assert label(book, edit(book)) == f"A: twice a week from Wed 5 Feb{lost}"


@pytest.mark.parametrize(
    ("schedule", "goal", "words"),
    [
        ("daily", "check", "next today, Thu 13 Feb, Fri 14 Feb"),
        ("mon fri", "check", "next Fri 14 Feb, Mon 17 Feb"),
        ("every 3 days", "check", "next today, Sat 15 Feb"),
        ("3/week", "check", "any 2 days until Sun 16 Feb"),
        ("1/month", "check", "any day until Fri 28 Feb"),
        ("4 in 10 days", "check", "any 4 of 10 days running"),
        ("anytime", "check", "never due: check it off"),
        ("daily", "at most 1 time", "never due: log it when it happens"),
        ("anytime", "let go", "never due: log an urge"),
    ],
)
def test_what_is_due_next_is_said_in_words(schedule: str, goal: str, words: str) -> None:
    book = book_of(time="A")
    draft = NEW._replace(schedule=schedule, goal=goal)
    after = done(book, edit_of(draft, book, None, TODAY))
    said = due_words(after, after.habit("call-a-friend"), TODAY)
    assert said.startswith(words)
