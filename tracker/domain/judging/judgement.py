"""Judgement: a habit's marks, read and judged; the one thing that its standing and its review both read.

Which kind of period a rule judges by, and what the period of today asks for (`Obligation`), stand here too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from tracker.domain.book import Pause
from tracker.domain.habit import Habit
from tracker.domain.judging.days import DayStates, PauseSpan, read_days
from tracker.domain.judging.periods import (
    FOREVER,
    VERDICTS,
    JudgedPeriods,
    Period,
    Segment,
    Tally,
    Verdict,
    beginning,
    segments,
)
from tracker.domain.judging.streaks import Rows, period_rows
from tracker.domain.log import Log
from tracker.domain.named_tuple import NamedTuple
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


# Each kind is imported where a rule asks for it: a command that checks a habit off needs one of them.


def days_of(segment: Segment, log: Log, paused: Sequence[PauseSpan]) -> DayStates:
    """Read the days of a segment: through today, or to the end of the week or month that contains it."""
    last = segment.through
    if segment.rule.schedule.pace in (Pace.WEEK, Pace.MONTH):
        from tracker.domain.judging.periods.calendar import whole_periods

        last = min(segment.last, whole_periods(segment.rule, last, last)[1][0])
    return read_days(segment.rule.goal, log, paused, segment.first, last, segment.today)


def judge_segment(segment: Segment, days: DayStates, log: Log) -> JudgedPeriods | None:
    """Judge the periods of a segment; None where nothing is ever due."""
    if segment.rule.goal.is_urge:
        from tracker.domain.judging.periods.urges import Urges, urge_days

        return Urges(segment, days, urge_days(log, segment.first, segment.through), log)
    match segment.rule.schedule.pace:
        case Pace.ANYTIME:
            return None
        case Pace.WEEK | Pace.MONTH:
            from tracker.domain.judging.periods.calendar import CalendarPeriods

            return CalendarPeriods(segment, days)
        case Pace.WINDOW:
            from tracker.domain.judging.periods.rolling import LimitWindows, RollingWindows

            return (LimitWindows if segment.rule.goal.is_limit else RollingWindows)(segment, days)
        case _:
            from tracker.domain.judging.periods.due_days import DueDays

            return DueDays(segment, days)


class Progress(NamedTuple):
    """How far the period that contains today has come: days done, or thousandths of an amount in `unit`.

    `unit` is "day" where days are counted, else the goal's. `need` of an at-most goal is its limit.
    """

    have: int
    need: int
    unit: str


class Obligation:
    """What the period that contains today asks for; nothing where no such period is judged."""

    def __init__(self, judgement: Judgement) -> None:
        self._judgement = judgement

    @cached_property
    def _now(self) -> tuple[JudgedPeriods, int] | None:
        """The part and the index of the period."""
        part = self._judgement.judged[-1] if self._judgement.judged else None
        index = part.now if part else None
        return None if part is None or index is None else (part, index)

    @property
    def _period(self) -> Period | None:
        return self._now[0].period(self._now[1]) if self._now else None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict of the period; None if nothing is due."""
        return VERDICTS[self._now[0].codes[self._now[1]]] if self._now else None

    @property
    def due(self) -> bool:
        """Whether today asks for something, done already or not.

        It does on a due day, and in a week, month or window that is not kept by other days. A limit and an
        urge ask for nothing, nor does an excused day.
        """
        return self._now is not None and self._now[0].owed

    @property
    def progress(self) -> Progress | None:
        """How far the period has come; None if nothing is due, or it is excused."""
        rule = self._judgement.rule
        if rule.goal.is_urge or self.verdict is Verdict.EXCUSED or (period := self._period) is None:
            return None
        return Progress(period.have, period.need, rule.goal.unit if rule.sums else "day")

    @property
    def cut_since(self) -> date | None:
        """The first day of today's week or month where a beginning or a change of rule has cut it; else None."""
        period = self._period
        is_cut = period is not None and period.unit in ("week", "month") and period.days < period.whole
        return date.fromordinal(period.first) if period and is_cut else None
