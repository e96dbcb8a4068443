"""Explanation: why a period got its verdict, in words."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tracker.domain.amounts import format_amount
from tracker.domain.goal import Aim, Goal
from tracker.domain.habit import Rule
from tracker.domain.judging.days import PAUSED
from tracker.domain.judging.verdict import Period, Verdict
from tracker.domain.schedule import Pace

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class Explanation(NamedTuple):
    """The verdict of the period from `first` to `last`, and the reason in words.

    `title` names the period: "Sun 22 Nov", "week of 9 Nov", "November 2026".
    """

    first: date
    last: date
    verdict: Verdict
    words: str
    title: str


def explain(rule: Rule, period: Period, state: str = "") -> Explanation:
    """Explain a period that was judged by a rule; `state` is what the day itself says, where it is one day."""
    first, last = date.fromordinal(period.first), date.fromordinal(period.last)
    return Explanation(first, last, period.verdict, _words(rule, period, state), _title(rule, first))


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
    if rule.goal.aim is Aim.LET_GO:
        return _urges(period)
    return _figures(rule, period) + _circumstances(rule, period)


def _excused(period: Period, state: str) -> str:
    if state:
        return "paused" if state == PAUSED else "skipped"
    return f"all {period.days} days excused" if period.days > 1 else "the day was excused"


def _urges(period: Period) -> str:
    acted = period.need - period.have
    passed = f"{period.have} let pass"
    if not acted:
        return passed
    return f"{passed}, {acted} acted on" if period.have else f"{acted} acted on"


def _figures(rule: Rule, period: Period) -> str:
    """Say how much there is of how much: "2 of 3 days", "20 of 30 min", "1 time, at most 2"."""
    goal, one_day = rule.goal, rule.schedule.pace in (Pace.DAILY, Pace.WEEKDAYS)
    within = f" in {_days(period.days)}" if rule.schedule.pace is Pace.WINDOW else ""
    if goal.aim is Aim.AT_MOST:
        return f"{format_amount(period.have, goal.unit)}{within}, at most {format_amount(period.need)}"
    if goal.counts and rule.schedule.times == 1:
        return f"{format_amount(period.have)} of {_rounded(goal, period.need)}{within}"
    if one_day:
        return "done" if period.have else "not done yet" if period.verdict is Verdict.OPEN else "not done"
    return f"{period.have} of {_plural(period.need, 'day')}{within}"


def _rounded(goal: Goal, amount: int) -> str:
    """Print an amount that a share has made fractional without its thousandths."""
    return format_amount(amount if amount == goal.amount else -(-amount // 10) * 10, goal.unit)


def _circumstances(rule: Rule, period: Period) -> str:
    """Say what has made the need smaller than the rule's own."""
    reasons = []
    if period.days < period.whole:
        cut = "only" if rule.schedule.pace is Pace.WINDOW else f"part of a {period.unit}:"
        reasons.append(f"{cut} {_days(period.days)} so far" if cut == "only" else f"{cut} {_days(period.days)}")
    if period.excused:
        reasons.append(f"{_count(period.excused)} {'day' if period.excused == 1 else 'days'} excused")
    if not reasons:
        return ""
    if rule.goal.aim is Aim.AT_MOST:
        return ", " + ", ".join(reasons)
    need = _rounded(rule.goal, period.need) if rule.goal.counts and rule.schedule.times == 1 else _count(period.need)
    return f", {', '.join(reasons)}, so {need} {'was' if need == 'one' else 'were'} needed"


def _days(count: int) -> str:
    return _plural(count, "day")


def _plural(count: int, word: str) -> str:
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
