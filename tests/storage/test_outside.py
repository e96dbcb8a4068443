"""A file that a hand or a fault has changed since it was saved: taken, said once, and taken back by one undo."""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.storage.damage import a_full_book
from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import NOW, commit, done, on, undoing
from tests.storage.trials import store_in
from tracker.domain.book import Book
from tracker.domain.history import LabelledChange
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.disk import Disk
from tracker.storage.file.file_store import FileStore
from tracker.storage.format.json_text import Layout, read_text
from tracker.storage.recovery.examine import examine
from tracker.storage.store import StoreError

SAID = "was changed from outside since it was last saved"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return a_full_book(tmp_path)


def edit(folder: Path, old: str, new: str) -> None:
    path = folder / "habits.json"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


EDITED = [
    ('"name": "A quiet hour"', '"name": "A quiet evening"', "1 habit"),
    ('"name": "Self-care"', '"name": "Care"', "1 area"),
    ('"What helped?": "tea"', '"What helped?": "rain"', "1 reflection"),
    ('"by tea"', '"by hand"', "24 marks"),
    ('"schema": 4,', '"schema": 4,\n      "settings": {"week_start": "sunday"},', "1 setting"),
    ('"tea": {"name": "A tea hour"', '"gone": {"name": "A tea hour"', "2 habits"),
]
"""What stood there, what a hand wrote, and what is said of it."""


@pytest.mark.parametrize(("old", "new", "words"), EDITED)
@pytest.mark.parametrize("kept", ["everything", "no backups", "no journal"])
def test_an_edit_by_hand_is_taken_and_said_once_and_one_undo_takes_it_back(
    old: str, new: str, words: str, kept: str, book: Book, tmp_path: Path
) -> None:
    if kept == "no backups":
        shutil.rmtree(tmp_path / "state" / "backups")
    if kept == "no journal":
        next((tmp_path / "state").glob("*.journal")).unlink()
    edit(tmp_path, old, new)
    store = store_in(tmp_path)
    found = store.read()
    assert found != book
    (said,) = store.notices()
    assert f"{SAID}: {words}." in said
    fresh = store_in(tmp_path)
    assert (fresh.read(), fresh.notices()) == (found, [])
    assert fresh.history().entries[-1].made.label == f"Changed from outside: {words}"
    assert store_in(tmp_path).commit(undoing, NOW).book == book


def test_what_stood_there_is_among_the_backups_and_what_a_hand_wrote_beside_the_file(
    book: Book, tmp_path: Path
) -> None:
    edit(tmp_path, "A quiet hour", "A quiet evening")
    store_in(tmp_path).read()
    assert list((tmp_path / "state" / "backups").rglob("*-outside.json.gz"))
    assert "A quiet evening" in (tmp_path / "habits.json.bak").read_text()


def test_an_edit_by_hand_under_an_open_program_is_said_too(book: Book, tmp_path: Path) -> None:
    store = store_in(tmp_path)
    store.read()
    shutil.rmtree(tmp_path / "state" / "backups")
    (tmp_path / "habits.json.bak").unlink()
    edit(tmp_path, "A quiet hour", "A quiet evening")
    assert store.changed()
    assert commit(store, done(200)).book.habit("quiet").name == "A quiet evening"
    assert SAID in store.notices()[0]
    assert not store.changed()
    store.commit(undoing, NOW)
    assert store.commit(undoing, NOW).book == book


def test_an_edit_by_hand_of_which_nothing_tells_what_it_was_is_taken_and_said(book: Book, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "state")
    (tmp_path / "habits.json.bak").unlink()
    edit(tmp_path, "A quiet hour", "A quiet evening")
    store = store_in(tmp_path)
    assert store.read().habit("quiet").name == "A quiet evening"
    assert "Nothing here tells what it was" in store.notices()[0]
    fresh = store_in(tmp_path)
    fresh.read()
    assert fresh.notices() == []


@pytest.mark.parametrize(
    ("pattern", "new"),
    [
        (r'("seen": \{"\w+": ")1', r"\g<1>9"),
        (r'("clock": ")1', r"\g<1>9"),
        (r'("last": \{"\w+": ")\d', r"\g<1>9"),
        (r'("sum": "crc32:)\w', r"\g<1>x"),
        (r'"sum": "crc32:', r'"sun": "crc32:'),
        (r'("stamps": "[^"]*)@', r"\g<1>#"),
        (r'(\s+"id": ")\w', r"\g<1>z"),
        (r"\n    ", "\n     "),
    ],
)
def test_a_fault_in_what_is_nobodys_text_is_mended_without_a_word(
    pattern: str, new: str, book: Book, tmp_path: Path
) -> None:
    path = tmp_path / "habits.json"
    before = json.loads(path.read_text())["meta"]["book"]
    text, count = re.subn(pattern, new, path.read_text(), count=1)
    assert count
    path.write_text(text)
    store = store_in(tmp_path)
    assert (store.read(), store.notices()) == (book, [])
    after = json.loads(path.read_text())["meta"]["book"]
    assert {name: after[name] for name in ("id", "seen", "last", "clock")} == {
        name: before[name] for name in ("id", "seen", "last", "clock")
    }
    assert "sun" not in after
    assert commit(store_in(tmp_path), done(200)).entry


