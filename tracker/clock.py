"""The one place that asks what day it is, and that reads and says days in words.

A day ends at the day start of the settings, not at midnight: who checks a habit off at one in the morning means
the evening before. Reading and saying days is plain calendar arithmetic; pendulum is imported only for spans.
"""

from __future__ import annotations

import os
from datetime import UTC, date, datetime, timedelta

from tracker.domain.errors import Refused, Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import WEEKDAY_NAMES, weekday
from tracker.domain.text import clean, excerpt

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    SayDay: TypeAlias = Callable[[date], str]
    """Says a day in words, as it is to be said where they stand."""

LONG_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS = tuple(name[:3] for name in LONG_MONTHS)
ACCEPTED = "an ISO date such as 2026-11-22, or today, yesterday, monday, 22 nov, -3"
ACCEPTED_AHEAD = "an ISO date such as 2026-12-24, or tomorrow, friday, next week, 24 dec, +3"
EARLIEST = date(1970, 1, 1)
"""The first day that can be marked: an earlier one is a slip of the fingers, and costs centuries of judging."""

LATEST_DAY_START = 12 * 60
NEXT_WEEK, NEXT_MONTH = "next week", "next month"

# Left uncompiled: most commands read no day.
_ISO = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_AGO = r"-(\d{1,5})|(\d{1,5}) days? ago"
_AHEAD = r"\+(\d{1,5})|in (a|\d{1,5}) (day|week)s?"
_DAY_MONTH = r"(\d{1,2})\.? ([a-z]{3,9})\.?(?: (\d{4}))?"
_MONTH_DAY = r"([a-z]{3,9}) (\d{1,2})(?:,? (\d{4}))?"
_LONGEST_RANGE = 3660


class Clock:
    """Tells the time; the only source of “now”, so that a test can hold it still.

    `now` gives an aware moment; the local day is taken in the moment's own zone if that is not UTC, else in the
    system's.
    """

    def __init__(
        self, now: Callable[[], datetime] | None = None, *, wait: Callable[[float], object] | None = None
    ) -> None:
        """Read the time from `now`, and let it pass by `wait`, which takes seconds."""
        self._now = now or (lambda: datetime.now(UTC))
        self._wait = wait

    def wait(self, seconds: float) -> None:
        """Let time go by."""
        if self._wait is None:
            from time import sleep  # hardly any command waits

            self._wait = sleep
        self._wait(seconds)

    def today(self, day_start: int = 0) -> date:
        """Return the logical day: the local date of now less `day_start` minutes."""
        # By the clock on the wall: on the day the clocks change, a day that begins at 03:00 begins at 03:00 too.
        return (self.local() - timedelta(minutes=day_start)).date()

    def hour(self) -> int:
        """Return the local hour, 0 to 23."""
        return self.local().hour

    def minute(self) -> int:
        """Return the local time of day, in minutes after midnight."""
        local = self.local()
        return local.hour * 60 + local.minute

    def local(self) -> datetime:
        """Return the moment by the clock on the wall, without its zone."""
        moment = self._now()
        try:
            return (moment.astimezone() if moment.tzinfo is UTC else moment).replace(tzinfo=None)
        except ValueError:  # a zone more than a day away from all others
            zone = excerpt(clean(os.environ.get("TZ", "")))
            raise Refused(
                f"TZ is “{zone}”, which is no time zone; set one such as Europe/Berlin, or unset it."
            ) from None

    def milliseconds(self) -> int:
        """Return the milliseconds since 1970 (UTC)."""
        return int(self._now().timestamp() * 1000)

    def minutes(self) -> int:
        """Return the whole minutes since 1970 (UTC), the fineness in which marks remember when they were made."""
        return self.milliseconds() // 60_000


def read_day(text: str, today: date, *, anywhere: bool = False) -> date:
    """Read a day from an ISO date or from words, looking back: `monday` is the last one, today included.

    Raises `Unreadable` with the forms that are accepted, and `Refused` for a day before `EARLIEST`, unless it may lie
    `anywhere`: what stands there all the same can be looked at, and cleared.
    """
    try:
        day = _read_day(text, today)
        return day if anywhere else _checked(day, text)
    except Unreadable as error:
        raise Unreadable(f"{error}; write {ACCEPTED}.") from None


def _checked(day: date, text: str) -> date:
    if day < EARLIEST:
        raise Refused(f"{excerpt(text)} is before {EARLIEST.year}, where letbe's calendar begins; check the year.")
    return day


def _read_day(text: str, today: date) -> date:
    import re  # most commands read no day

    words = clean(text).casefold()
    simple = {"today": 0, "yesterday": 1, "tomorrow": -1, "now": 0}
    if words in simple:
        return _back(today, simple[words], text)
    if match := re.fullmatch(_ISO, words):
        return _date(int(match[1]), int(match[2]), int(match[3]), text)
    if match := re.fullmatch(_AGO, words):
        return _back(today, int(match[1] or match[2]), text)
    if (match := re.fullmatch(_DAY_MONTH, words)) and (month := _month(match[2])):
        return _dated(int(match[1]), month, match[3], today, text)
    if (match := re.fullmatch(_MONTH_DAY, words)) and (month := _month(match[1])):
        return _dated(int(match[2]), month, match[3], today, text)
    last, _, name = words.rpartition("last ")
    wanted = weekday(name)
    if wanted is None or last:
        raise Unreadable(f"“{excerpt(text)}” is not a day")
    back = (today.weekday() - wanted) % 7
    return today - timedelta(days=back or (7 if name != words else 0))


