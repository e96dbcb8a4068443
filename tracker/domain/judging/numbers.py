"""Numbers: streaks, rate, strength, totals and comebacks of one habit, each computed when first asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from tracker.domain.judging.days import REACHED, DayStates, read_days
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.record import Record
from tracker.domain.judging.segments import ruled
from tracker.domain.judging.streaks import Comeback, PeriodRow, Streak, comeback, last_run, longest, period_rows
from tracker.domain.schedule import Pace

if TYPE_CHECKING:
    from tracker.domain.judging.strength import Walk

# Strength is imported where it is asked for: a command that says a streak does without it.


class Numbers(Record):
    """What a habit's marks come to, as of a day."""

    @property
    def rate(self) -> float | None:
        """Kept periods among those kept or missed; None when there are none, or nothing is due today."""
        kept, missed, _ = self.tally
        if self._is_only_counted or not kept + missed:
            return None
        return kept / (kept + missed)

    @property
    def _is_only_counted(self) -> bool:
        return self.rule.schedule.pace is Pace.ANYTIME and not self.rule.goal.is_urge

    @cached_property
    def _lines(self) -> tuple[PeriodRow, ...]:
        return period_rows(self._judged, self._ordinal)

    @cached_property
    def streaks(self) -> tuple[Streak, ...]:
        """All maximal runs of kept periods, in order of time."""
        return tuple(line.streak(start, stop) for line in self._lines for start, stop in line.runs)

    @cached_property
    def current_streak(self) -> Streak | None:
        """The last streak, if no missed period follows it and no urge was acted on today."""
        last = self._judged[-1] if self._judged else None
        return None if last and last.broken_today else last_run(self._lines)

    @property
    def current(self) -> int:
        """The length of the current streak, in `unit`; 0 if there is none."""
        return self.current_streak.length if self.current_streak else 0

    @cached_property
    def best(self) -> Streak | None:
        """The streak that covers most calendar days."""
        return longest(self._lines)

    @property
    def unit(self) -> str:
        """What a streak counts: that of the current one, else that of the rule."""
        if self.current_streak:
            return self.current_streak.unit
        if self.rule.goal.is_urge:
            return "urge"
        pace = self.rule.schedule.pace
        return str(pace) if pace in (Pace.WEEK, Pace.MONTH) else "day"

    @cached_property
    def comeback(self) -> Comeback:
        """How soon the habit returns after a lapse."""
        return comeback(self._judged)

    @cached_property
    def strength(self) -> float | None:
        """The long-run measure, 0 to 1; None when nothing is due today, or nothing has been judged."""
        if self._is_only_counted:
            return None
        from tracker.domain.judging.strength import at_first

        strength = None
        for _, walk in self._walks(whole=False):
            strength = walk.after(walk.first if strength is None else strength)
        if strength is None:
            due = (part.stretch for part in self._judged if part.unit != "urge")
            return next(map(at_first, due), None)
        return strength

    @cached_property
    def curve(self) -> tuple[tuple[int, float], ...]:
        """The strength after each day that was walked, by the day's ordinal."""
        from tracker.domain.judging.walks import walked_days

        points: list[tuple[int, float]] = []
        for part, walk in self._walks(whole=True):
            course = walk.course(points[-1][1] if points else walk.first)
            points += zip(walked_days(part), course, strict=False)
        return tuple(points)

    def _walks(self, *, whole: bool) -> Iterator[tuple[JudgedPeriods, Walk]]:
        """Return each part that has days to walk, with the walk of all of them or of those that still count."""
        from tracker.domain.judging.walks import walk_part

        before: list[DayStates] = []
        for part, days in zip(self._parts, self._days, strict=True):
            if part is not None and (walk := walk_part(part, before, self._log, whole=whole)):
                yield part, walk
            before.append(days)

    @cached_property
    def total(self) -> int:
        """All that was ever done, due or not: days, thousandths of an amount, or urges let pass.

        Which of them, the goal of `rule` says. A day is read by the goal that held on it where that counts the
        same thing, else by today's.
        """
        if self.rule.goal.is_urge:
            return self.passed
        span = self._log.span
        if span is None:
            return 0
        total = 0
        for rule, first, last in ruled(self.habit, self._ordinal, span[0], min(span[1], self._ordinal)):
            same = (rule.goal.aim, rule.goal.unit) == (self.rule.goal.aim, self.rule.goal.unit)
            goal = rule.goal if same else self.rule.goal
            days = read_days(goal, self._log, (), first, last, self._ordinal)
            total += sum(days.amounts) if goal.counts else days.states.count(REACHED)
        return total

    @cached_property
    def passed(self) -> int:
        """The urges let pass."""
        return sum(passed for _, passed, _ in self._urges)

    @cached_property
    def acted(self) -> int:
        """The urges acted on."""
        return sum(acted for _, _, acted in self._urges)

    @cached_property
    def _urges(self) -> Sequence[tuple[int, int, int]]:
        from tracker.domain.judging.periods.urges import events

        return events(self._log, 1, self._ordinal)
