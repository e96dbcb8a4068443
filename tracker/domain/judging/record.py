"""Record: a habit's marks, read and judged; what all its numbers rest on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from tracker.domain.habit import Habit
from tracker.domain.judging.days import DayStates, PauseSpan
from tracker.domain.judging.periods import days_of, judge_segment
from tracker.domain.judging.periods.base import JudgedPeriods, Tally
from tracker.domain.judging.segments import segments
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED
from tracker.domain.log import Log


class Record:
    """What a habit's marks are as of a day: its days as they are read, and the verdicts of its periods.

    `rule` is the one that holds on that day, and `counted_from` the day on which judging begins: the first
    rule's, or the first on which something was done if that is earlier (None when nothing is judged yet).
    """

    def __init__(self, habit: Habit, log: Log, rests: Sequence[PauseSpan], today: date) -> None:
        self.habit = habit
        self.today = today
        self.rule = habit.rule_on(today)
        self._log = log
        self._rests = rests
        self._ordinal = today.toordinal()
        self._stretches = segments(habit, log, self._ordinal)
        self.counted_from = date.fromordinal(self._stretches[0].first) if self._stretches else None

    @cached_property
    def _days(self) -> tuple[DayStates, ...]:
        return tuple(days_of(stretch, self._log, self._rests) for stretch in self._stretches)

    @cached_property
    def _parts(self) -> tuple[JudgedPeriods | None, ...]:
        """The judged periods of each stretch, None where nothing is ever due."""
        parts = zip(self._stretches, self._days, strict=True)
        return tuple(judge_segment(stretch, days, self._log) for stretch, days in parts)

    @cached_property
    def _judged(self) -> tuple[JudgedPeriods, ...]:
        return tuple(part for part in self._parts if part is not None)

    @cached_property
    def tally(self) -> Tally:
        """How many periods are kept, missed and excused."""
        codes = "".join(part.codes for part in self._judged)
        return Tally(codes.count(KEPT), codes.count(MISSED), codes.count(EXCUSED))

    @property
    def kept(self) -> int:
        """How many periods are kept."""
        return self.tally.kept

    @property
    def missed(self) -> int:
        """How many periods are missed."""
        return self.tally.missed

    @property
    def excused(self) -> int:
        """How many periods are excused."""
        return self.tally.excused
