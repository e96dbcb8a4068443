"""Events: the edits that record what happens when it happens, an urge or a portion of an amount.

Each is an event of its own, with an id; none of them is ever asked for more than that it happened.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeAlias

from tracker.domain import reminders
from tracker.domain.amounts import LIMIT, format_amount, read_amount
from tracker.domain.book import Book
from tracker.domain.changes import Change, DeleteEvent, PutEvent, SetMark, together
from tracker.domain.errors import Refused, Remedy, Unreadable
from tracker.domain.event import INSTEAD_LIMIT, STRENGTHS, TRIGGER_LIMIT, Event, UrgeOutcome, numbered
from tracker.domain.goal import Goal
from tracker.domain.habit import Habit
from tracker.domain.log import Log
from tracker.domain.mark import Mark, MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import clean_line, clean_note, excerpt
from tracker.service.edits.days import (
    MOST_URGES,
    When,
    limit_words,
    only_note,
    refuse_outside,
    refuse_to_come,
    refuse_too_many,
    so_far,
)
from tracker.service.new_ids import token
from tracker.service.steps import NOTHING, Edit

_LAST_DAY = date.max.toordinal()


Letters: TypeAlias = dict[tuple[str, date, int], str]
"""The letters that come by chance in new ids, drawn once for each: an edit is run anew on the freshest book."""


class Detail(NamedTuple):
    """What can be said of an event beside what it was; in a change, None leaves a part as it is."""

    at: int | None = None
    strength: int | None = None
    trigger: str | None = None
    note: str | None = None
    after: int | None = None
    instead: str | None = None


def detail(
    *,
    at: int | None = None,
    strength: str = "",
    trigger: str | None = None,
    note: str | None = None,
    after: str = "",
    instead: str | None = None,
) -> Detail:
    """Read what is said of an event; raise `Refused` or `Unreadable` for what does not fit."""
    return Detail(
        at,
        read_strength(strength) if strength else None,
        None if trigger is None else read_trigger(trigger),
        None if note is None else clean_note(note),
        read_strength(after) if after else None,
        None if instead is None else read_instead(instead),
    )


def read_strength(text: str) -> int:
    """Read how strong an urge is; raise `Unreadable` for anything but 1 to 5."""
    if text.strip() not in map(str, STRENGTHS):
        raise Unreadable(f"“{excerpt(text)}” is no strength; it goes from 1 (weak) to 5 (strong).")
    return int(text)


def read_trigger(text: str) -> str:
    """Read what set an urge off; raise `Refused` for more than a short phrase."""
    trigger = clean_line(text, "trigger")
    if len(trigger) > TRIGGER_LIMIT:
        raise Refused(f"A trigger has at most {TRIGGER_LIMIT} characters; this one has {len(trigger)}.")
    return trigger


def read_instead(text: str) -> str:
    """Read what was done instead of an urge; raise `Refused` for more than a short line."""
    instead = clean_line(text, "line about what was done instead")
    if len(instead) > INSTEAD_LIMIT:
        raise Refused(f"What was done instead has at most {INSTEAD_LIMIT} characters; this has {len(instead)}.")
    return instead


def refuse_after_alone(event: Event) -> None:
    """Raise `Refused` where it is said how strong an urge was afterwards, but not how strong it was."""
    if event.after is not None and event.strength is None:
        raise Refused("How strong it was afterwards says something beside how strong it was", Remedy.SAY_STRENGTH)


def read_time(text: str, day_start: int = 0) -> int:
    """Read a time of day such as 14:05 or 9 into minutes after the midnight with which its day begins.

    A time before the day's start belongs to the evening before, and is counted on; so it may be typed too, as 24:30.
    Raises `Unreadable`.
    """
    late = re.fullmatch(r"(2[4-9]|3[0-5]):([0-5][0-9])", text.strip())
    at = int(late[1]) * 60 + int(late[2]) if late else 0
    if at and at < 24 * 60 + day_start:
        return at
    at = reminders.read_time(text)
    return at + 24 * 60 if at < day_start else at


def urges(
    habits: Sequence[str],
    days: Iterable[date],
    when: When,
    *,
    passed: int = 0,
    acted: int = 0,
    said: Detail | None = None,
    letters: Letters | None = None,
) -> Edit:
    """Log urges that were let pass or acted on, each an event; below 0, take the last ones back.

    What is `said` goes with each of them, a note with the last. Raises `Refused` for other kinds of habit.
    """
    chosen = list(days)
    drawn: Letters = defaultdict(token) if letters is None else letters
    for day in chosen:
        refuse_outside(day, when.today)

    def edit(book: Book) -> Change:
        changes: list[Change] = []
        for habit in map(book.habit, habits):
            for day in chosen:
                refuse_to_come(said.at if said else None, day, when)
                _refuse_other_goal(habit, habit.rule_on(day).goal, acted=acted > 0)
                changes += _logged(book.log(habit.id), habit.id, day, when, (passed, acted), said or Detail(), drawn)
        return together(changes)

    return edit


def _refuse_other_goal(habit: Habit, goal: Goal, *, acted: bool) -> None:
    if goal.is_limit and not acted:  # any number would record what did not happen
        raise Refused(f"{limit_words(habit.name, goal)}.")
    if goal.is_limit:
        raise Refused(limit_words(habit.name, goal), Remedy.ADD_ONE)
    if not goal.is_urge:
        raise Refused(f"{habit.name} is no letting-go habit", Remedy.RECORD_DONE)


def _logged(
    log: Log, habit: str, day: date, when: When, counts: tuple[int, int], said: Detail, letters: Letters
) -> Iterator[Change]:
    typed, events = log.typed(day), log.events(day)
    if typed and typed.kind not in (MarkKind.URGES, MarkKind.NOTE) and max(counts) > 0:
        typed = only_note(typed)
        yield SetMark(habit, day, typed)
    outcomes = [outcome for outcome, count in zip(UrgeOutcome, counts, strict=True) for _ in range(count)]
    refuse_too_many(events, len(outcomes))
    at = said.at if said.at is not None or len(outcomes) > 1 or day != when.today else when.clock
    known = list(events)
    for number, outcome in enumerate(outcomes, 1):
        note = (said.note or "") if number == len(outcomes) else ""
        event = Event(
            numbered(letters[habit, day, number], known), outcome, 0, at, said.strength, said.trigger or "", note,
            after=said.after, instead=said.instead or "",
        )  # fmt: skip
        refuse_after_alone(event)
        known.append(event)
        yield PutEvent(habit, day, event)
    for outcome, count in zip(UrgeOutcome, counts, strict=True):
        yield from _taken_back(log, habit, day, outcome, -count, when)


def _taken_back(log: Log, habit: str, day: date, outcome: UrgeOutcome, count: int, when: When) -> Iterator[Change]:
    """Walk what takes the urges back that were logged last; where there are no more, of those typed as a count."""
    mine = sorted((e for e in log.events(day) if e.outcome is outcome), key=lambda event: event.id[-2:])
    gone = mine[len(mine) - count :] if count > 0 else []
    yield from (DeleteEvent(habit, day, event.id) for event in reversed(gone))
    typed, left = log.typed(day), count - len(gone)
    if left > 0 and typed and typed.kind is MarkKind.URGES:
        passed, acted = typed.passed, typed.acted
        if outcome is UrgeOutcome.PASSED:
            passed = max(0, passed - left)
        else:
            acted = max(0, acted - left)
        if (passed, acted) != (typed.passed, typed.acted):
            new = typed._replace(passed=passed, acted=acted, at=when.minute) if passed or acted else only_note(typed)
            yield SetMark(habit, day, new)


def take_last_back(habit: str, day: date, when: When) -> Edit:
    """Take back what was logged last of a day's urges; those typed as a count go last, acted on before let pass."""

    def edit(book: Book) -> Change:
        log = book.log(habit)
        if events := log.events(day):
            return DeleteEvent(habit, day, max(events, key=lambda event: event.id[-2:]).id)
        mark = log.get(day)
        if mark is None or mark.kind is not MarkKind.URGES:
            return NOTHING
        outcome = UrgeOutcome.ACTED if mark.acted else UrgeOutcome.PASSED
        return together(_taken_back(log, habit, day, outcome, 1, when))

    return edit


