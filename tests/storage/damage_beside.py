"""Damage to what lies beside a book: journal, copy, backups, device; it changes no book, and hands no marks on."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.storage.damage import ODD, STRUCTURES, a_full_book, is_same, one_bit, put_an_odd_value, put_back, strangers
from tests.storage.making import commit, done, undoing
from tests.storage.trials import Outcome, store_in
from tracker.domain.book import Book
from tracker.domain.errors import LetbeError
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.disk import Disk
from tracker.storage.recovery.examine import examine
from tracker.storage.store import StoreError

BESIDE = ("*.journal", "habits.json.bak", "*.json.gz", "device")


def beside(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """Change one or two of the files beside a book, with the book whole, gone or cut; count what is wrong."""
    whole, trial = folder / "whole", folder / "trial"
    book = a_full_book(trial)
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(trial, whole)
    lost = 0
    for _ in range(trials):
        put_back(trial, whole)
        for pattern in chance.sample(BESIDE, chance.choice((1, 1, 2))):
            (path,) = trial.rglob(pattern)
            path.write_bytes(_changed(path, chance))
        file = trial / "habits.json"
        kept = chance.choice((True, True, False))
        if not kept:
            file.write_bytes(file.read_bytes()[: chance.choice((0, 40, 2000))])
        lost += bool(_wrong_beside(trial, book, is_whole=kept))
    return Outcome(trials, lost)


def _changed(path: Path, chance: random.Random) -> bytes:
    data = path.read_bytes()
    if path.suffix == ".gz" and chance.random() < 0.6:  # a change that the packing does not tell
        return gzip.compress(chance.choice((one_bit, *STRUCTURES))(gzip.decompress(data), chance))
    if path.suffix == ".journal" and chance.random() < 0.4:
        return _with_an_odd_line(data, chance)
    return chance.choice((one_bit, one_bit, *STRUCTURES[:3]))(data, chance)


def _with_an_odd_line(data: bytes, chance: random.Random) -> bytes:
    """Put an odd value into a line of the journal."""
    lines = data.split(b"\n")
    at = chance.choice([at for at, line in enumerate(lines) if line])
    whole = json.loads(lines[at])
    put_an_odd_value(whole, chance, ODD, 0.3)
    lines[at] = json.dumps(whole, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")
    return b"\n".join(lines)


def _wrong_beside(folder: Path, book: Book, *, is_whole: bool) -> str:
    """Say what is wrong with what is read of a book beside which something was changed; nothing where all is well."""
    file = folder / "habits.json"
    examine(str(file), str(folder / "state"), Disk())
    before = file.read_bytes()
    store = store_in(folder)
    try:
        found = store.read()
    except StoreError as refused:
        return "" if not is_whole and str(refused).endswith(".") and file.read_bytes() == before else "refused"
    if is_whole and found != book:
        return "another book"
    if strangers(found, book):
        return "marks at another habit"
    if not is_same(found, book) and not store.notices():
        return "nothing was said"
    return _wrong_afterwards(folder, found, book)


def _wrong_afterwards(folder: Path, found: Book, book: Book) -> str:
    again = store_in(folder)
    if again.read() != found or again.notices():
        return "not at rest"
    with_one = commit(again, done(5000, mark=Mark(MarkKind.SKIP))).book
    if not _is_undone(lambda: commit_undo(folder), found):
        return "undone to something else"
    try:
        further = commit_undo(folder)
    except (LetbeError, IndexError):  # what the journal lost cannot be undone
        return ""
    return "marks at another habit" if strangers(further, with_one) or strangers(further, book) else ""


def commit_undo(folder: Path) -> Book:
    return store_in(folder).commit(undoing, 1_760_000_000_000).book


def _is_undone(undo: Callable[[], Book], found: Book) -> bool:
    try:
        return is_same(undo(), found)
    except (LetbeError, IndexError):
        return False
