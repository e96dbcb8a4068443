"""Periods: which kind of period a rule judges by, and the numbers' way from a stretch to its verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.judging.days import DayStates, PauseSpan, read_days
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.segments import Segment
from tracker.domain.log import Log
from tracker.domain.schedule import Pace

# Each kind is imported where a rule asks for it: a command that checks a habit off needs one of them.


def days_of(stretch: Segment, log: Log, rests: Sequence[PauseSpan]) -> DayStates:
    """Read the days of a stretch: through today, or to the end of the week or month that contains it."""
    last = stretch.through
    if stretch.rule.schedule.pace in (Pace.WEEK, Pace.MONTH):
        from tracker.domain.judging.periods.calendar import whole_periods

        last = min(stretch.last, whole_periods(stretch.rule, last, last)[1][0])
    return read_days(stretch.rule.goal, log, rests, stretch.first, last, stretch.today)


def judge_segment(stretch: Segment, days: DayStates, log: Log) -> JudgedPeriods | None:
    """Judge the periods of a stretch; None where nothing is ever due."""
    if stretch.rule.goal.is_urge:
        from tracker.domain.judging.periods.urges import Urges, events

        return Urges(stretch, days, events(log, stretch.first, stretch.through))
    match stretch.rule.schedule.pace:
        case Pace.ANYTIME:
            return None
        case Pace.WEEK | Pace.MONTH:
            from tracker.domain.judging.periods.calendar import CalendarPeriods

            return CalendarPeriods(stretch, days)
        case Pace.WINDOW:
            from tracker.domain.judging.periods.rolling import RollingWindows

            return RollingWindows(stretch, days)
        case _:
            from tracker.domain.judging.periods.due_days import DueDays

            return DueDays(stretch, days)
