"""What comes in is UTF-8 or refused, and what is data goes out as the same bytes wherever it is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import cycle
from pathlib import Path

import pytest

from tests.cli.shell import Answer, Letbe, Stream
from tracker.cli.console import Surroundings
from tracker.cli.run import run
from tracker.clock import Clock

NOTE = "naïve – “x”…"
DATA = (
    "export",
    "export --format csv",
    "export --format markdown",
    "habits export",
    "habits --json",
    "habits --plain",
    "today --json",
    "today --plain",
    "log müll",
    "log müll --json",
    "streaks --json",
    "areas --plain",
    "history --plain",
    "review --format html",
    "review --format markdown",
    "review --json",
    "completion zsh",
    "path",
    "status --format {done}…",
)
PLACES: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("ascii", {"LC_ALL": "C"}),
    ("latin-1", {"LANG": "de_DE.ISO-8859-1"}),
    ("cp1252", {}),
    ("utf-8", {"LC_ALL": "POSIX"}),
)
BROKEN = ("M\udcfcll", "\udcff")


@pytest.fixture
def told(letbe: Letbe) -> Letbe:
    letbe("add", "Müll “raus”")
    letbe("note", "müll", NOTE)
    return letbe


def raw(letbe: Letbe, words: str, encoding: str = "utf-8", env: Mapping[str, str] | None = None) -> bytes:
    """Run a command, and give the bytes on stdout, beyond which nothing may be said."""
    streams = Stream(), Stream("", encoding), Stream("", encoding)
    around = Surroundings(*streams, {**letbe.env, **(env or {})}, letbe.open_app, Clock(lambda: letbe.now))
    assert (run(words.split(), around), streams[2].bytes()) == (0, b"")
    return streams[1].bytes()


@pytest.mark.more
def test_what_is_data_is_the_same_bytes_everywhere(told: Letbe) -> None:
    usual = {words: raw(told, words) for words in DATA}
    for (words, data), place in zip(usual.items(), cycle(PLACES), strict=False):
        assert data.decode().endswith("\n")
        assert b"\r" not in data
        assert raw(told, words, *place) == data
    told("settings", "ascii", "on")
    for words, data in usual.items():
        assert raw(told, words) == data


def test_an_export_on_the_screen_is_the_one_in_a_file(told: Letbe, tmp_path: Path) -> None:
    for words in ("export --format csv", "export --format markdown", "habits export", "review --format markdown"):
        told(*words.split(), "-o", str(tmp_path / "out"))
        assert (tmp_path / "out").read_bytes() == raw(told, words, "ascii", {"LC_ALL": "C"})


def test_only_sentences_for_people_are_put_into_plain_characters(told: Letbe) -> None:
    said = told("note", "müll", "“so” – it is", env={"LC_ALL": "C"})
    assert said.out.startswith('Müll "raus"')
    assert json.loads(raw(told, "log müll --json", "ascii"))[0]["note"] == "“so” – it is"


@pytest.mark.parametrize("word", BROKEN)
@pytest.mark.parametrize(
    "words",
    [
        "add {}",
        "add New --area {}",
        "add New --goal {}",
        "add New --schedule {}",
        "edit müll --name {}",
        "edit müll --why {}",
        "note müll {}",
        "done müll --note {}",
        "done müll --on {}",
        "done {}",
        "done müll {}",
        "areas add {}",
        "areas rename personal {}",
        "ease 3 --note {}",
        "pause müll --why {}",
        "act müll way {}",
        "settings theme {}",
        "settings {}",
        "status --format {}",
        "{}",
    ],
)
def test_bytes_that_are_no_text_are_refused_and_nothing_is_written(words: str, word: str, told: Letbe) -> None:
    before = told.bytes
    answer = told(*(part.format(word) for part in words.split()))
    assert (answer.code, answer.out, told.bytes) == (2, "", before)
    assert "\ufffd" in answer.err


@pytest.mark.parametrize("word", ["\u200b", "\u200d", "\x01", "\u3164"])
@pytest.mark.parametrize("words", ["note müll {}", "done müll {}", "edit müll --glyph {}", "edit müll --why {}"])
def test_a_word_that_nobody_sees_is_no_empty_one(words: str, word: str, told: Letbe) -> None:
    before = told.bytes
    answer = told(*(part.format(word) for part in words.split()))
    assert (answer.code, told.bytes) == (1, before)
    assert "invisible characters" in answer.err


def asked(letbe: Letbe, answer: bytes) -> Answer:
    return letbe("ask", "müll", "--all", stdin=answer)


@pytest.mark.parametrize("answer", [b"y \xe9\n", b"y \xff\n", b"\xe9\n", "y \u200b\n".encode(), b"y \x01\n"])
def test_an_answer_that_is_no_text_leaves_the_day_as_it_was(answer: bytes, told: Letbe) -> None:
    before = told.bytes
    assert asked(told, answer).code in (1, 2)
    assert told.bytes == before


def test_an_answer_is_read_as_utf_8_in_every_locale(told: Letbe) -> None:
    asked(told, "\ufeffy schön\r\n".encode())
    assert told.one("log", "müll")["note"] == "schön"


def test_only_an_empty_note_takes_one_away(told: Letbe) -> None:
    assert told("note", "müll", "").code == 0
    assert told.json("log", "müll") == []


@pytest.mark.parametrize("words", [("import", "-"), ("habits", "import", "-")])
def test_what_comes_in_on_stdin_is_utf_8_or_refused(words: tuple[str, ...], told: Letbe) -> None:
    before = told.bytes
    answer = told(*words, stdin=b"day,habit,mark\n2026-11-01,M\xfcll,done\n")
    assert (answer.code, answer.out, told.bytes) == (2, "", before)
    assert "UTF-8" in answer.err


def test_what_is_printed_is_what_would_be_written_to_a_file(told: Letbe, tmp_path: Path) -> None:
    path = tmp_path / "out.json"
    told("export", "-o", str(path))
    assert raw(told, "export", "ascii", {"LC_ALL": "C"}) == path.read_bytes()
