"""Reflections: what the journal of a week, a month or a year holds, and the edit that writes its answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Change, Delete, Put, PutPrompts, together
from tracker.domain.text import clean_note
from tracker.service.steps import NOTHING, Edit

_NEAR = 3
"""Days by which a week of a year ago may begin on another weekday than the weeks of now do."""


def week_of(book: Book, day: date) -> date:
    """Return the first day of the week that holds a day, as the book's weeks begin."""
    return day - timedelta(days=(day.weekday() - book.settings.week_start) % 7)


def first_of(book: Book, span: Lookback, day: date) -> date:
    """Return the first day of the week, the month or the year that holds a day."""
    if span is Lookback.WEEK:
        return week_of(book, day)
    return day.replace(day=1, month=1 if span is Lookback.YEAR else day.month)


def answers_of(book: Book, span: Lookback, first: date) -> dict[str, str]:
    """Return the answers of a span by prompt, those to prompts that are no longer asked among them."""
    kept = book.reflection(span, first)
    return dict(kept.answers) if kept else {}


def prompts_of(book: Book, span: Lookback, first: date, shipped: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the prompts of a span: those of the book, then others that were answered; acts on habits are none.

    Where the book has none of its own for such spans, those of `shipped` are asked.
    """
    own = book.prompts_of(span) or shipped
    old = (prompt for prompt in _questions(answers_of(book, span, first)))
    return tuple(dict.fromkeys((*own, *old)))


def a_year_before(book: Book, span: Lookback, first: date) -> dict[str, str]:
    """Return what was answered to questions a year before a span, by prompt."""
    kept = reflection_before(book, span, first)
    return _questions(dict(kept.answers)) if kept else {}


def reflection_before(book: Book, span: Lookback, first: date) -> Reflection | None:
    """Return the reflection of a year before a span, if any; of a week the one whose days lie nearest to these."""
    if first.year == date.min.year:
        return None
    if span is not Lookback.WEEK:
        return book.reflection(span, first.replace(year=first.year - 1))
    day = first - timedelta(days=364)
    near = [kept for kept in book.reflections if kept.span is span and abs((kept.day - day).days) <= _NEAR]
    return min(near, key=lambda kept: abs((kept.day - day).days), default=None)


def _questions(answers: Mapping[str, str]) -> dict[str, str]:
    """Return the answers to questions, without what was done about habits."""
    from tracker.insights import habit_of  # `letbe ease` does without

    return {prompt: text for prompt, text in answers.items() if text and not habit_of(prompt)[1]}


def answer(span: Lookback, first: date, answers: Mapping[str, str], asked: tuple[str, ...] = ()) -> Edit:
    """Write answers to prompts of a span in place of those it has; other answers stay, an empty one goes.

    A book that had no prompts for such spans has from then on those that were `asked`.
    """
    cleaned = {prompt: clean_note(text).strip() for prompt, text in answers.items()}

    def edit(book: Book) -> Change:
        change = written(book, span, first, cleaned)
        taken = [] if change == NOTHING or book.prompts_of(span) or not asked else [PutPrompts(asked, span)]
        return together([change, *taken])

    return edit


def written(book: Book, span: Lookback, first: date, answers: Mapping[str, str]) -> Change:
    """Write answers into a book's journal of a span, as the change that takes."""
    old = book.reflection(span, first)
    kept = old or Reflection(span, first)
    merged = {prompt: text for prompt, text in {**dict(kept.answers), **answers}.items() if text}
    if merged == dict(kept.answers):  # a merge has them in another order
        return NOTHING
    new = kept._replace(answers=tuple(merged.items()))
    new = new._replace(answers=book.answers_as_asked(new))
    return Put(new) if merged or new.text else Delete(Put(new).kind, new.id)
