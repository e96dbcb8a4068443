"""A rule in one line, as it is typed: `3/week, at least 20 min`, `mon wed fri`, `at most 1 time`, `let go`."""

from __future__ import annotations

import re

from tracker.domain.errors import Unreadable
from tracker.domain.goal import CHECK, Aim, Goal, read_goal
from tracker.domain.habit import check_rule
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, read_schedule

EXAMPLES = ("daily", "weekdays", "3/week", "2/month", "20 min", "at most 1 time", "let go")
"""Rules to choose from, or to write on."""

_HINT = "A goal can go with it: 3/week, at least 20 min. For less of something: at most 1 time, or let go."
_COMMA = r"(?<!\d),|,(?!\d\d?(?!\d))"  # 1,5 is one number; 1,500 might mean two, and is refused
_BARE_AMOUNT = r"\d+(?:[.,]\d+)? ?(?:[^\W\d_]+(?:-[^\W\d_]+)*)?"


def read_rule_line(text: str) -> tuple[Schedule, Goal]:
    """Read a schedule, a goal, or both, in either order, with a comma between them or none where that is plain.

    What is left out is `daily` (`anytime` for letting go) and `check`. Raises `Unreadable` with the forms that are
    accepted, and `Refused` when the two do not go together.
    """
    goals: list[Goal] = []
    words: list[str] = []
    parts = [part.strip() for part in re.split(_COMMA, text) if part.strip()]
    for part in _parted(parts[0]) if len(parts) == 1 else parts:
        goal = _goal(part)
        goals += [goal] if goal else []
        words += [] if goal else [part]
    if len(goals) > 1:
        raise Unreadable(f"A habit has one goal; {goals[0]} and {goals[1]} are two.")
    goal = goals[0] if goals else CHECK
    schedule = _schedule(" ".join(words)) if words else ANYTIME if goal.aim is Aim.LET_GO else DAILY
    check_rule(schedule, goal)
    return schedule, goal


def write_rule_line(schedule: Schedule, goal: Goal) -> str:
    """Write a rule so that it is read as the same again."""
    if goal.aim is Aim.CHECK:
        return str(schedule)
    return str(goal) if goal.aim is Aim.LET_GO else f"{schedule}, {goal}"


def _parted(text: str) -> list[str]:
    """Part a line without a comma where a schedule begins or ends: a schedule is never taken for a unit."""
    words = text.split()
    if not _is_schedule(text):
        for at in range(1, len(words)):
            head, tail = " ".join(words[:at]), " ".join(words[at:])
            if _is_schedule(tail) or (_is_schedule(head) and _goal(tail)):
                return [head, tail]
    return [text]


def _goal(part: str) -> Goal | None:
    """Read a part that is a goal; a bare amount such as `20 min` is one to reach."""
    bare = re.fullmatch(_BARE_AMOUNT, part) and not _is_schedule(part)
    try:
        return read_goal(f"at least {part}" if bare else part)
    except Unreadable:
        return None


def _is_schedule(part: str) -> bool:
    try:
        read_schedule(part)
    except Unreadable:
        return False
    return True


def _schedule(words: str) -> Schedule:
    try:
        return read_schedule(words)
    except Unreadable as error:
        raise Unreadable(f"{error} {_HINT}") from None
