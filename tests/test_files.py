"""Files: no link, pipe, owner or umask plays a trick on what is read or made."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.storage.making import BEGIN, commit, done
from tests.storage.stores import store_at
from tracker import files, folders, settings
from tracker.service.files.chosen_file import write_out

SOMEBODY = 12_345
as_root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can be somebody else")


@contextmanager
def umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(600_000_000)


def loop(path: Path) -> None:
    path.symlink_to(path.name)


@pytest.mark.parametrize("made", [pipe, endless, large, loop, Path.mkdir])
def test_what_is_no_small_regular_file_is_refused_at_once(made: Callable[[Path], None], tmp_path: Path) -> None:
    made(tmp_path / "odd")
    with pytest.raises(OSError, match=r"."):
        files.read(str(tmp_path / "odd"), 1_000_000)


def test_a_file_that_says_it_is_empty_is_read_no_further_than_its_limit() -> None:
    if not os.path.exists("/proc/self/status"):
        pytest.skip("a Linux thing")
    assert files.read("/proc/self/status", 1_000_000)[0]
    with pytest.raises(OSError, match="large"):
        files.read("/proc/self/status", 10)


@pytest.mark.parametrize("made", [pipe, loop, Path.mkdir, lambda path: path.symlink_to("elsewhere")])
def test_a_file_of_our_own_is_never_a_link_or_a_pipe(made: Callable[[Path], None], tmp_path: Path) -> None:
    made(tmp_path / "own")
    (tmp_path / "elsewhere").write_text("kept")
    for opened in (files.open_own, lambda path: files.read(path, 100, own=True)):
        with pytest.raises(OSError, match=r"."):
            opened(str(tmp_path / "own"))
    assert (tmp_path / "elsewhere").read_text() == "kept"


@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o277, 0o777])
def test_whatever_the_umask_says_what_we_make_is_for_its_owner_alone(mask: int, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with umask(mask):
        files.make_folder(str(folder))
        os.close(files.make(str(folder / "made")))
        os.close(files.open_own(str(folder / "own")))
        files.replace(str(folder / "put"), b"text")
        write_out(str(folder / "out"), "text", "memory")
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == dict.fromkeys(("made", "own", "put", "out"), 0o600)
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder.parent, folder)] == [0o700, 0o700]


def test_a_group_that_a_folder_hands_on_is_kept(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    files.make_folder(str(tmp_path / "a"))
    os.close(files.make(str(tmp_path / "made")))
    assert (tmp_path / "made").stat().st_gid == tmp_path.stat().st_gid


@as_root
def test_what_root_makes_in_somebodys_home_is_that_bodys(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, SOMEBODY, SOMEBODY)
    path = home / "data" / "habits.json"
    commit(store_at(path), BEGIN)
    commit(store_at(path), done(0))
    folders.keep_note(str(home / "state"), "note", "text")
    settings.write_preference(str(home / "config" / "settings.toml"), "ascii", True)
    write_out(str(home / "out.json"), "text", str(path))
    made = [each for each in home.rglob("*") if each.lstat().st_uid != SOMEBODY or each.lstat().st_gid != SOMEBODY]
    assert made == []


@as_root
def test_a_file_that_is_replaced_keeps_its_owner_its_group_and_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old")
    os.chown(path, SOMEBODY, SOMEBODY + 1)
    path.chmod(0o640)
    files.replace(str(path), b"new")
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (SOMEBODY, SOMEBODY + 1, 0o640)


@pytest.mark.more
def test_a_folder_of_a_thousand_folders_is_made(tmp_path: Path) -> None:
    path = os.path.join(tmp_path, *["d"] * 1000)
    files.make_folder(path)
    assert os.path.isdir(path)
    files.make_folder(path)
    os.removedirs(path)  # what clears up after tests cannot go as deep
    tmp_path.mkdir(exist_ok=True)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/home/Ren\udce9", r"/home/Ren\xe9"),
        ("/a\nb\x1b]0;x\x07", r"/a\nb\x1b]0;x\x07"),
        ("/plain – “yes” 🧘", "/plain – “yes” 🧘"),
        ("/\u202eevil", r"/\u202eevil"),
        ("/half\ud800", r"/half\ud800"),
    ],
)
def test_a_path_is_shown_so_that_nothing_in_it_acts(path: str, words: str) -> None:
    assert files.shown(path) == words
