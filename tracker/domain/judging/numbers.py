"""Numbers: streaks, rate, strength, totals and comebacks of one habit, each computed when first asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from tracker.domain.goal import Aim, Goal
from tracker.domain.habit import Habit
from tracker.domain.judging.days import REACHED, SKIPPED, Days, Rest, left_flags, read_days
from tracker.domain.judging.judged import Judged, Tally
from tracker.domain.judging.periods import days_of, judge_stretch
from tracker.domain.judging.streaks import Comeback, Runs, Streak, comeback, longest, runs
from tracker.domain.judging.strength import Walk, walk, walk_urges, walked_days, window_length
from tracker.domain.judging.stretch import Stretch, ruled, stretches
from tracker.domain.judging.urges import Urges, events
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED
from tracker.domain.log import Log
from tracker.domain.schedule import Pace


class Numbers:
    """What a habit's marks come to, as of a day.

    `rule` is the one that holds on that day, and `counted_from` the day on which judging begins: the first
    rule's, or the first on which something was done if that is earlier (None when nothing is judged yet).
    """

    def __init__(self, habit: Habit, log: Log, rests: Sequence[Rest], today: date) -> None:
        self.habit = habit
        self.today = today
        self.rule = habit.rule_on(today)
        self._log = log
        self._rests = rests
        self._ordinal = today.toordinal()
        self._stretches = stretches(habit, log, self._ordinal)
        self.counted_from = date.fromordinal(self._stretches[0].first) if self._stretches else None

    @cached_property
    def _days(self) -> tuple[Days, ...]:
        return tuple(days_of(stretch, self._log, self._rests) for stretch in self._stretches)

    @cached_property
    def _judged(self) -> tuple[Judged, ...]:
        parts = zip(self._stretches, self._days, strict=True)
        return tuple(judged for part, days in parts if (judged := judge_stretch(part, days, self._log)))

    @cached_property
    def tally(self) -> Tally:
        """How many periods are kept, missed and excused."""
        codes = "".join(part.codes for part in self._judged)
        return Tally(codes.count(KEPT), codes.count(MISSED), codes.count(EXCUSED))

    @property
    def rate(self) -> float | None:
        """Kept periods among those kept or missed; None when there are none, or nothing is due today."""
        kept, missed, _ = self.tally
        if self._is_only_counted or not kept + missed:
            return None
        return kept / (kept + missed)

    @property
    def _is_only_counted(self) -> bool:
        return self.rule.schedule.pace is Pace.ANYTIME and self.rule.goal.aim is not Aim.LET_GO

    @cached_property
    def _runs(self) -> Runs:
        return runs(self._judged, self._ordinal)

    @property
    def streaks(self) -> tuple[Streak, ...]:
        """All maximal runs of kept periods, in order of time."""
        return self._runs.streaks

    @property
    def current_streak(self) -> Streak | None:
        """The last streak, if no missed period follows it and no urge was acted on today."""
        last = self._judged[-1] if self._judged else None
        if self._runs.broken or not self.streaks or (isinstance(last, Urges) and last.acted_today):
            return None
        return self.streaks[-1]

    @property
    def current(self) -> int:
        """The length of the current streak, in `unit`; 0 if there is none."""
        return self.current_streak.length if self.current_streak else 0

    @property
    def best(self) -> Streak | None:
        """The streak that covers most calendar days."""
        return longest(self.streaks)

    @property
    def unit(self) -> str:
        """What a streak counts: that of the current one, else that of the rule."""
        if self.current_streak:
            return self.current_streak.unit
        if self.rule.goal.aim is Aim.LET_GO:
            return "urge"
        pace = self.rule.schedule.pace
        return str(pace) if pace in (Pace.WEEK, Pace.MONTH) else "day"

    @cached_property
    def comeback(self) -> Comeback:
        """How soon the habit returns after a lapse."""
        return comeback(self._judged)

    def _walk(self, index: int) -> Walk | None:
        """Walk one stretch for strength; None where nothing is due, or nothing has come up."""
        stretch, days = self._stretches[index], self._days[index]
        if stretch.rule.goal.aim is Aim.LET_GO:
            urges = next(part for part in self._judged if part.stretch is stretch)
            steps = walk_urges(urges) if isinstance(urges, Urges) else None
            return steps if steps and steps.gains else None
        if stretch.rule.schedule.pace is Pace.ANYTIME:
            return None
        return walk(stretch, days, self._earlier(index))

    def _earlier(self, index: int) -> Days:
        """Read as many days before a stretch as its windows look back on, by the stretch's own goal."""
        stretch, length = self._stretches[index], window_length(self._stretches[index].rule)
        before = "".join(days.states for days in self._days[:index]) if length > 1 else ""
        left = left_flags(before)
        positions = [position for position, is_left in enumerate(left) if is_left]
        start = positions[-length] + 1 if len(positions) >= length else 0
        first = stretch.first - len(before) + start
        read = read_days(stretch.rule.goal, self._log, (), first, stretch.first - 1, self._ordinal)
        kept = left[start:]
        states = "".join([state if is_left else SKIPPED for state, is_left in zip(read.states, kept, strict=True)])
        amounts = read.amounts
        if stretch.rule.goal.aim is Aim.AT_MOST:
            amounts = [amount * is_left for amount, is_left in zip(amounts, kept, strict=True)]
        return Days(first, states, amounts)

    @cached_property
    def strength(self) -> float | None:
        """The long-run measure, 0 to 1; None when nothing is due today, or nothing has been judged."""
        if self._is_only_counted:
            return None
        strength = None
        for index in range(len(self._stretches)):
            if steps := self._walk(index):
                strength = steps.after(self._at_first(index) if strength is None else strength)
        return strength

    def _at_first(self, index: int) -> float:
        """Give the strength before the first day: clean is the default of an at-most goal."""
        return 1.0 if self._stretches[index].rule.goal.aim is Aim.AT_MOST else 0.0

    @cached_property
    def curve(self) -> tuple[tuple[int, float], ...]:
        """The strength after each day that was walked, by the day's ordinal."""
        points: list[tuple[int, float]] = []
        for index, stretch in enumerate(self._stretches):
            if steps := self._walk(index):
                course = steps.course(points[-1][1] if points else self._at_first(index))
                points += zip(self._walked(stretch, index), course, strict=False)
        return tuple(points)

    def _walked(self, stretch: Stretch, index: int) -> Sequence[int]:
        for part in self._judged:
            if part.stretch is stretch and isinstance(part, Urges):
                return [event[0] for event in part.events if not part.excuses(event[0])]
        return list(walked_days(stretch, self._days[index]))

    @cached_property
    def total(self) -> int:
        """All that was ever done, due or not: days, thousandths of an amount, or urges let pass.

        Which of them, the goal of `rule` says. A day is read by the goal that held on it where that counts the
        same thing, else by today's.
        """
        if self.rule.goal.aim is Aim.LET_GO:
            return self.passed
        span = self._log.span
        if span is None:
            return 0
        pieces = ruled(self.habit, self._ordinal, span[0], min(span[1], self._ordinal))
        return sum(self._worth(rule.goal, first, last) for rule, first, last in pieces)

    def _worth(self, goal: Goal, first: int, last: int) -> int:
        if (goal.aim, goal.unit) != (self.rule.goal.aim, self.rule.goal.unit):
            goal = self.rule.goal
        days = read_days(goal, self._log, (), first, last, self._ordinal)
        return sum(days.amounts) if goal.counts else days.states.count(REACHED)

    @cached_property
    def passed(self) -> int:
        """The urges let pass."""
        return sum(passed for _, passed, _ in events(self._log, 1, self._ordinal))

    @cached_property
    def acted(self) -> int:
        """The urges acted on."""
        return sum(acted for _, _, acted in events(self._log, 1, self._ordinal))
