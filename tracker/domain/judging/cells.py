"""Cells: what the grid shows for a day, one character each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.domain.amounts import ONE
from tracker.domain.goal import Goal
from tracker.domain.habit import Rule
from tracker.domain.judging.codes import CELL_OF_STATE, EXCUSED_STATES, RECORDED_DONE, Cell, State, recode
from tracker.domain.judging.days import PauseSpan, read_days
from tracker.domain.judging.judgement import Judgement
from tracker.domain.judging.periods import FOREVER, ruled
from tracker.domain.judging.periods.due_days import due_flags
from tracker.domain.judging.periods.urges import urge_days
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import Pace

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


class DayCells:
    """What the grid shows of a habit, day by day."""

    def __init__(self, judgement: Judgement, *, owed: bool) -> None:
        held = judgement.segments
        first, last = (held[0].since, held[-1].last) if held else (FOREVER, 0)
        self._judgement = judgement
        self._frame = Frame(first, last, judgement.ordinal, owed=owed)

    def between(self, first: int, last: int) -> str:
        """Return what is shown from one day ordinal to another, both included, one `Cell` a day."""
        log, paused = self._judgement.log, self._judgement.paused
        pieces = ruled(self._judgement.habit, self._judgement.ordinal, first, last)
        return "".join(cells(rule, log, paused, low, high, self._frame) for rule, low, high in pieces)

    def on(self, day: date) -> str:
        """Return what is shown for one day."""
        return self.between(day.toordinal(), day.toordinal())

    def noted(self, first: int, last: int) -> frozenset[int]:
        """Return the ordinals of the days with a note, from one day ordinal to another, both included."""
        return self._judgement.log.noted(first, last)

    def share(self, ordinal: int) -> float:
        """Return how much of its rule's amount a day's mark holds, 0 to 1."""
        day = date.fromordinal(ordinal)
        mark = self._judgement.log.get(day) if ordinal <= self._judgement.ordinal else None
        return share(self._judgement.habit.rule_on(day).goal, mark)


def cells(rule: Rule, log: Log, paused: Sequence[PauseSpan], first: int, last: int, frame: Frame) -> str:
    """Return the cells of the days from `first` to `last`, on all of which `rule` holds."""
    days = read_days(rule.goal, log, paused, first, last, frame.today)
    if rule.goal.is_urge:
        found = urge_days(log, first, min(last, frame.today))
        urges = {day: _urge_cell(passed, acted) for day, passed, acted in found}
        return "".join(urges.get(day, _idle(code, day, frame)) for day, code in enumerate(days.states, first))
    show = _limit_cell if rule.goal.is_limit else _goal_cell
    due = due_flags(rule.schedule, first, len(days.states))
    one_day = rule.schedule.pace in _ONE_DAY
    shown = (
        _idle(code, day, frame) if code in EXCUSED_STATES else show(code, day, frame, due=is_due, one_day=one_day)
        for (day, code), is_due in zip(enumerate(days.states, first), due, strict=True)
    )
    return _with_paused_amounts("".join(shown), log, first, min(last, frame.today))


def _urge_cell(passed: int, acted: int) -> str:
    """Show a day with urges; where there were both, neither hides the other."""
    if passed and acted:
        return Cell.MIXED
    return Cell.ACTED if acted else Cell.PASSED


def _idle(code: str, day: int, frame: Frame) -> str:
    """Show an excused day, or one without any event; a pause says nothing of days before or after the habit."""
    if code == State.SKIPPED:
        return Cell.SKIPPED
    return Cell.PAUSED if code == State.PAUSED and frame.first <= day <= frame.last else Cell.NOTHING


def _goal_cell(code: str, day: int, frame: Frame, *, due: bool, one_day: bool) -> str:
    """Show a day of a habit to be done; only where each day is a period of its own is an empty one a miss."""
    if code != State.NOTHING:
        return recode(code, CELL_OF_STATE)
    if day == frame.today:
        return Cell.OPEN if frame.owed else Cell.NOTHING
    return Cell.MISSED if one_day and due and frame.is_closed(day) else Cell.NOTHING


def _limit_cell(code: str, day: int, frame: Frame, *, due: bool, one_day: bool) -> str:
    """Show a day of a habit to be kept under a limit: clean is the default once the day is over.

    An amount of today says at once whether it is within the limit; one day's amount within the limit of more days
    is a part of it.
    """
    if code == State.MISSED:
        return Cell.MISSED
    if code == State.NOTHING:
        return Cell.CLEAN if due and frame.is_closed(day) else Cell.NOTHING
    if not due or not frame.is_judged(day):
        return Cell.PART
    if code == State.OVER:
        return Cell.OVER
    return Cell.CLEAN if one_day else Cell.PART


def _with_paused_amounts(shown: str, log: Log, first: int, last: int) -> str:
    """Show what was done in part on a paused day, although it does not count for that day."""
    if Cell.PAUSED not in shown:
        return shown
    marks = zip(log.line(first, last), log.amounts(first, last), strict=True)
    done = [code == RECORDED_DONE or amount > 0 for code, amount in marks]
    begun = [Cell.PART if cell == Cell.PAUSED and is_done else cell for cell, is_done in zip(shown, done, strict=False)]
    return "".join(begun) + shown[len(begun) :]


def share(goal: Goal, mark: Mark | None) -> float:
    """Return how much of a goal's amount a day's own mark holds, 0 to 1; 1 for done, and for anything over zero.

    Of urges it is those let pass among all.
    """
    if mark is not None and (mark.passed or mark.acted):
        return mark.passed / (mark.passed + mark.acted)
    if mark is None or mark.kind not in (MarkKind.DONE, MarkKind.AMOUNT):
        return 0.0
    if goal.is_limit and mark.kind is MarkKind.DONE:
        return min(1.0, ONE / goal.amount) if goal.amount else 1.0
    if mark.kind is MarkKind.DONE or not goal.amount:
        return float(mark.kind is MarkKind.DONE or mark.amount > 0)
    return min(1.0, mark.amount / goal.amount)
