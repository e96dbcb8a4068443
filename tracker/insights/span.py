"""Span: the days that a review looks at, and those it compares them with."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.domain.log import month_before, month_number
from tracker.domain.named_tuple import NamedTuple

ALL = "all"
"""The name of the span that holds everything; nothing lies before it."""

YEAR = 365


class Span(NamedTuple):
    """A stretch of days with a name ("week", "month", "quarter", "year", "all"), both ends included."""

    name: str
    start: date
    end: date

    @property
    def first(self) -> int:
        """The ordinal of the first day."""
        return self.start.toordinal()

    @property
    def last(self) -> int:
        """The ordinal of the last day."""
        return self.end.toordinal()

    @property
    def days(self) -> int:
        """How many days it has; 0 for one that has not begun."""
        return max(0, self.last + 1 - self.first)

    def until(self, today: date) -> Span:
        """Return the part of the span that has come: its end is at the latest `today`."""
        return self._replace(end=min(self.end, today))

    def before(self, today: date) -> Span | None:
        """Return the span before this one, as far in as this one has come; None before everything.

        Before whole calendar months come as many calendar months, before any other span as many days.
        """
        if self.name == ALL:
            return None
        start = self._start_before()
        if start is None:
            return None
        passed = self.until(today).days
        end = self.start if today >= self.end else min(self.start, start + timedelta(days=passed))
        return Span(self.name, start, end - timedelta(days=1))

    def _start_before(self) -> date | None:
        months = self._months()
        if self.first <= self.days + YEAR:
            return None  # the calendar has no year 0
        first = month_before(month_number(self.start) - months) + 1 if months else self.first - self.days
        return date.fromordinal(first)

    def _months(self) -> int:
        """Count the calendar months the span is made of; 0 if it is not made of whole ones."""
        after = month_number(self.end) + 1
        whole = self.start.day == 1 and self.last == month_before(after)
        return after - month_number(self.start) if whole else 0


def year_until(span: Span, today: date) -> Span:
    """Return the year that ends with a span, or with today; of everything, all of it that has come.

    Patterns want more days than a week has, and a habit of ten years ago says little of today.
    """
    held = span.until(today)
    if span.name == ALL:
        return held
    return Span("year", date.fromordinal(max(1, held.last + 1 - YEAR)), held.end)
