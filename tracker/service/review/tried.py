"""Tried: what was done about a habit in an earlier week, and what came of it, in words."""

from __future__ import annotations

from datetime import date

from tracker.clock import say_date
from tracker.insights import FollowUp, Review, Share, SuggestionKind, Taken, suggestions_taken
from tracker.service.edits.reflections import week_of
from tracker.service.review.words import share_words
from tracker.service.words.plans import told_plan

_DID = {
    SuggestionKind.PLAN: "you made a plan",
    SuggestionKind.SHRINK: "you made it smaller",
    SuggestionKind.CUE: "you tried another cue",
    SuggestionKind.PAUSE: "you gave it a rest",
    SuggestionKind.LET_GO: "you let it go",
    SuggestionKind.KEEP: "you kept it",
    SuggestionKind.FADE: "you let its reminder rest",
}
_BEFORE = {1: "last week", 2: "two weeks before", 3: "three weeks before", 4: "four weeks before"}
_MOST = 6


def tried_words(review: Review, found: FollowUp) -> str:
    """Say what was tried and when: `Walk, last week you made a plan. When: after lunch. Then: Walk.`."""
    taken = found.taken
    name = review.book.habit(taken.habit).name
    return f"{name}, {_when(review, taken.week)} {act_words(review, taken)}"


def act_words(review: Review, taken: Taken) -> str:
    """Say which act was taken, what it began with, and what was said to have got in the way."""
    habit = review.book.habit(taken.habit)
    instead = taken.kind is SuggestionKind.SHRINK and not habit.rule.goal.is_doing
    did = "you wrote what you do instead" if instead else _DID[taken.kind]
    if taken.kind in (SuggestionKind.LET_GO, SuggestionKind.KEEP):
        return f"{did}.{_sentence('In the way', taken.way)}"
    if taken.kind is not SuggestionKind.PLAN:
        return f"{did}:{_sentence('', taken.words)}{_sentence('In the way', taken.way)}"
    told = (("Wish", taken.wish), ("The best of it", taken.best), ("In me", taken.within),
            ("", told_plan(habit, taken.words)), ("In the way", taken.way))  # fmt: skip
    return f"{did}.{''.join(_sentence(what, words) for what, words in told)}"


def _sentence(what: str, words: str) -> str:
    said = " ".join(words.split())
    if not said:
        return ""
    stop = "" if said.endswith((".", "…", "!", "?")) else "."
    return f" {what}{': ' if what else ''}{said}{stop}"


def _when(review: Review, week: date) -> str:
    # Where weeks have begun to begin on another day, the one before may be less than seven days away.
    weeks = max(1, (week_of(review.book, review.span.end) - week).days // 7)
    return _BEFORE.get(weeks) or f"in the week of {say_date(week, review.today)}"


def came_words(found: FollowUp) -> str:
    """Say what came of it: `Since then 5 of 6, 83%; 23 of 28, 82% in the four weeks before.`."""
    if found.taken.kind is SuggestionKind.LET_GO:
        return "It is off the list, with all it has recorded."
    if found.after == Share():
        return "Nothing was due since."
    before = f"; {share_words(found.before)} in the four weeks before" if found.before.of else ""
    return f"Since then {share_words(found.after)}{before}."


def tried(review: Review, most: int = _MOST) -> tuple[FollowUp, ...]:
    """Return the acts to come back to, the latest first."""
    return review.follow_ups[:most]


def taken_now(review: Review, habit: str) -> tuple[Taken, ...]:
    """Return what was done about a habit in the week in which the review ends."""
    return tuple(
        taken for taken in suggestions_taken(review.book, week_of(review.book, review.span.end)) if taken.habit == habit
    )
