"""Streams that are closed, full or read by nobody: what was to be recorded is recorded, and the exit code says so."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.cli.shell import Letbe

needs_full = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")


def ran(letbe: Letbe, words: Sequence[str], redirected: str, stdin: str = "") -> tuple[int, str]:
    """Run letbe from a shell that redirects its streams; give the exit code and what came on them all the same."""
    line = f'"$0" -m tracker --file "$1" {" ".join(words)} {redirected}'
    done = subprocess.run(
        ["sh", "-c", line, sys.executable, letbe.path], capture_output=True, text=True, check=False, input=stdin,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def recorded(letbe: Letbe) -> int:
    with open(letbe.path, encoding="utf-8") as file:
        assert json.load(file)["meta"]
    return len(letbe.json("history"))


@pytest.mark.parametrize("redirected", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_what_is_recorded_needs_no_stream(letbe: Letbe, redirected: str) -> None:
    before = recorded(letbe)
    code, said = ran(letbe, ["note", "hobby", "x"], redirected)
    assert (code, recorded(letbe)) == (0, before + 1), said
    assert "Traceback" not in said


@needs_full
def test_on_a_full_disk_the_book_is_one_thing_and_the_answer_another(letbe: Letbe) -> None:
    before = recorded(letbe)
    assert ran(letbe, ["note", "hobby", "x"], ">/dev/full 2>/dev/full") == (0, "")
    assert recorded(letbe) == before + 1


@pytest.mark.parametrize("redirected", [">&-", pytest.param(">/dev/full", marks=needs_full)])
def test_what_was_asked_for_and_cannot_be_printed_is_a_failure(letbe: Letbe, redirected: str) -> None:
    code, said = ran(letbe, ["export"], redirected)
    assert code == 4
    assert said.startswith("What was to be printed could not be written: ")
    assert said.count("\n") == 1


def test_nothing_that_is_printed_lands_in_a_file_of_ours(letbe: Letbe, tmp_path: Path) -> None:
    assert ran(letbe, ["done", "hobby"], "<&- >&- 2>&-")[0] == 0
    ours = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(ours) > 3
    assert not any(b"(undo: letbe undo)" in path.read_bytes() for path in ours)


def test_a_question_nobody_hears_can_be_answered_all_the_same(letbe: Letbe) -> None:
    before = recorded(letbe)
    code, _ = ran(letbe, ["ask", "hobby"], ">&- 2>&-", "y\n")
    assert (code, recorded(letbe)) == (0, before + 1)


def test_no_answer_is_no_failure(letbe: Letbe) -> None:
    before = recorded(letbe)
    assert ran(letbe, ["ask", "hobby"], "<&- >&- 2>&-") == (0, "")
    assert recorded(letbe) == before
