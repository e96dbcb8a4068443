"""Reflections: what a week's journal holds, and the edit that writes its answers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Change, Delete, ItemKind, Put
from tracker.domain.text import clean_note
from tracker.service.steps import NOTHING, Edit


def week_of(book: Book, day: date) -> date:
    """Return the first day of the week that holds a day, as the book's weeks begin."""
    return day - timedelta(days=(day.weekday() - book.settings.week_start) % 7)


def answers_of(book: Book, week: date) -> dict[str, str]:
    """Return the answers of a week by prompt, those to prompts that are no longer asked among them."""
    kept = book.reflection(Lookback.WEEK, week)
    return dict(kept.answers) if kept else {}


def prompts_of(book: Book, week: date) -> tuple[str, ...]:
    """Return the prompts of a week: those of the book, then others that were answered; acts on habits are none."""
    from tracker.insights import habit_of  # `letbe ease` does without

    old = (prompt for prompt, text in answers_of(book, week).items() if text and not habit_of(prompt)[1])
    return tuple(dict.fromkeys((*book.prompts, *old)))


def answer(week: date, answers: Mapping[str, str]) -> Edit:
    """Write answers to prompts of a week in place of those it has; other answers stay, an empty one goes."""
    cleaned = {prompt: clean_note(text).strip() for prompt, text in answers.items()}

    def edit(book: Book) -> Change:
        return written(book, week, cleaned)

    return edit


def written(book: Book, week: date, answers: Mapping[str, str]) -> Change:
    """Write answers into a book's journal of a week, as the change that takes."""
    old = book.reflection(Lookback.WEEK, week)
    kept = old or Reflection(Lookback.WEEK, week)
    merged = {prompt: text for prompt, text in {**dict(kept.answers), **answers}.items() if text}
    asked = [prompt for prompt in book.prompts if prompt in merged]
    ordered = tuple((prompt, merged[prompt]) for prompt in dict.fromkeys((*asked, *merged)))
    new = kept._replace(answers=ordered)
    if new == kept:
        return NOTHING
    return Put(new) if ordered or new.text else Delete(ItemKind.REFLECTION, new.id)
