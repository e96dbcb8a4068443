"""Standing: how a habit stands on a day, for the command line and the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from tracker.domain.book import Pause
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging.codes import VerdictCode
from tracker.domain.judging.days import count_done
from tracker.domain.judging.judgement import Judgement, Obligation
from tracker.domain.judging.periods import Period, Tally
from tracker.domain.judging.streaks import Streaks
from tracker.domain.log import Log
from tracker.domain.schedule import Pace

if TYPE_CHECKING:
    # What few commands ask for is imported where they do.
    from tracker.domain.judging.cells import DayCells
    from tracker.domain.judging.explain import Explanation
    from tracker.domain.judging.lapses import Comeback
    from tracker.domain.judging.strength import StrengthCurve
    from tracker.domain.judging.totals import Totals

NEW_DAYS = 28
NEW_MONTHS = 4
"""A habit judged for less than so many days, or months, is new: its percentages say nothing yet."""


class Standing:
    """How a habit stands on a day: its periods and numbers, its streaks, what today asks for, what the grid shows.

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

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """All judged periods in order, an open one last."""
        return tuple(
            part.period(index)
            for part in self.judgement.judged
            for index, code in enumerate(part.codes)
            if code != VerdictCode.UNJUDGED
        )

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

    @cached_property
    def tally(self) -> Tally:
        """How many periods are kept, missed and excused."""
        rows = [row for row in self.judgement.rows if row]
        kept, counted = sum(row.kept.bit_count() for row in rows), sum(len(row.counted) for row in rows)
        return Tally(kept, counted - kept, sum(row.codes.count(VerdictCode.EXCUSED) for row in rows))

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
            return self.tally.kept + self.tally.missed < NEW_MONTHS
        days = sum(max(0, segment.through + 1 - segment.since) for segment in self.judgement.segments)
        if days < NEW_DAYS and judged and (early := judged[0]).segment.first < early.segment.since:
            before = early.segment.since - early.segment.first
            days += count_done(early.days.states[:before])
        return days < NEW_DAYS

    @cached_property
    def obligation(self) -> Obligation:
        """What today asks for."""
        return Obligation(self.judgement)

    @cached_property
    def streaks(self) -> Streaks:
        """The runs of kept periods."""
        is_due = not self.judgement.is_only_counted
        return Streaks(self.judgement.rows, _unit_of(self.rule), is_due=is_due)

    @cached_property
    def comeback(self) -> Comeback:
        """How soon the habit returns after a lapse."""
        from tracker.domain.judging.lapses import comeback

        return comeback(self.judgement.rows)

    @cached_property
    def strength(self) -> float | None:
        """The long-run measure, 0 to 1; None when nothing is due today, or nothing has been judged."""
        from tracker.domain.judging.strength import strength_of  # the streak of a command does without

        return strength_of(self.judgement)

    @cached_property
    def curve(self) -> StrengthCurve:
        """The strength after each day that was walked, by the day's ordinal."""
        from tracker.domain.judging.strength import curve_of

        return curve_of(self.judgement)

    @cached_property
    def totals(self) -> Totals:
        """What was done, all in all and lately."""
        from tracker.domain.judging.totals import Totals

        return Totals(self.judgement)

    @cached_property
    def cells(self) -> DayCells:
        """What the grid shows."""
        from tracker.domain.judging.cells import DayCells

        return DayCells(self.judgement, owed=self.obligation.due)

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


def _unit_of(rule: Rule) -> str:
    if rule.goal.is_urge:
        return "urge"
    return str(rule.schedule.pace) if rule.schedule.pace in (Pace.WEEK, Pace.MONTH) else "day"


def judge(habit: Habit, log: Log, pauses: Sequence[Pause], today: date) -> Standing:
    """Judge a habit by its marks as of a day; what a number needs is computed when it is first asked for.

    Marks after `today` do not exist, rules after it do not hold yet. Pauses of other habits are passed over.
    """
    return Standing(Judgement(habit, log, pauses, today))
