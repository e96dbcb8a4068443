"""Asking: when a book asks for something, what it asks for by now, and that this is said once.

A message goes out once, whatever second process, machine or waking from sleep there is: each machine keeps a short note
of its own in the state folder, and a copy of it beside the book, under the machine's name. A sync program carries that
to the other machines, and none of them ever writes another one's note.

    2026-11-22 quiet@1080
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import ExitStack, suppress
from datetime import date, datetime, timedelta
from zlib import crc32

from tracker import files, folders
from tracker.domain.book import Book
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import into_day, no_reminder_because
from tracker.domain.schedule import Pace
from tracker.service.due import is_open
from tracker.settings import Places
from tracker.storage.file.device import name_device
from tracker.storage.file.disk import Disk
from tracker.storage.store import StoreError

EVERY_DAY = frozenset(range(7))

_MOST_LINES = 6
_BESIDE = ".reminded-"
_PATIENCE = 30.0
"""How many seconds one that wants to say something waits for another one that is at it."""


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


def once(places: Places, day: date, asked: Sequence[Asked], tell: Callable[[Sequence[Asked]], None]) -> Sequence[Asked]:
    """Tell of what was asked for and nobody was told of on this day, and remember it; return what was told of.

    Only one process is at it at a time. Where nothing can be kept, it is told all the same.
    """
    if not asked:
        return []
    with ExitStack() as held:
        with suppress(OSError):
            files.make_folder(places.state)
            try:
                held.enter_context(Disk().lock(_note(places) + ".lock", _PATIENCE))
            except StoreError:
                return []  # somebody else has been at it all the while
        known = _known(places)
        fresh = [each for each in asked if not {f"{day} {key}" for key in each.reminders} <= known]
        if fresh:
            tell(fresh)
            _keep(places, day, known | {f"{day} {key}" for each in asked for key in each.reminders})
    return fresh


def _known(places: Places) -> set[str]:
    """Return what this machine remembers, and what others that share the book do."""
    folder, book = os.path.split(places.book)
    try:
        beside = [name for name in os.listdir(folder) if name.startswith(book + _BESIDE)]
    except OSError:
        beside = []
    notes = [(places.state, os.path.basename(_note(places))), *((folder, name) for name in beside)]
    lines: set[str] = set()
    for place, name in notes:
        with suppress(OSError, ValueError):
            lines.update(folders.read_note(place, name).splitlines())
    return lines


def _keep(places: Places, day: date, lines: Iterable[str]) -> None:
    since = str(day - timedelta(days=1))
    text = "".join(f"{line}\n" for line in sorted(lines) if line[:10] >= since)
    folders.keep_note(places.state, os.path.basename(_note(places)), text)
    folder, book = os.path.split(places.book)
    with suppress(OSError):
        machine = name_device(Disk(), places.state, places.book)
        if os.path.isdir(folder):
            folders.keep_note(folder, f"{book}{_BESIDE}{machine}", text)


def _note(places: Places) -> str:
    """Name the note on one book; whoever keeps several has a note for each."""
    return os.path.join(places.state, f"reminded-{crc32(os.fsencode(places.book)):08x}")
