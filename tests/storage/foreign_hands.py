"""Faults from outside: other programs, and hands, write to the file or to what lies around it."""

from __future__ import annotations

import errno
import os
import random
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.storage.broken_saves import CHANGES, calls_of_a_save
from tests.storage.faulty_disk import FaultyDisk, QuickDisk
from tests.storage.making import NOW, adding, commit, done, making, on, still
from tests.storage.test_copies import COPIES
from tests.storage.test_odd_files import ODD
from tests.storage.trials import Outcome, begun, forked, found_days, in_child, keep_only, store_in
from tracker.domain.changes import together
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.file_store import FileStore
from tracker.storage.store import StoreError


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

        children = [forked(partial(write, worker)) for worker in range(writers)]
        reader = forked(read)
        codes = [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]
        os.kill(reader, signal.SIGKILL)
        lost += os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1]) != -signal.SIGKILL
        log = store_in(folder).read().log("quiet")
        mark = log.get(on(0))
        lost += writers * each - (mark.amount // 1000 if mark else 0) + sum(map(bool, codes))
        lost += writers * (each // 2) - sum((day - on(0)).days > 0 for day, _ in log)
        trials += writers * (each + each // 2)
    return Outcome(trials, lost)


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
            keep_only(folder, kept.split())
            (folder / "habits.json").write_bytes(data)
            lost += _lost_to(folder, data, kept)
    return Outcome(trials, lost)


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


def conflict_copies(folder: Path, chance: random.Random, share: float) -> Outcome:
    """A sync program leaves a copy with ten other marks beside the book, under every name that is known."""
    trials = lost = 0
    for name in COPIES:
        if chance.random() >= share:
            continue
        trials += 1
        begun(folder)
        elsewhere = folder / "elsewhere"
        elsewhere.mkdir()
        shutil.copy(folder / "habits.json", elsewhere)
        there = FileStore(str(elsewhere / "habits.json"), str(elsewhere / "state"), still, QuickDisk())
        commit(there, together(done(day) for day in range(10, 20)))
        commit(store_in(folder), done(3))
        os.replace(elsewhere / "habits.json", folder / name)
        lost += len({-1, 3, *range(10, 20)} - found_days(folder)) + (folder / name).exists()
    return Outcome(trials, lost)


def newer_schema(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """A newer letbe wrote the file: every change is refused in a sentence, and no byte of it changes."""
    lost = 0
    for _ in range(trials):
        begun(folder, marks=chance.choice((0, 500)))
        path = folder / "habits.json"
        path.write_bytes(path.read_bytes().replace(b'"schema": 4', b'"schema": 5', 1))
        before, store = path.read_bytes(), store_in(folder)
        shown = store.read().log("quiet").get(on(-1))
        try:
            commit(store, chance.choice(CHANGES))
            lost += 1
        except StoreError as refused:
            lost += "newer letbe" not in str(refused) or shown is None or path.read_bytes() != before
    return Outcome(trials, lost)


class Forbidden(QuickDisk):
    """A disk on which no file can be made in one folder: what 0555 is to all but root."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)

    def create(self, path: str) -> int:
        if os.path.dirname(path) == self._folder:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        return super().create(path)


def guarded_places(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """The file is a link, or read-only, or its folder is: a link stays one, and what is refused is untouched."""
    lost = 0
    for number in range(trials):
        begun(folder, marks=chance.choice((0, 500)))
        path, case = folder / "habits.json", ("link", "0444", "0555")[number % 3]
        if case == "link":
            os.replace(path, folder / "elsewhere.json")
            path.symlink_to("elsewhere.json")
        path.chmod(0o444 if case == "0444" else 0o600)
        before = path.read_bytes()
        try:
            commit(store_in(folder, Forbidden(folder) if case == "0555" else None), done(5))
            lost += case != "link" or not path.is_symlink()
        except StoreError:
            lost += case == "link" or path.read_bytes() != before
        path.chmod(0o600)
        lost += len({-1, *([5] if case == "link" else [])} - found_days(folder))
    return Outcome(trials, lost)
