"""Calendar spans: weeks and months, whole or cut."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain, repeat

from tracker.domain.habit import Rule
from tracker.domain.judging.days import DayStates, excused_flags, left_flags, reached_flags, rolling
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, OPEN, UNJUDGED, VERDICTS, Period, ceiling, share
from tracker.domain.log import month_before, month_number
from tracker.domain.schedule import Pace


def whole_periods(rule: Rule, first: int, last: int) -> tuple[list[int], list[int]]:
    """Return the first and the last ordinals of the calendar weeks or months that touch a range of days."""
    if rule.schedule.pace is Pace.WEEK:
        begin = first - (first - 1 - rule.week_start) % 7
        return list(range(begin, last + 1, 7)), list(range(begin + 6, last + 7, 7))
    low, high = (month_number(date.fromordinal(day)) for day in (first, last))
    months = range(low, high + 1)
    return [month_before(month) + 1 for month in months], [month_before(month + 1) for month in months]


class CalendarPeriods(JudgedPeriods):
    """The weeks or months of a stretch; its days reach to the end of the last one, into the future if need be."""

    def __init__(self, stretch: Segment, days: DayStates) -> None:
        firsts, lasts = whole_periods(stretch.rule, stretch.first, stretch.through)
        self._wholes = [last + 1 - first for first, last in zip(firsts, lasts, strict=True)]
        self._beyond = days.first - firsts[0], lasts[-1] + 1 - days.first - len(days.states)
        firsts[0], lasts[-1] = max(firsts[0], stretch.first), min(lasts[-1], stretch.last)
        super().__init__(stretch, days, str(stretch.rule.schedule.pace), firsts, lasts)
        self._parts = self._wholes.copy()
        for index in (0, -1):
            self._parts[index] = lasts[index] + 1 - firsts[index]
        self._adds = stretch.rule.sums
        self.counts_days = not self._adds
        self._limit = stretch.rule.goal.is_limit
        self._worth = days.amounts if self._adds else reached_flags(days.states)
        self._have = self._by_span(self._worth)
        self._left = self._by_span(left_flags(days.states))
        self._owes, self._over = self._owing()
        self.codes = self._judge()

    def _by_span(self, row: Sequence[int]) -> Sequence[int]:
        """Sum a row of days over each span."""
        if self.unit == Pace.WEEK:
            before, behind = self._beyond
            if isinstance(row, bytes):
                return rolling(bytes(before) + row + bytes(behind), 7)[6::7]
            days = chain(repeat(0, before), row, repeat(0, behind))
            return list(map(sum, zip(*[days] * 7, strict=True)))
        begin = self.days.first
        bounds = [(first - begin, last + 1 - begin) for first, last in zip(self.firsts, self.lasts, strict=True)]
        if isinstance(row, bytes):
            return [row.count(1, start, stop) for start, stop in bounds]
        return [sum(row[start:stop]) for start, stop in bounds]

    def _owing(self) -> tuple[list[int], list[int]]:
        """Return what each span owes for every day left, as numerators and denominators.

        Thousandths shrink with all days that are missing; times are rounded for the days that are cut off first.
        """
        goal, times = self.stretch.rule.goal, self.stretch.rule.schedule.times
        if self._adds:
            return [goal.amount] * len(self._wholes), self._wholes
        owes = [times] * len(self._wholes) if times <= 28 else [min(times, whole) for whole in self._wholes]
        for index in (0, -1):
            owes[index] = share(times, self._parts[index], self._wholes[index])
        return owes, self._parts

    def _need(self, index: int) -> int:
        if self._limit:
            return self._owes[index]
        return ceiling(self._owes[index] * self._left[index], self._over[index])

    def _judge(self) -> str:
        codes = self._closed()
        for index in (0, -1):
            if codes[index] == MISSED and self._parts[index] < self._wholes[index]:
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
        excused = excused_flags(self.days.states[index])[0]
        return not excused and self._have[-1] - self._worth[index] < self._need(-1)

    def period(self, index: int) -> Period:
        part = self._parts[index]
        return Period(
            self.firsts[index],
            self.lasts[index],
            self.unit,
            VERDICTS[self.codes[index]],
            self._have[index],
            self._need(index),
            part - self._left[index],
            part,
            self._wholes[index],
        )
