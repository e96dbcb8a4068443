"""Strength: the long-run measure, by the formula of Loop Habit Tracker (exponential smoothing).

Each day that is walked moves strength s toward c, how far the goal was reached, 0 to 1:
s = s·m + c·(1 − m), with m = 0.5 ** (√f / 13), where f is how often a day the habit is due.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from math import ceil, log
from sys import float_info
from typing import Any

from tracker.domain.goal import Goal
from tracker.domain.habit import Rule
from tracker.domain.judging.days import REACHED, STATES
from tracker.domain.judging.segments import Segment
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import Pace, Schedule

_HALVING_DAYS = 13
"""After so many daily repetitions the distance to the goal is half of what it was."""


class Walk(NamedTuple):
    """The days of a stretch that strength walks: what each adds, in order, and what fades between them.

    `gains` holds c·(1 − m) for each day that is over and can be walked once; `today` the same for today once
    it is done, else None. `first` is the strength to begin with if nothing was walked before.
    """

    fade: float
    gains: Iterable[float]
    today: float | None
    first: float

    def after(self, strength: float) -> float:
        """Return the strength after these days; today joins only if strength does not fall by it."""
        fade = self.fade
        for gain in self.gains:
            strength = strength * fade + gain
        return strength if self.today is None else max(strength, strength * fade + self.today)

    def course(self, strength: float) -> list[float]:
        """Return the strength after each of these days."""
        fade = self.fade
        days = list(accumulate(self.gains, lambda before, gain: before * fade + gain, initial=strength))
        if self.today is not None:
            days.append(max(days[-1], days[-1] * fade + self.today))
        return days[1:]


def at_first(stretch: Segment) -> float:
    """Return the strength before the first day: clean is the default of an at-most goal."""
    return 1.0 if stretch.rule.goal.is_limit else 0.0


@lru_cache(maxsize=256)
def window(rule: Rule) -> tuple[int, int]:
    """Return how many days are needed in how many, as strength sees them: doubled where days are counted."""
    times, days = pace_of(rule.schedule)
    doubled = 1 if times == days or rule.sums else 2
    return times * doubled, days * doubled


def pace_of(schedule: Schedule) -> tuple[int, int]:
    """Return how often a schedule is due, as so many times in so many days; a month has 30."""
    days = {Pace.WEEK: 7, Pace.MONTH: 30, Pace.WINDOW: schedule.days}.get(schedule.pace, 1)
    return min(schedule.times, days), days


@cache
def fade(schedule: Schedule) -> float:
    """Return m, what is left of the strength after a day on which nothing was done."""
    if schedule.pace is Pace.WEEKDAYS:
        # k due days a week fade as much in a week as the seven days of `k/week` would.
        exponent = 1 / (_HALVING_DAYS * (len(schedule.weekdays) / 7) ** 0.5)
    else:
        times, days = pace_of(schedule)
        exponent = (times / days) ** 0.5 / _HALVING_DAYS
    return float(0.5**exponent)


@cache
def memory(schedule: Schedule) -> int:
    """Count the walked days after which the strength before them is forgotten: no digit of a float shows it."""
    return ceil(log(float_info.epsilon) / log(fade(schedule)))


@lru_cache(maxsize=256)
def gains_of(rule: Rule) -> Callable[[Any], Iterable[float]]:
    """Return the function from what days show to their c·(1 − m).

    What a day shows is its state where it stands for itself, else the sum or the count of its window.
    """
    weight = 1 - fade(rule.schedule)
    if rule.sums:
        return _limit_gains(rule.goal, weight) if rule.goal.is_limit else _sum_gains(rule.goal, weight)
    needed, length = window(rule)
    table: dict[int | str, float] = {state: weight if state == REACHED else 0.0 for state in STATES}
    table.update((count, weight * min(count, needed) / needed) for count in range(length + 1))
    return lambda shown: map(table.__getitem__, shown)


def _sum_gains(goal: Goal, weight: float) -> Callable[[Sequence[int]], Iterable[float]]:
    full, each = goal.amount, weight / goal.amount
    return lambda sums: [weight if total >= full else total * each for total in sums]


def _limit_gains(goal: Goal, weight: float) -> Callable[[Sequence[int]], Iterable[float]]:
    limit = goal.amount
    each = weight / limit if limit else 0.0
    return lambda sums: [weight if s <= limit else (2 * limit - s) * each if s < 2 * limit else 0.0 for s in sums]
