"""The faults of the campaign, each tried as often as asked for, on letbe's store; each says how many entries it lost.

What counts is what was acknowledged: a number is written to a pipe when the commit of the mark on that day has come
back. Afterwards a fresh store opens what is left on the disk and must find each of them, and be able to go on.
"""

from __future__ import annotations

import errno
import os
import random
import resource
import shutil
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from tests.storage.faulty_disk import Fault, FaultyDisk, QuickDisk, dying, failing, short
from tests.storage.making import BEGIN, adding, commit, done, making, on, still
from tests.storage.test_odd_files import ODD
from tracker.domain.changes import Change, Delete, Kind, together
from tracker.domain.log import Mark, MarkKind
from tracker.storage.disk import Disk
from tracker.storage.file_store import FileStore
from tracker.storage.store import StoreError

NOW = 1_760_000_000_000


class Outcome(NamedTuple):
    """How often a fault was tried, how many acknowledged entries were lost and how many files could not be read."""

    trials: int
    lost: int


Trial = Callable[[Path, random.Random], Outcome]


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


def in_child(work: Callable[[Callable[[int], None]], object], patience: float | None = None) -> tuple[list[int], bool]:
    """Run work in a process, which acknowledges numbers; kill it after a while. Give the numbers, and if it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(partial(_tell, writing))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(writing)
    if patience is not None:
        time.sleep(patience)
        os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as pipe:
        numbers = [int(line) for line in pipe.read().split()]
    return numbers, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _tell(pipe: int, number: int) -> None:
    os.write(pipe, b"%d\n" % number)


def commits(folder: Path, disk: Disk | None, acknowledge: Callable[[int], None], count: int = 10_000) -> None:
    store = store_in(folder, disk)
    for number in range(count):
        store.commit(making(done(number)), NOW + number)
        acknowledge(number)


CHANGES: tuple[Change, ...] = (
    done(5, mark=Mark(MarkKind.AMOUNT, 20_000, note="new")),
    done(-1, mark=Mark(MarkKind.MISSED)),
    Delete(Kind.HABIT, "quiet"),
    together([done(6), done(-2, mark=None)]),
)


def calls_of_a_save(folder: Path, change: Change) -> list[str]:
    begun(folder)
    disk = FaultyDisk()
    commit(store_in(folder, disk), change)
    return disk.calls


def one_fault(folder: Path, change: Change, number: int, fault: Fault) -> int:
    """Let one call of a save go wrong in a process of its own; say if what is left is neither before nor after."""
    before = begun(folder).read()
    after = change.apply(before)

    def work(acknowledge: Callable[[int], None]) -> None:
        try:
            commit(store_in(folder, FaultyDisk(number, fault)), change)
        except StoreError:
            return
        acknowledge(1)

    acknowledged, _ = in_child(work)
    book = store_in(folder).read()
    return int(book != after if acknowledged else book not in (before, after))


def killed_before_each_call(folder: Path, chance: random.Random, share: float) -> Outcome:
    trials = lost = 0
    for change in CHANGES:
        calls = calls_of_a_save(folder, change)
        for number, call in enumerate(calls):
            for part in (0, 0.25, 0.5, 0.75) if call == "write" else (0.0,) * 2:
                if chance.random() < share:
                    trials, lost = trials + 1, lost + one_fault(folder, change, number, dying(part))
    return Outcome(trials, lost)


def failing_once(folder: Path, chance: random.Random, share: float) -> Outcome:
    trials = lost = 0
    for change in CHANGES:
        calls = calls_of_a_save(folder, change)
        for number in range(len(calls)):
            faults = [failing(code) for code in (errno.ENOSPC, errno.EIO, errno.EACCES)] + [short]
            for fault in faults:
                if chance.random() < share:
                    trials, lost = trials + 1, lost + one_fault(folder, change, number, fault)
    return Outcome(trials, lost)


def killed_at_random(folder: Path, chance: random.Random, trials: int) -> Outcome:
    lost = 0
    for _ in range(trials):
        begun(folder, marks=chance.choice((0, 3000)))
        disk = Disk() if chance.random() < 0.5 else QuickDisk()
        acknowledged, _ = in_child(partial(commits, folder, disk), patience=chance.uniform(0.005, 0.12))
        lost += len(set(acknowledged) - found_days(folder))
    return Outcome(trials, lost)


def file_size_limit(folder: Path, chance: random.Random, trials: int) -> Outcome:
    lost = 0
    for _ in range(trials):
        begun(folder, marks=500)
        limit = chance.randint(0, 2 * (folder / "habits.json").stat().st_size)

        def work(acknowledge: Callable[[int], None], limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            try:
                commits(folder, None, acknowledge, 5)
            except StoreError:
                return

        acknowledged, ended = in_child(work)
        lost += len(set(acknowledged) - found_days(folder)) + (not ended)
    return Outcome(trials, lost)


def several_writers(folder: Path, _: random.Random, entries: int) -> Outcome:
    """2 and then 4 programs write at once, beside one that reads all the time."""
    trials = lost = 0
    for writers in (2, 4):
        begun(folder)
        each = entries // 2 // writers

        def write(worker: int, each: int = each) -> None:
            store = store_in(folder)
            for number in range(each):
                store.commit(adding(1000), NOW)
                if number % 2:
                    store.commit(making(done(1 + worker * each + number)), NOW)

        def read() -> None:
            while True:
                store_in(folder).read()

        children = [_fork(partial(write, worker)) for worker in range(writers)]
        reader = _fork(read)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        os.kill(reader, signal.SIGKILL)
        lost += os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1]) != -signal.SIGKILL
        log = store_in(folder).read().log("quiet")
        mark = log.get(on(0))
        lost += writers * each - (mark.amount // 1000 if mark else 0) + sum(map(bool, codes))
        lost += writers * (each // 2) - sum((day - on(0)).days > 0 for day, _ in log)
        trials += writers * (each + each // 2)
    return Outcome(trials, lost)


def _fork(work: Callable[[], object]) -> int:
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        finally:
            os._exit(1)
    return child


def foreign_replace(folder: Path, chance: random.Random, share: float) -> Outcome:
    """A sync program puts another copy, with a mark of its own, in the place of the file before each call.

    The rename itself is left out: whoever replaces the file in the instant between the last look at it and the
    rename is not noticed; see `at_the_rename`.
    """
    return _foreign(folder, chance, share, lambda call, following: (call, following) != ("replace", "sync_folder"))


def at_the_rename(folder: Path, chance: random.Random, share: float) -> Outcome:
    """The same, in the one instant that no program can see: between the last look and the rename."""
    return _foreign(folder, chance, share, lambda call, following: (call, following) == ("replace", "sync_folder"))


def _foreign(folder: Path, chance: random.Random, share: float, wanted: Callable[[str, str], bool]) -> Outcome:
    trials = lost = 0
    calls = calls_of_a_save(folder, done(5))
    for number, (call, following) in enumerate(zip(calls, [*calls[1:], ""], strict=True)):
        for dies in (False, True):
            if wanted(call, following) and chance.random() < share:
                trials, lost = trials + 1, lost + _replaced_at(folder, number, dies=dies)
    return Outcome(trials, lost)


def _replaced_at(folder: Path, number: int, *, dies: bool) -> int:
    begun(folder)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(folder / "habits.json", elsewhere)
    commit(FileStore(str(elsewhere / "habits.json"), str(elsewhere / "state"), still, QuickDisk()), done(9))

    def slip(_: str, real: Callable[..., Any], args: tuple[Any, ...]) -> Any:
        os.replace(elsewhere / "habits.json", folder / "habits.json")
        if dies:
            os._exit(9)
        return real(*args)

    def work(acknowledge: Callable[[int], None]) -> None:
        commit(store_in(folder, FaultyDisk(number, slip)), done(5))
        acknowledge(5)

    acknowledged, _ = in_child(work)
    return len({9, -1, *acknowledged} - found_days(folder))


def odd_contents(folder: Path, chance: random.Random, share: float) -> Outcome:
    """Every odd content, with all, some and none of what a book could be rebuilt from."""
    trials = lost = 0
    for data, _ in ODD.values():
        for kept in ("journal copy backups", "journal", "copy", "backups", ""):
            if chance.random() >= share:
                continue
            trials += 1
            begun(folder)
            commit(store_in(folder), done(3))
            _keep_only(folder, kept.split())
            (folder / "habits.json").write_bytes(data)
            lost += _lost_to(folder, data, kept)
    return Outcome(trials, lost)


def _keep_only(folder: Path, kept: list[str]) -> None:
    if "journal" not in kept:
        next((folder / "state").glob("*.journal")).unlink()
    if "copy" not in kept:
        (folder / "habits.json.bak").unlink()
    if "backups" not in kept:
        shutil.rmtree(folder / "state" / "backups")


def _lost_to(folder: Path, data: bytes, kept: str) -> int:
    """Count what is lost: with a journal nothing may be, with a copy only the last change, and never the bytes."""
    expected = {"journal": {-1, 3}, "copy": {-1}, "backups": set(), "": set()}[
        kept.split(maxsplit=1)[0] if kept else ""
    ]
    try:
        days = found_days(folder)
    except StoreError as refused:
        untouched = (folder / "habits.json").read_bytes() == data
        return int(not untouched or "journal" in kept or "copy" in kept or not str(refused).endswith("."))
    held = [path.read_bytes() for path in folder.glob("habits*.json")]
    return len(expected - days) + (bool(data) and data not in held)


def jumping_clock(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """The clock jumps by up to a year either way between two changes of one mark; the later change holds in a merge."""
    lost = 0
    year = 366 * 86_400_000
    for _ in range(trials):
        store = begun(folder)
        older = (folder / "habits.json").read_bytes()
        for number in range(1, 4):
            store.commit(making(done(0, mark=Mark(MarkKind.AMOUNT, number * 1000))), NOW + chance.randint(-year, year))
        (folder / "older.json").write_bytes(older)
        store.merge([str(folder / "older.json")])
        lost += store_in(folder).read().log("quiet").get(on(0)) != Mark(MarkKind.AMOUNT, 3000)
    return Outcome(trials, lost)


FAULTS: dict[str, tuple[Callable[..., Outcome], float, float]] = {
    "kill before each call × share written": (killed_before_each_call, 0.08, 1),
    "kill -9 at a random moment": (killed_at_random, 12, 250),
    "each call fails: ENOSPC, EIO, EACCES, short": (failing_once, 0.06, 1),
    "full disk (file-size limit anywhere)": (file_size_limit, 10, 200),
    "2 and 4 writers beside a reader (entries)": (several_writers, 80, 1200),
    "foreign replace before each call, ± kill": (foreign_replace, 0.3, 1),
    "odd contents × what is left to rebuild from": (odd_contents, 0.1, 1),
    "clock jumping ± 1 year": (jumping_clock, 10, 100),
}
"""Each fault with how much of it is tried in every test run, and how much in the campaign."""
