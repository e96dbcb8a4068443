"""InlitX Streak: its backup, JSON of version 2, or an archive with that in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tracker.domain.amounts import ONE
from tracker.domain.book import Pause
from tracker.domain.event import Event
from tracker.domain.goal import CHECK, Goal, at_most
from tracker.domain.mark import MarkKind
from tracker.domain.schedule import DAILY, Schedule, chosen_weekdays, in_days, per_month, per_week
from tracker.exchange.trackers.foreign import (
    DaysOfHabit,
    ForeignBook,
    ForeignHabit,
    amount_goal,
    day_from,
    has_lists,
    name_of,
    objects,
    present,
    text,
    thousandths,
    whole,
)
from tracker.exchange.trackers.parcel import Parcel

PROGRAM = "Streak (InlitX)"

_DAILY, _WEEKLY, _MONTHLY, _WEEKDAYS, _EVERY = range(5)
_BUILD, _AVOID, _COUNT = range(3)
_DAYS_OF_UNIT = (1, 7, 30)


def fits(parcel: Parcel) -> bool:
    """Whether a parcel is InlitX's backup."""
    return has_lists(parcel.json, "habits") and parcel.json.get("app") == "streak"


def read(parcel: Parcel) -> ForeignBook:
    """Read InlitX's backup; raise `Unreadable` or `Refused`, with the place, for what is none."""
    root = parcel.json
    areas = {item.get("id"): text(item, "name") for _, item in objects(root, "categories")}
    notes: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for where, note in objects(root, "notes"):
        notes.setdefault(text(note, "habitId"), []).append((where, note))
    found = sorted(objects(root, "habits"), key=lambda each: whole(each[1].get("order"), 0))
    habits = tuple(_habit(where, item, areas, notes.pop(text(item, "id"), [])) for where, item in found)
    lost = [called for name, called in (("todos", "its to-dos"), ("focus", "its minutes of focus")) if root.get(name)]
    if stray := sum(map(len, notes.values())):
        lost.append(f"{stray} notes that belong to no habit")
    return ForeignBook(PROGRAM, habits, lost=tuple(lost))


def _habit(
    where: str, item: dict[str, Any], areas: Mapping[Any, str], notes: list[tuple[str, dict[str, Any]]]
) -> ForeignHabit:
    lost = present(
        item, color="its colour", icon="its picture", coverPath="its picture", reminders="its reminder",
        substeps="its steps", dailyCost="its cost",
    )  # fmt: skip
    schedule, goal = _schedule(item, lost), _goal(item, where, lost)
    if goal.is_limit and schedule.times > 1:
        lost.append(f"its frequency ({schedule.words}), which becomes every day")
        schedule = DAILY
    days, events = _days(item, where, goal)
    for place, note in notes:
        words = "\n".join(filter(None, (text(note, "title"), text(note, "text") or text(note, "body"))))
        days.put(day_from(note.get("date") or note.get("createdAt"), place), None, words)
    category = text(item, "category", where)
    archived = item.get("archivedAt")
    return ForeignHabit(
        name_of(text(item, "name", where), where),
        key=text(item, "id", where),
        area=areas.get(category, category),
        why=text(item, "description", where),
        schedule=schedule,
        goal=goal,
        begun=day_from(item["createdAt"], where) if item.get("createdAt") else None,
        days=days.days,
        events=events,
        pauses=tuple(_pause(place, vacation) for place, vacation in objects(item, "vacations")),
        archived=bool(archived),
        ended=day_from(archived, where) if archived else None,
        lost=tuple(dict.fromkeys((*lost, *days.lost))),
    )


def _schedule(item: dict[str, Any], lost: list[str]) -> Schedule:
    """Return how often; days of rest are weekdays, Monday = 1, on which nothing is due."""
    interval, times = whole(item.get("interval"), 0), max(1, whole(item.get("targetFrequency"), 1))
    listed = item.get("restDays")
    rest = {day % 7 for day in (whole(day, 0) - 1 for day in listed or ()) if 0 <= day < 7}
    chosen = set(range(7)) - rest
    if interval == _WEEKDAYS:
        days = {whole(day, 0) - 1 for day in item.get("scheduleWeekdays") or ()} & set(range(7))
        return chosen_weekdays((days & chosen) or days or chosen)
    if interval == _DAILY and rest and chosen:
        return chosen_weekdays(chosen)
    if rest:
        lost.append("its days of rest")
    if interval == _WEEKLY:
        return DAILY if times >= 7 else per_week(times)
    if interval == _MONTHLY:
        return per_month(min(31, times))
    if interval == _EVERY:
        unit = min(2, max(0, whole(item.get("scheduleUnit"), 0)))
        return in_days(1, min(366, max(1, whole(item.get("scheduleEvery"), 2)) * _DAYS_OF_UNIT[unit]))
    return DAILY


def _goal(item: dict[str, Any], where: str, lost: list[str]) -> Goal:
    kind = whole(item.get("kind"), _BUILD)
    target = thousandths(item.get("numberOfCompletionsPerDay", 1), where)
    if kind == _AVOID:
        return at_most(0, "time")
    if kind == _COUNT or target > ONE:
        unit = text(item, "unitLabel", where) or ("min" if whole(item.get("quantKind"), 0) == 3 else "")
        return amount_goal(1 if item.get("anyAmount") is True else target, unit, lost)
    return CHECK


def _days(item: dict[str, Any], where: str, goal: Goal) -> tuple[DaysOfHabit, dict[date, tuple[Event, ...]]]:
    days, events = DaysOfHabit(), dict[date, tuple[Event, ...]]()
    done = item.get("completions")
    for key, entry in (done if isinstance(done, dict) else {}).items():
        row = entry if isinstance(entry, dict) else {}
        day = day_from(row.get("date") or key, f"{where}, {key}")
        amount = thousandths(row.get("count", 1), f"{where}, {key}")
        hour = row.get("hour")
        if goal.is_check:
            if amount > 0:
                days.put(day, MarkKind.DONE)
            days.lose("the hours of its days" if isinstance(hour, int) and hour >= 0 else "")
            continue
        amount = max(amount, ONE) if goal.is_limit else amount
        days.put(day, MarkKind.AMOUNT, amount=amount)
        if isinstance(hour, int) and 0 <= hour < 24 and amount > 0:
            events[day] = (Event("", amount=days.days[day].amount, at=hour * 60),)
    reasons = item.get("missReasons")
    for key, reason in (reasons if isinstance(reasons, dict) else {}).items():
        days.put(day_from(key, f"{where}, {key}"), None, str(reason))
    for rested in item.get("restDays") or ():
        if isinstance(rested, str):  # a day, where others name weekdays
            days.put(day_from(rested, where), MarkKind.SKIP)
    return days, events


def _pause(where: str, item: dict[str, Any]) -> Pause:
    end = item.get("end") or item.get("endDate")
    start = day_from(item.get("start") or item.get("startDate"), where)
    return Pause("", start, day_from(end, where) if end else None, why=text(item, "reason") or text(item, "name"))
