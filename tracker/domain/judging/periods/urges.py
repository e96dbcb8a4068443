"""Urges: each urge is a period of its own, over as soon as it is recorded."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from tracker.domain.event import UrgeOutcome
from tracker.domain.judging.codes import EXCUSED_STATES
from tracker.domain.judging.days import DayStates
from tracker.domain.judging.periods import KEPT, MISSED, VERDICTS, JudgedPeriods, Period, Segment
from tracker.domain.log import Log, month_before

_VERDICTS = {UrgeOutcome.PASSED: KEPT, UrgeOutcome.ACTED: MISSED, None: ""}

UrgeDay = tuple[int, int, int]
"""A day's ordinal, the urges let pass on it, and those acted on."""


def urge_days(log: Log, first: int, last: int) -> list[UrgeDay]:
    """Return the days with urges from one ordinal to another, both included, in order."""
    begun = max(first, last + 1 if log.first is None else log.first)
    found = [
        (before + day, passed, acted)
        for before, month in log.within(begun, last)
        if month.urges
        for day, (passed, acted) in month.urges.items()
        if passed or acted
    ]
    found.sort()
    return found[bisect_left(found, (begun,)) : bisect_left(found, (last + 1,))]


def _in_order(log: Log, mixed: Sequence[UrgeDay]) -> dict[int, str]:
    """Return the verdicts of days with both, where their minutes tell in which order they came."""
    counts = {day: (passed, acted) for day, passed, acted in mixed}
    found = {}
    told = [(month_before(number), month.events) for number, month in log.months.items() if month.events]
    for before, events_by_day in told:
        for day, events in events_by_day.items():
            if before + day in counts and events[-1].at is not None:
                codes = "".join([_VERDICTS[event.outcome] for event in events if event.at is not None])
                passed, acted = counts[before + day]
                early = KEPT * (passed - codes.count(KEPT))
                found[before + day] = early + MISSED * (acted - codes.count(MISSED)) + codes
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
            vanished = {
                day for day, _, acted in found if acted and (day < since or states[day - first] in EXCUSED_STATES)
            }
            if vanished:
                self.urge_days = [
                    told if told[0] not in vanished else (told[0], told[1], 0)
                    for told in found
                    if told[1] or told[0] not in vanished
                ]
        ordinals = list(chain.from_iterable([(day,) * (passed + acted) for day, passed, acted in self.urge_days]))
        super().__init__(segment, days, "urge", ordinals, ordinals)
        mixed = [told for told in self.urge_days if told[1] and told[2]]
        ordered = _in_order(log, mixed) if mixed else {}
        self.codes = "".join(
            [
                KEPT * passed if not acted else ordered.get(day) or KEPT * passed + MISSED * acted
                for day, passed, acted in self.urge_days
            ]
        )

    def period(self, index: int) -> Period:
        day = self.firsts[index]
        code = self.codes[index]
        return Period(day, day, self.unit, VERDICTS[code], int(code == KEPT), 1)
