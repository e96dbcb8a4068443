"""Strength: the long-run measure. Which days it walks, and what each of them shows; `walk` holds the formula."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import TYPE_CHECKING, overload

from tracker.domain.habit import Rule
from tracker.domain.judging.codes import DONE_STATES, State
from tracker.domain.judging.days import (
    DayStates,
    carried,
    count_left,
    done_flags,
    drop_excused,
    left_flags,
    read_days,
    rolling,
    rolling_counts,
    widened,
    worth_left,
)
from tracker.domain.judging.periods import JudgedPeriods, Segment
from tracker.domain.judging.periods.due_days import DueDays
from tracker.domain.judging.periods.urges import Urges
from tracker.domain.judging.walk import DIGITS, Walk, is_small, lacks_of, memory, window

_ALL_OR_NOTHING = b"\0".ljust(256, b"\xff")
"""From a byte to whether it is above 0, by all its bits."""

if TYPE_CHECKING:
    from tracker.domain.judging.judgement import Judgement


def strength_of(judgement: Judgement) -> float | None:
    """Return the strength as of a day; None when nothing is due under its rule, or nothing has been judged."""
    if judgement.is_only_counted:
        return None
    strength = None
    for _, walk in walks(judgement, whole=False):
        strength = walk.after(walk.first if strength is None else strength)
    if strength is None:
        due = (part.segment for part in judgement.judged if part.unit != "urge")
        return next(map(at_first, due), None)
    return round(strength, DIGITS)


class StrengthCurve(Sequence[tuple[int, float]]):
    """The strength after each day that was walked, behind the day's ordinal; kept as two rows of plain numbers."""

    __slots__ = ("_days", "_strengths")

    def __init__(self, days: Iterable[int] = (), strengths: Iterable[float] = ()) -> None:
        self._days, self._strengths = array("l", days), array("d", strengths)

    def __len__(self) -> int:
        return len(self._days)

    @overload
    def __getitem__(self, index: int) -> tuple[int, float]: ...

    @overload
    def __getitem__(self, index: slice) -> StrengthCurve: ...

    def __getitem__(self, index: int | slice) -> tuple[int, float] | StrengthCurve:
        if isinstance(index, slice):
            return StrengthCurve(self._days[index], self._strengths[index])
        return self._days[index], self._strengths[index]

    def __iter__(self) -> Iterator[tuple[int, float]]:
        return zip(self._days, self._strengths, strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, StrengthCurve) and [*self] == [*other]

    def __hash__(self) -> int:
        return hash(tuple(self))


def curve_of(judgement: Judgement) -> StrengthCurve:
    """Return the strength after each day that was walked, by the day's ordinal."""
    days: list[int] = []
    strengths: list[float] = []
    for part, walk in walks(judgement, whole=True):
        strengths += walk.course(strengths[-1] if strengths else walk.first)
        days += walked_days(part)
    return StrengthCurve(days, strengths)


def walks(judgement: Judgement, *, whole: bool) -> Iterator[tuple[JudgedPeriods, Walk]]:
    """Walk the parts that have days to walk, each with the walk of all of them or of those that still count."""
    before: list[DayStates] = []
    for part, days in zip(judgement.parts, judgement.days, strict=True):
        if part is not None and (walk := walk_part(part, before, judgement, whole=whole)):
            yield part, walk
        before.append(days)


def walk_part(part: JudgedPeriods, before: Sequence[DayStates], judgement: Judgement, *, whole: bool) -> Walk | None:
    """Walk the days of a part; None if there are none. `before` are the days of all segments before it.

    Unless it is to be walked as a `whole`, the days that are forgotten by the last one are passed over.
    """
    rule = part.segment.rule
    if isinstance(part, Urges):
        return _walk_urges(part)
    days = part.days.upto(part.segment.through)
    recent = days if whole else days.last_left(memory(rule.schedule) + window(rule)[1])
    earlier = _earlier(part.segment, before, judgement) if recent is days else DayStates(recent.first, "")
    states, shown, grain = _shown(rule, recent, earlier)
    lacks, of = lacks_of(rule, shown, grain)
    today = None
    if _has_open_day(part, days):
        if days.states[-1] in DONE_STATES and not rule.goal.is_limit:
            today = lacks[-1]
        states, lacks = states[:-1], lacks[:-1]
    optional: list[int] = []
    if early := _count_early(part, days, len(days.states) - len(recent.states)):
        walked = [state in DONE_STATES + State.PART for state in states[:early]]
        lacks = [*compress(lacks, walked), *lacks[early:]]
        states = "".join(compress(states[:early], walked)) + states[early:]
        optional = list(range(sum(walked)))
    optional += _places(State.BONUS, states, len(optional))
    if not states and today is None:
        return None
    return Walk(rule.schedule, lacks, of, optional, today, at_first(part.segment))


def walked_days(part: JudgedPeriods) -> Iterable[int]:
    """Return the ordinals of the days that are walked, today last if it is done."""
    if isinstance(part, Urges):
        return [day for day, _, _ in part.urge_days]
    days = part.days.upto(part.segment.through)
    ordinals = part.firsts if isinstance(part, DueDays) else range(days.first, part.segment.through + 1)
    left = list(compress(ordinals, left_flags(days.states)))
    if _has_open_day(part, days) and (days.states[-1] not in DONE_STATES or part.segment.rule.goal.is_limit):
        left.pop()
    if part.segment.first < part.segment.since:
        told = dict(zip(ordinals, days.states, strict=True))
        left = [day for day in left if day >= part.segment.since or told[day] in DONE_STATES + State.PART]
    return left


