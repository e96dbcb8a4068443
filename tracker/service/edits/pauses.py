"""Pauses: the edits that excuse a stretch of days for a habit, an area or everything, and end that again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from tracker.clock import NEXT_MONTH, NEXT_WEEK, read_coming_day, say_date, say_range
from tracker.domain.book import Book, Pause
from tracker.domain.changes import Change, Delete, ItemKind, Put, together
from tracker.domain.errors import Refused
from tracker.domain.habit import Habit
from tracker.domain.schedule import weekday
from tracker.domain.text import clean, clean_line, excerpt
from tracker.service import new_ids
from tracker.service.steps import NOTHING, Edit

UNHEARD = "not in the file"
"""Why habits that came from an old file are paused from its last day on."""

_A_FEW_DAYS = 7
_WHOLE = (NEXT_WEEK, NEXT_MONTH)
_LENGTH = r"(a|\d{1,3}) (day|week)s?"


def pause(start: date, end: date | None = None, *, habit: str = "", area: str = "", why: str = "") -> Edit:
    """Excuse the days from `start` to `end` (None: until further notice) for a habit, an area or everything.

    Where a pause covers all of it already, at most the reason changes: it takes the place of the one for the same days,
    and is taken by a longer pause that has none. Raises `Refused` when the end lies before the start.
    """
    if end is not None and end < start:
        raise Refused(f"The pause would end before it begins: {say_date(end, start)} is before {say_date(start, end)}.")
    reason = clean_line(why, "reason")

    def edit(book: Book) -> Change:
        kept = covering(book, start, end, habit, area)
        if kept is not None:
            wants_it = (kept.start, kept.end) == (start, end) or not kept.why
            return Put(kept._replace(why=reason)) if reason not in ("", kept.why) and wants_it else NOTHING
        taken = {kept.id for kept in book.pauses}
        return Put(Pause(pause_id(start, habit or area, taken), start, end, habit, area, reason))

    return edit


def covering(book: Book, start: date, end: date | None, habit: str, area: str) -> Pause | None:
    """Return the pause of the same thing that has all days from `start` to `end` in it already, or None."""
    for kept in book.pauses:
        runs_as_long = kept.end is None or (end is not None and end <= kept.end)
        if (kept.habit, kept.area) == (habit, area) and kept.start <= start and runs_as_long:
            return kept
    return None


def days_unheard(told: Iterable[date], today: date) -> tuple[date, date] | None:
    """Return the first and the last day from the last one told of until yesterday; None where they are but a few.

    Nobody has said of them that anything was missed, or kept: a file was written before them. A few days can be
    filled in from memory.
    """
    last = max(told, default=None)
    if last is None or (today - last).days <= _A_FEW_DAYS:
        return None
    return last + timedelta(days=1), today - timedelta(days=1)


def coming_pauses(book: Book, today: date) -> list[Pause]:
    """Return the pauses that have not begun yet, the next first."""
    return sorted((kept for kept in book.pauses if kept.start > today), key=lambda kept: (kept.start, kept.id))


def coming_words(book: Book, habit: Habit, today: date) -> str:
    """Say when the next pause of a habit is planned: `paused from Mon 30 Nov to Sun 6 Dec`; nothing where none is."""
    planned = [pause for pause in coming_pauses(book, today) if pause in book.pauses_of(habit)]
    if not planned:
        return ""
    start, end = planned[0].start, planned[0].end
    return f"paused from {say_range(start, end, today) if end else say_date(start, today)}"


def read_stretch(text: str, today: date, week_start: int = 0) -> tuple[date, date | None]:
    """Read a pause in one line: `friday` is from today to Friday, `mon..sun` has both ends, nothing is from today on.

    `next week` and `next month` are the whole of it. Raises `Unreadable` for what is no day.
    """
    words = text.replace(" to ", "..")
    first, dots, last = words.partition("..")
    if not dots and _named(words) not in _WHOLE:
        first, last = "", words
    return read_ends(first, last, today, week_start)


def read_ends(first: str, last: str, today: date, week_start: int = 0) -> tuple[date, date | None]:
    """Read the first and the last day of a pause; without them it begins today, and goes on until it is ended.

    A last day that is a weekday is the first one that does not lie before the pause; `next week` is the last day of
    it, also where only the first was said, and `7 days` is how long it goes. Raises `Unreadable` for what is no day.
    """
    start = read_coming_day(first, today, week_start) if first.strip() else today
    last = last.strip() or (first if _named(first) in _WHOLE else "")
    return start, _read_last_day(last, start, today, week_start) if last else None


def _named(text: str) -> str:
    return clean(text).casefold()


def _read_last_day(text: str, first: date, today: date, week_start: int) -> date:
    words = _named(text)
    if length := re.fullmatch(_LENGTH, words):
        days = int(length[1].replace("a", "1")) * (7 if length[2] == "week" else 1)
        return first + timedelta(days=max(1, days) - 1)
    day = read_coming_day(text, today, week_start)
    if words == NEXT_WEEK:
        return day + timedelta(days=6)
    if words == NEXT_MONTH:
        return read_coming_day(text, day) - timedelta(days=1)
    names_a_weekday = weekday(words.removeprefix("next ")) is not None
    return read_coming_day(text, first) if day < first and names_a_weekday else day


def end_pause(today: date, *, habit: str = "", area: str = "") -> Edit:
    """End what is paused: today counts again, and a pause that has not begun is taken back.

    Raises `Refused` when nothing of the kind is paused, naming what is.
    """

    def edit(book: Book) -> Change:
        running = [kept for kept in book.pauses if kept.end is None or kept.end >= today]
        meant = [kept for kept in running if (kept.habit, kept.area) == (habit, area)]
        # What is planned for later stays, unless there is nothing else to end.
        meant = [kept for kept in meant if kept.start <= today] or meant
        if not meant:
            raise Refused(_nothing_paused(book, running, habit, area))
        yesterday = today - timedelta(days=1)
        return together(
            Delete(ItemKind.PAUSE, kept.id) if kept.start >= today else Put(kept._replace(end=yesterday))
            for kept in meant
        )

    return edit


def keep_excused(book: Book, habit: Habit, area: str, today: date) -> list[Change]:
    """Keep every excused day as it is while a habit goes to another area.

    The habit takes the pauses of the area it leaves along as its own. What the area it joins has behind it stays
    with the habits that were there; from today on its pauses are the newcomer's too.
    """
    taken = {kept.id for kept in book.pauses}
    changes: list[Change] = []

    def own(pause: Pause, whose: Habit, end: date | None) -> None:
        id = pause_id(pause.start, whose.id, taken)
        taken.add(id)
        changes.append(Put(pause._replace(id=id, end=end, habit=whose.id, area="")))

    for pause in book.pauses:
        if pause.area == habit.area and not pause.habit:
            own(pause, habit, pause.end)
        elif pause.area == area and not pause.habit and pause.start < today:
            runs_on = pause.end is None or pause.end >= today
            for member in book.habits:
                if member.area == area:
                    own(pause, member, today - timedelta(days=1) if runs_on else pause.end)
            changes.append(Put(pause._replace(start=today)) if runs_on else Delete(ItemKind.PAUSE, pause.id))
    return changes


def paused_what(book: Book, pause: Pause) -> str:
    """Say what a pause is about: the habit's name, the area's, or everything."""
    if pause.habit:
        return next((habit.name for habit in book.habits if habit.id == pause.habit), pause.habit)
    if pause.area:
        return next((area.name for area in book.areas if area.id == pause.area), pause.area)
    return "everything"


def pause_id(start: date, what: str = "", taken: set[str] | frozenset[str] = frozenset()) -> str:
    """Make the id of a pause from the day it begins and what it is about, and letters that no other machine has."""
    base = f"{start.isoformat()}-{what or 'all'}-{new_ids.ending()}".rstrip("-")
    number = 2
    id = base
    while id in taken:
        id, number = f"{base}-{number}", number + 1
    return id


def _nothing_paused(book: Book, running: list[Pause], habit: str, area: str) -> str:
    what = paused_what(book, Pause("", date.min, habit=habit, area=area)) if habit or area else "Everything"
    others = ", ".join(dict.fromkeys(f"“{excerpt(paused_what(book, kept))}”" for kept in running))
    if not running:
        return "Nothing is paused."
    return f"“{excerpt(what)}” is not paused itself; what is paused: {others}."
