"""The name of a copy of the book: two copies never stamp as one, and what one has seen never comes from the other."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.storage.faulty_disk import QuickDisk
from tests.storage.making import BEGIN, NOW, commit, done, making, on, undoing
from tracker.domain.changes import Change, SetMark
from tracker.domain.log import Mark, MarkKind
from tracker.storage.file import device
from tracker.storage.file.device import device_of, make_device, name_device
from tracker.storage.file.disk import Disk
from tracker.storage.file.file_store import FileStore
from tracker.storage.recovery.examine import examine


class Home:
    """A home with a book in it, and a state folder; it can be copied as a whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "habits.json"
        self.told: list[str] = []

    def store(self) -> FileStore:
        return FileStore(str(self.path), str(self.folder / "state"), lambda: NOW, QuickDisk())

    def write(self, text: str, day: int = 0, later: int = 0) -> None:
        self.do(noted(text, day), later)

    def do(self, change: Change, later: int = 0) -> None:
        store = self.store()
        store.commit(making(change), NOW + later)
        self.told += store.notices()

    def read(self) -> str:
        store = self.store()
        store.read()
        self.told += store.notices()
        return self.path.read_text()

    @property
    def name(self) -> str:
        return device_of(Disk(), str(self.folder / "state"), str(self.path))

    def copied(self, folder: Path) -> Home:
        shutil.copytree(self.folder, folder)
        return Home(folder)

    def take(self, other: Home) -> None:
        """A sync program puts the file of another home over this one's."""
        shutil.copy(other.path, self.path.with_name("new"))
        os.replace(self.path.with_name("new"), self.path)


def noted(text: str, day: int = 0) -> Change:
    return done(day, mark=Mark(MarkKind.DONE, note=text))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = Home(tmp_path / "home")
    commit(home.store(), BEGIN, "begin")
    home.write("before", 1)
    return home


@pytest.fixture
def alike(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Home, Home]:
    """Two machines of which nothing tells that they are two: the one was cloned from the other, path and all."""
    name, journal = home.name, next((home.folder / "state").glob("*.journal"))
    monkeypatch.setattr(device, "_here", lambda disk, folder, path: ("1c9d0e7b", "88f3a210"))
    (home.folder / "state" / "device").write_text(f"{name} 1c9d0e7b 88f3a210\n")
    other = home.copied(tmp_path / "clone")
    copied = other.folder / "state" / journal.name
    copied.write_bytes(b"".join(line + b"\n" for line in _moved(journal, home.path, other.path)))
    assert home.name == other.name == name
    return home, other


def _moved(journal: Path, here: Path, there: Path) -> list[bytes]:
    """The lines of a journal as they would be if the file always had lain elsewhere."""
    import json
    from zlib import crc32

    lines = []
    for line in journal.read_bytes().splitlines():
        plain = line.rpartition(b',"sum":')[0].replace(json.dumps(str(here)).encode(), json.dumps(str(there)).encode())
        lines.append(plain + b',"sum":"%08x"}' % crc32(plain))
    return lines


def test_a_copied_home_stamps_under_a_name_of_its_own(home: Home, tmp_path: Path) -> None:
    other = home.copied(tmp_path / "other")
    home.write("mine")
    other.write("yours", later=9)
    assert "" != home.name != other.name != ""
    other.store().merge([str(home.path)])
    text = other.read()
    assert "mine" in text
    assert "yours" in text


def test_two_copies_of_a_book_on_one_machine_have_names_of_their_own(home: Home) -> None:
    copy = Home(home.folder)
    copy.path = home.folder / "copy.json"
    shutil.copy(home.path, copy.path)
    home.write("mine")
    copy.write("yours", later=9)
    copy.store().merge([str(home.path)])
    assert "mine" in copy.read()
    assert "yours" in copy.read()


def test_a_folder_that_was_put_back_to_what_it_was_gives_a_new_name(home: Home, tmp_path: Path) -> None:
    shutil.copytree(home.folder / "state", tmp_path / "backup")
    before = home.name
    home.write("after the backup")
    shutil.rmtree(home.folder / "state")
    shutil.copytree(tmp_path / "backup", home.folder / "state")
    home.write("on from there", 2)
    assert before != home.name
    assert "after the backup" in home.read()


