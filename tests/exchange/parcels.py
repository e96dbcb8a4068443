"""Files of other trackers, made by the tests themselves: archives, databases, tables."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tracker.exchange.trackers.foreign import ForeignBook, ForeignHabit
from tracker.exchange.trackers.formats import tracker_of
from tracker.exchange.trackers.parcel import Parcel

LOOP_COLUMNS = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type,"
    "Target Value,Archived?"
)


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """Pack files into an archive."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def loop_archive(habits: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """Make Loop's archive: the row of each habit after its number, and its rows of check marks."""
    files = {"Habits.csv": "\n".join([LOOP_COLUMNS, *(f"{n:03},{row}" for n, (row, _) in enumerate(habits, 1))])}
    for number, (row, marks) in enumerate(habits, 1):
        name = "".join(c for c in row.split(",")[0] if c.isascii() and (c.isalnum() or c in " ._-"))
        files[f"{f'{number:03} {name}'.strip()}/Checkmarks.csv"] = "\n".join(["Date,Value,Notes", *marks])
    return zipped(files)


def database(*statements: str | tuple[str, Iterable[Sequence[Any]]], version: int = 25) -> bytes:
    """Make an SQLite file of statements, each by itself or with rows to run it with."""
    file = sqlite3.connect(":memory:")
    for statement in statements:
        if isinstance(statement, str):
            file.execute(statement)
        else:
            file.executemany(*statement)
    file.execute(f"PRAGMA user_version = {version}")
    file.commit()
    data = file.serialize()
    file.close()
    return data


def loop_backup(habits: Sequence[Mapping[str, Any]], marks: Sequence[tuple[int, str, int, str]]) -> bytes:
    """Make Loop's backup: its habits with the columns that they have, and (habit, day, value, note) for each mark."""
    columns = list(dict.fromkeys(name for habit in habits for name in habit))
    rows = [(n, day_in_ms(day), value, note) for n, day, value, note in marks]
    return database(
        f"CREATE TABLE Habits ({', '.join(columns)})",
        (
            f"INSERT INTO Habits VALUES ({', '.join('?' * len(columns))})",  # noqa: S608
            [[habit.get(name) for name in columns] for habit in habits],
        ),
        "CREATE TABLE Repetitions (id INTEGER PRIMARY KEY, habit, timestamp, value, notes)",
        ("INSERT INTO Repetitions (habit, timestamp, value, notes) VALUES (?, ?, ?, ?)", rows),
    )


def day_in_ms(day: str) -> int:
    """Return the midnight of a day in UTC as Loop does."""
    return (date.fromisoformat(day) - date(1970, 1, 1)).days * 86_400_000


def as_json(value: Any) -> bytes:
    return json.dumps(value).encode()


def read(data: bytes | Mapping[str, bytes], named: str = "", **options: Any) -> ForeignBook:
    """Read a file, or the files of a folder, as what they are told to be."""
    parcel = Parcel("file", files=data) if isinstance(data, Mapping) else Parcel("file", data)
    for name, value in options.items():
        setattr(parcel, name, value)
    found = tracker_of(parcel, named)
    assert found, "somebody's file"
    return found.read(parcel)


def only(data: bytes | Mapping[str, bytes], **options: Any) -> ForeignHabit:
    """Read a file with a single habit."""
    (habit,) = read(data, **options).habits
    return habit


def days(habit: ForeignHabit) -> dict[str, str]:
    """Say what the days of a habit hold, each in a word: `done`, `20`, `skip: at the sea`."""
    said = {}
    for day, mark in sorted(habit.days.items()):
        word = f"{mark.amount / 1000:g}" if mark.kind == "amount" else str(mark.kind)
        word = f"{mark.acted} acted" if mark.kind == "urges" else word
        said[day.isoformat()] = f"{word}: {mark.note}" if mark.note else word
    return said
