"""Streaks and comebacks: the runs of kept periods, and the way back after a missed one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, compress, groupby, islice

from tracker.domain.judging.codes import IS_COUNTED_VERDICT, VerdictCode, recode
from tracker.domain.judging.periods.base import JudgedPeriods
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

    def longest(self) -> list[tuple[int, int]]:
        """Return the bounds of the runs of most kept periods; where each is a day of its own, only of the last one."""
        longest = max(self.counted.split(MISSED))  # all of them are kept ones only: the greatest is the longest
        if not longest:
            return []
        places = [self.counted.rfind(longest)]
        if self.unit != "day":
            places = [found.start() for found in re.finditer(longest, self.counted)]
        return [self._bounds(self.counted.count(MISSED, 0, place)) for place in places]

    def _bounds(self, misses: int) -> tuple[int, int]:
        """Return the bounds of the run that so many misses precede."""
        behind = self.codes.split(MISSED, misses)[-1]
        run, begin = behind.partition(MISSED)[0], len(self.codes) - len(behind)
        return begin + run.index(KEPT), begin + run.rindex(KEPT) + 1

    def covered(self, start: int, stop: int) -> int:
        """Count the calendar days that the kept periods of a run cover."""
        if self.unit == "day":
            return self.codes.count(KEPT, start, stop)
        kept = [index for index in range(start, stop) if self.codes[index] == KEPT]
        if self.unit == "urge":
            return len({self.firsts[index] for index in kept})
        return sum(self.lasts[index] + 1 - self.firsts[index] for index in kept)


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


class Comeback(NamedTuple):
    """How soon a habit returns after a lapse, that is after missed periods that follow a kept one.

    `median` is the median length of the ended lapses in periods (None without any), `within_one` the number
    of them that lasted one period, `lapses` their number, and `under_way` the length of the lapse not yet
    ended.
    """

    median: float | None
    within_one: int
    lapses: int
    under_way: int


def comeback(rows: Rows) -> Comeback:
    """Measure the lapses; excused periods inside one are bridged, and one that a change of unit ends has no return."""
    lengths: list[int] = []
    begun, under_way = False, 0
    for row in rows:
        codes = row.counted if row else ""
        if not begun:
            codes = codes.lstrip(MISSED)
        ended = codes.rstrip(MISSED)
        under_way = len(codes) - len(ended)
        lengths += map(len, ended.replace(KEPT, " ").split())
        begun = begun or KEPT in codes
    lengths.sort()
    return Comeback(_median(lengths), lengths.count(1), len(lengths), under_way)


def _median(lengths: Sequence[int]) -> float | None:
    if not lengths:
        return None
    middle = len(lengths) // 2
    return (lengths[middle] + lengths[~middle]) / 2


class Lapse(NamedTuple):
    """A run of missed periods after a kept one: how many of which unit, and the days on which it began and ended.

    `since` is the end of its first period, `back` that of the kept period after it; None while it is under way.
    """

    length: int
    since: date
    back: date | None
    unit: str = "day"


def lapses(rows: Rows) -> tuple[Lapse, ...]:
    """Find all lapses in order, one under way last, as `comeback` measures them."""
    found: list[Lapse] = []
    begun = False
    for row in rows:
        found = [lapse for lapse in found if lapse.back]  # what another unit, or a rule without any, ended
        if row:
            found += _lapses(row, row.counted if begun else row.counted.lstrip(MISSED))
            begun = begun or KEPT in row.codes
    return tuple(found)


def _lapses(row: PeriodRow, codes: str) -> list[Lapse]:
    skipped = len(row.counted) - len(codes)
    ends = [row.lasts[index] for index in islice(row.counted_indices, skipped, None)]
    found = []
    for run in re.finditer(f"{MISSED}+", codes):
        back = date.fromordinal(ends[run.end()]) if run.end() < len(codes) else None
        found.append(Lapse(len(run[0]), date.fromordinal(ends[run.start()]), back, row.unit))
    return found
