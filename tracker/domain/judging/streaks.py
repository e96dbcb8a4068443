"""Streaks: the runs of kept periods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, compress, groupby

from tracker.domain.judging.codes import IS_COUNTED_VERDICT, IS_KEPT_VERDICT, KEPT_BIT, VerdictCode, recode
from tracker.domain.judging.periods import JudgedPeriods
from tracker.domain.named_tuple import NamedTuple

KEPT, MISSED = VerdictCode.KEPT, VerdictCode.MISSED
_RUN = f"{KEPT}(?:[^{MISSED}]*{KEPT})?"


class Streak(NamedTuple):
    """An unbroken run of kept periods: its first and last day, and its length in `unit`.

    `unit` is "day", "week", "month" or "urge"; a streak of urges counts those let pass.
    """

    start: date
    end: date
    length: int
    unit: str


class PeriodRow:
    """Periods of one unit in a row, whatever rules they stand under, and the runs of kept ones among them.

    A run is bounded by its first index and the one after its last; periods that are neither kept nor missed
    bridge it.
    """

    def __init__(self, unit: str, codes: str, firsts: Sequence[int], lasts: Sequence[int]) -> None:
        self.unit = unit
        self.codes = codes
        self.firsts = firsts
        self.lasts = lasts

    @cached_property
    def counted(self) -> str:
        """The verdicts without those that say neither kept nor missed."""
        return recode(self.codes, None, without=VerdictCode.EXCUSED + VerdictCode.OPEN + VerdictCode.UNJUDGED)

    @cached_property
    def counted_indices(self) -> Sequence[int]:
        """Where in the row the counted verdicts stand."""
        if len(self.counted) == len(self.codes):
            return range(len(self.codes))
        flags = self.codes.encode().translate(IS_COUNTED_VERDICT)
        return list(compress(range(len(self.codes)), flags))

    @property
    def runs(self) -> list[tuple[int, int]]:
        """The bounds of all runs, in order."""
        return [match.span() for match in re.finditer(_RUN, self.codes)]

    @property
    def last(self) -> tuple[int, int] | None:
        """The bounds of the last run."""
        stop = self.codes.rfind(KEPT) + 1
        return (self.codes.index(KEPT, self.codes.rfind(MISSED, 0, stop) + 1), stop) if stop else None

    def streak(self, start: int, stop: int) -> Streak:
        """Return the streak of a run."""
        length = self.codes.count(KEPT, start, stop)
        first, last = self.firsts[start], self.lasts[stop - 1]
        return Streak(date.fromordinal(first), date.fromordinal(last), length, self.unit)

    @cached_property
    def kept(self) -> int:
        """The counted verdicts as a row of bits, the first on the left: 1 for each that is kept."""
        return int(recode(self.counted, KEPT_BIT) or "0", 2)

    def longest(self) -> list[tuple[int, int]]:
        """Return the bounds of the runs of most kept periods; where each is a day of its own, only of the last one."""
        length, ends = _longest(self.kept)
        places: list[int] = []
        while ends and (self.unit != "day" or not places):
            last = ends & -ends
            places.append(len(self.counted) + 1 - length - last.bit_length())
            ends ^= last
        return [self._bounds(self.counted.count(MISSED, 0, place)) for place in reversed(places)]

    def _bounds(self, misses: int) -> tuple[int, int]:
        """Return the bounds of the run that so many misses precede."""
        begin = _behind(self.codes, misses)
        end = self.codes.find(MISSED, begin)
        stop = self.codes.rfind(KEPT, begin, end if end >= 0 else len(self.codes)) + 1
        return self.codes.index(KEPT, begin), stop

    def covered(self, start: int, stop: int) -> int:
        """Count the calendar days that the kept periods of a run cover."""
        count = self.codes.count(KEPT, start, stop)
        if self.unit == "day":
            return count
        firsts, lasts = self.firsts[start:stop], self.lasts[start:stop]
        if count < stop - start:
            kept = self.codes[start:stop].encode().translate(IS_KEPT_VERDICT)
            firsts, lasts = list(compress(firsts, kept)), list(compress(lasts, kept))
        return len(set(firsts)) if self.unit == "urge" else count + sum(lasts) - sum(firsts)


def _longest(kept: int) -> tuple[int, int]:
    """Return the length of the longest runs in a row of bits, and a bit where each of them ends.

    A row put upon itself, moved on by one, holds the ends of the runs of two; that, moved on by two, those of four.
    From the greatest such power on, each that still fits is put in between.
    """
    powers, length = [kept], 1
    while longer := powers[-1] & powers[-1] >> length:
        powers.append(longer)
        length *= 2
    ends, size = powers.pop(), length
    for power in reversed(powers):
        size //= 2
        if longer := ends & power >> length:
            ends, length = longer, length + size
    return length, ends


def _behind(codes: str, misses: int) -> int:
    """Return the index behind so many missed periods, closing in on it by halves."""
    low, high = 0, len(codes)
    while misses:
        middle = (low + high + 1) // 2
        held = codes.count(MISSED, low, middle)
        if held < misses:
            low, misses = middle, misses - held
        elif middle == low + 1:
            return middle
        else:
            high = middle
    return 0


Rows = Sequence[PeriodRow | None]
"""Rows in order of time; None stands for a stretch in which nothing was due, which no run bridges."""


def period_rows(parts: Iterable[JudgedPeriods | None], today: int) -> Rows:
    """Join periods of the same unit: a change of unit closes a run, another change of rule does not."""
    grouped = groupby(parts, lambda part: part.unit if part else "")
    return tuple(_row(unit, [part for part in found if part], today) if unit else None for unit, found in grouped)


def _row(unit: str, parts: Sequence[JudgedPeriods], today: int) -> PeriodRow:
    codes = "".join(part.codes for part in parts)
    firsts, lasts = parts[0].firsts, parts[0].lasts
    if len(parts) > 1:
        firsts, lasts = (
            [*chain.from_iterable(days)] for days in zip(*((p.firsts, p.lasts) for p in parts), strict=True)
        )
    if lasts and lasts[-1] > today:
        lasts = [*lasts[:-1], today]
    return PeriodRow(unit, codes, firsts, lasts)


def current_streak(rows: Rows) -> Streak | None:
    """Return the last run of all if no missed period follows it, nor a stretch in which nothing was due."""
    for row in reversed(rows):
        if row is None:
            break
        if row.last:
            start, stop = row.last
            return None if MISSED in row.codes[stop:] else row.streak(start, stop)
        if MISSED in row.codes:
            break
    return None


def best_streak(rows: Rows) -> Streak | None:
    """Return the longest run of its unit; among units that whose kept periods cover most days, then the latest.

    Among equally long runs of a unit it is the one that covers most days, then the latest.
    """
    best: dict[str, tuple[int, int, Streak]] = {}
    for row in filter(None, rows):
        for start, stop in row.longest():
            streak = row.streak(start, stop)
            found = (streak.length, row.covered(start, stop), streak)
            if row.unit not in best or found[:2] >= best[row.unit][:2]:
                best[row.unit] = found
    order = ((covered, length, streak.start, streak) for length, covered, streak in best.values())
    return max(order, default=(0, 0, date.min, None))[-1]


class Streaks:
    """The streaks of a habit. Under a rule by which nothing is due there is no current one."""

    def __init__(self, rows: Rows, unit: str, *, is_due: bool) -> None:
        self._rows = rows
        self._unit = unit
        self._is_due = is_due

    @cached_property
    def all(self) -> tuple[Streak, ...]:
        """All maximal runs of kept periods, in order of time."""
        return tuple(row.streak(start, stop) for row in self._rows if row for start, stop in row.runs)

    @cached_property
    def current(self) -> Streak | None:
        """The last streak, if no missed period follows it."""
        return current_streak(self._rows) if self._is_due else None

    @property
    def length(self) -> int:
        """The length of the current streak, in `unit`; 0 if there is none."""
        return self.current.length if self.current else 0

    @property
    def unit(self) -> str:
        """What a streak counts: that of the current one, else that of the rule."""
        return self.current.unit if self.current else self._unit

    @cached_property
    def best(self) -> Streak | None:
        """The longest streak of its unit; among units, that whose kept periods cover most calendar days."""
        return best_streak(self._rows)
