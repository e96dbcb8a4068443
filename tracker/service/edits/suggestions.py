"""Suggestions: the edits that answer “worth a look”, each written into the journal of its week for a later one to read.

Each is a change of the habit (its cue, its size, a pause …) and a line in the journal, in one: undone together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from tracker.clock import say_date, say_range
from tracker.domain.amounts import format_amount, read_amount
from tracker.domain.book import Book, Lookback
from tracker.domain.changes import Change, Put, together
from tracker.domain.errors import Refused, Unreadable
from tracker.domain.habit import Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.reminders import say_times
from tracker.domain.text import clean_line, clean_name, clean_note
from tracker.insights import AsideKind, SuggestionKind, aside_prompt, suggestion_prompt, way_prompt
from tracker.service.edits import habits as listing
from tracker.service.edits import pauses as pausing
from tracker.service.edits.reflections import week_of, written
from tracker.service.steps import NOTHING, Edit
from tracker.service.words.plans import is_urge_itself, plan_words, small_words

NOTHING_BESIDE: Mapping[str, str] = MappingProxyType({})


class Intention(NamedTuple):
    """A plan as it is asked for: when, then what, and before it, where they are said, a wish and what is in its way.

    `act` is what is done at the cue: of an urge or a limit what one does instead, which its habit keeps; of another
    habit something less than itself.
    """

    cue: str = ""
    act: str = ""
    wish: str = ""
    best: str = ""
    within: str = ""


def plan(habit: Habit, asked: Intention, today: date) -> Edit:
    """Write a plan down, and give a habit its cue where it has none, and where it is an urge what is done instead.

    A cue that is there stays, for a plan may be for tomorrow alone. Raises `Refused` where what is to be done instead
    is the urge itself, or nothing was said that could be a plan.
    """
    planned = _planned(habit, asked)
    beside = {
        aside_prompt(what, habit.id): clean_note(text).strip()
        for what, text in ((AsideKind.WISH, asked.wish), (AsideKind.BEST, asked.best), (AsideKind.WITHIN, asked.within))
        if text.strip()
    }
    act = clean_line(asked.act) if habit.rule.goal.is_doing else ""

    def change(book: Book) -> Change:
        old = book.habit(habit.id)
        new = old._replace(cue=old.cue or planned.cue, small=planned.small)
        return Put(new) if new != old else NOTHING

    return _noted(SuggestionKind.PLAN, habit.id, today, lambda _: plan_words(planned, act), change, beside)


def plan_so_far(habit: Habit, asked: Intention) -> str:
    """Say what a plan comes to, in the words in which it would be kept; raise what `plan` raises."""
    return plan_words(_planned(habit, asked), clean_line(asked.act) if habit.rule.goal.is_doing else "")


def _planned(habit: Habit, asked: Intention) -> Habit:
    """Return a habit with a plan's cue, and with what is done instead if it is an urge or a limit."""
    if habit.rule.goal.is_doing:
        return habit._replace(cue=clean_name(asked.cue, "cue"))
    small = clean_line(asked.act, small_words(habit.rule.goal)) or habit.small
    if is_urge_itself(small, habit):
        raise Refused("That is the urge itself; write what you do instead.")
    if not (cue := clean_line(asked.cue, "cue")) and not small:
        raise Refused("A plan needs a when or a then.")
    return habit._replace(cue=cue, small=small)


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
        small = clean_line(words, small_words(goal)) or habit.small
        if not small:
            missing = "A smaller version is missing; write what counts on a day with no room for more."
            raise Unreadable(missing if goal.is_doing else "What you do instead is missing; write it in a few words.")
        if is_urge_itself(small, habit) and not goal.is_doing:
            raise Refused("That is the urge itself; write what you do instead.")
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


def fade(habit: str, today: date) -> Edit:
    """Let a habit's reminders rest, and write down at which times it had been reminded."""
    change = listing.edit(habit, listing.Details(remind="none"), today)
    noted = _noted(SuggestionKind.FADE, habit, today, lambda old: say_times(old.reminders), change)
    return lambda book: noted(book) if book.habit(habit).reminders else NOTHING


def in_the_way(habit: str, words: str, today: date) -> Edit:
    """Write down what got in the way of a habit this week."""
    text = clean_note(words).strip()
    return lambda book: written(book, Lookback.WEEK, week_of(book, today), {way_prompt(habit): text})


def _noted(
    kind: SuggestionKind,
    habit: str,
    today: date,
    words: Callable[[Habit], str],
    change: Edit,
    beside: Mapping[str, str] = NOTHING_BESIDE,
) -> Edit:
    """Make a change of a habit, and write into the week's journal which suggestion it was, and what goes with it."""

    def edit(book: Book) -> Change:
        line = {**beside, suggestion_prompt(kind, habit): words(book.habit(habit))}
        return together([change(book), written(book, Lookback.WEEK, week_of(book, today), line)])

    return edit
