"""What a calendar shows of habits, as a program that nobody here wrote reads it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from tests.service.lists import book_of
from tests.service.test_reminders import reminded, ruled
from tracker.domain.book import Book, Pause
from tracker.domain.habit import Rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import read_schedule
from tracker.service.reminders.calendar_events import Wish, calendar_of

SUNDAY = date(2026, 11, 22)
BEGUN = date(2026, 11, 2)  # a Monday
ALL = Wish(days=28)
SEEN = [SUNDAY + timedelta(n) for n in (-7, 14)]


def begun(schedule: str = "daily", at: str = "", goal: str = "check", **marks: str) -> Book:
    """One habit from 2 November on, with marks by day of November: `d22="done"`."""
    book = book_of(time="Piano")
    habit = book.habits[0]._replace(rules=(Rule(BEGUN),), created=BEGUN)
    log = Log.of({date(2026, 11, int(day[1:])): Mark(MarkKind(kind)) for day, kind in marks.items()})
    book = ruled(book._replace(habits=(habit,), logs={"piano": log}), "piano", schedule, goal)
    return reminded(book, piano=at)


def written(book: Book, wish: Wish = ALL, today: date = SUNDAY) -> str:
    return calendar_of(book, book.habits, today, wish)[0]


def read(text: str, kind: str = "VEVENT") -> list[Any]:
    """Read the events, or the alarms, of a calendar."""
    calendar: Any = Calendar.from_ical(text)
    return list(calendar.walk(kind))


def occurrences(book: Book, wish: Wish = ALL, today: date = SUNDAY) -> Iterator[date]:
    """Read a calendar, and walk what happens in the three weeks around today."""
    for event in read(written(book, wish, today)):
        yield from _of_event(event)


def _of_event(event: Any) -> Iterator[date]:
    start = event["dtstart"].dt
    if "rrule" not in event:
        yield start
        return
    rule = event["rrule"]
    found = event.get("exdate")
    lists = found if isinstance(found, list) else [found] if found else []
    without = {each.dt for dates in lists for each in dates.dts}
    (until,) = rule.get("until", [None])
    for each in (start + timedelta(n) for n in range(40)):
        in_time = SEEN[0] <= date(each.year, each.month, each.day) <= SEEN[1] and (until is None or each <= until)
        named = f"{each:%a}"[:2].upper() in rule.get("byday", [f"{each:%a}"[:2].upper()])
        if in_time and named and each not in without:
            yield each


def days(book: Book, wish: Wish = ALL, today: date = SUNDAY) -> str:
    """Say the days of November on which something happens: `15 16 17`."""
    found = sorted({each.day for each in occurrences(book, wish, today) if each.month == 11})
    return " ".join(map(str, found))


NOVEMBER = "15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30"


@pytest.mark.parametrize(
    ("book", "when"),
    [
        (begun(), NOVEMBER),
        (begun(d22="done"), NOVEMBER.replace(" 22", "")),
        (begun(d22="skip", d16="skip"), NOVEMBER.replace(" 22", "").replace(" 16", "")),
        (begun("mon fri"), "16 20 23 27 30"),
        (begun("3/week"), "22 23 25 27 30"),
        (begun("3/week", d20="done", d21="done"), "22 23 25 27 30"),
        (begun("3/week", d20="done", d21="done", d22="done"), "23 25 27 30"),
        (begun("3/week", d17="done", d20="done", d21="done"), "23 25 27 30"),
        (begun("1/week", goal="at least 60 min"), "22 23 30"),
        (begun("2/month"), "22 26"),
        (begun("every 3 days", d21="done"), "24 27 30"),
        (begun("4 in 10 days"), "22 23 24 25"),
        (begun("anytime"), ""),
        (begun("anytime", goal="let go"), ""),
        (begun("daily", goal="at most 1"), ""),
        (begun()._replace(pauses=(Pause("p", SUNDAY, date(2026, 11, 25)),)), "15 16 17 18 19 20 21 26 27 28 29 30"),
        (begun()._replace(pauses=(Pause("p", SUNDAY),)), "15 16 17 18 19 20 21"),
        (begun()._replace(pauses=(Pause("p", SUNDAY, date(9999, 1, 1)),)), "15 16 17 18 19 20 21"),
        (begun("3/week")._replace(pauses=(Pause("p", SUNDAY, date(2026, 11, 29)),)), "30"),
    ],
)
def test_a_calendar_shows_what_is_due_and_not_excused(book: Book, when: str) -> None:
    assert days(book) == when


def test_each_rule_has_its_own_event_up_to_the_next_one_and_to_archiving() -> None:
    book = begun()
    weekly = Rule(date(2026, 11, 19), read_schedule("mon fri"))
    habit = book.habits[0].under(weekly)
    assert days(book._replace(habits=(habit,))) == "15 16 17 18 20 23 27 30"
    away = habit._replace(archived=date(2026, 11, 25))
    assert days(book._replace(habits=(away,))) == "15 16 17 18 20 23"
    late = habit._replace(archived=date(2026, 11, 19))
    assert days(book._replace(habits=(late,))) == "15 16 17 18"


def test_times_are_those_on_the_wall_and_each_has_its_event() -> None:
    found = sorted(occurrences(begun("sun", at="8 20:30")))
    assert [f"{each:%a %H:%M}" for each in found][:3] == ["Sun 08:00", "Sun 20:30", "Sun 08:00"]
    assert "TZID" not in written(begun("sun", at="8 20:30"))


def test_what_belongs_to_the_end_of_a_late_day_comes_after_midnight() -> None:
    book = begun("sun", at="0:30", d22="skip")
    book = book._replace(settings=book.settings._replace(day_start=180))
    assert [f"{each:%a %d %H:%M}" for each in sorted(occurrences(book))] == ["Mon 16 00:30", "Mon 30 00:30"]
    free = begun("1/week", at="0:30")
    free = free._replace(settings=free.settings._replace(day_start=180))
    assert f"{min(occurrences(free)):%a %d %H:%M}" == "Mon 23 00:30"


def test_the_same_book_gives_the_same_bytes_and_a_day_later_only_what_changed() -> None:
    book = reminded(begun("mon fri", at="18"), piano="18")
    assert written(book) == written(book)
    assert written(book) == written(book, today=SUNDAY + timedelta(1))
    free = begun("3/week")
    before, after = (set(written(free, today=day).splitlines()) for day in (SUNDAY, SUNDAY + timedelta(1)))
    changed = {line.partition(":")[0] for line in before ^ after}
    assert changed <= {"DTSTART;VALUE=DATE", "UID"}
    assert len(before ^ after) <= 4


def test_nothing_in_it_tells_what_it_is_about_unless_asked() -> None:
    book = reminded(begun("3/week"), piano="18")
    habit = book.habits[0]._replace(name="Piano; a, b\\n", cue="after dinner", why="mine")
    book = book._replace(habits=(habit,))
    plain, named = written(book), written(book, ALL._replace(named=True))
    assert not any(word in plain.casefold() for word in ("piano", "dinner", "mine"))
    event = read(named)[0]
    assert (str(event["summary"]), str(event["description"])) == ("Piano; a, b\\n", "after dinner")
    assert (event["class"], event["transp"]) == ("PRIVATE", "TRANSPARENT")
    ids = [[str(event["uid"]) for event in read(text)] for text in (plain, named)]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == len(ids[0])


@pytest.mark.parametrize(
    ("book", "trigger"),
    [
        (begun(at="18"), timedelta()),
        (begun(), None),
        (reminded(begun(), day="20:30"), timedelta(hours=20, minutes=30)),
        (reminded(begun(at="18"), piano="18", day="20:30"), timedelta()),
    ],
)
def test_it_rings_only_where_it_is_told_to_and_when_a_time_is_set(book: Book, trigger: timedelta | None) -> None:
    assert "VALARM" not in written(book)
    alarms = read(written(book, ALL._replace(alarm=True)), "VALARM")
    assert [alarm["trigger"].dt for alarm in alarms] == ([] if trigger is None else [trigger])
