from __future__ import annotations

import os
import time
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.clock import (
    Clock,
    ago,
    long_day,
    read_coming_day,
    read_day,
    read_days,
    say_date,
    say_day,
    say_range,
    short_day,
    span,
)
from tracker.domain.errors import Refused, Unreadable

SUNDAY = date(2026, 11, 22)


@pytest.fixture
def zone(request: pytest.FixtureRequest) -> str:
    """The system's own zone."""
    os.environ["TZ"] = request.param
    time.tzset()
    return str(request.param)


def today(*moment: int, day_start: int = 0) -> date:
    """Give the logical day of a moment in UTC, as the system's zone has it."""
    return Clock(lambda: datetime(*moment, tzinfo=UTC)).today(day_start)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Pacific/Kiritimati", (2026, 11, 21, 10), date(2026, 11, 22)),
        ("Pacific/Apia", (2011, 12, 30, 9, 59), date(2011, 12, 29)),
        ("Pacific/Apia", (2011, 12, 30, 10, 1), date(2011, 12, 31)),  # there was no 30 December
        ("America/Sao_Paulo", (2018, 11, 4, 2, 59), date(2018, 11, 3)),
        ("America/Sao_Paulo", (2018, 11, 4, 3, 0), date(2018, 11, 4)),  # which began at one in the morning
        ("America/Sao_Paulo", (2018, 2, 18, 2, 30), date(2018, 2, 17)),  # at 23:30, for the second time
        ("America/Los_Angeles", (2026, 3, 8, 7, 59), date(2026, 3, 7)),
        ("America/Los_Angeles", (2026, 3, 8, 8, 0), date(2026, 3, 8)),
        ("Asia/Kathmandu", (2026, 11, 21, 18, 15), date(2026, 11, 22)),
        ("Asia/Kathmandu", (2026, 11, 21, 18, 14), date(2026, 11, 21)),
        ("Australia/Lord_Howe", (2026, 10, 3, 13, 30), date(2026, 10, 4)),
    ],
    indirect=["zone"],
)
def test_the_day_is_that_of_the_systems_zone(zone: str, moment: tuple[int, ...], day: date) -> None:
    assert today(*moment) == day


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("America/Los_Angeles", (2026, 3, 8, 9, 59), date(2026, 3, 7)),  # 01:59, before the clocks go forward
        ("America/Los_Angeles", (2026, 3, 8, 10, 0), date(2026, 3, 8)),  # and one minute later it is 03:00
        ("America/Los_Angeles", (2026, 11, 1, 10, 59), date(2026, 10, 31)),  # 02:59, after they went back
        ("America/Los_Angeles", (2026, 11, 1, 11, 0), date(2026, 11, 1)),
        ("Europe/Berlin", (2026, 10, 25, 1, 59), date(2026, 10, 24)),  # 02:59 for the second time
        ("Europe/Berlin", (2026, 10, 25, 2, 0), date(2026, 10, 25)),
        ("Australia/Lord_Howe", (2026, 4, 4, 16, 29), date(2026, 4, 4)),
        ("Australia/Lord_Howe", (2026, 4, 4, 16, 30), date(2026, 4, 5)),
        ("Pacific/Apia", (2011, 12, 30, 12, 59), date(2011, 12, 30)),
        ("UTC", (2024, 3, 1, 2, 59), date(2024, 2, 29)),
        ("UTC", (2026, 1, 1, 2, 0), date(2025, 12, 31)),
    ],
    indirect=["zone"],
)
def test_a_day_that_begins_at_three_begins_at_three_on_the_wall(zone: str, moment: tuple[int, ...], day: date) -> None:
    assert today(*moment, day_start=180) == day


def test_a_moment_with_a_zone_of_its_own_keeps_it() -> None:
    clock = Clock(lambda: datetime(2026, 11, 22, 1, 30, tzinfo=timezone(timedelta(hours=5))))
    assert (clock.today(), clock.today(120), clock.hour()) == (SUNDAY, date(2026, 11, 21), 1)


