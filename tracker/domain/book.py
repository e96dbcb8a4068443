"""Book: everything the user has, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from tracker.domain.errors import NotFound
from tracker.domain.habit import Area, Habit
from tracker.domain.log import Log, month_length, month_number
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.domain.text import excerpt

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
    MONTH = "month"
    YEAR = "year"

    @property
    def is_long(self) -> bool:
        """Whether it is kept in a table of its own, which a letbe that knows days and weeks alone leaves as it is."""
        return self in (Lookback.MONTH, Lookback.YEAR)


PROMPT_FIELDS: Mapping[Lookback, str] = MappingProxyType(
    {Lookback.WEEK: "prompts", Lookback.MONTH: "month_prompts", Lookback.YEAR: "year_prompts"}
)
"""Where a book, a file of it and a list of habits hold what each kind of look back asks."""


class Reflection(NamedTuple):
    """A journal entry: a day's ease (1 to 5) and a line, or the answers of a week, a month or a year by prompt.

    `day` is the day itself, or the first one of the span.
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

    @property
    def last(self) -> date:
        """The last day of what it looks back on; a week belongs to the month in which it ends."""
        match self.span:
            case Lookback.DAY:
                return self.day
            case Lookback.WEEK:
                return date.fromordinal(min(self.day.toordinal() + 6, date.max.toordinal()))
            case Lookback.MONTH:
                return self.day.replace(day=month_length(month_number(self.day)))
            case Lookback.YEAR:
                return date(self.day.year, 12, 31)


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
    wordings: tuple[Wording, ...]
    whom: str = ""
    again: Interval | None = None
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

    `reflections` are those of days and weeks, `lookbacks` those of months and years. `logs` holds one log per habit id
    and may hold those of deleted habits, so that a deletion can be undone. Habits and areas come in any order; the
    properties give them in the order of their positions.
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
    lookbacks: tuple[Reflection, ...] = ()
    month_prompts: tuple[str, ...] = ()
    year_prompts: tuple[str, ...] = ()

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
        kept = self.habits or self.areas or self.logs or self.pauses or self.all_reflections or self.agreements
        return not (kept or any(self.prompts_of(span) for span in PROMPT_FIELDS))

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
        held = self.lookbacks if span.is_long else self.reflections
        return next((kept for kept in held if kept.span is span and kept.day == day), None)

    @property
    def all_reflections(self) -> tuple[Reflection, ...]:
        """The reflections of days and weeks, then those of months and years."""
        return (*self.reflections, *self.lookbacks)

    def prompts_of(self, span: Lookback) -> tuple[str, ...]:
        """Return the questions that the book asks of a week, a month or a year; of a day it asks none."""
        prompts: tuple[str, ...] = getattr(self, PROMPT_FIELDS[span]) if span in PROMPT_FIELDS else ()
        return prompts

    def answers_as_asked(self, kept: Reflection) -> tuple[tuple[str, str], ...]:
        """Return the answers of a reflection in the order in which they are asked; the others keep theirs behind."""
        written = dict(kept.answers)
        asked = [prompt for prompt in self.prompts_of(kept.span) if prompt in written]
        return tuple((prompt, written[prompt]) for prompt in dict.fromkeys((*asked, *written)))


def _in_order(habits: Iterable[Habit]) -> tuple[Habit, ...]:
    return tuple(sorted(habits, key=lambda habit: (habit.position, habit.id)))
