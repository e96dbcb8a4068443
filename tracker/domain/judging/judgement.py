"""Judgement: a habit's marks, read and judged; the one thing that its standing and its review both read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from tracker.domain.book import Pause
from tracker.domain.habit import Habit
from tracker.domain.judging.days import DayStates, PauseSpan
from tracker.domain.judging.periods import days_of, judge_segment
from tracker.domain.judging.periods.base import JudgedPeriods, Tally
from tracker.domain.judging.segments import FOREVER, beginning, segments
from tracker.domain.judging.streaks import Rows, period_rows
from tracker.domain.log import Log
from tracker.domain.schedule import Pace


class Judgement:
    """What a habit's marks are as of a day: its days as they are read, and the verdicts of its periods.

    `rule` is the one that holds on that day. Marks after `today` do not exist, rules after it do not hold yet.
    Pauses of other habits are passed over.
    """

    def __init__(self, habit: Habit, log: Log, pauses: Sequence[Pause], today: date) -> None:
        self.habit = habit
        self.log = log
        self.today = today
        self.ordinal = today.toordinal()
        self.rule = habit.rule_on(today)
        self.paused: Sequence[PauseSpan] = [
            (pause.start.toordinal(), pause.end.toordinal() if pause.end else FOREVER)
            for pause in pauses
            if pause.covers(habit)
        ]
        self.segments = segments(habit, log, self.ordinal)

    @cached_property
    def counted_from(self) -> int | None:
        """The day on which counting begins: the first rule's, or an earlier one on which something was done."""
        first = self.segments[0] if self.segments else None
        if first and first.first < first.since:
            return beginning(first.rule, self.log, self.ordinal)
        return first.first if first else None

    @property
    def is_only_counted(self) -> bool:
        """Whether nothing is due under the rule that holds: what is done is counted, and never judged."""
        return self.rule.schedule.pace is Pace.ANYTIME and not self.rule.goal.is_urge

    @cached_property
    def days(self) -> tuple[DayStates, ...]:
        """The days of each segment, as its rule reads them."""
        return tuple(days_of(segment, self.log, self.paused) for segment in self.segments)

    @cached_property
    def parts(self) -> tuple[JudgedPeriods | None, ...]:
        """The judged periods of each segment, None where nothing is ever due."""
        parts = zip(self.segments, self.days, strict=True)
        return tuple(judge_segment(segment, days, self.log) for segment, days in parts)

    @cached_property
    def judged(self) -> tuple[JudgedPeriods, ...]:
        """The judged periods of the segments that have any."""
        return tuple(part for part in self.parts if part is not None)

    @cached_property
    def rows(self) -> Rows:
        """The verdicts in rows of one unit."""
        return period_rows(self.parts, self.ordinal)

    def codes_between(self, first: int, last: int) -> str:
        """Return the verdicts of the periods that end from one ordinal to another (an early-kept one today)."""
        from bisect import bisect_left, bisect_right

        if first > self.ordinal:
            return ""
        codes = ""
        for part in self.judged:
            stop = len(part.lasts) if last >= self.ordinal else bisect_right(part.lasts, last)
            codes += part.codes[bisect_left(part.lasts, first) : stop]
        return codes

    def tally_between(self, first: int, last: int) -> Tally:
        """Count the kept, missed and excused periods that end from one ordinal to another."""
        return Tally.of(self.codes_between(first, last))
