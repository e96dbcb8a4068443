from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.service.books import TODAY
from tracker.domain.errors import Unreadable
from tracker.service.edits.pauses import read_ends, read_stretch

SUNDAY, MONDAY = TODAY, TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("", SUNDAY, None),
        ("friday", SUNDAY, date(2026, 11, 27)),
        ("mon..sun", MONDAY, date(2026, 11, 29)),
        ("monday to sunday", MONDAY, date(2026, 11, 29)),
        ("mon..", MONDAY, None),
        ("Next week", MONDAY, date(2026, 11, 29)),
        ("..next week", SUNDAY, date(2026, 11, 29)),
        ("next month", date(2026, 12, 1), date(2026, 12, 31)),
        ("7 days", SUNDAY, date(2026, 11, 28)),
        ("a week", SUNDAY, date(2026, 11, 28)),
        ("mon..2 weeks", MONDAY, date(2026, 12, 6)),
    ],
)
def test_a_pause_is_read_from_one_line(text: str, first: date, last: date | None) -> None:
    assert read_stretch(text, SUNDAY) == (first, last)


def test_a_week_of_pause_begins_on_the_day_on_which_weeks_begin() -> None:
    assert read_stretch("next week", MONDAY, 6) == (date(2026, 11, 29), date(2026, 12, 5))


def test_only_what_is_a_stretch_itself_has_an_end_when_none_is_said() -> None:
    assert read_ends("next week", "", SUNDAY) == (MONDAY, date(2026, 11, 29))
    assert read_ends("monday", "", SUNDAY) == (MONDAY, None)
    assert read_ends("next week", "next month", SUNDAY) == (MONDAY, date(2026, 12, 31))


@pytest.mark.parametrize("text", ["someday", "mon..someday", "days", "1000 days"])
def test_what_is_no_stretch_is_answered_with_days_to_come(text: str) -> None:
    with pytest.raises(Unreadable, match="next week"):
        read_stretch(text, SUNDAY)
