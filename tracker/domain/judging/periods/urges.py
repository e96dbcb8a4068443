"""Urges: the days on which something to let go of came up."""

from __future__ import annotations

from tracker.domain.judging.days import PAUSED, DayStates
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, OPEN, VERDICTS, Period
from tracker.domain.log import Log

Event = tuple[int, int, int]
"""A day's ordinal, the urges let pass on it, and those acted on."""


def events(log: Log, first: int, last: int) -> list[Event]:
    """Return the days with urges from one ordinal to another, both included, in order."""
    return sorted(
        [(day, passed, acted) for day, (passed, acted) in log.urges() if first <= day <= last and (passed or acted)]
    )


class Urges(JudgedPeriods):
    """The days of a stretch that have events; a streak counts the urges let pass on them."""

    def __init__(self, stretch: Segment, days: DayStates, found: list[Event]) -> None:
        ordinals = [day for day, _, _ in found]
        super().__init__(stretch, days, "urge", ordinals, ordinals)
        self.events = found
        paused = [days.states[day - days.first] == PAUSED for day in ordinals]
        told = zip(paused, found, strict=True)
        self.codes = "".join([EXCUSED if rests else MISSED if acted else KEPT for rests, (_, _, acted) in told])
        if ordinals and ordinals[-1] == stretch.today and self.codes[-1] != EXCUSED:
            self.codes = self.codes[:-1] + OPEN
        self.worth = [event[1] * (code == KEPT) for code, event in zip(self.codes, found, strict=True)]

    @property
    def broken_today(self) -> bool:
        return self.now is not None and self.codes[-1] == OPEN and self.events[-1][2] > 0

    def period(self, index: int) -> Period:
        day, passed, acted = self.events[index]
        code = self.codes[index]
        return Period(day, day, self.unit, VERDICTS[code], passed, passed + acted, int(code == EXCUSED))