def test_what_letbe_does_not_know_and_a_hand_wrote_stays(book: Book, tmp_path: Path) -> None:
    edit(tmp_path, '"name": "A tea hour"', '"mood": 3, "name": "A tea evening"')
    edit(tmp_path, "\n}\n", ',\n  "dreams": {"a": {"b": 1}}\n}\n')
    store = store_in(tmp_path)
    assert store.read().habit("tea").name == "A tea evening"
    tables = json.loads((tmp_path / "habits.json").read_text())
    assert tables["habits"]["tea"]["mood"] == 3
    assert tables["dreams"] == {"a": {"b": 1}}


def elsewhere(folder: Path) -> FileStore:
    """The same book on another machine."""
    other = folder / "other"
    other.mkdir()
    shutil.copy(folder / "habits.json", other)
    return FileStore(str(other / "habits.json"), str(other / "state"), lambda: NOW + 5, QuickDisk())


def test_what_another_machine_wrote_is_told_from_what_a_hand_did_to_it(book: Book, tmp_path: Path) -> None:
    other = elsewhere(tmp_path)
    other.commit(lambda *_: _noted(300, "from there"), NOW + 5)
    os.replace(tmp_path / "other" / "habits.json", tmp_path / "habits.json")
    edit(tmp_path, "A quiet hour", "A quiet evening")
    store = store_in(tmp_path)
    assert store.read().log("quiet").get(on(300)) == Mark(MarkKind.DONE, note="from there")
    assert f"{SAID}: 1 habit." in store.notices()[0]
    undone = store.commit(undoing, NOW).book
    assert undone.habit("quiet") == book.habit("quiet")
    assert undone.log("quiet").get(on(300))


def test_an_older_file_that_a_hand_changed_takes_nothing_back(book: Book, tmp_path: Path) -> None:
    older = (tmp_path / "habits.json").read_bytes()
    commit(store_in(tmp_path), done(300))
    (tmp_path / "habits.json").write_bytes(older)
    edit(tmp_path, "A quiet hour", "A quiet evening")
    found = store_in(tmp_path).read()
    assert found.habit("quiet").name == "A quiet evening"
    assert found.log("quiet").get(on(300))


def test_where_nothing_can_be_saved_the_edit_is_shown_and_waits(
    book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(tmp_path, "A quiet hour", "A quiet evening")
    edited = (tmp_path / "habits.json").read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(QuickDisk, "create", full)
        store = store_in(tmp_path)
        assert store.read().habit("quiet").name == "A quiet evening"
        assert not store.changed()
        with pytest.raises(StoreError, match="full"):
            commit(store, done(300))
    assert (tmp_path / "habits.json").read_bytes() == edited
    assert f"{SAID}: 1 habit" in " ".join(_read(store_in(tmp_path)))


def _read(store: FileStore) -> list[str]:
    store.read()
    return store.notices()


def _noted(day: int, note: str) -> LabelledChange:
    return LabelledChange(done(day, mark=Mark(MarkKind.DONE, note=note)), "noted")


def test_a_seal_that_fits_over_what_cannot_be_read_is_no_reason_to_believe_it(book: Book, tmp_path: Path) -> None:
    path = tmp_path / "habits.json"
    for old, new in (('"days": "', '"days": 3, "dyas": "'), ('"notes": {', '"notes": 7, "nts": {')):
        text = path.read_text().replace(old, new)
        path.write_bytes(Layout().text(read_text(text.encode(), trusting=False)))
        assert examine(str(path), str(tmp_path / "state"), Disk()).trouble
        found = store_in(tmp_path).read()
        assert {id: dict(log) for id, log in found.logs.items()} == {id: dict(log) for id, log in book.logs.items()}


def test_doctor_lists_what_was_changed_before_and_after_it_is_taken(book: Book, tmp_path: Path) -> None:
    path, state = tmp_path / "habits.json", str(tmp_path / "state")
    edit(tmp_path, '"by tea"', '"by hand"')
    before = path.read_bytes(), sorted(tmp_path.rglob("*"))
    (first, *_) = examine(str(path), state, Disk()).outside or ()
    assert first == "tea 2026-11-03: done: by hand, was done: by tea"
    assert (path.read_bytes(), sorted(tmp_path.rglob("*"))) == before
    store = store_in(tmp_path)
    store.read()
    found = examine(str(path), state, Disk())
    assert found.outside is None
    assert found.taken
    assert "24 marks" in found.taken.made.label
    store.commit(undoing, NOW)
    assert examine(str(path), state, Disk()).taken is None
