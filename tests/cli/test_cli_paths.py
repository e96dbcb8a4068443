"""Paths of any bytes, wherever a command takes one: never a fault, and what it prints stays what it is."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.conftest import place
from tests.cli.shell import Letbe
from tracker import folders

ODD = ("Ren\udce9", "new\nline", " blanks ", "-dash", "~tilde", "\x1b]0;title\x07", "ü🧘", "x" * 200)


@pytest.mark.parametrize("name", ODD)
def test_every_command_that_takes_a_path_takes_any(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / name
    letbe = place(folder, monkeypatch)
    letbe("add", "Walk")
    for words in (
        ("done", "walk"),
        ("undo",),
        ("export", "-o", f"{folder}/out.json"),
        ("import", f"{folder}/out.json"),
        ("export", "-o", f"{folder}/out.csv"),
        ("import", f"{folder}/out.csv"),
        ("habits", "export", "-o", f"{folder}/list.json"),
        ("habits", "import", f"{folder}/list.json"),
        ("review", "-o", f"{folder}/review.html"),
        ("merge", letbe.path),
        ("backup", "now"),
        ("settings", "ascii", "on"),
        ("status",),
        ("doctor",),
        ("path",),
    ):
        answer = letbe(*words)
        assert answer.code == 0, (words, answer)
        assert answer.out.isprintable() or "\x1b" not in answer.out or words == ("path",)
        answer.out.encode("utf-8", "surrogateescape")
    assert json.loads(letbe("doctor", "--json").out.encode())
    made = {"habits.json", "habits.json.bak", "habits.json.lock", "list.json", "out.csv", "out.json", "review.html"}
    assert set(os.listdir(folder)) == {*made, "config", "state"}


def test_the_path_is_printed_byte_for_byte_for_a_script_and_harmless_on_a_terminal(tmp_path: Path) -> None:
    letbe = Letbe(f"{tmp_path}/\x1b[2JRen\udce9.json")
    assert letbe("path").out == f"{letbe.path}\n"
    assert letbe("path", terminal=True).out == f"{tmp_path}/\\x1b[2JRen\\xe9.json\n"


@pytest.mark.parametrize(
    "words", [("done", "quiet"), ("today",), ("export",), ("doctor",), ("status",), ("habits", "edit"), ("path",)]
)
def test_without_a_home_there_is_a_sentence(words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_folders", lambda: (folders.NOWHERE,) * 3)
    monkeypatch.delenv("HOME", raising=False)
    letbe = Letbe("")
    letbe.env = {}
    answer = letbe(*words)
    assert (answer.code, answer.err.count("\n")) == (4, 1)
    assert answer.err.startswith("There is no place for your habits: HOME is not set")


def test_without_a_home_a_named_file_is_enough_to_keep_a_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folders, "_folders", lambda: (folders.NOWHERE,) * 3)
    letbe = Letbe(str(tmp_path / "habits.json"))
    assert letbe("done", "quiet").code == 0
    assert letbe("done", "listen").code == 0
    assert [letbe.one("log", name)["mark"] for name in ("quiet", "listen")] == ["done", "done"]
    assert letbe("settings", "ascii", "on").code == 4
