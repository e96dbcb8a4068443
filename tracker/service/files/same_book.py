"""Same book: how copies on several machines are one book, and how two that began apart become one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date

from tracker import files, folders
from tracker.clock import Clock
from tracker.domain.book import Book, Reflection
from tracker.domain.changes import Batch, Change, Put, PutEvent, PutPrompts, PutSettings, SetMark
from tracker.domain.diff import add_all
from tracker.domain.errors import LetbeError, Refused, Unreadable
from tracker.domain.event import counting
from tracker.domain.habit import Area, Habit
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.text import counted, excerpt
from tracker.files import shown
from tracker.service.edits.days import day_outside
from tracker.service.files.joining import joined, with_texts
from tracker.settings import places
from tracker.storage.file.atomic_write import not_saved
from tracker.storage.file.book_file import count_marks, is_lacking
from tracker.storage.file.disk import Disk
from tracker.storage.file.file_store import FileStore
from tracker.storage.format.json_text import Layout, Malformed
from tracker.storage.format.tables import Shelves, read_book
from tracker.storage.merge.merge_copies import bring_in, read_copy
from tracker.storage.recovery.rescue import read_sound


class SameBook:
    """The book in a file, as one of several copies."""

    def __init__(self, file: str, clock: Clock) -> None:
        found = places(file)
        self._clock = clock
        self._store = FileStore(found.book, found.state, clock.milliseconds)

    def text(self) -> str:
        """Return the book as a file that is a copy of it, wherever it is taken in."""
        return self._store.text()

    def is_of(self, data: bytes) -> bool:
        """Whether a file is a copy of this very book."""
        with suppress(Malformed, LetbeError):
            theirs = Shelves.of(read_sound(data)).book_id
            return bool(theirs) and theirs == Shelves.of(read_sound(self._store.text().encode())).book_id
        return False

    def take_over(self, data: bytes) -> Book | None:
        """Become a copy of the book in a file, where nobody has begun yet; return it, or None for a book that has."""
        with suppress(Malformed, LetbeError):  # what is wrong with it is said by whoever imports it
            tables = read_sound(data)
            book = read_book(Shelves.of(tables))
            if not (book.is_new or is_lacking(tables)) and self._store.take_over(tables):
                return book
        return None

    def joining(self, path: str) -> Join:
        """Read another book, begun apart, to be joined to this one; raise `StoreError`, or `Refused` for a copy."""
        whole = folders.whole(path)
        data, _, tables = read_copy(Disk(), whole, "")
        if self.is_of(data):
            raise Refused(f"{shown(path)} is a copy of this very book; merge it without --join.")
        return Join(read_book(Shelves.of(tables)), self._clock.today(self._store.read().settings.day_start))


def brought(book: Book) -> str:
    """Say what a whole book holds: `4 marks, 7 habits, 3 areas`."""
    said = [(count_marks(book), "mark"), (len(book.habits), "habit"), (len(book.areas), "area")]
    said += [(len(book.pauses), "pause"), (len(book.all_reflections), "reflection")]
    said += [(len(book.agreements), "agreement"), (len(book.questions), "question")]
    return ", ".join(counted(count, thing) for count, thing in said if count)


def added_up(before: Book, after: Book) -> str:
    """Say what happened on days on which something had happened here too, and now adds up; nothing for nothing."""
    urges = portions = days = 0
    for id, log in after.logs.items():
        old = before.log(id)
        for number, month in log.months.items():
            known = old.months.get(number)
            if known is None or known is month:
                continue
            for day, events in month.events.items():
                there = {event.id for event in known.events.get(day, ())}
                new = [event for event in events if event.id not in there] if there else []
                days += bool(new)
                portions += sum(event.is_portion for event in new)
                urges += sum(not event.is_portion for event in new)
    said = [counted(count, thing) for count, thing in ((urges, "urge"), (portions, "portion")) if count]
    return f"{' and '.join(said)} came on top of what was here, on {counted(days, 'day')}" if said else ""


class Join:
    """Another book that is joined to one: habits and areas are the same by id, else by name, and what is here stays."""

    def __init__(self, other: Book, today: date) -> None:
        self._other, self._today = other, today

    def edit(self, book: Book) -> Batch:
        """Return the change that brings the other book in; raise `Refused` for days that no way in takes."""
        return Batch(tuple(self._changes(book)))

    def lines(self, book: Book) -> Iterator[str]:
        """Say which habits are the same, what comes, and where the two say different things."""
        areas, habits = self._names(book)
        for habit in self._other.habits:
            there = book.find_habit_by_id(habits.get(habit.id, ""))
            if there is None:
                yield f"  “{excerpt(habit.name)}” is new here"
            elif there.rules == habit.rules:
                yield f"  “{excerpt(habit.name)}” is “{excerpt(there.name)}” here"
            else:
                yield f"  “{excerpt(habit.name)}” is “{excerpt(there.name)}” here, whose rules stay"
        staying = sum(self._differs(book, change) for change in add_all(book, self._mapped(areas, habits)).changes)
        if staying:
            yield f"  {counted(staying, 'day')} with another mark there: those here stay, and notes are joined"

    def _changes(self, book: Book) -> Iterator[Change]:
        areas, habits = self._names(book)
        for change in add_all(book, self._mapped(areas, habits)).changes:
            if isinstance(change, SetMark | PutEvent) and (wrong := day_outside(change.day, self._today)):
                raise Refused(f"It cannot be joined: {wrong}; clear that day in it first.")
            if isinstance(change, PutPrompts):
                mine = book.prompts_of(change.span)
                prompts = tuple(dict.fromkeys((*mine, *change.prompts)))
                yield from [PutPrompts(prompts, change.span)] if prompts != mine else []
            elif (kept := self._fitting(book, change)) is not None:
                yield kept

    def _fitting(self, book: Book, change: Change) -> Change | None:
        """Return what of a change is taken beside what is here; None for nothing."""
        match change:
            case PutSettings():
                return None
            case Put(Habit() as habit) if book.find_habit_by_id(habit.id):
                return None
            case Put(Area() as area) if book.find_area_by_id(area.id):
                return None
            case Put(Reflection() as new) if there := book.reflection(new.span, new.day):
                both = with_texts(there, new)._replace(ease=there.ease or new.ease)
                return Put(both) if both != there else None
            case SetMark(id, day, Mark() as mark) if old := book.log(id).get(day):
                note = joined(old.note, mark.note)
                if note == old.note:
                    return None
                log = book.log(id)
                typed = log.typed(day) or Mark(MarkKind.NOTE)
                return SetMark(id, day, typed._replace(note=note), counting(log.events(day)))
        return change

    def _differs(self, book: Book, change: Change) -> bool:
        if not isinstance(change, SetMark) or change.mark is None:
            return False
        old = book.log(change.habit).get(change.day)
        return old is not None and old[:4] != change.mark[:4]

    def _names(self, book: Book) -> tuple[dict[str, str], dict[str, str]]:
        """Tell which area and which habit here each of the other book's is."""
        areas = {area.name.casefold(): area.id for area in book.areas}
        of_areas = {
            area.id: area.id if book.find_area_by_id(area.id) else areas.get(area.name.casefold(), area.id)
            for area in self._other.areas
        }
        of_habits = {habit.id: self._habit_here(book, habit) for habit in self._other.habits}
        return of_areas, of_habits

    def _habit_here(self, book: Book, habit: Habit) -> str:
        if book.find_habit_by_id(habit.id):
            return habit.id
        named = [one for one in book.habits if one.name.casefold() == habit.name.casefold()]
        twins = [one for one in self._other.habits if one.name.casefold() == habit.name.casefold()]
        alike = len(named) == len(twins) == 1 and named[0].rule.goal.aim is habit.rule.goal.aim
        return named[0].id if alike and not self._other.find_habit_by_id(named[0].id) else habit.id

    def _mapped(self, areas: dict[str, str], habits: dict[str, str]) -> Book:
        """Return the other book in the ids of this one."""
        other = self._other
        return other._replace(
            areas=tuple(area._replace(id=areas[area.id]) for area in other.areas),
            habits=tuple(
                habit._replace(id=habits[habit.id], area=areas.get(habit.area, habit.area)) for habit in other.habits
            ),
            logs={habits.get(id, id): log for id, log in other.logs.items()},
            pauses=tuple(
                pause._replace(habit=habits.get(pause.habit, pause.habit), area=areas.get(pause.area, pause.area))
                for pause in other.pauses
            ),
            questions=tuple(
                question._replace(
                    first=habits.get(question.first, question.first),
                    second=habits.get(question.second, question.second),
                )
                for question in other.questions
            ),
        )


def merge_for_git(paths: Sequence[str]) -> None:
    """Merge the second and the third of git's paths (base, ours, theirs) into the second; raise `StoreError`."""
    if len(paths) != 3:
        raise Unreadable("As git's merge driver, letbe merge takes three paths: --git %O %A %B.")
    _, ours, theirs = paths
    disk = Disk()
    *_, tables = read_copy(disk, ours, "")
    merged, _ = bring_in(tables, disk, [theirs])
    try:
        files.replace(ours, Layout().text(merged))  # whole, or not at all
    except OSError as error:
        raise not_saved(ours, error) from error