def set_urges(habit: str, day: date, when: When, passed: int, acted: int) -> Edit:
    """Make a day have so many urges let pass and acted on, by logging some more or taking the last ones back."""
    if not 0 <= passed <= MOST_URGES or not 0 <= acted <= MOST_URGES:
        raise Refused(f"Urges are counted from 0 to {MOST_URGES} a day.")

    letters: Letters = defaultdict(token)

    def edit(book: Book) -> Change:
        mark = book.log(habit).get(day) or Mark(MarkKind.NOTE)
        more, worse = passed - mark.passed, acted - mark.acted
        if not more and not worse:
            return NOTHING
        return urges([habit], [day], when._replace(clock=None), passed=more, acted=worse, letters=letters)(book)

    return edit


def portions(habits: Sequence[str], days: Iterable[date], when: When, amount: str, note: str = "") -> Edit:
    """Add an amount (`20`, `20m`) to the day's, as a portion of its own.

    Raises `Unreadable` for what cannot be read, and `Refused` where it does not fit.
    """
    chosen = list(days)
    letters: Letters = defaultdict(token)
    for day in chosen:
        refuse_outside(day, when.today)

    def edit(book: Book) -> Change:
        changes: list[Change] = []
        for habit in map(book.habit, habits):
            for day in chosen:
                goal = habit.rule_on(day).goal
                size = read_amount(amount, goal.unit)
                event = Event(letters[habit.id, day, 0], None, size, note=clean_note(note))
                changes += _added(book.log(habit.id), habit.id, day, when, goal, event)
        return together(changes)

    return edit


def _added(log: Log, habit: str, day: date, when: When, goal: Goal, portion: Event) -> Iterator[Change]:
    size = portion.amount
    old, typed, events = log.get(day), log.typed(day), log.events(day)
    if so_far(old, goal) + size > LIMIT:
        raise Refused(f"A day's amount goes up to {format_amount(LIMIT)}; replace it instead of adding.")
    refuse_too_many(events, 1)
    if typed and typed.kind is MarkKind.DONE:
        begun = Mark(MarkKind.AMOUNT, so_far(typed, goal), note=typed.note, at=when.minute)
        yield SetMark(habit, day, begun)
    elif typed and typed.kind not in (MarkKind.AMOUNT, MarkKind.NOTE):
        yield SetMark(habit, day, only_note(typed))
    elif not size and (old is None or old.kind is not MarkKind.AMOUNT):
        yield SetMark(habit, day, Mark(MarkKind.AMOUNT, note=old.note if old else "", at=when.minute))
    if size:
        yield PutEvent(habit, day, portion._replace(id=numbered(portion.id, events)))
