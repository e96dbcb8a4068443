"""Urges: each urge is a period of its own, over as soon as it is recorded."""

from __future__ import annotations

from itertools import chain, repeat

from tracker.domain.judging.codes import State, VerdictCode
from tracker.domain.judging.days import DayStates
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.verdict import VERDICTS, Period
from tracker.domain.log import Log

UrgeDay = tuple[int, int, int]
"""A day's ordinal, the urges let pass on it, and those acted on."""


def urge_days(log: Log, first: int, last: int) -> list[UrgeDay]:
    """Return the days with urges from one ordinal to another, both included, in order."""
    return sorted(
        [(day, passed, acted) for day, (passed, acted) in log.urges() if first <= day <= last and (passed or acted)]
    )


class Urges(JudgedPeriods):
    """The urges of a segment, day by day; those let pass on a day come before those acted on.

    Those acted on in a pause, or before the habit's first day, vanish. `urge_days` are the days that are left with any.
    """

    def __init__(self, segment: Segment, days: DayStates, found: list[UrgeDay]) -> None:
        self.urge_days = found
        if segment.first < segment.since or State.PAUSED in days.states:
            states, first, since = days.states, days.first, segment.since
            left = [
                (day, passed, 0 if day < since or states[day - first] == State.PAUSED else acted)
                for day, passed, acted in found
            ]
            self.urge_days = [told for told in left if told[1] or told[2]]
        repeated = [repeat(day, passed + acted) for day, passed, acted in self.urge_days]
        ordinals = list(chain.from_iterable(repeated))
        super().__init__(segment, days, "urge", ordinals, ordinals)
        self.codes = "".join(
            [VerdictCode.KEPT * passed + VerdictCode.MISSED * acted for _, passed, acted in self.urge_days]
        )

    def period(self, index: int) -> Period:
        day = self.firsts[index]
        code = self.codes[index]
        return Period(day, day, self.unit, VERDICTS[code], int(code == VerdictCode.KEPT), 1)
