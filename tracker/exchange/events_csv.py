"""Events as CSV, out and in without loss: one row for each urge and each portion of an amount.

The header is `day,at,habit,outcome,amount,strength,trigger,note,strength_after,instead`. Urges that were recorded as a
count have rows too, in which nothing is said but what came of them. Texts are guarded as those of marks are
(`marks_csv`).
"""

from __future__ import annotations

import csv
import io
import re
from datetime import date

from tracker.domain.amounts import format_amount, read_number
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.event import INSTEAD_LIMIT, STRENGTHS, TRIGGER_LIMIT, Event, UrgeOutcome, in_order
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean, clean_line, clean_note, excerpt
from tracker.exchange.csv_rows import CsvRow, read_rows
from tracker.exchange.marks_csv import columns_of, guarded, habits_as_called, read_day, unguarded

HEADER = ("day", "at", "habit", "outcome", "amount", "strength", "trigger", "note", "strength_after", "instead")
_PLAIN = ("outcome", "amount", "strength", "strength_after")
_TIME = r"([0-2]?[0-9]|3[0-5]):([0-5][0-9])"


class EventRow(NamedTuple):
    """One row that was read: its line, the name or id of its habit as written, its day and its event, without an id."""

    line: int
    habit: str
    day: date
    event: Event


def is_of_events(text: str) -> bool:
    """Whether a text begins with the header of events, and not with that of marks."""
    first = text.removeprefix("\ufeff").lstrip().partition("\n")[0].casefold()
    return "outcome" in re.split(r"[,;\t\r]", first)


def write_events(book: Book, first: date = date.min, last: date = date.max) -> str:
    """Write the events of all habits of a book from one day to another, habit by habit and day by day."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for habit, called in habits_as_called(book):
        log = book.log(habit.id)
        for day, mark in log:
            events, typed = log.events(day), log.typed(day)
            if first <= day <= last and (events or mark.passed or mark.acted):
                counted = [Event("", UrgeOutcome.PASSED)] * (typed.passed if typed else 0)
                counted += [Event("", UrgeOutcome.ACTED)] * (typed.acted if typed else 0)
                writer.writerows(_row(called, day, event) for event in in_order((*counted, *events)))
    return text.getvalue()


def _row(habit: str, day: date, event: Event) -> tuple[str, ...]:
    return (
        day.isoformat(),
        "" if event.at is None else f"{event.at // 60:02}:{event.at % 60:02}",
        guarded(habit),
        str(event.outcome or ""),
        format_amount(event.amount) if event.is_portion else "",
        "" if event.strength is None else str(event.strength),
        guarded(event.trigger),
        guarded(event.note),
        "" if event.after is None else str(event.after),
        guarded(event.instead),
    )


def read_events(text: str) -> list[EventRow]:
    """Read rows of events; raise `Unreadable` or `Refused`, naming the line, when one is wrong."""
    found = read_rows(text)
    columns = columns_of(next(found, CsvRow(1, [])), HEADER)
    return [_read_row(line, columns, fields) for line, fields in found]


def _read_row(line: int, columns: dict[str, int], fields: list[str]) -> EventRow:
    named = {name: fields[number] for name, number in columns.items()}
    try:
        event = _read_event({name: named.get(name, "").strip() for name in HEADER})
        return EventRow(line, clean(unguarded(named["habit"])), read_day(named["day"]), event)
    except LetbeError as error:
        raise error.at(f"Line {line}") from None


def _read_event(named: dict[str, str]) -> Event:
    outcome, amount, strength, after = (named[name].casefold() for name in _PLAIN)
    trigger, instead = (clean_line(unguarded(named[name]), name) for name in ("trigger", "instead"))
    if bool(outcome) == bool(amount):
        raise Refused("a row has an outcome or an amount, and not both.")
    if outcome and outcome not in tuple(UrgeOutcome):
        raise Unreadable(f"“{excerpt(outcome)}” is no outcome; write passed or acted.")
    for strong in filter(None, (strength, after)):
        if strong not in map(str, STRENGTHS):
            raise Unreadable(f"“{excerpt(strong)}” is no strength; it goes from 1 to 5.")
    if after and not strength:
        raise Refused("a row has a strength_after only where it has a strength.")
    if len(trigger) > TRIGGER_LIMIT:
        raise Refused(f"a trigger has at most {TRIGGER_LIMIT} characters.")
    if len(instead) > INSTEAD_LIMIT:
        raise Refused(f"what was done instead has at most {INSTEAD_LIMIT} characters.")
    if amount and (strength or trigger or instead):
        raise Refused("a portion of an amount has no strength, no trigger and no instead.")
    return Event(
        "",
        UrgeOutcome(outcome) if outcome else None,
        read_number(amount) if amount else 0,
        _read_time(named["at"]),
        int(strength) if strength else None,
        trigger,
        clean_note(unguarded(named["note"])),
        after=int(after) if after else None,
        instead=instead,
    )


def _read_time(text: str) -> int | None:
    if not text:
        return None
    if match := re.fullmatch(_TIME, text):
        return int(match[1]) * 60 + int(match[2])
    raise Unreadable(f"“{excerpt(text)}” is no time such as 14:05.")
