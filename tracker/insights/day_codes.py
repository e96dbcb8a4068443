"""Day codes: what a day says of a habit, one character a day.

The grid shows everything that was recorded. These characters keep what can be counted, and leave out the rest:
days that are excused, not due, not judged, or not over.
"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.judging import days as state
from tracker.domain.judging.days import DayStates
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.periods.due_days import DueDays
from tracker.domain.judging.periods.urges import Urges
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, OPEN
from tracker.domain.schedule import Pace

DUE_KEPT, DUE_MISSED, FREE_DONE, FREE_NOT, OUT = "#.+, "
"""Kept or missed on a day that is a period of its own (a due day, a day under a limit, a day with urges); done or
not on a day of a week, month or window that leaves the choice of days free, or `anytime`; left out."""

DONE = DUE_KEPT + FREE_DONE
NOT_DONE = DUE_MISSED + FREE_NOT

_FROM_VERDICT = str.maketrans(KEPT + MISSED + EXCUSED + OPEN, DUE_KEPT + DUE_MISSED + OUT + OUT)
_FROM_STATE = str.maketrans(
    state.REACHED + state.PART + state.MISSED + state.NOTHING + state.SKIPPED + state.PAUSED,
    FREE_DONE + FREE_NOT + FREE_NOT + FREE_NOT + OUT + OUT,
)
# Where amounts of several days add up, a day has done its part with any amount.
_FROM_SUMMED_STATE = _FROM_STATE | str.maketrans(state.PART, FREE_DONE)


def day_codes(stretch: Segment, days: DayStates, judged: JudgedPeriods | None) -> str:
    """Return the codes of a stretch, from its first day through the last that has begun."""
    length = stretch.through + 1 - stretch.first
    if isinstance(judged, DueDays | Urges):
        codes = judged.codes.translate(_FROM_VERDICT)
        if stretch.rule.schedule.pace is Pace.DAILY:
            return codes
        return _placed(codes, judged.firsts, stretch.first, length)
    if stretch.rule.goal.is_limit:
        return OUT * length  # a limit on a week says nothing of any one day
    codes = days.states[:length].translate(_FROM_SUMMED_STATE if stretch.rule.sums else _FROM_STATE)
    return codes[:-1] + OUT if stretch.holds_today and codes.endswith(FREE_NOT) else codes


def _placed(codes: str, days: Iterable[int], first: int, length: int) -> str:
    line = [OUT] * length
    for day, code in zip(days, codes, strict=True):
        line[day - first] = code
    return "".join(line)
