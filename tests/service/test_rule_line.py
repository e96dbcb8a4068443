from __future__ import annotations

import pytest
from hypothesis import given

from tests.strategies import rules
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.habit import Rule, check_rule
from tracker.service.rule_line import EXAMPLES, read_rule_line, write_rule_line


@pytest.mark.parametrize(
    ("text", "schedule", "goal"),
    [
        ("", "daily", "check"),
        ("weekdays", "mon tue wed thu fri", "check"),
        ("mon, wed, fri", "mon wed fri", "check"),
        ("twice a month", "2/month", "check"),
        ("3/week, at least 20 min", "3/week", "at least 20 min"),
        ("at least 20 min, 3/week", "3/week", "at least 20 min"),
        ("3/week, 20 min", "3/week", "at least 20 min"),
        ("20 min", "daily", "at least 20 min"),
        ("mon, thu, 20 min", "mon thu", "at least 20 min"),
        ("at most 1 time", "daily", "at most 1 time"),
        ("at most 0 times, 1/week", "1/week", "at most 0 times"),
        ("let go", "anytime", "let go"),
        ("3/week 20 min", "3/week", "at least 20 min"),
        ("20 min daily", "daily", "at least 20 min"),
        ("at least 20 min 3 times a week", "3/week", "at least 20 min"),
        ("mon wed 20 push-ups", "mon wed", "at least 20 push-ups"),
        ("every 3 days at most 1 time", "every 3 days", "at most 1 time"),
        ("5 4 in 10 days", "4 in 10 days", "at least 5"),
        ("20 min daily,", "daily", "at least 20 min"),
        ("1,5 h", "daily", "at least 1.5 h"),
        ("3/week,1,5h", "3/week", "at least 1.5 h"),
        ("at least 3 glasses of water", "daily", "at least 3 glasses of water"),
        ("daily, at least 3 rounds mon", "daily", "at least 3 rounds mon"),
    ],
)
def test_a_rule_is_read_from_one_line(text: str, schedule: str, goal: str) -> None:
    read = read_rule_line(text)
    assert (str(read[0]), str(read[1])) == (schedule, goal)


@pytest.mark.parametrize("text", EXAMPLES)
def test_every_example_can_be_read(text: str) -> None:
    assert read_rule_line(text)


@given(rules())
def test_a_comma_left_out_changes_no_rule(rule: Rule) -> None:
    written = write_rule_line(rule.schedule, rule.goal)
    assert read_rule_line(written.replace(",", "")) == (rule.schedule, rule.goal)


@given(rules())
def test_what_is_written_is_read_as_the_same_again(rule: Rule) -> None:
    check_rule(rule.schedule, rule.goal)
    assert read_rule_line(write_rule_line(rule.schedule, rule.goal)) == (rule.schedule, rule.goal)


@pytest.mark.parametrize(
    ("text", "error", "said"),
    [
        ("now and then", Unreadable, "For less of something: at most 1 time, or let go"),
        ("3/week, daily", Unreadable, "is not a schedule"),
        ("20 min, at most 1 time", Unreadable, "A habit has one goal"),
        ("1,500 steps", Unreadable, "A habit has one goal"),
        ("3/wek", Unreadable, "is not a schedule"),
        ("20 min a day", Unreadable, "A goal can go with it"),
        ("at least 3 times a week", Unreadable, "“at least 3 times a week” is not a schedule"),
        ("mon, wed 20 min", Unreadable, "is not a schedule"),
        ("20 min 9/week", Refused, "choose 1 to 7"),
        ("let go, daily", Refused, "use anytime"),
        ("3/week, at most 1 time", Refused, "use 1/week"),
    ],
)
def test_what_is_no_rule_says_what_would_be(text: str, error: type[LetbeError], said: str) -> None:
    with pytest.raises(error, match=said):
        read_rule_line(text)
