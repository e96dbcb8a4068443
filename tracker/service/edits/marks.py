"""Marks: the edits that record a day, each a function from a book to the change it asks for.

All take habit ids and days, and refuse in a sentence what does not fit the habit's goal on that day.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import TypeAlias

from tracker.clock import say_date
from tracker.domain.amounts import LIMIT, ONE, read_amount
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Change, DeleteEvent, Put, PutEvent, SetMark, parts, together
from tracker.domain.errors import Refused, Remedy
from tracker.domain.goal import Goal
from tracker.domain.habit import Habit
from tracker.domain.log import Mark, MarkKind
from tracker.domain.text import clean_line, clean_note, counted, excerpt
from tracker.service.edits.days import (
    MOST_URGES,
    When,
    day_outside,
    limit_words,
    only_note,
    refuse_outside,
    set_day,
    so_far,
    urges_outside,
)
from tracker.service.steps import NOTHING, Edit
from tracker.service.words.labels import mark_words

__all__ = [
    "MOST_URGES",
    "When",
    "also",
    "clear",
    "day_outside",
    "done",
    "ease",
    "in_place_of",
    "missed",
    "note",
    "refuse_outside",
    "set_marks",
    "skip",
    "so_far",
    "step",
    "toggle",
    "urges_outside",
]

Remark: TypeAlias = Callable[[Habit, Goal, Mark | None], Mark | None]
"""Says the new mark of a day from the habit, its goal on that day and the mark that stands there."""


def _mark(habits: Sequence[str], days: Iterable[date], when: When, remark: Remark) -> Edit:
    """Build the edit that re-marks each habit on each day; marks that say the same already are left alone."""
    chosen = list(days)
    for day in chosen:
        refuse_outside(day, when.today)
    return _anywhere(habits, chosen, when, remark)


def _anywhere(
    habits: Sequence[str], chosen: Sequence[date], when: When, remark: Remark, *, whole: bool = False
) -> Edit:
    def edit(book: Book) -> Change:
        changes: list[Change] = []
        for habit in map(book.habit, habits):
            log = book.log(habit.id)
            for day in chosen:
                old = log.get(day)
                new = remark(habit, habit.rule_on(day).goal, old)
                if _content(new) != _content(old) or (whole and log.events(day)):
                    changes += set_day(log, habit.id, day, new, when, whole=whole)
        return together(changes)

    return edit


def _content(mark: Mark | None) -> Mark | None:
    return mark._replace(at=None) if mark else None


def done(habits: Sequence[str], days: Iterable[date], when: When, amount: str = "", *, replace: bool = False) -> Edit:
    """Record habits as done, or an amount (`20`, `20m`) that adds to the day's; with `replace` it takes its place.

    Without an amount, an at-least habit counts as having reached its goal. Raises `Refused` where a number is
    needed or does not fit, `Unreadable` for one that cannot be read.
    """

    def remark(habit: Habit, goal: Goal, old: Mark | None) -> Mark:
        if goal.is_urge:
            raise Refused(f"{habit.name} counts urges", Remedy.LOG_URGE)
        if not amount:
            if goal.is_limit:
                raise Refused(limit_words(habit.name, goal), Remedy.GIVE_NUMBER)
            if old and old.kind is MarkKind.AMOUNT and old.amount >= max(goal.amount, 1):
                return old  # done already, and more than that
            return Mark(MarkKind.DONE, note=_note(old))
        if goal.is_check:
            raise Refused(f"{habit.name} is a plain check and takes no amount; leave “{clean_line(amount)}” out.")
        return Mark(MarkKind.AMOUNT, read_amount(amount, goal.unit), note=_note(old))

    def edit(book: Book) -> Change:
        goals = [book.habit(id).rule_on(day).goal for id in habits for day in chosen]
        if added and all(goal.counts for goal in goals):
            return added(book)
        return marked(book)

    chosen = list(days)
    marked = _mark(habits, chosen, when, remark)
    added = _added(habits, chosen, when, amount) if amount and not replace else None
    return edit


def _added(habits: Sequence[str], days: Sequence[date], when: When, amount: str) -> Edit:
    from tracker.service.edits.events import portions  # a plain check needs none

    return portions(habits, days, when, amount)


def step(habit: str, day: date, when: When, direction: int) -> Edit:
    """Move a day's amount one step up (+1) or down (-1), never below 0: five minutes, or one of anything else."""

    def remark(habit: Habit, goal: Goal, old: Mark | None) -> Mark | None:
        if not goal.counts:
            raise Refused(f"{habit.name} is a plain check and takes no amount.")
        size = 5 * ONE if goal.unit.casefold().startswith("min") else ONE
        total = min(LIMIT, max(0, so_far(old, goal) + direction * size))
        return Mark(MarkKind.AMOUNT, total, note=_note(old)) if total else only_note(old)

    return _mark([habit], [day], when, remark)


def skip(habits: Sequence[str], days: Iterable[date], when: When) -> Edit:
    """Excuse habits on days: they vanish from every count."""
    return _mark(habits, days, when, lambda _habit, _goal, old: Mark(MarkKind.SKIP, note=_note(old)))


def missed(habits: Sequence[str], days: Iterable[date], when: When) -> Edit:
    """Record habits as not done; refused for at-most and letting-go habits, which say so by their numbers."""

    def remark(habit: Habit, goal: Goal, old: Mark | None) -> Mark:
        if goal.is_urge:
            raise Refused(f"{habit.name} counts urges", Remedy.LOG_ACTED)
        if goal.is_limit:
            raise Refused(limit_words(habit.name, goal), Remedy.GIVE_NUMBER)
        return Mark(MarkKind.MISSED, note=_note(old))

    return _mark(habits, days, when, remark)