def _places(wanted: str, states: str, start: int) -> list[int]:
    """Return where a state stands among others, from a place on."""
    found = []
    while (start := states.find(wanted, start)) >= 0:
        found.append(start)
        start += 1
    return found


def _count_early(part: JudgedPeriods, days: DayStates, begin: int) -> int:
    """Count the days that are left, and are over, from an index to the habit's first day."""
    segment = part.segment
    if segment.first >= segment.since:
        return 0
    stop = bisect_left(part.firsts, segment.since) if isinstance(part, DueDays) else segment.since - days.first
    stop = min(stop, len(days.states))
    if stop <= begin:
        return 0
    return count_left(days.states, begin, stop) - (stop == len(days.states) and _has_open_day(part, days))


def _has_open_day(part: JudgedPeriods, days: DayStates) -> bool:
    """Whether the last of the days is today, and not excused."""
    segment = part.segment
    if not segment.first <= segment.today <= segment.last or not days.states or not left_flags(days.states[-1])[0]:
        return False
    return not isinstance(part, DueDays) or part.firsts[-1] == part.segment.today


def _walk_urges(part: Urges) -> Walk | None:
    days = part.urge_days
    lacks = [acted / (passed + acted) for _, passed, acted in days]
    if not lacks:
        return None
    today = lacks.pop() if days[-1][0] == part.segment.today else None
    early = min(len(lacks), bisect_left(days, (part.segment.since,)))
    return Walk(part.segment.rule.schedule, lacks, 1, range(early), today, 0.0)


def _shown(rule: Rule, days: DayStates, earlier: DayStates) -> tuple[str, Sequence[int] | str, int]:
    """Return the states of the days that are left, and what each shows: its state, or its amount or that of its window.

    Amounts are in parts of so many thousandths, and bytes where what lies above 255 of them makes no difference.
    """
    states, left = drop_excused(days.states), left_flags(days.states)
    length = window(rule)[1]
    if length == 1:
        if not rule.sums:
            return states, states, days.grain
        is_bytes = isinstance(days.amounts, bytearray) and is_small(rule)
        return states, (bytes if is_bytes else list)(compress(days.amounts, left)), days.grain
    both = days
    if earlier.states:
        amounts = [*earlier.thousandths(), *days.thousandths()]
        both = DayStates(earlier.first, earlier.states + days.states, amounts)
    before, early = len(earlier.states), sum(left_flags(earlier.states))
    if not rule.sums:
        return states, rolling(done_flags(drop_excused(both.states)), length)[early:], both.grain
    is_bytes = isinstance(both.amounts, bytearray) and is_small(rule) and length <= 256
    add = _rolling_bytes if is_bytes else rolling
    if rule.goal.is_limit:  # excused days do not widen the window of a limit
        sums = add(both.amounts, length)[before:]
        return states, (bytes if is_bytes else list)(compress(sums, left)), both.grain
    worth = _worth_in_bytes(both) if is_bytes else worth_left(both)
    return states, add(worth, length)[early:], both.grain


def _rolling_bytes(worth: Sequence[int], length: int) -> bytes:
    """Sum what days are worth, a byte a day, over the last `length`, 256 at most; a sum above 255 is said to be 255."""
    sums = rolling_counts(widened(bytes(worth)), length, 2)
    over = sums[1::2].translate(_ALL_OR_NOTHING)
    return (int.from_bytes(sums[::2], "little") | int.from_bytes(over, "little")).to_bytes(len(worth), "little")


def _worth_in_bytes(days: DayStates) -> Sequence[int]:
    """Return what `worth_left` does, a byte a day; a day that comes to more than 255 is said to come to that."""
    worth = bytearray(days.amounts)
    for offset, following in carried(days.states, worth):
        worth[following] = min(255, worth[following] + worth[offset])
    return bytes(compress(worth, left_flags(days.states)))


def _earlier(segment: Segment, before: Sequence[DayStates], judgement: Judgement) -> DayStates:
    """Read as many days before a segment as its windows look back on, by the segment's own goal."""
    length = window(segment.rule)[1]
    if not before or length == 1:
        return DayStates(segment.first, "")
    left = left_flags("".join(days.states for days in before))
    start = max(0, len(left) - length + 1)
    if not segment.rule.goal.is_limit:
        positions = [position for position, is_left in enumerate(left) if is_left]
        start = positions[-length] + 1 if len(positions) >= length else 0
    first = segment.first - len(left) + start
    read = read_days(segment.rule.goal, judgement.log, (), first, segment.first - 1, segment.today)
    kept = left[start:]
    states = "".join([state if is_left else State.SKIPPED for state, is_left in zip(read.states, kept, strict=True)])
    amounts = read.amounts
    if segment.rule.goal.is_limit:
        amounts = [amount * is_left for amount, is_left in zip(amounts, kept, strict=True)]
    return DayStates(first, states, amounts)


def at_first(segment: Segment) -> float:
    """Return the strength before the first day: clean is the default of an at-most goal."""
    return 1.0 if segment.rule.goal.is_limit else 0.0
