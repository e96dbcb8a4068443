"""Loop Habit Tracker: its archive of CSV, or the folder it was unpacked to, and its SQLite backup.

What Loop counts as done by itself (`YES_AUTO`, because a week was full) is no completion, and only its note is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from tracker.domain.errors import Unreadable
from tracker.domain.goal import CHECK
from tracker.domain.mark import MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import ANYTIME, Pace
from tracker.domain.text import excerpt
from tracker.exchange.csv_rows import CsvRow
from tracker.exchange.trackers.foreign import (
    DaysOfHabit,
    ForeignBook,
    ForeignHabit,
    amount_goal,
    day_from,
    day_of_epoch,
    frequency,
    name_of,
    thousandths,
    whole,
)
from tracker.exchange.trackers.parcel import Database, Parcel

PROGRAM = "Loop Habit Tracker"

_UNKNOWN, _NO, _AUTO, _YES, _SKIP = -1, 0, 1, 2, 3
_LABELS = {"UNKNOWN": _UNKNOWN, "NO": _NO, "YES_AUTO": _AUTO, "YES_MANUAL": _YES, "SKIP": _SKIP}
_KINDS = {_NO: MarkKind.MISSED, _YES: MarkKind.DONE, _SKIP: MarkKind.SKIP}
_DAY_OF_MS = 86_400_000


class _Repetition(NamedTuple):
    """One row of a habit: its day, its value as Loop numbers it, its note, and where it stands."""

    day: date
    value: int
    note: str
    where: str


def is_archive(parcel: Parcel) -> bool:
    """Whether a parcel is Loop's folder or archive of CSV."""
    return bool(parcel.find("Habits.csv"))


def is_backup(parcel: Parcel) -> bool:
    """Whether a parcel is Loop's SQLite backup."""
    return parcel.is_database


def read_archive(parcel: Parcel) -> ForeignBook:
    """Read Loop's archive; raise `Unreadable` or `Refused`, with the place, for what is none."""
    path = parcel.find("Habits.csv")
    rows = parcel.rows(path)
    header = next(rows, CsvRow(1, []))
    names = [name.strip().casefold().rstrip("?") for name in header.fields]
    if "name" not in names:
        raise Unreadable(f"{path}, line 1: the column “Name” is missing; export it from Loop anew.")
    folders = _folders(parcel, path.rpartition("/")[0])
    habits = []
    for number, row in enumerate(rows, 1):
        habit = dict(zip(names, (field.strip() for field in row.fields), strict=True))
        place = whole(habit.get("position"), number)
        entries = _checkmarks(parcel, folders[place]) if place in folders else iter(())
        habits.append(_habit(habit, entries, f"{path}, line {row.line}"))
    return ForeignBook(PROGRAM, tuple(habits))


def _folders(parcel: Parcel, top: str) -> Mapping[int, str]:
    """Tell the file of each habit by the number its folder begins with: its name has lost all that is not ASCII."""
    before = f"{re.escape(top)}/" if top else ""
    found = ((path, re.fullmatch(rf"{before}(\d+)[^/]*/Checkmarks\.csv", path)) for path in parcel.files)
    return {int(match[1]): path for path, match in found if match}


def _checkmarks(parcel: Parcel, path: str) -> Iterator[_Repetition]:
    for line, text in enumerate(_whole_rows(parcel.text_of(path)), 1):
        where = f"{path}, line {line}"
        day, value, note = (*text, "", "")[:3]
        if line == 1 and day.strip().casefold() == "date":
            continue
        yield _Repetition(day_from(day, where), _value(value.strip(), where), note, where)


def _whole_rows(text: str) -> Iterator[list[str]]:
    """Walk rows that may have no header and may end in a comma more."""
    import csv
    import io

    yield from (row for row in csv.reader(io.StringIO(text, newline=""), skipinitialspace=True) if any(row))


def _value(text: str, where: str) -> int:
    if text in _LABELS:
        return _LABELS[text]
    if re.fullmatch(r"-?\d{1,15}", text):
        return int(text)
    raise Unreadable(f"{where}: “{excerpt(text)}” is not a value of Loop's, such as YES_MANUAL or 2.")


