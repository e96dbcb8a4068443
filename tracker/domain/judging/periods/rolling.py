"""Windows: n in d days, where each day is judged by the last d days that are not excused."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.judging.days import MISSED as MARKED_MISSED
from tracker.domain.judging.days import (
    PART,
    PAUSED,
    REACHED,
    SKIPPED,
    DayStates,
    drop_excused,
    left_flags,
    reached_flags,
    rolling,
    worth_left,
)
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, OPEN, UNJUDGED, VERDICTS, Period, ceiling, share


class RollingWindows(JudgedPeriods):
    """The days of a stretch under `n in d days`.

    A window that the beginning of the stretch cuts short owes its share and counts only if it is kept.
    """

    def __init__(self, stretch: Segment, days: DayStates) -> None:
        span = range(days.first, days.first + len(days.states))
        super().__init__(stretch, days, "day", span, span)
        self._length = stretch.rule.schedule.days
        self._limit = stretch.rule.goal.is_limit
        self._adds = stretch.rule.sums
        self.counts_days = not self._adds
        self._worth = days.amounts if self._adds else reached_flags(days.states)
        self._have = rolling(worth_left(days) if self._adds else reached_flags(drop_excused(days.states)), self._length)
        self.codes = self._judge()

    def _owes(self, days: int) -> tuple[int, int]:
        """Return what a window of so many days owes, as a fraction."""
        goal, times = self.stretch.rule.goal, self.stretch.rule.schedule.times
        if self._limit:
            return goal.amount, 1
        if self._adds:
            return goal.amount * days, self._length
        return share(times, days, self._length), 1

    def _judge(self) -> str:
        cut = min(self._length - 1, len(self._have))
        begun = [KEPT if self._keeps(have, days) else UNJUDGED for days, have in enumerate(self._have[:cut], 1)]
        codes = self._spread("".join(begun) + self._judge_full(self._have[cut:]))
        return codes[:-1] + self._open(codes[-1]) if self.stretch.holds_today else codes

    def _judge_full(self, have: Sequence[int]) -> str:
        """Judge windows of the whole length by what each of them has."""
        owed = ceiling(*self._owes(self._length))
        if isinstance(have, bytes):
            return have.translate((MISSED * owed + KEPT * (256 - owed)).encode()).decode()
        return "".join([KEPT if (each <= owed if self._limit else each >= owed) else MISSED for each in have])

    def _keeps(self, have: int, days: int) -> bool:
        owed, over = self._owes(days)
        return have <= owed if self._limit else have * over >= owed

    def _spread(self, codes: str) -> str:
        """Put the excused days back between the others."""
        pieces: list[str] = []
        taken = 0
        for piece in self.days.states.replace(PAUSED, SKIPPED).split(SKIPPED):
            pieces.append(codes[taken : taken + len(piece)])
            taken += len(piece)
        return EXCUSED.join(pieces)

    def _open(self, closed: str) -> str:
        """Judge today: it is kept once something of its own keeps it, and until it is over else open."""
        if closed == EXCUSED:
            return closed
        today = self.days.states[-1]
        if today == MARKED_MISSED and not self._limit:
            return closed
        acted = today == REACHED or (today == PART and self._adds)
        return KEPT if closed == KEPT and acted and not self._limit else OPEN

    def _rank(self, index: int) -> int:
        """Count the days that are left up to an index."""
        return sum(left_flags(self.days.states[: index + 1]))

    @property
    def owed(self) -> bool:
        if self.now is None or self._limit or self.codes[-1] == EXCUSED:
            return False
        return not self._keeps(self._have[-1] - self._worth[-1], min(len(self._have), self._length))

    def period(self, index: int) -> Period:
        day, code, rank = self.firsts[index], self.codes[index], self._rank(index)
        if code == EXCUSED:
            return Period(day, day, self.unit, VERDICTS[code], 0, 0, 1, 0, self._length)
        days = min(rank, self._length)
        need = ceiling(*self._owes(days))
        return Period(day, day, self.unit, VERDICTS[code], self._have[rank - 1], need, 0, days, self._length)
