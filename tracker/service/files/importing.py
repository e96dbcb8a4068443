"""Import: marks, events or whole books from files of ours into the book."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Any

from tracker.domain.book import Agreement, Book, Pause, Reflection
from tracker.domain.changes import Batch, Change, ItemKind, Put, PutEvent, SetMark, all_of, find
from tracker.domain.diff import add_all
from tracker.domain.errors import Refused
from tracker.domain.event import counting, urges_of
from tracker.domain.goal import CHECK, LET_GO
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.log import Log
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import ANYTIME, DAILY
from tracker.domain.str_enum import StrEnum
from tracker.domain.text import clean_name, counted, excerpt, refuse_no_text
from tracker.exchange.events_csv import EventRow, is_of_events, read_events
from tracker.exchange.marks_csv import MarkRow, read_marks
from tracker.service.edits.marks import day_outside, urges_outside
from tracker.service.edits.pauses import UNHEARD, days_unheard
from tracker.service.files.event_rows import by_name, letters_by_line, rows_into
from tracker.service.files.joining import TOO_MUCH, joined, with_texts, with_wordings
from tracker.service.new_ids import new_id
from tracker.storage.file.book_file import count_marks, read_whole

SIZE_LIMIT = 50_000_000
OURS = ("json", "csv")
"""What letbe writes and takes in again, as `--from` names it."""


class FileFormat(StrEnum):
    """What a book can be written as; `MARKDOWN` is for reading alone."""

    JSON = "json"
    CSV = "csv"
    MARKDOWN = "markdown"


class ImportCounts(NamedTuple):
    """What an import comes to: so many marks are new, take the place of another or are here already, and what else.

    `joined` counts the notes that were put behind the one that was there; `what` says what is counted.
    """

    new: int
    replacing: int
    same: int
    joined: int
    others: Mapping[str, int]
    what: str = "mark"

    @property
    def words(self) -> str:
        """The counts in a row: `3 new marks, 1 in place of another, 12 here already`."""
        said = [
            (self.new, counted(self.new, "new mark")),
            (self.replacing, f"{counted(self.replacing, 'mark')} in place of another"),
            (self.joined, f"{counted(self.joined, 'note')} joined to the one that was there"),
            *((count, counted(count, thing)) for thing, count in self.others.items()),
            (self.same, f"{counted(self.same, self.what)} here already"),
        ]
        return ", ".join(words for count, words in said if count) or "nothing"


class Import:
    """A file that was read, and can be taken into a book in one change.

    Nothing that only the book has is taken away. A mark takes another one's place, and another note is put behind it.
    """

    def __init__(self, marks: int, into: Callable[[Book], Iterable[Change]], *, of_events: bool = False) -> None:
        self._marks, self._of_events = marks, of_events
        self._into = into
        self._known: tuple[Book, Batch, ImportCounts] | None = None

    def edit(self, book: Book) -> Batch:
        """Return the change that takes the file in; raise `Refused`, with the line, for what does not fit the book."""
        return self._taken(book)[1]

    def tally(self, book: Book) -> ImportCounts:
        """Count what that change does."""
        return self._taken(book)[2]

    def _taken(self, book: Book) -> tuple[Book, Batch, ImportCounts]:
        """Take the file into a book, once for all who ask."""
        if self._known is None or self._known[0] is not book:
            changes = tuple(self._into(book))
            self._known = book, Batch(changes), self._count(book, changes)
        return self._known

    def _count(self, book: Book, changes: tuple[Change, ...]) -> ImportCounts:
        marks = [change for change in changes if isinstance(change, SetMark)]
        joined = sum(_is_joined(book.log(each.habit).get(each.day), each.mark) for each in marks)
        others = Counter(_thing(book, change) for change in changes if not isinstance(change, SetMark))
        if self._of_events:
            put = sum(isinstance(change, PutEvent) for change in changes)
            return ImportCounts(0, 0, self._marks - put, 0, others, "event")
        days = {(change.habit, change.day) for change in changes if isinstance(change, SetMark | PutEvent)}
        new = sum(book.log(habit).get(day) is None for habit, day in days)
        return ImportCounts(new, len(days) - new, self._marks - len(days), joined, others)


def is_ours(data: bytes) -> bool:
    """Whether bytes begin as a book of letbe's does."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") and b'"meta"' in data[:200]


