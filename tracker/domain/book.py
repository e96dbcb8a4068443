"""Book: everything the user has, as one frozen value."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from tracker.domain.errors import NotFound, Unreadable
from tracker.domain.habit import Area, Habit
from tracker.domain.log import Log
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean, excerpt

if TYPE_CHECKING:
    from tracker.domain.interval import Interval  # few commands are about agreements

_EMPTY_LOG = Log()


class Pause(NamedTuple):
    """Dates during which one habit, an area or (with neither) everything is excused.

    `end` is the last excused day; None means until further notice.
    """

    id: str
    start: date
    end: date | None = None
    habit: str = ""
    area: str = ""
    why: str = ""

    def covers(self, habit: Habit) -> bool:
        """Whether this pause is about a habit at all, on whatever days."""
        if self.habit:
            return self.habit == habit.id
        return not self.area or self.area == habit.area

    def holds(self, day: date) -> bool:
        """Whether a day lies within the pause."""
        return self.start <= day and (self.end is None or day <= self.end)


class Lookback(StrEnum):
    """What a reflection looks back on."""

    DAY = "day"
    WEEK = "week"


class Reflection(NamedTuple):
    """A journal entry: a day's ease (1 to 5) and a line, or a week's answers by prompt.

    `day` is the day itself, or the first day of the week.
    """

    span: Lookback
    day: date
    ease: int | None = None
    text: str = ""
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """The key of the one reflection that a span on a day can have."""
        return f"{self.span}:{self.day.isoformat()}"


class Question(NamedTuple):
    """A pair that the user wants looked at: does `first` go with `second`, and since when that is asked.

    Both are ids of habits; an empty `second` is the day's ease.
    """

    id: str
    first: str
    second: str
    asked: date


class Wording(NamedTuple):
    """How an agreement reads from a day on."""

    since: date
    text: str


class Agreement(NamedTuple):
    """What was agreed with somebody: its wordings in date order (at least one), all of which are kept, as rules are.

    `again` is how long after the last look it wants to be looked at again, or None for never; `looks` are the days on
    which it was looked at and kept as it is, in order; `ended` is the day from which it no longer holds.
    """

    id: str
    wordings: "tuple[Wording, ...]"
    whom: str = ""
    again: "Interval | None" = None
    looks: tuple[date, ...] = ()
    ended: date | None = None

    @property
    def text(self) -> str:
        """How it reads now."""
        return self.wordings[-1].text

    @property
    def since(self) -> date:
        """The day on which it was made."""
        return self.wordings[0].since

    @property
    def last_look(self) -> date:
        """The day on which it was last looked at: made, changed, or kept as it is."""
        return max((self.wordings[-1].since, *self.looks[-1:]))

    @property
    def due(self) -> date | None:
        """The day on which it wants to be looked at again, or None."""
        return None if self.ended or self.again is None else self.again.after(self.last_look)


class Settings(NamedTuple):
    """The settings that travel with the book, because the numbers depend on them.

    `week_start` is a weekday (Monday = 0); `day_start` is in minutes after midnight, 0 to 720, and so is
    `remind`, the time for one look at the whole day, where there is one.
    """

    week_start: int = 0
    day_start: int = 0
    remind: int | None = None


class Book(NamedTuple):
    """Everything the user has.

    `logs` holds one log per habit id and may hold those of deleted habits, so that a deletion can be undone.
    Habits and areas come in any order; the properties give them in the order of their positions.
    """

    areas: tuple[Area, ...] = ()
    habits: tuple[Habit, ...] = ()
    logs: Mapping[str, Log] = MappingProxyType({})
    pauses: tuple[Pause, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    settings: Settings = Settings()
    prompts: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    agreements: tuple[Agreement, ...] = ()

    def log(self, habit: str) -> Log:
        """Return the log of a habit by its id; an empty one if nothing is recorded."""
        return self.logs.get(habit, _EMPTY_LOG)

    def habit(self, id: str) -> Habit:
        """Return the habit with this id; raise `NotFound` if there is none."""
        if habit := self.find_habit_by_id(id):
            return habit
        raise NotFound(f"There is no habit “{excerpt(id)}”.")

    def area(self, id: str) -> Area:
        """Return the area with this id; raise `NotFound` if there is none."""
        if area := self.find_area_by_id(id):
            return area
        raise NotFound(f"There is no area “{excerpt(id)}”.")

    def find_habit_by_id(self, id: str) -> Habit | None:
        """Return the habit with this id, if there is one."""
        return next((habit for habit in self.habits if habit.id == id), None)

    def find_area_by_id(self, id: str) -> Area | None:
        """Return the area with this id, if there is one."""
        return next((area for area in self.areas if area.id == id), None)

    @property
    def active(self) -> tuple[Habit, ...]:
        """The habits that are not archived, in the order of the screen."""
        return tuple(habit for _, habits in self.by_area() for habit in habits if habit.archived is None)

    @property
    def is_new(self) -> bool:
        """Whether nobody has begun here yet: there is nothing at all."""
        kept = self.habits or self.areas or self.logs or self.pauses or self.reflections or self.agreements
        return not (kept or self.prompts)

    def by_area(self) -> Iterator[tuple[Area, tuple[Habit, ...]]]:
        """Walk the areas and, within each, its habits, all in the order of their positions.

        Habits whose area is not there (a merge or a hand may have taken it) come last, so that none is ever hidden.
        """
        for area in sorted(self.areas, key=lambda area: (area.position, area.id)):
            yield area, _in_order(habit for habit in self.habits if habit.area == area.id)
        known = {area.id for area in self.areas}
        if strays := _in_order(habit for habit in self.habits if habit.area not in known):
            yield Area("", "Without an area"), strays

    def pauses_of(self, habit: Habit) -> tuple[Pause, ...]:
        """Return the pauses that are about a habit: its own, its area's and those of everything."""
        return tuple(pause for pause in self.pauses if pause.covers(habit))

    @property
    def open_questions(self) -> tuple[Question, ...]:
        """The questions whose habits are there, in the order in which they were asked."""
        ids = {habit.id for habit in self.habits} | {""}
        held = (kept for kept in self.questions if kept.first in ids and kept.second in ids)
        return tuple(sorted(held, key=lambda kept: (kept.asked, kept.id)))

    def reflection(self, span: Lookback, day: date) -> Reflection | None:
        """Return the reflection of a span that begins on a day, or None."""
        return next((kept for kept in self.reflections if kept.span is span and kept.day == day), None)


