"""beaverhabits: one JSON file of habits with their records."""

from __future__ import annotations

from typing import Any

from tracker.domain.mark import MarkKind
from tracker.domain.schedule import ANYTIME, DAILY, Schedule
from tracker.exchange.trackers.foreign import (
    DaysOfHabit,
    ForeignBook,
    ForeignHabit,
    day_from,
    frequency,
    has_lists,
    name_of,
    objects,
    present,
    text,
    texts,
    whole,
)
from tracker.exchange.trackers.parcel import Parcel

PROGRAM = "beaverhabits"

_DAYS_OF = {"D": 1, "W": 7, "M": 30, "Y": 365}


def fits(parcel: Parcel) -> bool:
    """Whether a parcel is beaverhabits' file."""
    if not has_lists(parcel.json, "habits"):
        return False
    first = next(iter(parcel.json["habits"]), None)
    return isinstance(first, dict) and "name" in first and isinstance(first.get("records"), list) and "tags" in first


def read(parcel: Parcel) -> ForeignBook:
    """Read beaverhabits' file; raise `Unreadable` or `Refused`, with the place, for what is none."""
    root = parcel.json
    order = {id: place for place, id in enumerate(texts(root, "order"))}
    found = sorted(objects(root, "habits"), key=lambda each: order.get(text(each[1], "id"), len(order)))
    lost = [f"“{text(item, 'name')}”, which was deleted there" for _, item in found if _status(item) == "soft_delete"]
    habits = tuple(_habit(where, item) for where, item in found if _status(item) != "soft_delete")
    return ForeignBook(PROGRAM, habits, lost=tuple(lost))


def _status(item: dict[str, Any]) -> str:
    return text(item, "status") or "active"


def _habit(where: str, item: dict[str, Any]) -> ForeignHabit:
    lost = present(item, star="its star", chips="its chips")
    tags = texts(item, "tags")
    if len(tags) > 1:
        lost.append(f"its tags but the first ({', '.join(tags[1:4])})")
    days = DaysOfHabit()
    for place, record in objects(item, "records"):
        day = day_from(record.get("day"), f"{where}, {place}")
        days.put(day, MarkKind.DONE if record.get("done") is True else None, text(record, "text", where))
    return ForeignHabit(
        name_of(text(item, "name", where), where),
        key=text(item, "id", where),
        area=tags[0] if tags else "",
        schedule=_schedule(item.get("period"), lost),
        days=days.days,
        archived=_status(item) == "archive",
        lost=(*lost, *days.lost),
    )


def _schedule(period: Any, lost: list[str]) -> Schedule:
    """Return how often; without a period every day is one."""
    if not isinstance(period, dict):
        return DAILY
    times, count = whole(period.get("target_count"), 1), max(1, whole(period.get("period_count"), 1))
    if times < 1:
        return ANYTIME
    days = _DAYS_OF.get(str(period.get("period_type")), 1) * count
    return frequency(times, days, lost, rolling=count > 1)
