"""Urges: the days on which something to let go of came up."""

from __future__ import annotations

from tracker.domain.judging.days import PAUSED, Days
from tracker.domain.judging.judged import Judged
from tracker.domain.judging.stretch import Stretch
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, OPEN, VERDICTS, Period
from tracker.domain.log import Log

Event = tuple[int, int, int]
"""A day's ordinal, the urges let pass on it, and those acted on."""


def events(log: Log, first: int, last: int) -> list[Event]:
    """Give the days with urges from one ordinal to another, both included, in order."""
    counted = ((day, passed, acted) for day, (passed, acted) in log.urges() if first <= day <= last)
    return sorted(event for event in counted if event[1] or event[2])


class Urges(Judged):
    """The days of a stretch that have events; a streak counts the urges let pass on them."""

    def __init__(self, stretch: Stretch, days: Days, found: list[Event]) -> None:
        ordinals = [day for day, _, _ in found]
        super().__init__(stretch, days, "urge", ordinals, ordinals)
        self.events = found
        self.codes = "".join(self._code(event) for event in found)
        self.worth = [event[1] * (code == KEPT) for code, event in zip(self.codes, found, strict=True)]

    def excuses(self, day: int) -> bool:
        """Whether a pause covers a day of the stretch."""
        return self.days.states[day - self.days.first] == PAUSED

    def _code(self, event: Event) -> str:
        day, _, acted = event
        if self.excuses(day):
            return EXCUSED
        if day == self.stretch.today:
            return OPEN
        return MISSED if acted else KEPT

    @property
    def broken_today(self) -> bool:
        return self.now is not None and self.codes[-1] == OPEN and self.events[-1][2] > 0

    def period(self, index: int) -> Period:
        day, passed, acted = self.events[index]
        code = self.codes[index]
        return Period(day, day, self.unit, VERDICTS[code], passed, passed + acted, int(code == EXCUSED))
