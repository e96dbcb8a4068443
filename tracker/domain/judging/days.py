"""Days: the marks of a segment as a goal reads them, one code a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate, compress
from operator import sub
from typing import TypeAlias, TypeVar

from tracker.domain.amounts import ONE
from tracker.domain.goal import Aim, Goal
from tracker.domain.judging.codes import (
    EXCUSED_STATES,
    IS_BONUS,
    IS_DONE,
    IS_EXCUSED,
    IS_LEFT,
    IS_STRICT,
    RECORDED_AMOUNT,
    RECORDED_DONE,
    STATE_OF_MARK,
    WHILE_PAUSED,
    State,
    recode,
)
from tracker.domain.log import BLANK, Log, wholes
from tracker.domain.named_tuple import NamedTuple

_DONE, _AMOUNT = RECORDED_DONE.encode(), RECORDED_AMOUNT.encode()

_Amounts: TypeAlias = list[int] | bytearray

PauseSpan = tuple[int, int]
"""The first and the last ordinal of a pause."""


class DayStates(NamedTuple):
    """The days from `first` on: their states, and under an amount goal their amounts in parts of `grain` thousandths.

    The amount on an excused day is 0 under an at-most goal. Under an at-least goal it stays: the day is not
    asked for, but what was done still counts toward a sum.
    """

    first: int
    states: str
    amounts: Sequence[int] = ()
    grain: int = 1

    def upto(self, last: int) -> DayStates:
        """Return these days without those after an ordinal."""
        count = max(0, last + 1 - self.first)
        if count >= len(self.states):
            return self
        return DayStates(self.first, self.states[:count], self.amounts[:count], self.grain)

    def last_left(self, count: int) -> DayStates:
        """Return the last days, so many of which are left."""
        start = end = len(self.states)
        while start > 0 and (lacking := count - count_left(self.states, start, end)) > 0:
            count, start, end = lacking, start - lacking, start
        if start <= 0:
            return self
        return DayStates(self.first + start, self.states[start:], self.amounts[start:], self.grain)

    def on_weekdays(self, weekdays: Sequence[int]) -> tuple[DayStates, Sequence[int]]:
        """Return the days on some weekdays, drawn together, and their ordinals."""
        before = (self.first - 1) % 7
        row = bytes(before) + self.states.encode()
        states = _on_weekdays(row, bytearray(1), before, weekdays).decode()
        days = range(self.first - before, self.first + len(self.states))
        ordinals = _on_weekdays(days, [0], before, weekdays)
        amounts: Sequence[int] = ()
        if isinstance(self.amounts, bytearray):
            amounts = _on_weekdays(bytes(before) + self.amounts, bytearray(1), before, weekdays)
        elif self.amounts:
            amounts = _on_weekdays([*bytes(before), *self.amounts], [0], before, weekdays)
        return DayStates(self.first, states, amounts, self.grain), ordinals

    def amount(self, index: int) -> int:
        """Return the amount of a day in thousandths."""
        return self.amounts[index] * self.grain

    def thousandths(self) -> Sequence[int]:
        """Return the amounts of all days in thousandths."""
        return self.amounts if self.grain == 1 else [amount * self.grain for amount in self.amounts]


_Row = TypeVar("_Row", bytearray, list[int])


def _on_weekdays(row: Sequence[int], blank: _Row, before: int, weekdays: Sequence[int]) -> _Row:
    """Return of a row from a Monday on, of which so many days are before the first, those on some weekdays."""
    weeks, count = -(-len(row) // 7), len(weekdays)
    chosen = blank * (weeks * count)
    for place, weekday in enumerate(weekdays):
        found = row[weekday::7]
        chosen[place : place + count * len(found) : count] = found
    early = sum(weekday < before for weekday in weekdays)
    late = sum(weekday >= len(row) - 7 * (weeks - 1) for weekday in weekdays)
    return chosen[early : len(chosen) - late]


def read_days(goal: Goal, log: Log, paused: Iterable[PauseSpan], first: int, last: int, today: int) -> DayStates:
    """Read the days from `first` to `last` under a goal; marks after `today` do not exist, pauses do."""
    length, begun = last + 1 - first, min(last, today)
    line = log.line(first, begun).encode()
    states = line.translate(STATE_OF_MARK[goal.aim])
    amounts: _Amounts = []
    grain = 1
    if goal.counts or (goal.is_check and _AMOUNT in line):
        states, amounts, grain = _weighed(goal, line, states, log, first)
    row = bytearray(states.ljust(length))
    amounts.extend(bytes(length - len(line)))
    said, is_limit = WHILE_PAUSED[goal.is_doing], goal.is_limit
    for begin, end in paused:
        if begin <= last and end >= first:
            low, high = max(begin - first, 0), min(end + 1 - first, length)
            row[low:high] = row[low:high].translate(said)
            if is_limit:
                amounts[low:high] = bytes(high - low)
    return DayStates(first, row.decode(), amounts, grain) if goal.counts else DayStates(first, row.decode())


def _weighed(goal: Goal, line: bytes, states: bytes, log: Log, first: int) -> tuple[bytes, _Amounts, int]:
    """Return the states of days whose amounts are compared with a goal, and the amounts, in parts of how much.

    What `done` is worth is put in among the amounts.
    """
    bound, full = {
        Aim.AT_LEAST: (goal.amount, State.REACHED),
        Aim.AT_MOST: (goal.amount + 1, State.OVER),
    }.get(goal.aim, (1, State.REACHED))
    worth = goal.amount if goal.aim is Aim.AT_LEAST else ONE
    last, is_done = first - 1 + len(line), _DONE in line
    amounts: _Amounts | None = None
    if not is_done or (worth % ONE == 0 and worth < 256 * ONE):
        amounts = wholes(log, first, last)
    if isinstance(amounts, bytearray):
        grain, said = ONE, bytes(amounts.translate(_wholes_say(bound, full)))
    else:
        amounts, grain = log.amounts(first, last), 1
        said = _compared(amounts, bound).translate(_says(full)) if line else b""
    states = _laid_over(said, states)
    if is_done:
        for offset in compress(range(len(line)), line.translate(IS_DONE)):
            amounts[offset] = worth // grain
        if goal.is_limit:
            states = states.replace(_DONE, (full if bound <= ONE else State.PART).encode())
    return states, amounts, grain


@lru_cache(maxsize=64)
def _wholes_say(bound: int, full: str) -> bytes:
    """Return the table from a whole amount to the state of its day: nothing, a part, or what a reached bound says."""
    reached = min(256, -(-bound // ONE))
    return _over_blank(State.NOTHING + State.PART * (reached - 1) + full * (256 - reached))


def _compared(amounts: Sequence[int], bound: int) -> bytes:
    """Return a byte a day: whether its amount is above 0, and whether it reaches a bound above 0.

    All of them are compared in a few strokes: a row of amounts is one long number with four bytes a day. Where the
    bound is taken from a day's amount below a bit that is set above it, that bit stays set if the amount is enough.
    """
    from struct import pack  # few commands need it

    row = pack(f"<{len(amounts)}I", *amounts)
    ones = _ones(len(amounts))
    tops = ones << 31
    held = int.from_bytes(row, "little") | tops
    found = (held - ones * bound & tops) + ((held - ones & tops) >> 1)
    return found.to_bytes(len(row), "little")[3::4]


@lru_cache(maxsize=64)
def _ones(count: int) -> int:
    """Return a 1 in four bytes, so many times."""
    return int.from_bytes(b"\1\0\0\0" * count, "little")


@cache
def _says(full: str) -> bytes:
    """Return the table from what `_compared` finds to states: nothing, a part, and what a reached bound says."""
    return bytes.maketrans(b"\x00\x40\xc0", _over_blank(State.NOTHING + State.PART + full))


def _laid_over(upper: bytes, lower: bytes) -> bytes:
    """Return a row of codes with another one laid over it, by `_over_blank`, on days that are blank in it.

    A row is one long number with a byte a day.
    """
    return (int.from_bytes(upper, "little") ^ int.from_bytes(lower, "little")).to_bytes(len(lower), "little")


def _over_blank(codes: str) -> bytes:
    """Return what makes a blank day one of some codes."""
    return bytes(code ^ ord(BLANK) for code in codes.encode())


def left_flags(states: str) -> bytes:
    """Return one truth value a day: whether it is left, that is not excused."""
    return states.encode().translate(IS_LEFT)


def strict_flags(states: str) -> bytes:
    """Return one truth value a day: whether it is left, and not only because it was done in a pause."""
    return states.encode().translate(IS_STRICT)


def excused_flags(states: str) -> bytes:
    """Return one truth value a day: whether it is excused."""
    return states.encode().translate(IS_EXCUSED)


def done_flags(states: str) -> bytes:
    """Return one truth value a day: whether it is done."""
    return states.encode().translate(IS_DONE)


def bonus_flags(states: str) -> bytes:
    """Return one truth value a day: whether it was done although a pause covers it."""
    return states.encode().translate(IS_BONUS)


def count_left(states: str, start: int = 0, end: int | None = None) -> int:
    """Count the days that are left, from an index to another."""
    end = len(states) if end is None else end
    return end - start - states.count(State.SKIPPED, start, end) - states.count(State.PAUSED, start, end)


def count_done(states: str) -> int:
    """Count the days that are done."""
    return states.count(State.REACHED) + states.count(State.BONUS)


def drop_excused(states: str) -> str:
    """Return the states of the days that are left."""
    return recode(states, None, without=EXCUSED_STATES)


def worth_left(days: DayStates) -> Sequence[int]:
    """Return the amounts of the days that are left; what was done on an excused day counts with the next one."""
    worth, left = [*days.amounts], left_flags(days.states)
    for offset, following in carried(days.states, worth):
        worth[following] += worth[offset]
    return list(compress(worth, left))


def carried(states: str, worth: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Walk the excused days on which something was done, each with the next one that is left."""
    left = left_flags(states)
    for offset in compress(range(len(left)), excused_flags(states)):
        if worth[offset] and (following := left.find(1, offset)) >= 0:
            yield offset, following


