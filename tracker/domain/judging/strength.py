"""Strength: the long-run measure, by the formula of Loop Habit Tracker (exponential smoothing).

Each day that is walked moves strength s toward c, how far the goal was reached, 0 to 1:
s = s·m + c·(1 − m), with m = 0.5 ** (√f / 13), where f is how often a day the habit is due.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, compress
from math import ceil, log
from sys import float_info
from typing import TYPE_CHECKING, Any

from tracker.domain.goal import Goal
from tracker.domain.habit import Rule
from tracker.domain.judging.codes import DONE_STATES, STATES, State
from tracker.domain.judging.days import (
    DayStates,
    done_flags,
    drop_excused,
    left_flags,
    read_days,
    rolling,
    worth_left,
)
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.periods.due_days import DueDays
from tracker.domain.judging.periods.urges import Urges
from tracker.domain.judging.segments import Segment
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import Pace, Schedule

if TYPE_CHECKING:
    from tracker.domain.judging.judgement import Judgement

_HALVING_DAYS = 13
"""After so many daily repetitions the distance to the goal is half of what it was."""


class Walk(NamedTuple):
    """The days of a segment that strength walks: what each adds, in order, and what fades between them.

    `gains` holds c·(1 − m) for each day. A day done in a pause, or before the habit's first day, is `optional`: it
    joins only if strength does not fall by it; `optional` holds their indices, in order. So does `today`, None until
    it is done. `first` is the strength to begin with if nothing was walked before.
    """

    fade: float
    gains: Sequence[float]
    optional: Sequence[int]
    today: float | None
    first: float

    def after(self, strength: float) -> float:
        """Return the strength after these days."""
        fade, begun = self.fade, 0
        for index in (*self.optional, len(self.gains)):
            for gain in self.gains[begun:index]:
                strength = strength * fade + gain
            if index < len(self.gains):
                strength = max(strength, strength * fade + self.gains[index])
            begun = index + 1
        return strength if self.today is None else max(strength, strength * fade + self.today)

    def course(self, strength: float) -> list[float]:
        """Return the strength after each of these days."""
        fade, begun, days = self.fade, 0, [strength]
        for index in (*self.optional, len(self.gains)):
            some = self.gains[begun:index]
            days += list(accumulate(some, lambda before, gain: before * fade + gain, initial=days[-1]))[1:]
            if index < len(self.gains):
                days.append(max(days[-1], days[-1] * fade + self.gains[index]))
            begun = index + 1
        if self.today is not None:
            days.append(max(days[-1], days[-1] * fade + self.today))
        return days[1:]


def strength_of(judgement: Judgement) -> float | None:
    """Return the strength as of a day; None when nothing is due under its rule, or nothing has been judged."""
    if judgement.is_only_counted:
        return None
    strength = None
    for _, walk in walks(judgement, whole=False):
        strength = walk.after(walk.first if strength is None else strength)
    if strength is None:
        due = (part.segment for part in judgement.judged if part.unit != "urge")
        return next(map(at_first, due), None)
    return strength


def curve_of(judgement: Judgement) -> tuple[tuple[int, float], ...]:
    """Return the strength after each day that was walked, by the day's ordinal."""
    points: list[tuple[int, float]] = []
    for part, walk in walks(judgement, whole=True):
        course = walk.course(points[-1][1] if points else walk.first)
        points += zip(walked_days(part), course, strict=True)
    return tuple(points)


def walks(judgement: Judgement, *, whole: bool) -> Iterator[tuple[JudgedPeriods, Walk]]:
    """Walk the parts that have days to walk, each with the walk of all of them or of those that still count."""
    before: list[DayStates] = []
    for part, days in zip(judgement.parts, judgement.days, strict=True):
        if part is not None and (walk := walk_part(part, before, judgement, whole=whole)):
            yield part, walk
        before.append(days)


def walk_part(part: JudgedPeriods, before: Sequence[DayStates], judgement: Judgement, *, whole: bool) -> Walk | None:
    """Walk the days of a part; None if there are none. `before` are the days of all segments before it.

    Unless it is to be walked as a `whole`, the days that are forgotten by the last one are passed over.
    """
    rule = part.segment.rule
    if isinstance(part, Urges):
        return _walk_urges(part)
    days = part.days.upto(part.segment.through)
    recent = days if whole else days.last_left(memory(rule.schedule) + window(rule)[1])
    earlier = _earlier(part.segment, before, judgement) if recent is days else DayStates(recent.first, "")
    states, shown = _shown(rule, recent, earlier)
    gains = list(gains_of(rule)(shown))
    today = None
    if _has_open_day(part, days):
        last = gains.pop()
        today = last if days.states[-1] in DONE_STATES and not rule.goal.is_limit else None
        states = states[:-1]
    optional: list[int] = []
    if early := max(0, _count_early(part, days) - _count_left(days) + _count_left(recent)):
        walked = [state in DONE_STATES + State.PART for state in states[:early]]
        gains[:early] = compress(gains[:early], walked)
        states = "".join(compress(states[:early], walked)) + states[early:]
        optional = list(range(sum(walked)))
    optional += _places(State.BONUS, states, len(optional))
    if not gains and today is None:
        return None
    return Walk(fade(rule.schedule), gains, optional, today, at_first(part.segment))


