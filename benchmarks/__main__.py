"""The way in: `python -m benchmarks` measures all of letbe from outside and prints a table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from importlib.metadata import version
from typing import NamedTuple

from benchmarks.commands import command_rows, lock_rows
from benchmarks.figures import Row, table, told
from benchmarks.growth import growth_rows
from benchmarks.imports import import_rows
from benchmarks.judging import judging_rows
from benchmarks.page import README, with_table
from benchmarks.peers import peer_rows
from benchmarks.place import Place
from benchmarks.screens import first_frame_rows, key_rows, memory_rows, review_rows, start_rows
from benchmarks.steadiness import growth_of_memory_rows, held_key_rows, typed_ahead_rows
from benchmarks.storage import save_rows
from benchmarks.terminal import Unseen
from tracker.storage.file.disk import LOCK_PATIENCE

_LIBRARIES = ("textual", "tinydb", "pendulum", "rich", "pyte")


class Part(NamedTuple):
    """A part of the benchmark: quickly, in full, and whether the quick run has it where it is not asked for."""

    quick: Callable[[Place], list[Row]]
    full: Callable[[Place], list[Row]]
    in_quick: bool = True


PARTS = {
    "commands": Part(lambda place: command_rows(place, 5), lambda place: command_rows(place, 25)),
    "start": Part(lambda place: start_rows(place, 2), lambda place: start_rows(place, 15)),
    "frame": Part(lambda place: first_frame_rows(place, 5), lambda place: first_frame_rows(place, 20)),
    "keys": Part(lambda place: key_rows(place, 20), lambda place: key_rows(place, 200)),
    "review": Part(lambda place: review_rows(place, 3), lambda place: review_rows(place, 10)),
    "memory": Part(lambda place: memory_rows(place, 1), lambda place: memory_rows(place, 3)),
    "imports": Part(lambda place: import_rows(place, 1), lambda place: import_rows(place, 3)),
    "saves": Part(lambda place: save_rows(place, 3, ("0.1 MB", "1 MB")), lambda place: save_rows(place, 20)),
    "judging": Part(lambda _: judging_rows(8), lambda _: judging_rows()),
    "ahead": Part(typed_ahead_rows, typed_ahead_rows),
    "held": Part(lambda place: held_key_rows(place, 1), lambda place: held_key_rows(place, 10)),
    "lock": Part(lambda place: lock_rows(place, LOCK_PATIENCE), lambda place: lock_rows(place, LOCK_PATIENCE), False),
    "long": Part(
        lambda place: growth_of_memory_rows(place, 100, 40, 360),
        lambda place: growth_of_memory_rows(place, 1000, 200, 3600),
        False,
    ),
    "growth": Part(lambda place: growth_rows(place, 3), lambda place: growth_rows(place, 8), False),
    "peers": Part(lambda place: peer_rows(place, 3), lambda place: peer_rows(place, 8), False),
}


def main() -> None:
    """Measure, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, in a minute or two")
    parser.add_argument("--readme", action="store_true", help="put the table into benchmarks/README.md")
    parser.add_argument("--busy", action="store_true", help="with every processor kept busy by something else")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--peers", metavar="FOLDER", help="look for other trackers here, before PATH")
    parser.add_argument("part", nargs="*", choices=[*PARTS, []], help="only these parts")
    asked = parser.parse_args()
    if asked.peers:
        os.environ["PATH"] = os.pathsep.join((asked.peers, os.environ["PATH"]))
    with tempfile.TemporaryDirectory(prefix="letbe-benchmark-") as folder, busy() if asked.busy else nullcontext():
        rows = list(measure(Place(folder), asked.part, quick=asked.quick))
    about = {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors{', kept busy' * asked.busy}",
        **{name: version(name) for name in _LIBRARIES},
    }
    if asked.json:
        print(json.dumps({"about": about, "rows": [row._asdict() for row in rows]}, indent=2, ensure_ascii=False))
        return
    page = table(rows) + "\n\n" + " · ".join(f"{name} {value}" for name, value in about.items())
    print(page)
    if asked.readme:
        README.write_text(with_table(README.read_text(encoding="utf-8"), page), encoding="utf-8")


@contextmanager
def busy() -> Iterator[None]:
    """Keep every processor busy with something that never waits."""
    spinning = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def measure(place: Place, parts: list[str], *, quick: bool) -> Iterator[Row]:
    """Measure part by part, saying on stderr which one is on and how long it took."""
    for name, part in PARTS.items():
        if parts and name not in parts:
            continue
        if quick and not part.in_quick and name not in parts:
            continue
        sys.stderr.write(f"measuring {name}… ")
        sys.stderr.flush()
        start = time.monotonic()
        try:
            rows = (part.quick if quick else part.full)(place)
        except Unseen as error:  # a screen that never came is told in its place, and what was measured is kept
            rows = [told(name, str(error).splitlines()[0], met=False)]
        sys.stderr.write(f"{time.monotonic() - start:.0f} s\n")
        yield from rows


if __name__ == "__main__":
    main()
