"""Entries: what the user wrote in a span, notes and journal together, in the order of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from tracker.clock import short_day
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.habit import Habit
from tracker.domain.log import happened, month_before, month_length, month_number
from tracker.domain.named_tuple import NamedTuple
from tracker.insights import ALL, PLAN, Span, habit_of
from tracker.service.review.spans import span_title
from tracker.service.words.labels import event_words
from tracker.service.words.plans import told_plan


class Writing(NamedTuple):
    """Something that was written: on which day, about what (a habit's name, a prompt, the day), and the words.

    `habit` is the id of the habit it is about, if it is a note, and `at` the minute of its mark; `of` tells of what
    span that begins on the day an answer is.
    """

    day: date
    about: str
    text: str
    habit: str = ""
    at: int | None = None
    of: Lookback = Lookback.DAY

    def holds(self, words: Iterable[str]) -> bool:
        """Whether all these words, in small letters, are in it."""
        text = f"{self.day.isoformat()} {self.about} {self.text}".casefold()
        return all(word in text for word in words)


def entries(book: Book, span: Span, habits: Iterable[Habit] | None = None) -> tuple[Writing, ...]:
    """Return what was written in a span, the latest first; of some habits only, if they are named."""
    chosen = book.habits if habits is None else tuple(habits)
    found = list(_once(entry for habit in chosen for entry in _notes(book, habit, span)))
    if habits is None:
        kept = [one for one in book.all_reflections if _belongs(one, span)]
        ends = {(one.span, one.day): one.last for one in kept if one.span.is_long}
        found += [entry for one in kept for entry in _journal(book, one)]
        return tuple(sorted(found, key=lambda entry: ends.get((entry.of, entry.day), entry.day), reverse=True))
    return tuple(sorted(found, key=lambda entry: entry.day, reverse=True))


def _belongs(kept: Reflection, span: Span) -> bool:
    """Tell whether a reflection belongs to a span: it does to that in which it ends, such as a week to a month.

    Everything ends today, and holds what has begun by then.
    """
    return kept.day <= span.end if span.name == ALL else span.start <= kept.last <= _end(span)


def _end(span: Span) -> date:
    """Return the last day of a whole week, month, quarter or year, of which a review sees no more than has come."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(span.name, 0)
    if months and span.start.day == 1 and (months < 12 or span.start.month == 1):
        last = month_number(span.start) + months - 1
        return date.fromordinal(month_before(last) + month_length(last))
    return date.fromordinal(span.first + 6) if span.name == "week" else span.end


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
        yield Writing(kept.day, f"the {kept.span}", kept.text, of=kept.span)
    which = f"{span_title(Span(kept.span, kept.day, kept.last))}, " if kept.span.is_long else ""
    for prompt, answer in book.answers_as_asked(kept):
        if answer:
            about = asked(book, prompt)
            acted = bool(habit_of(prompt)[1])  # on which day of the week, nobody knows any more
            about = f"in this week, {about}" if acted else f"{which}{about}"
            yield Writing(kept.day, about, answered(book, prompt, answer), of=kept.span)


def answered(book: Book, prompt: str, answer: str) -> str:
    """Return an answer as it was written down; an older plan, which named no instead, in today's words."""
    what, id = habit_of(prompt)
    habit = book.find_habit_by_id(id) if what == PLAN else None
    return told_plan(habit, answer) if habit else answer


def asked(book: Book, prompt: str) -> str:
    """Say what an answer is about: the question, or an act on a habit by the name it has today."""
    what, id = habit_of(prompt)
    return f"{what}: {next((habit.name for habit in book.habits if habit.id == id), id)}" if id else prompt
