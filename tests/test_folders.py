"""The notes that are kept in our own folder: whole, or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tracker import folders
from tracker.domain.errors import NoPlace
from tracker.folders import keep_note


def test_a_note_is_kept_for_the_user_alone_in_the_place_of_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "state"
    for text in ("first", "second – “the last”"):
        keep_note(str(folder), "note", text)
    assert [each.name for each in folder.iterdir()] == ["note"]
    assert (folder / "note").read_text("utf-8") == "second – “the last”"
    assert (folder.stat().st_mode & 0o777, (folder / "note").stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_note_for_which_there_is_no_room_leaves_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    keep_note(str(tmp_path), "note", "the one before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        keep_note(str(tmp_path), "note", "a line\n" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [(each.name, each.read_text("utf-8")) for each in tmp_path.iterdir()] == [("note", "the one before")]


def test_a_note_that_has_no_place_is_let_go(tmp_path: Path) -> None:
    (tmp_path / "note").mkdir()
    keep_note(str(tmp_path), "note", "a text")
    assert [each.name for each in tmp_path.iterdir()] == ["note"]


def test_a_note_is_not_read_through_a_link_and_none_is_written_through_one(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("kept")
    (tmp_path / "note").symlink_to("elsewhere")
    with pytest.raises(OSError, match="link"):
        folders.read_note(str(tmp_path), "note")
    keep_note(str(tmp_path), "note", "a text")
    assert (folders.read_note(str(tmp_path), "note"), (tmp_path / "elsewhere").read_text()) == ("a text", "kept")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A machine on which nothing names a place yet, whose system knows no home of ours."""
    for name in ("HOME", "LETBE_FILE", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(folders, "_home_of", lambda _: "")
    monkeypatch.chdir(tmp_path)
    return monkeypatch


@pytest.mark.parametrize("home", [None, "", "relative", "~", ".", "/no/such/folder", __file__])
@pytest.mark.parametrize("xdg", [None, "", "relative", "~/data"])
def test_without_a_home_there_is_no_place_and_no_folder_is_made(
    home: str | None, xdg: str | None, bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    if home is not None:
        bare.setenv("HOME", home)
    if xdg is not None:
        bare.setenv("XDG_DATA_HOME", xdg)
    for file in ("", "~/habits.json", "~"):
        with pytest.raises(NoPlace, match=r"HOME .*\. Set HOME, or name "):
            folders.find(file)
    assert (folders.state(), folders.preferences()) == (folders.NOWHERE, f"{folders.NOWHERE}/settings.toml")
    assert list(tmp_path.iterdir()) == []


def test_without_a_home_a_named_file_is_place_enough(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("LETBE_FILE", "habits.json")
    assert folders.find()[:2] == (str(tmp_path / "habits.json"), folders.NOWHERE)
    assert folders.find("other.json")[0] == str(tmp_path / "other.json")
    bare.setenv("XDG_DATA_HOME", str(tmp_path))
    bare.delenv("LETBE_FILE")
    assert folders.find()[0] == str(tmp_path / "letbe" / "habits.json")


def test_an_empty_home_is_the_one_that_the_system_knows(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setattr(folders, "_home_of", lambda _: str(tmp_path))
    bare.setenv("HOME", "")
    assert folders.find("~/x.json")[0] == str(tmp_path / "x.json")


@pytest.mark.parametrize("name", ["~x.json", "~", "a ~ b", "-dash", " blank ", "new\nline", "Ren\udce9", "ü" * 80])
def test_a_file_may_be_called_as_its_owner_wants(name: str, bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("HOME", str(tmp_path))
    assert folders.find(os.path.join("folder", name))[0] == str(tmp_path / "folder" / name)
    if name != "~":
        assert folders.find(name)[0] == str(tmp_path / name)


@pytest.mark.parametrize("name", ["~nobody-of-this-name/x.json", "folder/", "~/folder/"])
def test_what_cannot_be_a_file_is_refused(name: str, bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    bare.setenv("HOME", str(tmp_path))
    with pytest.raises(NoPlace, match=r"leads nowhere|name a file in it"):
        folders.whole(name)


def test_a_relative_path_leads_nowhere_from_a_folder_that_is_gone(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    bare.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(NoPlace, match="the current folder is gone"):
        folders.find("habits.json")
    assert folders.find(str(tmp_path / "habits.json"))[0] == str(tmp_path / "habits.json")
    bare.chdir(tmp_path)