def format_of(path: str, named: str | None, data: str) -> FileFormat:
    """Tell the format of a file of ours by what the user says, by its ending or by how it begins."""
    if named:
        return FileFormat(named)
    if path.casefold().endswith(".csv"):
        return FileFormat.CSV
    return FileFormat.JSON if path.casefold().endswith(".json") or data.lstrip()[:1] == "{" else FileFormat.CSV


def read_import(data: str, format: FileFormat, today: date, *, create: bool = False) -> Import:
    """Read what is to be imported; raise `Unreadable` or `Refused`, naming the line, if any of it is wrong."""
    if format is FileFormat.JSON:
        _refuse_surrogates(data)
        other = read_whole(data, to_import=True)
        return Import(count_marks(other), lambda book: _book_into(book, other, today))
    if is_of_events(data):
        events, letters = read_events(data), letters_by_line()
        return Import(
            len(events), lambda book: _events_into(book, events, today, letters, create=create), of_events=True
        )
    rows = read_marks(data)
    return Import(len(rows), lambda book: _rows_into(book, rows, today, create=create))


def _refuse_surrogates(data: str) -> None:
    """Raise `Unreadable` for JSON that spells out characters which no text can hold."""
    if re.search(r"\\u[dD][89a-fA-F]", data):
        with suppress(ValueError, RecursionError):  # what is no JSON is told by whoever reads it
            refuse_no_text(json.dumps(json.loads(data), ensure_ascii=False))


def _book_into(book: Book, other: Book, today: date) -> Iterator[Change]:
    """Walk what another book brings; on an empty place it is taken as it is, for it is where an export comes back."""
    for change in _fitting(book, add_all(book, other).changes):
        if not book.is_new and (wrong := _outside(book, change, today)):
            raise Refused(f"It cannot be taken in: {wrong}.")
        yield change


def _outside(book: Book, change: Change, today: date) -> str:
    """Say why a change would be taken on no other way in; nothing where it would be."""
    match change:
        case SetMark(_, day, Mark() as mark):
            return day_outside(day, today) or urges_outside(mark)
        case PutEvent(_, day):
            return day_outside(day, today)
        case Put(Reflection() as reflection):
            return day_outside(reflection.day, today)
        case Put(Habit() as habit):
            there = book.find_habit_by_id(habit.id)
            known = {rule.since for rule in there.rules} if there else set()
            new = (rule.since for rule in habit.rules if rule.since not in known)
            return next((wrong for since in new if (wrong := day_outside(since, today))), "")
    return ""


def _fitting(book: Book, changes: Iterable[Change]) -> Iterator[Change]:
    """Walk changes that come in, with the notes that are there already, and without those that would change nothing."""
    for change in changes:
        if isinstance(change, SetMark) and change.mark:
            old = book.log(change.habit).typed(change.day)
            mark = _with_note(book, change, old, change.mark) if old else change.mark
            if old is None or old[:-1] != mark[:-1]:  # whenever it was recorded
                yield change._replace(mark=mark)
        elif isinstance(change, Put) and isinstance(change.item, Reflection | Agreement):
            there = find(all_of(book, change.kind), change.item.id)
            item = _joined_items(there, change.item) if there else change.item
            if item != there:
                yield Put(item)
        else:
            yield change


def _joined_items(old: Any, new: Reflection | Agreement) -> Reflection | Agreement:
    return with_wordings(old, new) if isinstance(new, Agreement) else with_texts(old, new)


def _with_note(book: Book, change: SetMark, old: Mark, new: Mark) -> Mark:
    """Return a mark that comes in, with the note of the one that it takes the place of."""
    try:
        return new._replace(note=joined(old.note, new.note))
    except Refused as error:
        habit = book.find_habit_by_id(change.habit)  # none where it was deleted, and its log stayed
        raise Refused(f"{habit.name if habit else change.habit}, {change.day}: {TOO_MUCH} {error}") from None


def _is_joined(old: Mark | None, new: Mark | None) -> bool:
    return bool(old and new and old.note and new.note.startswith(f"{old.note}\n"))