def read_backup(parcel: Parcel) -> ForeignBook:
    """Read Loop's SQLite backup; raise `Unreadable` or `Refused`, with the place, for what is none."""
    with Database(parcel) as database:
        entries: dict[Any, list[_Repetition]] = {}
        for number, row in enumerate(database.rows("Repetitions", ("habit", "timestamp"), ("value", "notes")), 1):
            where = f"Repetitions, row {number}"
            at = row["timestamp"]
            day = day_of_epoch(at // _DAY_OF_MS if isinstance(at, int) else at, where)
            value = whole(row.get("value"), _YES)  # the oldest files hold nothing but completions
            entries.setdefault(row["habit"], []).append(_Repetition(day, value, str(row.get("notes") or ""), where))
        columns = (
            "archived", "color", "description", "freq_num", "freq_den", "position", "type", "target_type",
            "target_value", "unit", "question", "uuid", "reminder_hour",
        )  # fmt: skip
        found = list(database.rows("Habits", ("id", "name"), columns))
    found.sort(key=lambda row: (whole(row.get("position"), 0), whole(row["id"], 0)))
    habits = [_habit(_as_in_archive(row), entries.get(row["id"], ()), f"Habits, id {row['id']}") for row in found]
    return ForeignBook(PROGRAM, tuple(habits))


def _as_in_archive(row: Mapping[str, Any]) -> dict[str, str]:
    """Return a row of the backup under the names of the archive's columns."""
    text = {name: "" if value is None else str(value) for name, value in row.items()}
    return {
        "name": text["name"],
        "uuid": text.get("uuid", ""),
        "question": text.get("question", ""),
        "description": text.get("description", ""),
        "frequencynumerator": text.get("freq_num", "1"),
        "frequencydenominator": text.get("freq_den", "1"),
        "type": "NUMERICAL" if text.get("type") == "1" else "YES_NO",
        "target type": "AT_MOST" if text.get("target_type") == "1" else "AT_LEAST",
        "target value": text.get("target_value", ""),
        "unit": text.get("unit", ""),
        "archived": "true" if text.get("archived") == "1" else "",
        "color": text.get("color", ""),
        "reminder": text.get("reminder_hour", ""),
    }


def _habit(row: Mapping[str, str], entries: Iterable[_Repetition], where: str) -> ForeignHabit:
    counts = row.get("type", "").upper() == "NUMERICAL"
    limit = counts and row.get("target type", "").upper().replace(" ", "_") == "AT_MOST"
    days = DaysOfHabit()
    lost: list[str] = []
    for entry in entries:
        _put(days, entry, counts=counts, limit=limit)
    times = whole(row.get("frequencynumerator") or row.get("numrepetitions"), 1)
    span = whole(row.get("frequencydenominator") or row.get("interval"), 1)
    schedule, goal = frequency(1 if counts else times, span, lost), CHECK
    if counts:
        target = thousandths(row.get("target value") or 0, where)
        goal = amount_goal(target, row.get("unit", ""), lost, limit=limit)
        if goal.is_target and target <= 0:
            schedule = ANYTIME
        if limit and schedule.pace is Pace.MONTH:
            lost.append(f"a limit over any {span} days, which becomes one of a calendar month")
    lost += [said for key, said in (("color", "its colour"), ("reminder", "its reminder")) if row.get(key)]
    return ForeignHabit(
        name_of(row["name"], where),
        key=row.get("uuid", ""),
        area=row.get("category", "") or row.get("categories", ""),
        why="; ".join(filter(None, (row.get("question", ""), row.get("description", "")))),
        schedule=schedule,
        goal=goal,
        days=days.days,
        archived=row.get("archived", "").casefold() == "true",
        lost=(*lost, *days.lost),
    )


def _put(days: DaysOfHabit, entry: _Repetition, *, counts: bool, limit: bool) -> None:
    """Set the day of an entry; numbers of a habit that counts are thousandths, but for skips and what is unknown."""
    if counts and entry.value >= 0 and entry.value != _SKIP:
        days.put(entry.day, MarkKind.AMOUNT if entry.value or limit else MarkKind.MISSED, entry.note, entry.value)
        return
    if entry.value not in _KINDS and entry.value not in (_UNKNOWN, _AUTO):
        raise Unreadable(f"{entry.where}: {entry.value} is none of the values of a habit with yes and no.")
    days.put(entry.day, _KINDS.get(entry.value), entry.note)
