"""Reflecting: the edits of the week's journal, and the plans that a week makes for the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from tracker.domain.book import Book, Reflection, Span
from tracker.domain.changes import Change, Delete, Kind, PutHabit, PutReflection, together
from tracker.domain.habit import Habit
from tracker.domain.text import clean_line, clean_name, clean_note
from tracker.service.steps import NOTHING, Edit

PLAN = "Plan: "
"""Before the name of a habit: the plan that was made for it in a week."""


def week_of(book: Book, day: date) -> date:
    """Give the first day of the week that holds a day, as the book's weeks begin."""
    return day - timedelta(days=(day.weekday() - book.settings.week_start) % 7)


def answers_of(book: Book, week: date) -> dict[str, str]:
    """Give the answers of a week by prompt, those to prompts that are no longer asked among them."""
    kept = book.reflection(Span.WEEK, week)
    return dict(kept.answers) if kept else {}


def prompts_of(book: Book, week: date) -> tuple[str, ...]:
    """Give the prompts of a week: those of the book, then others that were answered in it; plans are none."""
    old = (prompt for prompt, text in answers_of(book, week).items() if text and not prompt.startswith(PLAN))
    return tuple(dict.fromkeys((*book.prompts, *old)))


def answer(week: date, answers: Mapping[str, str]) -> Edit:
    """Write answers to prompts of a week in place of those it has; other answers stay, an empty one goes."""
    cleaned = {prompt: clean_note(text).strip() for prompt, text in answers.items()}

    def edit(book: Book) -> Change:
        return _written(book, week, cleaned)

    return edit


def _written(book: Book, week: date, answers: Mapping[str, str]) -> Change:
    old = book.reflection(Span.WEEK, week)
    kept = old or Reflection(Span.WEEK, week)
    merged = {prompt: text for prompt, text in {**dict(kept.answers), **answers}.items() if text}
    asked = [prompt for prompt in book.prompts if prompt in merged]
    ordered = tuple((prompt, merged[prompt]) for prompt in dict.fromkeys((*asked, *merged)))
    new = kept._replace(answers=ordered)
    if new == kept:
        return NOTHING
    return PutReflection(new) if ordered or new.text else Delete(Kind.REFLECTION, new.id)


def plan(habit: str, cue: str, today: date, act: str = "") -> Edit:
    """Give a habit another cue, and write the plan into the journal of the week, so that it can be looked at later.

    `act` is what is done at the cue, if that is less than the habit itself.
    """
    when = clean_name(cue, "cue")
    small = clean_line(act)

    def edit(book: Book) -> Change:
        old = book.habit(habit)
        new = old._replace(cue=when)
        written = _written(book, week_of(book, today), {f"{PLAN}{old.name}": plan_words(new, small)})
        changes = [change for change in (PutHabit(new) if new != old else NOTHING, written) if change != NOTHING]
        return together(changes) if changes else NOTHING

    return edit


def plan_words(habit: Habit, act: str = "") -> str:
    """Say a habit's plan: `When it is after dinner, then time at the piano`."""
    return f"When: {habit.cue}. Then: {act or habit.name}."


def plans_of(book: Book, week: date) -> list[tuple[str, str]]:
    """Give the plans made in a week, each with the name of its habit."""
    held = answers_of(book, week).items()
    return [(prompt.removeprefix(PLAN), text) for prompt, text in held if prompt.startswith(PLAN)]
