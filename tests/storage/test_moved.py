"""A file that is moved, linked, renamed or copied with its state folder: what was left to the journal finds it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, NOW, commit, done, making, on, still
from tracker.storage.file.file_store import FileStore


class Lies(NamedTuple):
    """Where a book lies, and the state folder that goes with it."""

    path: Path
    state: Path

    def store(self) -> FileStore:
        return FileStore(str(self.path), str(self.state), still, QuickDisk())

    def days(self) -> list[int]:
        return [(day - on(0)).days for day, _ in self.store().read().log("quiet")]


def moved(lies: Lies) -> Lies:
    there = lies.path.parent / "folder" / "habits.json"
    there.parent.mkdir()
    for name in ("habits.json", "habits.json.bak"):
        os.replace(lies.path.with_name(name), there.with_name(name))
    return lies._replace(path=there)


def moved_alone(lies: Lies) -> Lies:
    there = lies.path.parent / "folder" / "habits.json"
    there.parent.mkdir()
    os.replace(lies.path, there)
    return lies._replace(path=there)


def renamed(lies: Lies) -> Lies:
    os.replace(lies.path, lies.path.with_name("practices.json"))
    return lies._replace(path=lies.path.with_name("practices.json"))


def linked(lies: Lies) -> Lies:
    link = lies.path.parent / "folder" / "habits.json"
    link.parent.mkdir()
    link.symlink_to(lies.path)
    return lies._replace(path=link)


def moved_behind_a_link(lies: Lies) -> Lies:
    there = moved(lies)
    lies.path.symlink_to(there.path)
    return lies


def hard_linked(lies: Lies) -> Lies:
    os.link(lies.path, lies.path.with_name("practices.json"))
    return lies._replace(path=lies.path.with_name("practices.json"))


def copied_with_its_state(lies: Lies) -> Lies:
    there = lies.path.parent.parent / "other home"
    shutil.copytree(lies.path.parent, there / "data")
    shutil.copytree(lies.state, there / "state")
    return Lies(there / "data" / lies.path.name, there / "state")


def folder_renamed(lies: Lies) -> Lies:
    os.replace(lies.path.parent, lies.path.parent.with_name("files"))
    return lies._replace(path=lies.path.parent.with_name("files") / lies.path.name)


WAYS = (
    moved,
    moved_alone,
    renamed,
    linked,
    moved_behind_a_link,
    hard_linked,
    copied_with_its_state,
    folder_renamed,
)


@pytest.fixture
def lies(tmp_path: Path) -> Lies:
    lies = Lies(tmp_path / "data" / "habits.json", tmp_path / "state")
    commit(lies.store(), BEGIN)
    commit(lies.store(), done(0))
    commit(lies.store(), done(1))
    return lies


@pytest.mark.parametrize("way", WAYS)
def test_what_was_left_to_the_journal_finds_the_file(way: Callable[[Lies], Lies], lies: Lies) -> None:
    store = lies.store()
    store.read()
    store.defer(making(done(2)), NOW)
    there = way(lies)
    store = there.store()
    assert [(day - on(0)).days for day, _ in store.read().log("quiet")] == [0, 1, 2]
    assert store.notices() == ["1 change that the file did not have came back from the journal."]
    assert there.days() == [0, 1, 2]
    assert commit(there.store(), done(3)).entry
    assert there.days() == [0, 1, 2, 3]


@pytest.mark.parametrize("way", WAYS)
def test_an_older_file_that_is_moved_is_brought_up(way: Callable[[Lies], Lies], lies: Lies) -> None:
    older = lies.path.read_bytes()
    commit(lies.store(), done(2))
    lies.path.write_bytes(older)
    there = way(lies)
    assert there.days() == [0, 1, 2]


@pytest.mark.parametrize("way", WAYS)
def test_an_older_file_in_the_place_of_a_moved_one_is_brought_up(way: Callable[[Lies], Lies], lies: Lies) -> None:
    older = lies.path.read_bytes()
    commit(lies.store(), done(2))
    there = way(lies)
    there.path.write_bytes(older)
    assert there.days() == [0, 1, 2]


@pytest.mark.parametrize("way", WAYS)
def test_a_broken_file_that_was_moved_is_rebuilt(way: Callable[[Lies], Lies], lies: Lies) -> None:
    commit(lies.store(), done(2))
    there = way(lies)
    there.path.write_bytes(there.path.read_bytes()[:-200])
    assert there.days() == [0, 1, 2]


@pytest.mark.parametrize("way", WAYS)
def test_undo_goes_on_where_the_file_went(way: Callable[[Lies], Lies], lies: Lies) -> None:
    there = way(lies)
    assert [entry.made.label for entry in there.store().history().undoable] == ["a change"] * 3


def test_a_copy_that_stays_beside_its_original_keeps_to_itself(lies: Lies) -> None:
    copy = lies._replace(path=lies.path.with_name("copy of habits.json"))
    shutil.copy(lies.path, copy.path)
    commit(lies.store(), done(2))
    assert copy.days() == [0, 1]
    commit(copy.store(), done(3))
    assert lies.days() == [0, 1, 2]
    assert copy.days() == [0, 1, 3]
