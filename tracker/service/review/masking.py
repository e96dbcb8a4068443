"""Masking: the book with names and words made unreadable for whoever looks over a shoulder."""

from __future__ import annotations

import re
from collections.abc import Collection
from zlib import crc32

from tracker.domain.book import Agreement, Book, Reflection
from tracker.domain.event import Event
from tracker.domain.habit import Habit
from tracker.domain.log import Log, Month

MASK = "•"


_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


def masked_name(habit: Habit) -> str:
    """Return what stands for a habit's name, everywhere and always the same: neither its letters nor its length."""
    code = crc32(habit.id.encode())
    return "habit " + "".join(_LETTERS[code // len(_LETTERS) ** place % len(_LETTERS)] for place in range(3))


def are_masked(names: Collection[str]) -> bool:
    """Whether all names, and there are some, have the form of what stands for a habit's, or of the id made of it."""
    return bool(names) and all(re.fullmatch(f"habit[ -][{_LETTERS}]{{3}}2*", name.casefold()) for name in names)


def masked(book: Book, *, names: bool = True, notes: bool = True) -> Book:
    """Return the book without names of habits, or without notes, plans and everything written in the journal, or both.

    Areas keep their names and prompts their words: they say little, and a picture without them says nothing.
    """
    if names:
        book = book._replace(
            habits=tuple(habit._replace(name=masked_name(habit)) for habit in book.habits),
            reflections=without_gone_acts(book, book.reflections),
            lookbacks=without_gone_acts(book, book.lookbacks),
        )
    if not notes:
        return book
    return book._replace(
        habits=tuple(_habit(habit) for habit in book.habits),
        logs={id: _log(log) for id, log in book.logs.items()},
        pauses=tuple(pause._replace(why=_dots(pause.why)) for pause in book.pauses),
        reflections=tuple(_reflection(entry) for entry in book.reflections),
        lookbacks=tuple(_reflection(entry) for entry in book.lookbacks),
        agreements=masked_agreements(book),
    )


def without_gone_acts(book: Book, entries: tuple[Reflection, ...]) -> tuple[Reflection, ...]:
    """Return journal entries without acts on habits that are gone: only an id, made of a name, is left of those."""
    from tracker.insights import habit_of  # a name alone is masked without all that a review is made of

    known = {"", *(habit.id for habit in book.habits)}
    return tuple(
        entry._replace(answers=tuple(said for said in entry.answers if habit_of(said[0])[1] in known))
        if entry.answers
        else entry
        for entry in entries
    )


def masked_agreements(book: Book) -> tuple[Agreement, ...]:
    """Return the agreements of a book with dots for what was agreed, and with whom."""
    return tuple(
        kept._replace(
            wordings=tuple(wording._replace(text=_dots(wording.text)) for wording in kept.wordings),
            whom=_dots(kept.whom),
        )
        for kept in book.agreements
    )


def _habit(habit: Habit) -> Habit:
    return habit._replace(why=_dots(habit.why), cue=_dots(habit.cue), small=_dots(habit.small))


def _log(log: Log) -> Log:
    if not any(month.notes or month.events for month in log.months.values()):
        return log
    return Log({number: _month(month) for number, month in log.months.items()})


def _month(month: Month) -> Month:
    if not month.notes and not month.events:
        return month
    events = {day: tuple(masked_event(event) for event in found) for day, found in month.events.items()}
    return month._replace(notes=dict.fromkeys(month.notes, MASK * 8), events=events)


def masked_event(event: Event) -> Event:
    """Return an event with dots for what set it off, what was done instead, and its note."""
    return event._replace(trigger=_dots(event.trigger), note=_dots(event.note), instead=_dots(event.instead))


def _reflection(entry: Reflection) -> Reflection:
    answers = tuple((prompt, _dots(text)) for prompt, text in entry.answers)
    return entry._replace(text=_dots(entry.text), answers=answers)


def _dots(text: str) -> str:
    return MASK * 8 if text else ""
