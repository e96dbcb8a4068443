"""The same faults on TinyDB as it comes, with its own storage: what there would be to lose."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tinydb import TinyDB

from tests.storage.test_odd_files import ODD
from tests.storage.trials import Outcome, forked, in_child

MARKS = 30_000  # as many as ten years of twenty habits have in half of their days


def begun(folder: Path, marks: int = MARKS) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with TinyDB(folder / "db.json") as db:
        db.insert_multiple({"day": -number} for number in range(1, marks + 1))
    return folder / "db.json"


def days(path: Path) -> set[int] | None:
    """The days that are found; None when the file cannot be read."""
    try:
        with TinyDB(path) as db:
            return {document["day"] for document in db}
    except Exception:  # noqa: BLE001 - whatever it raises, the file is of no use
        return None


def lost_of(path: Path, acknowledged: list[int], marks: int = MARKS) -> int:
    found = days(path)
    return int(found is None or bool({*acknowledged, *(-number for number in range(1, marks + 1))} - found))


def commits(path: Path, acknowledge: Callable[[int], None], count: int = 10_000) -> None:
    with TinyDB(path) as db:
        for number in range(count):
            # An edit of an old entry, then a new one: what stands in the middle of the file moves, as it does in life.
            db.update({"note": "x" * (number % 7 + 1)}, doc_ids=[1])
            db.insert({"day": number})
            acknowledge(number)


def killed_at_random(folder: Path, chance: random.Random, trials: int) -> Outcome:
    lost = 0
    for _ in range(trials):
        path = begun(folder)
        acknowledged, _ = in_child(partial(commits, path), patience=chance.uniform(0.2, 0.9))
        lost += lost_of(path, acknowledged)
    return Outcome(trials, lost)


def file_size_limit(folder: Path, chance: random.Random, trials: int) -> Outcome:
    lost = 0
    for _ in range(trials):
        path = begun(folder, 500)
        limit = chance.randint(0, path.stat().st_size)

        def work(acknowledge: Callable[[int], None], path: Path = path, limit: int = limit) -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
            commits(path, acknowledge, 5)

        acknowledged, _ = in_child(work)
        lost += lost_of(path, acknowledged, 500)
    return Outcome(trials, lost)


def several_writers(folder: Path, _: random.Random, entries: int) -> Outcome:
    path = begun(folder, 10)
    each = entries // 4

    def write(worker: int) -> None:
        with TinyDB(path) as db:
            for number in range(each):
                try:
                    db.insert({"day": worker * each + number})
                except Exception:  # noqa: BLE001, S112 - half-written by another; it goes on as a user would
                    continue

    children = [forked(partial(write, worker)) for worker in range(4)]
    for child in children:
        os.waitpid(child, 0)
    found = days(path) or set()
    return Outcome(4 * each, 4 * each - len({day for day in found if day >= 0}))


def foreign_replace(folder: Path, chance: random.Random, trials: int) -> Outcome:
    lost = 0
    for _ in range(trials):
        path = begun(folder, 10)
        with TinyDB(path) as db:
            shutil.copy(path, folder / "other.json")
            os.replace(folder / "other.json", path)
            db.insert({"day": 1})
        lost += lost_of(path, [1], 10)
    return Outcome(trials, lost)


def odd_contents(folder: Path, chance: random.Random, share: float) -> Outcome:
    lost = 0
    for data, _ in ODD.values():
        path = begun(folder, 1)
        path.write_bytes(data)
        lost += days(path) is None or not data.strip() or data.strip() == b"null"
    return Outcome(len(ODD), lost)


PLAIN: dict[str, tuple[Callable[..., Outcome], int]] = {
    "kill -9 at a random moment": (killed_at_random, 100),
    "full disk (file-size limit anywhere)": (file_size_limit, 200),
    "2 and 4 writers beside a reader (entries)": (several_writers, 1200),
    "foreign replace before each call, ± kill": (foreign_replace, 50),
    "odd contents × what is left to rebuild from": (odd_contents, 1),
}
"""The faults that plain TinyDB can be put to, by their names in the campaign."""
