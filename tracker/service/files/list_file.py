"""The list as a file: writing the one of a book, and taking one into a book, in one change that one undo takes back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias, TypeVar

from tracker.clock import say_day
from tracker.domain.book import PROMPT_FIELDS, Book, Lookback
from tracker.domain.changes import Change, ItemKind, Move, Put, PutPrompts, together
from tracker.domain.errors import Refused
from tracker.domain.habit import Area, Habit, Rule, check_rule
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import no_reminder_because, say_times
from tracker.domain.text import excerpt
from tracker.exchange.habit_list import HabitList, read_habit_list, write_habit_list
from tracker.service.edits.habits import ruled_anew, while_away
from tracker.service.edits.pauses import keep_excused
from tracker.service.new_ids import new_id
from tracker.service.steps import Edit

_Named = TypeVar("_Named", Area, Habit)

_TEXTS = ("name", "why", "cue", "small", "glyph", "colour")


def export_list(book: Book, schema: str = "") -> str:
    """Write the areas, the habits that are not archived, and the prompts of a book as JSON for people.

    `schema` is where an editor on this machine finds what the file may hold; a file that is given away names none.
    """
    return write_habit_list(HabitList.of(book), schema)


def import_list(text: str, book: Book, today: date, *, whole: bool = False) -> Edit:
    """Read a list and give the edit that takes it in: it adds and updates by id, then by name, and never deletes.

    A key that an entry leaves out stays as it is in the book; with `whole` the entry says everything, and the
    prompts take the place of the book's. A rule that differs holds from today. Raises what reading raises, with the
    line, and the edit raises `Refused` for a name that would be there twice.
    """
    found = read_habit_list(text, today, book.settings.week_start, known=book.areas)
    keys = read_keys(text)

    def edit(before: Book) -> Change:
        taking = _Taking(before, today, whole)
        taking.areas(found.areas, keys)
        taking.habits(found.habits, keys)
        for span in PROMPT_FIELDS:
            taking.prompts(span, found.prompts_of(span))
        _refuse_twice(taking.book, found)
        return together(taking.changes)

    return edit


class ListDifference(NamedTuple):
    """What an import does to one thing, in words, and whether the thing is new."""

    name: str
    words: str
    new: bool = False


def differences(before: Book, after: Book, today: date) -> list[ListDifference]:
    """Say what a list has changed, one thing after another."""
    return [*_area_differences(before, after), *_habit_differences(before, after, today), *_prompts(before, after)]


class _Taking:
    """Takes a list into a book piece by piece, and remembers the changes."""

    def __init__(self, book: Book, today: date, whole: bool) -> None:  # noqa: FBT001 - see import_list
        self.changes: list[Change] = []
        self._book = book
        self._habits = {habit.id: habit for habit in book.habits}  # a long list is not put into the book one by one
        self._today, self._whole = today, whole
        self._area_ids: dict[str, str] = {}
        self._taken = set(self._habits) | set(book.logs)
        self._ends: dict[str, float] = {}
        for habit in book.habits:
            self._reach(habit)

    @property
    def book(self) -> Book:
        """The book with all that was taken in so far."""
        return self._book._replace(habits=tuple(sorted(self._habits.values(), key=lambda habit: habit.id)))

    def areas(self, areas: Sequence[Area], keys: ListKeys) -> None:
        order: list[str] = []
        known = _matched(areas, keys.areas, self._book.areas)
        for area, said, old in zip(areas, keys.areas, known, strict=True):
            if old is None:
                id = area.id if "id" in said else new_id(area.name, {kept.id for kept in self._book.areas})
                new = area._replace(id=id, position=_behind(self._book.areas))
            else:
                new = old._replace(name=area.name, colour=area.colour if self._says("colour", said) else old.colour)
            self._area_ids[area.id] = new.id
            order.append(new.id)
            if new != old:
                self._make(Put(new))
        for id, position in _order(self._book.areas, order).items():
            self._make(Move(ItemKind.AREA, id, position))

    def habits(self, habits: Sequence[Habit], keys: ListKeys) -> None:
        order: dict[str, list[str]] = {}
        known = _matched(habits, keys.habits, self._book.habits)
        for habit, said, old in zip(habits, keys.habits, known, strict=True):
            area = self._area_ids.get(habit.area, habit.area)
            new = self._new(habit, area, said) if old is None else self._updated(old, habit, area, said)
            order.setdefault(area, []).append(new.id)
            if new != old:
                self._put(new)
        now = self._inside()
        for area, ids in order.items():
            for id, position in _order(now.get(area, []), ids).items():
                self.changes.append(Move(ItemKind.HABIT, id, position))
                self._habits[id] = self._habits[id]._replace(position=position)

    def prompts(self, span: Lookback, prompts: tuple[str, ...]) -> None:
        mine = self._book.prompts_of(span)
        known = {prompt.casefold() for prompt in mine}
        wanted = prompts if self._whole else (*mine, *(one for one in prompts if one.casefold() not in known))
        if prompts and wanted != mine:
            self._make(PutPrompts(wanted, span))

    def _new(self, habit: Habit, area: str, said: Said) -> Habit:
        id = habit.id if "id" in said else new_id(habit.name, self._taken)
        self._taken.add(id)
        return habit._replace(id=id, area=area, position=self._ends.get(area, 0), created=self._today)

    def _updated(self, old: Habit, habit: Habit, area: str, said: Said) -> Habit:
        texts = {key: getattr(habit, key) for key in _TEXTS if self._says(key, said)}
        new = old._replace(**texts)
        new = self._ruled(new, habit.rule, said)
        new = new._replace(reminders=self._reminders(old, new, habit, said))
        if old.archived is not None:
            for change in while_away(self.book, old, self._today):
                self._make(change)
            new = new._replace(archived=None)
        if area != old.area:
            for change in keep_excused(self.book, old, area, self._today):
                self._make(change)
            new = new._replace(area=area, position=self._ends.get(area, 0))
        return new

    def _reminders(self, old: Habit, new: Habit, habit: Habit, said: Said) -> tuple[int, ...]:
        if not self._says("remind", said):
            return () if old.rule != new.rule and no_reminder_because(new.rule) else old.reminders
        if habit.reminders and (because := no_reminder_because(new.rule)):
            raise Refused(f"{habit.name}: {because}")
        return habit.reminders

    def _ruled(self, habit: Habit, rule: Rule, said: Said) -> Habit:
        held = habit.rule_on(self._today)
        goal = rule.goal if self._says("goal", said) else held.goal
        says_when = self._says("schedule", said) or goal.is_urge
        schedule = rule.schedule if says_when else held.schedule
        if (goal, schedule) == (held.goal, held.schedule):
            return habit
        try:
            check_rule(schedule, goal)
        except Refused as error:
            raise Refused(f"{habit.name}: {error}") from None
        rule = Rule(self._today, schedule, goal, self._book.settings.week_start)
        return ruled_anew(self._book, habit, rule, self._today)

    def _says(self, key: str, said: Said) -> bool:
        return self._whole or key in said

    def _make(self, change: Change) -> None:
        self.changes.append(change)
        self._book = change.apply(self._book)

    def _put(self, habit: Habit) -> None:
        self.changes.append(Put(habit))
        self._habits[habit.id] = habit
        self._reach(habit)

    def _reach(self, habit: Habit) -> None:
        """Remember the position behind the last habit of each area."""
        self._ends[habit.area] = max(self._ends.get(habit.area, 0), habit.position + 1)

    def _inside(self) -> dict[str, list[Habit]]:
        found: dict[str, list[Habit]] = {}
        for habit in self._habits.values():
            found.setdefault(habit.area, []).append(habit)
        return found


def _matched(found: Sequence[_Named], said: Sequence[Said], kept: Iterable[_Named]) -> list[_Named | None]:
    """Find what the book has of each entry: by its id where it gives one, else by its name, each thing once."""
    by_id, by_name = {item.id: item for item in kept}, {item.name.casefold(): item for item in kept}
    meant = [by_id.get(one.id) if "id" in keys else None for one, keys in zip(found, said, strict=True)]
    claimed = {item.id for item in meant if item}
    for place, one in enumerate(found):
        named = by_name.get(one.name.casefold())
        if meant[place] is None and named and named.id not in claimed:
            meant[place] = named
    return meant


def _behind(kept: Iterable[Area]) -> float:
    return max((item.position + 1 for item in kept), default=0)


def _order(kept: Iterable[Area] | Iterable[Habit], wanted: list[str]) -> dict[str, float]:
    """Return new positions where the order of the file is another one; what it leaves out keeps its place."""
    now = sorted((item.position, item.id) for item in kept)
    listed = set(wanted)
    if [id for _, id in now if id in listed] == wanted:
        return {}
    following = iter(wanted)
    order = [next(following) if id in listed else id for _, id in now]
    at = {id: position for position, id in now}
    return {id: float(index) for index, id in enumerate(order) if at[id] != index}


def _refuse_twice(book: Book, found: HabitList) -> None:
    for kind, named, kept in (("area", found.areas, book.areas), ("habit", found.habits, book.habits)):
        names = Counter(item.name.casefold() for item in kept)
        for item in named:
            if names[item.name.casefold()] > 1:
                raise Refused(f"There would be two {kind}s called “{excerpt(item.name)}”; give one another name.")


def _area_differences(before: Book, after: Book) -> Iterator[ListDifference]:
    known = {area.id: area for area in before.areas}
    for area in after.areas:
        old = known.get(area.id)
        if old is None:
            yield ListDifference(area.name, "new area", new=True)
        elif old != area:
            renamed = f"area renamed to {area.name}" if old.name != area.name else ""
            yield ListDifference(old.name, renamed or ("colour" if old.colour != area.colour else "another place"))


def _habit_differences(before: Book, after: Book, today: date) -> Iterator[ListDifference]:
    known = {habit.id: habit for habit in before.habits}
    for habit in after.habits:
        old = known.get(habit.id)
        if old is None:
            yield ListDifference(habit.name, f"new in {after.area(habit.area).name}, {habit.rule.words}", new=True)
        elif old != habit:
            yield ListDifference(old.name, ", ".join(_parts(old, habit, after, today)))


def _parts(old: Habit, new: Habit, after: Book, today: date) -> Iterator[str]:
    if old.name != new.name:
        yield f"renamed to {new.name}"
    if old.area != new.area:
        yield f"moved to {after.area(new.area).name}"
    elif old.position != new.position:
        yield "another place"
    if old.rules != new.rules:
        yield f"{new.rule.words} from {say_day(new.rule.since, today)}"
    if old.archived != new.archived:
        yield "restored"
    if old.reminders != new.reminders:
        yield f"reminded at {say_times(new.reminders)}" if new.reminders else "no reminder"
    yield from (key for key in _TEXTS[1:] if getattr(old, key) != getattr(new, key))


def _prompts(before: Book, after: Book) -> Iterator[ListDifference]:
    for span in PROMPT_FIELDS:
        old, new = before.prompts_of(span), after.prompts_of(span)
        if old != new:
            yield ListDifference(f"Questions of a {span}", f"{len(new)} in place of {len(old)}")


Said: TypeAlias = frozenset[str]


class ListKeys(NamedTuple):
    """The keys that each area and each habit of a file has, in its order."""

    areas: tuple[Said, ...] = ()
    habits: tuple[Said, ...] = ()


def read_keys(text: str) -> ListKeys:
    """Read the keys of a text that `read_habit_list` could read."""
    root = json.loads(text.removeprefix("\ufeff"))
    areas, habits = (
        tuple(frozenset(key for key, value in entry.items() if value is not None) for entry in root.get(section) or ())
        for section in ("areas", "habits")
    )
    return ListKeys(areas, habits)
