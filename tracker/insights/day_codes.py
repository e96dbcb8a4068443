"""Day codes: what a day says of a habit, one character a day.

The grid shows everything that was recorded. These characters keep what can be counted, and leave out the rest:
days that are excused, not due, not judged, or not over.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.judging.codes import DAY_OF_STATE, DAY_OF_SUMMED_STATE, DAY_OF_VERDICT, DayCode
from tracker.domain.judging.days import DayStates
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.periods.due_days import DueDays
from tracker.domain.judging.periods.urges import Urges
from tracker.domain.judging.segments import Segment
from tracker.domain.schedule import Pace

DONE = DayCode.DUE_KEPT + DayCode.FREE_DONE
NOT_DONE = DayCode.DUE_MISSED + DayCode.FREE_NOT


def day_codes(segment: Segment, days: DayStates, judged: JudgedPeriods | None) -> str:
    """Return the codes of a segment, from its first day through the last that has begun."""
    length = segment.through + 1 - segment.first
    if isinstance(judged, DueDays | Urges):
        codes = judged.codes.translate(DAY_OF_VERDICT)
        if segment.rule.schedule.pace is Pace.DAILY:
            return codes
        placed = _placed(codes, judged.firsts, segment.first, length)
        is_open = segment.holds_today and isinstance(judged, Urges)  # today's can still change
        return placed[:-1] + DayCode.OUT if is_open else placed
    if segment.rule.goal.is_limit:
        return DayCode.OUT * length  # a limit on a week says nothing of any one day
    codes = days.states[:length].translate(DAY_OF_SUMMED_STATE if segment.rule.sums else DAY_OF_STATE)
    before = max(0, min(length, segment.since - segment.first))
    if before:  # what was not done before the habit's first day was not asked for
        codes = codes[:before].replace(DayCode.FREE_NOT, DayCode.OUT) + codes[before:]
    return codes[:-1] + DayCode.OUT if segment.holds_today and codes.endswith(DayCode.FREE_NOT) else codes


def _placed(codes: str, days: Iterable[int], first: int, length: int) -> str:
    """Put codes at their days; of several urges a day, the last one stands for it, and those acted on come last."""
    line = [DayCode.OUT] * length
    for day, code in zip(days, codes, strict=True):
        line[day - first] = code
    return "".join(line)
