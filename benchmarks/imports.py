"""What it costs to come from another tracker: twenty habits of two thousand days, as five of them write it."""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Row, told
from benchmarks.place import Place

HABITS, DAYS = 20, 2000
_SECONDS, _MEGABYTES = 3.0, 150
_LOOP = "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,Unit,Target Type"


def import_rows(place: Place, runs: int) -> list[Row]:
    """Import each file into an empty place, again and again; the fastest run counts, and the most memory.

    Where only others on the machine make it too slow by the clock, it cannot be told.
    """
    rows = []
    today = datetime.now(UTC).date()
    days = [(today - timedelta(days=back)).isoformat() for back in range(DAYS, 0, -1)]
    for name, write in WRITERS.items():
        path = os.path.join(place.folder, name)
        write(path, days)
        taken = [_import(place, path) for _ in range(runs)]
        seconds, processor = (min(each[which] for each in taken) for which in (0, 1))
        megabytes = max(each[2] for each in taken)
        met = True if seconds <= _SECONDS else False if processor > _SECONDS else None
        rows.append(
            told(
                f"letbe import {name}, {HABITS} habits of {DAYS:,} days",
                f"{seconds:.1f} s, {processor:.1f} of the processor's, and {megabytes} MB; at most {_SECONDS:g} s and "
                f"{_MEGABYTES} MB",
                met=met if megabytes <= _MEGABYTES else False,
            )
        )
    return rows


def _import(place: Place, path: str) -> tuple[float, float, int]:
    """Import a file where there is no book; give the seconds by the clock and the processor, and the megabytes."""
    book = Path(place.folder, "coming", "habits.json")
    shutil.rmtree(book.parent, ignore_errors=True)
    book.parent.mkdir()
    silence = [(os.POSIX_SPAWN_OPEN, handle, os.devnull, os.O_RDWR, 0) for handle in (0, 1, 2)]
    start = time.perf_counter()
    process = os.posix_spawn(sys.executable, place.letbe("import", path), place.on(str(book)), file_actions=silence)
    _, status, used = os.wait4(process, 0)
    if status:
        raise SystemExit(f"letbe import {path} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def _names() -> list[str]:
    return [f"Habit {number}" for number in range(HABITS)]


def _loop(path: str, days: list[str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        rows = [f"{number:03},{name},YES_NO,,,1,1,#FF8F00,," for number, name in enumerate(_names(), 1)]
        archive.writestr("Habits.csv", "\n".join([_LOOP, *rows]))
        marks = "\n".join(f"{day},YES_MANUAL,a note" for day in reversed(days))
        for number, name in enumerate(_names(), 1):
            archive.writestr(f"{number:03} {name}/Checkmarks.csv", marks)


def _habitkit(path: str, days: list[str]) -> None:
    rows = [
        {"id": f"{name} {day}", "habitId": name, "date": f"{day}T11:00:00.000Z", "timezoneOffsetInMinutes": 60,
         "amountOfCompletions": 1, "note": None}
        for name in _names() for day in days
    ]  # fmt: skip
    habits = [{"id": name, "name": name, "orderIndex": number} for number, name in enumerate(_names())]
    Path(path).write_text(json.dumps({"habits": habits, "completions": rows, "intervals": []}), "utf-8")


def _habitbull(path: str, days: list[str]) -> None:
    header = "HabitName,HabitDescription,HabitCategory,CalendarDate,Value,CommentText"
    rows = (f"{name},,,{day},1,a note" for name in _names() for day in days)
    Path(path).write_text("\n".join([header, *rows]), "utf-8")


def _daylio(path: str, days: list[str]) -> None:
    header, done = "full_date,date,weekday,time,mood,activities,note_title,note", " | ".join(_names())
    Path(path).write_text("\n".join([header, *(f"{day},,,,good,{done},,a note" for day in days)]), "utf-8")


def _table(path: str, days: list[str]) -> None:
    rows = (f"{day}{',x' * HABITS}" for day in days)
    Path(path).write_text("\n".join([f"Date,{','.join(_names())}", *rows]), "utf-8")


WRITERS: Mapping[str, Callable[[str, list[str]], None]] = {
    "loop.zip": _loop, "habitkit.json": _habitkit, "habitbull.csv": _habitbull, "daylio.csv": _daylio,
    "table.csv": _table,
}  # fmt: skip
