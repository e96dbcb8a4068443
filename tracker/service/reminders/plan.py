"""Plan: at which times of the week somebody has to look whether there is anything to say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from tracker.domain.book import Book
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import no_reminder_because
from tracker.domain.schedule import Pace

EVERY_DAY = frozenset(range(7))


class Firing(NamedTuple):
    """A time of day, in minutes after midnight, and the weekdays of the calendar (Monday = 0) on which it comes."""

    minute: int
    weekdays: frozenset[int] = EVERY_DAY


def plan_of(book: Book, today: date) -> tuple[Firing, ...]:
    """Return all times at which a book may ask, one of each; on chosen weekdays where only those are due.

    Whether anything is open is asked when the time has come: pauses, skips and marks change no plan.
    """
    start = book.settings.day_start
    found: dict[int, frozenset[int]] = {}
    for habit in book.active:
        rule = habit.rule_on(today)
        if no_reminder_because(rule):
            continue
        days = frozenset(rule.schedule.weekdays) if rule.schedule.pace is Pace.WEEKDAYS else EVERY_DAY
        for time in habit.reminders:
            # What belongs to the end of a day that begins at three comes on the next day of the calendar.
            on = frozenset((day + 1) % 7 for day in days) if time < start else days
            found[time] = found.get(time, frozenset()) | on
    if book.settings.remind is not None:
        found[book.settings.remind] = EVERY_DAY
    return tuple(Firing(minute, found[minute]) for minute in sorted(found))


def next_firing(plan: Sequence[Firing], now: datetime) -> datetime | None:
    """Return when a plan comes next, after a local time; None where it never does."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    coming = (
        day + timedelta(minutes=each.minute)
        for day in (midnight + timedelta(days=ahead) for ahead in range(8))
        for each in plan
        if day.weekday() in each.weekdays
    )
    return min((moment for moment in coming if moment > now), default=None)
