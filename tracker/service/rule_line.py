"""A rule in one line, as it is typed: `3/week, at least 20 min`, `mon wed fri`, `at most 1 time`, `let go`."""

from __future__ import annotations

from tracker.domain.errors import Unreadable
from tracker.domain.goal import CHECK, Aim, Goal, read_goal
from tracker.domain.habit import check_rule
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, read_schedule

EXAMPLES = ("daily", "weekdays", "3/week", "2/month", "20 min", "at most 1 time", "let go")
"""Rules to choose from, or to write on."""

_HINT = "A goal can go with it: 3/week, at least 20 min. For less of something: at most 1 time, or let go."


def read_rule_line(text: str) -> tuple[Schedule, Goal]:
    """Read a schedule, a goal, or both with a comma between them, in either order.

    What is left out is `daily` (`anytime` for letting go) and `check`. Raises `Unreadable` with the forms that are
    accepted, and `Refused` when the two do not go together.
    """
    goals: list[Goal] = []
    words: list[str] = []
    for part in filter(None, (part.strip() for part in text.split(","))):
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


def _goal(part: str) -> Goal | None:
    """Read a part that is a goal; a bare amount such as `20 min` is one to reach."""
    try:
        return read_goal(part)
    except Unreadable:
        if not part[:1].isdigit() or _is_schedule(part):
            return None
    try:
        return read_goal(f"at least {part}")
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
