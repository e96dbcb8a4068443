"""Calendar events: what a calendar shows of habits: days that repeat for what is due, and days to come for the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256

from tracker.domain.book import Book
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging import Verdict, judge
from tracker.domain.log import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import MINUTES_A_DAY, no_reminder_because
from tracker.domain.schedule import Pace
from tracker.exchange.calendar_file import EVERY_DAY, CalendarEvent, Repeated, write_calendar
from tracker.service.due import is_open

MASKED = "letbe"
"""What an event is called whose habit is not to be named: family calendars are shared."""

_DAY = timedelta(days=1)
_FAR = timedelta(days=730)
"""A pause that ends later than so is taken for one without an end."""


class Wish(NamedTuple):
    """What a calendar is to show: so many days ahead of what leaves the days free, names or none, alarms or none."""

    days: int = 60
    named: bool = False
    alarm: bool = False


def calendar_of(book: Book, habits: Iterable[Habit], today: date, wish: Wish) -> tuple[str, int]:
    """Write the events of habits as a calendar, and return with it how many there are; raise what writing does."""
    events = events_of(book, habits, today, wish)
    return write_calendar(events), len(events)


def events_of(book: Book, habits: Iterable[Habit], today: date, wish: Wish) -> list[CalendarEvent]:
    """Return the events of habits: at their reminders' times, or all day long where they have none."""
    return [event for habit in habits for event in _of_habit(book, habit, today, wish)]


def _of_habit(book: Book, habit: Habit, today: date, wish: Wish) -> Iterator[CalendarEvent]:
    ends = [*(rule.since - _DAY for rule in habit.rules[1:]), None]
    times: tuple[int | None, ...] = habit.reminders or (None,)
    for rule, end in zip(habit.rules, ends, strict=True):
        last = min(filter(None, (end, habit.archived and habit.archived - _DAY)), default=None)
        if no_reminder_because(rule) or (last and last < rule.since):
            continue
        repeats = rule.schedule.pace in (Pace.DAILY, Pace.WEEKDAYS)
        for time in times:
            blank = _blank(book, habit, rule, time, wish)
            if repeats:
                yield from _repeating(book, habit, blank, rule, last, today)
            elif last is None and rule == habit.rule_on(today):
                for day in _coming(book, habit, today, wish.days):
                    yield _on(book, blank, day)._replace(id=f"{blank.id}-{day:%Y%m%d}")


def _blank(book: Book, habit: Habit, rule: Rule, time: int | None, wish: Wish) -> CalendarEvent:
    """Return an event of a rule that lies on no day yet; its id tells nothing of what it is about."""
    told = f"{habit.id} {rule.since} {'' if time is None else time}"
    alarm = None
    if wish.alarm and time is not None:
        alarm = 0
    elif wish.alarm and book.settings.remind is not None:
        remind, start = book.settings.remind, book.settings.day_start
        alarm = remind if remind >= start else remind + MINUTES_A_DAY
    id = sha256(told.encode()).hexdigest()[:24]
    summary, about = (habit.name, habit.cue) if wish.named else (MASKED, "")
    return CalendarEvent(id, rule.since, time, rule.since, summary, about, alarm=alarm)


def _on(book: Book, event: CalendarEvent, day: date) -> CalendarEvent:
    """Lay an event on a day of the habit's, which may end after midnight."""
    return event._replace(day=day + _DAY * _is_after_midnight(book, event))


def _is_after_midnight(book: Book, event: CalendarEvent) -> bool:
    return event.minute is not None and event.minute < book.settings.day_start


def _repeating(
    book: Book, habit: Habit, event: CalendarEvent, rule: Rule, last: date | None, today: date
) -> Iterator[CalendarEvent]:
    """Return the one event of a rule by which certain days are due, without those that are excused."""
    due = frozenset(rule.schedule.weekdays) if rule.schedule.pace is Pace.WEEKDAYS else EVERY_DAY
    endless = [
        pause.start for pause in book.pauses_of(habit) if pause.end is None or pause.end > max(today, rule.since) + _FAR
    ]
    until = min(filter(None, (last, *(start - _DAY for start in endless))), default=None)
    first = next(day for day in (rule.since + _DAY * n for n in range(7)) if day.weekday() in due)
    if until and until < first:
        return
    shift = _is_after_midnight(book, event)
    without = sorted(
        day + _DAY * shift
        for day in _excused(book, habit, today)
        if first <= day and (until is None or day <= until) and day.weekday() in due
    )
    weekdays = frozenset((day + shift) % 7 for day in due)
    repeated = Repeated(weekdays, until + _DAY * shift if until else None, tuple(without))
    yield _on(book, event, first)._replace(repeated=repeated)


def _excused(book: Book, habit: Habit, today: date) -> set[date]:
    """Return the days that are skipped or paused with an end, and today where there is nothing left to ask for."""
    days = {day for day, mark in book.log(habit.id) if mark.kind is MarkKind.SKIP}
    for pause in book.pauses_of(habit):
        if pause.end is not None and pause.end <= max(today, habit.rule.since) + _FAR:
            days.update(pause.start + _DAY * n for n in range((pause.end - pause.start).days + 1))
    if not is_open(judge(habit, book.log(habit.id), book.pauses_of(habit), today), today):
        days.add(today)
    return days


def _coming(book: Book, habit: Habit, today: date, days: int) -> Iterator[date]:
    """Walk the days to come on which something may be done that leaves the choice of days free."""
    if habit.rule_on(today).schedule.pace is Pace.WINDOW:
        yield from _in_windows(book, habit, today, days)
        return
    day, end = today, today + _DAY * days
    while day < end:
        first, last = _period_around(habit.rule_on(today), day)
        yield from (each for each in _within(book, habit, max(first, today), last) if each < end)
        day = last + _DAY


def _in_windows(book: Book, habit: Habit, today: date, days: int) -> Iterator[date]:
    """Walk the days on which a window asks, if it is done on each of them."""
    log, pauses = book.log(habit.id), book.pauses_of(habit)
    for day in (today + _DAY * n for n in range(days)):
        if is_open(judge(habit, log, pauses, day), day):
            yield day
            log = log.marked(day, Mark(MarkKind.DONE))


def _period_around(rule: Rule, day: date) -> tuple[date, date]:
    if rule.schedule.pace is Pace.WEEK:
        first = day - _DAY * ((day.weekday() - rule.week_start) % 7)
        return first, first + 6 * _DAY
    return day.replace(day=1), (day.replace(day=28) + 4 * _DAY).replace(day=1) - _DAY


def _within(book: Book, habit: Habit, first: date, last: date) -> list[date]:
    """Spread what a week or month still needs over the days that are left of it, and free."""
    log, pauses = book.log(habit.id), book.pauses_of(habit)
    obligation = judge(habit, log, pauses, last).obligation
    if obligation.verdict in (Verdict.KEPT, Verdict.EXCUSED):
        return []
    progress = obligation.progress
    days_counted = progress is not None and progress.unit == "day" and not habit.rule.sums
    need = max(0, progress.need - progress.have) if progress and days_counted else 1
    settled = (MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED)
    free = [
        day
        for day in (first + _DAY * n for n in range((last - first).days + 1))
        if not any(pause.holds(day) for pause in pauses) and getattr(log.get(day), "kind", None) not in settled
    ]
    return [free[index * len(free) // need] for index in range(min(need, len(free)))] if need <= len(free) else free
