"""Labels of habits and areas: what a change does to them, in one line."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.clock import short_day
from tracker.domain.book import Book
from tracker.domain.habit import Area, Habit
from tracker.domain.reminders import say_times


def area_label(before: Book, area: Area) -> str:
    """Say what was done to an area."""
    old = before.find_area_by_id(area.id)
    if old is None:
        return f"{area.name}: area added"
    if old.name != area.name:
        return f"{old.name}: area renamed to {area.name}"
    return f"{area.name}: colour {area.colour or 'as it comes'}" if old.colour != area.colour else f"{area.name}: moved"


def habits_label(before: Book, habits: list[Habit]) -> str:
    """Say what was done to several habits, in one word if it is the same; what is new apart from what was changed."""
    done = {habit_label(before, habit).rpartition(": ")[2] for habit in habits}
    if len(done) == 1:
        return f"{listed(habit.name for habit in habits)}: {done.pop()}"
    known = {habit.id for habit in before.habits}
    new, old = ([habit.name for habit in habits if (habit.id in known) is there] for there in (False, True))
    parts = ((new, "added"), (old, "changed"))
    return "; ".join(f"{listed(names)}: {verb}" for names, verb in parts if names)


_FIELDS = {
    "why": "why",
    "cue": "cue",
    "small": "small version",
    "glyph": "glyph",
    "colour": "colour",
    "position": "place",
    "reminders": "reminder",
}


def habit_label(before: Book, habit: Habit) -> str:
    """Say what was done to a habit: the first of what differs that says the most."""
    old = before.find_habit_by_id(habit.id)
    if old is None:
        return f"{habit.name}: added, {habit.rule.words}"
    if old.rules != habit.rules:
        rest = f"{replaced_words(old, habit)}{_unreminded(old, habit)}"
        return f"{habit.name}: {habit.rule.words} from {short_day(habit.rule.since)}{rest}"
    if old.archived != habit.archived:
        return f"{habit.name}: {'archived' if habit.archived else 'restored'}"
    if old.name != habit.name:
        return f"{old.name}: renamed to {habit.name}"
    if old.area != habit.area:
        return f"{habit.name}: moved to {before.area(habit.area).name}"
    if old._replace(reminders=habit.reminders) == habit != old:
        return f"{habit.name}: {'reminded at ' + say_times(habit.reminders) if habit.reminders else 'no reminder'}"
    fields = _FIELDS if habit.rule.goal.is_doing else {**_FIELDS, "small": "what I do instead"}
    changed = [words for field, words in fields.items() if getattr(old, field) != getattr(habit, field)]
    return f"{habit.name}: {' and '.join(changed)} changed" if changed else f"{habit.name}: as it was"


def _unreminded(old: Habit, habit: Habit) -> str:
    return ", without its reminder" if old.reminders and not habit.reminders else ""


def replaced_words(old: Habit, new: Habit) -> str:
    """Say which rules that began later the newest one has taken the place of; nothing where there were none."""
    begun = new.rule.since
    later = [rule for rule in old.rules if rule.since > begun and rule._replace(since=begun) != new.rule]
    if not later:
        return ""
    return f", in place of {' and of '.join(f'{rule.words} from {short_day(rule.since)}' for rule in later)}"


def listed(names: Iterable[str]) -> str:
    """List names, the first three of them where there are many."""
    shown = list(names)
    head = ", ".join(shown[:3])
    return head if len(shown) <= 3 else f"{head} and {len(shown) - 3} more"
