"""HabitKit: one JSON file, whose days are instants in UTC, each with the offset in which it was meant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.domain.amounts import ONE
from tracker.domain.errors import Unreadable
from tracker.domain.goal import CHECK, LET_GO, Goal, at_most
from tracker.domain.habit import Rule
from tracker.domain.mark import MarkKind
from tracker.domain.schedule import ANYTIME, DAILY, Schedule, per_month, per_week
from tracker.domain.text import counted, excerpt
from tracker.exchange.trackers.foreign import (
    DaysOfHabit,
    ForeignBook,
    ForeignHabit,
    amount_goal,
    has_lists,
    name_of,
    objects,
    present,
    text,
    thousandths,
    whole,
)
from tracker.exchange.trackers.parcel import Parcel

PROGRAM = "HabitKit"


def fits(parcel: Parcel) -> bool:
    """Whether a parcel is HabitKit's file."""
    return has_lists(parcel.json, "habits", "completions", "intervals")


def read(parcel: Parcel) -> ForeignBook:
    """Read HabitKit's file; raise `Unreadable` or `Refused`, with the place, for what is none."""
    root = parcel.json
    areas = {item.get("id"): text(item, "name") for _, item in objects(root, "categories")}
    area_of = {
        item.get("habitId"): areas.get(item.get("categoryId"), "") for _, item in objects(root, "categoryMappings")
    }
    reminded = {item.get("habitId") for _, item in objects(root, "reminders")}
    rows = _by_habit(root, "completions")
    intervals = _by_habit(root, "intervals")
    found = sorted(objects(root, "habits"), key=lambda each: whole(each[1].get("orderIndex"), 0))
    habits = tuple(
        _habit(
            where, item, rows.pop(item.get("id"), []), intervals.get(item.get("id"), []), let_go=parcel.let_go
        )._replace(area=area_of.get(item.get("id"), ""))
        for where, item in found
    )
    habits = tuple(
        habit._replace(lost=(*habit.lost, "its reminder")) if habit.key in reminded else habit for habit in habits
    )
    stray = sum(map(len, rows.values()))
    return ForeignBook(
        PROGRAM, habits, lost=(f"{counted(stray, 'row')} of habits that are not in the file",) if stray else ()
    )


def _by_habit(root: Any, name: str) -> dict[Any, list[tuple[str, dict[str, Any]]]]:
    found: dict[Any, list[tuple[str, dict[str, Any]]]] = {}
    for where, item in objects(root, name):
        found.setdefault(text(item, "habitId", where), []).append((where, item))
    return found


def _habit(
    where: str,
    item: dict[str, Any],
    rows: Sequence[tuple[str, dict[str, Any]]],
    intervals: Sequence[tuple[str, dict[str, Any]]],
    *,
    let_go: bool,
) -> ForeignHabit:
    offset = next((whole(row.get("timezoneOffsetInMinutes"), 0) for _, row in rows), 0)
    lost = present(item, color="its colour", icon="its picture", emoji="its emoji")
    inverse = item.get("isInverse") is True
    rules = _rules(intervals, offset, lost, inverse=inverse, let_go=let_go)
    if inverse and not let_go:
        lost.append(
            "that it is one to leave, which becomes at most 0 times (`letbe import --inverse let-go`: urges let go)"
        )
    created = item.get("createdAt")
    return ForeignHabit(
        name_of(text(item, "name", where), where),
        key=text(item, "id", where),
        why=text(item, "description", where),
        rules=rules,
        goal=(LET_GO if let_go else at_most(0)) if inverse else CHECK,
        schedule=ANYTIME if inverse and let_go else DAILY,
        begun=_day(created, offset, where) if created else None,
        days=_days(rows, rules, lost, inverse=inverse, let_go=let_go),
        archived=item.get("archived") is True,
        lost=tuple(lost),
    )


def _day(instant: object, offset: int, where: str) -> date:
    """Return the day of an instant, at an offset in minutes."""
    try:
        if isinstance(instant, str):
            moment = datetime.fromisoformat(instant)
            return ((moment.astimezone(UTC) if moment.tzinfo else moment) + timedelta(minutes=offset)).date()
    except (ValueError, OverflowError):
        pass
    raise Unreadable(f"{where}: “{excerpt(str(instant))}” is not a moment such as 2026-11-22T22:00:00.000Z.")


def _rules(
    intervals: Sequence[tuple[str, dict[str, Any]]], offset: int, lost: list[str], *, inverse: bool, let_go: bool
) -> tuple[Rule, ...]:
    found = {}
    for where, item in intervals:
        since = _day(item["startDate"], offset, where) if item.get("startDate") else date(1970, 1, 1)
        schedule, goal = _asked(item, lost, inverse=inverse, let_go=let_go)
        found[since] = Rule(since, schedule, goal)
    rules: list[Rule] = []
    for _, rule in sorted(found.items()):
        if not rules or (rules[-1].schedule, rules[-1].goal) != (rule.schedule, rule.goal):
            rules.append(rule)
    return tuple(rules)


def _asked(item: dict[str, Any], lost: list[str], *, inverse: bool, let_go: bool) -> tuple[Schedule, Goal]:
    """Return the schedule and the goal of an interval."""
    times, daily = (
        whole(item.get("requiredNumberOfCompletions"), 1),
        whole(item.get("requiredNumberOfCompletionsPerDay"), 1),
    )
    kind = item.get("type")
    if inverse:
        if let_go:
            return ANYTIME, LET_GO
        return {"week": per_week(1), "month": per_month(1)}.get(str(kind), DAILY), at_most(0)
    goal = CHECK if daily <= 1 else amount_goal(daily * ONE, "time", lost)
    if kind == "week":
        return (DAILY if times >= 7 else per_week(max(1, times))), goal
    if kind == "month":
        return per_month(min(31, max(1, times))), goal
    return (DAILY if kind == "day" else ANYTIME), goal


def _days(
    rows: Sequence[tuple[str, dict[str, Any]]], rules: tuple[Rule, ...], lost: list[str], *, inverse: bool, let_go: bool
) -> Any:
    """Return the days: several rows of a day add up, and 0 is not done."""
    counted = inverse or any(not rule.goal.is_check for rule in rules)
    days, sums = DaysOfHabit(), dict[date, int]()
    for where, row in rows:
        day = _day(row.get("date"), whole(row.get("timezoneOffsetInMinutes"), 0), where)
        amount = row.get("amountOfCompletions")
        sums[day] = sums.get(day, 0) + max(0, thousandths(1 if amount is None else amount, where))
        days.put(day, None, text(row, "note", where))
    for day, amount in sums.items():
        if not amount:
            continue
        if inverse and let_go:
            days.put(day, MarkKind.URGES, acted=max(1, amount // ONE))
        elif counted:
            days.put(day, MarkKind.AMOUNT, amount=amount)
        else:
            days.put(day, MarkKind.DONE)
            days.lose("how many times a day, where once is enough" if amount > ONE else "")
    lost += days.lost
    return days.days
