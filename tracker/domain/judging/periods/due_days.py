"""Due days: daily and chosen weekdays, where each due day is a period of its own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from tracker.domain.judging.codes import DONE_STATES, DUE_VERDICT, LIMIT_VERDICT, State, VerdictCode, recode
from tracker.domain.judging.days import DayStates
from tracker.domain.judging.periods import VERDICTS, JudgedPeriods, Period, Segment, only_kept
from tracker.domain.schedule import Pace, Schedule


def due_flags(schedule: Schedule, first: int, count: int) -> Sequence[bool]:
    """Return one truth value a day, for `count` days from an ordinal on: whether the day is due at all."""
    if schedule.pace is not Pace.WEEKDAYS:
        return [True] * count
    week = [(first - 1 + offset) % 7 in schedule.weekdays for offset in range(7)]
    return (week * (count // 7 + 1))[:count]


class DueDays(JudgedPeriods):
    """The due days of a segment."""

    def __init__(self, segment: Segment, days: DayStates) -> None:
        firsts: Sequence[int] = range(days.first, days.first + len(days.states))
        if segment.rule.schedule.pace is Pace.WEEKDAYS:
            days, firsts = days.on_weekdays(segment.rule.schedule.weekdays)
        super().__init__(segment, days, "day", firsts, firsts)
        self.codes = recode(days.states, LIMIT_VERDICT if segment.rule.goal.is_limit else DUE_VERDICT)
        if firsts and firsts[-1] == segment.today:
            self.codes = self.codes[:-1] + self._open(days.states[-1], self.codes[-1])
        if segment.first < segment.since:
            early = bisect_left(firsts, segment.since)
            self.codes = only_kept(self.codes[:early]) + self.codes[early:]

    def _open(self, today: str, closed: str) -> str:
        """Judge today: it is open unless it is excused, done or explicitly missed; a limit can still change."""
        if closed == VerdictCode.EXCUSED or today == State.MISSED:
            return closed
        return closed if closed == VerdictCode.KEPT and not self.segment.rule.goal.is_limit else VerdictCode.OPEN

    def state(self, index: int) -> str:
        return self.days.states[index]

    @property
    def owed(self) -> bool:
        return self.now is not None and self.codes[-1] != VerdictCode.EXCUSED and not self.segment.rule.goal.is_limit

    def period(self, index: int) -> Period:
        code, goal = self.codes[index], self.segment.rule.goal
        have = self.days.amount(index) if goal.counts else int(self.days.states[index] in DONE_STATES)
        need = goal.amount if goal.counts else 1
        day = self.firsts[index]
        return Period(day, day, self.unit, VERDICTS[code], have, need, int(code == VerdictCode.EXCUSED))
