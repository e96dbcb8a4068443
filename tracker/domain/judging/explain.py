"""Explanation: why a period got its verdict, in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tracker.domain.amounts import ONE, format_amount
from tracker.domain.goal import Goal
from tracker.domain.habit import Rule
from tracker.domain.judging.codes import State
from tracker.domain.judging.periods import JudgedPeriods, Period, Verdict, ceiling
from tracker.domain.judging.periods.urges import Urges
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import Pace
from tracker.domain.text import counted

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Explanation(NamedTuple):
    """The verdict of the period from `first` to `last`, and the reason in words.

    `title` names the period: "Sun 22 Nov", "week of 9 Nov", "November 2026". The urges of a day are told as one,
    without a verdict where some were let pass and some acted on.
    """

    first: date
    last: date
    verdict: Verdict | None
    words: str
    title: str
    is_urges: bool = False


def explain(rule: Rule, period: Period, state: str = "") -> Explanation:
    """Explain a period that was judged by a rule; `state` is what the day itself says, where it is one day."""
    first, last = date.fromordinal(period.first), date.fromordinal(period.last)
    return Explanation(first, last, period.verdict, _words(rule, period, state), _title(rule, first))


def explain_urges(part: JudgedPeriods) -> Iterator[Explanation]:
    """Explain the urges of a segment, those of a day as one, the latest first: each counts by itself."""
    for ordinal, passed, acted in reversed(part.urge_days if isinstance(part, Urges) else ()):
        day = date.fromordinal(ordinal)
        told = ((passed, "let pass"), (acted, "acted on"))
        words = ", ".join(f"{count} {what}" for count, what in told if count)
        verdict = None if passed and acted else Verdict.MISSED if acted else Verdict.KEPT
        yield Explanation(day, day, verdict, words, _title(part.segment.rule, day), is_urges=True)


def _title(rule: Rule, first: date) -> str:
    month = _MONTHS[first.month - 1]
    match rule.schedule.pace:
        case Pace.MONTH:
            return f"{month} {first.year}"
        case Pace.WEEK:
            first = date.fromordinal(first.toordinal() - (first.weekday() - rule.week_start) % 7)
            return f"week of {first.day} {_MONTHS[first.month - 1][:3]}"
        case _:
            return f"{_DAYS[first.weekday()]} {first.day} {month[:3]}"


def _words(rule: Rule, period: Period, state: str) -> str:
    if period.verdict is Verdict.EXCUSED:
        return _excused(period, state)
    if state == State.MISSED and rule.goal.is_limit:
        return "marked missed"
    return _figures(rule, period) + _circumstances(rule, period)


def _excused(period: Period, state: str) -> str:
    if state:
        return "paused" if state == State.PAUSED else "skipped"
    if period.excused < period.days:
        return f"{period.excused} of {counted(period.days, 'day')} excused, so nothing was needed"
    return f"all {period.days} days excused" if period.days > 1 else "the day was excused"


def _figures(rule: Rule, period: Period) -> str:
    """Say how much there is of how much: "2 of 3 days", "20 of 30 min", "3, at most 2 times"."""
    goal = rule.goal
    if goal.is_limit:
        return f"{_amount(period.have)}{_within(rule, period)}, {goal.words}"
    if rule.sums:
        return f"{_amount(period.have)} of {_rounded(goal, period.need)}{_within(rule, period)}"
    if rule.schedule.pace in (Pace.DAILY, Pace.WEEKDAYS):
        return "done" if period.have else "not done yet" if period.verdict is Verdict.OPEN else "not done"
    if rule.schedule.pace is Pace.WINDOW and period.days == 1:
        return f"{'done' if period.have else 'not done'} on the first day"
    if rule.schedule.pace is Pace.WINDOW:
        have = str(period.have) if period.have else "none"
        return f"{have} of {_stretch(period)}, {_count(period.need)} needed"
    if period.have > period.need:
        return counted(period.have, "day") + ("" if _reasons(period) else f", {_needed(rule, period)}")
    return f"{period.have} of {counted(period.need, 'day')}"


def _within(rule: Rule, period: Period) -> str:
    if rule.schedule.pace is not Pace.WINDOW:
        return ""
    return " on the first day" if period.days == 1 else f" in {_stretch(period)}"


def _stretch(period: Period) -> str:
    return f"the {'first' if period.days < period.whole else 'last'} {period.days} days"


def _amount(value: int) -> str:
    return format_amount(value) if value else "none"


def _rounded(goal: Goal, amount: int) -> str:
    """Print an amount, and one that a share has made fractional to two decimals."""
    return format_amount(amount if amount == goal.amount else ceiling(amount, 10) * 10, goal.unit)


def _circumstances(rule: Rule, period: Period) -> str:
    """Say what has made the need other than the rule's own."""
    reasons = _reasons(period) if rule.schedule.pace in (Pace.WEEK, Pace.MONTH) else []
    if not reasons:
        return ""
    if rule.goal.is_limit:
        return ", " + ", ".join(reasons)
    return f", {', '.join(reasons)}, so {_needed(rule, period)}"


def _reasons(period: Period) -> list[str]:
    reasons = []
    if period.days < period.whole:
        reasons.append(f"part of a {period.unit}: {counted(period.days, 'day')}")
    if period.excused:
        reasons.append(f"{_count(period.excused)} {'day' if period.excused == 1 else 'days'} excused")
    return reasons


def _needed(rule: Rule, period: Period) -> str:
    if rule.sums:
        return f"{_rounded(rule.goal, period.need)} {'was' if period.need == ONE else 'were'} needed"
    if not period.need:
        return "nothing was needed"
    return f"{_count(period.need)} {'was' if period.need == 1 else 'were'} needed"


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