def _in_order(habits: Iterable[Habit]) -> tuple[Habit, ...]:
    return tuple(sorted(habits, key=lambda habit: (habit.position, habit.id)))


def find_habit(book: Book, text: str, *, archived_first: bool = False) -> Habit:
    """Find the one habit meant by an id, a name or a part of a name, in any case.

    An exact id wins over an exact name, and that over a part, also where it is an archived habit's; among equals one
    that is not archived does, unless `archived_first`. Raises `NotFound` for none ("did you mean …") and for several.
    """
    pools = [[habit for habit in book.habits if bool(habit.archived) is archived] for archived in (False, True)]
    return _find(pools[::-1] if archived_first else pools, text, "habit")


def find_area(book: Book, text: str) -> Area:
    """Find the one area meant by an id, a name or a part of a name; raise `NotFound` as `find_habit` does."""
    return _find([book.areas], text, "area")


_Named = TypeVar("_Named", Habit, Area)


def _find(pools: Sequence[Sequence[_Named]], text: str, what: str) -> _Named:
    wanted = clean(text).casefold()
    if not wanted:
        raise Unreadable(f"Name {'an' if what == 'area' else 'a'} {what}: its id, its name or a part of it.")
    for fits in _fitting(pools, wanted):
        if len(fits) == 1:
            return fits[0]
        if fits:
            names = ", ".join(f"“{excerpt(item.name)}”" for item in fits[:4])
            more = f" and {len(fits) - 4} more" if len(fits) > 4 else ""
            raise NotFound(f"“{excerpt(text)}” fits several: {names}{more}; write more of the name, or the id.")
    raise NotFound(f"There is no {what} “{excerpt(text)}”{_did_you_mean(pools[0], wanted)}")


def _fitting(pools: Sequence[Sequence[_Named]], wanted: str) -> Iterator[list[_Named]]:
    """Walk what fits, the surest first: by its id and its name in each pool, then by a part of its name."""
    for pool in pools:
        yield [item for item in pool if item.id.casefold() == wanted]
        yield [item for item in pool if item.name.casefold() == wanted]
    for pool in pools:
        yield [item for item in pool if wanted in item.name.casefold()]


def _did_you_mean(pool: Sequence[_Named], wanted: str) -> str:
    from difflib import get_close_matches  # only ever needed on the way to an error

    meant = {word: item.name for item in pool for word in item.name.casefold().split() if len(word) > 2}
    meant.update((item.name.casefold(), item.name) for item in pool)
    near = get_close_matches(wanted[:200], meant, n=1)
    return f"; did you mean “{excerpt(meant[near[0]])}”?" if near else "."
