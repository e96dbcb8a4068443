"""Damage: a book is changed, by a byte or in its shape, and what is made of it is what was there, or is told of."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.storage.making import BEGIN, a_habit, commit, done, on
from tests.storage.trials import Outcome, keep_only, store_in
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Put, together
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.disk import Disk
from tracker.storage.format.json_text import Layout, Malformed, read_text, seal_of
from tracker.storage.recovery.examine import examine
from tracker.storage.store import StoreError

HABITS = ("quiet", "walk", "tea")
KEPT = (("journal", "copy", "backups"), ("journal",), ("copy",), ("backups",), ("copy", "backups"), ())
ODD: tuple[Any, ...] = (None, "2", [], {}, 2.5, True, -1, 10**30, [[1]], {"a": 1}, {"a": None}, {"": []}, "\ud800")


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
    """Change one bit, mostly where records begin; count faults, marks at another habit, and what is not said."""
    return _tried(folder, chance, trials, lambda data: one_bit(data, chance), moved=False)


def one_bit(data: bytes, chance: random.Random) -> bytes:
    """Change one bit, half the time where a record begins."""
    beginnings = [at for at in range(len(data)) if data.startswith(b'\n    "', at)]
    at = chance.randrange(len(data))
    if beginnings and chance.random() < 0.5:
        at = min(chance.choice(beginnings) + chance.randrange(16), len(data) - 1)
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def structure(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """Take lines away, put them twice or elsewhere, cut the file, or put odd values into it; count the same."""
    return _tried(folder, chance, trials, lambda data: chance.choice(STRUCTURES)(data, chance))


def sealed_anew(folder: Path, chance: random.Random, trials: int) -> Outcome:
    """The same, with a seal that fits: nobody can tell then what was changed, but nothing may fail or be handed on."""

    def broken(data: bytes) -> bytes:
        changed = chance.choice(STRUCTURES)(data, chance)
        try:
            return Layout().text(read_text(changed, trusting=False))
        except (Malformed, AttributeError, TypeError, UnicodeEncodeError):
            return changed

    return _tried(folder, chance, trials, broken)


def _without_a_line(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    first = chance.randrange(len(lines))
    del lines[first : first + chance.choice((1, 1, 2, 5))]
    return b"".join(lines)


def _with_a_line_elsewhere(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True)
    line = chance.choice(lines)
    if chance.random() < 0.5:
        lines.remove(line)
    lines.insert(chance.randint(0, len(lines)), line)
    return b"".join(lines)


def _cut(data: bytes, chance: random.Random) -> bytes:
    first, last = sorted(chance.randrange(len(data)) for _ in range(2))
    return chance.choice((data[:first], data[last:], data[:first] + data[last:], data + data[first:last]))


def _with_an_odd_value(data: bytes, chance: random.Random) -> bytes:
    tables = json.loads(data)
    put_an_odd_value(tables, chance, ODD, 0.2)
    return json.dumps(tables, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _with_two_names_changed(data: bytes, chance: random.Random) -> bytes:
    one, other = chance.sample(HABITS, 2)
    parts = data.split(f'"{one}": {{'.encode())
    at = chance.randrange(1, len(parts)) if len(parts) > 1 else 0
    return f'"{one}": {{'.encode().join(parts[:at]) + f'"{other}": {{'.encode() + b"".join(parts[at : at + 1])


STRUCTURES: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _without_a_line,
    _with_a_line_elsewhere,
    _cut,
    _with_an_odd_value,
    _with_two_names_changed,
)


def _tried(
    folder: Path, chance: random.Random, trials: int, broken: Callable[[bytes], bytes], *, moved: bool = True
) -> Outcome:
    """Try changes, each with some of what a book can be rebuilt from.

    A line that was `moved` belongs where it stands, unless the journal knows better.
    """
    whole, trial = folder / "whole", folder / "trial"
    book = a_full_book(trial)
    shutil.rmtree(whole, ignore_errors=True)
    shutil.copytree(trial, whole)
    data = (trial / "habits.json").read_bytes()
    lost = 0
    for _ in range(trials):
        put_back(trial, whole)
        keep_only(trial, chance.choice(KEPT))
        (trial / "habits.json").write_bytes(broken(data))
        lost += _is_wrong(trial, book, told_apart=not moved or any((trial / "state").glob("*.journal")))
    return Outcome(trials, lost)


def put_back(trial: Path, whole: Path) -> None:
    """Put every file back as it was, in the folders that there are."""
    for path in trial.rglob("*"):
        if path.is_file():
            path.unlink()
    shutil.copytree(whole, trial, dirs_exist_ok=True)


def _is_wrong(folder: Path, book: Book, *, told_apart: bool) -> bool:
    """Whether a changed book is read as something else without a word, hands marks on, or can never be gone on with."""
    path, state = folder / "habits.json", str(folder / "state")
    data = path.read_bytes()
    examine(str(path), state, Disk())
    store = store_in(folder)
    try:
        found = store.read()
    except StoreError as refused:
        return path.read_bytes() != data or not str(refused).endswith(".")
    told = store.notices()
    taken = bool(seal_of(data)) or any("changed from outside" in said for said in told)
    if told_apart and not taken and strangers(found, book):
        return True
    if not is_same(found, book) and not told and not seal_of(data):
        return True
    again = store_in(folder)
    if again.read() != found or again.notices():
        return True
    return commit(store_in(folder), done(5000, mark=Mark(MarkKind.SKIP))).entry is None


def is_same(found: Book, book: Book) -> bool:
    return found._replace(logs={}) == book._replace(logs={}) and all(
        dict(found.log(id)) == dict(book.log(id)) for id in {*found.logs, *book.logs}
    )


def strangers(found: Book, book: Book) -> int:
    """Count the marks that a habit never had."""
    strange = 0
    for id in HABITS:
        for day, mark in found.log(id):
            strange += mark.note not in ("", f"by {id}") and mark.note[:3] == "by " and mark.note[3:] in HABITS
            strange += book.log(id).get(day) is None and any(book.log(other).get(day) for other in HABITS)
    return strange


def put_an_odd_value(whole: Any, chance: random.Random, values: Sequence[object], shallow: float) -> None:
    """Put one of some values somewhere into what JSON holds; at each depth it stops with a chance of `shallow`."""
    place = whole
    while True:
        key = chance.choice(list(place) if isinstance(place, dict) else range(len(place)))
        if not isinstance(place[key], dict | list) or not place[key] or chance.random() < shallow:
            break
        place = place[key]
    place[key] = chance.choice(values)
