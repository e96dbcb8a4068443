"""Reminders: the times of day at which a habit, or the whole day, asks to be looked at.

A time is kept in minutes after midnight. It belongs to the habit's day, which may begin later than the calendar's: what
is set for half past midnight comes at the end of a day that begins at three.
"""

from __future__ import annotations

import re

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.habit import Rule
from tracker.domain.schedule import ANYTIME
from tracker.domain.text import clean, excerpt

MOST = 6
"""How many times a day one habit can ask; more would no longer be gentle."""

MINUTES_A_DAY = 1440
_NONE = ("", "none", "off", "never")


def read_time(text: str) -> int:
    """Read a time of day such as `03:00` or `3` into minutes after midnight; raise `Unreadable` otherwise."""
    match = re.fullmatch(r"(\d{1,2})(?:[:.h](\d{2}))?", clean(text), re.ASCII)
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:
        raise Unreadable(f"“{excerpt(text)}” is not a time of day; write it as 03:00.")
    return int(match[1]) * 60 + int(match[2] or 0)


def say_time(minutes: int) -> str:
    """Write minutes after midnight as a time of day: `18:00`."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def read_times(text: str) -> tuple[int, ...]:
    """Read times of day with commas or blanks between them, in order and each once; `none` is no time at all.

    Raises `Unreadable` for what is no time, and `Refused` for more than `MOST`.
    """
    words = clean(text).casefold()
    if words in _NONE:
        return ()
    times = tuple(sorted({read_time(word) for word in words.replace(",", " ").replace(" and ", " ").split()}))
    if len(times) > MOST:
        raise Refused(f"A habit is reminded of {MOST} times a day at most; choose fewer of these {len(times)}.")
    return times


def say_times(times: tuple[int, ...]) -> str:
    """Write times of day with commas between them: `08:00, 18:00`."""
    return ", ".join(map(say_time, times))


def no_reminder_because(rule: Rule) -> str:
    """Say in a sentence why nobody is reminded of what has this rule; nothing where a reminder may be."""
    if rule.goal.is_urge:
        return (
            "There is no reminder for letting go: being told every day what not to think of is thinking of it every "
            "day. Set one for what you would like to do instead."
        )
    if rule.goal.is_limit:
        return (
            "There is no reminder for “at most”: it would bring to mind what you want less of. Set one for what you "
            "would like to do instead."
        )
    if rule.schedule == ANYTIME:
        return "There is no reminder for anytime, since no day asks for it; give it a schedule such as 2/week first."
    return ""


def refuse_reminder(rule: Rule) -> None:
    """Raise `Refused`, in a sentence, where a rule can have no reminder."""
    if because := no_reminder_because(rule):
        raise Refused(because)


def into_day(minutes: int, day_start: int) -> int:
    """Return how many minutes after the beginning of its day a time comes."""
    return (minutes - day_start) % MINUTES_A_DAY
