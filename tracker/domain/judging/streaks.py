"""Streaks and comebacks: the runs of kept periods, and the way back after a missed one."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, groupby

from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, OPEN, UNJUDGED
from tracker.domain.named_tuple import NamedTuple

_BRIDGES = EXCUSED + OPEN + UNJUDGED
_RUN = f"{KEPT}(?:[{KEPT}{_BRIDGES}]*{KEPT})?"
_MISSED_BREAKS = str.maketrans(MISSED + OPEN + UNJUDGED, " " + EXCUSED + EXCUSED)
_ONLY_KEPT_AND_MISSED = str.maketrans("", "", _BRIDGES)


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
    bridge it. `worth` is what each period adds to a streak, and empty where that is 1.
    """

    def __init__(
        self, unit: str, codes: str, firsts: Sequence[int], lasts: Sequence[int], worth: Sequence[int] = ()
    ) -> None:
        self.unit = unit
        self.codes = codes
        self.firsts = firsts
        self.lasts = lasts
        self.worth = worth

    @cached_property
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
        length = sum(self.worth[start:stop]) if self.worth else self.codes.count(KEPT, start, stop)
        first, last = self.firsts[start], self.lasts[stop - 1]
        return Streak(date.fromordinal(first), date.fromordinal(last), length, self.unit)

    def longest(self) -> list[Streak]:
        """Return the streaks that cover most calendar days; of days in a row, the one that is chosen among them."""
        if isinstance(self.firsts, range):
            found = _longest_run(self.codes)
            return [self.streak(*found)] if found else []
        extents = [self.lasts[stop - 1] - self.firsts[start] for start, stop in self.runs]
        most = max(extents, default=0)
        return [self.streak(*run) for run, extent in zip(self.runs, extents, strict=True) if extent == most]


def _longest_run(codes: str) -> tuple[int, int] | None:
    """Find the run of most periods; among equals that with most kept ones, then the last."""
    bridged = codes.translate(_MISSED_BREAKS)
    runs = {run.strip(EXCUSED) for run in set(bridged.split())}  # few of them differ
    most = max(map(len, runs), default=0)
    _, start = max(((run.count(KEPT), bridged.rfind(run)) for run in runs if len(run) == most), default=(0, 0))
    return (start, start + most) if most else None


def period_rows(judged: Iterable[JudgedPeriods], today: int) -> tuple[PeriodRow, ...]:
    """Join periods of the same unit: a change of unit closes a run, another change of rule does not."""
    return tuple(_line(unit, tuple(parts), today) for unit, parts in groupby(judged, lambda part: part.unit))


def _line(unit: str, parts: Sequence[JudgedPeriods], today: int) -> PeriodRow:
    codes = "".join(part.codes for part in parts)
    firsts, lasts = parts[0].firsts, parts[0].lasts
    if len(parts) > 1:
        firsts, lasts = (
            [*chain.from_iterable(days)] for days in zip(*((p.firsts, p.lasts) for p in parts), strict=True)
        )
    if lasts and lasts[-1] > today:
        lasts = [*lasts[:-1], today]
    return PeriodRow(unit, codes, firsts, lasts, [*chain.from_iterable(part.worth for part in parts)])


def last_run(found: Sequence[PeriodRow]) -> Streak | None:
    """Return the last run of all if no missed period follows it."""
    for line in reversed(found):
        if line.last:
            start, stop = line.last
            return None if MISSED in line.codes[stop:] else line.streak(start, stop)
        if MISSED in line.codes:
            break
    return None


def longest(found: Iterable[PeriodRow]) -> Streak | None:
    """Return the run that covers most calendar days; among equals that of more periods, then the latest."""
    candidates = [streak for line in found for streak in line.longest()]
    return max(candidates, key=lambda streak: (streak.end - streak.start, streak.length, streak.start), default=None)


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


def comeback(judged: Iterable[JudgedPeriods]) -> Comeback:
    """Measure the lapses; excused periods inside one are bridged and not counted."""
    codes = "".join(part.codes for part in judged).translate(_ONLY_KEPT_AND_MISSED).lstrip(MISSED)
    ended = codes.rstrip(MISSED)
    lengths = sorted(map(len, ended.replace(KEPT, " ").split()))
    return Comeback(_median(lengths), lengths.count(1), len(lengths), len(codes) - len(ended))


def _median(lengths: Sequence[int]) -> float | None:
    if not lengths:
        return None
    middle = len(lengths) // 2
    return (lengths[middle] + lengths[~middle]) / 2
