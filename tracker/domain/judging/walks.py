"""Walks: which days of a stretch strength walks, and what each of them shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress

from tracker.domain.habit import Rule
from tracker.domain.judging.days import (
    REACHED,
    SKIPPED,
    DayStates,
    drop_excused,
    left_flags,
    reached_flags,
    read_days,
    rolling,
    worth_left,
)
from tracker.domain.judging.periods.base import JudgedPeriods
from tracker.domain.judging.periods.due_days import DueDays
from tracker.domain.judging.periods.urges import Urges
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.strength import Walk, at_first, fade, gains_of, memory, window
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED
from tracker.domain.log import Log


def walk_part(part: JudgedPeriods, before: Sequence[DayStates], log: Log, *, whole: bool = True) -> Walk | None:
    """Walk the days of a part; None if there are none. `before` are the days of all stretches before it.

    Unless it is to be walked as a `whole`, the days that are forgotten by the last one are passed over.
    """
    rule = part.stretch.rule
    if isinstance(part, Urges):
        return _walk_urges(part)
    days = part.days.upto(part.stretch.through)
    recent = days if whole else days.last_left(memory(rule.schedule) + window(rule)[1])
    shown = _shown(rule, recent, _earlier(part.stretch, before, log) if recent is days else DayStates(recent.first, ""))
    gains = gains_of(rule)
    today = None
    if _has_open_day(part, days):
        shown, last = shown[:-1], shown[-1:]
        today = next(iter(gains(last))) if days.states[-1] == REACHED else None
    if not shown and today is None:
        return None
    return Walk(fade(rule.schedule), gains(shown), today, at_first(part.stretch))


def walked_days(part: JudgedPeriods) -> Iterable[int]:
    """Return the ordinals of the days that are walked, an open one last."""
    if isinstance(part, Urges):
        return compress(part.firsts, (code != EXCUSED for code in part.codes))
    days = part.days.upto(part.stretch.through)
    ordinals = part.firsts if isinstance(part, DueDays) else range(days.first, part.stretch.through + 1)
    return compress(ordinals, left_flags(days.states))


def _walk_urges(part: Urges) -> Walk | None:
    m = fade(part.stretch.rule.schedule)
    judged = zip(part.codes, part.events, strict=True)
    gains = [(1 - m) * passed / (passed + acted) for code, (_, passed, acted) in judged if code in (KEPT, MISSED)]
    return Walk(m, gains, None, 0.0) if gains else None


def _has_open_day(part: JudgedPeriods, days: DayStates) -> bool:
    """Whether the last of the days is today, and not excused."""
    if not part.stretch.holds_today or not days.states or not left_flags(days.states[-1])[0]:
        return False
    return not isinstance(part, DueDays) or part.firsts[-1] == part.stretch.today


def _shown(rule: Rule, days: DayStates, earlier: DayStates) -> Sequence[int] | str:
    """Return what each day that is left shows: its state or amount, or the count or sum of its window."""
    length = window(rule)[1]
    if length == 1:
        return list(compress(days.amounts, left_flags(days.states))) if rule.sums else drop_excused(days.states)
    both = (
        DayStates(earlier.first, earlier.states + days.states, [*earlier.amounts, *days.amounts])
        if earlier.states
        else days
    )
    worth = worth_left(both) if rule.sums else reached_flags(drop_excused(both.states))
    return rolling(worth, length)[sum(left_flags(earlier.states)) :]


def _earlier(stretch: Segment, before: Sequence[DayStates], log: Log) -> DayStates:
    """Read as many days before a stretch as its windows look back on, by the stretch's own goal."""
    length = window(stretch.rule)[1]
    if not before or length == 1:
        return DayStates(stretch.first, "")
    left = left_flags("".join(days.states for days in before))
    positions = [position for position, is_left in enumerate(left) if is_left]
    start = positions[-length] + 1 if len(positions) >= length else 0
    first = stretch.first - len(left) + start
    read = read_days(stretch.rule.goal, log, (), first, stretch.first - 1, stretch.today)
    kept = left[start:]
    states = "".join([state if is_left else SKIPPED for state, is_left in zip(read.states, kept, strict=True)])
    amounts = read.amounts
    if stretch.rule.goal.is_limit:
        amounts = [amount * is_left for amount, is_left in zip(amounts, kept, strict=True)]
    return DayStates(first, states, amounts)