def read_coming_day(text: str, today: date, week_start: int = 0) -> date:
    """Read a day as one does of a plan: `friday` is the coming one, today included, and `+3` is in three days.

    `next week` and `next month` are the first day of it. Raises `Unreadable` with the forms that are accepted.
    """
    try:
        return _read_coming_day(text, today, week_start)
    except Unreadable as error:
        raise Unreadable(f"{error}; write {ACCEPTED_AHEAD}.") from None


def _read_coming_day(text: str, today: date, week_start: int) -> date:
    import re  # as above

    words = clean(text).casefold()
    if words == NEXT_WEEK:
        return today + timedelta(days=7 - (today.weekday() - week_start) % 7)
    if words == NEXT_MONTH:
        return (today.replace(day=28) + timedelta(days=4)).replace(day=1)
    if match := re.fullmatch(_AHEAD, words):
        count = match[1] or match[2].replace("a", "1")
        return _back(today, -int(count) * (7 if match[3] == "week" else 1), text)
    name = words.removeprefix("next ")
    wanted = weekday(name)
    if wanted is not None:
        ahead = (wanted - today.weekday()) % 7
        return today + timedelta(days=ahead or (7 if name != words else 0))
    day = _checked(_read_day(text, today), text)
    names_a_month = re.fullmatch(_DAY_MONTH, words) or re.fullmatch(_MONTH_DAY, words)
    if day < today and names_a_month and not words[-4:].isdigit():
        return _date(day.year + 1, day.month, day.day, text)
    return day


def read_days(text: str, today: date, *, anywhere: bool = False) -> list[date]:
    """Read one day or a range `DAY..DAY`, both included, oldest first, as `read_day` does.

    Raises `Unreadable`, or `Refused` for a range that runs backwards or is longer than ten years.
    """
    first_text, dots, last_text = text.partition("..")
    first = read_day(first_text, today, anywhere=anywhere)
    if not dots:
        return [first]
    last = read_day(last_text or "today", today, anywhere=anywhere)
    if last < first:
        raise Refused(f"The range {excerpt(text)} runs backwards; write the earlier day first.")
    if (last - first).days >= _LONGEST_RANGE:
        raise Refused(f"The range {excerpt(text)} is longer than ten years; write a shorter one.")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _dated(day: int, month: int, year: str | None, today: date, text: str) -> date:
    """Complete a day and a month with a year: the given one, or the last year in which it has come."""
    if year:
        return _date(int(year), month, day, text)
    this_year = (month, day) <= (today.month, today.day)
    return _date(today.year if this_year else today.year - 1, month, day, text)


def _date(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(f"“{excerpt(text)}” is not in the calendar") from None


def _back(today: date, days: int, text: str) -> date:
    try:
        return today - timedelta(days=days)
    except OverflowError:
        raise Unreadable(f"“{excerpt(text)}” is outside the calendar") from None


def _month(word: str) -> int | None:
    return next((n for n, name in enumerate(LONG_MONTHS, 1) if name.casefold().startswith(word)), None)


def say_day(day: date, today: date) -> str:
    """Say a day briefly: `today`, `yesterday`, `Sun 15 Nov`, with the year if it is another one."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    return say_date(day, today)


def say_date(day: date, today: date) -> str:
    """Write a day as `Sun 22 Nov`, with the year if it is another one than today's."""
    return short_day(day) if day.year == today.year else f"{short_day(day)} {day.year}"


def say_range(first: date, last: date, today: date) -> str:
    """Write a stretch of days as `Sun 1 Nov to Sun 22 Nov`, with the years where one is not today's."""
    if first.year == last.year == today.year:
        return f"{short_day(first)} to {short_day(last)}"
    start = short_day(first) if first.year == last.year else f"{short_day(first)} {first.year}"
    return f"{start} to {short_day(last)} {last.year}"


def short_day(day: date) -> str:
    """Write a day as `Sun 22 Nov`."""
    return f"{WEEKDAY_NAMES[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    """Write a day as `Sunday 22 November 2026`."""
    return f"{WEEKDAY_NAMES[day.weekday()]} {day.day} {LONG_MONTHS[day.month - 1]} {day.year}"


class NamedDays(NamedTuple):
    """A stretch of days with a name: a week, a month, a quarter, a year; both ends included."""

    name: str
    start: date
    end: date


def span(name: str, day: date, week_start: int = 0) -> NamedDays:
    """Return the week, month, quarter or year that a day lies in.

    Raises `Unreadable` for another name.
    """
    import pendulum  # 100 ms: the command line checks habits off without it

    if name == "week":
        start = day - timedelta(days=(day.weekday() - week_start) % 7)
        return NamedDays(name, start, start + timedelta(days=6))
    if name not in {"month", "quarter", "year"}:
        raise Unreadable(f"“{excerpt(name)}” is not a span; write week, month, quarter, year or all.")
    if name == "quarter":
        first = pendulum.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
        return NamedDays(name, _plain(first), _plain(first.add(months=2).end_of("month")))
    calendar = pendulum.date(day.year, day.month, day.day)
    return NamedDays(name, _plain(calendar.start_of(name)), _plain(calendar.end_of(name)))


def _plain(day: date) -> date:
    return date(day.year, day.month, day.day)


def ago(moment: int, now: int) -> str:
    """Say how long ago a moment was, both in milliseconds since 1970: `3 minutes ago`."""
    import pendulum  # 100 ms, for the history only

    return (
        pendulum.from_timestamp(moment / 1000)
        .diff_for_humans(pendulum.from_timestamp(now / 1000))
        .replace("before", "ago")
        .replace("after", "from now")
    )
