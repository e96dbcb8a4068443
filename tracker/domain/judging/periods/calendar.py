"""Calendar periods: weeks and months, whole or cut."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import repeat

from tracker.domain.habit import Rule
from tracker.domain.judging.days import DayStates, done_flags, excused_flags, left_flags, weekly_counts, widened
from tracker.domain.judging.periods import (
    EXCUSED,
    KEPT,
    MISSED,
    OPEN,
    UNJUDGED,
    VERDICTS,
    JudgedPeriods,
    Period,
    Segment,
    ceiling,
    only_kept,
    owed_by_part,
)
from tracker.domain.log import month_before, month_number
from tracker.domain.schedule import Pace


def whole_periods(rule: Rule, first: int, last: int) -> tuple[list[int], list[int]]:
    """Return the first and the last ordinals of the calendar weeks or months that touch a range of days."""
    if rule.schedule.pace is Pace.WEEK:
        begin = first - (first - 1 - rule.week_start) % 7
        return list(range(begin, last + 1, 7)), list(range(begin + 6, last + 7, 7))
    low, high = (month_number(date.fromordinal(day)) for day in (first, last))
    before = [month_before(month) for month in range(low, high + 2)]
    return [last + 1 for last in before[:-1]], before[1:]


Asked = tuple[int, str]
"""What a week or month needs, and its verdict once it is over without that."""


class _Asking(dict[tuple[int, int, int], Asked]):
    """What is asked of a week or month by its days left, the days of its part, and those of the whole.

    There are few such kinds of weeks and many weeks, so each kind is reckoned once.
    """

    def __init__(self, rule: Rule) -> None:
        super().__init__()
        self._goal, self._times = rule.goal, rule.schedule.times
        self._sums, self._limit = rule.sums, rule.goal.is_limit

    def __missing__(self, kind: tuple[int, int, int]) -> Asked:
        left, part, whole = kind
        need = self._need(left, part, whole)
        asks = need > 0
        if self._sums:
            asks = left > 0 if self._limit else 2 * left >= part
        self[kind] = need, (MISSED if part == whole else UNJUDGED) if asks else EXCUSED
        return self[kind]

    def _need(self, left: int, part: int, whole: int) -> int:
        """Return what a part of a whole period needs on the days that are left: days, or thousandths rounded up."""
        if self._limit:
            return self._goal.amount
        if self._sums:
            return ceiling(self._goal.amount * left, whole)
        owed = min(self._times, whole) if part == whole else owed_by_part(self._times, part, whole)
        return (2 * owed * left + part) // (2 * part)


class CalendarPeriods(JudgedPeriods):
    """The weeks or months of a segment; its days reach to the end of the last one, into the future if need be."""

    def __init__(self, segment: Segment, days: DayStates) -> None:
        firsts, lasts = whole_periods(segment.rule, segment.first, segment.through)
        self._wholes = [7] * len(firsts)
        if segment.rule.schedule.pace is Pace.MONTH:
            self._wholes = [last + 1 - first for first, last in zip(firsts, lasts, strict=True)]
        self._beyond = days.first - firsts[0], lasts[-1] + 1 - days.first - len(days.states)
        firsts[0], lasts[-1] = max(firsts[0], segment.first), min(lasts[-1], segment.last)
        super().__init__(segment, days, str(segment.rule.schedule.pace), firsts, lasts)
        self._parts = self._wholes.copy()
        for index in (0, -1):
            self._parts[index] = lasts[index] + 1 - firsts[index]
        self.counts_days = not segment.rule.sums
        self._limit = segment.rule.goal.is_limit
        self._worth = days.amounts if segment.rule.sums else done_flags(days.states)
        self._grain = days.grain if segment.rule.sums else 1
        self._have = self._by_span(self._worth)
        if self._grain > 1:
            self._have = [have * self._grain for have in self._have]
        self._left = self._by_span(left_flags(days.states))
        self._asking = _Asking(segment.rule)
        self.codes = self._judge()

    def _asked(self, index: int) -> Asked:
        return self._asking[self._left[index], self._parts[index], self._wholes[index]]

    def _by_span(self, row: Sequence[int]) -> Sequence[int]:
        """Sum a row of days over each period."""
        if self.unit == Pace.WEEK:
            before, behind = self._beyond
            if isinstance(row, bytes):
                return weekly_counts(bytes(before) + row + bytes(behind))
            if isinstance(row, bytearray):
                return _weekly_sums(bytes(before) + row + bytes(behind))
            days = [*repeat(0, before), *row, *repeat(0, behind)]
            return list(map(sum, zip(*[iter(days)] * 7, strict=True)))
        stops = [last + 1 - self.days.first for last in self.lasts]
        spans = zip([0, *stops[:-1]], stops, strict=True)
        if isinstance(row, bytes):
            return [row.count(1, start, stop) for start, stop in spans]
        return [sum(row[start:stop]) for start, stop in spans]

    def _closed(self, have: int, asked: Asked) -> str:
        """Judge a period by what it has and what is asked of it, as if it were over."""
        return self._all_closed((have,), (asked,))

    def _all_closed(self, have: Sequence[int], asked: Iterable[Asked]) -> str:
        """Judge periods by what each of them has and what is asked of it, as if they were over."""
        both = zip(have, asked, strict=True)
        if self._limit:
            codes = [KEPT if held <= need and short != EXCUSED else short for held, (need, short) in both]
        else:
            codes = [KEPT if held and held >= need else short for held, (need, short) in both]
        return "".join(codes)

    def _closed_weeks(self, have: bytes, left: bytes) -> str:
        """Judge whole weeks by the days done and the days left in each: a byte a week says both."""
        both = (int.from_bytes(have, "little") << 3) + int.from_bytes(left, "little")
        kinds = both.to_bytes(len(have), "little")
        table = bytearray(256)
        for kind in set(kinds):
            held, (need, short) = kind >> 3, self._asking[kind & 7, 7, 7]
            table[kind] = ord(KEPT if held and held >= need else short)
        return kinds.translate(table).decode()

    def _judge(self) -> str:
        inner = max(0, len(self.firsts) - 2)
        if self.unit == Pace.WEEK and isinstance(self._have, bytes) and isinstance(self._left, bytes):
            within = self._closed_weeks(self._have[1 : 1 + inner], self._left[1 : 1 + inner])
        else:
            wholes = self._wholes[1 : 1 + inner]
            kinds = zip(self._left[1 : 1 + inner], wholes, wholes, strict=True)
            within = self._all_closed(self._have[1 : 1 + inner], map(self._asking.__getitem__, kinds))
        first, last = (self._closed(self._have[index], self._asked(index)) for index in (0, -1))
        if self.lasts[-1] >= self.segment.today and last != EXCUSED and (self._limit or last != KEPT):
            last = OPEN
        codes = first + within + last if len(self.firsts) > 1 else last
        return self._reach_back(codes) if self.segment.first < self.segment.since else codes

    def _reach_back(self, codes: str) -> str:
        """Judge the periods before the habit's first day, which only say something where they are kept.

        The one in which that day lies is kept by the days from it on, as their share, or by all its days.
        """
        index = bisect_right(self.firsts, self.segment.since) - 1
        if self.lasts[index] < self.segment.since:
            return only_kept(codes)
        if self.firsts[index] == self.segment.since:
            return only_kept(codes[:index]) + codes[index:]
        code = self._cut(index, codes[index])
        return only_kept(codes[:index]) + code + codes[index + 1 :]

    def _cut(self, index: int, whole: str) -> str:
        start, stop = self.segment.since - self.days.first, self.lasts[index] + 1 - self.days.first
        have, part = sum(self._worth[start:stop]) * self._grain, stop - start
        left = sum(left_flags(self.days.states[start:stop]))
        code = self._closed(have, self._asking[left, part, self._wholes[index]])
        if code != KEPT and whole == KEPT:
            return KEPT
        self.firsts[index] = self.segment.since  # type: ignore[index]  # a list, as made
        self._have, self._left = list(self._have), list(self._left)
        self._have[index], self._left[index], self._parts[index] = have, left, part
        is_open = self.lasts[index] >= self.segment.today and code == UNJUDGED
        return OPEN if is_open else code

    @property
    def owed(self) -> bool:
        if self.now is None or self._limit or self.codes[-1] == EXCUSED:
            return False
        index = self.segment.today - self.days.first
        excused = excused_flags(self.days.states[index])[0]
        own = self._worth[index] * self._grain
        return not excused and self._have[-1] - own < self._asked(-1)[0]

    def period(self, index: int) -> Period:
        part, left = self._parts[index], self._left[index]
        return Period(
            self.firsts[index],
            self.lasts[index],
            self.unit,
            VERDICTS[self.codes[index]],
            self._have[index],
            self._asked(index)[0],
            part - left,
            part,
            self._wholes[index],
        )


def _weekly_sums(amounts: bytes) -> Sequence[int]:
    """Sum the small amounts of each week in a row of whole weeks, as `weekly_counts` counts its flags."""
    from struct import unpack  # few commands need it

    count = len(amounts) // 7
    weekdays = (int.from_bytes(widened(amounts[day::7]), "little") for day in range(7))
    return unpack(f"<{count}H", sum(weekdays).to_bytes(2 * count, "little"))
