"""Output: a file of the user's choice, written whole, and never over the book."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker.domain.errors import Refused
from tracker.service.files.output import NotWritten, write_out


def test_a_text_takes_the_place_of_what_was_there_and_is_for_the_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "out" / "review.md"
    path.parent.mkdir()
    for text in ("first", "second"):
        assert write_out(str(path), text, str(tmp_path / "habits.json")) == str(path)
    assert path.read_text(encoding="utf-8") == "second"
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(path.parent) == ["review.md"]


@pytest.mark.parametrize("name", ["habits.json", "habits.json.bak", "habits.json.lock", "link.json"])
def test_the_book_is_never_written_over(tmp_path: Path, name: str) -> None:
    book = tmp_path / "habits.json"
    book.write_text("{}", encoding="utf-8")
    (tmp_path / "link.json").symlink_to(book)
    with pytest.raises(Refused, match="belongs to your book"):
        write_out(str(tmp_path / name), "text", str(book))
    assert book.read_text(encoding="utf-8") == "{}"


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(NotWritten, match="was not written"):
        write_out(str(tmp_path / "folder"), "text", str(tmp_path / "habits.json"))
    assert sorted(os.listdir(tmp_path)) == ["folder"]
