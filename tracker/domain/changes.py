"""Change: one edit of a Book as a value, with the inverse that undoes it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from tracker.domain.book import Book, Pause, Reflection, Settings
from tracker.domain.habit import Area, Habit
from tracker.domain.log import Mark
from tracker.domain.named_tuple import NamedTuple

_Item = TypeVar("_Item", Area, Habit, Pause, Reflection)


class ItemKind(StrEnum):
    """What a `Delete` or a `Move` is about."""

    AREA = "area"
    HABIT = "habit"
    PAUSE = "pause"
    REFLECTION = "reflection"


class SetMark(NamedTuple):
    """Set the mark of a habit on a day, or clear it with None."""

    habit: str
    day: date
    mark: Mark | None

    def apply(self, book: Book) -> Book:
        """Return the book with the mark set."""
        log = book.log(self.habit).marked(self.day, self.mark)
        others = {id: kept for id, kept in book.logs.items() if id != self.habit}
        return book._replace(logs={**others, self.habit: log} if log else others)

    def inverse(self, book: Book) -> "SetMark":
        """Return the change that brings the day's mark in `book` back."""
        return SetMark(self.habit, self.day, book.log(self.habit).get(self.day))


class PutHabit(NamedTuple):
    """Add a habit, or replace the one with the same id."""

    habit: Habit

    def apply(self, book: Book) -> Book:
        """Return the book with the habit put."""
        return book._replace(habits=_put(book.habits, self.habit))

    def inverse(self, book: Book) -> "Change":
        """Return the change that brings the habit as it is in `book` back, or takes it away."""
        old = find(book.habits, self.habit.id)
        return PutHabit(old) if old else Delete(ItemKind.HABIT, self.habit.id)


class PutArea(NamedTuple):
    """Add an area, or replace the one with the same id."""

    area: Area

    def apply(self, book: Book) -> Book:
        """Return the book with the area put."""
        return book._replace(areas=_put(book.areas, self.area))

    def inverse(self, book: Book) -> "Change":
        """Return the change that brings the area as it is in `book` back, or takes it away."""
        old = find(book.areas, self.area.id)
        return PutArea(old) if old else Delete(ItemKind.AREA, self.area.id)


class PutPause(NamedTuple):
    """Add a pause, or replace the one with the same id."""

    pause: Pause

    def apply(self, book: Book) -> Book:
        """Return the book with the pause put."""
        return book._replace(pauses=_put(book.pauses, self.pause))

    def inverse(self, book: Book) -> "Change":
        """Return the change that brings the pause as it is in `book` back, or takes it away."""
        old = find(book.pauses, self.pause.id)
        return PutPause(old) if old else Delete(ItemKind.PAUSE, self.pause.id)


class PutReflection(NamedTuple):
    """Add a reflection, or replace the one of the same span and day."""

    reflection: Reflection

    def apply(self, book: Book) -> Book:
        """Return the book with the reflection put."""
        return book._replace(reflections=_put(book.reflections, self.reflection))

    def inverse(self, book: Book) -> "Change":
        """Return the change that brings the reflection as it is in `book` back, or takes it away."""
        old = find(book.reflections, self.reflection.id)
        return PutReflection(old) if old else Delete(ItemKind.REFLECTION, self.reflection.id)


class PutSettings(NamedTuple):
    """Replace the settings that travel with the book."""

    settings: Settings

    def apply(self, book: Book) -> Book:
        """Return the book with these settings."""
        return book._replace(settings=self.settings)

    def inverse(self, book: Book) -> "PutSettings":
        """Return the change that brings the settings of `book` back."""
        return PutSettings(book.settings)


class PutPrompts(NamedTuple):
    """Replace the weekly reflection prompts."""

    prompts: tuple[str, ...]

    def apply(self, book: Book) -> Book:
        """Return the book with these prompts."""
        return book._replace(prompts=self.prompts)

    def inverse(self, book: Book) -> "PutPrompts":
        """Return the change that brings the prompts of `book` back."""
        return PutPrompts(book.prompts)


class Delete(NamedTuple):
    """Take an area, a habit, a pause or a reflection away; a habit's log stays for the day it comes back."""

    kind: ItemKind
    id: str

    def apply(self, book: Book) -> Book:
        """Return the book without it; a book that does not have it stays as it is."""
        return _without(book, self.kind, self.id)

    def inverse(self, book: Book) -> "Change":
        """Return the change that puts it back as it is in `book`."""
        old: Any = find(_all(book, self.kind), self.id)
        return _PUTS[self.kind](old) if old else Batch()


class Move(NamedTuple):
    """Return an area or a habit another position, and a habit (where `area` is named) another area."""

    kind: ItemKind
    id: str
    position: float
    area: str = ""

    def apply(self, book: Book) -> Book:
        """Return the book with the area or habit moved; a book that does not have it stays as it is."""
        if self.kind is ItemKind.AREA:
            moved_area = find(book.areas, self.id)
            return PutArea(moved_area._replace(position=self.position)).apply(book) if moved_area else book
        moved = find(book.habits, self.id)
        if moved is None:
            return book
        return PutHabit(moved._replace(position=self.position, area=self.area or moved.area)).apply(book)

    def inverse(self, book: Book) -> "Change":
        """Return the change that moves it back to where it is in `book`."""
        if self.kind is ItemKind.AREA:
            area = find(book.areas, self.id)
            return Move(self.kind, self.id, area.position) if area else Batch()
        habit = find(book.habits, self.id)
        return Move(self.kind, self.id, habit.position, habit.area if self.area else "") if habit else Batch()


