"""Any file beside the book that holds the same one is found by what is in it, whatever it is called."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import commit, done, on, still
from tests.storage.stores import begun, store_at
from tests.storage.test_copies import COPIES
from tracker.service.files.same_book import merge_for_git
from tracker.storage.file.file_store import FileStore
from tracker.storage.file.names import find_copies
from tracker.storage.recovery.examine import Other, examine
from tracker.storage.store import StoreError

NAMES = (
    "habits (Konfliktkopie von Ann 2026-11-22).json",
    "habits (In Konflikt stehende Kopie von Ann 2026-11-22).json",
    "habits (copie en conflit de Ann 2026-11-22).json",
    "habits (Copia en conflicto de Ann 2026-11-22).json",
    "habits (copia in conflitto di Ann 2026-11-22).json",
    "habits (cópia em conflito de Ann 2026-11-22).json",
    "habits (Anns conflicterende kopie 2026-11-22).json",
    "habits (Ann の競合コピー 2026-11-22).json",
    "habits (конфликтующая копия Ann 2026-11-22).json",
    "habits (Kopie w konflikcie Ann 2026-11-22).json",
    "habits - Kopie.json",
    "habits - Copy (2).json",
    "habits - copie.json",
    "habits copy.json",
    "habits copy 3.json",
    "Kopie von habits.json",
    "Copy of habits.json",
    "Copie de habits.json",
    "habits-Annes Rechner.json",
    "habits-Arbeitsrechner.json",
    "habits~",
    "habits.json~",
    ".habits.json.swp.json",
    "#habits.json#",
    "habits.json.orig",
    "habits.json.rej.json",
    "habits_LOCAL_1234.json",
    "habits_REMOTE_1234.json",
    "habits.json.LOCAL.1234.json",
    "habits.json.mine",
    "habits.json.r12",
    "habits.json.old",
    "habits.json.save",
    "habits.json.1",
    "habits~20261122-143000.json",
    ".~habits.json",
    ".habits.json.partial",
    "backup of my habits",
    "habits.json.bak2",
    "ann's file, don't delete!.txt",
    os.fsdecode(b"habits Ren\xe9.json"),
    "line\nbreak.json",
)
"""Names of other programs and hands, in many languages; none of them says by itself that it is a copy of ours."""


def beside(path: Path, name: str, *days: int) -> Path:
    """Put a copy of the book beside it, in which some more days are checked off."""
    far = path.parent.parent / "far" / "habits.json"
    far.parent.mkdir()
    far.write_bytes(path.read_bytes())
    for day in days:
        commit(store_at(far), done(day))
    copy = path.with_name(name)
    far.rename(copy)
    return copy


def found(path: Path) -> tuple[Other, ...]:
    return examine(str(path), str(path.parent.parent / "state"), QuickDisk()).others


@pytest.mark.parametrize("name", NAMES)
def test_a_copy_of_any_name_is_named_with_what_it_has_more(name: str, path: Path) -> None:
    begun(path)
    copy = beside(path, name, 3, 4)
    before = path.read_bytes(), copy.read_bytes()
    assert find_copies(QuickDisk(), str(path)) == []
    (other,) = found(path)
    assert (other.path, other.news > 0, other.trouble) == (str(copy), True, "")
    assert (path.read_bytes(), copy.read_bytes()) == before
    store_at(path).merge([str(copy)])
    assert [each.news for each in found(path)] == [0]


def test_a_copy_that_is_merged_by_itself_is_named_once(path: Path) -> None:
    begun(path)
    beside(path, COPIES[0], 3)
    report = examine(str(path), str(path.parent.parent / "state"), QuickDisk())
    assert ([os.path.basename(each) for each in report.copies], report.others) == ([COPIES[0]], ())


def test_what_holds_another_book_or_none_is_none_of_ours(path: Path, tmp_path: Path) -> None:
    begun(path)
    begun(tmp_path / "other" / "habits.json")
    path.with_name("other.json").write_bytes((tmp_path / "other" / "habits.json").read_bytes())
    path.with_name("list.json").write_text("{}")
    path.with_name("empty.json").write_bytes(b"")
    path.with_name("folder.json").mkdir()
    os.mkfifo(path.with_name("pipe.json"))
    path.with_name("gone.json").symlink_to("nowhere")
    path.with_name("zero.json").symlink_to("/dev/zero")
    assert found(path) == ()


def test_a_copy_that_cannot_be_read_is_named_too(path: Path) -> None:
    begun(path)
    path.with_name("half.json").write_bytes(path.read_bytes()[:-100])
    (other,) = found(path)
    assert other.path.endswith("half.json")
    assert "cannot be merged: line" in other.trouble


def test_a_copy_that_is_another_one_by_the_time_it_is_taken_away_stays_and_is_read_again(path: Path) -> None:
    store = begun(path)
    there = path.with_name("elsewhere") / "habits.json"
    there.parent.mkdir()
    shutil.copy(path, there)
    other = FileStore(str(there), str(there.parent / "state"), still, QuickDisk())
    copy = path.with_name("habits (1).json")
    commit(other, done(5))
    shutil.copy(there, copy)
    commit(other, done(6))

    class Replacing(QuickDisk):
        def sync_folder(self, folder: str) -> None:
            if folder == str(path.parent) and copy.exists() and copy.read_bytes() != there.read_bytes():
                shutil.copy(there, copy)

    store_at(path, Replacing()).read()
    assert store_at(path).read().log("quiet").get(on(6))
    assert not copy.exists()
    assert not store.changed() or store.read().log("quiet").get(on(5))


def test_git_finds_its_own_version_whole_where_the_merge_cannot_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(begun(path), done(1))
    ours, theirs = path.with_name("ours"), path.with_name("theirs")
    shutil.copy(path, ours)
    commit(store_at(path), done(2))
    shutil.copy(path, theirs)
    before = ours.read_bytes()

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.write", full)
        with pytest.raises(StoreError, match="The disk is full"):
            merge_for_git(["base", str(ours), str(theirs)])
    assert ours.read_bytes() == before
    merge_for_git(["base", str(ours), str(theirs)])
    assert ours.read_bytes() != before
