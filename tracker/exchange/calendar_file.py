"""A calendar that other programs read (RFC 5545), by the library `icalendar`, which is imported nowhere else."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tracker.domain.errors import Refused
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import WEEKDAY_NAMES

EVERY_DAY: frozenset[int] = frozenset(range(7))

_LENGTH = timedelta(minutes=15)


class Repeated(NamedTuple):
    """How an event comes again: on which weekdays (Monday = 0), until which day, and on which days not."""

    weekdays: frozenset[int] = EVERY_DAY
    until: date | None = None
    without: tuple[date, ...] = ()


class CalendarEvent(NamedTuple):
    """Something on a day, at a time in minutes after its midnight, or all day long where there is none.

    Times are those of the clock on the wall, wherever one is. `since` is when what it says was decided, and so its
    stamp: the same book gives the same bytes. `alarm` is in minutes after its beginning.
    """

    id: str
    day: date
    minute: int | None
    since: date
    summary: str
    about: str = ""
    repeated: Repeated | None = None
    alarm: int | None = None


def write_calendar(events: Iterable[CalendarEvent]) -> str:
    """Write events as a calendar; raise `Refused`, saying how to mend it, where the library for it is missing."""
    try:
        from icalendar import Calendar
    except ImportError:
        # By its own name: letbe is installed from a clone, and what an index has under that name is somebody else's.
        raise Refused(f"A calendar needs one more library; `{_python()} -m pip install icalendar` brings it.") from None
    calendar = Calendar()
    calendar.add("prodid", "-//letbe//letbe//EN")
    calendar.add("version", "2.0")
    for event in sorted(events, key=lambda event: event.id):
        calendar.add_component(_component(event))
    return str(calendar.to_ical(), "utf-8")


def _python() -> str:
    """Name the Python that letbe runs on, as a shell takes it; another one's libraries are of no use."""
    return shlex.quote(sys.executable or "python3")


def _component(event: CalendarEvent) -> Any:
    from icalendar import Alarm, Event

    made = Event()
    fields: dict[str, Any] = {
        "uid": f"{event.id}@letbe",
        "dtstamp": datetime.combine(event.since, time(), UTC),
        "dtstart": _at(event, event.day),
        "summary": event.summary,
        "class": "PRIVATE",
        "transp": "TRANSPARENT",
    }
    if event.about:
        fields["description"] = event.about
    if event.minute is not None:
        fields["duration"] = _LENGTH
    if event.repeated:
        fields |= _repetition(event, event.repeated)
    for name, value in fields.items():
        made.add(name, value)
    if event.alarm is not None:
        bell = Alarm()
        bell.add("action", "DISPLAY")
        bell.add("description", event.summary)
        bell.add("trigger", timedelta(minutes=event.alarm))
        made.add_component(bell)
    return made


def _repetition(event: CalendarEvent, repeated: Repeated) -> dict[str, Any]:
    rule: dict[str, Any] = {"freq": "daily"}
    if repeated.weekdays != EVERY_DAY:
        rule = {"freq": "weekly", "byday": [WEEKDAY_NAMES[day][:2].upper() for day in sorted(repeated.weekdays)]}
    if repeated.until:
        rule["until"] = _at(event, repeated.until)
    left_out = {"exdate": [_at(event, day) for day in repeated.without]} if repeated.without else {}
    return {"rrule": rule, **left_out}


def _at(event: CalendarEvent, day: date) -> date:
    return day if event.minute is None else datetime.combine(day, time(*divmod(event.minute, 60)))
