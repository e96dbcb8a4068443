"""A book of very many habits: as many are held against each other as take some seconds, and the page says so."""

from __future__ import annotations

import pytest

from tests.insights.making import course, day, habit, span
from tests.insights.test_two_looks import DAYS, together
from tracker.domain.book import Question
from tracker.insights import pairs
from tracker.insights.course import Course
from tracker.insights.pairing_sentences import say_compared
from tracker.insights.two_looks import TwoLooks

ONES, OTHERS = together(0.6)
SELDOM = "#" + " " * (DAYS - 1)
NEVER = " " * DAYS


def looks(*lines: str, asked: tuple[str, str] | None = None) -> TwoLooks:
    courses = [course(habit(f"h{number}"), line, DAYS) for number, line in enumerate(lines)]
    questions = [Question("q", *asked, day(10))] if asked else []
    return TwoLooks(courses, {}, span(0, DAYS - 1, "all"), questions, day(DAYS))


@pytest.fixture(autouse=True)
def only_three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "MOST_PAIR_DAYS", 3 * DAYS)


@pytest.mark.parametrize(
    ("lines", "asked", "compared"),
    [
        ((ONES, OTHERS), None, {"h0", "h1"}),
        ((ONES, SELDOM, OTHERS), None, {"h0", "h1", "h2"}),
        ((NEVER, ONES, SELDOM, OTHERS), None, {"h1", "h2", "h3"}),
        ((NEVER, ONES, SELDOM, OTHERS), ("h0", "h1"), {"h0", "h1", "h3"}),
        ((ONES,) * 5, None, {"h0", "h1", "h2"}),
        ((), None, set()),
    ],
    ids=["few", "just enough", "the most recorded", "asked about", "alike", "none"],
)
def test_the_most_recorded_habits_and_those_asked_about_are_held_against_each_other(
    lines: tuple[str, ...], asked: tuple[str, str] | None, compared: set[str]
) -> None:
    found = looks(*lines, asked=asked)
    assert found.compared.habits == compared
    assert found.compared.are_all is (len(lines) <= 3)
    assert bool(say_compared(found.compared)) is (len(lines) > 3)


def test_what_goes_together_among_them_is_found_as_ever() -> None:
    found = looks(NEVER, ONES, SELDOM, OTHERS)
    assert [(pairing.first, pairing.second) for pairing in found.pairings] == [("h1", "h3")]
    assert say_compared(found.compared) == (
        "Only the 3 most recorded of 4 habits were held against each other: more take too long."
    )


@pytest.mark.parametrize(("days", "habits"), [(365, 129), (3650, 41), (7300, 29), (30, 448), (1, 2450)])
def test_the_limit_leaves_everybody_out_of_it_who_has_a_life_beside(
    days: int, habits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    many: list[Course] = [course(habit(f"h{number}"), "#", 1) for number in range(habits + 1)]
    assert len(pairs.most_recorded(many, span(1 - days, 0))) == habits
