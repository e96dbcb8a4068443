"""The changes of a habit's day: what is typed of it as a whole, and the events that come to it one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from tracker.domain.book import Book
from tracker.domain.event import Event, counting
from tracker.domain.log import Log, month_number
from tracker.domain.mark import Mark
from tracker.domain.named_tuple import NamedTuple, typed


@typed
class SetMark(NamedTuple):
    """Set what is typed of a habit's day as a whole, or clear it with None.

    A total takes in the portions that are there, but for those whose ids stand in `counted`: these stay on top of it.
    """

    habit: str
    day: date
    mark: Mark | None
    counted: tuple[str, ...] = ()

    def apply(self, book: Book) -> Book:
        """Return the book with the mark set."""
        return _with_log(book, self.habit, book.log(self.habit).marked(self.day, self.mark, self.counted))

    def inverse(self, book: Book) -> SetMark:
        """Return the change that brings the day's typed mark in `book` back."""
        return _set_as_in(book, self.habit, self.day)


@typed
class PutEvent(NamedTuple):
    """Add an event to a habit's day, or replace the one with the same id."""

    habit: str
    day: date
    event: Event

    @property
    def id(self) -> str:
        """The id of the event."""
        return self.event.id

    def apply(self, book: Book) -> Book:
        """Return the book with the event put."""
        return _with_event(book, self, self.event)

    def inverse(self, book: Book) -> PutEvent | DeleteEvent:
        """Return the change that brings the event as it is in `book` back, or takes it away."""
        old = _event_in(book, self)
        return self._replace(event=old) if old else DeleteEvent(self.habit, self.day, self.event.id)


@typed
class DeleteEvent(NamedTuple):
    """Take an event of a habit's day away; it stays away, whatever another copy of the book still has."""

    habit: str
    day: date
    id: str

    def apply(self, book: Book) -> Book:
        """Return the book without the event; a book that does not have it stays as it is."""
        return _with_event(book, self, None) if _event_in(book, self) else book

    def inverse(self, book: Book) -> PutEvent | DeleteEvent:
        """Return the change that puts the event back as it is in `book`; where it is not, there is nothing to undo."""
        old = _event_in(book, self)
        return PutEvent(self.habit, self.day, old) if old else self


def marks_undone(book: Book, changes: Iterable[SetMark]) -> Iterator[SetMark]:
    """Walk what undoes each of several marks that are set one after the other."""
    days: dict[tuple[str, date], SetMark] = {}
    for change in changes:
        place = change.habit, change.day
        yield days.get(place) or _set_as_in(book, *place)
        days[place] = change


def typed_and_events(log: Log, day: date) -> tuple[Mark | None, tuple[Event, ...]]:
    """Return what was said of a day as a whole, and its events, by one look at its month."""
    month = log.months.get(month_number(day))
    return (month.typed(day.day), month.events.get(day.day, ())) if month else (None, ())


def _set_as_in(book: Book, habit: str, day: date) -> SetMark:
    typed, events = typed_and_events(book.log(habit), day)
    return SetMark(habit, day, typed, counting(events))


def marks_made(book: Book, changes: Iterable[SetMark]) -> Book:
    """Return the book with many marks set, each log made anew once."""
    marks: dict[str, dict[date, Mark | None]] = {}
    counted: set[str] = set()
    for change in changes:
        marks.setdefault(change.habit, {})[change.day] = change.mark
        if change.counted:
            counted.update(change.counted)
    return _with_logs(book, {id: book.log(id).with_marks(days, counted) for id, days in marks.items()})


def _event_in(book: Book, change: PutEvent | DeleteEvent) -> Event | None:
    return next((event for event in book.log(change.habit).events(change.day) if event.id == change.id), None)


def _with_event(book: Book, change: PutEvent | DeleteEvent, event: Event | None) -> Book:
    return _with_log(book, change.habit, book.log(change.habit).with_events({change.day: {change.id: event}}))


def events_undone(book: Book, changes: Iterable[PutEvent | DeleteEvent]) -> Iterator[PutEvent | DeleteEvent]:
    """Walk what undoes each of several events that are put or taken away one after the other."""
    known: dict[tuple[str, date, str], Event | None] = {}
    for change in changes:
        place = change.habit, change.day, change.id
        old = known[place] if place in known else _event_in(book, change)
        yield PutEvent(change.habit, change.day, old) if old else DeleteEvent(*place)
        known[place] = change.event if isinstance(change, PutEvent) else None


def events_made(book: Book, changes: Iterable[PutEvent | DeleteEvent]) -> Book:
    """Return the book with many events put or taken away, each log made anew once."""
    events: dict[str, dict[date, dict[str, Event | None]]] = {}
    for change in changes:
        days = events.setdefault(change.habit, {})
        days.setdefault(change.day, {})[change.id] = change.event if isinstance(change, PutEvent) else None
    return _with_logs(book, {id: book.log(id).with_events(days) for id, days in events.items()})


def _with_log(book: Book, habit: str, log: Log) -> Book:
    others = {id: kept for id, kept in book.logs.items() if id != habit}
    return book._replace(logs={**others, habit: log} if log else others)


def _with_logs(book: Book, made: Mapping[str, Log]) -> Book:
    logs = {**book.logs, **made}
    return book._replace(logs={id: log for id, log in logs.items() if id not in made or log})
