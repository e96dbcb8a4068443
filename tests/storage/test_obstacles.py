"""What stands in the way of a save: doctor finds it by trying, and nothing that it tries stays."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, commit, done
from tests.storage.trials import as_a_user, store_in
from tracker.storage.file.disk import Disk
from tracker.storage.recovery.examine import examine

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes of files")


def obstacles(folder: Path, disk: Disk | None = None) -> list[str]:
    return list(examine(str(folder / "habits.json"), str(folder / "state"), disk or QuickDisk()).obstacles)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "kept"
    folder.mkdir()
    commit(store_in(folder), BEGIN)
    return folder


def journal(folder: Path) -> Path:
    return next((folder / "state").glob("*.journal"))


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def a_link(path: Path) -> None:
    path.rename(path.with_name("real"))
    path.symlink_to("real")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def test_where_all_is_well_nothing_stands_in_the_way_and_nothing_stays(folder: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}
    assert obstacles(folder) == []
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("what", "spoil", "said"),
    [
        ("lock", a_pipe, "is no regular file"),
        ("lock", a_link, "is a link"),
        ("lock", a_folder, "is no regular file"),
        ("journal", a_pipe, "is no regular file"),
        ("journal", a_link, "is a link"),
        ("journal lock", a_pipe, "is no regular file"),
        ("book", lambda path: path.chmod(0o444), "is read-only"),
    ],
)
def test_a_file_that_is_not_what_it_should_be_is_named(
    what: str, spoil: Callable[[Path], None], said: str, folder: Path
) -> None:
    kept = journal(folder)
    paths = {"lock": folder / "habits.json.lock", "journal": kept, "book": folder / "habits.json"}
    path = paths.get(what, kept.with_name(f"{kept.name}.lock"))
    spoil(path)
    (found,) = obstacles(folder)
    assert str(path) in found
    assert said in found


@pytest.mark.parametrize("call", ["create", "write", "sync", "replace", "sync_folder"])
@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, "the disk is full"), (errno.EIO, "reports an error")])
def test_each_step_of_a_save_is_tried(
    call: str, code: int, said: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    disk = QuickDisk()
    monkeypatch.setattr(disk, call, fail)
    found = obstacles(folder, disk)
    assert len(found) == 2
    assert all(said in each for each in found)
    assert not list(folder.rglob(".letbe-tried*"))


def test_a_folder_that_cannot_be_written_is_named(folder: Path) -> None:
    (folder / "state").chmod(0o555)
    try:
        assert as_a_user(lambda: _expect(obstacles(folder), "state", "permission"))
    finally:
        (folder / "state").chmod(0o700)


def _expect(found: list[str], *words: str) -> None:
    assert len(found) == 1
    assert all(word in found[0] for word in words)


def test_a_lock_or_a_journal_with_a_second_name_leaves_that_file_as_it_is(folder: Path) -> None:
    lock, kept = folder / "habits.json.lock", journal(folder)
    diary, notes = folder / "diary", folder / "notes"
    diary.write_text("7\n")
    lock.unlink()
    os.link(diary, lock)
    os.link(kept, notes)
    before = notes.read_bytes()
    assert commit(store_in(folder), done(1)).entry
    assert diary.read_text() == "7\n"
    assert notes.read_bytes() == before
    assert kept.stat().st_nlink == 1
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert len(store_in(folder).history().entries) == 2
