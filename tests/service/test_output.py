"""Output: a file of the user's choice, written whole, and never over what is ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracker import folders
from tracker.domain.errors import Refused
from tracker.service.files.chosen_file import NotWritten, write_out


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book with all that letbe keeps, and a second name for each of its files."""
    places = tuple(str(tmp_path / name / "letbe") for name in ("data", "state", "config"))
    monkeypatch.setattr(folders, "_folders", lambda: places)
    book = tmp_path / "data" / "habits.json"
    for path in (
        *(book.with_name(book.name + ending) for ending in ("", ".bak", ".lock")),
        *(tmp_path / "state" / "letbe" / name for name in ("1.journal", "device", "backups/1/a.json.gz")),
        tmp_path / "config" / "letbe" / "settings.toml",
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("ours")
        os.link(path, tmp_path / f"hard {path.name}")
        (tmp_path / f"soft {path.name}").symlink_to(path)
    return book


def test_a_text_takes_the_place_of_what_was_there_and_is_for_the_user_alone(tmp_path: Path) -> None:
    path = tmp_path / "out" / "review.md"
    path.parent.mkdir()
    for text in ("first", "second"):
        assert write_out(str(path), text, str(tmp_path / "habits.json")) == str(path)
    assert path.read_text(encoding="utf-8") == "second"
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(path.parent) == ["review.md"]


def test_what_letbe_keeps_is_never_written_over_whatever_it_is_called_by(book: Path, tmp_path: Path) -> None:
    ours = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(ours) == 21
    for path in (*ours, book.with_name("habits.json.new"), tmp_path / "state" / "letbe" / "new"):
        with pytest.raises(Refused, match=r"belongs to your book|kept by letbe|a second name"):
            write_out(str(path), "text", str(book))
    assert {path.read_text() for path in ours} == {"ours"}


@pytest.mark.parametrize(
    "name",
    ["Bücher.json", "BÜCHER.JSON", "bu\u0308cher.json", "BU\u0308CHER.json.BAK", "bücher.json. ", "bücher.json.lock"],
)
def test_a_file_is_the_books_also_where_a_disk_tells_no_letters_and_accents_apart(name: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="belongs to your book"):
        write_out(str(tmp_path / name), "text", str(tmp_path / "bücher.json"))


@pytest.mark.parametrize("name", ["bücher.md", "bücher2.json", "other/bücher.json", "bücherjson"])
def test_a_name_that_only_begins_like_the_books_is_free(name: str, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert Path(write_out(str(tmp_path / name), "text", str(tmp_path / "bücher.json"))).read_text() == "text"


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("folder", "x" * 300, "folder/\0", "none/x"):
        with pytest.raises(NotWritten, match="was not written"):
            write_out(str(tmp_path / name), "text", str(tmp_path / "habits.json"))
    assert sorted(os.listdir(tmp_path)) == ["folder"]


def test_a_file_with_a_second_name_and_one_behind_a_link_stay_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("a longer text than the new one")
    (tmp_path / "soft").symlink_to("real")
    write_out(str(tmp_path / "soft"), "one", "memory")
    assert ((tmp_path / "soft").is_symlink(), (tmp_path / "real").read_text()) == (True, "one")
    os.link(tmp_path / "real", tmp_path / "hard")
    write_out(str(tmp_path / "hard"), "two", "memory")
    assert ((tmp_path / "real").read_text(), (tmp_path / "real").stat().st_nlink) == ("two", 2)


def test_a_device_is_written_into_and_stays_one(tmp_path: Path) -> None:
    assert write_out(os.devnull, "text", str(tmp_path / "habits.json")) == os.devnull
    assert not os.path.isfile(os.devnull)


def test_a_pipe_is_written_into_and_one_that_nobody_reads_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(NotWritten, match="was not written"):
        write_out(str(path), "text", "memory")
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    write_out(str(path), "text", "memory")
    assert os.read(handle, 100) == b"text"
    os.close(handle)


def test_a_stream_that_leads_to_a_file_is_written_into(tmp_path: Path) -> None:
    handle = os.open(tmp_path / "out", os.O_RDWR | os.O_CREAT)
    write_out(f"/dev/fd/{handle}", "text", "memory")
    assert os.pread(handle, 100, 0) == b"text"
    os.close(handle)
