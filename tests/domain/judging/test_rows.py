"""What is found of a whole row in a few strokes is what one finds by going through it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.amounts import LIMIT, ONE
from tracker.domain.book import Pause
from tracker.domain.goal import CHECK, Goal, at_least, at_most
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging import Standing, judge
from tracker.domain.judging.days import DayStates, read_days
from tracker.domain.judging.lapses import comeback, lapses
from tracker.domain.judging.streaks import PeriodRow
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import read_schedule

FIRST = date(2024, 2, 27)
RUNS = st.lists(st.tuples(st.sampled_from("KM"), st.integers(1, 40)), max_size=40)
CODES = st.text("KKMEO ", max_size=80) | RUNS.map(lambda runs: "".join(code * length for code, length in runs))


def row_of(codes: str, unit: str = "day") -> PeriodRow:
    days = range(FIRST.toordinal(), FIRST.toordinal() + len(codes))
    return PeriodRow(unit, codes, days, days)


@given(CODES, st.sampled_from(("day", "week")))
def test_the_longest_runs_are_the_longest_of_all(codes: str, unit: str) -> None:
    row = row_of(codes, unit)
    sizes = [(codes.count("K", *run), run) for run in row.runs]
    longest = [run for size, run in sizes if size == max(sizes)[0]]
    assert row.longest() == (longest[-1:] if unit == "day" else longest)


@given(st.lists(CODES, min_size=1, max_size=3))
def test_a_comeback_is_measured_as_its_lapses_are_found(rows: list[str]) -> None:
    each = tuple(map(row_of, rows))
    told, found = comeback(each), lapses(each)
    begun = [any("K" in codes for codes in rows[:index]) for index in range(len(rows))]
    lengths = [
        len(run)
        for codes, is_begun in zip(rows, begun, strict=True)
        for run in re.findall("M+(?=K)", counted(codes) if is_begun else counted(codes).lstrip("M"))
    ]
    assert (told.lapses, told.within_one) == (len(lengths), lengths.count(1))
    assert told.median == (median(lengths) if lengths else None)
    assert told.under_way == sum(lapse.length for lapse in found if not lapse.back)


def counted(codes: str) -> str:
    return re.sub("[^KM]", "", codes)


EDGES = (0, 1, ONE - 1, ONE, ONE + 1, 29_999, 30_000, 30_001, LIMIT - 1, LIMIT)
AMOUNTS = st.sampled_from(EDGES) | st.integers(0, LIMIT)
WHOLES = st.sampled_from((0, 1, 29, 30, 31, 254, 255)).map(ONE.__mul__)
SAID = st.none() | st.just(MarkKind.DONE)
TOLD = st.lists(SAID | AMOUNTS, min_size=1, max_size=70) | st.lists(SAID | WHOLES, min_size=1, max_size=70)
GOALS = [
    CHECK,
    *map(at_least, (1, 30_000, 254_001, 255_000, 255_001, 256_000, LIMIT)),
    *map(at_most, (0, 500, ONE, LIMIT)),
]


@pytest.mark.parametrize("goal", GOALS, ids=str)
@given(TOLD)
def test_each_amount_is_weighed_by_itself(goal: Goal, told: list[MarkKind | int | None]) -> None:
    marks = {
        FIRST + timedelta(offset): Mark(MarkKind.AMOUNT, said) if isinstance(said, int) else Mark(said)
        for offset, said in enumerate(told)
        if said is not None
    }
    first, last = FIRST.toordinal(), FIRST.toordinal() + len(told) - 1
    days = read_days(goal, Log.of(marks), (), first, last, last)
    assert days.states == "".join(says(goal, said) for said in told)
    assert list(days.thousandths()) == ([worth(goal, said) for said in told] if goal.counts else [])


def worth(goal: Goal, said: MarkKind | int | None) -> int:
    if said is MarkKind.DONE:
        return ONE if goal.is_limit else goal.amount
    return said if isinstance(said, int) else 0


def says(goal: Goal, said: MarkKind | int | None) -> str:
    if said is MarkKind.DONE and not goal.is_limit:
        return "#"
    amount = ONE if said is MarkKind.DONE else said if isinstance(said, int) else 0
    if goal.is_limit:
        return ">" if amount > goal.amount else "~" if amount else " "
    return " " if not amount else "#" if amount >= (goal.amount or 1) else "~"


@given(st.integers(0, 30), st.integers(0, 40), st.sets(st.integers(0, 6), min_size=1, max_size=6))
def test_the_days_on_some_weekdays_are_those(start: int, count: int, weekdays: set[int]) -> None:
    first = FIRST.toordinal() + start
    days = [*range(first, first + count)]
    states = "".join(chr(ord("a") + offset % 26) for offset in range(count))
    chosen = [day for day in days if (day - 1) % 7 in weekdays]
    found, ordinals = DayStates(first, states, days).on_weekdays(sorted(weekdays))
    assert list(ordinals) == list(found.amounts) == chosen
    assert found.states == "".join(states[day - first] for day in chosen)


MARKS = st.none() | st.just(MarkKind.SKIP) | st.integers(0, 255)
SUMS = [
    *((schedule, at_least(amount * ONE)) for schedule in ("daily", "mon wed fri") for amount in (1, 30, 255)),
    *((schedule, at_least(amount * ONE)) for schedule in ("1/week", "1/month", "every 9 days") for amount in (7, 255)),
    *((schedule, at_most(amount * ONE)) for schedule in ("daily", "1/week", "every 9 days") for amount in (0, 1, 127)),
    ("every 300 days", at_least(255 * ONE)),
]


@settings(max_examples=60)
@given(st.sampled_from(SUMS), st.lists(MARKS, min_size=1, max_size=60), st.integers(0, 60), st.integers(0, 20))
def test_what_is_counted_in_a_smaller_unit_is_judged_alike(
    rule: tuple[str, Goal], told: list[MarkKind | int | None], begin: int, length: int
) -> None:
    pause = Pause("p", FIRST + timedelta(begin), FIRST + timedelta(begin + length))
    few, many = (stand(*rule, told, pause, size) for size in (1, 300))
    assert few.strength == many.strength
    assert [strength for _, strength in few.curve] == pytest.approx([strength for _, strength in many.curve])
    assert few.judgement.codes_between(0, few.judgement.ordinal) == many.judgement.codes_between(
        0, many.judgement.ordinal
    )


def stand(schedule: str, goal: Goal, told: list[MarkKind | int | None], pause: Pause, size: int) -> Standing:
    rule = Rule(FIRST, read_schedule(schedule), goal._replace(amount=goal.amount * size))
    marks = {
        FIRST + timedelta(offset): Mark(MarkKind.AMOUNT, said * ONE * size) if isinstance(said, int) else Mark(said)
        for offset, said in enumerate(told)
        if said is not None
    }
    return judge(Habit("h", "Name", "a", (rule,), FIRST), Log.of(marks), (pause,), FIRST + timedelta(len(told)))


@given(st.lists(st.integers(0, 255), min_size=1, max_size=60))
def test_the_amounts_of_each_week_are_summed(amounts: list[int]) -> None:
    monday = date(2024, 2, 26)
    told = {monday + timedelta(offset): Mark(MarkKind.AMOUNT, amount * ONE) for offset, amount in enumerate(amounts)}
    rule = Rule(monday, read_schedule("1/week"), at_least(LIMIT))
    standing = judge(Habit("h", "Name", "a", (rule,), monday), Log.of(told), (), monday + timedelta(len(amounts) - 1))
    weeks = [amounts[begin : begin + 7] for begin in range(0, len(amounts), 7)]
    assert [period.have for period in standing.periods] == [sum(week) * ONE for week in weeks]
