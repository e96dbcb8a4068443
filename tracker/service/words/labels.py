"""Wording: a change said in one line, the same on the screen, on the command line and in the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TypeAlias

from tracker.clock import LONG_MONTHS, short_day
from tracker.domain.book import Agreement, Book, Lookback, Pause, Question, Reflection, Settings
from tracker.domain.changes import (
    Batch,
    Change,
    Delete,
    DeleteEvent,
    ItemKind,
    Move,
    Put,
    PutEvent,
    PutPrompts,
    PutSettings,
    SetMark,
)
from tracker.domain.habit import Area, Habit
from tracker.domain.log import Mark, MarkKind
from tracker.domain.reminders import say_time
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.domain.text import capital
from tracker.service.words.agreements import agreement_label
from tracker.service.words.habit_labels import area_label, habit_label, habits_label, listed
from tracker.service.words.marks import bare_words, mark_words

SayDay: TypeAlias = Callable[[date], str]


def label(before: Book, change: Change, say: SayDay = short_day) -> str:
    """Say in one line what a change does to a book; `before` is the book without it."""
    match change:
        case SetMark() | PutEvent() | DeleteEvent():
            return _days_label(before, [change], say)
        case Put():
            return _put_label(before, change, say)
        case PutSettings(settings):
            return _settings_label(before.settings, settings)
        case PutPrompts(prompts, span):
            return f"Questions of a {span}: {len(prompts)}"
        case Delete():
            return _delete_label(before, change)
        case Move():
            return _moved_label(before, [change])
        case Batch(changes):
            return _batch_label(before, changes, say)


def _settings_label(old: Settings, new: Settings) -> str:
    if old.remind != new.remind:
        return f"Reminded of the whole day: {'never' if new.remind is None else say_time(new.remind)}"
    return f"Settings: week from {WEEKDAY_NAMES[new.week_start]}, day from {say_time(new.day_start)}"


def _put_label(before: Book, change: Put, say: SayDay) -> str:
    match change.item:
        case Habit() as habit:
            return habit_label(before, habit)
        case Area() as area:
            return area_label(before, area)
        case Pause() as pause:
            days = _from_to(pause.start, pause.end, say)
            said = f"reason of the pause {days} written" if _only_why(before, pause) else f"paused {days}"
            return f"{_paused(before, pause.habit, pause.area)}: {said}"
        case Question() as question:
            return f"Asked: does {asked_words(before, question)}?"
        case Agreement() as agreement:
            return agreement_label(before, agreement)
        case Reflection(Lookback.DAY, day, ease):
            return f"{capital(say(day))}: ease {ease}" if ease else "Day's line written"
        case Reflection(Lookback.MONTH, day):
            return f"Reflection on {LONG_MONTHS[day.month - 1]} {day.year}"
        case Reflection(Lookback.YEAR, day):
            return f"Reflection on {day.year}"
        case Reflection(_, day):
            return _act_label(before, change) or f"Reflection on the week of {short_day(day)}"


def _batch_label(before: Book, changes: tuple[Change, ...], say: SayDay) -> str:
    if not changes:
        return "Nothing to change"
    days = [change for change in changes if isinstance(change, SetMark | PutEvent | DeleteEvent)]
    if len(days) == len(changes):
        return _days_label(before, days, say)
    if agreed := next(
        (change for change in changes if isinstance(change, Put) and change.kind is ItemKind.AGREEMENT), None
    ):
        return label(before, agreed, say)  # the practice of looking only goes along with it
    if act := next((said for change in changes if (said := _act_label(before, change))), ""):
        return act
    if looked := next((one for one in changes if isinstance(one, Put) and one.kind is ItemKind.LOOKBACK), None):
        return label(before, looked, say)  # the questions that letbe ships with only come along with the answers
    if settings := next((change for change in changes if isinstance(change, PutSettings)), None):
        return label(before, settings, say)  # the rules of habits only follow it
    if deleted := [change for change in changes if isinstance(change, Delete) and change.kind is not ItemKind.PAUSE]:
        return _deleted_label(before, deleted, [change for change in changes if isinstance(change, Move)])
    moves = [change for change in changes if isinstance(change, Move)]
    if moves and not any(
        isinstance(change, Put) and change.kind in (ItemKind.HABIT, ItemKind.AREA) for change in changes
    ):
        return _moved_label(before, moves)
    habits = [item for change in changes if isinstance(change, Put) and isinstance(item := change.item, Habit)]
    if len(habits) > 1:
        return habits_label(before, habits)
    if habits:
        return label(before, Put(habits[0]), say)  # a pause for the time it was away only follows it
    first = label(before, changes[0], say)
    return first if len(changes) == 1 else f"{first} (and {len(changes) - 1} more)"


def _act_label(before: Book, change: Change) -> str:
    """Say which act on a habit was written into the journal of a week; nothing for any other change."""
    week = change.item if isinstance(change, Put) else None
    if not isinstance(week, Reflection) or week.span is not Lookback.WEEK:
        return ""
    from tracker.insights import PLAN, habit_of  # acts are rare, and most commands know nothing of insights
    from tracker.service.words.plans import told_plan

    old = before.reflection(Lookback.WEEK, week.day)
    new = [(*habit_of(prompt), text) for prompt, text in week.answers if not old or (prompt, text) not in old.answers]
    for what, id, text in sorted(new, key=lambda said: said[0] != PLAN):  # what a plan begins with goes along with it
        habit = before.find_habit_by_id(id)
        if habit:
            words = told_plan(habit, text) if what == PLAN else text
            return f"{habit.name}, {what[:1].lower()}{what[1:]}: {words}"
    return ""


def _moved_label(before: Book, moves: list[Move]) -> str:
    """Say what was moved, and to which area where that is another one."""
    if moves[0].kind is ItemKind.AREA:
        return f"{listed(before.area(move.id).name for move in moves)}: moved"
    there = {move.area for move in moves if move.area not in ("", before.habit(move.id).area)}
    crossed = [move for move in moves if move.area in there] or moves  # the others only made room
    to = f" to {before.area(there.pop()).name}" if len(there) == 1 else ""
    return f"{listed(before.habit(move.id).name for move in crossed)}: moved{to}"


def _deleted_label(before: Book, deleted: list[Delete], moves: list[Move]) -> str:
    if len(deleted) > 1:
        return f"{listed(before.habit(change.id).name for change in deleted)}: deleted"
    to = f", its habits moved to {before.area(moves[0].area).name}" if moves else ""
    return f"{_delete_label(before, deleted[0])}{to}"


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


def _delete_label(before: Book, change: Delete) -> str:
    match change.kind:
        case ItemKind.HABIT:
            return f"{before.habit(change.id).name}: deleted"
        case ItemKind.AREA:
            return f"{before.area(change.id).name}: area deleted"
        case ItemKind.PAUSE:
            pause = next((kept for kept in before.pauses if kept.id == change.id), None)
            return f"{_paused(before, pause.habit, pause.area)}: pause taken back" if pause else "Pause taken back"
        case ItemKind.REFLECTION | ItemKind.LOOKBACK:
            return "Reflection deleted"
        case ItemKind.AGREEMENT:
            return "Agreement deleted"
        case ItemKind.QUESTION:
            asked = next((kept for kept in before.questions if kept.id == change.id), None)
            return f"No longer asked: does {asked_words(before, asked)}?" if asked else "Question taken back"


def asked_words(book: Book, question: Question) -> str:
    """Say what is asked: `Quiet time go with Piano`."""
    first, second = (book.find_habit_by_id(id) for id in (question.first, question.second))
    return f"{first.name if first else question.first} go with {second.name if second else question.second or 'ease'}"


def _paused(book: Book, habit: str, area: str) -> str:
    if habit:
        return book.habit(habit).name
    return book.area(area).name if area else "Everything"


def _only_why(before: Book, pause: Pause) -> bool:
    return any(kept._replace(why=pause.why) == pause != kept for kept in before.pauses)


def _from_to(start: date, end: date | None, say: SayDay) -> str:
    if end is None:
        return f"from {say(start)} on"
    return f"on {_dated(start, say)}" if start == end else f"from {say(start)} to {_dated(end, say)}"


def _dated(day: date, say: SayDay) -> str:
    """Write a day as a date, with its year where `say` gives one, also where it would say `today`."""
    words = say(day)
    return words if words.startswith(short_day(day)) else short_day(day)