def test_a_clock_that_is_given_no_time_asks_the_system() -> None:
    assert Clock().milliseconds() == time.time_ns() // 10**6
    assert Clock().minutes() == Clock().milliseconds() // 60_000


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", SUNDAY),
        (" TODAY ", SUNDAY),
        ("yesterday", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)),
        ("-3", date(2026, 11, 19)),
        ("3 days ago", date(2026, 11, 19)),
        ("1 day ago", date(2026, 11, 21)),
        ("2026-11-1", date(2026, 11, 1)),
        ("2024-02-29", date(2024, 2, 29)),
        ("sunday", SUNDAY),
        ("last sunday", date(2026, 11, 15)),
        ("monday", date(2026, 11, 16)),
        ("last monday", date(2026, 11, 16)),
        ("fri", date(2026, 11, 20)),
        ("22 nov", SUNDAY),
        ("23 nov", date(2025, 11, 23)),
        ("nov 1", date(2026, 11, 1)),
        ("1 November 2024", date(2024, 11, 1)),
        ("Nov 1, 2024", date(2024, 11, 1)),
    ],
)
def test_a_day_is_read_looking_back(text: str, day: date) -> None:
    assert read_day(text, SUNDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("friday", date(2026, 11, 27)),
        ("sunday", SUNDAY),
        ("next sunday", date(2026, 11, 29)),
        ("next friday", date(2026, 11, 27)),
        ("Next week", date(2026, 11, 23)),
        ("next month", date(2026, 12, 1)),
        ("in a week", date(2026, 11, 29)),
        ("in 2 weeks", date(2026, 12, 6)),
        ("+3", date(2026, 11, 25)),
        ("in 1 day", date(2026, 11, 23)),
        ("1 nov", date(2027, 11, 1)),
        ("1 nov 2026", date(2026, 11, 1)),
        ("today", SUNDAY),
        ("yesterday", date(2026, 11, 21)),
    ],
)
def test_a_day_of_a_plan_is_read_looking_ahead(text: str, day: date) -> None:
    assert read_coming_day(text, SUNDAY) == day


def test_next_week_begins_on_the_day_on_which_weeks_begin() -> None:
    assert read_coming_day("next week", SUNDAY, week_start=6) == date(2026, 11, 29)
    assert read_coming_day("next week", date(2026, 11, 24), week_start=6) == date(2026, 11, 29)


@pytest.mark.parametrize("text", ["someday", "30 feb", "+99999 days", "last week"])
def test_what_is_no_day_of_a_plan_is_answered_with_days_to_come(text: str) -> None:
    with pytest.raises(Unreadable, match=r"; write an ISO date such as .* tomorrow, friday, next week"):
        read_coming_day(text, SUNDAY)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "someday",
        "2026-13-01",
        "2026-02-30",
        "30 feb",
        "0000-01-01",
        "mo",
        "last",
        "last week",
        "-99999999",
        "1 mayor",
    ],
)
def test_what_is_no_day_is_answered_with_what_is(text: str) -> None:
    with pytest.raises(Unreadable, match="write an ISO date"):
        read_day(text, SUNDAY)


def test_a_day_before_the_calendar_begins_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="outside the calendar"):
        read_day("-99999", date(20, 1, 1))


def test_a_range_holds_both_its_ends() -> None:
    assert read_days("-2..today", SUNDAY) == [date(2026, 11, 20), date(2026, 11, 21), SUNDAY]
    assert read_days("yesterday..", SUNDAY) == [date(2026, 11, 21), SUNDAY]
    assert read_days("monday", SUNDAY) == [date(2026, 11, 16)]
    assert len(read_days("2011-12-29..2011-12-31", SUNDAY)) == 3  # a zone that skipped one of them changes no plan


@pytest.mark.parametrize("text", ["today..yesterday", "2000-01-01..today"])
def test_a_range_backwards_or_without_end_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        read_days(text, SUNDAY)


