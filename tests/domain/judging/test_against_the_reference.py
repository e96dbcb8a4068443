"""The fast judge and the plain one agree, whatever the habit, its marks, its pauses and its changes of rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.judging.reference import Reference
from tests.strategies import days, habits, logs, pauses
from tracker.domain.book import Pause
from tracker.domain.habit import Habit
from tracker.domain.judging import judge
from tracker.domain.log import Log


@st.composite
def cases(draw: st.DrawFn) -> tuple[Habit, Log, list[Pause], date]:
    span = draw(st.sampled_from((40, 120, 400)))
    habit = draw(habits(span=span))
    aim = draw(st.none() | st.just(habit.rules[0].goal.aim))
    resting = draw(st.lists(pauses(span), max_size=2))
    return habit, draw(logs(aim, span)), resting, draw(days(span + 5))


@given(cases())
def test_the_fast_judge_agrees_with_the_plain_one(case: tuple[Habit, Log, list[Pause], date]) -> None:
    assert differences(*case) == []


def differences(habit: Habit, log: Log, resting: list[Pause], today: date) -> list[str]:
    """Return everything in which the two judges differ, in words."""
    fast, plain = judge(habit, log, resting, today), Reference(habit, log, resting, today)
    periods = [(date.fromordinal(p.first), date.fromordinal(p.last), p.unit, str(p.verdict)) for p in fast.periods]
    rate, best = plain.rate(), fast.streaks.best
    told = {
        "marks": ({day: mark for day, mark in log if day <= today}, plain.marks),
        "periods": (periods, [tuple(period) for period in plain.all_periods()]),
        "streaks": ([tuple(streak) for streak in fast.streaks.all], plain.streaks()),
        "current": (fast.streaks.length, plain.current()),
        "best": (tuple(best) if best else None, plain.best()),
        "rate": (fast.rate, None if rate is None else float(rate)),
        "comeback": (tuple(fast.comeback), plain.comeback()),
        "counted from": (fast.counted_from, plain.begin if plain.stretches() else None),
        "walked days": ([date.fromordinal(day) for day, _ in fast.curve], [day for day, _ in plain.curve()]),
        "curve": ([s for _, s in fast.curve], pytest.approx([s for _, s in plain.curve()])),
        "strength": (fast.strength, pytest.approx(plain.strength())),
    }
    return [f"{what}: {one} is not {other}" for what, (one, other) in told.items() if one != other]
