"""Plans in words: when, and then what. Of an urge never the urge itself is planned, but what is done instead."""

from __future__ import annotations

import re

from tracker.domain.event import INSTEAD_LIMIT
from tracker.domain.goal import Goal
from tracker.domain.habit import Habit

_USUAL = "let it pass"
"""What is planned where nothing is said of what one does instead."""

_FORMER = re.compile(r"When: (.*?)\. Then: .*", re.DOTALL)
_LEAD = re.compile(r"^(?:then\b[\s:,]*)?(?:i\s+)?", re.IGNORECASE)


def small_words(goal: Goal) -> str:
    """Say what `small` is under a goal: a `small version`, or, of an urge or a limit, `what I do instead`."""
    return "small version" if goal.is_doing else "what I do instead"


def small_title(goal: Goal) -> str:
    """Return the label before the small version, or before what is done instead."""
    return "Small" if goal.is_doing else "Instead"


def plan_lines(habit: Habit, no_cue: str) -> list[tuple[str, str]]:
    """Return when it is done (or `no_cue`), and its small version or what is done instead, each behind its label."""
    return [("Plan", habit.cue or no_cue), (small_title(habit.rule.goal), habit.small)]


def plan_words(habit: Habit, act: str = "") -> str:
    """Say a habit's plan: `When: after dinner. Then: time at the piano.`.

    Of an urge or a limit: `When it comes over me (after a short reply), then I put the kettle on.` `act` is what is
    done, where it is not the habit itself or what it says of what one does instead.
    """
    if habit.rule.goal.is_doing:
        return f"When: {habit.cue}. Then: {act or habit.name}."
    when = f" ({habit.cue})" if habit.cue else ""
    then = then_words(act or habit.small, habit)
    stop = "" if then.endswith(("…", "!", "?")) else "."
    return f"When it comes over me{when}, then I {then}{stop}"


def then_words(act: str, habit: Habit) -> str:
    """Return what is done instead as it is said behind `then I`; the urge itself is none of it."""
    words = _LEAD.sub("", act).rstrip(" .")
    if not words or is_urge_itself(words, habit):
        return _USUAL
    first = words.split(" ", 1)[0]
    return words if first[1:] != first[1:].lower() else words[0].lower() + words[1:]


def instead_of(habit: Habit) -> str:
    """Return what a habit says of what one does instead, as an urge keeps it; nothing where it says nothing."""
    words = then_words(habit.small, habit) if habit.small else _USUAL
    if words == _USUAL or len(words) <= INSTEAD_LIMIT:
        return "" if words == _USUAL else words
    return words[:INSTEAD_LIMIT].rsplit(" ", 1)[0]


def is_urge_itself(words: str, habit: Habit) -> bool:
    """Whether words for what one does instead are the very name of what one wants to leave."""
    return words.strip(" .").casefold() == habit.name.strip(" .").casefold()


def told_plan(habit: Habit, text: str) -> str:
    """Return a plan as it was written down; of an urge, one that planned the urge itself with what is done instead."""
    former = None if habit.rule.goal.is_doing else _FORMER.fullmatch(text)
    return plan_words(habit._replace(cue=former[1])) if former else text


def replan(text: str, act: str) -> str:
    """Return a plan with another act in place of the one that it was written down with: the name that a habit had."""
    written = _FORMER.fullmatch(text)
    return f"When: {written[1]}. Then: {act}." if written else text
