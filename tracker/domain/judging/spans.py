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
        self._owes, self._over = self._owing()
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

    def _owing(self) -> tuple[list[int], list[int]]:
        """Give what each span owes for every day left, as numerators and denominators.

        Thousandths shrink with all days that are missing; times are rounded for the days that are cut off first.
        """
        goal, times = self.stretch.rule.goal, self.stretch.rule.schedule.times
        if self.adds:
            return [goal.amount] * len(self._wholes), self._wholes
        parts = [stop - start for start, stop in zip(self._starts, self._stops, strict=True)]
        owes = [min(times, whole) for whole in self._wholes]
        for index in (0, -1):
            owes[index] = share(times, parts[index], self._wholes[index])
        return owes, parts

    def _need(self, index: int) -> int:
        if self._limit:
            return self._owes[index]
        return ceiling(self._owes[index] * self._left[index], self._over[index])

    def _judge(self) -> str:
        codes = self._closed()
        for index in (0, -1):
            if codes[index] == MISSED and self._stops[index] - self._starts[index] < self._wholes[index]:
                codes[index] = UNJUDGED
        if self.lasts[-1] >= self.stretch.today and codes[-1] != EXCUSED and (self._limit or codes[-1] != KEPT):
            codes[-1] = OPEN
        return "".join(codes)

    def _closed(self) -> list[str]:
        """Judge each span as if it were over and whole."""
        rows = zip(self._have, self._left, self._owes, self._over, strict=True)
        if self._limit:
            return [(KEPT if have <= limit else MISSED) if left else EXCUSED for have, left, limit, _ in rows]
        return [
            (KEPT if have * over >= owes * left else MISSED) if left else EXCUSED for have, left, owes, over in rows
        ]

    @property
    def owed(self) -> bool:
        if self.now is None or self._limit or self.codes[-1] == EXCUSED:
            return False
        index = self.stretch.today - self.days.first
        if self._states[index] == SKIPPED:
            return False
        today = self.days.amounts[index] if self.adds else int(self._states[index] == REACHED)
        return self._have[-1] - today < self._need(-1)

    def period(self, index: int) -> Period:
        part = self._stops[index] - self._starts[index]
        excused = part - self._left[index]
        return Period(
            self.firsts[index],
            self.lasts[index],
            self.unit,
            VERDICTS[self.codes[index]],
            self._have[index],
            self._need(index),
            excused,
            part,
            self._wholes[index],
        )
