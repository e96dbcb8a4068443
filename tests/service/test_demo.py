from __future__ import annotations

import statistics
from datetime import date, timedelta
from pathlib import Path

import pytest

from tracker.domain.book import Book, Lookback
from tracker.domain.event import UrgeOutcome
from tracker.domain.goal import Aim
from tracker.domain.habit import check_rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import Pace
from tracker.exchange.habit_list import HabitList, read_habit_list
from tracker.insights import habit_of, review
from tracker.service.demo.demo import demo_book
from tracker.service.demo.year import imagine
from tracker.service.review.spans import span_on
from tracker.service.review.urges import urge_lines

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(1)
START = TODAY - timedelta(364)
DEFAULTS = Path(__file__).parents[2] / "habits.default.json"
KEPT = (MarkKind.DONE, MarkKind.AMOUNT)


def defaults(week_start: int = 0) -> HabitList:
    return read_habit_list(DEFAULTS.read_text(encoding="utf-8"), TODAY, week_start)


@pytest.fixture(scope="module")
def book() -> Book:
    return demo_book(TODAY, defaults())


def marks(book: Book) -> list[tuple[str, date, Mark]]:
    return [(habit.id, day, mark) for habit in book.habits for day, mark in book.log(habit.id)]


def kept_days(book: Book, habit: str) -> set[date]:
    return {day for day, mark in book.log(habit) if mark.kind in KEPT}


def test_the_same_day_gives_the_same_year(book: Book) -> None:
    assert demo_book(TODAY, defaults()) == book


def test_another_day_gives_another_year(book: Book) -> None:
    assert demo_book(YESTERDAY, defaults()) != book


def test_all_areas_and_all_kinds_are_there(book: Book) -> None:
    assert 10 <= len(book.habits) <= 13
    assert {habit.area for habit in book.habits} == {area.id for area in book.areas}
    rules = [habit.rule for habit in book.habits]
    assert {rule.goal.aim for rule in rules} == set(Aim)
    assert {rule.schedule.pace for rule in rules} == set(Pace) - {Pace.WINDOW}
    assert sum(rule.goal.aim is Aim.LET_GO for rule in rules) == 2
    assert [habit.id for habit in book.habits if len(habit.rules) > 1] == ["hobby", "honest"]


def test_the_log_is_laid_out_as_if_marked_one_by_one(book: Book) -> None:
    for id, log in book.logs.items():
        assert dict(Log.of(dict(log))) == dict(log)
        assert log == Log.of(dict(log)) or book.habit(id).rule.goal.is_urge  # whose urges are told one by one


@pytest.mark.more
@pytest.mark.parametrize("days", range(0, 366, 45))
@pytest.mark.parametrize("week_start", [0, 6])
def test_every_day_of_the_year_ends_a_sound_one(days: int, week_start: int) -> None:
    today = TODAY + timedelta(days)
    book = demo_book(today, defaults(week_start))
    start = today - timedelta(364)
    for habit in book.habits:
        assert start <= habit.created == habit.rules[0].since <= today
        assert [rule.since for rule in habit.rules] == sorted({rule.since for rule in habit.rules})
        for rule in habit.rules:
            check_rule(rule.schedule, rule.goal)
            assert rule.week_start == book.settings.week_start == week_start
        for day, mark in book.log(habit.id):
            assert habit.created <= day <= today
            fits = {Aim.LET_GO: {MarkKind.URGES}, Aim.AT_MOST: {MarkKind.AMOUNT}}
            assert mark.kind in fits.get(habit.rule_on(day).goal.aim, set(MarkKind) - {MarkKind.URGES})
    for pause in book.pauses:
        assert start < pause.start < (pause.end or pause.start) < today
    for reflection in book.reflections:
        assert start <= reflection.day < today
        assert reflection.span is Lookback.DAY or (reflection.day.weekday() - week_start) % 7 == 0
        assert {prompt for prompt, _ in reflection.answers if not habit_of(prompt)[1]} <= set(book.prompts)
    assert len({reflection.id for reflection in book.reflections}) == len(book.reflections)


def test_the_holiday_and_the_lapse_find_their_place_in_every_year() -> None:
    for days in range(4 * 366):
        year = imagine(TODAY + timedelta(days), 0)
        for stretch in (year.holiday, year.lapse, year.sore):
            assert year.first + 20 < stretch[0]
            assert stretch[-1] < year.today - 10
        assert not {*year.sore} & {*year.holiday, *year.lapse}


