from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.goal import read_goal
from tracker.domain.habit import Rule
from tracker.domain.reminders import into_day, no_reminder_because, read_time, read_times, refuse_reminder, say_times
from tracker.domain.schedule import read_schedule


@pytest.mark.parametrize(
    ("text", "minutes"), [("3", 180), ("03:00", 180), ("0:05", 5), ("23.59", 1439), ("3h30", 210), (" 12:00 ", 720)]
)
def test_a_time_of_day_is_read(text: str, minutes: int) -> None:
    assert read_time(text) == minutes


@pytest.mark.parametrize("text", ["", "24:00", "3:60", "noon", "3:5", "-3"])
def test_what_is_no_time_of_day_is_unreadable(text: str) -> None:
    with pytest.raises(Unreadable):
        read_time(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("18:00", "18:00"),
        ("20:30, 8", "08:00, 20:30"),
        ("20:30 and 8:00 and 8", "08:00, 20:30"),
        ("0:00 23:59", "00:00, 23:59"),
        ("none", ""),
        ("  ", ""),
        ("Off", ""),
    ],
)
def test_times_are_read_in_any_order_and_each_once(text: str, said: str) -> None:
    assert say_times(read_times(text)) == said


def test_a_seventh_time_a_day_is_refused() -> None:
    assert len(read_times("1 2 3 4 5 6")) == 6
    with pytest.raises(Refused, match="6 times a day at most"):
        read_times("1 2 3 4 5 6 7")


@pytest.mark.parametrize("text", ["18:00, noon", "18:00 none", "١٨:٠٠", "18:00;20:00", "-1"])
def test_one_time_that_cannot_be_read_refuses_all(text: str) -> None:
    with pytest.raises(Unreadable):
        read_times(text)


@pytest.mark.parametrize(
    ("schedule", "goal", "because"),
    [
        ("anytime", "let go", "letting go"),
        ("daily", "at most 1 time", "at most"),
        ("1/week", "at most 3 times", "at most"),
        ("anytime", "check", "no day asks for it"),
        ("anytime", "at least 30 min", "no day asks for it"),
        ("daily", "check", ""),
        ("mon fri", "at least 30 min", ""),
        ("3/week", "check", ""),
        ("4 in 10 days", "check", ""),
    ],
)
def test_only_what_a_day_can_ask_for_has_a_reminder(schedule: str, goal: str, because: str) -> None:
    rule = Rule(date(2026, 11, 1), read_schedule(schedule), read_goal(goal))
    assert because in no_reminder_because(rule)
    assert bool(no_reminder_because(rule)) == bool(because)
    if because:
        with pytest.raises(Refused, match=because):
            refuse_reminder(rule)
    else:
        refuse_reminder(rule)


@pytest.mark.parametrize(
    ("time", "day_start", "after"),
    [("18:00", 0, 1080), ("00:30", 0, 30), ("00:30", 180, 1290), ("03:00", 180, 0), ("02:59", 180, 1439)],
)
def test_a_time_before_the_day_begins_belongs_to_the_end_of_the_day_before(
    time: str, day_start: int, after: int
) -> None:
    assert into_day(read_time(time), day_start) == after
