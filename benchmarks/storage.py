"""What a save costs, as a table: run `python benchmarks/storage.py [RUNS]`.

For books of 20 habits with 1 and with 10 years of marks, each measured in fresh processes (medians, in
milliseconds): reading the book, making every month, the first check-off after that and a second one,
beside the floor: serialise, write, fsync, rename and folder fsync of the same bytes.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from itertools import pairwise

from tracker.domain.book import Book
from tracker.domain.changes import SetMark
from tracker.domain.goal import CHECK, at_least
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.history import Act
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import DAILY
from tracker.storage.book_file import BookFile
from tracker.storage.disk import Disk
from tracker.storage.file_store import FileStore
from tracker.storage.migrations import SCHEMA
from tracker.storage.tables import Shelves, write_book

TODAY = date(2026, 11, 22)
HABITS = 20
COLUMNS = ("read", "all months", "save", "next save", "floor")


def a_mark(chance: random.Random, day: date, *, counts: bool) -> Mark | None:
    """Make up a day's mark; every fourth habit counts minutes, some days stay empty and few have a note."""
    if chance.random() > 0.9:
        return None
    at = (day.toordinal() - date(1970, 1, 1).toordinal()) * 1440 + chance.randint(300, 1500)
    note = "something worth remembering" if chance.random() < 0.02 else ""
    if counts:
        return Mark(MarkKind.AMOUNT, chance.choice((20_000, 30_000, 12_500)), note=note, at=at)
    kind = chance.choice((MarkKind.DONE, MarkKind.DONE, MarkKind.DONE, MarkKind.SKIP, MarkKind.MISSED))
    return Mark(kind, note=note, at=at)


def make_book(path: str, years: int) -> None:
    """Write a book of 20 habits and their marks."""
    chance = random.Random(years)  # noqa: S311 - the same book every time
    since = TODAY - timedelta(days=365 * years)
    habits, logs = [], {}
    for number in range(HABITS):
        counts = number % 4 == 0
        rule = Rule(since, DAILY, at_least(20_000, "min") if counts else CHECK)
        habit = Habit(f"habit-{number:02}", f"Practice {number}", "self-care", (rule,), since)
        days = [since + timedelta(days=n + 1) for n in range(365 * years)]
        marks = {day: mark for day in days if (mark := a_mark(chance, day, counts=counts))}
        habits.append(habit)
        logs[habit.id] = Log.of(marks)
    file = BookFile(path, Disk())
    shelves = Shelves(storage=lambda: file)
    write_book(shelves, Book(), Book((Area("self-care", "Self-care"),), tuple(habits), logs))
    shelves.put_meta({"schema": SCHEMA, "id": f"benchmark-{years}"})
    os.makedirs(os.path.dirname(path))
    file.save(file.text())


def measure(path: str, state: str) -> list[float]:
    """Measure one process's reading and saving of a book, in milliseconds."""
    store = FileStore(path, state)
    moments = [time.perf_counter()]
    book = store.read()
    moments.append(time.perf_counter())
    for log in book.logs.values():
        list(log.months.values())
    moments.append(time.perf_counter())
    for day in (TODAY, TODAY - timedelta(days=1)):
        mark = Mark(MarkKind.DONE, note=f"{time.monotonic_ns()}")
        change = SetMark("habit-03", day, mark)
        store.commit(lambda _book, _history, change=change: Act(change, "checked off"), 0)  # type: ignore[misc]
        moments.append(time.perf_counter())
    return [*(1000 * (after - before) for before, after in pairwise(moments)), floor(path)]


def floor(path: str) -> float:
    """Do what no save can do without, and say how many milliseconds it took."""
    with open(path, encoding="utf-8") as file:
        tables = json.load(file)
    moment = time.perf_counter()
    data = json.dumps(tables, ensure_ascii=False).encode()
    handle = os.open(path + ".floor", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    os.replace(path + ".floor", path + ".floored")
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return 1000 * (time.perf_counter() - moment)


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    print(f"{'years':>5} {'bytes':>9}", *(f"{name:>10}" for name in COLUMNS))
    with tempfile.TemporaryDirectory() as folder:
        for years in (1, 10):
            path, state = os.path.join(folder, f"{years}", "habits.json"), os.path.join(folder, "state")
            make_book(path, years)
            command = [sys.executable, __file__, "--one", path, state]
            outputs = [subprocess.run(command, check=True, capture_output=True).stdout for _ in range(runs)]
            medians = [statistics.median(column) for column in zip(*map(json.loads, outputs), strict=True)]
            print(f"{years:>5} {os.path.getsize(path):>9,}", *(f"{value:>10.1f}" for value in medians))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(measure(*sys.argv[2:])))
    else:
        main()
