"""Marks as CSV, out and in without loss: one row for each recorded mark.

The header is `day,habit,mark,amount,passed,acted,note`. `mark` is `done`, `skip`, `missed` or empty: a row with an
amount, with urges, or with nothing but a note. A text that a spreadsheet would take for a formula has a `'` put
before it, and so has one that begins with `'` where it could be mistaken for that.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from tracker.domain.amounts import format_amount, read_number
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.habit import Habit
from tracker.domain.log import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import NOTE_LIMIT, clean, clean_note, excerpt

HEADER = ("day", "habit", "mark", "amount", "passed", "acted", "note")
ROW_LIMIT = 1_000_000

_PLAIN = {MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED}
_FORMULA = tuple("=+-@\t\r")
_COUNT_LIMIT = 1_000_000


class MarkRow(NamedTuple):
    """One row that was read: its line, the name or id of its habit as written, its day and its mark."""

    line: int
    habit: str
    day: date
    mark: Mark


def write_marks(book: Book) -> str:
    """Write the marks of all habits of a book, habit by habit and day by day."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADER)
    names = [habit.name.casefold() for habit in book.habits]
    for habit in _in_order(book):
        called = habit.name if names.count(habit.name.casefold()) == 1 else habit.id
        writer.writerows(_row(called, day, mark) for day, mark in book.log(habit.id))
    return text.getvalue()


def _in_order(book: Book) -> Iterator[Habit]:
    placed = [habit for _, habits in book.by_area() for habit in habits]
    yield from placed
    yield from (habit for habit in book.habits if habit not in placed)


def _row(habit: str, day: date, mark: Mark) -> tuple[str, ...]:
    urges = mark.kind is MarkKind.URGES
    return (
        day.isoformat(),
        _guarded(habit),
        str(mark.kind) if mark.kind in _PLAIN else "",
        format_amount(mark.amount) if mark.kind is MarkKind.AMOUNT else "",
        str(mark.passed) if urges else "",
        str(mark.acted) if urges else "",
        _guarded(mark.note),
    )


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _unguarded(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith((*_FORMULA, "'")) else text


def read_marks(text: str) -> list[MarkRow]:
    """Read rows of marks; raise `Unreadable` or `Refused`, naming the line, when one is wrong."""
    csv.field_size_limit(NOTE_LIMIT * 8)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    rows: list[MarkRow] = []
    try:
        columns = _columns(next(reader, []))
        for fields in reader:
            if any(fields):
                rows.append(_read_row(reader.line_num, columns, fields))
            if len(rows) > ROW_LIMIT:
                raise Refused(f"A file of marks has at most {ROW_LIMIT:,} rows; split this one.")
    except csv.Error as error:
        raise Unreadable(f"Line {reader.line_num}: this is not CSV ({error}).") from None
    return rows


def _columns(header: Iterable[str]) -> dict[str, int]:
    columns = {clean(name).casefold(): number for number, name in enumerate(header)}
    missing = [name for name in ("day", "habit") if name not in columns]
    if missing:
        raise Unreadable(f"Line 1: the columns should be {','.join(HEADER)}, and “{missing[0]}” is missing.")
    return columns


def _read_row(line: int, columns: dict[str, int], fields: list[str]) -> MarkRow:
    def field(name: str) -> str:
        number = columns.get(name, len(fields))
        return fields[number] if number < len(fields) else ""

    try:
        return MarkRow(line, clean(_unguarded(field("habit"))), _read_day(field("day")), _read_mark(field))
    except LetbeError as error:
        said = str(error)
        raise type(error)(f"Line {line}: {said[:1].lower()}{said[1:]}") from None


def _read_day(text: str) -> date:
    try:
        if len(text.strip()) == 10:
            return date.fromisoformat(text.strip())
    except ValueError:
        pass
    raise Unreadable(f"“{excerpt(text)}” is not a day such as 2026-11-22.")


def _read_mark(field: object) -> Mark:
    assert callable(field)  # noqa: S101
    kind, amount = clean(field("mark")).casefold(), field("amount").strip()
    passed, acted = field("passed").strip(), field("acted").strip()
    note = clean_note(_unguarded(field("note")))
    if kind and (amount or passed or acted):
        raise Refused(f"a row with “{excerpt(kind)}” has no amount and no urges.")
    if kind:
        if kind not in {str(plain) for plain in _PLAIN}:
            raise Unreadable(f"“{excerpt(kind)}” is not a mark; write done, skip, missed or nothing.")
        return Mark(MarkKind(kind), note=note)
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
