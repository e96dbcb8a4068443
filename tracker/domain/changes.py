"""Change: one edit of a Book as a value, with the inverse that undoes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from tracker.domain.book import PROMPT_FIELDS, Agreement, Book, Lookback, Pause, Question, Reflection, Settings
from tracker.domain.day_changes import (
    DeleteEvent,
    PutEvent,
    SetMark,
    events_made,
    events_undone,
    marks_made,
    marks_undone,
)
from tracker.domain.habit import Area, Habit
from tracker.domain.named_tuple import NamedTuple, typed
from tracker.domain.str_enum import StrEnum

__all__ = [
    "Batch",
    "Change",
    "Delete",
    "DeleteEvent",
    "Item",
    "ItemKind",
    "Move",
    "Put",
    "PutEvent",
    "PutPrompts",
    "PutSettings",
    "SetMark",
    "all_of",
    "find",
    "parts",
    "together",
]

Item: TypeAlias = Area | Habit | Pause | Reflection | Question | Agreement
_Item = TypeVar("_Item", Area, Habit, Pause, Reflection, Question, Agreement)


class ItemKind(StrEnum):
    """What a `Delete` or a `Move` is about."""

    AREA = "area"
    HABIT = "habit"
    PAUSE = "pause"
    REFLECTION = "reflection"
    QUESTION = "question"
    AGREEMENT = "agreement"
    LOOKBACK = "lookback"


_KINDS: Mapping[type, ItemKind] = MappingProxyType(
    {
        Area: ItemKind.AREA,
        Habit: ItemKind.HABIT,
        Pause: ItemKind.PAUSE,
        Reflection: ItemKind.REFLECTION,
        Question: ItemKind.QUESTION,
        Agreement: ItemKind.AGREEMENT,
    }
)


@typed
class Put(NamedTuple):
    """Add an area, a habit or anything else that has an id, or replace the one with the same id."""

    item: Item

    @property
    def kind(self) -> ItemKind:
        """What is put."""
        if isinstance(self.item, Reflection) and self.item.span.is_long:
            return ItemKind.LOOKBACK
        return _KINDS[type(self.item)]

    def apply(self, book: Book) -> Book:
        """Return the book with the item put."""
        return _with(book, self.kind, self.item)

    def inverse(self, book: Book) -> Change:
        """Return the change that brings the item as it is in `book` back, or takes it away."""
        old = find(all_of(book, self.kind), self.item.id)
        return Put(old) if old else Delete(self.kind, self.item.id)


@typed
class PutSettings(NamedTuple):
    """Replace the settings that travel with the book."""

    settings: Settings

    def apply(self, book: Book) -> Book:
        """Return the book with these settings."""
        return book._replace(settings=self.settings)

    def inverse(self, book: Book) -> PutSettings:
        """Return the change that brings the settings of `book` back."""
        return PutSettings(book.settings)


@typed
class PutPrompts(NamedTuple):
    """Replace the questions that are asked of a week, a month or a year."""

    prompts: tuple[str, ...]
    span: Lookback = Lookback.WEEK

    def apply(self, book: Book) -> Book:
        """Return the book with these prompts."""
        fields: dict[str, Any] = {PROMPT_FIELDS[self.span]: self.prompts}
        return book._replace(**fields)

    def inverse(self, book: Book) -> PutPrompts:
        """Return the change that brings the prompts of `book` back."""
        return PutPrompts(book.prompts_of(self.span), self.span)


@typed
class Delete(NamedTuple):
    """Take an area, a habit or anything else that has an id away; a habit's log stays for the day it comes back."""

    kind: ItemKind
    id: str

    def apply(self, book: Book) -> Book:
        """Return the book without it; a book that does not have it stays as it is."""
        return _without(book, self.kind, self.id)

    def inverse(self, book: Book) -> Change:
        """Return the change that puts it back as it is in `book`."""
        old = find(all_of(book, self.kind), self.id)
        return Put(old) if old else Batch()


