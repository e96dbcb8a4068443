"""Rolling windows: n in d days, where each day is judged by the last d days that are not excused."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, takewhile

from tracker.domain.judging.codes import EXCUSED_STATES, State
from tracker.domain.judging.days import (
    DayStates,
    bonus_flags,
    done_flags,
    drop_excused,
    left_flags,
    rolling,
    strict_flags,
    worth_left,
)
from tracker.domain.judging.periods import (
    EXCUSED,
    KEPT,
    MISSED,
    OPEN,
    UNJUDGED,
    VERDICTS,
    JudgedPeriods,
    Period,
    Segment,
    ceiling,
    only_kept,
    owed_by_part,
)

_BONUS_VERDICT = bytes(
    ord(KEPT if code == 0x80 + ord(KEPT) else EXCUSED) if code & 0x80 else code for code in range(256)
)
"""From a verdict, with a bit set above it on days done in a pause: there it is kept, or says nothing."""


class RollingWindows(JudgedPeriods):
    """The days of a segment under `n in d days`.

    A window that the beginning of the segment cuts short owes its share and counts only if it is kept. A day that was
    done in a pause is never missed, and makes no window whole that was cut without it.
    """

    def __init__(self, segment: Segment, days: DayStates) -> None:
        span = range(days.first, days.first + len(days.states))
        super().__init__(segment, days, "day", span, span)
        self._length = segment.rule.schedule.days
        self._adds = segment.rule.sums
        self.counts_days = not self._adds
        self._left = drop_excused(days.states)
        self._worth = worth_left(days) if self._adds else done_flags(self._left)
        self._grain = days.grain if self._adds else 1
        self._have = rolling(self._worth, self._length)
        early = len(drop_excused(days.states[: segment.since - segment.first]))
        self._early = early
        self._fresh = self._worth[early:] if early else self._worth
        self._cut = self._cut_windows(early)
        self.codes = self._judge()

    def _cut_windows(self, early: int) -> list[tuple[int, int]]:
        """Return what each window holds that the beginning cuts short, and of how many days it is."""
        left = self._left[early:]
        counts = accumulate(strict_flags(left if State.BONUS in left else left[: self._length]))
        cut = [max(1, count) for count in takewhile(self._length.__gt__, counts)]
        return list(zip(rolling(self._fresh[: len(cut)], self._length), cut, strict=True))

    def _owes(self, days: int) -> tuple[int, int]:
        """Return what a window of so many days owes, as a fraction."""
        goal, times = self.segment.rule.goal, self.segment.rule.schedule.times
        return (goal.amount * days, self._length) if self._adds else (owed_by_part(times, days, self._length), 1)

    def _keeps(self, have: int, days: int) -> bool:
        owed, over = self._owes(days)
        return have * self._grain * over >= owed

    def _judge(self) -> str:
        full = self._judge_full(self._have)
        early, cut = self._early, len(self._cut)
        begun = [
            KEPT if code == KEPT or self._keeps(*window) else UNJUDGED
            for code, window in zip(full[early : early + cut], self._cut, strict=True)
        ]
        codes = only_kept(full[:early]) + "".join(begun) + full[early + cut :]
        codes = self._without_miss(codes)
        codes = self._spread(codes)
        before = self.segment.since - self.segment.first
        if before:
            codes = only_kept(codes[:before]) + codes[before:]
        return codes[:-1] + self._open(codes[-1]) if self.segment.holds_today else codes

    def _without_miss(self, codes: str) -> str:
        """Excuse the days that were done in a pause and are not kept all the same."""
        if State.BONUS not in self._left:
            return codes
        told = int.from_bytes(codes.encode(), "little") + (int.from_bytes(bonus_flags(self._left), "little") << 7)
        return told.to_bytes(len(codes), "little").translate(_BONUS_VERDICT).decode()

    def _judge_full(self, have: Sequence[int]) -> str:
        """Judge windows of the whole length by what each of them has."""
        asked, over = self._owes(self._length)
        owed = ceiling(asked, over * self._grain)
        if isinstance(have, bytes):
            return have.translate((MISSED * owed + KEPT * (256 - owed)).encode()).decode()
        return "".join([KEPT if each >= owed else MISSED for each in have])

    def _spread(self, codes: str) -> str:
        """Put the excused days back between the others."""
        pieces = self.days.states.replace(State.PAUSED, State.SKIPPED).split(State.SKIPPED)
        ends = [*accumulate(map(len, pieces))]
        return EXCUSED.join([codes[begin:end] for begin, end in zip([0, *ends], ends, strict=False)])

    def _open(self, closed: str) -> str:
        """Judge today: as if it were over where it is kept, excused or explicitly missed, and else open."""
        settled = closed in (EXCUSED, KEPT) or self.days.states[-1] == State.MISSED
        return closed if settled else OPEN

    def _rank(self, index: int) -> int:
        """Count the days that are left up to an index."""
        return sum(left_flags(self.days.states[: index + 1]))

    @property
    def owed(self) -> bool:
        if self.now is None or self.codes[-1] == EXCUSED:
            return False
        own, last = self._worth[-1], len(self._left) - 1 - self._early
        windows = [(self._have[-1], self._length), *self._cut[last : last + 1]]
        return not any(self._keeps(have - own, days) for have, days in windows)

    def _window(self, rank: int) -> tuple[int, int]:
        """Return what the window of the day of a rank holds, and of how many days it is."""
        index = rank - 1 - self._early
        whole = self._have[rank - 1], self._length
        if 0 <= index < len(self._cut):
            cut = self._cut[index]
            return whole if self._keeps(*whole) and not self._keeps(*cut) else cut
        return whole

    def period(self, index: int) -> Period:
        day, code = self.firsts[index], self.codes[index]
        if code == EXCUSED:
            return Period(day, day, self.unit, VERDICTS[code], 0, 0, 1, 0, self._length)
        have, days = self._window(self._rank(index))
        have, need = have * self._grain, ceiling(*self._owes(days))
        return Period(day, day, self.unit, VERDICTS[code], have, need, 0, days, self._length)


class LimitWindows(JudgedPeriods):
    """The days of a segment under a limit over d days: those that end on it, excused ones holding nothing."""

    def __init__(self, segment: Segment, days: DayStates) -> None:
        span = range(days.first, days.first + len(days.states))
        super().__init__(segment, days, "day", span, span)
        self._length = segment.rule.schedule.days
        self._have = rolling(days.amounts, self._length)
        limit = segment.rule.goal.amount // days.grain
        codes = [
            EXCUSED if state in EXCUSED_STATES else KEPT if have <= limit and state != State.MISSED else MISSED
            for state, have in zip(days.states, self._have, strict=True)
        ]
        begun = min(self._length - 1, len(codes))
        codes[:begun] = [
            UNJUDGED if code == MISSED and state != State.MISSED else code
            for code, state in zip(codes[:begun], days.states, strict=False)
        ]
        if segment.holds_today and codes[-1] != EXCUSED and days.states[-1] != State.MISSED:
            codes[-1] = OPEN
        self.codes = "".join(codes)

    def state(self, index: int) -> str:
        return self.days.states[index]

    def period(self, index: int) -> Period:
        day, code = self.firsts[index], self.codes[index]
        days = min(index + 1, self._length)
        limit = self.segment.rule.goal.amount
        excused = int(code == EXCUSED)
        have = self._have[index] * self.days.grain
        return Period(day, day, self.unit, VERDICTS[code], have, limit, excused, days, self._length)
