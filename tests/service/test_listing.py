from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.service.books import BOOK, TODAY, WHEN, YESTERDAY, after
from tracker.domain.book import Book, Pause
from tracker.domain.changes import Put
from tracker.domain.errors import NotFound, Refused, Unreadable
from tracker.domain.goal import CHECK
from tracker.domain.habit import Rule
from tracker.domain.judging import judge
from tracker.domain.schedule import DAILY, per_week
from tracker.service.edits import book_settings as settling
from tracker.service.edits import habits as listing
from tracker.service.edits import marks as marking
from tracker.service.edits import pauses as pausing
from tracker.service.edits.first_book import ListTrouble, begin, shipped_list
from tracker.service.edits.habits import Details
from tracker.service.steps import NOTHING

MONDAY = date(2026, 11, 16)


def test_a_habit_is_added_at_the_end_of_its_area() -> None:
    book = after(BOOK, listing.add(Details("  Evening\twalk ", area="talk"), TODAY))
    habit = book.habit("evening-walk")
    assert (habit.name, habit.area, habit.rules, habit.created) == ("Evening walk", "talk", (Rule(TODAY),), TODAY)
    assert book.active[-1] == habit


def test_an_id_is_never_given_twice_even_after_a_deletion() -> None:
    book = after(BOOK, marking.done(["quiet"], [TODAY], WHEN))
    book = book._replace(habits=tuple(habit for habit in book.habits if habit.id != "quiet"))
    book = after(book, listing.add(Details("Quiet"), TODAY))
    assert {habit.id for habit in book.habits} >= {"quiet-2"}
    assert not book.log("quiet-2")


@pytest.mark.parametrize(
    ("details", "error"),
    [
        (Details(""), Refused),
        (Details("piano"), Refused),
        (Details("x" * 201), Refused),
        (Details("New", goal="at most 1", schedule="3/week"), Refused),
        (Details("New", goal="let go", schedule="daily"), Refused),
        (Details("New", schedule="never"), Unreadable),
        (Details("New", goal="more"), Unreadable),
        (Details("New", area="elsewhere"), NotFound),
        (Details("New", why="x" * 300), Refused),
    ],
)
def test_what_cannot_be_is_refused(details: Details, error: type[Exception]) -> None:
    with pytest.raises(error):
        listing.add(details, TODAY)(BOOK)


def test_nothing_begins_in_the_future() -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(Refused):
        listing.add(Details("New"), TODAY, tomorrow)
    with pytest.raises(Refused):
        listing.edit("quiet", Details(goal="check"), TODAY, tomorrow)


def test_a_book_without_areas_takes_no_habit() -> None:
    with pytest.raises(Refused):
        listing.add(Details("New"), TODAY)(Book())


def test_a_new_rule_holds_from_its_day_on_and_replaces_later_ones() -> None:
    book = after(BOOK, listing.edit("quiet", Details(schedule="3/week"), TODAY, MONDAY))
    assert book.habit("quiet").rules == (Rule(date(2026, 11, 2)), Rule(MONDAY, per_week(3)))
    book = after(book, listing.edit("quiet", Details(goal="at least 5 min"), TODAY, date(2026, 11, 9)))
    assert [rule.since for rule in book.habit("quiet").rules] == [date(2026, 11, 2), date(2026, 11, 9)]
    assert book.habit("quiet").rule.schedule == DAILY


def test_a_rule_taken_back_leaves_no_seam() -> None:
    book = after(BOOK, listing.edit("quiet", Details(schedule="3/week"), TODAY, MONDAY))
    book = after(book, listing.edit("quiet", Details(schedule="daily"), TODAY, MONDAY))
    assert book == BOOK


def test_from_the_start_one_rule_takes_the_place_of_all() -> None:
    book = after(BOOK, listing.edit("quiet", Details(schedule="3/week"), TODAY, MONDAY))
    book = after(book, listing.edit("quiet", Details(schedule="2/week"), TODAY, from_start=True))
    assert book.habit("quiet").rules == (Rule(date(2026, 11, 2), per_week(2)),)


def test_letting_go_brings_its_own_schedule() -> None:
    book = after(BOOK, listing.edit("quiet", Details(goal="let go"), TODAY))
    assert str(book.habit("quiet").rule.schedule) == "anytime"


def test_an_edit_that_says_nothing_new_changes_nothing() -> None:
    assert listing.edit("quiet", Details(name="Quiet time alone", schedule="daily"), TODAY)(BOOK) == NOTHING
    assert listing.edit("quiet", Details(), TODAY)(BOOK) == NOTHING


