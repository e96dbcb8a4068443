"""Foreign: what another tracker's file holds, read value by value into our words, and what of it has no word here."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from tracker.domain.amounts import LIMIT, ONE
from tracker.domain.book import Pause, Reflection
from tracker.domain.errors import LetbeError, Unreadable
from tracker.domain.event import Event
from tracker.domain.goal import CHECK, Goal, at_least, at_most
from tracker.domain.habit import Rule
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import DAILY, Schedule, in_days, per_month, per_week
from tracker.domain.text import NAME_LIMIT, NOTE_LIMIT, clean, clean_name, counted, excerpt

NO_DAYS: Mapping[date, Mark] = MappingProxyType({})
_NO_EVENTS: Mapping[date, tuple[Event, ...]] = MappingProxyType({})
_LONGEST_WINDOW = 366
_UNIT_LIMIT = 20


class ForeignHabit(NamedTuple):
    """A habit of another program, as it is kept here.

    `key` is what that program calls it for good, or empty where it goes by its name; an area is named, or empty.
    `rules` may be none where the first day decides when they begin: then `schedule` and `goal` hold from there. `lost`
    names what cannot be kept.
    """

    name: str
    key: str = ""
    area: str = ""
    why: str = ""
    schedule: Schedule = DAILY
    goal: Goal = CHECK
    rules: tuple[Rule, ...] = ()
    begun: date | None = None
    days: Mapping[date, Mark] = NO_DAYS
    events: Mapping[date, tuple[Event, ...]] = _NO_EVENTS
    pauses: tuple[Pause, ...] = ()
    archived: bool = False
    ended: date | None = None
    lost: tuple[str, ...] = ()


class ForeignBook(NamedTuple):
    """All that a file of another program holds; `lost` is what of the file as a whole cannot be kept."""

    program: str
    habits: tuple[ForeignHabit, ...]
    reflections: tuple[Reflection, ...] = ()
    lost: tuple[str, ...] = ()


class DaysOfHabit:
    """Gathers the days of one habit as a file tells them, with their notes, and what of them cannot be kept."""

    def __init__(self) -> None:
        self.days: dict[date, Mark] = {}
        self.lost: dict[str, None] = {}

    def put(self, day: date, kind: MarkKind | None, note: str = "", amount: int = 0, *, acted: int = 0) -> None:
        """Set a day; None is a day of which only the note is known, and an earlier note of the day stays before it."""
        if kind is None and not note:
            return
        old = self.days.get(day)
        note = self._noted(day, old.note if old else "", note) if note else old.note if old else ""
        if kind is None:
            kind, amount, acted = (old.kind, old.amount, old.acted) if old else (MarkKind.NOTE, 0, 0)
        if kind is not MarkKind.NOTE or note:
            self.days[day] = Mark(kind, self._within(day, amount), 0, acted, note)

    def add(self, day: date, amount: int, note: str = "") -> None:
        """Add an amount to what a day has already."""
        old = self.days.get(day)
        self.put(day, MarkKind.AMOUNT, note, amount + (old.amount if old else 0))

    def lose(self, *what: str) -> None:
        """Remember what cannot be kept, each once."""
        self.lost.update(dict.fromkeys(each for each in what if each))

    def _within(self, day: date, amount: int) -> int:
        if 0 <= amount <= LIMIT:
            return amount
        self.lose(f"an amount on {day} outside 0 to {LIMIT // ONE:,}, which becomes the nearest")
        return min(max(amount, 0), LIMIT)

    def _noted(self, day: date, old: str, new: str) -> str:
        new = clean(new, lines=True)
        if not new or f"\n{new}\n" in f"\n{old}\n":
            return old
        note = f"{old}\n{new}" if old else new
        if len(note) > NOTE_LIMIT:
            self.lose(f"the end of a note on {day} of more than {NOTE_LIMIT:,} characters")
        return note[:NOTE_LIMIT].rstrip()


def name_of(text: str, where: str) -> str:
    """Return a name as it is kept here; raise what is wrong with it after the place, such as `Line 3`."""
    try:
        return clean_name(text[: NAME_LIMIT * 4])
    except LetbeError as error:
        raise error.at(where) from None


def day_from(text: object, where: str) -> date:
    """Read the calendar day at the start of a text such as `2026-11-22T10:00`; raise `Unreadable` with the place."""
    try:
        if isinstance(text, str):
            return date.fromisoformat(text.strip()[:10])
    except ValueError:
        pass
    raise Unreadable(f"{where}: “{excerpt(str(text))}” is not a day such as 2026-11-22.")


def day_of_epoch(days: object, where: str) -> date:
    """Return the day so many days after 1 January 1970; raise `Unreadable` with the place."""
    try:
        if isinstance(days, int | float) and math.isfinite(days):
            return date(1970, 1, 1) + timedelta(days=math.floor(days))
    except OverflowError:
        pass
    raise Unreadable(f"{where}: “{excerpt(str(days))}” is not a number of days.")


def thousandths(number: object, where: str) -> int:
    """Return a number in thousandths; raise `Unreadable` with the place for anything else."""
    try:
        value = float(number) if isinstance(number, int | float | str) else math.nan
        if math.isfinite(value):
            return round(value * ONE)
    except (ValueError, OverflowError):
        pass
    raise Unreadable(f"{where}: “{excerpt(str(number))}” is not a number.")


def whole(number: object, usual: int) -> int:
    """Return a whole number as a file gives it, or the usual one where it gives none."""
    try:
        return int(float(number)) if isinstance(number, int | float | str) else usual
    except (ValueError, OverflowError):
        return usual


def frequency(times: int, days: int, lost: list[str], *, rolling: bool = False) -> Schedule:
    """Return the schedule that is meant by so many times in so many days, and say where another one comes nearest.

    Seven days are a calendar week and thirty a month, unless the window is `rolling`.
    """
    times, days = max(1, times), max(1, days)
    if times >= days:
        return DAILY
    if days == 7 and not rolling:
        return per_week(times)
    if days in (30, 31) and not rolling:
        return per_month(times)
    if days > _LONGEST_WINDOW:
        nearest = in_days(max(1, round(times * _LONGEST_WINDOW / days)), _LONGEST_WINDOW)
        lost.append(f"{counted(times, 'time')} in {counted(days, 'day')}, which becomes {nearest}")
        return nearest
    return in_days(times, days)


def amount_goal(amount: int, unit: str, lost: list[str], *, limit: bool = False) -> Goal:
    """Return the goal of an amount in thousandths, with what of its unit fits."""
    unit = clean(unit)
    if len(unit) > _UNIT_LIMIT:
        lost.append(f"the end of its unit “{excerpt(unit)}”")
        unit = unit[:_UNIT_LIMIT].strip()
    amount = min(amount, LIMIT)
    if limit:
        return at_most(max(0, amount), unit)
    if amount <= 0:
        lost.append("a target of 0, which becomes any amount at all")
    return at_least(max(1, amount), unit)


def any_amount(amounts: Iterable[int], lost: list[str], unit: str = "") -> Goal:
    """Return the goal of amounts whose target a file does not tell: the smallest of them counts."""
    lost.append("its target, which the file does not hold: it becomes the smallest amount there is")
    return at_least(min((amount for amount in amounts if amount > 0), default=ONE), unit)


def has_lists(value: Any, *names: str) -> bool:
    """Whether a JSON value is an object with lists of these names."""
    return isinstance(value, dict) and all(isinstance(value.get(name), list) for name in names)


def objects(value: Any, name: str) -> list[tuple[str, dict[str, Any]]]:
    """Return the objects of a list, each with its place; none where there is no such list."""
    items = value.get(name)
    if items is None:
        return []
    if not isinstance(items, list):
        raise Unreadable(f"“{name}” should be a list.")
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict):
            raise Unreadable(f"{name}, number {number}: this should be an object.")
    return [(f"{name}, number {number}", item) for number, item in enumerate(items, 1)]


def text(item: dict[str, Any], name: str, where: str = "") -> str:
    """Return a text that may be missing; a number is taken for its digits."""
    value = item.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Unreadable(f"{where or name}: “{excerpt(str(value))}” should be a text.")
    return str(value)


def texts(item: dict[str, Any], name: str) -> list[str]:
    """Return a list of texts that may be missing."""
    value = item.get(name)
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def present(item: dict[str, Any], **named: str) -> list[str]:
    """Name what an object has that cannot be kept: its key, and what people call it."""
    return [called for name, called in named.items() if item.get(name) not in (None, "", [], {}, 0, False)]
