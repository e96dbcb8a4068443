"""Lapses: runs of missed periods after a kept one, and how soon the habit came back from them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from datetime import date
from itertools import accumulate, islice

from tracker.domain.judging.codes import VerdictCode
from tracker.domain.judging.streaks import PeriodRow, Rows
from tracker.domain.named_tuple import NamedTuple

KEPT, MISSED = VerdictCode.KEPT, VerdictCode.MISSED
_FEW = 5
"""So few lapses are looked at one by one."""


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
    lengths: dict[int, int] = {}
    begun, under_way = False, 0
    for row in rows:
        kept = row.kept if row else 0
        under_way = (kept & -kept).bit_length() - 1 if kept else len(row.counted) if row and begun else 0
        reach = len(row.counted) if row and begun else kept.bit_length()
        _count_lapses((kept ^ ((1 << reach) - 1)) >> under_way, lengths)
        begun = begun or bool(kept)
    return Comeback(_median(lengths), lengths.get(1, 0), sum(lengths.values()), under_way)


def _count_lapses(missed: int, lengths: dict[int, int]) -> None:
    """Count the runs in a row of bits by their length: of each length all at once, while they are many."""
    ends, length = missed & ~(missed << 1), 1
    many = ends.bit_count()
    while many > _FEW:
        ends &= missed >> length
        left = ends.bit_count()
        if left < many:
            lengths[length] = lengths.get(length, 0) + many - left
        many, length = left, length + 1
    while ends:
        last = ends & -ends
        behind = missed >> last.bit_length()
        length = (behind + 1 & ~behind).bit_length()
        lengths[length] = lengths.get(length, 0) + 1
        ends ^= last


def _median(lengths: Mapping[int, int]) -> float | None:
    """Return the median of lengths, of which is said how many there are of each."""
    reached = list(accumulate(number for _, number in sorted(lengths.items())))
    if not reached:
        return None
    order = sorted(lengths)
    middle = [order[bisect_right(reached, place)] for place in ((reached[-1] - 1) // 2, reached[-1] // 2)]
    return sum(middle) / 2


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
