from __future__ import annotations

import pytest
from hypothesis import given

from tests.strategies import rules
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.habit import Rule, check_rule
from tracker.service.words.rule_line import (
    EXAMPLES,
    name_and_rule,
    read_rule_apart,
    read_rule_line,
    rule_at_the_end,
    schedule_in_name,
    write_rule_line,
)


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
        ("20 min every sunday", "sun", "at least 20 min"),
        ("Mon, Wed & Fri, 20 min", "mon wed fri", "at least 20 min"),
        ("at least 20 min 3 times a week", "3/week", "at least 20 min"),
        ("mon wed 20 push-ups", "mon wed", "at least 20 push-ups"),
        ("every 3 days at most 1 time", "every 3 days", "at most 1 time"),
        ("5 4 in 10 days", "4 in 10 days", "at least 5"),
        ("20 min daily,", "daily", "at least 20 min"),
        ("20 minutes 3 times a week", "3/week", "at least 20 min"),
        ("three times a week, 15m", "3/week", "at least 15 min"),
        ("3 week", "3/week", "check"),
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
        ("1,500 steps", Unreadable, "write 1500, or 1.5"),
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


@pytest.mark.parametrize(
    ("schedule", "goal", "read"),
    [
        (None, None, (None, None)),
        ("3/week", None, ("3/week", None)),
        (None, "8 glasses", (None, "at least 8 glasses")),
        ("3/week, 20 min", None, ("3/week", "at least 20 min")),
        (None, "20 minutes 3 times a week", ("3/week", "at least 20 min")),
        ("3/week", "20 min", ("3/week", "at least 20 min")),
        (None, "3 week", (None, "at least 3 week")),
    ],
)
def test_a_schedule_and_a_goal_are_read_apart(
    schedule: str | None, goal: str | None, read: tuple[str | None, str | None]
) -> None:
    assert tuple(part and str(part) for part in read_rule_apart(schedule, goal)) == read


@pytest.mark.parametrize(
    ("schedule", "goal"), [("20 min", None), (None, "daily"), ("3/week, 20 min", "20 min"), ("", None), (None, "")]
)
def test_a_schedule_is_not_read_for_a_goal_nor_the_other_way(schedule: str | None, goal: str | None) -> None:
    with pytest.raises(Unreadable):
        read_rule_apart(schedule, goal)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Stretch|20 minutes 3 times a week", ("Stretch", "3/week", "at least 20 min")),
        ("Call mum sunday", ("Call mum", "sun", "check")),
        ("Call mum every Sunday", ("Call mum", "sun", "check")),
        ("Read 20 pages", ("Read", "daily", "at least 20 pages")),
        ("Snap let go", ("Snap", "anytime", "let go")),
        ("Chapter 7", None),
        ("Evening check", None),
        ("Stretch 20 minutes 3 times a week|", None),
        ("Daily", None),
    ],
)
def test_a_rule_behind_a_name_is_found(name: str, found: tuple[str, str, str] | None) -> None:
    words = name.strip("|").split("|") if "|" in name else name.split()
    told = rule_at_the_end(words)
    assert (told and tuple(map(str, told))) == found


@pytest.mark.parametrize(
    ("name", "schedule"),
    [
        ("Call mum every Sunday", "sun"),
        ("Swim on mon, wed & fri", "mon wed fri"),
        ("Work on what counts on weekends", "sat sun"),
        ("Call mum Sunday", None),
        ("Every Sunday", None),
        ("Every day counts", None),
        ("Turn lights on", None),
        ("Call dad every 9 weeks or so", None),
    ],
)
def test_a_name_can_say_how_often_itself(name: str, schedule: str | None) -> None:
    said = schedule_in_name(name)
    assert (said and str(said)) == schedule


def test_a_goal_that_can_mean_two_things_is_asked_for_again() -> None:
    with pytest.raises(Unreadable, match="at least 15, or 15 min"):
        read_rule_apart(None, "min 15")


@pytest.mark.parametrize(
    ("typed", "name", "rule"),
    [
        ("Walk", "Walk", ""),
        ("Walk daily", "Walk", "daily"),
        ("Read 20 min", "Read", "daily, at least 20 min"),
        ("Piano 3/week, 20 min", "Piano", "3/week, at least 20 min"),
        ("Checking my phone let go", "Checking my phone", "let go"),
        ("Call mum every Sunday", "Call mum every Sunday", "sun"),
        ("Chapter 7", "Chapter 7", ""),
        ("daily", "daily", ""),
        ('"Walk daily"', "Walk daily", ""),
        ("“Read 20 min”", "Read 20 min", ""),
        ("'tis \"odd", "'tis \"odd", ""),
    ],
)
def test_a_rule_behind_a_name_is_its_rule_unless_all_of_it_stands_in_quotation_marks(
    typed: str, name: str, rule: str
) -> None:
    assert name_and_rule(typed) == (name, rule)
