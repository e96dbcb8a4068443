"""Calendar spans: weeks and months, whole or cut."""

from __future__ import annotations

from datetime import date

from tracker.domain.goal import Aim
from tracker.domain.habit import Rule
from tracker.domain.judging.days import PAUSED, REACHED, SKIPPED, Days
from tracker.domain.judging.judged import Judged
from tracker.domain.judging.stretch import Stretch
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, OPEN, UNJUDGED, VERDICTS, Period, ceiling, share
from tracker.domain.log import month_before, month_length, month_number
from tracker.domain.schedule import Pace


def whole_spans(rule: Rule, first: int, last: int) -> list[tuple[int, int]]:
    """Give the first and last ordinals of the calendar weeks or months that touch the days from `first` to `last`."""
    if rule.schedule.pace is Pace.WEEK:
        begin = first - (first - 1 - rule.week_start) % 7
        return [(day, day + 6) for day in range(begin, last + 1, 7)]
    low, high = (month_number(date.fromordinal(day)) for day in (first, last))
    return [(month_before(number) + 1, month_before(number) + month_length(number)) for number in range(low, high + 1)]


class Spans(Judged):
    """The weeks or months of a stretch; its days reach to the end of the last one, into the future if need be."""

    def __init__(self, stretch: Stretch, days: Days) -> None:
        spans = whole_spans(stretch.rule, stretch.first, stretch.through)
        firsts = [max(stretch.first, first) for first, _ in spans]
        lasts = [min(stretch.last, last) for _, last in spans]
        super().__init__(stretch, days, str(stretch.rule.schedule.pace), firsts, lasts)
        self._wholes = [last + 1 - first for first, last in spans]
        self._starts = [day - days.first for day in firsts]
        self._stops = [day + 1 - days.first for day in lasts]
        self._states = days.states.replace(PAUSED, SKIPPED)
        self.adds = stretch.rule.goal.counts and stretch.rule.schedule.times == 1
        self._limit = stretch.rule.goal.aim is Aim.AT_MOST
        self._have = self._had()
        self._left = self._remaining()
        self.codes = self._judge()

    def _had(self) -> list[int]:
        """Count the done days, or sum the amounts, of each span."""
        slices = zip(self._starts, self._stops, strict=True)
        if self.adds:
            amounts = self.days.amounts
            return [sum(amounts[start:stop]) for start, stop in slices]
        count = self._states.count
        return [count(REACHED, start, stop) for start, stop in slices]

    def _remaining(self) -> list[int]:
        """Count the days of each span that are not excused."""
        slices = zip(self._starts, self._stops, strict=True)
        if SKIPPED not in self._states:
            return [stop - start for start, stop in slices]
        count = self._states.count
        return [stop - start - count(SKIPPED, start, stop) for start, stop in slices]

    def _owes(self, index: int) -> tuple[int, int]:
        """Give what a span owes as a fraction: thousandths or days, before and after it shrinks to the days left."""
        goal, times = self.stretch.rule.goal, self.stretch.rule.schedule.times
        part, whole, left = self._stops[index] - self._starts[index], self._wholes[index], self._left[index]
        if self._limit:
            return goal.amount, 1
        if self.adds:
            return goal.amount * left, whole
        return share(times, part, whole) * left, part

    def _judge(self) -> str:
        codes = [self._closed(index) for index in range(len(self._wholes))]
        for index in {0, len(codes) - 1}:
            if self._stops[index] - self._starts[index] < self._wholes[index] and codes[index] == MISSED:
                codes[index] = UNJUDGED
        if self.lasts[-1] >= self.stretch.today and codes[-1] != EXCUSED and (self._limit or codes[-1] != KEPT):
            codes[-1] = OPEN
        return "".join(codes)

    def _closed(self, index: int) -> str:
        if not self._left[index]:
            return EXCUSED
        owed, over = self._owes(index)
        have = self._have[index]
        if self._limit:
            return KEPT if have <= owed else MISSED
        return KEPT if have * over >= owed else MISSED

    @property
    def owed(self) -> bool:
        if self.now is None or self._limit or self.codes[-1] == EXCUSED:
            return False
        index = self.stretch.today - self.days.first
        if self._states[index] == SKIPPED:
            return False
        today = self.days.amounts[index] if self.adds else int(self._states[index] == REACHED)
        owed, over = self._owes(len(self.codes) - 1)
        return (self._have[-1] - today) * over < owed

    def period(self, index: int) -> Period:
        part = self._stops[index] - self._starts[index]
        excused = part - self._left[index]
        return Period(
            self.firsts[index],
            self.lasts[index],
            self.unit,
            VERDICTS[self.codes[index]],
            self._have[index],
            ceiling(*self._owes(index)),
            excused,
            part,
            self._wholes[index],
        )
