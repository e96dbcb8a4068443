"""Marks as CSV, out and in without loss: one row for each recorded mark.

The header is `day,habit,mark,amount,passed,acted,note`. `mark` is `done`, `skip`, `missed` or empty: a row with an
amount, with urges, or with nothing but a note. A text that a spreadsheet would take for a formula has a `'` put
before it, and so has one that begins with `'` where it could be mistaken for that.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from tracker.domain.amounts import format_amount, read_number
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.habit import Habit
from tracker.domain.log import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean, clean_note, excerpt
from tracker.exchange.csv_rows import CsvRow, read_rows

HEADER = ("day", "habit", "mark", "amount", "passed", "acted", "note")

_PLAIN = {str(kind): kind for kind in (MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED)}
_FORMULA = tuple("=+-@\t\r")
_COUNT_LIMIT = 1_000_000
_TABLE = "A table of your own has three columns: day, habit and done (yes, no, skip or a number)."


class MarkRow(NamedTuple):
    """One row that was read: its line, the name or id of its habit as written, its day and its mark."""

    line: int
    habit: str
    day: date
    mark: Mark


def write_marks(book: Book, first: date = date.min, last: date = date.max) -> str:
    """Write the marks of all habits of a book from one day to another, habit by habit and day by day."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    for habit, called in habits_as_called(book):
        writer.writerows(_row(called, day, mark) for day, mark in book.log(habit.id) if first <= day <= last)
    return text.getvalue()


def habits_as_called(book: Book) -> Iterator[tuple[Habit, str]]:
    """Walk the habits of a book, each with what a row calls it: its name, or its id where two have that name."""
    taken = Counter(habit.name.casefold() for habit in book.habits) + Counter(h.id.casefold() for h in book.habits)
    for habit in _in_order(book):
        name, own = habit.name.casefold(), habit.id.casefold()
        yield habit, habit.name if taken[name] - (name == own) == 1 else habit.id


def _in_order(book: Book) -> Iterator[Habit]:
    placed = [habit for _, habits in book.by_area() for habit in habits]
    yield from placed
    yield from (habit for habit in book.habits if habit not in placed)


def _row(habit: str, day: date, mark: Mark) -> tuple[str, ...]:
    urges = mark.kind is MarkKind.URGES
    return (
        day.isoformat(),
        guarded(habit),
        str(mark.kind) if str(mark.kind) in _PLAIN else "",
        format_amount(mark.amount) if mark.kind is MarkKind.AMOUNT else "",
        str(mark.passed) if urges else "",
        str(mark.acted) if urges else "",
        guarded(mark.note),
    )


def guarded(text: str) -> str:
    """Put a `'` before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def unguarded(text: str) -> str:
    """Return a text without the `'` that guards it."""
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text


def read_marks(text: str) -> list[MarkRow]:
    """Read rows of marks; raise `Unreadable` or `Refused`, naming the line, when one is wrong."""
    found = read_rows(text)
    header = next(found, CsvRow(1, []))
    columns = columns_of(header, HEADER)
    nameless = [number for number, name in enumerate(header.fields) if not clean(name)]
    rows: list[MarkRow] = []
    for line, fields in found:
        if stray := next((fields[number] for number in nameless if fields[number].strip()), None):
            raise Unreadable(f"Line {line}: “{excerpt(stray)}” stands in a column that has no name.")
        rows.append(_read_row(line, columns, fields))
    return rows


def columns_of(header: CsvRow, known: Sequence[str]) -> dict[str, int]:
    """Tell where each column stands; raise `Unreadable` unless all of them are known, and each is there once."""
    names = [clean(name).casefold() for name in header.fields]
    should = f"the columns should be {','.join(known)}"
    for name in ("day", "habit"):
        if name not in names:
            raise Unreadable(f"Line {header.line}: {should}, and “{name}” is missing.")
    for name in names:
        if name and name not in known:
            raise Unreadable(f"Line {header.line}: {should}; there is none called “{excerpt(name)}”. {_TABLE}")
        if name and names.count(name) > 1:
            raise Unreadable(f"Line {header.line}: the column “{name}” stands there twice; take one of them out.")
    return {name: number for number, name in enumerate(names) if name}


def _read_row(line: int, columns: dict[str, int], fields: list[str]) -> MarkRow:
    kind, amount, passed, acted, note = [fields[columns[name]] if name in columns else "" for name in HEADER[2:]]
    try:
        mark = _read_mark(_word(kind).casefold(), amount.strip(), passed.strip(), acted.strip(), note)
        return MarkRow(line, _word(fields[columns["habit"]]), read_day(fields[columns["day"]]), mark)
    except LetbeError as error:
        raise error.at(f"Line {line}") from None


def read_day(text: str) -> date:
    """Read a day such as 2026-11-22; raise `Unreadable` for anything else."""
    try:
        day = text.strip()
        if len(day) == 10 and day[7] == "-":  # not the 2026-W47-7 that ISO has too
            return date.fromisoformat(day)
    except ValueError:
        pass
    raise Unreadable(f"“{excerpt(text)}” is not a day such as 2026-11-22.")


@lru_cache(maxsize=1024)
def _word(text: str) -> str:
    """Clean what many rows have in common: the name of a habit, the kind of a mark."""
    return clean(unguarded(text))


def _read_mark(kind: str, amount: str, passed: str, acted: str, written: str) -> Mark:
    note = clean_note(unguarded(written))
    if kind and (amount or passed or acted):
        raise Refused(f"a row with “{excerpt(kind)}” has no amount and no urges.")
    if kind:
        if kind not in _PLAIN:
            raise Unreadable(f"“{excerpt(kind)}” is not a mark; write done, skip, missed or nothing.")
        return Mark(_PLAIN[kind], note=note)
    if amount and (passed or acted):
        raise Refused("a row has an amount or urges, and not both.")
    if amount:
        return Mark(MarkKind.AMOUNT, read_number(amount), note=note)
    if passed or acted:
        return Mark(MarkKind.URGES, passed=_count(passed), acted=_count(acted), note=note)
    if not note:
        raise Unreadable("there is no mark in this row.")
    return Mark(MarkKind.NOTE, note=note)


def _count(text: str) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdecimal()) or len(text) > 7 or int(text) > _COUNT_LIMIT:
        raise Unreadable(f"“{excerpt(text)}” is not a number of urges.")
    return int(text)
