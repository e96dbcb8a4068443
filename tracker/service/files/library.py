"""Library: the practices letbe ships with that are not in the book yet, and how one is taken from it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from tracker.domain.book import Book
from tracker.domain.changes import Change, Put, together
from tracker.domain.habit import Area, Habit
from tracker.exchange.habit_list import HabitList
from tracker.service.edits.habits import end_of
from tracker.service.new_ids import new_id
from tracker.service.steps import Edit

MANY = 7
"""How many new habits in a week are enough to begin with."""


def practices_left(book: Book, habit_list: HabitList) -> list[tuple[Area, Habit]]:
    """Return the practices of a list that are not in a book, neither by id nor by name, each with its area."""
    ids = {habit.id for habit in book.habits}
    names = {habit.name.casefold() for habit in book.habits}
    areas = {area.id: area for area in habit_list.areas}
    order = {id: place for place, id in enumerate(areas)}
    left = [habit for habit in habit_list.habits if habit.id not in ids and habit.name.casefold() not in names]
    return [(areas[habit.area], habit) for habit in sorted(left, key=lambda habit: order[habit.area])]


def add_practices(habit_list: HabitList, chosen: Collection[str], today: date) -> Edit:
    """Add practices of a list, each to its area, which is added too where the book has none of its id or name."""

    def edit(book: Book) -> Change:
        now, changes = book, list[Change]()
        for area, habit in practices_left(book, habit_list):
            if habit.id not in chosen:
                continue
            made = _added(now, area, habit, today)
            changes += made
            now = together(made).apply(now)
        return together(changes)

    return edit


def new_this_week(book: Book, today: date) -> int:
    """Count the habits that came into the book within the last seven days and are not archived."""
    return sum(habit.archived is None and habit.created > today - timedelta(days=7) for habit in book.habits)


def _added(book: Book, area: Area, habit: Habit, today: date) -> list[Change]:
    same = [kept for kept in book.areas if kept.id == area.id or kept.name.casefold() == area.name.casefold()]
    home = next(iter(same), area._replace(position=max((kept.position + 1 for kept in book.areas), default=0)))
    id = new_id(habit.id, {kept.id for kept in book.habits} | set(book.logs))
    rule = habit.rule._replace(since=today, week_start=book.settings.week_start)
    new = habit._replace(id=id, area=home.id, rules=(rule,), created=today, position=end_of(book, home.id))
    return [Put(new)] if same else [Put(home), Put(new)]