def test_a_name_stays_from_one_start_to_the_next_and_is_that_of_an_older_letbe(tmp_path: Path) -> None:
    state, path = str(tmp_path / "state"), str(tmp_path / "habits.json")
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "device").write_text("k3f9aa\n")
    assert device_of(Disk(), state, path) == ""
    assert name_device(Disk(), state, path) == "k3f9aa" == name_device(Disk(), state, path)
    assert name_device(Disk(), state, path + "2") != "k3f9aa"
    assert name_device(Disk(), state, path) == "k3f9aa"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"UPPER\n", b"a b\n", b"a b c d e\n", b"../../x\n", b"k3f9aa k3\n"])
def test_a_file_of_names_that_cannot_be_read_gives_a_new_name(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "device").write_bytes(data)
    name = name_device(Disk(), str(tmp_path), "/habits.json")
    assert len(name) == 6
    assert name_device(Disk(), str(tmp_path), "/habits.json") == name


@pytest.mark.more
def test_the_file_of_names_never_grows_beyond_what_is_read(tmp_path: Path) -> None:
    for number in range(520):
        make_device(QuickDisk(), str(tmp_path), f"/{number}")
    assert len((tmp_path / "device").read_text().splitlines()) <= 501


def test_the_history_of_a_file_that_was_moved_goes_on(home: Home) -> None:
    moved = Home(home.folder)
    moved.path = home.folder / "elsewhere.json"
    os.replace(home.path, moved.path)
    assert moved.store().commit(undoing, NOW).book.log("quiet").get(on(1)) is None
    assert moved.store().read().log("quiet").get(on(1)) is None


def test_two_machines_with_one_name_come_to_rest_and_neither_loses_a_text(alike: tuple[Home, Home]) -> None:
    here, there = alike
    here.write("mine")
    there.write("yours", later=9)
    here.take(there)
    assert "mine" in here.read()
    assert here.name != there.name
    assert [told for told in here.told if "under the name of this one" in told]
    there.take(here)
    for _ in range(2):
        for home in (here, there):
            text = home.read()
            assert "mine" in text
            assert "yours" in text
    before = here.path.stat().st_mtime_ns, there.path.stat().st_mtime_ns
    for home in (here, there, here):
        home.read()
    assert (here.path.stat().st_mtime_ns, there.path.stat().st_mtime_ns) == before


def test_a_conflict_copy_under_the_same_name_has_seen_nothing_of_ours(alike: tuple[Home, Home]) -> None:
    here, there = alike
    here.write("mine")
    there.write("yours", later=9)
    shutil.copy(there.path, here.path.with_name("habits.sync-conflict-20261122-101112-ABCDEF7.json"))
    text = here.read()
    assert "mine" in text
    assert "yours" in text
    assert here.name != there.name


def test_what_was_deleted_on_one_of_two_machines_with_one_name_does_not_return(alike: tuple[Home, Home]) -> None:
    here, there = alike
    there.do(SetMark("quiet", on(1), None))
    here.write("mine", 5, later=9)
    here.take(there)
    here.read()
    assert here.store().read().log("quiet").get(on(1)) is None
    assert "mine" in here.path.read_text()
    assert "before" not in here.path.read_text()


def test_a_new_name_that_was_kept_before_the_rest_was_saved_brings_the_rest_in_later(
    alike: tuple[Home, Home],
) -> None:
    here, there = alike
    here.write("mine")
    there.write("yours", later=9)
    here.take(there)
    make_device(Disk(), str(here.folder / "state"), str(here.path), instead=here.name)
    here.write("more", 7, later=20)
    text = here.read()
    assert "mine" in text
    assert "yours" in text


def test_doctor_tells_of_a_new_name(alike: tuple[Home, Home]) -> None:
    here, there = alike
    there.write("yours")
    here.take(there)
    here.write("mine", 2)
    assert not examine(str(there.path), str(there.folder / "state"), Disk()).shared_name
    assert examine(str(here.path), str(here.folder / "state"), Disk()).shared_name == there.name


def test_doctor_tells_of_a_folder_that_was_copied(home: Home, tmp_path: Path) -> None:
    other = home.copied(tmp_path / "other")
    other.write("yours")
    assert not examine(str(home.path), str(home.folder / "state"), Disk()).is_copied
    assert examine(str(other.path), str(other.folder / "state"), Disk()).is_copied
