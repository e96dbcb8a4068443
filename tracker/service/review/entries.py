"""Entries: what the user wrote in a span, notes and journal together, in the order of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial

from tracker.clock import short_day
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.habit import Habit
from tracker.domain.log import happened, month_before, month_number
from tracker.domain.named_tuple import NamedTuple
from tracker.exchange.diary_markdown import write_diary
from tracker.insights import PLAN, Span, habit_of
from tracker.service.words.marks import event_words
from tracker.service.words.plans import told_plan


class Writing(NamedTuple):
    """Something that was written: on which day, about what (a habit's name, a prompt, the day), and the words.

    `habit` is the id of the habit it is about, if it is a note, and `at` the minute of its mark.
    """

    day: date
    about: str
    text: str
    habit: str = ""
    at: int | None = None

    def holds(self, words: Iterable[str]) -> bool:
        """Whether all these words, in small letters, are in it."""
        text = f"{self.day.isoformat()} {self.about} {self.text}".casefold()
        return all(word in text for word in words)


def entries(book: Book, span: Span, habits: Iterable[Habit] | None = None) -> tuple[Writing, ...]:
    """Return what was written in a span, the latest first; of some habits only, if they are named."""
    chosen = book.habits if habits is None else tuple(habits)
    found = list(_once(entry for habit in chosen for entry in _notes(book, habit, span)))
    if habits is None:
        found += [
            entry for kept in book.reflections if span.start <= kept.day <= span.end for entry in _journal(book, kept)
        ]
    return tuple(sorted(found, key=lambda entry: entry.day, reverse=True))


def diary(book: Book) -> str:
    """Write everything as Markdown, in the words that the app has for it."""
    return write_diary(book, partial(asked, book), partial(answered, book), event_words)


def _notes(book: Book, habit: Habit, span: Span) -> Iterator[Writing]:
    if not span.days:
        return
    months = book.log(habit.id).months
    for number in range(month_number(span.start), month_number(span.end) + 1):
        month = months.get(number)
        if month is None:
            continue
        for day, note in sorted(month.notes.items()):
            if span.first <= month_before(number) + day <= span.last:
                when = date.fromordinal(month_before(number) + day)
                yield Writing(when, habit.name, note, habit.id, month.at.get(day))
    for ordinal, event in happened(book.log(habit.id), span.first, span.last):
        if event.note:
            when = date.fromordinal(ordinal)
            what = event_words(event, habit.rule_on(when).goal)
            yield Writing(when, f"{habit.name}, {what}", event.note, habit.id)


def _once(notes: Iterable[Writing]) -> Iterator[Writing]:
    """Join the same words that were given to several habits or days in one act: they stand once, with all of these."""
    acts: dict[tuple[str, int | None, object], list[Writing]] = {}
    for note in notes:
        alone = (note.habit, note.day) if note.at is None else ""
        acts.setdefault((note.text, note.at, alone), []).append(note)
    for held in acts.values():
        last = max(held, key=lambda note: note.day)
        names = ", ".join(dict.fromkeys(note.about for note in held))
        days = sorted({note.day for note in held})
        span = f", {short_day(days[0])} to {short_day(days[-1])}" if len(days) > 1 else ""
        yield last._replace(about=f"{names}{span}")


def _journal(book: Book, kept: Reflection) -> Iterator[Writing]:
    if kept.span is Lookback.DAY:
        if kept.text:
            yield Writing(kept.day, f"ease {kept.ease}" if kept.ease else "the day", kept.text)
        return
    if kept.text:
        yield Writing(kept.day, "the week", kept.text)
    for prompt, answer in kept.answers:
        if answer:
            about = asked(book, prompt)
            acted = bool(habit_of(prompt)[1])  # on which day of the week, nobody knows any more
            yield Writing(kept.day, f"in this week, {about}" if acted else about, answered(book, prompt, answer))


def answered(book: Book, prompt: str, answer: str) -> str:
    """Return an answer as it was written down; an older plan, which named no instead, in today's words."""
    what, id = habit_of(prompt)
    habit = book.find_habit_by_id(id) if what == PLAN else None
    return told_plan(habit, answer) if habit else answer


def asked(book: Book, prompt: str) -> str:
    """Say what an answer is about: the question, or an act on a habit by the name it has today."""
    what, id = habit_of(prompt)
    return f"{what}: {next((habit.name for habit in book.habits if habit.id == id), id)}" if id else prompt