def test_archiving_and_coming_back_make_no_miss() -> None:
    book = after(BOOK, marking.done(["quiet"], [date(2026, 11, day) for day in range(2, 22)], WHEN))
    book = after(book, listing.archive(["quiet"], TODAY))
    later = TODAY + timedelta(days=30)
    book = after(book, listing.restore(["quiet"], later))
    habit = book.habit("quiet")
    standing = judge(habit, book.log("quiet"), book.pauses_of(habit), later)
    assert (habit.archived, standing.streaks.length, standing.tally.missed) == (None, 20, 0)


def test_coming_back_on_the_same_day_needs_no_pause() -> None:
    book = after(BOOK, listing.archive(["quiet", "walk"], TODAY), listing.restore(["quiet", "walk"], TODAY))
    assert book == BOOK


def test_a_pause_of_the_same_name_is_never_written_over() -> None:
    own = Pause("2026-11-21-quiet", YESTERDAY, YESTERDAY, "quiet", why="in bed")
    book = after(BOOK, lambda _: Put(own), listing.archive(["quiet"], YESTERDAY))
    book = after(book, listing.restore(["quiet"], TODAY))
    assert own in book.pauses
    assert len(book.pauses) == 2


def test_a_pause_covers_its_days_and_one_inside_it_adds_nothing() -> None:
    book = after(BOOK, pausing.pause(MONDAY, TODAY, habit="quiet", why="  travel "))
    assert book.pauses == (Pause("2026-11-16-quiet", MONDAY, TODAY, "quiet", why="travel"),)
    assert pausing.pause(MONDAY, YESTERDAY, habit="quiet")(book) == NOTHING
    assert pausing.pause(MONDAY, YESTERDAY, habit="walk")(book) != NOTHING
    assert pausing.pause(MONDAY, None, habit="quiet")(book) != NOTHING


def test_a_pause_ends_yesterday_or_never_was() -> None:
    book = after(BOOK, pausing.pause(MONDAY), pausing.pause(TODAY + timedelta(days=3), area="own"))
    ended = after(book, pausing.end_pause(TODAY), pausing.end_pause(TODAY, area="own"))
    assert [pause.end for pause in ended.pauses] == [YESTERDAY]
    with pytest.raises(Refused, match="Nothing is paused"):
        pausing.end_pause(TODAY)(ended)
    with pytest.raises(Refused, match="“everything”"):
        pausing.end_pause(TODAY, habit="quiet")(book)


def test_another_start_of_the_week_cuts_no_past_week() -> None:
    book = after(BOOK, listing.edit("quiet", Details(schedule="3/week"), TODAY, from_start=True))
    changed = after(book, settling.start_week_on(6, TODAY))
    assert changed.settings.week_start == 6
    assert changed.habit("quiet").rules == (
        Rule(date(2026, 11, 2), per_week(3), CHECK, 0),
        Rule(TODAY, per_week(3), CHECK, 6),
    )
    assert changed.habit("walk") == book.habit("walk")
    assert settling.start_week_on(6, TODAY)(changed) == NOTHING
    assert after(changed, lambda _: settling.start_week_on(6, TODAY)(book).inverse(book)) == book


@pytest.mark.parametrize("weekday", [1, 2, 3, 4, 7, -1])
def test_a_week_begins_on_three_days_only(weekday: int) -> None:
    with pytest.raises(Refused):
        settling.start_week_on(weekday, TODAY)


def test_a_day_begins_before_noon() -> None:
    assert after(BOOK, settling.start_day_at(180)).settings.day_start == 180
    assert settling.start_day_at(0)(BOOK) == NOTHING
    for minutes in (-1, 721):
        with pytest.raises(Refused):
            settling.start_day_at(minutes)


def test_a_book_is_begun_once_with_the_starters_or_with_what_was_chosen() -> None:
    shipped = shipped_list(TODAY)
    book = after(Book(), begin(shipped))
    assert {habit.id for habit in book.habits} == shipped.starters
    assert book.prompts == shipped.prompts
    assert begin(shipped)(book) == NOTHING
    assert [habit.id for habit in after(Book(), begin(shipped, {"quiet"})).habits] == ["quiet"]
    assert after(Book(), begin(shipped, ())).areas


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (None, "list.json, no such file or directory; name another with --defaults"),
        (b"\xff\xfe", "list.json is not text in UTF-8"),
        (b"{\n oops", "list.json: Line 2, column 2: this is not JSON"),
        (b'{"habits": [\n{"name": "Piano", "area": "Home"}]}', "list.json: Line 2, habit 1 “Piano”: there is no area"),
    ],
)
def test_a_list_to_begin_with_that_cannot_be_read_is_said_with_its_line_and_the_mend(
    data: bytes | None, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.json"
    if data is not None:
        path.write_bytes(data)
    monkeypatch.setenv("LETBE_DEFAULTS", str(path))
    with pytest.raises(ListTrouble) as trouble:
        shipped_list(TODAY)
    assert said in str(trouble.value)
    assert trouble.value.exit_code == 4
