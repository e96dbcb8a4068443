"""Masking: the book with its names and words made unreadable, for whoever looks over a shoulder."""

from __future__ import annotations

from tracker.domain.book import Agreement, Book, Reflection
from tracker.domain.event import Event
from tracker.domain.habit import Habit
from tracker.domain.log import Log, Month

MASK = "•"


def masked_name(name: str) -> str:
    """Leave the first letter of a name and put dots for the rest."""
    return name[:1] + MASK * min(8, max(1, len(name) - 1))


def masked(book: Book) -> Book:
    """Return the book with dots for names of habits, notes, plans and everything written in the journal.

    Areas keep their names and prompts their words: they say little, and a picture without them says nothing.
    """
    return book._replace(
        habits=tuple(_habit(habit) for habit in book.habits),
        logs={id: _log(log) for id, log in book.logs.items()},
        pauses=tuple(pause._replace(why=_dots(pause.why)) for pause in book.pauses),
        reflections=tuple(_reflection(entry) for entry in book.reflections),
        agreements=masked_agreements(book),
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
    name = masked_name(habit.name)
    return habit._replace(name=name, why=_dots(habit.why), cue=_dots(habit.cue), small=_dots(habit.small))


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
