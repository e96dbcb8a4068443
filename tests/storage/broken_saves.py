"""Faults of the machine: the program is killed, or the disk refuses, in the midst of a save."""

from __future__ import annotations

import errno
import random
import resource
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.storage.faulty_disk import Fault, FaultyDisk, QuickDisk, dying, failing, short
from tests.storage.making import commit, done
from tests.storage.trials import Outcome, begun, commits, found_days, in_child, store_in
from tracker.domain.changes import Change, Delete, ItemKind, together
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.disk import Disk
from tracker.storage.store import StoreError

CHANGES: tuple[Change, ...] = (
    done(5, mark=Mark(MarkKind.AMOUNT, 20_000, note="new")),
    done(-1, mark=Mark(MarkKind.MISSED)),
    Delete(ItemKind.HABIT, "quiet"),
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


def ended_by_a_signal(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """A program that saves all the time is told to end; what the app does then is in the tests of its leaving."""
    lost = 0
    for _ in range(trials):
        begun(folder)
        number = chance.choice((signal.SIGTERM, signal.SIGHUP, signal.SIGINT))
        acknowledged, _ = in_child(partial(commits, folder, None), chance.uniform(0.005, 0.1), number)
        lost += len(set(acknowledged) - found_days(folder))
    return Outcome(trials, lost)
