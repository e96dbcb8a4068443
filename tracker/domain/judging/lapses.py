"""Lapses: runs of missed periods after a kept one, and how soon the habit came back from them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import islice

from tracker.domain.judging.codes import VerdictCode
from tracker.domain.judging.streaks import PeriodRow, Rows
from tracker.domain.named_tuple import NamedTuple

KEPT, MISSED = VerdictCode.KEPT, VerdictCode.MISSED
_FEW = 16
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
    lengths: list[int] = []
    begun, under_way = False, 0
    for row in rows:
        kept = row.kept if row else 0
        under_way = (kept & -kept).bit_length() - 1 if kept else len(row.counted) if row and begun else 0
        reach = len(row.counted) if row and begun else kept.bit_length()
        lengths += _lapse_lengths((kept ^ ((1 << reach) - 1)) >> under_way)
        begun = begun or bool(kept)
    lengths.sort()
    return Comeback(_median(lengths), lengths.count(1), len(lengths), under_way)


def _lapse_lengths(missed: int) -> list[int]:
    """Return the lengths of the runs in a row of bits: of each length all at once, while they are many."""
    lengths: list[int] = []
    ends, length = missed & ~(missed << 1), 1
    while (many := ends.bit_count()) > _FEW:
        ends &= missed >> length
        lengths += [length] * (many - ends.bit_count())
        length += 1
    while ends:
        last = ends & -ends
        behind = missed >> last.bit_length()
        lengths.append((behind + 1 & ~behind).bit_length())
        ends ^= last
    return lengths


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
