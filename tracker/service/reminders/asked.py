"""Asked: what is open now and has a reminder that has come, and the message it makes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tracker.domain.book import Book
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import into_day, no_reminder_because
from tracker.service.due import is_open

_MOST_LINES = 6


class Asked(NamedTuple):
    """A habit that is open and asked for, since which time of day, and the reminders that ask.

    Each of `reminders` is a key by which it is remembered that a message went out: those of the habit that have come
    (`quiet@1080`), and that of the whole day (`@1230`).
    """

    habit: Habit
    time: int
    reminders: tuple[str, ...]


class Message(NamedTuple):
    """What is sent: a line that says how much is open, and the names behind it where they are asked for."""

    title: str
    body: str


def asked_by(book: Book, standing: Callable[[Habit], Standing], day: date, minute: int) -> list[Asked]:
    """Return what is open on a day and asked for by a time of it, in minutes after midnight; the earliest first.

    Nobody is judged of whom no reminder has come.
    """
    start = book.settings.day_start
    now = into_day(minute, start)
    found = []
    for habit in book.active:
        come = _come(book, habit, now)
        if come and is_open(standing(habit), day):
            found.append(Asked(habit, *come))
    return sorted(found, key=lambda asked: into_day(asked.time, start))


def _come(book: Book, habit: Habit, now: int) -> tuple[int, tuple[str, ...]] | None:
    """Return the time since which a habit asks, by its latest reminder, and the keys of all that have come."""
    start, whole_day = book.settings.day_start, book.settings.remind
    times = () if no_reminder_because(habit.rule) else habit.reminders
    own = sorted((time for time in times if into_day(time, start) <= now), key=lambda time: into_day(time, start))
    keys = [f"{habit.id}@{time}" for time in own]
    if whole_day is not None and into_day(whole_day, start) <= now:
        return (own[-1] if own else whole_day), (*keys, f"@{whole_day}")
    return (own[-1], tuple(keys)) if own else None


def message_of(asked: Sequence[Asked], *, named: bool = False) -> Message:
    """Say how much is open, and what only where it is to be `named`: others see the screen too."""
    count = f"{len(asked)} open"
    if not named:
        return Message("letbe", count)
    lines = [f"{each.habit.cue}: {each.habit.name}" if each.habit.cue else each.habit.name for each in asked]
    more = [f"and {len(lines) - _MOST_LINES} more"] if len(lines) > _MOST_LINES else []
    return Message(f"letbe: {count}", "\n".join(lines[:_MOST_LINES] + more))