def clear(habits: Sequence[str], days: Iterable[date], when: When) -> Edit:
    """Take marks away; a note stays until it is the only thing left on its day, then it goes too.

    A mark on a day that is refused everywhere else can be cleared: a hand or a wrong clock may have put it there.
    """
    chosen = list(days)

    def remark(_habit: Habit, _goal: Goal, old: Mark | None) -> Mark | None:
        return None if old is None or old.kind is MarkKind.NOTE else only_note(old)

    def edit(book: Book) -> Change:
        made = _anywhere(habits, chosen, when, remark, whole=True)(book)
        for day in chosen if made == NOTHING else ():
            refuse_outside(day, when.today)
        return made

    return edit


def toggle(habit: str, day: date, when: When) -> Edit:
    """Do the one sensible thing: check and uncheck, or let one urge pass; amounts are asked for elsewhere."""
    from tracker.service.edits.events import urges  # the command line says which of both it means

    passed = urges([habit], [day], when, passed=1)

    def check(_habit: Habit, _goal: Goal, old: Mark | None) -> Mark | None:
        done = old is not None and old.kind in (MarkKind.DONE, MarkKind.AMOUNT)
        return only_note(old) if done else Mark(MarkKind.DONE, note=_note(old))

    def edit(book: Book) -> Change:
        if book.habit(habit).rule_on(day).goal.is_urge:
            return passed(book)
        return _mark([habit], [day], when, check)(book)

    return edit


def note(habits: Sequence[str], days: Iterable[date], when: When, text: str) -> Edit:
    """Write the note of a day in place of the one it has; an empty text takes it away."""
    cleaned = clean_note(text)

    def remark(_habit: Habit, _goal: Goal, old: Mark | None) -> Mark | None:
        if old is None or old.kind is MarkKind.NOTE:
            return Mark(MarkKind.NOTE, note=cleaned) if cleaned else None
        return old._replace(note=cleaned)

    return _mark(habits, days, when, remark)


def ease(day: date, when: When, value: int | None, text: str | None = None) -> Edit:
    """Record how easy a day felt, 1 to 5 (None takes it back), and a line if one is given."""
    if day > when.today:
        raise Refused(f"{say_date(day, when.today)} has not come yet; ease is for today and past days.")
    if value is not None and not 1 <= value <= 5:
        raise Refused(f"Ease goes from 1 (hard) to 5 (easy); {value} is outside.")
    line = None if text is None else clean_line(text)

    def edit(book: Book) -> Change:
        old = book.reflection(Lookback.DAY, day) or Reflection(Lookback.DAY, day)
        new = old._replace(ease=value, text=old.text if line is None else line)
        return NOTHING if new == old else Put(new)

    return edit


def also(first: Edit, second: Edit) -> Edit:
    """Join two edits into one change; the second sees what the first has done, and has the last word on a day."""

    def edit(book: Book) -> Change:
        made = first(book)
        changes = [*parts(made), *parts(second(made.apply(book)))]
        marks = {(change.habit, change.day): change for change in changes if isinstance(change, SetMark)}
        others = [change for change in changes if not isinstance(change, SetMark)]
        return together([*marks.values(), *others])

    return edit


def set_marks(change: Change, before: Book) -> list[SetMark] | None:
    """Return the marks to which a change leads on its days, events included; None if it changes anything else."""
    changes = list(parts(change))
    days = [each for each in changes if isinstance(each, SetMark | PutEvent | DeleteEvent)]
    if len(days) < len(changes):
        return None
    after = change.apply(before) if any(before.log(each.habit).events(each.day) for each in days) else None
    if after is None and all(isinstance(each, SetMark) for each in days):
        return [each for each in days if isinstance(each, SetMark)]
    after = after or change.apply(before)
    places = dict.fromkeys((each.habit, each.day) for each in days)
    return [SetMark(*place, after.log(place[0]).get(place[1])) for place in places]


_PLAIN = (MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED)
_TELLING = (MarkKind.DONE, MarkKind.AMOUNT, MarkKind.URGES)


def in_place_of(before: Book, change: Change, *, masked: bool = False) -> str:
    """Say which marks and notes are gone since others stand there: `, in place of 20 of 30 min`; nothing where none is.

    `before` is the book without the change. Of several days it says how many; a note that is masked is not quoted.
    """
    stood = [(one, before.log(one.habit).get(one.day)) for one in set_marks(change, before) or ()]
    pairs = [(one, one.mark, old) for one, old in stood if one.mark and old]
    marks = [
        mark_words(old, before.habit(one.habit).rule_on(one.day).goal)
        for one, new, old in pairs
        if new.kind in _PLAIN and old.kind in _TELLING and new.kind is not old.kind and not new.passed + new.acted
    ]
    notes = [(new, old) for _, new, old in pairs if old.note and new.note not in ("", old.note)]
    said = f", in place of {marks[0] if len(marks) == 1 else counted(len(marks), 'mark')}" if marks else ""
    if len(notes) == 1:
        new, old = notes[0]
        its = "" if _content(new._replace(note=old.note)) == _content(old) else " its note"
        return f"{said},{its} in place of {'another' if masked else f'“{excerpt(old.note)}”'}"
    return f"{said}, in place of {counted(len(notes), 'note')}" if notes else said


def _note(old: Mark | None) -> str:
    return old.note if old else ""
