"""Marks and events in words: what a day holds, and what happened on it, each said in one line."""

from __future__ import annotations

from tracker.domain.amounts import format_amount
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import Goal
from tracker.domain.mark import Mark, MarkKind


def mark_words(mark: Mark | None, goal: Goal) -> str:
    """Say what a mark records: `done`, `20 of 30 min`, `2 let pass, 1 acted on`."""
    if mark is None:
        return "cleared"
    match mark.kind:
        case MarkKind.DONE:
            return "done"
        case MarkKind.SKIP:
            return ", ".join(filter(None, ("skipped", urge_counts(mark))))
        case MarkKind.MISSED:
            return "missed"
        case MarkKind.NOTE:
            return "a note"
        case MarkKind.URGES:
            return urge_counts(mark) or "no urge"
        case MarkKind.AMOUNT:
            return amount_words(mark.amount, goal)


def urge_counts(mark: Mark) -> str:
    """Say how many urges were let pass and acted on: `2 let pass, 1 acted on`; nothing without any."""
    counts = ((mark.passed, "let pass"), (mark.acted, "acted on"))
    return ", ".join(f"{count} {what}" for count, what in counts if count)


def amount_words(amount: int, goal: Goal) -> str:
    """Say an amount beside what it is measured by: `20 of 30 min`, `3 times, over the limit of 2`."""
    if goal.is_target and amount < goal.amount:
        return f"{format_amount(amount)} of {format_amount(goal.amount, goal.unit)}"
    if goal.is_limit:
        limit = "over the limit of" if amount > goal.amount else "at most"
        return f"{format_amount(amount, goal.unit)}, {limit} {format_amount(goal.amount)}"
    return format_amount(amount, goal.unit)


def event_words(event: Event, goal: Goal) -> str:
    """Say what happened: `14:05 let pass, strength 4, then 2, a call`, `08:30 20 min`; its note stands elsewhere."""
    if event.outcome:
        what = "let pass" if event.outcome is UrgeOutcome.PASSED else "acted on"
    else:
        what = format_amount(event.amount, goal.unit)
    when = "" if event.at is None else f"{time_words(event.at)} "
    strong = "" if event.strength is None else f", strength {event.strength}"
    then = "" if event.after is None else f", then {event.after}"
    set_off = f", {event.trigger}" if event.trigger else ""
    return f"{when}{what}{strong}{then}{set_off}{f'; instead {event.instead}' if event.instead else ''}"


def bare_words(event: Event, goal: Goal) -> str:
    """Say what happened in no word of the user's own, where others may look on."""
    return event_words(event._replace(trigger="", instead=""), goal)


def time_words(at: int) -> str:
    """Say at what time of day something happened; `at` may lie after the next midnight."""
    return f"{at // 60 % 24:02}:{at % 60:02}"