class Batch(NamedTuple):
    """Several changes that are made, and undone, as one."""

    changes: "tuple[Change, ...]" = ()

    def apply(self, book: Book) -> Book:
        """Return the book with all changes made, in order; marks or habits that follow one another in one stroke."""
        for sort, run in groupby(self.changes, _sort):
            book = _made(book, sort, tuple(run))
        return book

    def inverse(self, book: Book) -> "Batch":
        """Return the batch that undoes all of them, last first."""
        undone: list[Change] = []
        for sort, same in groupby(self.changes, _sort):
            run = tuple(same)
            undone += _undone(book, sort, run)
            book = _made(book, sort, run)
        return Batch(tuple(reversed(undone)))


def _sort(change: "Change") -> type | ItemKind:
    """Tell what is made in one stroke: changes of one type, and deletes of one kind."""
    return change.kind if isinstance(change, Delete) else type(change)


def _made(book: Book, sort: type | ItemKind, run: "tuple[Any, ...]") -> Book:
    """Return the book with changes of one sort made."""
    if sort is SetMark:
        return _marked(book, run)
    if sort is PutHabit:
        return book._replace(habits=_put(book.habits, *(change.habit for change in run)))
    if isinstance(sort, ItemKind):
        return _without(book, sort, *(change.id for change in run))
    for change in run:
        book = change.apply(book)
    return book


def _undone(book: Book, sort: type | ItemKind, run: "tuple[Any, ...]") -> "Iterator[Change]":
    """Walk what undoes each of several changes of one sort."""
    if sort is SetMark:
        days: dict[tuple[str, date], Mark | None] = {}
        for change in run:
            place = change.habit, change.day
            yield SetMark(*place, days[place] if place in days else book.log(change.habit).get(change.day))
            days[place] = change.mark
    elif sort is PutHabit:
        known = {habit.id: habit for habit in book.habits}
        for change in run:
            id = change.habit.id
            yield PutHabit(known[id]) if id in known else Delete(ItemKind.HABIT, id)
            known[id] = change.habit
    elif isinstance(sort, ItemKind):
        left = {item.id: item for item in _all(book, sort)}
        for change in run:
            yield _PUTS[sort](left.pop(change.id)) if change.id in left else Batch()
    else:
        for change in run:
            yield change.inverse(book)
            book = change.apply(book)


def _marked(book: Book, changes: "Iterable[SetMark]") -> Book:
    marks: dict[str, dict[date, Mark | None]] = {}
    for change in changes:
        marks.setdefault(change.habit, {})[change.day] = change.mark
    logs = {**book.logs, **{id: book.log(id).with_marks(days) for id, days in marks.items()}}
    return book._replace(logs={id: log for id, log in logs.items() if id not in marks or log})


Change: TypeAlias = (
    SetMark | PutHabit | PutArea | PutPause | PutReflection | PutSettings | PutPrompts | Delete | Move | Batch
)


_PUTS: Mapping[ItemKind, Callable[[Any], Change]] = MappingProxyType(
    {ItemKind.AREA: PutArea, ItemKind.HABIT: PutHabit, ItemKind.PAUSE: PutPause, ItemKind.REFLECTION: PutReflection}
)
"""What puts back what a `Delete` took away."""


def together(changes: Iterable[Change]) -> Change:
    """Join changes into one flat batch, empty without any; a single change stays itself."""
    made = tuple(part for change in changes for part in parts(change))
    return made[0] if len(made) == 1 else Batch(made)


def parts(change: Change) -> Iterator[Change]:
    """Walk the single changes that a change is made of."""
    if isinstance(change, Batch):
        for one in change.changes:
            yield from parts(one)
    else:
        yield change


def find(items: tuple[_Item, ...], id: str) -> _Item | None:
    """Return the item with an id, or None."""
    return next((item for item in items if item.id == id), None)


def _put(items: tuple[_Item, ...], *new: _Item) -> tuple[_Item, ...]:
    """Put items where the old ones with their ids stand, or at their places in the order of ids."""
    latest = {item.id: item for item in new}
    placed = [latest.pop(item.id, item) for item in items]
    if latest:
        from bisect import insort  # checking a habit off puts nothing new

        for item in latest.values():
            insort(placed, item, key=lambda item: item.id)
    return tuple(placed)


def _without(book: Book, kind: ItemKind, *ids: str) -> Book:
    gone = set(ids)
    left: dict[str, Any] = {f"{kind}s": tuple(item for item in _all(book, kind) if item.id not in gone)}
    return book._replace(**left)


def _all(book: Book, kind: ItemKind) -> tuple[Any, ...]:
    """Return all areas, habits, pauses or reflections."""
    items: tuple[Any, ...] = getattr(book, f"{kind}s")
    return items
