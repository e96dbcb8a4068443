"""Copies that sync programs leave beside the book are found by their names, brought in and put away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, a_habit, commit, done, on, still
from tracker.domain.changes import Put, together
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file.file_store import FileStore
from tracker.storage.file.names import is_copy
from tracker.storage.store import StoreError

COPIES = (
    "habits.sync-conflict-20250102-030405-ABCDEF7.json",
    "habits (Ann's conflicted copy 2025-01-02).json",
    "habits (Ann’s MacBook’s conflicted copy 2025-01-02).json",
    "habits (Ann's conflicted copy 2025-01-02 (1)).json",
    "habits (conflicted copy Ann 2025-01-02 030405).json",
    "habits (conflicted copy 2025-01-02 030405).json",
    "habits (Ann's conflicting version 2025-01-02).json",
    "habits_conflict-20250102-030405.json",
    "habits (SFConflict ann@example.org 2025-01-02-03-04-05).json",
    "habits (conflict 2025-01-02 03-04-05).json",
    "habits (Case Conflict).json",
    "habits (Case Conflict 1).json",
    "habits.Conflict.json",
    "habits.conflict1.json",
    "habits-conflict-2.json",
    "habits_conflict.json",
    "habits (1).json",
    "habits(1).json",
    "habits (23).json",
    "habits 2.json",
    "habits-DESKTOP-1A2B3C4.json",
    "habits-LAPTOP-ABC-2.json",
    "habits-Anns-MacBook-Pro.json",
    "habits-ann-pc.json",
    "HABITS (1).JSON",
)
OTHERS = (
    "habits.json",
    "habits.json.bak",
    "habits.json.lock",
    "habits.json.new",
    "habits.default.json",
    "habits-backup.json",
    "habits-2024.json",
    "habits.corrupt-20250102T030405.json",
    "habits copy.json",
    "habits-export.json",
    "my habits (1).json",
    "habits (1).txt",
)


@pytest.mark.parametrize("name", COPIES)
def test_the_names_that_sync_programs_give_are_known(name: str) -> None:
    assert is_copy(name, "habits.json")


@pytest.mark.parametrize("name", OTHERS)
def test_what_somebody_named_so_is_left_alone(name: str) -> None:
    assert not is_copy(name, "habits.json")


def store_at(path: Path) -> FileStore:
    return FileStore(str(path), str(path.parent / "state"), still, QuickDisk())


def elsewhere(path: Path, name: str, *days: int, folder: str = "another machine") -> Path:
    """Copy the book to another machine, check days off there, and let the copy come back under a name."""
    there = path.parent / folder
    there.mkdir(exist_ok=True)
    (there / "habits.json").write_bytes(path.read_bytes())
    commit(FileStore(str(there / "habits.json"), str(there / "state"), still, QuickDisk()), together(map(done, days)))
    return (there / "habits.json").rename(path.with_name(name))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    commit(store_at(tmp_path / "habits.json"), BEGIN)
    commit(store_at(tmp_path / "habits.json"), done(0))
    return tmp_path / "habits.json"


@pytest.mark.parametrize("name", [COPIES[0], COPIES[1], COPIES[16]])
def test_a_copy_beside_the_book_is_brought_in_and_put_away(name: str, path: Path) -> None:
    copy = elsewhere(path, name, *range(10, 20))
    commit(store_at(path), done(1))
    store = store_at(path)
    days = [day for day, _ in store.read().log("quiet")]
    assert days == [on(0), on(1), *(on(day) for day in range(10, 20))]
    (told,) = store.notices()
    assert told.startswith(f"{name}, a copy left by a sync program, was merged: 10 things came from it")
    assert not copy.exists()
    kept = sorted(each.name.split("-")[-1] for each in (path.parent / "state" / "backups").rglob("*.gz"))
    assert kept == ["copy.json.gz", "daily.json.gz", "merge.json.gz"]
    assert store_at(path).read() == store.read()
    assert not store.changed()


def test_a_habit_that_only_the_copy_has_marks_of_is_counted_mark_by_mark(path: Path) -> None:
    commit(store_at(path), Put(a_habit("other")))
    there = elsewhere(path, "there.json", 20)
    far = FileStore(str(there), str(path.parent / "another machine" / "state"), still, QuickDisk())
    commit(far, together(done(day, "other") for day in range(10)))
    there.rename(path.with_name(COPIES[0]))
    store = store_at(path)
    store.read()
    assert "11 things came from it" in store.notices()[0]


def test_a_copy_that_comes_while_the_book_is_open_is_noticed(path: Path) -> None:
    store = store_at(path)
    store.read()
    assert not store.changed()
    elsewhere(path, COPIES[0], 10)
    assert store.changed()
    assert store.read().log("quiet").get(on(10))
    assert not store.changed()


def test_two_notes_that_meet_are_both_kept(path: Path) -> None:
    there = elsewhere(path, "there.json", 3)
    later = FileStore(str(there), str(path.parent / "another machine" / "state"), still, QuickDisk())
    commit(later, done(0, mark=Mark(MarkKind.DONE, note="a walk")))
    commit(store_at(path), done(0, mark=Mark(MarkKind.DONE, note="rained")))
    there.rename(path.with_name(COPIES[0]))
    store = store_at(path)
    store.read()
    assert "1 text that lost against another kept beside it" in store.notices()[0]
    assert "rained" in path.read_text()
    assert "a walk" in path.read_text()


@pytest.mark.parametrize("content", [b"", b"not a book", b"{}"])
def test_what_is_no_copy_of_this_book_is_passed_over(content: bytes, path: Path) -> None:
    copy = path.with_name(COPIES[0])
    copy.write_bytes(content)
    store = store_at(path)
    before = path.read_bytes()
    store.read()
    assert not store.changed()
    assert (path.read_bytes(), copy.read_bytes(), store.notices()) == (before, content, [])


def test_a_book_of_its_own_is_not_merged(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other" / "habits.json"
    commit(FileStore(str(other), str(tmp_path / "other" / "state"), still, QuickDisk()), BEGIN)
    copy = other.rename(path.with_name(COPIES[0]))
    store = store_at(path)
    store.read()
    assert copy.exists()
    with pytest.raises(StoreError, match="another book"):
        store.merge([str(copy)])


def test_a_merge_that_is_asked_for_says_what_came_of_it(path: Path) -> None:
    copy = elsewhere(path, "from the train.json", 4, 5)
    before = path.read_bytes()
    (dry,) = store_at(path).merge([str(copy)], dry=True)
    assert path.read_bytes() == before
    (met,) = store_at(path).merge([str(copy)])
    assert met == dry
    assert [each.place for each in met.taken if each.table == "logs"] == ["2026-11-05", "2026-11-06"]
    assert copy.exists()
    once = path.read_bytes()
    assert [again.differences for again in store_at(path).merge([str(copy)])] == [()]
    assert path.read_bytes() == once


@pytest.mark.parametrize("dry", [True, False])
def test_a_merge_that_is_refused_leaves_nothing_behind(dry: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    store = store_at(tmp_path / "data" / "habits.json")
    with pytest.raises(StoreError, match="no such file"):
        store.merge([str(tmp_path / "nowhere.json")], dry=dry)
    assert list(tmp_path.iterdir()) == []


def test_a_merge_into_an_empty_place_begins_the_same_book_there(path: Path, tmp_path: Path) -> None:
    new = store_at(tmp_path / "new machine" / "habits.json")
    new.merge([str(path)])
    assert new.read() == store_at(path).read()
    commit(new, done(5))
    (met,) = store_at(path).merge([str(tmp_path / "new machine" / "habits.json")])
    assert [each.place for each in met.taken if each.table == "logs"] == ["2026-11-06"]


def test_machines_that_merge_one_anothers_copies_end_with_the_same_bytes(path: Path, tmp_path: Path) -> None:
    there = tmp_path / "there" / "habits.json"
    there.parent.mkdir()
    there.write_bytes(path.read_bytes())
    far = FileStore(str(there), str(tmp_path / "there" / "state"), still, QuickDisk())
    commit(far, together([done(3), done(4)]))
    commit(store_at(path), together([done(4, mark=Mark(MarkKind.SKIP)), done(5)]))
    here_before, there_before = path.read_bytes(), there.read_bytes()
    (tmp_path / "a.json").write_bytes(there_before)
    (tmp_path / "b.json").write_bytes(here_before)
    store_at(path).merge([str(tmp_path / "a.json")])
    far.merge([str(tmp_path / "b.json")])
    assert path.read_bytes() == there.read_bytes()
