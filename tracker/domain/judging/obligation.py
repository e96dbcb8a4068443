"""Obligation: what a habit asks for today, and how far that has come."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from tracker.domain.judging.judgement import Judgement
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.verdict import VERDICTS, Period, Verdict
from tracker.domain.named_tuple import NamedTuple


class Progress(NamedTuple):
    """How far the period that contains today has come: days done, or thousandths of an amount in `unit`.

    `unit` is "day" where days are counted, else the goal's. `need` of an at-most goal is its limit.
    """

    have: int
    need: int
    unit: str


class Obligation:
    """What the period that contains today asks for; nothing where no such period is judged."""

    def __init__(self, judgement: Judgement) -> None:
        self._judgement = judgement

    @cached_property
    def _now(self) -> tuple[JudgedPeriods, int] | None:
        """The part and the index of the period."""
        part = self._judgement.judged[-1] if self._judgement.judged else None
        index = part.now if part else None
        return None if part is None or index is None else (part, index)

    @property
    def _period(self) -> Period | None:
        return self._now[0].period(self._now[1]) if self._now else None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict of the period; None if nothing is due."""
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
        """How far the period has come; None if nothing is due, or it is excused."""
        rule = self._judgement.rule
        if rule.goal.is_urge or self.verdict is Verdict.EXCUSED or (period := self._period) is None:
            return None
        return Progress(period.have, period.need, rule.goal.unit if rule.sums else "day")

    @property
    def cut_since(self) -> date | None:
        """The first day of today's week or month where a beginning or a change of rule has cut it; else None."""
        period = self._period
        is_cut = period is not None and period.unit in ("week", "month") and period.days < period.whole
        return date.fromordinal(period.first) if period and is_cut else None
