"""Single days: daily and chosen weekdays, where each due day is a period of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

from tracker.domain.judging import days as state
from tracker.domain.judging.days import DayStates
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, OPEN, VERDICTS, Period
from tracker.domain.schedule import Pace, Schedule

_CLOSED = str.maketrans(state.REACHED + state.PART + state.MISSED + state.NOTHING + "-=", "KMMMEE")
_CLOSED_LIMIT = str.maketrans(state.PART + state.OVER + state.NOTHING + "-=", "KMKEE")


def due_flags(schedule: Schedule, first: int, count: int) -> Sequence[bool]:
    """Return one truth value a day, for `count` days from an ordinal on: whether the day is due at all."""
    if schedule.pace is not Pace.WEEKDAYS:
        return [True] * count
    week = [(first - 1 + offset) % 7 in schedule.weekdays for offset in range(7)]
    return (week * (count // 7 + 1))[:count]


class DueDays(JudgedPeriods):
    """The due days of a stretch."""

    def __init__(self, stretch: Segment, days: DayStates) -> None:
        firsts: Sequence[int] = range(days.first, days.first + len(days.states))
        if stretch.rule.schedule.pace is Pace.WEEKDAYS:
            flags = due_flags(stretch.rule.schedule, days.first, len(days.states))
            days = days.only(flags)
            firsts = list(compress(firsts, flags))
        super().__init__(stretch, days, "day", firsts, firsts)
        limit = stretch.rule.goal.is_limit
        self.codes = days.states.translate(_CLOSED_LIMIT if limit else _CLOSED)
        if firsts and firsts[-1] == stretch.today:
            self.codes = self.codes[:-1] + self._open(days.states[-1], limit=limit)

    @staticmethod
    def _open(today: str, *, limit: bool) -> str:
        if today in (state.SKIPPED, state.PAUSED):
            return EXCUSED
        if limit:
            return OPEN
        return {state.REACHED: KEPT, state.MISSED: MISSED}.get(today, OPEN)

    def state(self, index: int) -> str:
        return self.days.states[index]

    @property
    def owed(self) -> bool:
        return self.now is not None and self.codes[-1] != EXCUSED and not self.stretch.rule.goal.is_limit

    def period(self, index: int) -> Period:
        code, goal = self.codes[index], self.stretch.rule.goal
        have = self.days.amounts[index] if goal.counts else int(self.days.states[index] == state.REACHED)
        need = goal.amount if goal.counts else 1
        day = self.firsts[index]
        return Period(day, day, self.unit, VERDICTS[code], have, need, int(code == EXCUSED))
