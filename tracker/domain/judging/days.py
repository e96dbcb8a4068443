"""Days: the marks of a stretch as a goal reads them, one character a day."""

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress
from operator import sub

from tracker.domain.amounts import ONE
from tracker.domain.goal import Aim, Goal
from tracker.domain.log import Log
from tracker.domain.tuples import NamedTuple

REACHED, PART, OVER, MISSED, SKIPPED, PAUSED, URGE, NOTHING = "#~>.-=o "
"""What a day says: done (or its amount reached the goal), an amount short of the goal, an amount over the limit,
explicitly missed, excused by a skip, excused by a pause, an urge, nothing."""

STATES = REACHED + PART + OVER + MISSED + SKIPPED + PAUSED + URGE + NOTHING

_TO_STATES = {
    Aim.CHECK: str.maketrans("'o", "  "),
    Aim.AT_LEAST: str.maketrans("#~'o", "    "),
    Aim.AT_MOST: str.maketrans("#~'o.", "     "),
    Aim.LET_GO: str.maketrans("#~'.", "    "),
}
# A pause never takes away what was done; a limit and an urge are nothing to be done.
_PAUSED_BUT_DONE = str.maketrans({PART: PAUSED, MISSED: PAUSED, NOTHING: PAUSED})
_PAUSED_ALL = str.maketrans(dict.fromkeys((REACHED, PART, OVER, MISSED, URGE, NOTHING), PAUSED))

_IS_REACHED = bytes(code == ord(REACHED) for code in range(256))
_IS_LEFT = bytes(code not in (ord(SKIPPED), ord(PAUSED)) for code in range(256))
EXCUSED_RUN = re.compile(f"[{SKIPPED}{PAUSED}]+")
_WITHOUT_EXCUSED = str.maketrans("", "", SKIPPED + PAUSED)

Rest = tuple[int, int]
"""The first and the last ordinal of a pause."""


class Days(NamedTuple):
    """The days from `first` on: their states, and under an amount goal their amounts in thousandths.

    The amount on an excused day is 0 under an at-most goal. Under an at-least goal it stays: the day is not
    asked for, but what was done still counts toward a sum.
    """

    first: int
    states: str
    amounts: Sequence[int] = ()

    def upto(self, last: int) -> "Days":
        """Give these days without those after an ordinal."""
        count = max(0, last + 1 - self.first)
        return self if count >= len(self.states) else Days(self.first, self.states[:count], self.amounts[:count])

    def only(self, chosen: Iterable[object]) -> "Days":
        """Give the days for which a flag is set, drawn together."""
        flags = tuple(chosen)
        return Days(self.first, "".join(compress(self.states, flags)), tuple(compress(self.amounts, flags)))


def read_days(goal: Goal, log: Log, rests: Iterable[Rest], first: int, last: int, today: int) -> Days:
    """Read the days from `first` to `last` under a goal; marks after `today` do not exist, pauses do."""
    length = last + 1 - first
    line = log.line(first, min(last, today)).ljust(length)
    states = line.translate(_TO_STATES[goal.aim])
    amounts: list[int] = []
    if goal.aim is Aim.CHECK and PART in states:
        states = _done_by_amount(states, _recorded(log, first, last, today))
    elif goal.counts:
        amounts = _worth(goal, line, _recorded(log, first, last, today)) if line.strip() else [0] * length
        states = _weighed(goal, states, amounts)
    to_do = goal.aim in (Aim.CHECK, Aim.AT_LEAST)
    for begin, end in rests:
        low, high = max(begin - first, 0), min(end + 1 - first, length)
        if low < high:
            paused = states[low:high].translate(_PAUSED_BUT_DONE if to_do else _PAUSED_ALL)
            states = states[:low] + paused + states[high:]
            if goal.aim is Aim.AT_MOST:
                amounts[low:high] = [0] * (high - low)
    return Days(first, states, amounts)


def _recorded(log: Log, first: int, last: int, today: int) -> list[int]:
    return log.values(first, min(last, today)) + [0] * (last - max(today, first - 1))


def _done_by_amount(states: str, amounts: Sequence[int]) -> str:
    """Read amounts under a check goal: any above 0 is done."""
    read = zip(states, amounts, strict=True)
    return "".join([state if state != PART else REACHED if amount else NOTHING for state, amount in read])


def _worth(goal: Goal, line: str, amounts: list[int]) -> list[int]:
    """Give the amount of each day; `done` counts as the target, or as 1 under a limit."""
    if REACHED not in line:
        return amounts
    worth = goal.amount if goal.aim is Aim.AT_LEAST else ONE
    return [worth if code == REACHED else amount for code, amount in zip(line, amounts, strict=True)]


def _weighed(goal: Goal, states: str, amounts: Sequence[int]) -> str:
    """Mark the days whose amount reached the goal, exceeded the limit, or did neither."""
    full, bound = (REACHED, goal.amount) if goal.aim is Aim.AT_LEAST else (OVER, goal.amount + 1)
    return "".join(
        [full if amount >= bound else PART if amount else state for state, amount in zip(states, amounts, strict=True)]
    )


def left_flags(states: str) -> bytes:
    """Give one truth value a day: whether it is left, that is not excused."""
    return states.encode().translate(_IS_LEFT)


def reached_flags(states: str) -> bytes:
    """Give one truth value a day: whether it is done."""
    return states.encode().translate(_IS_REACHED)


def drop_excused(states: str) -> str:
    """Give the states of the days that are left."""
    return states.translate(_WITHOUT_EXCUSED)


def rolling(worth: Iterable[int], states: str, length: int) -> list[int]:
    """Sum what days are worth over the last `length` days that are left, for each day that is left.

    What an excused day is worth counts with the next day that is left.
    """
    totals = [0] * length
    totals.extend(compress(accumulate(worth), left_flags(states)))
    return list(map(sub, totals[length:], totals))
