"""Streaks and comebacks: the runs of kept periods, and the way back after a missed one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from tracker.domain.judging.judged import Judged
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, OPEN, UNJUDGED

_RUN = re.compile(f"{KEPT}(?:[{KEPT}{EXCUSED}{UNJUDGED}]*{KEPT})?")
_ONLY_KEPT_AND_MISSED = str.maketrans("", "", EXCUSED + OPEN + UNJUDGED)


class Streak(NamedTuple):
    """An unbroken run of kept periods: its first and last day, and its length in `unit`.

    `unit` is "day", "week", "month" or "urge"; a streak of urges counts those let pass.
    """

    start: date
    end: date
    length: int
    unit: str


class Runs(NamedTuple):
    """All streaks in order of time, and whether a missed period follows the last."""

    streaks: tuple[Streak, ...]
    broken: bool


def runs(judged: Iterable[Judged], today: int) -> Runs:
    """Find the maximal runs of kept periods; a change of unit closes a run and does not break it."""
    found: list[Streak] = []
    broken = False
    for part in judged:
        end = 0
        for match in _RUN.finditer(part.codes):
            start, end = match.span()
            broken = broken or MISSED in part.codes[:start]
            run = _streak(part, start, end - 1, today)
            if found and not broken and found[-1].unit == run.unit:
                run = run._replace(start=found[-1].start, length=found[-1].length + run.length)
                found.pop()
            found.append(run)
            # A second run in the same part is there because a missed period lies between them.
            broken = True
        broken = MISSED in part.codes[end:] or (broken and end == 0)
    return Runs(tuple(found), broken)


def _streak(part: Judged, first: int, last: int, today: int) -> Streak:
    start, end = date.fromordinal(part.firsts[first]), date.fromordinal(min(part.lasts[last], today))
    return Streak(start, end, part.length(first, last), part.unit)


def longest(streaks: Sequence[Streak]) -> Streak | None:
    """Give the streak that covers most calendar days, the latest among equals."""
    return max(reversed(streaks), key=lambda streak: (streak.end - streak.start, streak.length), default=None)


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


def comeback(judged: Iterable[Judged]) -> Comeback:
    """Measure the lapses; excused periods inside one are bridged and not counted."""
    codes = "".join(part.codes for part in judged).translate(_ONLY_KEPT_AND_MISSED)
    *ended, last = codes.lstrip(MISSED).split(KEPT)
    lengths = sorted(len(lapse) for lapse in ended if lapse)
    return Comeback(_median(lengths), lengths.count(1), len(lengths), len(last))


def _median(lengths: Sequence[int]) -> float | None:
    if not lengths:
        return None
    middle = len(lengths) // 2
    return (lengths[middle] + lengths[~middle]) / 2
