"""Damage: one byte of a book is changed, anywhere, and what is made of it may hold nothing that was never there."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from tests.storage.making import BEGIN, a_habit, commit, done, on
from tests.storage.trials import Outcome, store_in
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Put, together
from tracker.domain.errors import LetbeError
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.book_file import parse
from tracker.storage.format.json_text import Malformed
from tracker.storage.format.tables import Shelves, read_book
from tracker.storage.store import StoreError

HABITS = ("quiet", "walk", "tea")
KEPT = (("journal", "copy", "backups"), ("journal",), ("copy",), ("backups",), ("copy", "backups"), ())


def a_full_book(folder: Path) -> Book:
    """Keep a book with three habits, each marked on days of its own, and all that it can be rebuilt from."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    store = store_in(folder)
    commit(store, BEGIN)
    commit(store, together(Put(a_habit(id)) for id in HABITS))
    for number, id in enumerate(HABITS):
        mark = Mark(MarkKind.DONE, note=f"by {id}")
        commit(store, together(done(day, id, mark if day % 5 else None) for day in range(number, 90, 3)))
    commit(store, Put(Reflection(Lookback.WEEK, on(1), answers=(("What helped?", "tea"),))))
    return commit(store, done(100, "walk", Mark(MarkKind.SKIP, note="by walk"))).book


def one_byte(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """Change one byte, mostly where records begin; count faults, marks at another habit, and what is not rebuilt."""
    lost = 0
    whole = folder / "whole"
    book = a_full_book(whole)
    data = (whole / "habits.json").read_bytes()
    beginnings = [at for at in range(len(data)) if data.startswith(b'\n    "', at)]
    for _ in range(trials):
        at = chance.choice(beginnings) + chance.randrange(16) if chance.random() < 0.5 else chance.randrange(len(data))
        broken = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]
        lost += _wrong(folder / "trial", whole, broken, chance.choice(KEPT), book)
    return Outcome(trials, lost)


def _wrong(folder: Path, whole: Path, broken: bytes, kept: tuple[str, ...], book: Book) -> int:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(whole, folder)
    if "journal" not in kept:
        next((folder / "state").glob("*.journal")).unlink()
    if "copy" not in kept:
        (folder / "habits.json.bak").unlink()
    if "backups" not in kept:
        shutil.rmtree(folder / "state" / "backups")
    (folder / "habits.json").write_bytes(broken)
    try:
        found = store_in(folder).read()
    except StoreError:
        return int(bool(kept) and kept != ("backups",) and "id" in broken.decode("utf-8", "replace") and "copy" in kept)
    return _strangers(found, book) if not _is_a_book(broken) else 0


def _is_a_book(data: bytes) -> bool:
    """Whether nobody can see that it was broken."""
    try:
        read_book(Shelves.of(parse(data)[0]))
    except (Malformed, LetbeError):
        return False
    return True


def _strangers(found: Book, book: Book) -> int:
    """Count the marks that a habit never had."""
    strange = 0
    for id in found.logs:
        for day, mark in found.log(id):
            strange += mark.note not in ("", f"by {id}") or (book.log(id).get(day) is None and id in HABITS)
    return strange
