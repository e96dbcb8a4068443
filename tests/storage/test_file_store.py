"""How a store behaves to the files around it and to other programs: nothing is lost, and what cannot be is said."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest

from tests.storage.faulty_disk import FaultyDisk, QuickDisk
from tests.storage.making import BEGIN, DONE, adding, commit, done, on, still, undoing
from tests.storage.stores import begun, rewrite, store_at
from tests.storage.trials import as_a_user
from tracker.domain.book import Book
from tracker.domain.changes import Put, together
from tracker.domain.habit import Area
from tracker.domain.log import Log, Mark, MarkKind
from tracker.storage.file.disk import Disk
from tracker.storage.file.file_store import FileStore
from tracker.storage.store import StoreError


def test_files_and_folders_are_the_users_alone(path: Path, tmp_path: Path) -> None:
    commit(begun(path), done(0))
    found = {str(each.relative_to(tmp_path)): stat.S_IMODE(each.stat().st_mode) for each in tmp_path.rglob("*")}
    assert all(mode == (0o700 if (tmp_path / name).is_dir() else 0o600) for name, mode in found.items())
    names = {name for name in found if name.startswith("data/")}
    assert names == {"data/habits.json", "data/habits.json.bak", "data/habits.json.lock"}


def test_an_existing_file_keeps_its_mode_and_an_existing_folder_its_own(path: Path) -> None:
    path.parent.mkdir(mode=0o755)
    store = begun(path)
    path.chmod(0o640)
    commit(store, done(0))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o755


def test_the_file_before_stays_beside_as_bak(path: Path) -> None:
    store = begun(path)
    before = path.read_bytes()
    commit(store, done(0))
    assert path.with_name("habits.json.bak").read_bytes() == before


def test_a_link_stays_a_link_and_the_file_behind_it_changes(path: Path, tmp_path: Path) -> None:
    begun(path)
    link = tmp_path / "linked.json"
    link.symlink_to(path)
    store = FileStore(str(link), str(tmp_path / "state"), still, QuickDisk())
    commit(store, done(0))
    assert link.is_symlink()
    assert store_at(path).read().log("quiet").get(on(0)) == DONE


def test_a_long_session_holds_no_more_of_the_history_than_the_next_start_reads(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("journal", "open_book"):
        monkeypatch.setattr(f"tracker.storage.file.{module}.ENTRIES_KEPT", 3)
    store = begun(path)
    for number in range(5):
        commit(store, done(number))
        held = [entry.id for entry in store.history().entries]
        assert held == [entry.id for entry in store_at(path).history().entries]
    assert len(held) == 3


def test_two_stores_on_one_file_lose_nothing(path: Path) -> None:
    stores = [begun(path), store_at(path)]
    for number in range(200):
        stores[number % 2].commit(adding(1000), number)
    assert [store.read().log("quiet").get(on(0)) for store in stores] == [Mark(MarkKind.AMOUNT, 200_000)] * 2
    assert len(stores[0].history().entries) == 201


def test_a_change_from_outside_is_noticed_and_read_before_the_next_step(path: Path) -> None:
    here, there = begun(path), store_at(path)
    assert there.changed()
    there.read()
    assert not there.changed()
    commit(here, done(0))
    assert there.changed()
    made = commit(there, done(1))
    assert made.reread
    assert [day for day, _ in made.book.log("quiet")] == [on(0), on(1)]
    assert not commit(there, done(2)).reread


class Fillable(QuickDisk):
    """A disk that can be full."""

    is_full = False

    def write(self, handle: int, data: bytes | memoryview) -> int:
        if self.is_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(handle, data)


def full_beside_a_change(path: Path) -> tuple[FileStore, Fillable]:
    """Give a store on a full disk that came upon a change from outside when it could not save."""
    here, disk = begun(path), Fillable()
    there = store_at(path, disk)
    there.read()
    commit(here, done(0))
    disk.is_full = True
    with pytest.raises(StoreError, match="full"):
        commit(there, done(1))
    return there, disk


def test_a_change_that_a_failed_save_came_upon_is_told_by_the_next_one(path: Path) -> None:
    store, disk = full_beside_a_change(path)
    with pytest.raises(StoreError, match="full"):
        commit(store, done(1))
    disk.is_full = False
    made = commit(store, done(1))
    assert made.reread
    assert [day for day, _ in made.book.log("quiet")] == [on(0), on(1)]
    assert not store.changed()
    assert not commit(store, done(2)).reread


def test_a_change_that_a_failed_save_came_upon_is_told_by_a_look(path: Path) -> None:
    store, disk = full_beside_a_change(path)
    assert store.changed()
    assert store.read().log("quiet").get(on(0)) == DONE
    assert not store.changed()
    disk.is_full = False
    assert not commit(store, done(1)).reread


def test_undo_takes_back_what_another_program_did(path: Path) -> None:
    commit(begun(path), done(0))
    assert store_at(path).commit(undoing, 1).book.log("quiet") == Log()


def test_what_could_not_be_read_again_is_not_written(path: Path) -> None:
    store = begun(path)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="could not be read again"):
        commit(store, Put(Area("new", "")))
    assert path.read_bytes() == before
    assert commit(store, done(0)).book.areas == BEGIN.apply(Book()).areas


def test_a_newer_schema_can_be_looked_at_and_not_changed(path: Path) -> None:
    begun(path)
    rewrite(path, ('"schema": 4', '"schema": 5'))
    before = path.read_bytes()
    store = store_at(path)
    assert store.read() == BEGIN.apply(Book())
    assert store.read_only.startswith("Read-only: a newer letbe wrote this file; update letbe to change it.")
    with pytest.raises(StoreError, match="newer letbe"):
        commit(store, done(0))
    assert path.read_bytes() == before


def test_a_read_only_file_is_not_replaced(path: Path) -> None:
    store = begun(path)
    path.chmod(0o444)
    with pytest.raises(StoreError, match="read-only"):
        commit(store, done(0))
    assert store_at(path).read() == BEGIN.apply(Book())


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere root keeps its rights")
def test_a_folder_that_may_not_be_written_to_is_named(path: Path) -> None:
    store = begun(path)

    def refused() -> None:
        with pytest.raises(StoreError, match="no permission"):
            commit(store, done(0))

    path.parent.chmod(0o555)
    try:
        assert as_a_user(refused)
    finally:
        path.parent.chmod(0o755)


def test_a_folder_in_the_place_of_the_file_is_said_to_be_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        FileStore(str(tmp_path), str(tmp_path), still, QuickDisk()).read()


def test_a_file_that_is_locked_is_said_to_be_in_use(path: Path) -> None:
    class Impatient(QuickDisk):
        def lock(self, path: str, patience: float = 0) -> object:  # type: ignore[override]
            return super().lock(path, patience)

    begun(path)
    with Disk().lock(f"{path}.lock"), pytest.raises(StoreError, match=f"in use by process {os.getpid()}"):
        commit(store_at(path, Impatient()), done(0))
    assert commit(store_at(path, Impatient()), done(0)).entry


def test_a_file_that_is_replaced_in_mid_save_is_read_and_the_step_run_again(path: Path) -> None:
    begun(path)

    def slip(_: str, link: object, args: tuple[object, ...]) -> object:
        commit(
            FileStore(str(path.with_name("other.json")), str(path.parent), still, QuickDisk()),
            together([BEGIN, done(9)]),
        )
        os.replace(path.with_name("other.json"), path)
        return link(*args)  # type: ignore[operator]

    counting = FaultyDisk()
    commit(store_at(path, counting), done(1))
    made = store_at(path, FaultyDisk(counting.calls.index("link"), slip)).commit(adding(5), 1)
    assert made.reread
    assert [day for day, _ in made.book.log("quiet")] == [on(0), on(9)]
    assert store_at(path).read() == made.book


def test_a_disk_without_second_names_gets_a_copy(path: Path) -> None:
    class Plain(QuickDisk):
        def link(self, path: str, name: str) -> None:
            raise PermissionError(1, "no links here", path, None, name)

    store = begun(path)
    before = path.read_bytes()
    commit(store_at(path, Plain()), done(0))
    assert path.with_name("habits.json.bak").read_bytes() == before
    assert store.read().log("quiet").get(on(0)) == DONE
