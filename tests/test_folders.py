"""The notes that are kept in our own folder: whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

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
