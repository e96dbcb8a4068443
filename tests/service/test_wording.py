from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.service.books import BOOK, TODAY, WHEN, YESTERDAY, after
from tracker.clock import say_day
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Batch, Delete, ItemKind, Move, Put, PutPrompts
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.judging import judge
from tracker.domain.log import Log
from tracker.domain.schedule import per_week
from tracker.insights import SuggestionKind, suggestion_prompt
from tracker.service.edits import book_settings as settling
from tracker.service.edits import habits as listing
from tracker.service.edits import marks as marking
from tracker.service.edits import pauses as pausing
from tracker.service.edits.events import urges
from tracker.service.edits.first_book import begin, shipped_list
from tracker.service.edits.habits import Details
from tracker.service.steps import Edit
from tracker.service.words.counts import within_words
from tracker.service.words.labels import label

RANGE = [date(2026, 11, day) for day in range(1, 11)]
LAST_WEEK = Reflection(Lookback.WEEK, date(2026, 11, 16))


def said(edit: Edit, book: Book = BOOK) -> str:
    return label(book, edit(book), lambda day: say_day(day, TODAY))


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (marking.done(["quiet"], [TODAY], WHEN), "Quiet time alone, today: done"),
        (marking.done(["quiet"], RANGE, WHEN), "Quiet time alone, Sun 1 Nov to Tue 10 Nov: done"),
        (marking.done(["quiet", "walk"], [YESTERDAY], WHEN), "Quiet time alone, Walk, yesterday: done"),
        (marking.done(["piano"], [TODAY], WHEN, "20"), "Piano, today: 20 of 30 min"),
        (marking.done(["piano"], [TODAY], WHEN, "45"), "Piano, today: 45 min"),
        (marking.done(["checking"], [TODAY], WHEN, "2"), "Checking on someone, today: 2 times, over the limit of 1"),
        (marking.done(["piano", "walk"], [TODAY], WHEN, "2"), "Today: Piano 2 of 30 min, Walk 2 km"),
        (marking.skip(["quiet"], [YESTERDAY], WHEN), "Quiet time alone, yesterday: skipped"),
        (
            marking.missed(["quiet"], [RANGE[0], RANGE[5]], WHEN),
            "Quiet time alone, 2 days from Sun 1 Nov to Fri 6 Nov: missed",
        ),
        (urges(["fix"], [TODAY], WHEN, passed=2, acted=1), "Wanting to fix, today: 2 let pass, 1 acted on"),
        (marking.note(["quiet"], [TODAY], WHEN, "x"), "Quiet time alone, today: note written"),
        (marking.ease(TODAY, WHEN, 4), "Today: ease 4"),
        (marking.ease(TODAY, WHEN, None, "a line"), "Day's line written"),
        (listing.add(Details("Yoga", schedule="2/week"), TODAY), "Yoga: added, twice a week"),
        (listing.edit("quiet", Details(schedule="3/week"), TODAY), "Quiet time alone: 3 times a week from Sun 22 Nov"),
        (listing.edit("quiet", Details(name="Quiet"), TODAY), "Quiet time alone: renamed to Quiet"),
        (listing.edit("quiet", Details(cue="at dawn"), TODAY), "Quiet time alone: cue changed"),
        (listing.archive(["quiet"], TODAY), "Quiet time alone: archived"),
        (listing.archive(["quiet", "walk"], TODAY), "Quiet time alone, Walk: archived"),
        (pausing.pause(TODAY, habit="quiet"), "Quiet time alone: paused from today on"),
        (pausing.pause(TODAY, TODAY, area="own"), "Personal time: paused on Sun 22 Nov"),
        (pausing.pause(YESTERDAY, TODAY), "Everything: paused from yesterday to Sun 22 Nov"),
        (settling.start_week_on(6, TODAY), "Settings: week from Sunday, day from 00:00"),
        (settling.start_day_at(185), "Settings: week from Monday, day from 03:05"),
        (lambda _: Put(Area("work", "Work")), "Work: area added"),
        (lambda _: PutPrompts(("What now?",)), "Questions of a week: 1"),
        (lambda _: PutPrompts((), Lookback.YEAR), "Questions of a year: 0"),
        (lambda _: Put(Reflection(Lookback.MONTH, date(2026, 2, 1))), "Reflection on February 2026"),
        (lambda _: Put(Reflection(Lookback.YEAR, date(2026, 1, 1))), "Reflection on 2026"),
        (lambda _: Delete(ItemKind.LOOKBACK, "year:2026-01-01"), "Reflection deleted"),
        (lambda _: Put(LAST_WEEK), "Reflection on the week of Mon 16 Nov"),
        (lambda _: Delete(ItemKind.HABIT, "quiet"), "Quiet time alone: deleted"),
        (lambda _: Delete(ItemKind.AREA, "own"), "Personal time: area deleted"),
        (lambda _: Delete(ItemKind.PAUSE, "gone"), "Pause taken back"),
        (lambda _: Delete(ItemKind.REFLECTION, "day:2026-11-22"), "Reflection deleted"),
        (lambda _: Move(ItemKind.HABIT, "quiet", 3), "Quiet time alone: moved"),
        (lambda _: Move(ItemKind.AREA, "own", 3), "Personal time: moved"),
        (lambda _: Batch(), "Nothing to change"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_one_line(edit: Edit, words: str) -> None:
    assert said(edit) == words


def test_a_beginning_names_its_practices() -> None:
    words = said(begin(shipped_list(TODAY)), Book())
    assert words == "Time for a hobby that is mine, Quiet time alone, Mindful minutes and 4 more: added"


def test_of_several_acts_the_first_is_named() -> None:
    answers = tuple((suggestion_prompt(SuggestionKind.KEEP, habit.id), "as it is") for habit in BOOK.habits)
    before = after(BOOK, lambda _: Put(LAST_WEEK._replace(answers=answers[:1])))
    week = Put(LAST_WEEK._replace(answers=answers))
    assert said(lambda _: week, before) == "Piano, keep: as it is"


def test_several_habits_are_named_the_new_ones_apart_from_the_changed() -> None:
    quiet, walk = BOOK.habit("quiet"), BOOK.habit("walk")
    mixed = Batch((Put(quiet._replace(why="calm")), Put(walk._replace(name="Go out"))))
    assert said(lambda _: mixed) == "Quiet time alone, Go out: changed"
    new = Put(quiet._replace(id="yoga", name="Yoga"))
    assert said(lambda _: Batch((new, *mixed.changes))) == "Yoga: added; Quiet time alone, Go out: changed"


def test_coming_back_is_said_without_the_pause_that_follows_it() -> None:
    book = after(BOOK, listing.archive(["quiet"], TODAY - timedelta(days=9)))
    assert said(listing.restore(["quiet"], TODAY), book) == "Quiet time alone: restored"


def test_a_removed_note_and_a_cleared_mark_are_told_apart() -> None:
    book = after(BOOK, marking.done(["quiet"], [TODAY], WHEN), marking.note(["quiet"], [TODAY], WHEN, "x"))
    assert said(marking.note(["quiet"], [TODAY], WHEN, ""), book) == "Quiet time alone, today: note removed"
    bare = after(BOOK, marking.done(["quiet"], [TODAY], WHEN))
    assert said(marking.clear(["quiet"], [TODAY], WHEN), bare) == "Quiet time alone, today: cleared"


def test_a_week_that_was_cut_owes_its_share_and_says_so() -> None:
    def words(*since: date) -> str:
        rules = tuple(Rule(day, per_week(number)) for number, day in enumerate(since, 2))
        return within_words(judge(Habit("call", "Call", "care", rules, since[0]), Log(), (), date(2026, 11, 22)))

    assert words(date(2026, 11, 9)) == "this week"
    assert words(date(2026, 11, 19)) == "in a short first week"
    assert words(TODAY) == "in a short first week"
    assert words(date(2026, 11, 9), date(2026, 11, 19)) == "since Thu, its share of this week"
    assert words(date(2026, 11, 9), TODAY) == "today, its share of this week"
