"""Days: the marks of a segment as a goal reads them, one code a day."""

from collections.abc import Iterable, Sequence
from itertools import accumulate, compress
from operator import sub

from tracker.domain.amounts import ONE
from tracker.domain.goal import Aim, Goal
from tracker.domain.judging.codes import (
    EXCUSED_STATES,
    IS_DONE,
    IS_EXCUSED,
    IS_LEFT,
    IS_STRICT,
    RECORDED_AMOUNT,
    RECORDED_DONE,
    STATE_OF_MARK,
    WHILE_PAUSED,
    State,
    recode,
)
from tracker.domain.log import BLANK, Log
from tracker.domain.named_tuple import NamedTuple

PauseSpan = tuple[int, int]
"""The first and the last ordinal of a pause."""


class DayStates(NamedTuple):
    """The days from `first` on: their states, and under an amount goal their amounts in thousandths.

    The amount on an excused day is 0 under an at-most goal. Under an at-least goal it stays: the day is not
    asked for, but what was done still counts toward a sum.
    """

    first: int
    states: str
    amounts: Sequence[int] = ()

    def upto(self, last: int) -> "DayStates":
        """Return these days without those after an ordinal."""
        count = max(0, last + 1 - self.first)
        return self if count >= len(self.states) else DayStates(self.first, self.states[:count], self.amounts[:count])

    def last_left(self, count: int) -> "DayStates":
        """Return the last days, so many of which are left."""
        left, start = left_flags(self.states), len(self.states) - count
        while start > 0 and (lacking := count - left.count(1, start)):
            start -= lacking
        return self if start <= 0 else DayStates(self.first + start, self.states[start:], self.amounts[start:])

    def only(self, chosen: Iterable[object]) -> "DayStates":
        """Return the days for which a flag is set, drawn together."""
        flags = tuple(chosen)
        return DayStates(self.first, "".join(compress(self.states, flags)), tuple(compress(self.amounts, flags)))


def read_days(goal: Goal, log: Log, paused: Iterable[PauseSpan], first: int, last: int, today: int) -> DayStates:
    """Read the days from `first` to `last` under a goal; marks after `today` do not exist, pauses do."""
    length, begun = last + 1 - first, min(last, today)
    line = log.line(first, begun)
    states = recode(line, STATE_OF_MARK[goal.aim])
    amounts: list[int] = []
    if goal.counts or (goal.is_check and RECORDED_AMOUNT in line):
        amounts = log.amounts(first, begun)
        states = _weigh(goal, line, amounts)
    states = states.ljust(length)
    amounts += [0] * (length - len(line))
    for begin, end in paused:
        low, high = max(begin - first, 0), min(end + 1 - first, length)
        if low < high:
            states = states[:low] + recode(states[low:high], WHILE_PAUSED[goal.is_doing]) + states[high:]
            if goal.is_limit:
                amounts[low:high] = [0] * (high - low)
    return DayStates(first, states, amounts if goal.counts else ())


class _Scale(dict[int, str]):
    """What an amount says to a goal; there are few amounts and many days, so each is weighed once."""

    def __init__(self, goal: Goal) -> None:
        super().__init__({0: State.NOTHING})
        self._bound, self._full = {
            Aim.AT_LEAST: (goal.amount, State.REACHED),
            Aim.AT_MOST: (goal.amount + 1, State.OVER),
        }.get(goal.aim, (1, State.REACHED))

    def __missing__(self, amount: int) -> str:
        self[amount] = self._full if amount >= self._bound else State.PART
        return self[amount]


def _weigh(goal: Goal, line: str, amounts: list[int]) -> str:
    """Return the states of days whose amounts are compared with a goal, and put in what `done` is worth among them."""
    says = _Scale(goal)
    states = _laid_over("".join(map(says.__getitem__, amounts)), recode(line, STATE_OF_MARK[goal.aim]))
    if RECORDED_DONE in line:
        worth = goal.amount if goal.aim is Aim.AT_LEAST else ONE
        for offset in compress(range(len(line)), done_flags(line)):
            amounts[offset] = worth
        if goal.is_limit:
            states = states.replace(State.REACHED, says[ONE])
    return states


def _laid_over(upper: str, lower: str) -> str:
    """Return two rows of codes as one, of which on each day at least one is blank.

    A row is one long number with a byte a day; a blank and a code come to that code.
    """
    blank, above, below = (int.from_bytes(row.encode(), "little") for row in (BLANK * len(lower), upper, lower))
    return (above ^ below ^ blank).to_bytes(len(lower), "little").decode()


def left_flags(states: str) -> bytes:
    """Return one truth value a day: whether it is left, that is not excused."""
    return states.encode().translate(IS_LEFT)


def strict_flags(states: str) -> bytes:
    """Return one truth value a day: whether it is left, and not only because it was done in a pause."""
    return states.encode().translate(IS_STRICT)


def excused_flags(states: str) -> bytes:
    """Return one truth value a day: whether it is excused."""
    return states.encode().translate(IS_EXCUSED)


def done_flags(states: str) -> bytes:
    """Return one truth value a day: whether it is done."""
    return states.encode().translate(IS_DONE)


def count_done(states: str) -> int:
    """Count the days that are done."""
    return states.count(State.REACHED) + states.count(State.BONUS)


def drop_excused(states: str) -> str:
    """Return the states of the days that are left."""
    return recode(states, None, without=EXCUSED_STATES)


def worth_left(days: DayStates) -> Sequence[int]:
    """Return the amounts of the days that are left; what was done on an excused day counts with the next one."""
    left, worth = left_flags(days.states), list(days.amounts)
    for offset in compress(range(len(left)), excused_flags(days.states)):
        if worth[offset] and (following := left.find(1, offset)) >= 0:
            worth[following] += worth[offset]
    return list(compress(worth, left))


def rolling(worth: Sequence[int], length: int) -> Sequence[int]:
    """Sum what days are worth over the last `length` days, for each day."""
    if isinstance(worth, bytes) and length < 256:
        return _rolling_counts(worth, length)
    totals = [0] * length
    totals.extend(accumulate(worth))
    return list(map(sub, totals[length:], totals))


def weekly_counts(flags: bytes) -> bytes:
    """Count the flags of each week in a row of whole weeks: all Mondays, all Tuesdays …, put upon one another."""
    weekdays = (int.from_bytes(flags[day::7], "little") for day in range(7))
    return sum(weekdays).to_bytes(len(flags) // 7, "little")


def _rolling_counts(flags: bytes, length: int) -> bytes:
    """Count the flags of the last `length` days, for each day, in a few strokes for all of them.

    A row of flags is one long number with a byte a day. Added to itself, moved on by a day, it holds in each byte
    the count of two days; that, moved on by two, the count of four; the powers of two in `length` are put together.
    """
    counts, covered = 0, 0
    power, size = int.from_bytes(flags, "little"), 1
    while size <= length:
        if length & size:
            counts += power << 8 * covered
            covered += size
        power += power << 8 * size
        size *= 2
    return counts.to_bytes(len(flags) + 2 * length, "little")[: len(flags)]
