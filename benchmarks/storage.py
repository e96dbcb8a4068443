"""What a save costs, each time in a fresh process: `python -m benchmarks.storage BOOK STATE` measures one of them.

The floor is what no save can do without: serialise, write, fsync, rename and folder fsync of the same bytes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from datetime import date, timedelta
from itertools import pairwise

from benchmarks.figures import Row, Samples, against, plain
from benchmarks.place import Place
from tracker.domain.changes import SetMark
from tracker.domain.history import Act
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file_store import FileStore

STEPS = ("read", "all months", "save", "next save", "floor")


def save_rows(place: Place, runs: int) -> list[Row]:
    """Measure a save that another one came before, and reading the book."""
    rows = []
    for years in (1, 10):
        found: dict[str, list[float]] = {step: [] for step in STEPS}
        for _ in range(runs):
            path = place.copy(20, years)
            command = [sys.executable, "-m", "benchmarks.storage", path, os.path.join(place.folder, "saves")]
            said = subprocess.run(command, env=place.env, check=True, capture_output=True).stdout
            for step, value in zip(STEPS, json.loads(said), strict=True):
                found[step].append(value)
        when = f"{years} year{'s' if years > 1 else ''}"
        size = f"{os.path.getsize(path):,} bytes"
        rows.append(against(f"one save, {when}", Samples(found["next save"], []), Samples(found["floor"], []), 2, size))
        rows.append(plain(f"reading the book, {when}", found["read"]))
    return rows


def measure(path: str, state: str) -> list[float]:
    """Measure one process's reading and saving of a book, in milliseconds."""
    store = FileStore(path, state, lambda: time.time_ns() // 10**6)
    moments = [time.perf_counter()]
    book = store.read()
    moments.append(time.perf_counter())
    for log in book.logs.values():
        list(log.months.values())
    moments.append(time.perf_counter())
    for day in (date.today(), date.today() - timedelta(days=1)):
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


if __name__ == "__main__":
    print(json.dumps(measure(*sys.argv[1:])))
