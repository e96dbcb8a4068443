"""Habits and logs in a line: marks are written as they stand in the grid."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tracker.domain.book import Pause
from tracker.domain.goal import read_goal
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging import Standing, Verdict, judge
from tracker.domain.log import KINDS, Log, Mark, MarkKind
from tracker.domain.schedule import read_schedule

MONDAY = date(2026, 3, 2)
"""A Monday at the beginning of a quiet month."""


def rule(schedule: str, goal: str = "check", since: date = MONDAY, week_start: int = 0) -> Rule:
    return Rule(since, read_schedule(schedule), read_goal(goal), week_start)


def habit(*rules: Rule, archived: date | None = None) -> Habit:
    return Habit("walk", "A walk", "self-care", rules, rules[0].since, archived=archived)


def grid(text: str, since: date = MONDAY, amounts: Mapping[int, float] | None = None) -> Log:
    """Build a log from codes, a day each: `#` done, `-` skip, `.` missed; `amounts` by offset in whole units."""
    found = {since + timedelta(offset): Mark(KINDS[code]) for offset, code in enumerate(text) if code != " "}
    for offset, amount in (amounts or {}).items():
        found[since + timedelta(offset)] = Mark(MarkKind.AMOUNT, round(amount * 1000))
    return Log.of(found)


def urges(since: date = MONDAY, *counts: tuple[int, int]) -> Log:
    """Build a log of urges, (passed, acted) a day."""
    days = {since + timedelta(offset): Mark(MarkKind.URGES, 0, *count) for offset, count in enumerate(counts)}
    return Log.of({day: mark for day, mark in days.items() if mark.passed or mark.acted})


def stand(
    schedule: str,
    text: str = "",
    today: date | int | None = None,
    *,
    goal: str = "check",
    since: date = MONDAY,
    amounts: Mapping[int, float] | None = None,
    pauses: list[Pause] | None = None,
) -> Standing:
    """Judge a habit of one rule; `today` is a day or an offset, by default the day after the last one written."""
    day = today if isinstance(today, date) else since + timedelta(len(text) if today is None else today)
    return judge(habit(rule(schedule, goal, since)), grid(text, since, amounts), pauses or [], day)


def verdicts(standing: Standing) -> str:
    """Write the verdicts of all periods by their first letters."""
    return "".join(period.verdict[0] for period in standing.periods)


def missed(standing: Standing) -> set[tuple[int, int]]:
    """Give the first and last day of every missed period."""
    return {(period.first, period.last) for period in standing.periods if period.verdict is Verdict.MISSED}


def longest(standing: Standing) -> int:
    """Return the length of the best streak, 0 without any."""
    return standing.streaks.best.length if standing.streaks.best else 0
