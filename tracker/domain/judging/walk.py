"""Walk: the formula of strength, as of Loop Habit Tracker (exponential smoothing), over a row of days.

Each day that is walked moves strength s toward c, how far the goal was reached, 0 to 1:
s = s·m + c·(1 − m), with m = 0.5 ** (√f / 13), where f is how often a day the habit is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import accumulate, compress, repeat
from math import ceil, log
from operator import mul

from tracker.domain.amounts import ONE
from tracker.domain.habit import Rule
from tracker.domain.judging.codes import LACKS_ALL
from tracker.domain.judging.periods import ceiling
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import Pace, Schedule

_HALVING_DAYS = 13
"""After so many daily repetitions the distance to the goal is half of what it was."""

DIGITS = 12
"""So many decimals of a strength are kept."""


class Walk(NamedTuple):
    """The days of a segment that strength walks: what each lacks of its goal, in order, and how often one is due.

    Each of `lacks` is a part of `whole`; most days lack nothing, so what is lacking is added up. A day done in a pause,
    or before the habit's first day, is `optional`, by its index, in order: it joins only if strength does not fall by
    it. So does `today`, what that day lacks, None until it is done. `first` is the strength to begin with if nothing
    was walked before.
    """

    schedule: Schedule
    lacks: Sequence[float]
    whole: int
    optional: Sequence[int]
    today: float | None
    first: float

    def after(self, strength: float) -> float:
        """Return the strength after these days."""
        begun = 0
        for index in self.optional:
            if self.lacks[index]:
                strength = self._through(strength, begun, index)
                strength = max(strength, self._moved(strength, self.lacks[index]))
                begun = index + 1
        strength = self._through(strength, begun, len(self.lacks))
        return strength if self.today is None else max(strength, self._moved(strength, self.today))

    def course(self, strength: float) -> list[float]:
        """Return the strength after each of these days."""
        days, optional = [], frozenset(self.optional)
        m, whole = fade(self.schedule), self.whole
        for index, lack in enumerate(self.lacks):
            walked = strength * m + (1 - lack / whole) * (1 - m)  # as `_moved`, of years of days
            strength = max(strength, walked) if index in optional else walked
            days.append(strength)
        if self.today is not None:
            days.append(max(strength, self._moved(strength, self.today)))
        return days

    def _moved(self, strength: float, lack: float) -> float:
        """Walk one day: s·m + c·(1 − m), where c = 1 − lack / whole."""
        m = fade(self.schedule)
        return strength * m + (1 - lack / self.whole) * (1 - m)

    def _through(self, strength: float, begin: int, end: int) -> float:
        """Walk the days between two indices at once: 1 − s fades as s does, and what each day lacks is added to it."""
        count = end - begin
        weights = weights_of(self.schedule)
        lacks = self.lacks[max(begin, end - len(weights)) : end]
        weighed: Iterable[float] = compress(weights[len(weights) - len(lacks) :], lacks)
        if self.whole > 1 or not isinstance(lacks, bytes):
            weighed = map(mul, weighed, filter(None, lacks))
        lost: float = (1 - strength) * fade(self.schedule) ** count + sum(weighed) / self.whole
        return max(0.0, 1 - lost)


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
    """Count the walked days after which the strength before them is forgotten: no digit that is kept shows it."""
    return ceil(-(DIGITS + 1) * log(10) / log(fade(schedule)))


@cache
def weights_of(schedule: Schedule) -> Sequence[float]:
    """Return (1 − m)·m^k for as many days as are remembered: what a day k days before the last is worth."""
    m = fade(schedule)
    return tuple(accumulate(repeat(m, memory(schedule) - 1), mul, initial=1 - m))[::-1]


@lru_cache(maxsize=256)
def is_small(rule: Rule) -> bool:
    """Whether a sum under a rule is whole and fits a byte, also where that is full: all above lacks the same."""
    return rule.goal.amount % ONE == 0 and rule.goal.amount * (1 + rule.goal.is_limit) < 256 * ONE


def lacks_of(rule: Rule, shown: Sequence[int] | str, grain: int) -> tuple[Sequence[int], int]:
    """Return what days lack of their goal, and the whole of which that is a part.

    What a day shows is its state where it stands for itself, else the sum or the count of its window; sums are in parts
    of `grain` thousandths. The whole is what is summed up to, or the days needed in a window.
    """
    times = window(rule)[0]
    if isinstance(shown, str):
        return shown.encode().translate(LACKS_ALL), times
    amount = rule.goal.amount
    if isinstance(shown, bytes):
        whole = (amount // ONE or 1) if rule.sums else times
        return shown.translate(_lacks_by_total(whole, amount // ONE if rule.goal.is_limit else None)), whole
    if not rule.sums:
        return [times - total if total < times else 0 for total in shown], times
    whole = amount or 1
    if rule.goal.is_limit:
        free = amount // grain
        return [0 if total <= free else min(whole, total * grain - amount) for total in shown], whole
    full = ceiling(whole, grain)
    return [whole - total * grain if total < full else 0 for total in shown], whole


@lru_cache(maxsize=256)
def _lacks_by_total(whole: int, free: int | None) -> bytes:
    """Return the table from a total to what is lacking of a whole, or to what is over where so much is free."""
    if free is None:
        return bytes(range(whole, 0, -1)).ljust(256, b"\0")
    return bytes(min(whole, max(0, total - free)) for total in range(256))
