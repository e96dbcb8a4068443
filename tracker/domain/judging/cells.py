"""Cells: what the grid shows for a day, one character each."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.amounts import ONE
from tracker.domain.goal import Goal
from tracker.domain.habit import Rule
from tracker.domain.judging import days as state
from tracker.domain.judging.days import PauseSpan, read_days
from tracker.domain.judging.periods.due_days import due_flags
from tracker.domain.judging.periods.urges import events
from tracker.domain.log import CODES, Log, Mark, MarkKind
from tracker.domain.schedule import Pace

DONE, MISSED, SKIPPED, PAUSED, PART, PASSED, ACTED, OPEN, CLEAN, OVER, NOTHING = "#.-=~paoc> "
"""What a cell says.

Done (or its amount reached the goal); a due day that closed without it, or was marked missed; skipped; paused, with
nothing recorded; an amount that is not the whole of a goal; urges all let pass; an urge acted on; due today and
nothing settled; a day within its limit; a day over its limit; not due, or nothing to say.
"""

_EXCUSED = (state.SKIPPED, state.PAUSED)
_ONE_DAY = (Pace.DAILY, Pace.WEEKDAYS)


class Frame:
    """What decides the cells of a habit besides its marks: which days count, and what today still owes.

    `first` and `last` are the ordinals between which days are judged; nothing outside them is ever missed or
    clean. `owed` says whether something is asked of `today`.
    """

    def __init__(self, first: int, last: int, today: int, *, owed: bool) -> None:
        self.first = first
        self.last = last
        self.today = today
        self.owed = owed

    def is_judged(self, day: int) -> bool:
        """Whether a day has come between those at which judging begins and ends."""
        return self.first <= day <= min(self.last, self.today)

    def is_closed(self, day: int) -> bool:
        """Whether a day is judged and over."""
        return self.is_judged(day) and day != self.today


def cells(rule: Rule, log: Log, rests: Sequence[PauseSpan], first: int, last: int, frame: Frame) -> str:
    """Return the cells of the days from `first` to `last`, on all of which `rule` holds."""
    days = read_days(rule.goal, log, rests, first, last, frame.today)
    if rule.goal.is_urge:
        urges = {day: ACTED if acted else PASSED for day, _, acted in events(log, first, min(last, frame.today))}
        return "".join(urges.get(day, _idle(code, day, frame)) for day, code in enumerate(days.states, first))
    show = _limit_cell if rule.goal.is_limit else _goal_cell
    due = due_flags(rule.schedule, first, len(days.states))
    one_day = rule.schedule.pace in _ONE_DAY
    shown = (
        _idle(code, day, frame) if code in _EXCUSED else show(code, day, frame, due=is_due, one_day=one_day)
        for (day, code), is_due in zip(enumerate(days.states, first), due, strict=True)
    )
    return _with_paused_amounts("".join(shown), log, first, min(last, frame.today))


def _idle(code: str, day: int, frame: Frame) -> str:
    """Show an excused day, or one without any event; a pause says nothing of days before or after the habit."""
    if code == state.SKIPPED:
        return SKIPPED
    return PAUSED if code == state.PAUSED and frame.first <= day <= frame.last else NOTHING


def _goal_cell(code: str, day: int, frame: Frame, *, due: bool, one_day: bool) -> str:
    """Show a day of a habit to be done; only where each day is a period of its own is an empty one a miss."""
    if code != state.NOTHING:
        return code
    if day == frame.today:
        return OPEN if frame.owed else NOTHING
    return MISSED if one_day and due and frame.is_closed(day) else NOTHING


def _limit_cell(code: str, day: int, frame: Frame, *, due: bool, one_day: bool) -> str:
    """Show a day of a habit to be kept under a limit: clean is the default once the day is over.

    An amount of today says at once whether it is within the limit; one day's amount within the limit of more days
    is a part of it.
    """
    if code == state.NOTHING:
        return CLEAN if due and frame.is_closed(day) else NOTHING
    if not due or not frame.is_judged(day):
        return PART
    if code == state.OVER:
        return OVER
    return CLEAN if one_day else PART


def _with_paused_amounts(shown: str, log: Log, first: int, last: int) -> str:
    """Show what was done in part on a paused day, although it does not count for that day."""
    if PAUSED not in shown:
        return shown
    marks = zip(log.line(first, last), log.amounts(first, last), strict=True)
    done = [code == CODES[MarkKind.DONE] or amount > 0 for code, amount in marks]
    begun = [PART if cell == PAUSED and is_done else cell for cell, is_done in zip(shown, done, strict=False)]
    return "".join(begun) + shown[len(begun) :]


def share(goal: Goal, mark: Mark | None) -> float:
    """Return how much of a goal's amount a day's own mark holds, 0 to 1; 1 for done, and for anything over zero."""
    if mark is None or mark.kind not in (MarkKind.DONE, MarkKind.AMOUNT):
        return 0.0
    if goal.is_limit and mark.kind is MarkKind.DONE:
        return min(1.0, ONE / goal.amount) if goal.amount else 1.0
    if mark.kind is MarkKind.DONE or not goal.amount:
        return float(mark.kind is MarkKind.DONE or mark.amount > 0)
    return min(1.0, mark.amount / goal.amount)
