"""Rows of a table taken into a book: whose they are, and of events only those that it has not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tracker.domain.book import Book
from tracker.domain.changes import Change, PutEvent, SetMark
from tracker.domain.errors import Refused
from tracker.domain.event import MOST_EVENTS, Event, UrgeOutcome, counting, numbered
from tracker.domain.log import Log
from tracker.domain.mark import MarkKind
from tracker.domain.text import excerpt
from tracker.exchange.events_csv import EventRow
from tracker.exchange.marks_csv import MarkRow
from tracker.service.edits.days import day_outside, only_note
from tracker.service.new_ids import token
from tracker.service.review.masking import are_masked
from tracker.storage.file.book_file import LACKS


def rows_into(
    book: Book, rows: Sequence[EventRow], known: Mapping[str, str], today: date, letters: defaultdict[int, str]
) -> Iterator[Change]:
    """Walk what brings rows of events in; raise `Refused`, with the line, for what does not fit the book.

    `known` says which habit a name means, and `letters` hold the chance in the ids, by line.
    """
    days: dict[tuple[str, date], list[EventRow]] = {}
    for row in rows:
        id = known.get(row.habit.casefold())
        if id is None:
            raise Refused(
                f"Line {row.line}: there is no habit “{excerpt(row.habit)}”; add it first, or let --create do so."
            )
        if wrong := day_outside(row.day, today):
            raise Refused(f"Line {row.line}: {wrong}.")
        days.setdefault((id, row.day), []).append(row)
    for (id, day), of_day in days.items():
        yield from _day_into(book.log(id), id, day, of_day, letters)


def by_name(book: Book, rows: Sequence[MarkRow | EventRow]) -> dict[str, str]:
    """Return the ids of habits by what a row may call them; a name that two have stands for none of them.

    Raises `Refused` for rows of which only what stands for names was left, for others to read: nobody knows whose
    they are. Whoever has a habit that is really called so has it taken in.
    """
    names = Counter(habit.name.casefold() for habit in book.habits)
    known = {habit.name.casefold(): habit.id for habit in book.habits if names[habit.name.casefold()] == 1}
    known |= {habit.id.casefold(): habit.id for habit in book.habits}
    called = {row.habit.casefold() for row in rows}
    if are_masked(called) and known.keys().isdisjoint(called):
        raise Refused(LACKS)
    return known


def letters_by_line() -> defaultdict[int, str]:
    """Return letters that come by chance, drawn once for each line."""
    return defaultdict(token)


def _day_into(log: Log, id: str, day: date, rows: Sequence[EventRow], letters: Mapping[int, str]) -> Iterator[Change]:
    typed, events = log.typed(day), list(log.events(day))
    there = Counter(event._replace(id="", taken=False) for event in events)
    passed, acted = (typed.passed, typed.acted) if typed else (0, 0)
    there[Event("", UrgeOutcome.PASSED)] += passed
    there[Event("", UrgeOutcome.ACTED)] += acted
    new: list[EventRow] = []
    for row in rows:
        if there[row.event] > 0:
            there[row.event] -= 1
        else:
            new.append(row)
    if len(events) + len(new) > MOST_EVENTS:
        raise Refused(f"Line {rows[-1].line}: a day has at most {MOST_EVENTS} urges or portions.")
    if new and typed and typed.kind is MarkKind.URGES:  # what was a count is now said one by one
        more = Counter(row.event.outcome for row in new)
        left = max(0, passed - more[UrgeOutcome.PASSED]), max(0, acted - more[UrgeOutcome.ACTED])
        counts = typed._replace(passed=left[0], acted=left[1]) if any(left) else only_note(typed)
        yield SetMark(id, day, counts, counting(events))
    takes = typed is not None and typed.kind in (MarkKind.AMOUNT, MarkKind.DONE)
    for row in new:
        event = row.event._replace(id=numbered(letters[row.line], events), taken=takes and row.event.is_portion)
        events.append(event)
        yield PutEvent(id, day, event)
