"""Ease: how the days felt, 1 to 5, over time and by weekday."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.domain.book import Book, Lookback
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.span import Mean, Span, mean


class DayEase(NamedTuple):
    """The ease of a day, 1 (hard) to 5 (easy)."""

    day: date
    ease: int


class WeekEase(NamedTuple):
    """The mean ease of a week, by the day on which it starts."""

    start: date
    ease: Mean


class Ease(NamedTuple):
    """How the days of a span felt: the rated ones, their mean, that of the span before, and the seven weekdays."""

    days: tuple[DayEase, ...] = ()
    mean: Mean = Mean()
    before: Mean = Mean()
    weekdays: tuple[Mean, ...] = (Mean(),) * 7
    weeks: tuple[WeekEase, ...] = ()


def rated(book: Book, today: date) -> dict[int, int]:
    """Return the ease of every day that was rated, by its ordinal."""
    return {
        entry.day.toordinal(): entry.ease
        for entry in book.reflections
        if entry.span is Lookback.DAY and entry.ease is not None and entry.day <= today
    }


def ease(rates: dict[int, int], span: Span, before: Span | None, week_start: int = 0) -> Ease:
    """Read the ease of a span from the rated days."""
    held = {day: rate for day, rate in sorted(rates.items()) if span.first <= day <= span.last}
    earlier = [rate for day, rate in rates.items() if before and before.first <= day <= before.last]
    return Ease(
        tuple(DayEase(date.fromordinal(day), rate) for day, rate in held.items()),
        mean(held.values()),
        mean(earlier),
        tuple(mean(rate for day, rate in held.items() if (day - 1) % 7 == weekday) for weekday in range(7)),
        tuple(_weeks(held.items(), week_start)),
    )


def _weeks(rates: Iterable[tuple[int, int]], week_start: int) -> Iterable[WeekEase]:
    weeks: dict[int, list[int]] = {}
    for day, rate in rates:
        weeks.setdefault(day - (day - 1 - week_start) % 7, []).append(rate)
    for start, found in weeks.items():
        yield WeekEase(date.fromordinal(max(1, start)), mean(found))
