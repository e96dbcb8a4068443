"""`-` in place of a text reads it from stdin, wherever a text can stand."""

from __future__ import annotations

import re

import pytest

from tests.cli.shell import Letbe
from tracker.cli.commands import COMMANDS
from tracker.domain.text import NOTE_LIMIT

WAYS = [
    ["note", "quiet", "-"], ["done", "quiet", "--note", "-"], ["skip", "quiet", "--note=-"],
    ["missed", "quiet", "--note", "-"], ["passed", "my-urge", "--note", "-"], ["acted", "my-urge", "--note", "-"],
    ["ease", "3", "--note", "-"], ["pause", "quiet", "--why", "-"], ["edit", "quiet", "--why", "-"],
    ["edit", "quiet", "--cue", "-"], ["edit", "quiet", "--small", "-"], ["add", "Walk", "--why", "-"],
    ["act", "quiet", "plan", "-"], ["act", "quiet", "cue", "-"], ["act", "quiet", "way", "-"],
]  # fmt: skip


@pytest.fixture
def letbe(letbe: Letbe) -> Letbe:
    letbe("add", "My urge", "--goal", "let go")
    return letbe


@pytest.mark.parametrize("words", WAYS, ids=" ".join)
def test_a_text_comes_from_stdin(letbe: Letbe, words: list[str]) -> None:
    answer = letbe(*words, stdin="rained, – so inside\n")
    assert answer.code == 0
    assert not answer.err or answer.err.startswith("Its cue stays"), "a plan says what becomes of a cue"
    assert "rained, – so inside" in letbe("export").out


@pytest.mark.parametrize("words", WAYS, ids=" ".join)
@pytest.mark.parametrize(
    ("stdin", "code", "said"),
    [("", 1, "Nothing came"), ("\r\n\n", 1, "Nothing came"), (b"y \xe9\n", 2, "not text in UTF-8"),
     ("x" * (8 * NOTE_LIMIT + 1), 1, "longer than any text")],
    ids=["empty", "blank", "no text", "endless"],
)  # fmt: skip
def test_what_is_no_text_is_refused_and_nothing_is_written(
    letbe: Letbe, words: list[str], stdin: str | bytes, code: int, said: str
) -> None:
    letbe("note", "quiet", "kept")
    before = letbe.bytes
    answer = letbe(*words, stdin=stdin)
    assert (answer.code, answer.out, letbe.bytes) == (code, "", before)
    assert said in answer.err


def test_a_note_keeps_its_lines_and_loses_what_a_pipe_adds(letbe: Letbe) -> None:
    letbe("note", "quiet", "-", stdin="\ufeffone\r\ntwo\r\n\r\n")
    assert letbe.one("log", "quiet")["note"] == "one\ntwo"


def test_a_note_that_is_too_long_says_how_long_it_may_be(letbe: Letbe) -> None:
    assert "at most 10,000 characters" in letbe("note", "quiet", "-", stdin="x" * (NOTE_LIMIT + 1)).err


def test_at_a_terminal_it_is_said_how_the_text_ends(letbe: Letbe) -> None:
    answer = letbe("note", "quiet", "-", stdin="typed\n", terminal=True)
    assert "ctrl+d on a line of its own ends it" in answer.err
    assert letbe.one("log", "quiet")["note"] == "typed"


def test_stdin_is_given_out_once(letbe: Letbe) -> None:
    before = letbe.bytes
    answer = letbe("edit", "quiet", "--why", "-", "--cue", "-", stdin="x")
    assert (answer.code, letbe.bytes) == (2, before)
    assert "give - once" in answer.err


@pytest.mark.parametrize("words", [["note", "quiet", "--", "-"], ["note", "--", "quiet", "-"]], ids=" ".join)
def test_behind_two_dashes_a_dash_is_a_dash(letbe: Letbe, words: list[str]) -> None:
    assert letbe(*words, stdin="not this").code == 0
    assert letbe.one("log", "quiet")["note"] == "-"


def test_a_dash_within_a_text_is_a_dash(letbe: Letbe) -> None:
    letbe("note", "quiet", "a", "-", "b", stdin="not this")
    assert letbe.one("log", "quiet")["note"] == "a - b"


def test_the_help_of_every_such_command_says_so_and_names_the_history(letbe: Letbe) -> None:
    for command in COMMANDS.values():
        takes = re.search(r"(TEXT\|-|WORDS|--(?:why|cue|small) T)", command.usage) is not None
        assert ("stays in your shell's history" in letbe.out(command.name, "--help")) == takes, command.name
