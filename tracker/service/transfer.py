"""Transfer: everything out of the book as a file, and marks or whole books from files into it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.book import Book
from tracker.domain.changes import Batch, Change, PutArea, PutHabit, SetMark
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.log import Mark
from tracker.domain.text import clean_name, excerpt, slug
from tracker.domain.turning import add_all
from tracker.exchange.diary_markdown import write_diary
from tracker.exchange.marks_csv import Row, read_marks, write_marks
from tracker.service.steps import Edit
from tracker.storage.whole import count_marks, read_whole, write_whole

SIZE_LIMIT = 50_000_000


class Format(StrEnum):
    """What a book can be written as; `MARKDOWN` is for reading alone."""

    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class Coming(NamedTuple):
    """What an import would bring: the edit, and how many marks and habits it sets."""

    edit: Edit
    marks: int
    habits: int
    same: int


def export(book: Book, format: Format) -> str:
    """Write a book; JSON is the book's own file, CSV its marks and Markdown what people like to read."""
    match format:
        case Format.JSON:
            return write_whole(book)
        case Format.CSV:
            return write_marks(book)
        case Format.MARKDOWN:
            return write_diary(book)


def format_of(path: str, named: str | None, data: str) -> Format:
    """Tell the format of a file by what the user says, by its ending or by how it begins."""
    if named:
        if named not in (Format.JSON, Format.CSV):
            raise Unreadable(f"“{excerpt(named)}” cannot be imported; --from takes json or csv.")
        return Format(named)
    if path.casefold().endswith(".csv"):
        return Format.CSV
    return Format.JSON if path.casefold().endswith(".json") or data.lstrip()[:1] == "{" else Format.CSV


def read_import(data: str, format: Format, book: Book, today: date, *, create: bool = False) -> Coming:
    """Read what is to be imported into a book; raise `Unreadable` or `Refused`, naming the line, if any of it is wrong.

    What is there already stays, and counts as the same; nothing that only the book has is taken away.
    """
    if format is Format.JSON:
        other = read_whole(data)
        last = max((log.span[1] for log in other.logs.values() if log.span), default=0)
        if last > today.toordinal():
            raise Refused(f"It has a mark on {date.fromordinal(last)}, and that day has not come yet.")
        change, total = add_all(book, other), count_marks(other)
    else:
        rows = read_marks(data)
        change, total = _rows_into(book, rows, today, create=create), len(rows)
    marks = sum(isinstance(each, SetMark) for each in change.changes)
    habits = sum(isinstance(each, PutHabit) for each in change.changes)
    return Coming(lambda _: change, marks, habits, total - marks)


def _rows_into(book: Book, rows: list[Row], today: date, *, create: bool) -> Batch:
    made, ids = _made(book, rows) if create else ([], {})
    known = {**_by_name(book), **ids}
    marks: dict[tuple[str, date], tuple[int, Mark]] = {}
    for row in rows:
        id = known.get(row.habit.casefold())
        if id is None:
            raise Refused(
                f"Line {row.line}: there is no habit “{excerpt(row.habit)}”; add it first, or let --create do so."
            )
        if row.day > today:
            raise Refused(f"Line {row.line}: {row.day} has not come yet.")
        first, mark = marks.setdefault((id, row.day), (row.line, row.mark))
        if mark != row.mark:
            raise Refused(f"Line {row.line}: line {first} says something else of the same day and habit.")
    new = (SetMark(id, day, mark) for (id, day), (_, mark) in marks.items() if not _is_so(book, id, day, mark))
    return Batch((*made, *new))


def _is_so(book: Book, id: str, day: date, mark: Mark) -> bool:
    """Whether a day has this mark already, whenever that was recorded."""
    old = book.log(id).get(day)
    return old is not None and old._replace(at=None) == mark


def _by_name(book: Book) -> dict[str, str]:
    """Give the ids of habits by what a row may call them; a name that two have stands for none of them."""
    names = [habit.name.casefold() for habit in book.habits]
    named = {habit.name.casefold(): habit.id for habit in book.habits if names.count(habit.name.casefold()) == 1}
    return {habit.id.casefold(): habit.id for habit in book.habits} | named


def _made(book: Book, rows: list[Row]) -> tuple[list[Change], Mapping[str, str]]:
    """Add what is not in the list as a daily check from its first row on, in the first area."""
    known = _by_name(book)
    since: dict[str, tuple[str, date]] = {}
    for row in rows:
        if row.habit.casefold() not in known:
            name, first = since.get(row.habit.casefold(), (clean_name(row.habit, "habit's name"), row.day))
            since[row.habit.casefold()] = name, min(first, row.day)
    if not since:
        return [], {}
    area = next((area for area, _ in book.by_area()), None)
    changes: list[Change] = [] if area else [PutArea(Area("imported", "Imported"))]
    taken = {habit.id for habit in book.habits} | set(book.logs)
    ids: dict[str, str] = {}
    position = max((habit.position for habit in book.habits), default=0)
    for key, (name, day) in since.items():
        ids[key] = slug(name, taken)
        taken.add(ids[key])
        position += 1
        rule = Rule(day, week_start=book.settings.week_start)
        changes.append(
            PutHabit(Habit(ids[key], name, area.id if area else "imported", (rule,), day, position=position))
        )
    return changes, ids
