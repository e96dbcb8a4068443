"""What a day says, from what was recorded of it: what was typed of it as a whole, and its events, put together."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import Aim, Goal
from tracker.domain.log import Mark, MarkKind

PASSED, ACTED = "p", "a"


def told(typed: Mark | None, events: Iterable[Event]) -> Mark | None:
    """The mark that a day comes to: urges add up, and portions are added to the total that was typed before them."""
    happened = list(events)
    if not happened:
        return typed
    outcomes = in_order(typed, happened)
    kind = typed.kind if typed else MarkKind.NOTE
    note, at = (typed.note, typed.at) if typed else ("", None)
    if outcomes:
        said = MarkKind.SKIP if kind is MarkKind.SKIP else MarkKind.URGES
        return Mark(said, 0, outcomes.count(PASSED), outcomes.count(ACTED), note, at)
    added = [event.amount for event in happened if event.outcome is None and not event.taken]
    if added and kind is not MarkKind.DONE:
        return Mark(MarkKind.AMOUNT, (typed.amount if typed else 0) + sum(added), 0, 0, note, at)
    return typed


def in_order(typed: Mark | None, events: Iterable[Event]) -> str:
    """What came of a day's urges, one letter each: those without a minute first, of these the ones let pass first."""
    urges = [event for event in events if event.outcome is not None]
    letter = {UrgeOutcome.PASSED: PASSED, UrgeOutcome.ACTED: ACTED}
    untimed = [letter[event.outcome] for event in urges if event.outcome and event.at is None]
    passed = untimed.count(PASSED) + (typed.passed if typed else 0)
    acted = untimed.count(ACTED) + (typed.acted if typed else 0)
    timed = sorted((event.at, event.id[-2:], event.id, letter[event.outcome]) for event in urges
                   if event.outcome and event.at is not None)  # fmt: skip
    return PASSED * passed + ACTED * acted + "".join(outcome for *_, outcome in timed)


def something_done(mark: Mark) -> bool:
    return mark.kind is MarkKind.DONE or mark.amount > 0 or mark.passed > 0


def amount(goal: Goal, mark: Mark | None) -> int:
    if mark is None:
        return 0
    if mark.kind is MarkKind.DONE:
        return goal.amount if goal.aim is Aim.AT_LEAST else 1000
    return mark.amount if mark.kind is MarkKind.AMOUNT else 0


def reached(goal: Goal, mark: Mark | None) -> bool:
    if goal.aim is Aim.CHECK:
        return amount(goal, mark) > 0
    return goal.aim is Aim.AT_LEAST and amount(goal, mark) >= goal.amount
