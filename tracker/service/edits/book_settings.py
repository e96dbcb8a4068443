"""Book settings: the edits of the settings that travel with the book, because the numbers depend on them."""

from __future__ import annotations

from datetime import date

from tracker.clock import LATEST_DAY_START
from tracker.domain.book import Book
from tracker.domain.changes import Change, Put, PutSettings, together
from tracker.domain.errors import Refused
from tracker.domain.reminders import read_times
from tracker.domain.schedule import WEEKDAY_NAMES, Pace
from tracker.service.edits.habits import ruled_anew
from tracker.service.steps import NOTHING, Edit

WEEK_STARTS = (0, 6, 5)
"""Monday, Sunday and Saturday: the days on which a week begins somewhere."""


def start_week_on(weekday: int, today: date) -> Edit:
    """Begin the week on another weekday (Monday = 0), from today on; no past week is cut anew."""
    if weekday not in WEEK_STARTS:
        names = ", ".join(WEEKDAY_NAMES[day] for day in WEEK_STARTS[:-1])
        raise Refused(f"A week begins on {names} or {WEEKDAY_NAMES[WEEK_STARTS[-1]]}.")

    def edit(book: Book) -> Change:
        if book.settings.week_start == weekday:
            return NOTHING
        weekly = [habit for habit in book.habits if habit.archived is None and habit.rule.schedule.pace is Pace.WEEK]
        cut_anew = [
            ruled_anew(book, habit, habit.rule._replace(since=max(today, habit.rule.since), week_start=weekday), today)
            for habit in weekly
        ]
        settings = PutSettings(book.settings._replace(week_start=weekday))
        return together([settings, *map(Put, cut_anew)])

    return edit


def remind_at(text: str) -> Edit:
    """Set the time of day for one look at the whole day, as it was typed, or none."""
    times = read_times(text)
    if len(times) > 1:
        raise Refused("The whole day is looked at once; choose one time, and give habits times of their own.")
    remind = times[0] if times else None

    def edit(book: Book) -> Change:
        settings = book.settings._replace(remind=remind)
        return NOTHING if settings == book.settings else PutSettings(settings)

    return edit


def start_day_at(minutes: int) -> Edit:
    """Begin the day some minutes after midnight, 0 to 720; what was recorded stays on its day."""
    if not 0 <= minutes <= LATEST_DAY_START:
        raise Refused("A day begins between 00:00 and 12:00.")

    def edit(book: Book) -> Change:
        settings = book.settings._replace(day_start=minutes)
        return NOTHING if settings == book.settings else PutSettings(settings)

    return edit
