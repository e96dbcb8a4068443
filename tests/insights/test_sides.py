"""Amounts, urges and their strength are held against other things by their ranks, and told in their own words."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from tests.insights.making import course, day, habit, span
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.log import Log
from tracker.domain.mark import Mark, MarkKind
from tracker.insights import EASE, Measure, Pairing
from tracker.insights.course import Course
from tracker.insights.pairing_sentences import say_pairing
from tracker.insights.pairings import went_together
from tracker.insights.sides import ranked, sides

DAYS = 180
WHOLE = span(0, DAYS - 1)
NAMES = {"quiet": "Quiet", "read": "Read", "fix": "Fixing"}


def tossed(seed: int = 3) -> list[bool]:
    dice = Random(seed)  # noqa: S311 - dice, not secrets
    return [dice.random() < 0.5 for _ in range(DAYS)]


QUIET = course(habit("quiet"), "".join(" #"[on] for on in tossed()), DAYS)


def reading(goal: str = "at least 10 min", *, alike: bool = True) -> Course:
    """A habit with an amount every day: always enough, and more of it on quiet days."""
    dice = Random(9)  # noqa: S311 - dice, not secrets
    minutes = [dice.randint(10, 30) + 15 * (on and alike) for on in tossed()]
    marks = {day(at): Mark(MarkKind.AMOUNT, 1000 * amount) for at, amount in enumerate(minutes)}
    return course(habit("read", goal=goal), Log.of(marks), DAYS)


def urges(strength: tuple[int, int] = (2, 4), number: tuple[int, int] = (1, 1), seed: int = 7) -> Course:
    """Urges as strong, and as many, as it takes on days that are not quiet and on those that are."""
    dice = Random(seed)  # noqa: S311 - dice, not secrets
    happened: dict[date, dict[str, Event]] = {}
    for at, on in enumerate(tossed()):
        count = number[not on] + (dice.random() < 0.3)
        told = [
            Event(f"e{n}", dice.choice(list(UrgeOutcome)), 0, 600 + n, min(5, strength[not on] + dice.randint(0, 1)))
            for n in range(count)
        ]
        happened[day(at)] = {event.id: event for event in told}
    log = Log.of({}).with_events(happened)
    return course(habit("fix", "anytime", "let go"), log, DAYS)


def found(*courses: Course) -> tuple[Pairing, ...]:
    return went_together(courses, {}, WHOLE).pairings


@pytest.mark.parametrize(
    ("figures", "ranks"),
    [
        ({1: 5, 2: 7, 3: 9}, {1: 0, 2: 0.5, 3: 1}),
        ({1: 5, 2: 5, 3: 9}, {1: 0.25, 2: 0.25, 3: 1}),
        ({1: 0, 2: 1, 3: 0, 4: 1}, {1: 1 / 6, 3: 1 / 6, 2: 5 / 6, 4: 5 / 6}),
        ({4: 2}, {4: 0}),
        ({}, {}),
    ],
)
def test_equal_figures_share_the_middle_of_their_ranks(figures: dict[int, float], ranks: dict[int, float]) -> None:
    assert dict(ranked(figures)) == pytest.approx(ranks)


def test_an_amount_that_is_always_enough_still_goes_with_something() -> None:
    (side, other) = sides([QUIET, reading("at least 20 min")], {}, WHOLE, ())
    assert (side.measure, other.measure, other.unit) == (Measure.DONE, Measure.AMOUNT, "min")
    (pairing,) = found(QUIET, reading("at least 20 min"))
    assert say_pairing(pairing, NAMES).startswith("“Quiet” and “Read” went together: “Read” 3")
    assert " min (9" in say_pairing(pairing, NAMES)
    assert pairing.difference == pytest.approx(15_000, rel=0.2)
    assert found(QUIET, reading("at least 20 min", alike=False)) == ()


def test_a_habit_whose_rule_was_once_a_check_is_held_by_its_days() -> None:
    assert reading().amounts(1, 10) == {}
    assert set(reading().amounts(WHOLE.first, WHOLE.last)) == set(range(WHOLE.first, WHOLE.last + 1))
    assert QUIET.amounts(WHOLE.first, WHOLE.last) == {}


def test_urges_are_held_by_how_many_and_how_strong_they_were() -> None:
    measures = [side.measure for side in sides([urges()], {}, WHOLE, ())]
    assert measures == [Measure.DONE, Measure.URGES, Measure.STRENGTH]


def test_what_urges_have_in_common_with_a_day_is_said_with_its_measure() -> None:
    (strong,) = found(QUIET, urges((1, 4)))
    assert {side.measure for side in strong.measured} == {Measure.DONE, Measure.STRENGTH}
    assert "stronger urges of “Fixing” than usual" in say_pairing(strong, NAMES)
    assert " strong (9" in say_pairing(strong, NAMES)
    (many,) = found(QUIET, urges((2, 2), (0, 2)))
    assert {side.measure for side in many.measured} == {Measure.DONE, Measure.URGES}
    assert "urges of “Fixing” 0.3 a day (" in say_pairing(many, NAMES)


def test_urges_that_come_whatever_the_day_is_go_with_nothing() -> None:
    shown = [found(QUIET, urges((2, 2), (1, 1), seed)) for seed in range(12)]
    assert sum(map(bool, shown)) <= 1


def test_a_habit_does_not_go_with_its_own_urges() -> None:
    assert found(urges((1, 4))) == ()


def test_ease_goes_with_an_amount() -> None:
    dice = Random(2)  # noqa: S311 - dice, not secrets
    read = reading()
    amounts = read.amounts(WHOLE.first, WHOLE.last)
    rates = {at: 4 if amount + dice.randint(-5, 5) * 1000 > 27_000 else 2 for at, amount in amounts.items()}
    (pairing,) = went_together([reading("at least 25 min")], rates, WHOLE).pairings
    assert pairing.second == EASE
    assert "the ease was" in say_pairing(pairing, NAMES)
