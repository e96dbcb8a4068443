"""Periods: the stretches over which one rule of a habit judges, and the periods in them, each with its verdict.

What kinds of period there are stands in the files beside this one: due days, weeks and months, windows and urges.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from tracker.domain.habit import Habit, Rule
from tracker.domain.judging.codes import MAY_BEGIN, RECORDED_DONE, VerdictCode
from tracker.domain.judging.days import DayStates
from tracker.domain.log import Log, month_before, month_number
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import Pace
from tracker.domain.str_enum import StrEnum

FOREVER = date.max.toordinal()


class Segment(NamedTuple):
    """The days from `first` to `last` (ordinals, both included) over which a rule holds.

    `last` lies far ahead while nothing has ended the rule; `today` is the day of judging. `since` is the day from which
    something is asked: days before it, which only the first rule has, keep a period or say nothing.
    """

    rule: Rule
    first: int
    last: int
    today: int
    since: int

    @property
    def through(self) -> int:
        """The last day that has begun."""
        return min(self.last, self.today)

    @property
    def holds_today(self) -> bool:
        """Whether the rule judges the day of judging itself, which is open."""
        return self.since <= self.today <= self.last


def counted_from(habit: Habit, log: Log) -> date:
    """Return the day from which a habit is counted: its first rule's, or one before it on which something was done."""
    since = habit.rules[0].since.toordinal()
    return date.fromordinal(beginning(habit.rules[0], log, FOREVER) or since)


def segments(habit: Habit, log: Log, today: int) -> tuple[Segment, ...]:
    """Return the segments of a habit in order, each beginning the day after the one before it ends.

    Rules after `today` do not hold yet, and an archiving after it has not happened. There is none when judging
    has not begun.
    """
    rules = [rule for rule in habit.rules if rule.since.toordinal() <= today] or habit.rules[:1]
    first = beginning(rules[0], log, today)
    if first is None:
        return ()
    archived = habit.archived.toordinal() if habit.archived else FOREVER
    end = archived - 1 if archived <= today else FOREVER
    sinces = [rule.since.toordinal() for rule in rules]
    if first < sinces[0]:
        first = period_start(rules[0], first)
    firsts = [first, *sinces[1:]]
    lasts = [min(after - 1, end) for after in sinces[1:]] + [end]
    return tuple(
        Segment(rule, begin, last, today, since)
        for rule, begin, last, since in zip(rules, firsts, lasts, sinces, strict=True)
        if begin <= last
    )


def period_start(rule: Rule, day: int) -> int:
    """Return the first day of the calendar week or month in which a day lies; the day itself under other schedules."""
    match rule.schedule.pace:
        case Pace.WEEK:
            return day - (day - 1 - rule.week_start) % 7
        case Pace.MONTH:
            return month_before(month_number(date.fromordinal(day))) + 1
        case _:
            return day


def beginning(rule: Rule, log: Log, today: int) -> int | None:
    """Find where counting begins: at the first rule, or at an earlier day on which something was done or let pass."""
    since = rule.since.toordinal()
    if not rule.goal.is_limit:
        earlier = _first_done(log, min(since - 1, today))
        if earlier is not None:
            return earlier
    return since if since <= today else None


def _first_done(log: Log, last: int) -> int | None:
    """Find the first day with a `done`, an amount above 0 or an urge let pass."""
    first = log.first
    if first is None or first > last:
        return None
    for found in re.finditer(MAY_BEGIN, log.line(first, last)):
        day = first + found.start()
        mark = log.get(date.fromordinal(day))
        if mark and (found[0] == RECORDED_DONE or mark.amount or mark.passed):
            return day
    return None


def ruled(habit: Habit, today: int, first: int, last: int) -> Iterator[tuple[Rule, int, int]]:
    """Walk, for any range of days, each rule as of `today` with the part of the range that is read by it.

    The first rule reaches back to all days before it, the last one ahead.
    """
    rules = [rule for rule in habit.rules if rule.since.toordinal() <= today] or habit.rules[:1]
    ends = [rule.since.toordinal() - 1 for rule in rules[1:]] + [last]
    for rule, end in zip(rules, ends, strict=True):
        if first <= min(end, last):
            yield rule, first, min(end, last)
            first = end + 1