def walked_days(part: JudgedPeriods) -> Iterable[int]:
    """Return the ordinals of the days that are walked, today last if it is done."""
    if isinstance(part, Urges):
        return [day for day, _, _ in part.urge_days]
    days = part.days.upto(part.segment.through)
    ordinals = part.firsts if isinstance(part, DueDays) else range(days.first, part.segment.through + 1)
    left = list(compress(ordinals, left_flags(days.states)))
    if _has_open_day(part, days) and (days.states[-1] not in DONE_STATES or part.segment.rule.goal.is_limit):
        left.pop()
    if part.segment.first < part.segment.since:
        told = dict(zip(ordinals, days.states, strict=True))
        left = [day for day in left if day >= part.segment.since or told[day] in DONE_STATES + State.PART]
    return left


def _places(wanted: str, states: str, start: int) -> list[int]:
    """Return where a state stands among others, from a place on."""
    found = []
    while (start := states.find(wanted, start)) >= 0:
        found.append(start)
        start += 1
    return found


def _count_left(days: DayStates) -> int:
    return len(days.states) - days.states.count(State.SKIPPED) - days.states.count(State.PAUSED)


def _count_early(part: JudgedPeriods, days: DayStates) -> int:
    """Count the days that are left, and are over, before the habit's first day."""
    segment = part.segment
    if segment.first >= segment.since:
        return 0
    stop = bisect_left(part.firsts, segment.since) if isinstance(part, DueDays) else segment.since - days.first
    states = days.states[:stop]
    return sum(left_flags(states)) - (len(states) == len(days.states) and _has_open_day(part, days))


def _has_open_day(part: JudgedPeriods, days: DayStates) -> bool:
    """Whether the last of the days is today, and not excused."""
    segment = part.segment
    if not segment.first <= segment.today <= segment.last or not days.states or not left_flags(days.states[-1])[0]:
        return False
    return not isinstance(part, DueDays) or part.firsts[-1] == part.segment.today


def _walk_urges(part: Urges) -> Walk | None:
    m = fade(part.segment.rule.schedule)
    days = part.urge_days
    gains = [(1 - m) * passed / (passed + acted) for _, passed, acted in days]
    if not gains:
        return None
    today = gains.pop() if days[-1][0] == part.segment.today else None
    early = sum(day < part.segment.since for day, _, _ in days[: len(gains)])
    return Walk(m, gains, range(early), today, 0.0)


def _shown(rule: Rule, days: DayStates, earlier: DayStates) -> tuple[str, Sequence[int] | str]:
    """Return the states of the days that are left, and what each shows: its state or amount, or that of its window."""
    states = drop_excused(days.states)
    length = window(rule)[1]
    if length == 1:
        return states, list(compress(days.amounts, left_flags(days.states))) if rule.sums else states
    both = days
    if earlier.states:
        both = DayStates(earlier.first, earlier.states + days.states, [*earlier.amounts, *days.amounts])
    if rule.goal.is_limit:  # excused days do not widen the window of a limit
        sums = rolling(both.amounts, length)[len(earlier.states) :]
        return states, list(compress(sums, left_flags(days.states)))
    worth = worth_left(both) if rule.sums else done_flags(drop_excused(both.states))
    return states, rolling(worth, length)[sum(left_flags(earlier.states)) :]


def _earlier(segment: Segment, before: Sequence[DayStates], judgement: Judgement) -> DayStates:
    """Read as many days before a segment as its windows look back on, by the segment's own goal."""
    length = window(segment.rule)[1]
    if not before or length == 1:
        return DayStates(segment.first, "")
    left = left_flags("".join(days.states for days in before))
    start = max(0, len(left) - length + 1)
    if not segment.rule.goal.is_limit:
        positions = [position for position, is_left in enumerate(left) if is_left]
        start = positions[-length] + 1 if len(positions) >= length else 0
    first = segment.first - len(left) + start
    read = read_days(segment.rule.goal, judgement.log, (), first, segment.first - 1, segment.today)
    kept = left[start:]
    states = "".join([state if is_left else State.SKIPPED for state, is_left in zip(read.states, kept, strict=True)])
    amounts = read.amounts
    if segment.rule.goal.is_limit:
        amounts = [amount * is_left for amount, is_left in zip(amounts, kept, strict=True)]
    return DayStates(first, states, amounts)


def at_first(segment: Segment) -> float:
    """Return the strength before the first day: clean is the default of an at-most goal."""
    return 1.0 if segment.rule.goal.is_limit else 0.0


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
    table: dict[int | str, float] = {state: weight if state in DONE_STATES else 0.0 for state in STATES}
    table.update((count, weight * min(count, needed) / needed) for count in range(length + 1))
    return lambda shown: map(table.__getitem__, shown)


def _sum_gains(goal: Goal, weight: float) -> Callable[[Sequence[int]], Iterable[float]]:
    full, each = goal.amount, weight / goal.amount
    return lambda sums: [weight if total >= full else total * each for total in sums]


def _limit_gains(goal: Goal, weight: float) -> Callable[[Sequence[int]], Iterable[float]]:
    limit = goal.amount
    each = weight / limit if limit else 0.0
    return lambda sums: [weight if s <= limit else (2 * limit - s) * each if s < 2 * limit else 0.0 for s in sums]
