"""Totals: what was done of a habit, all in all and lately, whatever was due."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from tracker.domain.judging.codes import DONE_STATES
from tracker.domain.judging.days import count_done, left_flags, read_days
from tracker.domain.judging.judgement import Judgement
from tracker.domain.judging.periods import ruled
from tracker.domain.judging.periods.urges import urge_days
from tracker.domain.judging.walk import pace_of


class Totals:
    """What was done of a habit, up to the day on which it is judged."""

    def __init__(self, judgement: Judgement) -> None:
        self._judgement = judgement

    @cached_property
    def done(self) -> int:
        """All that was ever done, due or not: days, thousandths of an amount, or urges let pass.

        Which of them, the goal of today's rule says. A day is read by the goal that held on it where that counts
        the same thing, else by today's.
        """
        now = self._judgement.rule.goal
        if now.is_urge:
            return self.passed
        log, today = self._judgement.log, self._judgement.ordinal
        if log.span is None:
            return 0
        total = 0
        for rule, first, last in ruled(self._judgement.habit, today, log.span[0], min(log.span[1], today)):
            goal = rule.goal if (rule.goal.aim, rule.goal.unit) == (now.aim, now.unit) else now
            days = read_days(goal, log, (), first, last, today)
            total += sum(days.amounts) * days.grain if goal.counts else count_done(days.states)
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
        return urge_days(self._judgement.log, 1, self._judgement.ordinal)

    def done_in_last(self, count: int) -> tuple[int, int]:
        """Return how much was done of what was due in the last `count` days, today included once it is settled.

        Both are days; for a rule that sums amounts over several days, has a limit or lets go, both are periods.
        Nothing is ever due `anytime`, so there only the first counts.
        """
        last = self._judgement.ordinal
        part = self._judgement.judged[-1] if self._judgement.judged else None
        if self._judgement.is_only_counted or (part and part.counts_days):
            return self._days_done(last + 1 - count, last)
        tally = self._judgement.tally_between(max(1, last + 1 - count), last)
        return tally.kept, tally.kept + tally.missed

    def _days_done(self, first: int, last: int) -> tuple[int, int]:
        rule, held, today = self._judgement.rule, self._judgement.segments, self._judgement.ordinal
        begun = self._judgement.counted_from
        first = max(first, last + 1 if begun is None else begun)
        last = min(last, held[-1].last if held else last)
        if last < first:
            return 0, 0
        states = read_days(rule.goal, self._judgement.log, self._judgement.paused, first, last, today).states
        done = count_done(states)
        if self._judgement.is_only_counted:
            return done, 0
        asked = states[max(0, held[0].since - first) :]
        open_today = last == today and states[-1] not in DONE_STATES
        left = sum(left_flags(asked[:-1] if open_today else asked))
        times, days = pace_of(rule.schedule)
        return done, (2 * left * times + days) // (2 * days)
