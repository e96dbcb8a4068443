"""Daylio: its CSV file, a row for each entry, with a mood and activities."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from tracker.domain.book import Lookback, Reflection
from tracker.domain.errors import Refused
from tracker.domain.mark import MarkKind
from tracker.domain.text import NOTE_LIMIT, clean, excerpt
from tracker.exchange.trackers.foreign import DaysOfHabit, ForeignBook, ForeignHabit, day_from, name_of
from tracker.exchange.trackers.parcel import Parcel

PROGRAM = "Daylio"
MOODS: Mapping[str, int] = MappingProxyType({"rad": 5, "good": 4, "meh": 3, "bad": 2, "awful": 1})

_COLUMNS = ("full_date", "mood", "activities")


def fits(parcel: Parcel) -> bool:
    """Whether a parcel is Daylio's file."""
    return all(name in parcel.header for name in _COLUMNS)


def read(parcel: Parcel) -> ForeignBook:
    """Read Daylio's file; raise `Unreadable` or `Refused`, with the line, for what is none."""
    moods = {**MOODS, **parcel.moods}
    rows = parcel.rows()
    next(rows)
    activities: dict[str, DaysOfHabit] = {}
    eases: dict[date, list[int]] = {}
    notes: dict[date, list[str]] = {}
    for line, fields in reversed(list(rows)):  # the newest stands first
        row = dict(zip(parcel.header, (field.strip() for field in fields), strict=True))
        day = day_from(row["full_date"], f"Line {line}")
        if mood := row["mood"].casefold():
            if mood not in moods:
                said = excerpt(row["mood"])
                raise Refused(
                    f"Line {line}: “{said}” is a mood of your own; `letbe import --mood '{said}=4'` says its ease."
                )
            eases.setdefault(day, []).append(moods[mood])
        for name in filter(None, (each.strip() for each in row["activities"].split("|"))):
            activities.setdefault(name, DaysOfHabit()).put(day, MarkKind.DONE)
        note = "\n".join(filter(None, (row.get("note_title", ""), row.get("note", "").replace("<br>", "\n"))))
        notes.setdefault(day, []).extend([clean(note, lines=True)] if note else [])
    lost: list[str] = []
    journal = tuple(_reflection(day, eases.get(day, []), notes.get(day, []), lost) for day in sorted(eases | notes))
    habits = tuple(
        ForeignHabit(name_of(name, "An activity"), area=PROGRAM, days=days.days) for name, days in activities.items()
    )
    return ForeignBook(PROGRAM, habits, tuple(each for each in journal if each.ease or each.text), tuple(lost))


def _reflection(day: date, eases: list[int], notes: list[str], lost: list[str]) -> Reflection:
    """Join the entries of a day: the mean of their eases, halves rounded up, and all of their notes."""
    ease = (2 * sum(eases) + len(eases)) // (2 * len(eases)) if eases else None
    text = "\n".join(dict.fromkeys(filter(None, notes)))
    if len(text) > NOTE_LIMIT:
        lost.append(f"the end of the notes of {day}, more than {NOTE_LIMIT:,} characters")
    return Reflection(Lookback.DAY, day, ease, text[:NOTE_LIMIT].rstrip())
