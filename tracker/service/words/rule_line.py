"""A rule in one line, as it is typed: `3/week, at least 20 min`, `mon wed fri`, `at most 1 time`, `let go`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from tracker.domain.amounts import refuse_marks_within
from tracker.domain.errors import LetbeError, Unreadable
from tracker.domain.goal import CHECK, Goal, read_goal
from tracker.domain.habit import check_rule
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, read_schedule
from tracker.domain.text import clean, excerpt

EXAMPLES = ("daily", "weekdays", "3/week", "2/month", "20 min", "at most 1 time", "let go")
"""Rules to choose from, or to write on."""

_HINT = "A goal can go with it: 3/week, at least 20 min. For less of something: at most 1 time, or let go."
_COMMA = r"(?<!\d),|,(?!\d\d?(?!\d))"  # 1,5 is one number; 1,500 might mean two, and is refused


def read_rule_line(text: str) -> tuple[Schedule, Goal]:
    """Read a schedule, a goal, or both, in either order, with a comma between them or none where that is plain.

    What is left out is `daily` (`anytime` for letting go) and `check`. Raises `Unreadable` with the forms that are
    accepted, and `Refused` when the two do not go together.
    """
    said, wanted = _said(text)
    goal = wanted or CHECK
    schedule = said or (ANYTIME if goal.is_urge else DAILY)
    check_rule(schedule, goal)
    return schedule, goal


def read_rule_apart(schedule: str | None, goal: str | None) -> tuple[Schedule | None, Goal | None]:
    """Read a schedule and a goal that were asked for apart; where only one is there, it may hold both.

    Gives None for what is left out, and raises what `read_schedule` and `read_goal` raise.
    """
    if schedule is None or goal is None:
        refuse_marks_within(schedule or goal or "")
        with suppress(Unreadable):
            both = _said(schedule or goal or "")
            if all(both):
                return both
    return schedule if schedule is None else read_schedule(schedule), goal if goal is None else read_typed_goal(goal)


def rule_at_the_end(words: Sequence[str]) -> tuple[str, Schedule, Goal] | None:
    """Return the name and the rule in the words of a name that go on with a rule: `Stretch 20 min daily`, or None.

    A plain number is no rule here, and neither is `check`: Chapter 7 is a good name.
    """
    for at in range(1, len(words)):
        with suppress(LetbeError):
            rule = " ".join(words[at:])
            schedule, goal = _said(rule)
            if schedule or (goal and (goal.unit or not goal.is_doing)):
                return (" ".join(words[:at]), *read_rule_line(rule))
    return None


def schedule_in_name(name: str) -> Schedule | None:
    """Return the schedule with which a name itself ends, after `every` or `on`: `Call mum every Sunday`."""
    words = name.split()
    for at in range(1, len(words)):
        if words[at].casefold() in ("every", "on"):
            with suppress(LetbeError):
                return read_schedule(" ".join(words[at:]))
    return None


def name_and_rule(text: str) -> tuple[str, str]:
    """Part what is typed as a name into the name and the rule behind it, which is empty where there is none.

    In quotation marks all of it is the name. A schedule after `every` or `on` stays in the name, and is its rule too.
    """
    if (quoted := re.fullmatch(r"\s*([\"'“])(.+)([\"'”])\s*", text)) and quoted[1] + quoted[3] in ('""', "''", "“”"):
        return quoted[2], ""
    if said := schedule_in_name(text):
        return text, str(said)
    found = rule_at_the_end(text.split())
    return (found[0], write_rule_line(*found[1:])) if found else (text, "")


def _said(text: str) -> tuple[Schedule | None, Goal | None]:
    """Read what a line says of a schedule and of a goal; None for what it leaves out."""
    goals: list[Goal] = []
    words: list[str] = []
    refuse_marks_within(text)
    parts = [part.strip() for part in re.split(_COMMA, text) if part.strip()]
    for part in _parted(parts[0]) if len(parts) == 1 else parts:
        goal = _goal(part)
        goals += [goal] if goal else []
        words += [] if goal else [part]
    if len(goals) > 1:
        raise Unreadable(f"A habit has one goal; {goals[0]} and {goals[1]} are two.")
    return _schedule(" ".join(words)) if words else None, goals[0] if goals else None


def write_rule_line(schedule: Schedule, goal: Goal) -> str:
    """Write a rule so that it is read as the same again."""
    if goal.is_check:
        return str(schedule)
    if goal.is_urge:
        return str(goal)
    unlike_thousands = re.sub(r"(?<!\d)([1-9]\d{0,2}\.\d{3})(?!\d)", r"\g<1>0", str(goal))
    return f"{schedule}, {unlike_thousands}"


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
    """Read a part that is a goal; what is a schedule as well, such as `3 week`, is none."""
    if _is_schedule(part):
        return None
    try:
        return read_typed_goal(part)
    except Unreadable:
        return None


def read_typed_goal(text: str) -> Goal:
    """Read a goal as it is typed: `min 15` may stand in a file as a minimum, and from a hand can mean minutes."""
    if found := re.fullmatch(r"\s*min ([\d.,]+)\s*", text, re.IGNORECASE):
        raise Unreadable(f"“{excerpt(text)}” can mean two things; write at least {found[1]}, or {found[1]} min.")
    refuse_marks_within(text)
    if glued := re.search(r"\d[\d.,]*[^\W\d_]+\d+\w*", clean(text)):
        raise Unreadable(f"“{excerpt(glued[0])}” is not an amount; write one number and a unit, such as 90 min.")
    return read_goal(text)


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
