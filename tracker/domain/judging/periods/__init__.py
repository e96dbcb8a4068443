"""Periods: which kind of period a rule judges by, and the numbers' way from a segment to its verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.judging.days import DayStates, PauseSpan, read_days
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.segments import Segment
from tracker.domain.log import Log
from tracker.domain.schedule import Pace

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
