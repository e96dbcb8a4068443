"""Files of the user's choice: what is no file, too much or gone half way ends in a sentence, and at once."""

from __future__ import annotations

import io
import os
from datetime import date
from pathlib import Path

import pytest

from tracker import files
from tracker.domain.errors import LetbeError, Refused
from tracker.service.edits.first_book import ListTrouble, shipped_list
from tracker.service.files.chosen_file import NotRead, read_all, read_in

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and devices")


@pytest.fixture
def pipe(tmp_path: Path) -> Path:
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/null", "/dev/tty", "/proc/self/mem", "/", "a\0b", "/no/where"])
def test_what_is_no_file_is_refused_in_a_sentence(path: str) -> None:
    with pytest.raises(LetbeError) as refused:
        read_in(path, 1000)
    assert str(refused.value).endswith(".")
    assert refused.value.exit_code in (1, 2, 4)


def test_a_pipe_that_nobody_writes_into_is_not_waited_for(pipe: Path) -> None:
    with pytest.raises(NotRead, match="no regular file; what a program writes can come by `-`"):
        read_in(str(pipe), 1000)
    with pytest.raises(ListTrouble):
        shipped_list(date(2026, 11, 1), own=str(pipe))


def test_a_file_that_is_larger_than_is_taken_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "huge").open("wb") as file:
        file.truncate(600_000_000)
    with pytest.raises(Refused, match="huge has more than 50,000,000 bytes"):
        read_in(str(tmp_path / "huge"), 50_000_000)


@pytest.mark.parametrize("size", [0, 3, 9])
def test_a_file_that_grows_while_it_is_read_is_read_up_to_the_limit(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "growing"
    path.write_bytes(b"x" * size)
    real = os.fstat

    def growing(handle: int) -> os.stat_result:
        found = real(handle)
        if found.st_size == size:
            path.write_bytes(b"x" * 50)
        return found

    monkeypatch.setattr(os, "fstat", growing)
    with pytest.raises(OSError, match="too large"):
        files.read(str(path), 20)
    path.write_bytes(b"x" * size)
    assert files.read(str(path), 50)[0] == b"x" * 50


def test_what_comes_without_end_is_read_up_to_the_limit() -> None:
    class Endless(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            assert 0 < size < 2000, "never all of it"
            return b"x" * size

    with pytest.raises(Refused, match="Standard input has more than 1,000 bytes"):
        read_all(Endless(), "Standard input", 1000)  # type: ignore[arg-type]


def test_what_breaks_off_is_told_of() -> None:
    class Broken(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    with pytest.raises(NotRead, match="Standard input cannot be read: input/output error"):
        read_all(Broken(), "Standard input", 1000)  # type: ignore[arg-type]
