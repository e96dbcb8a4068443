from __future__ import annotations

from datetime import date

import pytest

from tracker.insights import ALL, Span
from tracker.insights.span import year_until


@pytest.mark.parametrize(
    ("start", "end", "today", "before"),
    [
        # A month that is over stands beside the whole month before, whatever their lengths.
        (date(2026, 3, 1), date(2026, 3, 31), date(2026, 6, 1), (date(2026, 2, 1), date(2026, 2, 28))),
        # A month under way stands beside as many days of the one before.
        (date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 22), (date(2026, 10, 1), date(2026, 10, 22))),
        (date(2026, 3, 1), date(2026, 3, 31), date(2026, 3, 30), (date(2026, 2, 1), date(2026, 2, 28))),
        (date(2026, 10, 1), date(2026, 12, 31), date(2026, 11, 22), (date(2026, 7, 1), date(2026, 8, 22))),
        (date(2025, 1, 1), date(2025, 12, 31), date(2026, 11, 22), (date(2024, 1, 1), date(2024, 12, 31))),
        # Week 53 stands beside week 52.
        (date(2026, 12, 28), date(2027, 1, 3), date(2027, 2, 1), (date(2026, 12, 21), date(2026, 12, 27))),
    ],
)
def test_the_span_before(start: date, end: date, today: date, before: tuple[date, date]) -> None:
    found = Span("own", start, end).before(today)
    assert found
    assert found[1:] == before


def test_before_everything_lies_nothing() -> None:
    assert Span(ALL, date(2020, 1, 1), date(2026, 1, 1)).before(date(2026, 1, 1)) is None
    assert Span("year", date(1, 1, 1), date(1, 12, 31)).before(date(2026, 1, 1)) is None


def test_patterns_are_sought_in_the_year_that_ends_with_a_span() -> None:
    today = date(2026, 11, 22)
    assert year_until(Span("week", date(2026, 11, 16), today), today)[1:] == (date(2025, 11, 23), today)
    everything = Span(ALL, date(2016, 1, 1), date(2030, 1, 1))
    assert year_until(everything, today) == Span(ALL, date(2016, 1, 1), today)
