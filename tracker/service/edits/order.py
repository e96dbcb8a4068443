"""Order: the edits that put habits and areas at other places of the list.

A move names a position between its new neighbours, so that it touches nothing else; only where two neighbours leave no
room between them is everything around them numbered anew.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from itertools import groupby, pairwise

from tracker.domain.book import Book
from tracker.domain.changes import Batch, Change, ItemKind, Move, together
from tracker.domain.errors import Refused
from tracker.domain.habit import Area, Habit
from tracker.domain.text import excerpt
from tracker.service.edits.pauses import keep_excused
from tracker.service.steps import NOTHING, Edit

_NARROWEST = 1e-6


def place(habits: Sequence[str], today: date, *, area: str = "", before: str = "", after: str = "") -> Edit:
    """Put habits, in this order, before or after another one (and so into its area), or at the end of an area.

    Raises `Refused` when a habit is to stand beside itself.
    """
    beside = before or after

    def edit(book: Book) -> Change:
        if beside in habits:
            raise Refused(f"“{excerpt(book.habit(beside).name)}” cannot stand before or after itself.")
        to = book.habit(beside).area if beside else area
        staying = [habit.id for habit in _inside(book, to) if habit.id not in habits]
        at = len(staying) if not beside else staying.index(beside) + (1 if after else 0)
        order = [*staying[:at], *habits, *staying[at:]]
        if order == [habit.id for habit in _inside(book, to)]:
            return NOTHING
        return together(_placed(book, order, habits, to, today))

    return edit


def shift(habits: Sequence[str], direction: int, today: date, *, archived: bool = False) -> Edit:
    """Move habits one row up (-1) or down (+1) as a list of areas shows them; at an area's edge they cross it.

    Archived habits are passed by as if they were not there, unless they are shown.
    """

    def edit(book: Book) -> Change:
        now, made = book, list[Change]()
        stuck: set[str] = set()
        order = [habit.id for _, inside in book.by_area() for habit in inside if habit.id in habits]
        for id in order if direction < 0 else reversed(order):
            step = _step(now, id, direction, stuck, today, archived=archived)
            if step is None:
                stuck.add(id)
                continue
            change = step(now)
            made.append(change)
            now = change.apply(now)
        return together(made)

    return edit


def place_area(area: str, *, before: str = "", after: str = "") -> Edit:
    """Put an area before or after another one; raise `Refused` when that is itself."""
    beside = before or after

    def edit(book: Book) -> Change:
        if beside == area:
            raise Refused(f"“{excerpt(book.area(area).name)}” cannot stand before or after itself.")
        staying = [kept.id for kept, _ in book.by_area() if kept.id != area]
        at = staying.index(beside) + (1 if after else 0)
        return _area_moves(book, [*staying[:at], area, *staying[at:]], area)

    return edit


def shift_area(area: str, direction: int) -> Edit:
    """Move an area one place up (-1) or down (+1); the first one and the last one stay."""

    def edit(book: Book) -> Change:
        order = [kept.id for kept, _ in book.by_area()]
        at = order.index(area)
        order.insert(max(0, at + direction), order.pop(at))
        return _area_moves(book, order, area)

    return edit


def positions(order: Sequence[tuple[str, float]], moving: Collection[str]) -> dict[str, float]:
    """Return the new positions of what moves in an order of (id, position), and of the others where they must yield."""
    runs = [list(run) for _, run in groupby(order, lambda item: item[0] in moving)]
    placed: dict[str, float] = {}
    for number, run in enumerate(runs):
        if run[0][0] in moving:
            low = runs[number - 1][-1][1] if number else None
            high = runs[number + 1][0][1] if number + 1 < len(runs) else None
            placed.update(zip((id for id, _ in run), _between(low, high, len(run)), strict=True))
    final = [placed.get(id, at) for id, at in order]
    if all(later - earlier > _NARROWEST for earlier, later in pairwise(final)):
        return placed
    return {id: float(index) for index, (id, at) in enumerate(order) if at != index or id in moving}


def _between(low: float | None, high: float | None, count: int) -> list[float]:
    """Share the room between two positions evenly; beyond the first and the last there is room without end."""
    if low is None:
        return [(count if high is None else high) - count + index for index in range(count)]
    step = 1 if high is None else (high - low) / (count + 1)
    return [low + step * (index + 1) for index in range(count)]


def _step(
    book: Book, id: str, direction: int, stuck: set[str], today: date, *, archived: bool
) -> Callable[[Book], Change] | None:
    """Find the edit that moves a habit by one row, or None when it is at the end of the list or of those stuck."""
    rows: list[Area | Habit] = []
    for area, inside in book.by_area():
        rows += [area, *(habit for habit in inside if archived or habit.archived is None or habit.id == id)]
    at = next(index for index, row in enumerate(rows) if isinstance(row, Habit) and row.id == id)
    other = rows[at + direction] if at + direction < len(rows) else None
    if isinstance(other, Habit):
        if other.id in stuck:
            return None
        return place([id], today, before=other.id) if direction < 0 else place([id], today, after=other.id)
    if other is None or at + direction == 0:
        return None
    if direction > 0:
        first = next(iter(_inside(book, other.id)), None)
        return place([id], today, before=first.id) if first else place([id], today, area=other.id)
    above = [row for row in rows[: at - 1] if isinstance(row, Area)]
    return place([id], today, area=above[-1].id)


def _inside(book: Book, area: str) -> tuple[Habit, ...]:
    return next((inside for kept, inside in book.by_area() if kept.id == area), ())


def _placed(book: Book, order: list[str], moving: Sequence[str], area: str, today: date) -> list[Change]:
    changes: list[Change] = []
    now = book
    for habit in map(book.habit, moving):
        if habit.area != area:
            kept = keep_excused(now, habit, area, today)
            changes += kept
            now = Move(ItemKind.HABIT, habit.id, habit.position, area).apply(Batch(tuple(kept)).apply(now))
    at = positions([(id, book.habit(id).position) for id in order], moving)
    return changes + [Move(ItemKind.HABIT, id, position, area) for id, position in at.items()]


def _area_moves(book: Book, order: list[str], moving: str) -> Change:
    if order == [kept.id for kept, _ in book.by_area()]:
        return NOTHING
    at = positions([(id, book.area(id).position) for id in order], [moving])
    return together(Move(ItemKind.AREA, id, position) for id, position in at.items())