@typed
class Move(NamedTuple):
    """Give an area or a habit another position, and a habit (where `area` is named) another area."""

    kind: ItemKind
    id: str
    position: float
    area: str = ""

    def apply(self, book: Book) -> Book:
        """Return the book with the area or habit moved; a book that does not have it stays as it is."""
        if self.kind is ItemKind.AREA:
            moved_area = book.find_area_by_id(self.id)
            return Put(moved_area._replace(position=self.position)).apply(book) if moved_area else book
        moved = book.find_habit_by_id(self.id)
        if moved is None:
            return book
        return Put(moved._replace(position=self.position, area=self.area or moved.area)).apply(book)

    def inverse(self, book: Book) -> Change:
        """Return the change that moves it back to where it is in `book`."""
        if self.kind is ItemKind.AREA:
            area = book.find_area_by_id(self.id)
            return Move(self.kind, self.id, area.position) if area else Batch()
        habit = book.find_habit_by_id(self.id)
        return Move(self.kind, self.id, habit.position, habit.area if self.area else "") if habit else Batch()


@typed
class Batch(NamedTuple):
    """Several changes that are made, and undone, as one."""

    changes: tuple[Change, ...] = ()

    def apply(self, book: Book) -> Book:
        """Return the book with all changes made, in order; marks or habits that follow one another in one stroke."""
        for sort, run in groupby(self.changes, _sort):
            book = _made(book, sort, tuple(run))
        return book

    def inverse(self, book: Book) -> Batch:
        """Return the batch that undoes all of them, last first."""
        undone: list[Change] = []
        runs = [(sort, tuple(run)) for sort, run in groupby(self.changes, _sort)]
        for number, (sort, run) in enumerate(runs, 1):
            undone += _undone(book, sort, run)
            if number < len(runs):  # what the last run leads to, nobody asks
                book = _made(book, sort, run)
        return Batch(tuple(reversed(undone)))


def _sort(change: Change) -> object:
    """Tell what is made in one stroke: changes of one type, and of one kind of item."""
    return (type(change), change.kind) if isinstance(change, Put | Delete) else type(change)


def _made(book: Book, sort: object, run: tuple[Any, ...]) -> Book:
    """Return the book with changes of one sort made."""
    match sort:
        case _ if sort is SetMark:
            return marks_made(book, run)
        case _ if sort in (PutEvent, DeleteEvent):
            return events_made(book, run)
        case (kind, ItemKind() as items) if kind is Put:
            return _with(book, items, *(change.item for change in run))
        case (_, ItemKind() as items):
            return _without(book, items, *(change.id for change in run))
    for change in run:
        book = change.apply(book)
    return book


def _undone(book: Book, sort: object, run: tuple[Any, ...]) -> Iterator[Change]:
    """Walk what undoes each of several changes of one sort."""
    match sort:
        case _ if sort is SetMark:
            yield from marks_undone(book, run)
        case _ if sort in (PutEvent, DeleteEvent):
            yield from events_undone(book, run)
        case (_, ItemKind() as items):
            known = {item.id: item for item in all_of(book, items)}
            for change in run:
                item = change.item if isinstance(change, Put) else None
                old = known.pop(item.id if item else change.id, None)
                yield Put(old) if old else Delete(items, item.id) if item else Batch()
                if item:
                    known[item.id] = item
        case _:
            for change in run:
                yield change.inverse(book)
                book = change.apply(book)


Change: TypeAlias = SetMark | PutEvent | DeleteEvent | Put | PutSettings | PutPrompts | Delete | Move | Batch


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


def _with(book: Book, kind: ItemKind, *items: Item) -> Book:
    return _replaced(book, kind, _put(all_of(book, kind), *items))


def _without(book: Book, kind: ItemKind, *ids: str) -> Book:
    gone = set(ids)
    return _replaced(book, kind, tuple(item for item in all_of(book, kind) if item.id not in gone))


def _replaced(book: Book, kind: ItemKind, items: tuple[Any, ...]) -> Book:
    fields: dict[str, Any] = {f"{kind}s": items}
    return book._replace(**fields)


def all_of(book: Book, kind: ItemKind) -> tuple[Any, ...]:
    """Return all items of a kind, such as the areas or the habits."""
    items: tuple[Any, ...] = getattr(book, f"{kind}s")
    return items
