"""Numbers as people type them and as files hold them: read where they have one meaning, else refused with both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.amounts import LIMIT, format_amount, read_amount, read_number
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.goal import Goal, at_least, read_goal
from tracker.domain.schedule import DAILY
from tracker.service.words.rule_line import read_rule_line, read_typed_goal, write_rule_line

READ = {
    "20": 20_000,
    "1,5": 1_500,
    "1.5": 1_500,
    "1,50": 1_500,
    "0.125": 125,
    "0,125": 125,
    ".5": 500,
    "1.5000": 1_500,
    "12345,678": 12_345_678,
    "00": 0,
    "007": 7_000,
    "10000": 10_000_000,
    "١٢": 12_000,
    "２０": 20_000,
    "１.５": 1_500,
    " 20 ": 20_000,
}
"""What has one meaning, typed or in a file, in thousandths."""

TYPED = {"+15": 15_000, "20m": 20_000, "20 min": 20_000, "1h30": 90_000, "1,5h": 90_000, "20\u2009min": 20_000}
"""What has one meaning where it is typed."""

TWO_READINGS = {
    "10,000": ("10000", "10.0"),
    "1,500": ("1500", "1.5"),
    "1.500": ("1500", "1.5"),
    "10.000": ("10000", "10.0"),
    "1,234": ("1234", "1.2340"),
    "100,250": ("100250", "100.25"),
}
MARKED = {
    "1 000": "1000",
    "1\u2009000": "1000",
    "1\xa0000": "1000",
    "1_000": "1000",
    "1'000": "1000",
    "1’000": "1000",
    "1,234,567": "1234567",
    "1.234.567": "1234567",
    "1,234.5": "1234.5",
    "1.234,50": "1234.50",
}
UNREADABLE = (
    *("½", "²", "1e5", "0x10", "inf", "nan", "1.2.3", "5.", ",5", "", "1..5", "1,,5", "1.5.", "1:30", "20%"),
    *("１，５", "#20", "1/2", "NaN", "٫5", "1.234.5"),
)


@pytest.mark.parametrize("text", READ)
def test_a_number_with_one_meaning_is_read(text: str) -> None:
    assert (read_number(text), read_amount(text, "min")) == (READ[text], READ[text])
    assert read_typed_goal(f"at least {text} l") == at_least(READ[text], "l") if READ[text] else True


@pytest.mark.parametrize("text", TYPED)
def test_a_number_that_is_typed_may_have_a_unit(text: str) -> None:
    assert read_amount(text, "min") == TYPED[text]
    with pytest.raises(Unreadable):
        read_number(text)


def refusals(text: str) -> list[str]:
    """Give what is said of a text wherever a number can be."""
    reads = (
        read_number,
        lambda text: read_amount(text, "steps"),
        lambda text: read_amount(f"{text} steps", "steps"),
        lambda text: read_goal(f"at least {text} steps"),
        lambda text: read_typed_goal(f"{text} steps"),
        lambda text: read_rule_line(f"3/week, {text} steps"),
        lambda text: read_rule_line(f"{text} steps daily"),
    )
    said = []
    for read in reads:
        with pytest.raises(Unreadable) as refused:
            read(text)
        said.append(str(refused.value))
    return said


@pytest.mark.parametrize("text", TWO_READINGS)
def test_three_digits_behind_one_mark_are_refused_with_both_readings(text: str) -> None:
    thousands, decimal = TWO_READINGS[text]
    assert set(refusals(text)) == {f"“{text}” can mean two things; write {thousands}, or {decimal}."}
    for reading in (thousands, decimal):
        assert read_amount(reading, "steps") == read_number(reading)
    assert read_number(thousands) == 1000 * read_number(decimal)


@pytest.mark.parametrize("text", MARKED)
def test_marks_between_digits_are_refused_with_the_plain_number(text: str) -> None:
    for said in (read_as(text, "steps"), read_as(f"{text} steps", "steps"), read_as(text, "")):
        assert said.endswith(f"has marks between its digits; write {MARKED[text]}.")
    with pytest.raises(Unreadable, match="marks between its digits"):
        read_typed_goal(f"at least {text} steps")


def read_as(text: str, unit: str) -> str:
    with pytest.raises(Unreadable) as refused:
        read_amount(text, unit)
    return str(refused.value)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_number_says_so(text: str) -> None:
    for read in (read_number, lambda words: read_amount(words, "min")):
        with pytest.raises(Unreadable):
            read(text)


@pytest.mark.parametrize("text", ["1e5 steps", "0x10 steps", "1h30", "at least 1e5", "at most 2x3 times"])
def test_digits_and_letters_in_one_are_no_goal(text: str) -> None:
    with pytest.raises(LetbeError):
        read_typed_goal(text)


@pytest.mark.parametrize("text", ["-3", "−3", "1.2345", "1000000.5"])
def test_a_number_that_is_understood_can_be_refused(text: str) -> None:
    for read in (read_number, lambda words: read_amount(words, "min")):
        with pytest.raises(Refused):
            read(text)


@given(st.integers(1, LIMIT))
def test_what_letbe_writes_is_read_again_wherever_it_writes_it(amount: int) -> None:
    goal = at_least(amount, "min")
    assert read_number(format_amount(amount)) == amount
    assert read_goal(str(goal)) == goal
    assert read_rule_line(write_rule_line(DAILY, goal)) == (DAILY, Goal(goal.aim, amount, "min"))