def test_marks_are_recorded_on_their_day_or_on_the_next_morning(book: Book) -> None:
    for id, day, mark in marks(book):
        if mark.at is None:  # the urges of that day have their minutes
            assert book.log(id).events(day)
            continue
        recorded = date.fromordinal(date(1970, 1, 1).toordinal() + mark.at // (24 * 60))
        assert day <= recorded <= min(day + timedelta(1), TODAY)


def test_the_holiday_excuses_everything_and_the_wrist_one_habit(book: Book) -> None:
    holiday, wrist = book.pauses
    assert (holiday.habit, holiday.area, wrist.habit) == ("", "", "hobby")
    assert holiday.end == holiday.start + timedelta(9)
    assert holiday.start.month in (6, 7, 8)
    assert holiday.why
    assert wrist.why
    assert not any(wrist.holds(day) for day in kept_days(book, "hobby"))


def test_late_winter_brings_a_lapse_and_spring_a_return(book: Book) -> None:
    def count(start: date) -> int:
        return sum(
            start <= day < start + timedelta(11)
            for habit in ("quiet", "mindful", "feelings", "listen")
            for day in kept_days(book, habit)
        )

    lapse = date(2026, 2, 17)
    assert count(lapse) < count(lapse - timedelta(11)) / 2
    assert count(lapse) < count(lapse + timedelta(11)) / 2


def test_practice_grows_and_urges_are_let_pass_more_often(book: Book) -> None:
    first, last = START + timedelta(90), TODAY - timedelta(90)
    for habit in ("quiet", "mindful", "listen"):
        days = kept_days(book, habit)
        assert sum(day < first for day in days) < sum(day > last for day in days)
    urges = list(book.log("fix"))

    def share(some: list[Mark]) -> float:
        return sum(mark.passed for mark in some) / sum(mark.passed + mark.acted for mark in some)

    assert share([mark for day, mark in urges if day < first]) < share([mark for day, mark in urges if day > last])


def test_with_quiet_time_answers_come_calmer_and_the_day_is_easier(book: Book) -> None:
    quiet, calm = kept_days(book, "quiet"), kept_days(book, "heat")
    eases = {entry.day: entry.ease for entry in book.reflections if entry.ease}
    with_quiet = [ease for day, ease in eases.items() if day in quiet]
    without = [ease for day, ease in eases.items() if day not in quiet]
    assert statistics.mean(with_quiet) > statistics.mean(without) + 0.5
    assert len(calm & quiet) / len(quiet) > 2 * len(calm - quiet) / (365 - len(quiet))


def test_there_is_something_to_read(book: Book) -> None:
    notes = [mark.note for _, _, mark in marks(book) if mark.note]
    assert 35 <= len(notes) <= 50
    assert len(set(notes)) == len(notes)
    weeks = [entry for entry in book.reflections if entry.span is Lookback.WEEK]
    assert 10 <= len(weeks) <= 20
    assert all(answer for entry in weeks for _, answer in entry.answers)
    days = [entry for entry in book.reflections if entry.span is Lookback.DAY]
    assert 200 <= len(days) <= 300
    assert any(entry.text for entry in days)


def test_today_has_only_begun(book: Book) -> None:
    assert {habit for habit, day, _ in marks(book) if day == TODAY} == {"mindful", "feelings", "fix"}


def test_yesterday_has_one_open_cell(book: Book) -> None:
    daily = {habit.id for habit in book.habits if habit.rule.schedule.pace is Pace.DAILY} - {"checking"}
    assert {id for id in daily if book.log(id).get(YESTERDAY) is None} == {"listen"}


def test_a_list_of_ones_own_gives_a_year_as_well() -> None:
    text = '{"areas": [{"name": "Home"}], "habits": [{"name": "Read", "area": "Home", "goal": "at least 20 pages"}]}'
    book = demo_book(TODAY, read_habit_list(text, TODAY))
    assert len(kept_days(book, "read")) > 100


def test_an_empty_list_gives_an_empty_year() -> None:
    assert not demo_book(TODAY, HabitList()).logs


@pytest.mark.parametrize("days", range(0, 366, 91))
def test_every_part_of_the_review_has_something_to_show(days: int) -> None:
    today = TODAY + timedelta(days)
    book = demo_book(today, defaults())
    seen = review(book, span_on(book, "year", today), today)
    assert seen.went_well
    assert "feelings" in {look.habit for look in seen.worth_a_look}
    assert ("quiet", "heat") in {(pairing.first, pairing.second) for pairing in seen.pairings}
    (planned,) = review(book, span_on(book, "week", today), today).follow_ups
    assert planned.taken.habit == "mindful"
    assert planned.taken.way
    assert planned.after.of
    assert (planned.after.value or 0) > (planned.before.value or 0)


def test_the_review_finds_the_story_of_the_urges(book: Book) -> None:
    """What the page says is counted once more, from the events as they are recorded."""
    found = review(book, span_on(book, "year", TODAY), TODAY)
    course = next(course for course in found.courses if course.habit.id == "fix")
    said = urge_lines(found, found.of(course))
    events = [event for day in book.log("fix") for event in book.log("fix").events(day[0])]
    evening = [event.outcome is UrgeOutcome.PASSED for event in events if event.at is not None and event.at >= 18 * 60]
    others = [event.outcome is UrgeOutcome.PASSED for event in events if event.at is not None and event.at < 12 * 60]
    assert len(evening) > 20
    assert sum(evening) / len(evening) + 0.25 < sum(others) / len(others)
    assert f"In the evening: {sum(evening)} of {len(evening)} let pass" in " ".join(said)
    assert any(line.startswith("After “a short reply”") for line in said)