def rolling(worth: Sequence[int], length: int) -> Sequence[int]:
    """Sum what days are worth over the last `length` days, for each day."""
    if isinstance(worth, bytes) and length < 256:
        return rolling_counts(worth, length)
    totals = [0] * length
    totals.extend(accumulate(worth))
    return list(map(sub, totals[length:], totals))


def rolling_counts(row: bytes | bytearray, length: int, width: int = 1) -> bytes:
    """Sum a row of so many bytes a day over the last `length` days, for each day, in a few strokes for all of them.

    The row is one long number. Added to itself, moved on by a day, it holds in each place the sum of two days; that,
    moved on by two, the sum of four; the powers of two in `length` are put together.
    """
    sums, covered, day = 0, 0, 8 * width
    power, size = int.from_bytes(row, "little"), 1
    while size <= length:
        if length & size:
            sums += power << day * covered
            covered += size
        power += power << day * size
        size *= 2
    return sums.to_bytes(len(row) + 2 * width * length, "little")[: len(row)]


def weekly_counts(flags: bytes) -> bytes:
    """Count the flags of each week in a row of whole weeks: all Mondays, all Tuesdays …, put upon one another."""
    weekdays = (int.from_bytes(flags[day::7], "little") for day in range(7))
    return sum(weekdays).to_bytes(len(flags) // 7, "little")


def widened(row: bytes | bytearray) -> bytearray:
    """Return a row of a byte a day with two bytes a day, in which the sums of some 250 fit."""
    wide = bytearray(2 * len(row))
    wide[::2] = row
    return wide
