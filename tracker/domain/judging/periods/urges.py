"""Urges: each urge is a period of its own, over as soon as it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, repeat

from tracker.domain.event import UrgeOutcome
from tracker.domain.judging.codes import EXCUSED_STATES, VerdictCode
from tracker.domain.judging.days import DayStates
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.verdict import VERDICTS, Period
from tracker.domain.log import Log

_VERDICTS = {UrgeOutcome.PASSED: VerdictCode.KEPT, UrgeOutcome.ACTED: VerdictCode.MISSED, None: ""}

UrgeDay = tuple[int, int, int]
"""A day's ordinal, the urges let pass on it, and those acted on."""


def urge_days(log: Log, first: int, last: int) -> list[UrgeDay]:
    """Return the days with urges from one ordinal to another, both included, in order."""
    return sorted(
        [(day, passed, acted) for day, (passed, acted) in log.urges() if first <= day <= last and (passed or acted)]
    )


def _in_order(log: Log, mixed: Sequence[UrgeDay]) -> dict[int, str]:
    """Return the verdicts of days with both, where their minutes tell in which order they came."""
    counts = {day: (passed, acted) for day, passed, acted in mixed}
    found = {}
    for before, month in log.within(mixed[0][0], mixed[-1][0]):
        for day, events in month.events.items() if month.events else ():
            if before + day in counts and events[-1].at is not None:
                codes = "".join([_VERDICTS[event.outcome] for event in events if event.at is not None])
                passed, acted = counts[before + day]
                early = VerdictCode.KEPT * (passed - codes.count(VerdictCode.KEPT))
                found[before + day] = early + VerdictCode.MISSED * (acted - codes.count(VerdictCode.MISSED)) + codes
    return found


class Urges(JudgedPeriods):
    """The urges of a segment, in the order of day and minute; where nobody said it, those let pass come first.

    Those acted on on an excused day, or before the habit's first day, vanish. `urge_days` are the days that are left
    with any.
    """

    def __init__(self, segment: Segment, days: DayStates, found: list[UrgeDay], log: Log) -> None:
        self.urge_days = found
        if segment.first < segment.since or any(state in days.states for state in EXCUSED_STATES):
            states, first, since = days.states, days.first, segment.since
            left = [
                (day, passed, 0 if day < since or states[day - first] in EXCUSED_STATES else acted)
                for day, passed, acted in found
            ]
            self.urge_days = [told for told in left if told[1] or told[2]]
        repeated = [repeat(day, passed + acted) for day, passed, acted in self.urge_days]
        ordinals = list(chain.from_iterable(repeated))
        super().__init__(segment, days, "urge", ordinals, ordinals)
        mixed = [(day, passed, acted) for day, passed, acted in self.urge_days if passed and acted]
        told = _in_order(log, mixed) if mixed else {}
        self.codes = "".join(
            [
                told.get(day) or VerdictCode.KEPT * passed + VerdictCode.MISSED * acted
                for day, passed, acted in self.urge_days
            ]
        )

    def period(self, index: int) -> Period:
        day = self.firsts[index]
        code = self.codes[index]
        return Period(day, day, self.unit, VERDICTS[code], int(code == VerdictCode.KEPT), 1)
