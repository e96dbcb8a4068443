"""Strength: the long-run measure, by the formula of Loop Habit Tracker (exponential smoothing).

Each day that is walked moves strength s toward c, how far the goal was reached, 0 to 1:
s = s·m + c·(1 − m), with m = 0.5 ** (√f / 13), where f is how often a day the habit is due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate, compress
from typing import NamedTuple

from tracker.domain.goal import Aim, Goal
from tracker.domain.habit import Rule
from tracker.domain.judging.days import REACHED, Days, drop_excused, left_flags, reached_flags, rolling
from tracker.domain.judging.single import due_flags
from tracker.domain.judging.stretch import Stretch
from tracker.domain.judging.urges import Urges
from tracker.domain.schedule import Pace, Schedule

_HALVING_DAYS = 13
"""After so many daily repetitions the distance to the goal is half of what it was."""


class Walk(NamedTuple):
    """The days of a stretch that strength walks: what each adds, in order, and what fades between them.

    `gains` holds c·(1 − m) for each day that is over; `today` the same for today once it is done, else None.
    """

    fade: float
    gains: Sequence[float]
    today: float | None = None

    def after(self, strength: float) -> float:
        """Give the strength after these days; today joins only if strength does not fall by it."""
        fade = self.fade
        for gain in self.gains:
            strength = strength * fade + gain
        return strength if self.today is None else max(strength, strength * fade + self.today)

    def course(self, strength: float) -> list[float]:
        """Give the strength after each of these days."""
        fade = self.fade
        days = list(accumulate(self.gains, lambda before, gain: before * fade + gain, initial=strength))[1:]
        if self.today is not None:
            before = days[-1] if days else strength
            days.append(max(before, before * fade + self.today))
        return days


def window_length(rule: Rule) -> int:
    """Count the days over which strength looks back: the window of the rule, doubled where days are counted."""
    return _window(rule)[1]


def _window(rule: Rule) -> tuple[int, int]:
    """Give how many days are needed in how many, as strength sees them."""
    times, days = pace_of(rule.schedule)
    doubled = 1 if times == days or adds(rule) else 2
    return times * doubled, days * doubled


def pace_of(schedule: Schedule) -> tuple[int, int]:
    """Give how often a schedule is due, as so many times in so many days; a month has 30."""
    days = {Pace.WEEK: 7, Pace.MONTH: 30, Pace.WINDOW: schedule.days}.get(schedule.pace, 1)
    return min(schedule.times, days), days


def adds(rule: Rule) -> bool:
    """Whether amounts are summed over the period, rather than days counted."""
    return rule.goal.counts and rule.schedule.times == 1


@cache
def fade(schedule: Schedule) -> float:
    """Give m, what is left of the strength after a day on which nothing was done."""
    if schedule.pace is Pace.WEEKDAYS:
        # k due days a week fade as much in a week as the seven days of `k/week` would.
        exponent = 1 / (_HALVING_DAYS * (len(schedule.weekdays) / 7) ** 0.5)
    else:
        times, days = pace_of(schedule)
        exponent = (times / days) ** 0.5 / _HALVING_DAYS
    return float(0.5**exponent)


def walk(stretch: Stretch, days: Days, earlier: Days) -> Walk:
    """Walk a stretch other than of urges; `earlier` are the days before it, for windows to look back on."""
    rule, days = stretch.rule, days.upto(stretch.through)
    m = fade(rule.schedule)
    flags = due_flags(rule.schedule, stretch.first, len(days.states)) if rule.schedule.pace is Pace.WEEKDAYS else None
    due = days.only(flags) if flags else days
    gains = _gains(rule, due, earlier, 1 - m)
    if not stretch.holds_today or (flags and not flags[-1]) or not left_flags(days.states[-1:])[0]:
        return Walk(m, gains)
    *closed, today = gains
    return Walk(m, closed, today if days.states[-1] == REACHED else None)


def walked_days(stretch: Stretch, days: Days) -> Iterator[int]:
    """Give the ordinals of the days that are walked, today among them if it may join."""
    days = days.upto(stretch.through)
    due = due_flags(stretch.rule.schedule, stretch.first, len(days.states))
    left = left_flags(days.states)
    return (day for day, *flags in zip(range(days.first, stretch.through + 1), due, left, strict=True) if all(flags))


def walk_urges(part: Urges) -> Walk:
    """Walk the days with events that are over."""
    m = fade(part.stretch.rule.schedule)
    closed = [event for event in part.events if event[0] != part.stretch.today and not part.excuses(event[0])]
    return Walk(m, [(1 - m) * passed / (passed + acted) for _, passed, acted in closed])


def _gains(rule: Rule, days: Days, earlier: Days, weight: float) -> list[float]:
    """Give c·(1 − m) for each day that is left."""
    needed, length = _window(rule)
    if adds(rule):
        gain = _limit_gain(rule.goal, weight) if rule.goal.aim is Aim.AT_MOST else _sum_gain(rule.goal, weight)
        if length == 1:
            return gain(compress(days.amounts, left_flags(days.states)))
        sums = rolling([*earlier.amounts, *days.amounts], earlier.states + days.states, length)
        return gain(sums[sum(left_flags(earlier.states)) :])
    if length == 1:
        table = {state: weight if state == REACHED else 0.0 for state in set(days.states)}
        return [table[state] for state in drop_excused(days.states)]
    states = earlier.states + days.states
    counts = rolling(reached_flags(states), states, length)[sum(left_flags(earlier.states)) :]
    steps = [weight * min(count, needed) / needed for count in range(length + 1)]
    return [steps[count] for count in counts]


def _sum_gain(goal: Goal, weight: float) -> Callable[[Iterable[int]], list[float]]:
    full, each = goal.amount, weight / goal.amount
    return lambda sums: [weight if total >= full else total * each for total in sums]


def _limit_gain(goal: Goal, weight: float) -> Callable[[Iterable[int]], list[float]]:
    limit = goal.amount
    each = weight / limit if limit else 0.0
    return lambda sums: [weight if s <= limit else (2 * limit - s) * each if s < 2 * limit else 0.0 for s in sums]
