"""Span and Share: the days that a review looks at, and figures that never go without the count they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from math import sqrt

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


class Share(NamedTuple):
    """So many `kept` out of so many that counted: `3 of 4`."""

    kept: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None out of nothing."""
        return self.kept / self.of if self.of else None

    def plus(self, other: Share) -> Share:
        """Return both counts together."""
        return Share(self.kept + other.kept, self.of + other.of)

    def __str__(self) -> str:
        return f"{self.kept} of {self.of}"


class Mean(NamedTuple):
    """The mean of `of` whole figures that add up to `total`."""

    total: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """The mean; None of nothing."""
        return self.total / self.of if self.of else None

    def __str__(self) -> str:
        return "nothing yet" if self.value is None else f"{self.value:.1f} over {self.of}"


def mean(figures: Iterable[int]) -> Mean:
    """Take the mean of whole figures."""
    held = list(figures)
    return Mean(sum(held), len(held))


def clearly_more(one: Share, other: Share, least: float = 0.15) -> bool:
    """Whether one share is higher by `least` and by two standard deviations, each out of seven or more."""
    return min(one.of, other.of) >= 7 and fall(one, other, least) >= 2


def fall(high: Share, low: Share, least: float = 0.15) -> float:
    """Return by how many standard deviations one share is lower than another; 0 unless it is by `least`.

    The plain comparison of two shares, for choosing what to mention. What is called a pattern passes a harder test.
    """
    if high.value is None or low.value is None or high.value - low.value < least:
        return 0.0
    rate = (high.kept + low.kept) / (high.of + low.of)
    return (high.value - low.value) / sqrt(rate * (1 - rate) * (1 / high.of + 1 / low.of))


def difference(one: Share | Mean, other: Share | Mean) -> float | None:
    """Return how much more one is than the other; None if either rests on nothing."""
    if one.value is None or other.value is None:
        return None
    return one.value - other.value
