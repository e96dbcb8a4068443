"""Days: what all edits of a habit's day share, and how a mark goes on a day that has events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tracker.clock import EARLIEST, Clock, say_date
from tracker.domain.amounts import ONE
from tracker.domain.book import Book
from tracker.domain.changes import Change, DeleteEvent, SetMark
from tracker.domain.errors import Refused
from tracker.domain.event import MOST_EVENTS, Event, counting
from tracker.domain.goal import Goal
from tracker.domain.log import Log
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import counted, excerpt

MOST_URGES = 999


class When(NamedTuple):
    """Where an edit stands in time: the logical today, and the minutes since 1970 (UTC) that marks remember.

    `clock` is the time of day at which an event of today happened, in minutes after today's midnight.
    """

    today: date
    minute: int | None = None
    clock: int | None = None


def now(clock: Clock, day_start: int) -> When:
    """Return the present moment, as the edits want it; small hours before the day's start are its last ones."""
    minute = clock.minute()
    return When(clock.today(day_start), clock.minutes(), minute + 24 * 60 if minute < day_start else minute)


def refuse_outside(day: date, today: date) -> None:
    """Raise `Refused` for a day on which no mark goes: one before letbe's calendar begins, or one to come."""
    if day > today:
        raise Refused(f"{say_date(day, today)} has not come yet; marks go on today and on past days.")
    if wrong := day_outside(day, today):
        raise Refused(f"{wrong}; check the year.")


def refuse_to_come(at: int | None, day: date, when: When) -> None:
    """Raise `Refused` for a minute of today that has not come yet; what was late last night belongs to its day."""
    if at is not None and when.clock is not None and day == when.today and at > when.clock:
        from tracker.domain.reminders import say_time  # most marks have no minute

        raise Refused(f"{say_time(at % (24 * 60))} has not come yet today; say on which day it was.")


def day_outside(day: date, today: date) -> str:
    """Say why a day is none of letbe's calendar; nothing where it is one."""
    if day > today:
        return f"{day} has not come yet"
    return f"{day} is before {EARLIEST.year}, where letbe's calendar begins" if day < EARLIEST else ""


def marks_outside(book: Book, today: date) -> Iterator[tuple[str, str, str]]:
    """Walk what no way in would take, in words; tomorrow is not among it, for somewhere it has begun.

    Each comes with nothing that letbe does about it by itself, and what its owner can do.
    """
    tomorrow = today + timedelta(days=1)
    for habit in book.habits:
        log = book.log(habit.id)
        if any(day_outside(date.fromordinal(end), tomorrow) for end in log.span or ()):
            days = [day for day, _ in log if day_outside(day, tomorrow)]
            words = f"“{excerpt(habit.name)}” has {counted(len(days), 'mark')} on days that no mark can be made on"
            yield f"{words}: {day_outside(days[-1], tomorrow)}.", "", "clear them"


def urges_outside(mark: Mark) -> str:
    """Say why a mark has more urges than a day can; nothing where it has not."""
    most = max(mark.passed, mark.acted)
    return f"a day has at most {MOST_URGES} urges of a kind, and {most:,} are more" if most > MOST_URGES else ""


def so_far(mark: Mark | None, goal: Goal) -> int:
    """Return the amount a day has, in thousandths: a plain `done` is the goal, or one time under an at-most goal."""
    if mark is None:
        return 0
    if mark.kind is MarkKind.DONE:
        return ONE if goal.is_limit else goal.amount
    return mark.amount


def only_note(old: Mark | None) -> Mark | None:
    """Return what is left of a mark when only its note stays."""
    return Mark(MarkKind.NOTE, note=old.note) if old and old.note else None


def set_day(log: Log, habit: str, day: date, new: Mark | None, when: When, *, whole: bool = False) -> Iterator[Change]:
    """Walk what makes a day say something else than it does, its events included.

    A total takes in the portions of the day, and a note leaves all as it is. Where nothing is to be left, the events
    go too; those under a plain word, such as a skip, only with `whole`.
    """
    old, typed, events = log.get(day), log.typed(day), log.events(day)
    counted: tuple[str, ...] = ()
    if events and new and old and new[:4] == old[:4]:
        new = typed._replace(note=new.note) if typed else Mark(MarkKind.NOTE, note=new.note)
        new = None if new.kind is MarkKind.NOTE and not new.note else new
        counted = counting(events)
    elif events and (new is None or new.kind is MarkKind.NOTE):
        plain = typed is not None and typed.kind in (MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED)
        yield from (DeleteEvent(habit, day, event.id) for event in events if whole or not plain)
    if new != typed or events:
        yield SetMark(habit, day, new._replace(at=when.minute) if new else None, counted)


def limit_words(name: str, goal: Goal) -> str:
    """Say what a habit with a limit counts, and that a day on which it did not happen is well without a mark."""
    counted_as = "how often it happened" if goal.unit in ("", "time", "times") else "how much it was"
    return f"{name} counts {counted_as}, and where it did not happen, nothing has to be written"


def refuse_too_many(events: Sequence[Event], more: int) -> None:
    """Raise `Refused` where a day would have more events than it can."""
    if len(events) + more > MOST_EVENTS:
        raise Refused(f"A day has at most {MOST_EVENTS} urges or portions, and this would be more.")
