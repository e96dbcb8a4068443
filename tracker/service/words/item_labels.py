"""Labels of items: what becomes of habits, areas, pauses, agreements, questions, answers and settings, in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tracker.clock import LONG_MONTHS, short_day
from tracker.domain.book import Agreement, Book, Lookback, Pause, Question, Reflection, Settings
from tracker.domain.changes import Change, Delete, ItemKind, Move, Put, PutPrompts, PutSettings
from tracker.domain.habit import Area, Habit
from tracker.domain.reminders import say_time, say_times
from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.domain.text import capital, listed
from tracker.service.words.agreements import agreement_label

TYPE_CHECKING = False
if TYPE_CHECKING:
    from tracker.clock import SayDay


def item_label(before: Book, change: Change, say: SayDay) -> str:
    """Say in one line what a change that is none of a day does to a book."""
    match change:
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
        case _:
            raise AssertionError(change)  # all others are of days


def batch_label(before: Book, changes: Sequence[Change], label: Callable[[Change], str]) -> str:
    """Say what several changes come to that are not all of days; `label` says it of one."""
    if agreed := next(
        (change for change in changes if isinstance(change, Put) and change.kind is ItemKind.AGREEMENT), None
    ):
        return label(agreed)  # the practice of looking only goes along with it
    if act := next((said for change in changes if (said := _act_label(before, change))), ""):
        return act
    if looked := next((one for one in changes if isinstance(one, Put) and one.kind is ItemKind.LOOKBACK), None):
        return label(looked)  # the questions that letbe ships with only come along with the answers
    if settings := next((change for change in changes if isinstance(change, PutSettings)), None):
        return label(settings)  # the rules of habits only follow it
    if deleted := [change for change in changes if isinstance(change, Delete) and change.kind is not ItemKind.PAUSE]:
        return _deleted_label(before, deleted, [change for change in changes if isinstance(change, Move)])
    moves = [change for change in changes if isinstance(change, Move)]
    if moves and not any(
        isinstance(change, Put) and change.kind in (ItemKind.HABIT, ItemKind.AREA) for change in changes
    ):
        return _moved_label(before, moves)
    habits = [item for change in changes if isinstance(change, Put) and isinstance(item := change.item, Habit)]
    if len(habits) > 1:
        return _habits_label(before, habits)
    if habits:
        return label(Put(habits[0]))  # a pause for the time it was away only follows it
    first = label(changes[0])
    return first if len(changes) == 1 else f"{first} (and {len(changes) - 1} more)"


def _settings_label(old: Settings, new: Settings) -> str:
    if old.remind != new.remind:
        return f"Reminded of the whole day: {'never' if new.remind is None else say_time(new.remind)}"
    return f"Settings: week from {WEEKDAY_NAMES[new.week_start]}, day from {say_time(new.day_start)}"


def _put_label(before: Book, change: Put, say: SayDay) -> str:
    match change.item:
        case Habit() as habit:
            return _habit_label(before, habit)
        case Area() as area:
            return _area_label(before, area)
        case Pause() as pause:
            days = _from_to(pause.start, pause.end, say)
            said = f"reason of the pause {days} written" if _only_why(before, pause) else f"paused {days}"
            return f"{_paused(before, pause.habit, pause.area)}: {said}"
        case Question() as question:
            return f"Asked: does {_asked_words(before, question)}?"
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
            return f"No longer asked: does {_asked_words(before, asked)}?" if asked else "Question taken back"


def _asked_words(book: Book, question: Question) -> str:
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


def _area_label(before: Book, area: Area) -> str:
    """Say what was done to an area."""
    old = before.find_area_by_id(area.id)
    if old is None:
        return f"{area.name}: area added"
    if old.name != area.name:
        return f"{old.name}: area renamed to {area.name}"
    return f"{area.name}: colour {area.colour or 'as it comes'}" if old.colour != area.colour else f"{area.name}: moved"


def _habits_label(before: Book, habits: list[Habit]) -> str:
    """Say what was done to several habits, in one word if it is the same; what is new apart from what was changed."""
    done = {_habit_label(before, habit).rpartition(": ")[2] for habit in habits}
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


def _habit_label(before: Book, habit: Habit) -> str:
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
