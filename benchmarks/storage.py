"""What a save costs: `python -m benchmarks.storage BOOK STATE RUNS` measures it in a process of its own.

The floor is what no save can do without: serialise, write, fsync, rename and folder fsync of the same tables. Beside
it stands TinyDB with its own storage, which reads the file and writes it anew in place, and waits for no folder.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from tinydb.storages import JSONStorage

from benchmarks.books import Shape
from benchmarks.figures import Row, Samples, against, plain
from benchmarks.place import Place
from tracker.domain.changes import SetMark
from tracker.domain.history import LabelledChange
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.file_store import FileStore

SIZES = {"0.1 MB": Shape(20, 2), "1 MB": Shape(36, 10), "5 MB": Shape(180, 10)}
"""So many habits with so many years of marks make a book of this size."""


def save_rows(place: Place, runs: int, sizes: Iterable[str] = tuple(SIZES)) -> list[Row]:
    """Measure a save that another one came before, and reading the book, in books of three sizes."""
    rows = []
    for size in sizes:
        shape = SIZES[size]
        path = place.copy(shape)
        with tempfile.TemporaryDirectory(dir=place.folder) as state:
            command = [sys.executable, "-m", "benchmarks.storage", path, state, str(runs)]
            said = subprocess.run(command, env=place.env, check=True, capture_output=True).stdout
        found = {name: Samples(*samples) for name, samples in json.loads(said).items()}
        about = f"{os.path.getsize(path):,} bytes"
        rows.append(against(f"one save, {size}", found["save"], found["floor"], 1.6, about))
        rows.append(against(f"… by plain TinyDB, {size}", found["tinydb"], found["floor"], None))
        rows.append(plain(f"reading the book, {size}", found["read"].wall))
    return rows


def measure(path: str, state: str, runs: int) -> dict[str, Samples]:
    """Measure reading, and in turns the floor, our save and that of plain TinyDB, in milliseconds."""
    found = {name: Samples([], []) for name in ("read", "floor", "save", "tinydb")}
    store = FileStore(path, state, lambda: time.time_ns() // 10**6)
    with open(path, encoding="utf-8") as file:
        tables = json.load(file)
    shutil.copyfile(path, path + ".tinydb")
    _time(found["read"], store.read)
    _check_off(store, 0)  # the first save of a day makes a backup
    for run in range(1, runs + 1):
        _time(found["floor"], lambda: _floor(tables, path + ".floor"))
        _time(found["save"], lambda run=run: _check_off(store, run))  # type: ignore[misc]
        _time(found["tinydb"], lambda: _rewrite(path + ".tinydb"))
    return found


def _time(samples: Samples, work: Callable[[], object]) -> None:
    clock, processor = time.perf_counter(), time.process_time()
    work()
    samples.processor.append(1000 * (time.process_time() - processor))
    samples.wall.append(1000 * (time.perf_counter() - clock))


def _check_off(store: FileStore, run: int) -> None:
    change = SetMark("habit-03", date.today() - timedelta(days=run), Mark(MarkKind.DONE, note=f"{time.monotonic_ns()}"))
    store.commit(lambda _book, _history: LabelledChange(change, "checked off"), time.time_ns() // 10**6)


def _floor(tables: dict[str, Any], path: str) -> None:
    """Do what no save can do without."""
    data = json.dumps(tables, ensure_ascii=False).encode()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    os.replace(path, path + "ed")
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def _rewrite(path: str) -> None:
    """Do what TinyDB as it comes does for each change of a document."""
    storage = JSONStorage(path, encoding="utf-8")
    tables = storage.read() or {}
    tables["meta"]["book"]["changed"] = time.monotonic_ns()
    storage.write(tables)
    storage.close()


if __name__ == "__main__":
    book, folder, times = sys.argv[1:]
    print(json.dumps(measure(book, folder, int(times))))
