"""What commands cost, from their start to their end."""

from __future__ import annotations

import fcntl
import itertools
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from benchmarks.books import Shape, name_of
from benchmarks.figures import Row, Samples, against, told
from benchmarks.place import Place

YEAR, DECADE = Shape(20, 1), Shape(20, 10)


class Contender(NamedTuple):
    """A command to be measured, and what is done, unmeasured, before each run; it gives the environment."""

    argv: Sequence[str]
    prepare: Callable[[], Mapping[str, str]]
    typed: str = os.devnull
    """The file with what it is answered when it asks."""


def race(contenders: Mapping[str, Contender], runs: int, warming: int = 2) -> dict[str, Samples]:
    """Run commands again and again, each once in every round and in a new order; the first rounds only warm up."""
    samples = {name: Samples([], []) for name in contenders}
    for number in range(runs + warming):
        for name in random.sample(list(contenders), len(contenders)):
            wall, used = run_once(contenders[name])
            if number >= warming:
                samples[name].wall.append(wall)
                samples[name].processor.append(used)
    return samples


def run_once(contender: Contender) -> tuple[float, float]:
    """Run a command; give its time by the clock and by the processor, in milliseconds."""
    env = contender.prepare()
    files = enumerate((contender.typed, os.devnull))
    silence = [(os.POSIX_SPAWN_OPEN, handle, path, os.O_RDWR, 0) for handle, path in files]
    with tempfile.TemporaryFile() as complaints:
        actions = [*silence, (os.POSIX_SPAWN_DUP2, complaints.fileno(), 2)]
        start = time.perf_counter()
        process = os.posix_spawn(contender.argv[0], list(contender.argv), env, file_actions=actions)
        _, status, used = os.wait4(process, 0)
        wall = time.perf_counter() - start
        complaints.seek(0)
        if said := complaints.read().decode():
            raise SystemExit(f"{' '.join(contender.argv)} took another path than it should: {said}")
    if status:
        raise SystemExit(f"{' '.join(contender.argv)} ended with {os.waitstatus_to_exitcode(status)}")
    return 1000 * wall, 1000 * (used.ru_utime + used.ru_stime)


def bare(place: Place) -> Contender:
    """Return the floor of whatever is started: a Python that does nothing."""
    return Contender([sys.executable, "-c", "pass"], lambda: place.env)


def command_rows(place: Place, runs: int) -> list[Row]:
    """Measure what is typed in a shell."""
    samples = race(
        {
            "bare": bare(place),
            "done 1": done(place, YEAR),
            "done 10": done(place, DECADE),
            "status 1": _asked(place, YEAR, "status"),
            "status 10": _asked(place, DECADE, "status"),
            "status changed": _status_after_done(place, YEAR),
            "help": _asked(place, YEAR, "--help"),
            "version": _asked(place, YEAR, "--version"),
        },
        runs,
    )
    floor = samples["bare"]
    return [
        against("letbe done, 1 year", samples["done 1"], floor, 3.8),
        against("letbe done, 10 years / 1 year", samples["done 10"], samples["done 1"], 1.2),
        against("letbe status, 1 year", samples["status 1"], floor, 2.3),
        against("letbe status, 10 years", samples["status 10"], floor, 2.3),
        against("letbe status, right after letbe done", samples["status changed"], floor, 2.3),
        against("letbe --help", samples["help"], floor, 2.3),
        against("letbe --version", samples["version"], floor, 2.3),
    ]


def done(place: Place, shape: Shape) -> Contender:
    """Check a habit off, each time in a fresh copy of the book and of all that letbe keeps beside it."""
    return Contender(place.letbe("done", name_of(0)), lambda: place.on(place.copy(shape)))


def _asked(place: Place, shape: Shape, word: str) -> Contender:
    env = place.on(place.book(shape))
    return Contender(place.letbe(word), lambda: env)


def _status_after_done(place: Place, shape: Shape) -> Contender:
    """Ask how today stands as a prompt does, each time right after a check-off."""
    env = place.on(place.copy(shape, "prompt"))
    remarks = map(str, itertools.count())
    subprocess.run(place.letbe("status"), env=env, check=True, capture_output=True)

    def check_off() -> Mapping[str, str]:
        subprocess.run(
            place.letbe("done", name_of(0), "--note", next(remarks)), env=env, check=True, capture_output=True
        )
        return env

    return Contender(place.letbe("status"), check_off)


def lock_rows(place: Place, limit: float) -> list[Row]:
    """Check a habit off while another program holds the lock: for a second, and for longer than letbe waits."""
    rows = []
    for held, code, words in (
        (1.0, 0, "waits and succeeds"),
        (limit + 1.5, 4, "says why, in a sentence, and ends with 4"),
    ):
        path = place.copy(YEAR)
        with open(f"{path}.lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            timer = threading.Timer(held, fcntl.flock, (lock, fcntl.LOCK_UN))
            timer.start()
            start = time.perf_counter()
            ran = subprocess.run(
                place.letbe("done", name_of(0)), env=place.on(path), capture_output=True, text=True, check=False
            )
            seconds = time.perf_counter() - start
            timer.join()
        said = (ran.stdout + ran.stderr).strip()
        met = ran.returncode == code and said.count("\n") == 0 and (code != 0 or seconds >= held)
        rows.append(
            told(
                f"lock held {held:g} s: letbe done {words}",
                f"{seconds:.1f} s, exit {ran.returncode}: {said[:90]}",
                met=met,
            )
        )
    return rows