def _thing(book: Book, change: Change) -> str:
    """Name what a change is about that sets no mark."""
    if isinstance(change, Put) and change.kind is ItemKind.HABIT:
        return "changed habit" if book.find_habit_by_id(change.item.id) else "new habit"
    if isinstance(change, PutEvent):
        return "urge" if change.event.outcome else "portion"
    return str(change.kind) if isinstance(change, Put) else "setting"


def _rows_into(book: Book, rows: list[MarkRow], today: date, *, create: bool) -> Iterator[Change]:
    made, ids = _made(book, rows, today) if create else ([], {})
    known = {**by_name(book, rows), **ids}
    marks: dict[tuple[str, date], tuple[int, Mark]] = {}
    for row in rows:
        id = known.get(row.habit.casefold())
        if id is None:
            raise Refused(
                f"Line {row.line}: there is no habit “{excerpt(row.habit)}”; add it first, or let --create do so."
            )
        first, mark = marks.setdefault((id, row.day), (row.line, row.mark))
        if mark != row.mark:
            raise Refused(f"Line {row.line}: line {first} says something else of the same day and habit.")
    typed = (_typed_so(book.log(id), id, day, mark) for (id, day), (_, mark) in marks.items())
    coming = _fitting(book, filter(None, typed))
    for change in coming:
        if isinstance(change, SetMark) and (wrong := _outside(book, change, today)):
            raise Refused(f"Line {marks[change.habit, change.day][0]}: {wrong}.")
        made.append(change)
    yield from made


def _events_into(
    book: Book, rows: list[EventRow], today: date, letters: defaultdict[int, str], *, create: bool
) -> Iterator[Change]:
    let_go = {row.habit.casefold() for row in rows if row.event.outcome}
    made, ids = _made(book, rows, today, let_go) if create else ([], {})
    yield from made
    yield from rows_into(book, rows, {**by_name(book, rows), **ids}, today, letters)


def _typed_so(log: Log, id: str, day: date, mark: Mark) -> SetMark | None:
    """Return what has to be typed for a day to say what a row does, where it has events already."""
    events, old = log.events(day), log.get(day)
    if events and old and old[:4] == mark[:4]:
        typed = (log.typed(day) or Mark(MarkKind.NOTE))._replace(note=mark.note)
        return SetMark(id, day, typed, counting(events)) if mark.note not in ("", old.note) else None
    if events and mark.kind is MarkKind.URGES:
        passed, acted = urges_of(None, events)
        mark = mark._replace(passed=max(0, mark.passed - passed), acted=max(0, mark.acted - acted))
    return SetMark(id, day, mark)


def _made(
    book: Book, rows: Sequence[MarkRow | EventRow], today: date, let_go: Collection[str] = ()
) -> tuple[list[Change], Mapping[str, str]]:
    """Add what is not in the list as a daily check, or to let go, from its first row on, in the first area.

    What an old file has nothing of is paused, as it is for another tracker's.
    """
    known, unheard = by_name(book, rows), days_unheard((row.day for row in rows), today)
    since: dict[str, tuple[str, date]] = {}
    for row in rows:
        if row.habit.casefold() not in known:
            name, first = since.get(row.habit.casefold(), (clean_name(row.habit, "habit's name"), row.day))
            since[row.habit.casefold()] = name, min(first, row.day)
    if not since:
        return [], {}
    area = next((area for area, _ in book.by_area()), None)
    changes: list[Change] = [] if area else [Put(Area("imported", "Imported"))]
    taken = {habit.id for habit in book.habits} | set(book.logs)
    ids: dict[str, str] = {}
    position = max((habit.position for habit in book.habits), default=0)
    for key, (name, day) in since.items():
        ids[key] = new_id(name, taken)
        taken.add(ids[key])
        position += 1
        goes = key in let_go
        rule = Rule(day, ANYTIME if goes else DAILY, LET_GO if goes else CHECK, book.settings.week_start)
        changes.append(Put(Habit(ids[key], name, area.id if area else "imported", (rule,), day, position=position)))
        if unheard and not goes:
            changes.append(Put(Pause(f"{unheard[0]}-{ids[key]}", *unheard, ids[key], why=UNHEARD)))
    return changes, ids
