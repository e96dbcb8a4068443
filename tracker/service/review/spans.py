"""Spans: the week, month, quarter or year that a review looks at, how to go to the next, and how to say which."""

from __future__ import annotations

from datetime import date, timedelta

from tracker.clock import LONG_MONTHS, MONTHS, long_day, short_day, span
from tracker.domain.book import Book
from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt
from tracker.insights import ALL, Span

PERIODS = ("week", "month", "quarter", "year", ALL)


def span_on(book: Book, name: str, day: date) -> Span:
    """Return the week, month, quarter or year that holds a day, or everything up to it.

    Raises `Unreadable` for another name.
    """
    if name not in PERIODS:
        raise Unreadable(f"“{excerpt(name)}” is not a period; write {', '.join(PERIODS[:-1])} or {ALL}.")
    if name == ALL:
        return Span(ALL, min(first_day(book, day), day), day)
    return Span(*span(name, day, book.settings.week_start))


def first_day(book: Book, today: date) -> date:
    """Return the day on which the book begins: of its first mark, rule or journal entry."""
    days = [habit.rules[0].since for habit in book.habits] + [entry.day for entry in book.reflections]
    days += [date.fromordinal(held[0]) for log in book.logs.values() if (held := log.span)]
    return min(days, default=today)


def earlier(book: Book, held: Span) -> Span:
    """Return the span before one; everything has none and stays."""
    if held.name == ALL or held.first <= 1:
        return held
    return span_on(book, held.name, held.start - timedelta(days=1))


def later(book: Book, held: Span, today: date) -> Span:
    """Return the span after one, unless it has not come yet."""
    if held.name == ALL or held.end >= today:
        return held
    return span_on(book, held.name, held.end + timedelta(days=1))


def span_title(held: Span) -> str:
    """Name a span: `Week 47 of 2026`, `November 2026`, `2026`."""
    start = held.start
    match held.name:
        case "week":
            week = (start + timedelta(days=3)).isocalendar()  # a week belongs to the year that has most of it
            return f"Week {week.week} of {week.year}"
        case "month":
            return f"{LONG_MONTHS[start.month - 1]} {start.year}"
        case "quarter":
            return f"{LONG_MONTHS[start.month - 1]} to {LONG_MONTHS[start.month + 1]} {start.year}"
        case "year":
            return str(start.year)
        case _:
            return "Everything"


def span_words(held: Span, today: date) -> str:
    """Name a span with its days: `November 2026, so far: Sunday 1 to Sunday 22 November`."""
    so_far = ", so far" if today < held.end else ""
    return f"{span_title(held)}{so_far}: {long_day(held.start)} to {long_day(min(held.end, today))}"


def span_days(held: Span, today: date) -> str:
    """Say the days of a span briefly: `Sun 1 Nov to Sun 22 Nov 2026`."""
    end = min(held.end, today)
    start = short_day(held.start) if held.start.year == end.year else f"{short_day(held.start)} {held.start.year}"
    return f"{start} to {short_day(end)} {end.year}"


def month_name(day: date, *, year: bool = False) -> str:
    """Name the month of a day: `Nov`, and `Jan 2026` where a year begins or is wanted."""
    name = MONTHS[day.month - 1]
    return f"{name} {day.year}" if year or day.month == 1 else name
