"""mhabit, also called Table Habit: one JSON file, whose days are numbers of days since 1970."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from tracker.domain.amounts import ONE
from tracker.domain.goal import CHECK
from tracker.domain.mark import MarkKind
from tracker.domain.schedule import DAILY, Schedule, per_month, per_week
from tracker.exchange.trackers.foreign import (
    DaysOfHabit,
    ForeignBook,
    ForeignHabit,
    amount_goal,
    day_of_epoch,
    frequency,
    has_lists,
    name_of,
    objects,
    present,
    text,
    thousandths,
    whole,
)
from tracker.exchange.trackers.parcel import Parcel

PROGRAM = "Table Habit (mhabit)"

_NEGATIVE, _DELETED, _ARCHIVED = 2, 2, 3
_WEEKLY, _MONTHLY = 1, 2
_DONE, _SKIPPED = 1, 2


def fits(parcel: Parcel) -> bool:
    """Whether a parcel is mhabit's file."""
    if not has_lists(parcel.json, "habits"):
        return False
    first = next(iter(parcel.json["habits"]), None)
    return isinstance(first, dict) and "freq_type" in first and "daily_goal" in first


def read(parcel: Parcel) -> ForeignBook:
    """Read mhabit's file; raise `Unreadable` or `Refused`, with the place, for what is none."""
    root = parcel.json
    areas = {}
    for _, group in objects(root, "groups"):
        for key in ("id", "uuid", "group_id"):
            areas[str(group.get(key))] = text(group, "name")
    found = objects(root, "habits")
    lost = [f"“{text(item, 'name')}”, which was deleted there" for _, item in found if item.get("status") == _DELETED]
    habits = tuple(_habit(where, item, areas) for where, item in found if item.get("status") != _DELETED)
    return ForeignBook(PROGRAM, habits, lost=tuple(lost))


def _habit(where: str, item: dict[str, Any], areas: dict[str, str]) -> ForeignHabit:
    lost = present(item, color="its colour", icon="its picture", remind_custom="its reminder", reminder="its reminder")
    limit = item.get("type") == _NEGATIVE
    target = thousandths(item.get("daily_goal", 1), where)
    unit = text(item, "daily_goal_unit", where)
    records = objects(item, "records")
    values = {
        thousandths(row.get("record_value", 1), place) for place, row in records if row.get("record_type") == _DONE
    }
    checks = not limit and target == ONE and not unit and values <= {ONE}
    schedule = _schedule(item, lost)
    if limit and schedule != DAILY:
        lost.append(f"its frequency ({schedule.words}), which becomes every day")
        schedule = DAILY
    if item.get("daily_goal_extra") not in (None, "", 0):
        lost.append("its second, higher goal")
    days = DaysOfHabit()
    for place, row in records:
        day = day_of_epoch(row.get("record_date"), f"{where}, {place}")
        kind, note = row.get("record_type"), text(row, "reason", place)
        if kind == _DONE:
            amount = thousandths(row.get("record_value", 1), f"{where}, {place}")
            done = MarkKind.DONE if checks else MarkKind.AMOUNT
            days.put(day, done, note, 0 if checks else amount)
        else:
            days.put(day, MarkKind.SKIP if kind == _SKIPPED else None, note)
    start = item.get("start_date")
    return ForeignHabit(
        name_of(text(item, "name", where), where),
        key=text(item, "uuid", where) or text(item, "id", where),
        area=areas.get(str(item.get("group_id")), ""),
        why=text(item, "desc", where),
        schedule=schedule,
        goal=CHECK if checks else amount_goal(target, unit, lost, limit=limit),
        begun=day_of_epoch(start, where) if start is not None else None,
        days=days.days,
        archived=item.get("status") == _ARCHIVED,
        lost=(*lost, *days.lost),
    )


def _schedule(item: dict[str, Any], lost: list[str]) -> Schedule:
    """Return how often: `freq_custom` is a list written as a text."""
    numbers: Any = item.get("freq_custom")
    if isinstance(numbers, str):
        with suppress(ValueError, RecursionError):
            numbers = json.loads(numbers)
    counts = [whole(each, 1) for each in numbers] if isinstance(numbers, list) else []
    times = max(1, counts[0]) if counts else 1
    match item.get("freq_type"):
        case 1:
            return DAILY if times >= 7 or not counts else per_week(times)
        case 2:
            return per_month(min(31, times))
        case _:
            return frequency(times, counts[1], lost, rolling=True) if len(counts) > 1 else frequency(1, times, lost)