class Verdict(StrEnum):
    """What is said of a period: `OPEN` is one that is not over and not yet kept."""

    KEPT = "kept"
    MISSED = "missed"
    EXCUSED = "excused"
    OPEN = "open"


VERDICTS: Mapping[str, Verdict] = MappingProxyType(
    {
        VerdictCode.KEPT: Verdict.KEPT,
        VerdictCode.MISSED: Verdict.MISSED,
        VerdictCode.EXCUSED: Verdict.EXCUSED,
        VerdictCode.OPEN: Verdict.OPEN,
    }
)


class Period(NamedTuple):
    """One judged period, from the ordinal of its first day to that of its last, both included.

    `unit` is "day", "week", "month" or "urge". `have` and `need` count days; for an amount that is summed they
    are thousandths (`need` is the limit of an at-most goal, and rounded up otherwise). Of its `days` (fewer than
    `whole` where a beginning, an archiving or a change of rule
    cuts it; for a window, the days that exist so far) `excused` are excused.
    """

    first: int
    last: int
    unit: str
    verdict: Verdict
    have: int
    need: int
    excused: int = 0
    days: int = 1
    whole: int = 1


def owed_by_part(times: int, part: int, whole: int) -> int:
    """Return what a part of a period owes of `times`: its proportion, rounded half up, at least 1, at most its days."""
    return min(part, max(1, (2 * times * part + whole) // (2 * whole)))


def ceiling(numerator: int, denominator: int) -> int:
    """Divide whole numbers, rounding up."""
    return -(-numerator // denominator)


KEPT, MISSED, EXCUSED, OPEN, UNJUDGED = (
    VerdictCode.KEPT,
    VerdictCode.MISSED,
    VerdictCode.EXCUSED,
    VerdictCode.OPEN,
    VerdictCode.UNJUDGED,
)
"""The codes by names of a module, for the loops over years of days, where looking two names up shows."""


class Tally(NamedTuple):
    """How many periods are kept, missed and excused."""

    kept: int
    missed: int
    excused: int

    @classmethod
    def of(cls, codes: str) -> Tally:
        """Count verdicts by their codes."""
        return cls(codes.count(VerdictCode.KEPT), codes.count(VerdictCode.MISSED), codes.count(VerdictCode.EXCUSED))


class JudgedPeriods(ABC):
    """The periods of a segment in order: a `VerdictCode` for each, their first and their last days.

    A period that is not judged after all keeps its place, with a blank for a code. `counts_days` says whether days are
    counted that can be chosen freely.
    """

    counts_days = False

    def __init__(
        self, segment: Segment, days: DayStates, unit: str, firsts: Sequence[int], lasts: Sequence[int]
    ) -> None:
        self.segment = segment
        self.days = days
        self.unit = unit
        self.firsts = firsts
        self.lasts = lasts
        self.codes = ""

    @abstractmethod
    def period(self, index: int) -> Period:
        """Return a judged period with the figures its verdict rests on."""

    @property
    def owed(self) -> bool:
        """Whether the period that contains today is not kept by what was done on other days."""
        return False

    def state(self, index: int) -> str:  # noqa: ARG002 - few have one
        """Return what the day of a period itself says, where it is one day; else nothing."""
        return ""

    @property
    def now(self) -> int | None:
        """The index of the period that contains today, or None."""
        index = len(self.codes) - 1
        if index < 0 or self.codes[index] == VerdictCode.UNJUDGED:
            return None
        return index if self.firsts[index] <= self.segment.today <= self.lasts[index] else None


def only_kept(codes: str) -> str:
    """Return verdicts of which only the kept ones say anything: those of periods before the habit's first day."""
    return "".join([code if code == VerdictCode.KEPT else VerdictCode.UNJUDGED for code in codes])
