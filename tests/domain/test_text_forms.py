"""Schedules, goals and amounts: read from text, printed as text, the same both ways."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import goals, schedules
from tracker.domain.amounts import LIMIT, format_amount, read_amount, read_number
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.goal import LET_GO, Goal, at_least, at_most, read_goal
from tracker.domain.habit import check_rule
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, in_days, per_month, per_week, read_schedule, weekday


@given(schedules())
def test_a_schedule_is_read_back_as_it_was_printed(schedule: Schedule) -> None:
    assert read_schedule(str(schedule)) == schedule


@given(schedules())
def test_a_schedule_is_read_back_as_it_is_said_unless_it_is_anytime(schedule: Schedule) -> None:
    if schedule != ANYTIME:
        assert read_schedule(schedule.words) == schedule


@given(goals())
def test_a_goal_is_read_back_as_it_was_printed(goal: Goal) -> None:
    assert read_goal(str(goal)) == goal


@given(st.integers(0, LIMIT))
def test_an_amount_is_read_back_as_it_was_printed(amount: int) -> None:
    assert read_number(format_amount(amount)) == amount


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    for read in (read_schedule, read_goal, read_number, lambda words: read_amount(words, "min")):
        sentence = _refusal(read, text)
        assert sentence.endswith(".")
        assert "\n" not in sentence


def _refusal(read: Callable[[str], object], text: str) -> str:
    try:
        read(text)
    except LetbeError as error:
        return str(error)
    return "Read."


@pytest.mark.parametrize(
    ("text", "schedule"),
    [
        ("daily", "daily"),
        ("Every day", "daily"),
        ("mon, wed and fri", "mon wed fri"),
        ("Friday", "fri"),
        ("every sunday", "sun"),
        ("on Sundays", "sun"),
        ("every week on sunday", "sun"),
        ("Mon, Wed & Fri", "mon wed fri"),
        ("mon and wed", "mon wed"),
        ("every weekend", "sat sun"),
        ("mon-fri", "mon tue wed thu fri"),
        ("sat-mon", "mon sat sun"),
        ("weekends", "sat sun"),
        ("mon tue wed thu fri sat sun", "daily"),
        ("3/week", "3/week"),
        ("3 times a week", "3/week"),
        ("3x per week", "3/week"),
        ("once a week", "1/week"),
        ("twice a month", "2/month"),
        ("twice weekly", "2/week"),
        ("monthly", "1/month"),
        ("three times a week", "3/week"),
        ("every week", "1/week"),
        ("every two days", "every 2 days"),
        ("every 3 days", "every 3 days"),
        ("every other day", "every 2 days"),
        ("1 in 1 days", "daily"),
        ("4 in 10 days", "4 in 10 days"),
        ("any time", "anytime"),
    ],
)
def test_schedules_are_read_as_people_write_them(text: str, schedule: str) -> None:
    assert str(read_schedule(text)) == schedule


@pytest.mark.parametrize(
    "text",
    ["", "sometimes", "mo", "3/year", "every day or so", "every 100 weeks", "on", "every", "x" * 10_000, "[red]x[/]"],
)
def test_a_schedule_that_means_nothing_names_what_is_accepted(text: str) -> None:
    with pytest.raises(Unreadable, match="3/week"):
        read_schedule(text)


@pytest.mark.parametrize(
    ("text", "days"), [("biweekly", 14), ("fortnightly", 14), ("every 2 weeks", 14), ("every three weeks", 21)]
)
def test_weeks_that_are_left_out_are_answered_with_the_nearest_window(text: str, days: int) -> None:
    with pytest.raises(Unreadable, match=f"what comes nearest is every {days} days"):
        read_schedule(text)


@pytest.mark.parametrize("text", ["0/week", "8/week", "32/month", "5 in 4 days", "every 0 days", "every 400 days"])
def test_a_schedule_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_schedule(text)


@pytest.mark.parametrize(
    ("text", "goal"),
    [
        ("check", "check"),
        ("At least 30 min", "at least 30 min"),
        ("at least 1.5 hours", "at least 1.5 hours"),
        (">= 30min", "at least 30 min"),
        ("20 min", "at least 20 min"),
        ("15 minutes", "at least 15 min"),
        ("15m", "at least 15 min"),
        ("8 glasses", "at least 8 glasses"),
        ("1,5 h", "at least 1.5 h"),
        ("min 15 pages", "at least 15 pages"),
        ("at most 1 time", "at most 1 time"),
        ("at most 0", "at most 0"),
        ("let-go", "let go"),
    ],
)
def test_goals_are_read_as_people_write_them(text: str, goal: str) -> None:
    assert str(read_goal(text)) == goal


def test_at_least_nothing_is_refused() -> None:
    with pytest.raises(Refused, match="above 0"):
        read_goal("at least 0 min")


@pytest.mark.parametrize(
    ("text", "unit", "thousandths"),
    [
        ("20", "min", 20_000),
        ("20m", "min", 20_000),
        ("1h30", "min", 90_000),
        ("1h 30 min", "min", 90_000),
        ("90 s", "min", 1_500),
        ("30 min", "hours", 500),
        ("1,5", "pages", 1_500),
        ("1 page", "pages", 1_000),
        ("0", "time", 0),
    ],
)
def test_amounts_are_read_in_the_unit_of_the_habit(text: str, unit: str, thousandths: int) -> None:
    assert read_amount(text, unit) == thousandths


@pytest.mark.parametrize(("unit", "words"), [("time", "20, or 20 times."), ("min", "20, or 20 min."), ("", "20.")])
def test_what_is_no_amount_is_answered_with_one_that_fits(unit: str, words: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(f"a number such as {words}") + "$"):
        read_amount("abc", unit)


@pytest.mark.parametrize("text", ["abc", "1e999", "20 pages", "", "1h30m10s5", "nan", "٣ x"])
def test_an_amount_that_cannot_be_read_says_so(text: str) -> None:
    with pytest.raises(Unreadable):
        read_amount(text, "min")


@pytest.mark.parametrize("text", ["-5", "−5", "1000001", "0.0001", "99999h"])
def test_an_amount_that_is_understood_can_be_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_amount(text, "min")


@pytest.mark.parametrize(
    ("word", "day"),
    [("mon", 0), ("Tuesdays", 1), ("SUNDAY", 6), ("thurs", 3), ("su", None), ("sss", None), ("xyz", None)],
)
def test_weekdays_are_read_by_their_first_letters(word: str, day: int | None) -> None:
    assert weekday(word) == day


@pytest.mark.parametrize("schedule", [DAILY, per_week(1), per_month(1), in_days(1, 3), read_schedule("mon wed")])
def test_a_limit_goes_with_every_schedule_of_one(schedule: Schedule) -> None:
    check_rule(schedule, at_most(1000, "time"))


@pytest.mark.parametrize("schedule", [ANYTIME, per_week(3), per_month(2), in_days(4, 10)])
def test_a_limit_goes_with_no_other_schedule(schedule: Schedule) -> None:
    with pytest.raises(Refused, match="At most"):
        check_rule(schedule, at_most(1000, "time"))


def test_letting_go_is_always_anytime() -> None:
    check_rule(ANYTIME, LET_GO)
    with pytest.raises(Refused, match="anytime"):
        check_rule(DAILY, LET_GO)


def test_at_least_goes_with_every_schedule() -> None:
    for schedule in (DAILY, per_week(3), per_month(1), in_days(2, 5), ANYTIME):
        check_rule(schedule, at_least(1000))


@pytest.mark.parametrize(
    ("text", "times"),
    [("3/week", 3), ("3 / week", 3), ("3x/week", 3), ("3 times a week", 3), ("three per week", 3), ("٣/week", 3)],
)
def test_how_often_a_week_is_read_however_the_words_stand_together(text: str, times: int) -> None:
    assert read_schedule(text) == per_week(times)
