"""What every trial of a fault needs: a book to begin with, a program to be killed, and a look at what is left.

What counts is what was acknowledged: a number is written to a pipe when the commit of the mark on that day has come
back. Afterwards a fresh store opens what is left on the disk and must find each of them, and be able to go on.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import signal
import struct
import time
from collections.abc import Callable, Collection
from functools import partial
from pathlib import Path
from typing import NamedTuple

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, NOW, commit, done, making, on, still
from tracker.domain.changes import together
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.disk import Disk
from tracker.storage.file.file_store import FileStore


class Outcome(NamedTuple):
    """How often a fault was tried, and how many acknowledged entries were lost."""

    trials: int
    lost: int


def store_in(folder: Path, disk: Disk | None = None) -> FileStore:
    return FileStore(str(folder / "habits.json"), str(folder / "state"), still, disk or QuickDisk())


def begun(folder: Path, marks: int = 0) -> FileStore:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    store = store_in(folder)
    commit(store, BEGIN)
    commit(store, together(done(-day) for day in range(1, marks + 2)))
    return store


def found_days(folder: Path) -> set[int]:
    """The days that a fresh program finds marked; and it can go on from there."""
    book = store_in(folder).read()
    days = {(day - on(0)).days for day, mark in book.log("quiet") if mark.kind is not MarkKind.SKIP}
    assert commit(store_in(folder), done(5000, mark=Mark(MarkKind.SKIP))).entry
    return days


def in_child(
    work: Callable[[Callable[[int], None]], object],
    patience: float | None = None,
    end: signal.Signals = signal.SIGKILL,
) -> tuple[list[int], bool]:
    """Run work in a process, which acknowledges numbers. Give the numbers, and whether it came to its end.

    With `patience`, in seconds, it is ended at that moment, wherever it is: nothing is waited for, the moment is the
    trial.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            os.write(writing, b"\n")
            work(partial(_tell, writing))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    os.read(reading, 1)  # it is at work: what a signal raises before, as Python comes out of the fork, Python ignores
    if patience is not None:
        time.sleep(patience)
        os.kill(child, end)
    with os.fdopen(reading, "rb") as pipe:
        numbers = [int(line) for line in pipe.read().split()]
    return numbers, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _tell(pipe: int, number: int) -> None:
    os.write(pipe, b"%d\n" % number)


def forked(work: Callable[[], object]) -> int:
    """Run work in a process of its own, and give its number."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def in_a_process(work: Callable[[], object]) -> bool:
    """Run work in a process of its own; say whether it came to its end."""
    return os.waitstatus_to_exitcode(os.waitpid(forked(work), 0)[1]) == 0


def as_a_user(work: Callable[[], object]) -> bool:
    """Run work in a process for which the modes of files hold, whoever runs the tests; say whether it came to its end.

    Of root this takes every right that goes beyond those of the files' owner.
    """
    if os.geteuid() != 0:
        return in_a_process(work)
    libc = ctypes.CDLL(None)
    version, nobody, no_rights = 0x20080522, 0, bytes(24)  # see capset(2)
    return in_a_process(lambda: (libc.capset(struct.pack("Ii", version, nobody), no_rights), work()))


def commits(folder: Path, disk: Disk | None, acknowledge: Callable[[int], None], count: int = 1_000) -> None:
    store = store_in(folder, disk)
    for number in range(count):
        store.commit(making(done(number)), NOW + number)
        acknowledge(number)


def keep_only(folder: Path, kept: Collection[str]) -> None:
    """Take away all that helps a damaged book but what is named: the journal, the copy beside it, the backups."""
    if "journal" not in kept:
        next((folder / "state").glob("*.journal")).unlink()
    if "copy" not in kept:
        (folder / "habits.json.bak").unlink()
    if "backups" not in kept:
        shutil.rmtree(folder / "state" / "backups")
