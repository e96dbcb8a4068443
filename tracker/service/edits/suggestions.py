"""Acting: the edits that answer “worth a look”, each written into the journal of its week, which a later one reads.

Each is a change of the habit (its cue, its size, a pause …) and a line in the journal, in one: undone together.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tracker.clock import say_date, say_range
from tracker.domain.amounts import format_amount, read_amount
from tracker.domain.book import Book
from tracker.domain.changes import Change, Put, together
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.habit import Habit
from tracker.domain.text import clean_line, clean_name, clean_note
from tracker.insights import SuggestionKind, suggestion_prompt, way_prompt
from tracker.service.edits import habits as listing
from tracker.service.edits import pauses as pausing
from tracker.service.edits.reflections import week_of, written
from tracker.service.steps import NOTHING, Edit


def plan(habit: str, cue: str, today: date, act: str = "") -> Edit:
    """Give a habit another cue, and write it down as a plan.

    `act` is what is done at the cue, if that is less than the habit itself.
    """
    when, small = clean_name(cue, "cue"), clean_line(act)
    return _noted(
        SuggestionKind.PLAN, habit, today, lambda old: plan_words(old._replace(cue=when), small), _cued(habit, when)
    )


def plan_words(habit: Habit, act: str = "") -> str:
    """Say a habit's plan: `When: after dinner. Then: time at the piano.`."""
    return f"When: {habit.cue}. Then: {act or habit.name}."


def recue(habit: str, cue: str, today: date) -> Edit:
    """Give a habit another cue in place of the one it has."""
    when = clean_name(cue, "cue")
    noted = _noted(SuggestionKind.CUE, habit, today, lambda old: f"{when}{_in_place_of(old.cue)}", _cued(habit, when))
    return lambda book: noted(book) if book.habit(habit).cue != when else NOTHING


def _cued(habit: str, cue: str) -> Edit:
    def edit(book: Book) -> Change:
        old = book.habit(habit)
        return Put(old._replace(cue=cue)) if old.cue != cue else NOTHING

    return edit


def _in_place_of(words: str) -> str:
    return f", in place of {words}" if words else ""


def shrink(habit: Habit, words: str, today: date) -> Edit:
    """Make a habit smaller from today: an amount to reach, where it has one, else its small version.

    Without words it is the small version that the habit has already. Raises `Refused` or `Unreadable` for an amount
    that is no smaller, or cannot be read, and `Unreadable` where words are missing.
    """
    goal = habit.rule_on(today).goal
    if not goal.is_target:
        small = clean_line(words, "small version") or habit.small
        if not small:
            raise Unreadable("A smaller version is missing; write what counts on a day with no room for more.")
        changed = listing.edit(habit.id, listing.Details(small=small), today)
        return _noted(SuggestionKind.SHRINK, habit.id, today, lambda _: small, changed)
    if not words.strip():
        raise Unreadable(f"A smaller amount is missing; write one below {format_amount(goal.amount, goal.unit)}.")
    amount = read_amount(words, goal.unit)
    if not 0 < amount < goal.amount:
        raise Refused(f"Smaller is above 0 and below {format_amount(goal.amount, goal.unit)}.")
    smaller = goal._replace(amount=amount)
    changed = listing.edit(habit.id, listing.Details(goal=str(smaller)), today)
    return _noted(
        SuggestionKind.SHRINK, habit.id, today, lambda _: f"{smaller.words}, in place of {goal.words}", changed
    )


def rest(habit: str, start: date, end: date | None, today: date) -> Edit:
    """Pause a habit, until a day or until it is ended."""
    until = say_range(start, end, today) if end else f"from {say_date(start, today)} on"
    return _noted(
        SuggestionKind.PAUSE, habit, today, lambda _: f"paused {until}", pausing.pause(start, end, habit=habit)
    )


def let_go(habit: str, today: date) -> Edit:
    """Put a habit away, with all it has recorded."""
    return _noted(SuggestionKind.LET_GO, habit, today, lambda _: "put away", listing.archive([habit], today))


def keep(habit: str, today: date) -> Edit:
    """Decide to go on with a habit as it is."""
    return _noted(SuggestionKind.KEEP, habit, today, lambda _: "as it is", lambda _: NOTHING)


def in_the_way(habit: str, words: str, today: date) -> Edit:
    """Write down what got in the way of a habit this week."""
    text = clean_note(words).strip()
    return lambda book: written(book, week_of(book, today), {way_prompt(habit): text})


def _noted(kind: SuggestionKind, habit: str, today: date, words: Callable[[Habit], str], change: Edit) -> Edit:
    """Make a change of a habit, and write into the week's journal which suggestion it was."""

    def edit(book: Book) -> Change:
        line = written(book, week_of(book, today), {suggestion_prompt(kind, habit): words(book.habit(habit))})
        return together([change(book), line])

    return edit
