"""How words are read as a shell reads them, and written so that one reads them back and runs nothing."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tracker.cli.quoting import ANSI, BACKSLASH, DOUBLE, NONE, SINGLE, ended, kept, quoted, typed

NASTY = [
    "x $(touch pwned)", "it's", "a`touch pwned`b", "wow!", "!", "1!2", "~", "*", "a=~/x", "-n \\ z", 'say "hi"', "#x",
    "{a,b}", "a\\", "'", '"', "é😀 x", "$HOME", "a;b|c&d", "[x]?", "<>", "^a", "Call: mum", "a@b=c", "100%",
]  # fmt: skip
QUOTES = [NONE, SINGLE, DOUBLE, ANSI]


@pytest.mark.parametrize("history", [True, False])
@pytest.mark.parametrize("quotes", QUOTES)
@pytest.mark.parametrize("text", NASTY)
def test_what_is_written_in_any_quotes_is_read_back(text: str, quotes: str, history: bool) -> None:  # noqa: FBT001
    written = quotes + quoted(text, quotes, history=history)
    assert typed(f"done {written}") == (("done",), written, text)
    assert typed(f"done {ended(written, quotes)} ").words == ("done", text)


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_reads_it_back_too_and_runs_nothing(tmp_path: object) -> None:
    words = [ended(quotes + quoted(text, quotes), quotes) for text in NASTY for quotes in QUOTES]
    ran = subprocess.run(
        ["bash", "--norc"], input=f"printf '%s\\n' {' '.join(words)}\n",
        capture_output=True, text=True, check=True, cwd=str(tmp_path),
    )  # fmt: skip
    assert ran.stdout.splitlines() == [text for text in NASTY for _ in QUOTES]


@pytest.mark.parametrize(
    ("line", "words", "value", "quotes"),
    [
        ("", (), "", NONE),
        ("done ", ("done",), "", NONE),
        ("  done   qu", ("done",), "qu", NONE),
        ("done Call:\\ mu", ("done",), "Call: mu", NONE),
        ("done Call\\", ("done",), "Call", BACKSLASH),
        ('done "x $(to', ("done",), "x $(to", DOUBLE),
        ("done 'a b", ("done",), "a b", SINGLE),
        ("done $'it\\'s \\041\\n", ("done",), "it's !\n", ANSI),
        ('done $"x', ("done",), "x", DOUBLE),
        ('note "" x', ("note", ""), "x", NONE),
        ("a'b'\"c\"d\\e", (), "abcde", NONE),
        ('"a\\$b\\x"', (), "a$b\\x", NONE),
    ],
)
def test_a_line_is_read_as_far_as_it_is_typed(line: str, words: tuple[str, ...], value: str, quotes: str) -> None:
    found = typed(line)
    assert (found.words, found.value, kept(found.raw)) == (words, value, (value, quotes))
