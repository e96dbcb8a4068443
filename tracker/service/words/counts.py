"""Counted: from when a habit is counted, and which days a count such as `1 of 3` is of, in words."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.clock import LONG_MONTHS, short_day
from tracker.domain.amounts import format_amount
from tracker.domain.judging import Standing, Verdict
from tracker.domain.log import Log
from tracker.domain.schedule import Pace
from tracker.domain.text import counted, counted_as, percent


def recorded_words(log: Log) -> str:
    """Say how many days have something recorded, and since when: `11 since Thu 12 Nov 2026`."""
    if log.span is None:
        return "none yet"
    first = date.fromordinal(log.span[0])
    return f"{sum(1 for _ in log):,} since {short_day(first)} {first.year}"


def reach_words(standing: Standing, day: date) -> str:
    """Say that a mark has moved the day from which its habit is counted; nothing for any other mark.

    What was done on it may keep a period; no day in between is asked for.
    """
    moved = standing.counted_from == day < standing.habit.rules[0].since
    return f"counted from {short_day(day)} on" if moved else ""


def uncounted_words(standing: Standing, day: date) -> str:
    """Say that a limit does not count a day before its first rule, to which it never reaches back; else nothing."""
    first = standing.habit.rules[0]
    if not first.goal.is_limit or day >= first.since:
        return ""
    return f"recorded, but counted only from {short_day(first.since)} on"


def rate_words(standing: Standing) -> str:
    """Say how many periods were kept of those kept or missed, in their unit: `2 of 3 weeks (7 of 9 days)`.

    Where weeks or months ask for days, those done of those asked for stand beside it; nothing without a rate.
    """
    if standing.rate is None:
        return ""
    kept, missed, _ = standing.tally
    units = dict.fromkeys(part.unit for part in standing.judgement.judged)
    words = f"{kept} of {counted_as(kept + missed, tuple(units))}"
    done = standing.asked if len(standing.judgement.judged) == 1 else None
    return f"{words} ({done[0]} of {counted(done[1], 'day')})" if done and done[1] != kept + missed else words


def strength_words(strength: float | None, *, is_new: bool) -> str:
    """Say how settled a habit is, in percent; `new` in its first four weeks (or months), which say nothing yet."""
    if strength is None:
        return ""
    return "new" if is_new else percent(strength)


def period_words(standing: Standing, day: date) -> str:
    """Say how the week, month or window of an earlier day stands: `1 of 2 in February`, `2 of 3 in the week of 9 Nov`.

    Nothing where each day is judged by itself, and nothing for a period that was excused.
    """
    period, rule = standing.period_on(day), standing.habit.rule_on(day)
    if period is None or period.verdict is Verdict.EXCUSED or rule.goal.is_urge:
        return ""
    match rule.schedule.pace:
        case Pace.WEEK:
            first = day - timedelta((day.weekday() - rule.week_start) % 7)
            where = f"in the week of {short_day(first)[4:]}"
        case Pace.MONTH:
            where = f"in {LONG_MONTHS[day.month - 1]}" + ("" if day.year == standing.today.year else f" {day.year}")
        case Pace.WINDOW:
            where = f"in the {counted(period.days, 'day')} to {short_day(day)}"
        case _:
            return ""
    if not rule.sums:
        return f"{period.have} of {period.need} {where}"
    most = "at most " if rule.goal.is_limit else ""
    return f"{format_amount(period.have)} of {most}{format_amount(period.need, rule.goal.unit)} {where}"


def within_words(standing: Standing, *, briefly: bool = False) -> str:
    """Say which days a count such as `1 of 3` is of: `this week`; a week that was cut owes its share, and says so.

    What has cut it is the habit's beginning, which makes a short first week, or a change of its rule.
    """
    schedule = standing.rule.schedule
    if schedule.pace not in (Pace.WEEK, Pace.MONTH):
        return f"in {schedule.days} days"
    since = standing.obligation.cut_since
    if since is None:
        return f"this {schedule.pace}"
    if since == standing.counted_from and not briefly:
        return f"in a short first {schedule.pace}"
    day = short_day(since)[:3] if schedule.pace is Pace.WEEK else short_day(since)
    begun = "today" if since == standing.today else f"since {day}"
    return begun if briefly else f"{begun}, its share of this {schedule.pace}"
