"""Course: how one habit went, day by day and period by period, ready to be asked about any span."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property

from tracker.domain.book import Book, Pause
from tracker.domain.habit import Habit
from tracker.domain.judging.days import DayStates, PauseSpan
from tracker.domain.judging.periods import days_of, judge_segment
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.segments import Segment, segments
from tracker.domain.judging.verdict import KEPT, MISSED
from tracker.domain.log import Log
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.day_codes import OUT, day_codes
from tracker.insights.minutes import in_minutes
from tracker.insights.share import Share

_FOREVER = date.max.toordinal()


class JudgedSegment(NamedTuple):
    """The days of one rule, as they were read and as they were judged (None where nothing is ever due)."""

    stretch: Segment
    days: DayStates
    judged: JudgedPeriods | None


class Verdicts(NamedTuple):
    """All verdicts in order, one character a period, and the ordinal of the day on which each was reached.

    `ends` is the period's last day, or today for one that is not over.
    """

    codes: str
    ends: Sequence[int]

    def between(self, first: int, last: int) -> str:
        """Return the verdicts reached on the days from `first` to `last`, both included."""
        return self.codes[bisect_left(self.ends, first) : bisect_right(self.ends, last)]


class Course:
    """How one habit went, as of a day."""

    def __init__(self, habit: Habit, log: Log, pauses: Sequence[Pause], today: date) -> None:
        self.habit = habit
        self.log = log
        self.today = today.toordinal()
        self.rule = habit.rule_on(today)
        self._pauses = pauses
        self._stretches = segments(habit, log, self.today)

    @property
    def first(self) -> int | None:
        """The ordinal of the first day that is judged; None before there is one."""
        return self._stretches[0].first if self._stretches else None

    @property
    def last(self) -> int:
        """The ordinal of the last day that is judged: today, or the day before archiving; 0 if there is none."""
        return self._stretches[-1].through if self._stretches else 0

    def days_by(self, last: int) -> int:
        """Count the days for which it had been judged by a day, by its ordinal."""
        return 0 if self.first is None else max(0, min(self.last, last) + 1 - self.first)

    @property
    def is_archived(self) -> bool:
        """Whether it has been put away, as of the day."""
        return self.is_archived_on(self.today)

    def is_archived_on(self, day: int) -> bool:
        """Whether it has been put away by a day, by its ordinal."""
        return self.habit.archived is not None and self.habit.archived.toordinal() <= day

    def rests_on(self, day: int) -> bool:
        """Whether a pause covers a day, by its ordinal."""
        return any(low <= day <= high for low, high in self._rests)

    def touches(self, first: int, last: int) -> bool:
        """Whether the habit was judged on any day between two ordinals, both included."""
        return self.first is not None and self.first <= last and first <= self.last

    @cached_property
    def parts(self) -> tuple[JudgedSegment, ...]:
        """The days of each rule, in order."""
        read = ((stretch, days_of(stretch, self.log, self._rests)) for stretch in self._stretches)
        return tuple(JudgedSegment(stretch, days, judge_segment(stretch, days, self.log)) for stretch, days in read)

    @property
    def _rests(self) -> list[PauseSpan]:
        return [
            (pause.start.toordinal(), pause.end.toordinal() if pause.end else _FOREVER)
            for pause in self._pauses
            if pause.covers(self.habit)
        ]

    @cached_property
    def verdicts(self) -> Verdicts:
        """The verdicts of all periods."""
        judged = [part.judged for part in self.parts if part.judged is not None]
        ends = [end for part in judged for end in part.lasts]
        if ends and ends[-1] > self.today:
            ends[-1] = self.today
        return Verdicts("".join(part.codes for part in judged), ends)

    def share(self, first: int, last: int) -> Share:
        """Count the periods kept, out of those kept or missed, that end between two ordinals, both included."""
        codes = self.verdicts.between(first, last)
        kept = codes.count(KEPT)
        return Share(kept, kept + codes.count(MISSED))

    @cached_property
    def _codes(self) -> str:
        return "".join(day_codes(part.stretch, part.days, part.judged) for part in self.parts)

    def codes(self, first: int, last: int) -> str:
        """Return the days between two ordinals, both included, one character of `daycodes.py` each."""
        if self.first is None or last < first:
            return OUT * max(0, last + 1 - first)
        known = self._codes[max(0, first - self.first) : max(0, last + 1 - self.first)]
        return (OUT * min(max(0, self.first - first), last + 1 - first) + known).ljust(last + 1 - first)

    def active(self, first: int, last: int) -> set[int]:
        """Return the ordinals of the days on which something was done, due or not; keeping a limit is no doing."""
        found: set[int] = set()
        for stretch, days, judged in self.parts:
            low, high = max(first, stretch.first), min(last, stretch.through)
            if stretch.rule.goal.is_doing:
                states = days.states[max(0, low - stretch.first) : max(0, high + 1 - stretch.first)]
                found.update(day for day, state in enumerate(states, low) if state in "#~")
            elif judged is not None and stretch.rule.goal.is_urge:
                found.update(day for day, worth in zip(judged.firsts, judged.worth, strict=True) if worth)
        return {day for day in found if first <= day <= last}

    def urges(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Return the days with urges between two ordinals as (ordinal, passed, acted), in order."""
        counted = ((day, passed, acted) for day, (passed, acted) in self.log.urges() if first <= day <= last)
        return sorted(event for event in counted if event[0] <= self.today and (event[1] or event[2]))

    def time(self, first: int, last: int) -> int:
        """Sum the time given between two ordinals, in thousandths of a minute; only goals in units of time have it."""
        total = 0
        for stretch, days, _ in self.parts:
            if stretch.rule.goal.is_target:
                low, high = max(first, stretch.first), min(last, stretch.through)
                amounts = days.amounts[max(0, low - stretch.first) : max(0, high + 1 - stretch.first)]
                total += in_minutes(sum(amounts), stretch.rule.goal.unit)
        return total


def course_of(book: Book, habit: Habit, today: date) -> Course:
    """Read the course of a habit from a book."""
    return Course(habit, book.log(habit.id), book.pauses_of(habit), today)
