"""How fast habits are judged: nanoseconds of processor time per habit-day, the least of several runs.

`python -m benchmarks.judging` shows it rule by rule. Each habit gets all its verdicts, streaks, rate, strength and
comebacks afresh. The floor is a bare loop over as many days that smooths a float.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle, islice
from time import process_time_ns

from benchmarks.books import RULES
from benchmarks.figures import Estimate, Row, estimated, plain
from tracker.domain.amounts import row_of
from tracker.domain.book import Pause
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import Aim, read_goal
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging import judge
from tracker.domain.log import CODES, Log, Mark, MarkKind, Month, month_length, month_number
from tracker.domain.schedule import read_schedule

TODAY = date(2026, 11, 22)
RUNS, _PARTS = 40, 4
BOOKS = ((20, 10, 0.0), (50, 20, 0.0), (20, 10, 0.6))
"""Habits, years, and on how many of the days that count what happened is told one by one: a tenth of all days."""


def make_pauses(years: int) -> tuple[Pause, ...]:
    """Make holidays of two weeks in each of the last years."""
    return tuple(
        Pause(f"p{year}", date(year, 7, 10), date(year, 7, 24)) for year in range(TODAY.year - years, TODAY.year)
    )


def make_habit(schedule: str, goal: str, years: int) -> Habit:
    """Make a habit that began so many years ago."""
    since = TODAY - timedelta(365 * years)
    return Habit("h", "A habit", "area", (Rule(since, read_schedule(schedule), read_goal(goal)),), since)


def make_log(habit: Habit, chance: random.Random) -> Log:
    """Make a log with a mark on about three days of four, fewer where little is asked."""
    since = habit.rules[0].since
    months = {}
    for number in range(month_number(since), month_number(TODAY) + 1):
        months[number] = make_month(habit, month_length(number), chance)
    return Log(months)


def make_month(habit: Habit, length: int, chance: random.Random) -> Month:
    """Make one month of marks that fit a habit's goal."""
    aim = habit.rule.goal.aim
    kind = {Aim.CHECK: MarkKind.DONE, Aim.LET_GO: MarkKind.URGES}.get(aim, MarkKind.AMOUNT)
    often = {Aim.CHECK: 0.72, Aim.AT_LEAST: 0.72}.get(aim, 0.1)
    line = "".join(
        CODES[kind] if (roll := chance.random()) < often else "-" if roll > 0.97 else " " for _ in range(length)
    )
    amounts, urges = [0] * length, {}
    for day in [day for day, code in enumerate(line, 1) if code == CODES[kind]]:
        if kind is MarkKind.AMOUNT:
            amounts[day - 1] = chance.randrange(5, 61) * 1000
        elif kind is MarkKind.URGES:
            urges[day] = (chance.randrange(1, 5), int(chance.random() < 0.2))
    return Month(line, row_of(amounts), urges)


def happening(log: Log, chance: random.Random, share: float) -> Log:
    """Tell what is counted on a share of its days one by one, each at its minute."""
    told = {
        day: one_by_one(mark, chance)
        for day, mark in log
        if mark.kind in (MarkKind.AMOUNT, MarkKind.URGES) and chance.random() < share
    }
    return log.with_marks(dict.fromkeys(told)).with_events(told)


def one_by_one(mark: Mark, chance: random.Random) -> dict[str, Event | None]:
    """Make the events that come to a mark: its urges, or its amount in two portions."""
    happened = [Event("", UrgeOutcome.PASSED)] * mark.passed + [Event("", UrgeOutcome.ACTED)] * mark.acted
    happened += [Event("", None, amount) for amount in (mark.amount // 2, mark.amount - mark.amount // 2) if amount]
    return {
        f"id{number:02}": event._replace(id=f"id{number:02}", at=chance.randrange(1440))
        for number, event in enumerate(happened)
    }


def judge_all(habits: list[tuple[Habit, Log]], pauses: tuple[Pause, ...]) -> None:
    """Ask every habit for every number."""
    for habit, log in habits:
        standing = judge(habit, log, pauses, TODAY)
        _ = standing.tally, standing.streaks.current, standing.streaks.best, standing.rate, standing.strength
        _ = standing.comeback


def floor(days: int) -> None:
    """Smooth as many days as cheaply as a Python loop can."""
    strength = 0.0
    for gain in [0.05] * days:
        strength = strength * 0.95 + gain


def least(run: Callable[[], None], days: int, runs: int = RUNS) -> Estimate:
    """Measure the least processor time of several runs, in nanoseconds per day; it lies between those of its parts."""
    times = []
    for _ in range(runs):
        start = process_time_ns()
        run()
        times.append((process_time_ns() - start) / days)
    parts = [min(times[first::_PARTS]) for first in range(_PARTS)]
    return Estimate(min(times), min(parts), max(parts))


def book(habits: int, years: int, happened: float = 0.0) -> list[tuple[Habit, Log]]:
    """Make a book of habits under all kinds of rules; on a share of the days that count, what happened one by one."""
    chance = random.Random(7)
    made = [make_habit(*rule, years) for rule in islice(cycle(RULES), habits)]
    return [(habit, happening(make_log(habit, chance), chance, happened)) for habit in made]


def judging_rows(runs: int = RUNS) -> list[Row]:
    """Measure all streaks, strengths and rates of books of several sizes, one of them with events."""
    low = least(lambda: floor(3650), 3650, runs)
    rows = []
    for habits, years, happened in BOOKS:
        cost = measured(book(habits, years, happened), years, runs)
        ratio = Estimate(cost.value / low.value, cost.low / low.high, cost.high / low.low)
        row = plain(f"judging, a habit-day, {name_of_book(habits, years, happened)}", [cost.value], "ns")
        rows.append(estimated(row, cost, 150)._replace(floor=low.value, ratio=ratio))
    return rows


def name_of_book(habits: int, years: int, happened: float) -> str:
    """Name a book by its size."""
    return f"{habits} habits, {years} years{', events on a tenth of the days' if happened else ''}"


def measured(habits: list[tuple[Habit, Log]], years: int, runs: int = RUNS) -> Estimate:
    """Measure what a habit-day costs."""
    pauses = make_pauses(years)
    return least(lambda: judge_all(habits, pauses), len(habits) * years * 365, runs)


def main() -> None:
    """Print the table."""
    print(f"{'ns per habit-day':>56}")
    print(f"{'floor':<52}{least(lambda: floor(3650), 3650).value:4.0f}")
    for habits, years, happened in ((20, 1, 0.0), *BOOKS):
        cost = measured(book(habits, years, happened), years)
        print(f"{name_of_book(habits, years, happened):<52}{cost.value:4.0f}")
    print()
    for schedule, goal in dict.fromkeys(RULES):
        habit = make_habit(schedule, goal, 10)
        pair = [(habit, make_log(habit, random.Random(7)))]
        print(f"{f'{schedule}, {goal}':<52}{measured(pair, 10).value:4.0f}")


if __name__ == "__main__":
    main()