@given(st.dates(date(1970, 1, 1), date(2200, 1, 1)))
def test_what_is_said_can_be_read_again(day: date) -> None:
    assert read_day(day.isoformat(), SUNDAY) == day
    assert read_day(long_day(day).split(" ", 1)[1], SUNDAY) == day


@given(st.dates(date(1970, 1, 8), date(2200, 1, 1)), st.sampled_from(["monday", "last friday", "sun", "last wed"]))
def test_a_weekday_is_never_more_than_a_week_away(now: date, text: str) -> None:
    assert 0 <= (now - read_day(text, now)).days <= 7


def test_days_are_said_briefly() -> None:
    assert [say_day(SUNDAY - timedelta(n), SUNDAY) for n in (0, 1, 2)] == ["today", "yesterday", "Fri 20 Nov"]
    assert say_day(date(2025, 11, 20), SUNDAY) == "Thu 20 Nov 2025"
    assert (short_day(SUNDAY), long_day(SUNDAY)) == ("Sun 22 Nov", "Sunday 22 November 2026")


@pytest.mark.parametrize(
    ("name", "day", "start", "end"),
    [
        ("week", SUNDAY, date(2026, 11, 16), SUNDAY),
        ("week", date(2027, 1, 1), date(2026, 12, 28), date(2027, 1, 3)),  # ISO week 53
        ("month", date(2024, 2, 10), date(2024, 2, 1), date(2024, 2, 29)),
        ("quarter", SUNDAY, date(2026, 10, 1), date(2026, 12, 31)),
        ("quarter", date(2026, 2, 28), date(2026, 1, 1), date(2026, 3, 31)),
        ("year", SUNDAY, date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_span_has_a_first_and_a_last_day(name: str, day: date, start: date, end: date) -> None:
    found = span(name, day)
    assert (found.name, found.start, found.end) == (name, start, end)
    assert type(found.start) is date


def test_a_week_begins_when_the_user_says() -> None:
    assert span("week", SUNDAY, 6).start == SUNDAY
    assert span("week", SUNDAY, 5).start == date(2026, 11, 21)


def test_another_span_is_unreadable() -> None:
    with pytest.raises(Unreadable):
        span("fortnight", SUNDAY)


@pytest.mark.parametrize(
    ("before", "words"), [(180_000, "3 minutes ago"), (2 * 86_400_000, "2 days ago"), (-180_000, "3 minutes from now")]
)
def test_the_past_is_told_from_now(before: int, words: str) -> None:
    now = 1_800_000_000_000
    assert ago(now - before, now) == words


def test_a_day_of_another_year_says_so() -> None:
    today = date(2026, 11, 22)
    assert say_date(date(2026, 1, 3), today) == "Sat 3 Jan"
    assert say_date(date(2025, 1, 3), today) == "Fri 3 Jan 2025"
    assert say_range(date(2026, 1, 3), date(2026, 1, 9), today) == "Sat 3 Jan to Fri 9 Jan"
    assert say_range(date(2025, 1, 3), date(2025, 1, 9), today) == "Fri 3 Jan to Thu 9 Jan 2025"
    assert say_range(date(2025, 12, 30), date(2026, 1, 2), today) == "Tue 30 Dec 2025 to Fri 2 Jan 2026"


@pytest.mark.parametrize("zone", ["XXX999", "A\x1bB999"])
def test_a_zone_that_is_none_is_named_in_a_sentence(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    class Nowhere(datetime):
        def astimezone(self, tz: object = None) -> Nowhere:
            raise ValueError("offset must be a timedelta strictly between -24 and 24 hours")

    monkeypatch.setenv("TZ", zone)
    with pytest.raises(Refused, match="which is no time zone; set one such as") as refused:
        Clock(lambda: Nowhere(2026, 11, 22, 12, tzinfo=UTC)).today()
    assert str(refused.value).isprintable()
