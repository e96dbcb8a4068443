"""harsh and habitctl: a folder of two text files, one of habits and one of what was done."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from tracker.domain.amounts import read_number
from tracker.domain.errors import LetbeError, Unreadable
from tracker.domain.goal import CHECK
from tracker.domain.mark import MarkKind
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.schedule import ANYTIME, DAILY, Schedule
from tracker.domain.text import excerpt
from tracker.exchange.trackers.foreign import (
    DaysOfHabit,
    ForeignBook,
    ForeignHabit,
    any_amount,
    day_from,
    frequency,
    name_of,
)
from tracker.exchange.trackers.parcel import Parcel

_KINDS: Mapping[str, MarkKind] = {"y": MarkKind.DONE, "n": MarkKind.MISSED, "s": MarkKind.SKIP}
_LINE = r"(\d{4}-\d\d-\d\d)\S* : (.+?) : ([yns])(?: : (.*))?"
_TABBED = r"(\d{4}-\d\d-\d\d)\S*[ \t]+(.+?)\t([yns])"
_FREQUENCY = r"(\d+)(?:/(\d+)|([dwm]))?"


class _LoggedDay(NamedTuple):
    """What the log says of a day of a habit."""

    kind: MarkKind
    note: str = ""
    amount: int | None = None


def fits(parcel: Parcel) -> bool:
    """Whether a parcel is harsh's folder."""
    return _has_both(parcel) and not _is_tabbed(parcel)


def fits_habitctl(parcel: Parcel) -> bool:
    """Whether a parcel is habitctl's folder."""
    return _has_both(parcel) and _is_tabbed(parcel)


def _has_both(parcel: Parcel) -> bool:
    return bool(parcel.find("habits") and parcel.find("log"))


def _is_tabbed(parcel: Parcel) -> bool:
    lines = _lines(parcel.text_of(parcel.find("log")))
    first = next((line for _, line in lines), "")
    if first:
        return " : " not in first
    return not any(": " in line for _, line in _lines(parcel.text_of(parcel.find("habits"))))


def _lines(text: str) -> list[tuple[int, str]]:
    lines = ((number, line.strip("\r\n")) for number, line in enumerate(text.split("\n"), 1))
    return [(number, line) for number, line in lines if line.strip() and not line.lstrip().startswith("#")]


def read(parcel: Parcel) -> ForeignBook:
    """Read harsh's folder; raise `Unreadable` or `Refused`, with the file and the line, for what is none."""
    found: list[ForeignHabit] = []
    area = ""
    for number, line in _lines(parcel.text_of(parcel.find("habits"))):
        where = f"habits, line {number}"
        if line.startswith("!"):
            area = line[1:].strip()
            continue
        name, sign, rest = line.partition(": ")
        how, _, end = rest.partition(":")
        if not sign or not name.strip():
            raise Unreadable(f"{where}: “{excerpt(line)}” is no habit such as “Gym: 3/7”.")
        lost: list[str] = []
        schedule = _schedule(how.strip(), where, lost)
        ended = day_from(end.strip(), where) if end.strip() else None
        found.append(
            ForeignHabit(name_of(name.strip(), where), area=area, schedule=schedule, ended=ended, lost=tuple(lost))
        )
    return _book("harsh", found, _log(parcel, _LINE))


def read_habitctl(parcel: Parcel) -> ForeignBook:
    """Read habitctl's folder; raise `Unreadable` or `Refused`, with the file and the line, for what is none."""
    found = []
    for number, line in _lines(parcel.text_of(parcel.find("habits"))):
        where = f"habits, line {number}"
        match = re.fullmatch(r"\s*(\d+)\s+(.+?)\s*", line)
        if match is None:
            raise Unreadable(f"{where}: “{excerpt(line)}” is no habit such as “7 Gym”.")
        lost: list[str] = []
        schedule = _schedule(match[1], where, lost)
        found.append(ForeignHabit(name_of(match[2], where), schedule=schedule, lost=tuple(lost)))
    return _book("habitctl", found, _log(parcel, _TABBED))


def _schedule(text: str, where: str, lost: list[str]) -> Schedule:
    match = re.fullmatch(_FREQUENCY, text)
    if match is None:
        raise Unreadable(f"{where}: “{excerpt(text)}” is no frequency such as 1, 7, 1w or 3/7.")
    first = min(int(match[1]), 100_000)
    if not first:
        return ANYTIME
    if match[2]:
        return frequency(first, int(match[2]), lost, rolling=True)
    days = first * {"w": 7, "m": 30}.get(match[3] or "d", 1)
    return DAILY if days == 1 else frequency(1, days, lost, rolling=True)


def _log(parcel: Parcel, pattern: str) -> dict[str, dict[date, _LoggedDay]]:
    """Read the log, by name and day; the last line of a day holds."""
    found: dict[str, dict[date, _LoggedDay]] = {}
    for number, line in _lines(parcel.text_of(parcel.find("log"))):
        where = f"log, line {number}"
        match = re.fullmatch(pattern, line.rstrip())
        if match is None:
            raise Unreadable(f"{where}: “{excerpt(line)}” is no entry with a day, a name and y, n or s.")
        rest = match[4] if match.re.groups > 3 else None
        note, amount = _note_and_amount(rest or "", where)
        found.setdefault(match[2].strip(), {})[day_from(match[1], where)] = _LoggedDay(_KINDS[match[3]], note, amount)
    return found


def _note_and_amount(rest: str, where: str) -> tuple[str, int | None]:
    """Part a comment from the amount behind it; a comment may hold the sign that parts them."""
    note, sign, amount = rest.rpartition(" : ")
    if not sign and rest.startswith(": "):
        note, sign, amount = "", ":", rest[2:]
    try:
        if sign and re.fullmatch(r"\d+(?:\.\d{1,3})?", amount.strip()):
            return note.strip(), read_number(amount.strip())
    except LetbeError as error:
        raise error.at(where) from None
    return rest.strip().removesuffix(" :"), None


def _book(program: str, found: list[ForeignHabit], log: dict[str, dict[date, _LoggedDay]]) -> ForeignBook:
    """Join habits and log; what only the log knows was renamed or left, and is archived."""
    habits = [_with_days(habit, log.pop(habit.name, {})) for habit in found]
    for name, days in log.items():
        orphan = ForeignHabit(
            name_of(name, "log"), schedule=ANYTIME, archived=True, lost=("its frequency, unknown by now",)
        )
        habits.append(_with_days(orphan, days))
    return ForeignBook(program, tuple(habits))


def _with_days(habit: ForeignHabit, entries: Mapping[date, _LoggedDay]) -> ForeignHabit:
    done = [entry for entry in entries.values() if entry.kind is MarkKind.DONE]
    counts = bool(done) and all(entry.amount for entry in done)
    days, lost = DaysOfHabit(), list(habit.lost)
    for day, entry in entries.items():
        if counts and entry.kind is MarkKind.DONE:
            days.put(day, MarkKind.AMOUNT, entry.note, entry.amount or 0)
            continue
        days.put(day, entry.kind, entry.note)
        days.lose("amounts of some of its days alone" if entry.amount else "")
    goal = any_amount([entry.amount or 0 for entry in done], lost) if counts else CHECK
    archived = habit.archived or (habit.ended is not None)
    return habit._replace(days=days.days, goal=goal, archived=archived, lost=(*lost, *days.lost))
