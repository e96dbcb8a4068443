"""Labels: a change, and what a day holds, said in one line, the same on the screen, on the command line and for years.

What is said of days stands here; what becomes of all else, of which a day's commands know nothing, in `item_labels.py`.
"""

from __future__ import annotations

from datetime import date, timedelta

from tracker.clock import short_day
from tracker.domain.amounts import format_amount
from tracker.domain.book import Book
from tracker.domain.changes import Batch, Change, DeleteEvent, PutEvent, SetMark
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import Goal
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.text import capital, listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tracker.clock import SayDay


def label(before: Book, change: Change, say: SayDay = short_day) -> str:
    """Say in one line what a change does to a book; `before` is the book without it."""
    changes = change.changes if isinstance(change, Batch) else (change,)
    days = [each for each in changes if isinstance(each, SetMark | PutEvent | DeleteEvent)]
    if len(days) == len(changes):
        return _days_label(before, days, say) if days else "Nothing to change"
    from tracker.service.words.item_labels import batch_label, item_label  # most commands record a day

    if isinstance(change, Batch):
        return batch_label(before, changes, lambda each: label(before, each, say))
    return item_label(before, change, say)


def _days_label(before: Book, changes: list[SetMark | PutEvent | DeleteEvent], say: SayDay) -> str:
    """Say what days come to, or what is said anew of one event."""
    after = Batch(tuple(changes)).apply(before)
    if len(changes) == 1 and isinstance(event := changes[0], PutEvent) and (words := _event_anew(before, event)):
        return f"{about(before.habit(event.habit).name, [event.day], say)}: {words}"
    places = dict.fromkeys((change.habit, change.day) for change in changes)
    return _mark_label(before, [SetMark(*place, after.log(place[0]).get(place[1])) for place in places], say)


def _event_anew(before: Book, change: PutEvent) -> str:
    """Say what is said anew of an event, and which of its words were written; nothing of one that is new.

    The words themselves are no label: it is kept for years, and stands where names are masked.
    """
    old = next((event for event in before.log(change.habit).events(change.day) if event.id == change.id), None)
    if old is None:
        return ""
    words = bare_words(change.event, before.habit(change.habit).rule_on(change.day).goal)
    fields = (
        ("trigger", old.trigger, change.event.trigger),
        ("what instead", old.instead, change.event.instead),
        ("note", old.note, change.event.note),
    )
    anew = [f"{what} {'written' if new else 'removed'}" for what, was, new in fields if was != new]
    return ", ".join((words, *anew))


def _mark_label(before: Book, marks: list[SetMark], say: SayDay) -> str:
    names = list(dict.fromkeys(mark.habit for mark in marks))
    days = sorted({mark.day for mark in marks})
    habit = before.habit(names[0])
    states = {_mark_state(before, mark) for mark in marks}
    who = habit.name if len(names) == 1 else listed(before.habit(name).name for name in names)
    if len(states) > 1 and len(days) == 1 and len(marks) <= 4:
        each = (f"{before.habit(mark.habit).name} {_mark_state(before, mark)}" for mark in marks)
        return f"{capital(say(days[0]))}: {', '.join(each)}"
    return f"{about(who, days, say)}: {states.pop() if len(states) == 1 else f'{len(marks)} marks'}"


def about(who: str, days: list[date], say: SayDay = short_day) -> str:
    """Say whom and which days (in order) something is about: `Quiet time alone, Sun 1 Nov to Tue 10 Nov`."""
    return f"{who}, {_days(days, say)}"


def _mark_state(before: Book, change: SetMark) -> str:
    if _says_more_than_a_note(before, change):
        return mark_words(change.mark, before.habit(change.habit).rule_on(change.day).goal)
    return "note written" if change.mark and change.mark.note else "note removed"


def _says_more_than_a_note(before: Book, change: SetMark) -> bool:
    old, new = before.log(change.habit).get(change.day), change.mark
    plain = Mark(MarkKind.NOTE)
    return (old or plain)._replace(note="", at=None) != (new or plain)._replace(note="", at=None) or old == new


def _days(days: list[date], say: SayDay) -> str:
    if len(days) == 1:
        return say(days[0])
    if days[-1] - days[0] == timedelta(days=len(days) - 1):
        return f"{say(days[0])} to {say(days[-1])}"
    return f"{len(days)} days from {say(days[0])} to {say(days[-1])}"


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
