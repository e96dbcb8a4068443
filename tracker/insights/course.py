"""Course: how one habit went, day by day and period by period, ready to be asked about any span.

The grid shows everything that was recorded. A `DayCode` keeps what can be counted, and leaves out the rest: days that
are excused, not due, not judged, or not over.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache, cached_property

from tracker.domain.amounts import ONE, read_amount
from tracker.domain.book import Book
from tracker.domain.errors import Unreadable
from tracker.domain.habit import Habit
from tracker.domain.judging.codes import (
    DAY_OF_STATE,
    DAY_OF_SUMMED_STATE,
    DAY_OF_VERDICT,
    DONE_STATES,
    DayCode,
    State,
    recode,
)
from tracker.domain.judging.days import DayStates
from tracker.domain.judging.judgement import Judgement
from tracker.domain.judging.lapses import Lapse, lapses
from tracker.domain.judging.periods import JudgedPeriods, Segment, Tally
from tracker.domain.judging.periods.due_days import DueDays
from tracker.domain.judging.periods.urges import Urges, urge_days
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import Pace
from tracker.insights.span import Share

DONE = DayCode.DUE_KEPT + DayCode.FREE_DONE
NOT_DONE = DayCode.DUE_MISSED + DayCode.FREE_NOT
_ACTIVE = DONE_STATES + State.PART


def day_codes(segment: Segment, days: DayStates, judged: JudgedPeriods | None) -> str:
    """Return the codes of a segment, from its first day through the last that has begun."""
    length = segment.through + 1 - segment.first
    if isinstance(judged, DueDays | Urges):
        codes = recode(judged.codes, DAY_OF_VERDICT)
        if segment.rule.schedule.pace is Pace.DAILY:
            return codes
        placed = _placed(codes, judged.firsts, segment.first, length)
        is_open = segment.holds_today and isinstance(judged, Urges)  # today's can still change
        return placed[:-1] + DayCode.OUT if is_open else placed
    if segment.rule.goal.is_limit:
        return DayCode.OUT * length  # a limit on a week says nothing of any one day
    codes = recode(days.states[:length], DAY_OF_SUMMED_STATE if segment.rule.sums else DAY_OF_STATE)
    before = max(0, min(length, segment.since - segment.first))
    if before:  # what was not done before the habit's first day was not asked for
        codes = codes[:before].replace(DayCode.FREE_NOT, DayCode.OUT) + codes[before:]
    return codes[:-1] + DayCode.OUT if segment.holds_today and codes.endswith(DayCode.FREE_NOT) else codes


def _placed(codes: str, days: Iterable[int], first: int, length: int) -> str:
    """Put codes at their days; of several urges a day, the last one stands for it, and those acted on come last."""
    line = [DayCode.OUT] * length
    for day, code in zip(days, codes, strict=True):
        line[day - first] = code
    return "".join(line)


class JudgedSegment(NamedTuple):
    """The days of one rule, as they were read and as they were judged (None where nothing is ever due)."""

    segment: Segment
    days: DayStates
    judged: JudgedPeriods | None


class Course:
    """How one habit went, as of a day: its judgement, ready to be asked about any span."""

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        self.habit = judgement.habit
        self.log = judgement.log
        self.today = judgement.ordinal
        self.rule = judgement.rule

    @property
    def first(self) -> int | None:
        """The ordinal of the first day that is counted; None before there is one."""
        return self.judgement.counted_from

    @property
    def last(self) -> int:
        """The ordinal of the last day that is judged: today, or the day before archiving; 0 if there is none."""
        held = self.judgement.segments
        return held[-1].through if held else 0

    def units(self, first: int, last: int) -> set[str]:
        """Return what its periods are between two ordinals: days, weeks, months or urges; one where its rules agree."""
        return {
            part.judged.unit
            for part in self.parts
            if part.judged and part.segment.first <= last and first <= part.segment.through
        }

    def unit(self, first: int, last: int) -> str:
        """Return what its periods are between two ordinals where they are all of one kind, else `period`."""
        units = self.units(first, last)
        return units.pop() if len(units) == 1 else "period"

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
        return any(low <= day <= high for low, high in self.judgement.paused)

    def touches(self, first: int, last: int) -> bool:
        """Whether the habit was judged on any day between two ordinals, both included."""
        return self.first is not None and self.first <= last and first <= self.last

    @cached_property
    def parts(self) -> tuple[JudgedSegment, ...]:
        """The days of each rule, in order."""
        held = self.judgement
        return tuple(map(JudgedSegment, held.segments, held.days, held.parts))

    @cached_property
    def lapses(self) -> tuple[Lapse, ...]:
        """All lapses, over all time, in order."""
        return lapses(self.judgement.rows)

    def share(self, first: int, last: int) -> Share:
        """Count the periods kept, out of those kept or missed, that end between two ordinals, both included."""
        tally = Tally.of(self.judgement.codes_between(first, last))
        return Share(tally.kept, tally.kept + tally.missed)

    @cached_property
    def _codes(self) -> str:
        return "".join(day_codes(part.segment, part.days, part.judged) for part in self.parts)

    def codes(self, first: int, last: int) -> str:
        """Return the days between two ordinals, both included, one `DayCode` each."""
        length = max(0, last + 1 - first)
        if not self.judgement.segments or not length:
            return DayCode.OUT * length
        begun = self.judgement.segments[0].first
        known = self._codes[max(0, first - begun) : max(0, last + 1 - begun)]
        return (DayCode.OUT * min(max(0, begun - first), length) + known).ljust(length, DayCode.OUT)

    def active(self, first: int, last: int) -> set[int]:
        """Return the ordinals of the days on which something was done, due or not; keeping a limit is no doing."""
        found: set[int] = set()
        for segment, days, judged in self.parts:
            low, high = max(first, segment.first), min(last, segment.through)
            if segment.rule.goal.is_doing:
                states = days.states[max(0, low - segment.first) : max(0, high + 1 - segment.first)]
                found.update(day for day, state in enumerate(states, low) if state in _ACTIVE)
            elif isinstance(judged, Urges):
                found.update(day for day, passed, acted in judged.urge_days if passed and not acted)
        return {day for day in found if first <= day <= last}

    def amounts(self, first: int, last: int) -> dict[int, int]:
        """Return the amounts of the days between two ordinals, in thousandths; nothing where a rule has none."""
        found: dict[int, int] = {}
        for segment, days, _ in self.parts:
            low, high = max(first, segment.first), min(last, segment.through)
            if low <= high and not (segment.rule.goal.is_target or segment.rule.goal.is_limit):
                return {}
            amounts = days.amounts[max(0, low - segment.first) : max(0, high + 1 - segment.first)]
            found.update(enumerate([amount * days.grain for amount in amounts], low))
        return found

    def urges(self, first: int, last: int) -> list[tuple[int, int, int]]:
        """Return the days with urges between two ordinals as (ordinal, passed, acted), in order."""
        return urge_days(self.log, first, min(last, self.today))

    def time(self, first: int, last: int) -> int:
        """Sum the time given between two ordinals, in thousandths of a minute; only goals in units of time have it."""
        total = 0
        for segment, days, _ in self.parts:
            if segment.rule.goal.is_target:
                low, high = max(first, segment.first), min(last, segment.through)
                amounts = days.amounts[max(0, low - segment.first) : max(0, high + 1 - segment.first)]
                total += in_minutes(sum(amounts) * days.grain, segment.rule.goal.unit)
        return total


def course_of(book: Book, habit: Habit, today: date) -> Course:
    """Read the course of a habit from a book."""
    return Course(Judgement(habit, book.log(habit.id), book.pauses_of(habit), today))


@cache
def _hour(unit: str) -> int:
    """Return the thousandths of a unit in an hour; 0 if it is no unit of time."""
    try:
        return read_amount("1 hour", unit)
    except Unreadable:
        return 0


def in_minutes(amount: int, unit: str) -> int:
    """Turn thousandths of a unit into thousandths of a minute; 0 if the unit is none of time."""
    hour = _hour(unit)
    return amount * 60 * ONE // hour if hour else 0
