"""Standing: how a habit stands on a day, for the command line and the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from tracker.domain.book import Pause
from tracker.domain.habit import Habit
from tracker.domain.judging.codes import DONE_STATES, VerdictCode
from tracker.domain.judging.days import count_done, left_flags, read_days
from tracker.domain.judging.judgement import Judgement
from tracker.domain.judging.periods.base import JudgedPeriods, Tally
from tracker.domain.judging.segments import FOREVER, ruled
from tracker.domain.judging.streaks import Comeback, Streak, best_streak, comeback, current_streak, streaks
from tracker.domain.judging.verdict import VERDICTS, Period, Verdict
from tracker.domain.log import Log
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import Pace

if TYPE_CHECKING:
    # What few commands ask for is imported where they do.
    from tracker.domain.judging.cells import Frame
    from tracker.domain.judging.explain import Explanation

NEW_DAYS = 28
NEW_MONTHS = 4
"""A habit judged for less than so many days, or months, is new: its percentages say nothing yet."""


class Progress(NamedTuple):
    """How far the period that contains today has come: days done, or thousandths of an amount in `unit`.

    `unit` is "day" where days are counted, else the goal's. `need` of an at-most goal is its limit.
    """

    have: int
    need: int
    unit: str


class Standing:
    """How a habit stands on a day: its numbers, its periods, what today owes, and what the grid shows.

    Everything is read from one `judgement`, and computed when it is first asked for.
    """

    def __init__(self, judgement: Judgement) -> None:
        self.judgement = judgement
        self.habit = judgement.habit
        self.today = judgement.today
        self.rule = judgement.rule

    @property
    def counted_from(self) -> date | None:
        """The day on which counting begins; None when nothing is judged yet."""
        first = self.judgement.counted_from
        return None if first is None else date.fromordinal(first)

    # What its periods come to

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """All judged periods in order, an open one last."""
        return tuple(
            part.period(index)
            for part in self.judgement.judged
            for index, code in enumerate(part.codes)
            if code != VerdictCode.UNJUDGED
        )

    @cached_property
    def tally(self) -> Tally:
        """How many periods are kept, missed and excused."""
        return Tally.of("".join(part.codes for part in self.judgement.judged))

    @property
    def kept(self) -> int:
        """How many periods are kept."""
        return self.tally.kept

    @property
    def missed(self) -> int:
        """How many periods are missed."""
        return self.tally.missed

    @property
    def excused(self) -> int:
        """How many periods are excused."""
        return self.tally.excused

    def tally_between(self, first: date, last: date) -> Tally:
        """Count the kept, missed and excused periods that end within a span (an early-kept one today)."""
        return self.judgement.tally_between(first.toordinal(), last.toordinal())

    @property
    def rate(self) -> float | None:
        """Kept periods among those kept or missed; None when there are none, or nothing is due today."""
        kept, missed, _ = self.tally
        if self.judgement.is_only_counted or not kept + missed:
            return None
        return kept / (kept + missed)

    @cached_property
    def asked(self) -> tuple[int, int] | None:
        """The days done of the days that its weeks or months asked for, where they ask for days; else None."""
        parts = [part for part in self.judgement.judged[-1:] if part.counts_days and part.unit in ("week", "month")]
        if not parts or self.judgement.is_only_counted:
            return None
        judged = (VerdictCode.KEPT, VerdictCode.MISSED)
        found = [parts[0].period(index) for index, code in enumerate(parts[0].codes) if code in judged]
        return sum(min(period.have, period.need) for period in found), sum(period.need for period in found)

    @cached_property
    def is_new(self) -> bool:
        """Whether it has been judged for less than four weeks (four periods, where they are months)."""
        judged = self.judgement.judged
        if judged and judged[-1].unit == "month":
            return self.kept + self.missed < NEW_MONTHS
        days = sum(max(0, segment.through + 1 - segment.since) for segment in self.judgement.segments)
        if days < NEW_DAYS and judged and (early := judged[0]).segment.first < early.segment.since:
            before = early.segment.since - early.segment.first
            days += count_done(early.days.states[:before])
        return days < NEW_DAYS

    # Streaks, strength, comebacks

    @cached_property
    def streaks(self) -> tuple[Streak, ...]:
        """All maximal runs of kept periods, in order of time."""
        return streaks(self.judgement.rows)

    @cached_property
    def current_streak(self) -> Streak | None:
        """The last streak, if no missed period follows it; None under a rule by which nothing is due."""
        return None if self.judgement.is_only_counted else current_streak(self.judgement.rows)

    @property
    def current(self) -> int:
        """The length of the current streak, in `unit`; 0 if there is none."""
        return self.current_streak.length if self.current_streak else 0

    @cached_property
    def best(self) -> Streak | None:
        """The longest streak of its unit; among units, that whose kept periods cover most calendar days."""
        return best_streak(self.judgement.rows)

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
        return comeback(self.judgement.rows)

    @cached_property
    def strength(self) -> float | None:
        """The long-run measure, 0 to 1; None when nothing is due today, or nothing has been judged."""
        from tracker.domain.judging.strength import strength_of  # the streak of a command does without

        return strength_of(self.judgement)

    @cached_property
    def curve(self) -> tuple[tuple[int, float], ...]:
        """The strength after each day that was walked, by the day's ordinal."""
        from tracker.domain.judging.strength import curve_of

        return curve_of(self.judgement)

    # Today

    @cached_property
    def _now(self) -> tuple[JudgedPeriods, int] | None:
        """The part and the index of the period that contains today."""
        part = self.judgement.judged[-1] if self.judgement.judged else None
        index = part.now if part else None
        return None if part is None or index is None else (part, index)

    @property
    def verdict_today(self) -> Verdict | None:
        """The verdict of the period that contains today; None if nothing is due."""
        return VERDICTS[self._now[0].codes[self._now[1]]] if self._now else None

    @property
    def due(self) -> bool:
        """Whether today asks for something, done already or not.

        It does on a due day, and in a week, month or window that is not kept by other days. A limit and an
        urge ask for nothing, nor does an excused day.
        """
        return self._now is not None and self._now[0].owed

    @property
    def progress(self) -> Progress | None:
        """How far the period that contains today has come; None if nothing is due, or it is excused."""
        if self._now is None or self.rule.goal.is_urge or self.verdict_today is Verdict.EXCUSED:
            return None
        period = self._now[0].period(self._now[1])
        return Progress(period.have, period.need, self.rule.goal.unit if self.rule.sums else "day")

    @property
    def cut_since(self) -> date | None:
        """The first day of today's week or month where a beginning or a change of rule has cut it; else None."""
        period = self._now[0].period(self._now[1]) if self._now else None
        is_cut = period is not None and period.unit in ("week", "month") and period.days < period.whole
        return date.fromordinal(period.first) if period and is_cut else None

    def period_on(self, day: date) -> Period | None:
        """Return the judged period that a day lies in, as it stands; None where there is none."""
        ordinal = day.toordinal()
        for part in self.judgement.judged:
            if part.segment.first <= ordinal <= part.segment.last:
                within = (
                    index
                    for index in reversed(range(len(part.codes)))
                    if part.firsts[index] <= ordinal <= part.lasts[index]
                )
                index = next(within, None)
                if index is not None and part.codes[index] != VerdictCode.UNJUDGED:
                    return part.period(index)
        return None

    # Days

    @cached_property
    def total(self) -> int:
        """All that was ever done, due or not: days, thousandths of an amount, or urges let pass.

        Which of them, the goal of `rule` says. A day is read by the goal that held on it where that counts the
        same thing, else by today's.
        """
        if self.rule.goal.is_urge:
            return self.passed
        log, today = self.judgement.log, self.judgement.ordinal
        if log.span is None:
            return 0
        total = 0
        for rule, first, last in ruled(self.habit, today, log.span[0], min(log.span[1], today)):
            same = (rule.goal.aim, rule.goal.unit) == (self.rule.goal.aim, self.rule.goal.unit)
            goal = rule.goal if same else self.rule.goal
            days = read_days(goal, log, (), first, last, today)
            total += sum(days.amounts) if goal.counts else count_done(days.states)
        return total

    @cached_property
    def passed(self) -> int:
        """The urges let pass."""
        return sum(passed for _, passed, _ in self._urge_days)

    @cached_property
    def acted(self) -> int:
        """The urges acted on."""
        return sum(acted for _, _, acted in self._urge_days)

    @cached_property
    def _urge_days(self) -> Sequence[tuple[int, int, int]]:
        from tracker.domain.judging.periods.urges import urge_days

        return urge_days(self.judgement.log, 1, self.judgement.ordinal)

    def done_in_last(self, count: int) -> tuple[int, int]:
        """Return how much was done of what was due in the last `count` days, today included once it is settled.

        Both are days; for a rule that sums amounts over several days, has a limit or lets go, both are periods.
        Nothing is ever due `anytime`, so there only the first counts.
        """
        last = self.judgement.ordinal
        part = self.judgement.judged[-1] if self.judgement.judged else None
        if self.judgement.is_only_counted or (part and part.counts_days):
            return self._days_done(last + 1 - count, last)
        tally = self.judgement.tally_between(max(1, last + 1 - count), last)
        return tally.kept, tally.kept + tally.missed

    def _days_done(self, first: int, last: int) -> tuple[int, int]:
        held = self.judgement.segments
        begun = self.judgement.counted_from
        first = max(first, last + 1 if begun is None else begun)
        last = min(last, held[-1].last if held else last)
        if last < first:
            return 0, 0
        today = self.judgement.ordinal
        states = read_days(self.rule.goal, self.judgement.log, self.judgement.paused, first, last, today).states
        done = count_done(states)
        if self.judgement.is_only_counted:
            return done, 0
        from tracker.domain.judging.strength import pace_of  # the streak of a command does without

        asked = states[max(0, held[0].since - first) :]
        open_today = last == today and states[-1] not in DONE_STATES
        left = sum(left_flags(asked[:-1] if open_today else asked))
        times, days = pace_of(self.rule.schedule)
        return done, (2 * left * times + days) // (2 * days)

    # The grid

    def cells(self, first: int, last: int) -> str:
        """Return what the grid shows from one day ordinal to another, both included, one `Cell` a day."""
        from tracker.domain.judging.cells import cells

        log, paused = self.judgement.log, self.judgement.paused
        pieces = ruled(self.habit, self.judgement.ordinal, first, last)
        return "".join(cells(rule, log, paused, low, high, self._frame) for rule, low, high in pieces)

    def cell(self, day: date) -> str:
        """Return what the grid shows for one day."""
        return self.cells(day.toordinal(), day.toordinal())

    def noted(self, first: int, last: int) -> frozenset[int]:
        """Return the ordinals of the days with a note, from one day ordinal to another, both included."""
        return self.judgement.log.noted(first, last)

    def share(self, ordinal: int) -> float:
        """Return how much of its rule's amount a day's mark holds, 0 to 1."""
        from tracker.domain.judging.cells import share

        day = date.fromordinal(ordinal)
        return share(self.habit.rule_on(day).goal, self.judgement.log.get(day) if day <= self.today else None)

    @cached_property
    def _frame(self) -> Frame:
        from tracker.domain.judging.cells import Frame

        held = self.judgement.segments
        first, last = (held[0].since, held[-1].last) if held else (FOREVER, 0)
        return Frame(first, last, self.judgement.ordinal, owed=self.due)

    def explain(self, count: int | None = None) -> list[Explanation]:
        """Explain the last `count` judged periods, newest first; all of them with None. The urges of a day are one."""
        return list(islice(self._explanations(), count))

    def _explanations(self) -> Iterator[Explanation]:
        from tracker.domain.judging.explain import explain, explain_urges

        for part in reversed(self.judgement.judged):
            if part.unit == "urge":
                yield from explain_urges(part)
                continue
            for index in range(len(part.codes) - 1, -1, -1):
                if part.codes[index] != VerdictCode.UNJUDGED:
                    yield explain(part.segment.rule, part.period(index), part.state(index))


def judge(habit: Habit, log: Log, pauses: Sequence[Pause], today: date) -> Standing:
    """Judge a habit by its marks as of a day; what a number needs is computed when it is first asked for.

    Marks after `today` do not exist, rules after it do not hold yet. Pauses of other habits are passed over.
    """
    return Standing(Judgement(habit, log, pauses, today))
