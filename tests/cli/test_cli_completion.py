"""Completion in real shells: bash, zsh and fish ask letbe itself, and run nothing that stands in the book."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.shell import Letbe
from tests.terminal import Terminal

needs_zsh = pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
needs_fish = pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")

TRAP = "x $(touch pwned) `touch pwned` !"


@pytest.fixture
def book(letbe: Letbe) -> Letbe:
    for name in ("Call: mum", TRAP):
        letbe("add", name)
    return letbe


def asked(letbe: Letbe, *words: str) -> list[str]:
    return letbe.out("__complete", *words).splitlines()


def test_bash_is_answered_in_the_quotes_that_stand_there(book: Letbe) -> None:
    assert asked(book, "bash", "se", "letbe se") == ["=settings"]
    assert asked(book, "bash", "\\ mu", "letbe done Call:\\ mu") == ["=\\ mum"]
    assert asked(book, "bash", "x", 'letbe done "x') == ['=x \\$(touch pwned) \\`touch pwned\\` "\\!""']
    assert asked(book, "bash", "ye", "/usr/bin/letbe done quiet --on=ye") == ["=yesterday"]
    assert asked(book, "bash", "", "letbe import ") == ["files"]
    assert asked(book, "bash", "", f"letbe --file '{book.path}x' done Call") == []


def test_zsh_and_fish_are_told_names_as_they_are(book: Letbe) -> None:
    assert asked(book, "zsh", "done", "x") == [f"word\t{TRAP}\t"]
    assert "word\tyesterday\t" in asked(book, "zsh", "done", "--on", "")
    assert f"={TRAP}\tx-touch-pwned-touch-pwned" in asked(book, "fish", "done", "x")
    assert "=settings\tsee or change a setting" in asked(book, "fish", "se")


@pytest.mark.parametrize("words", [[], ["csh", "x"], ["bash"], ["zsh"], ["fish"], ["bash", "x", "letbe nosuch x"]])
def test_where_nothing_is_known_nothing_is_said(book: Letbe, words: list[str]) -> None:
    answer = book("__complete", *words)
    assert (answer.out, answer.err) == ("", "")


def test_a_tab_writes_nothing_where_nobody_has_begun(empty: Letbe) -> None:
    assert "=quiet" in asked(empty, "bash", "Q", "letbe done Q")
    assert empty.bytes is None


def _function(book: Letbe) -> str:
    """Let a shell call letbe as it is here, and print what any other command than a question gets."""
    python = f"LETBE_FILE='{book.path}' '{sys.executable}' -m tracker"
    return f"""letbe() {{ if [ "$1" = __complete ]; then {python} "$@"; else printf '[%s]' "$@"; echo END; fi; }}"""


@needs_bash
def test_in_bash_a_name_that_holds_a_command_is_a_word(book: Letbe, tmp_path: Path) -> None:
    rc = tmp_path / "rc"
    rc.write_text(f"PS1='READY '\n{_function(book)}\n{book.out('completion', 'bash')}set -H\n")
    bash = ("-c", "import os; os.execvp('bash', ['bash', '--rcfile', 'rc', '-i'])")
    with Terminal(tmp_path, program=bash) as terminal:
        terminal.shows("READY ")
        terminal.keys('letbe done "x\t\r')
        terminal.shows(f"[done][{TRAP}]END")
        terminal.keys("letbe done Call:\\ mu\t\r")
        terminal.shows("[done][Call: mum]END")
    assert not (tmp_path / "pwned").exists()


@needs_fish
def test_fish_offers_what_letbe_says(book: Letbe, tmp_path: Path) -> None:
    python = f"LETBE_FILE='{book.path}' '{sys.executable}' -m tracker"
    script = f"function letbe; env {python} $argv; end\n{book.out('completion', 'fish')}"
    asks = "complete -C 'letbe done \"x'"
    ran = subprocess.run(
        ["fish", "--no-config", "-c", f"{script}\n{asks}"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert [line.split("\t")[0] for line in ran.stdout.splitlines()] == [TRAP]
    assert not (tmp_path / "pwned").exists()


@needs_zsh
def test_zsh_takes_what_letbe_has_chosen_whether_or_not_it_begins_so(book: Letbe, tmp_path: Path) -> None:
    # What it is told, and what it is to match; nothing does.
    told = 'compdef() { : }; compadd() { print -rl -- "$1" "${(P@)@[-1]}"; return 1 }'
    script = f"{told}\n{_function(book)}\n{book.out('completion', 'zsh')}"
    asks = r"words=(letbe done 'x\ \$\(to') CURRENT=3 PREFIX='x\ \$\(to'; _letbe"
    ran = subprocess.run(
        ["zsh", "-f", "-c", f"{script}\n{asks} || true"], capture_output=True, text=True, check=True, cwd=tmp_path
    )
    assert (ran.stdout.splitlines(), ran.stderr) == (["-M", TRAP, "-U", TRAP], "")
    assert not (tmp_path / "pwned").exists()


@pytest.mark.parametrize(
    ("typed", "zsh", "fish"),
    [
        ("qu", ["quiet"], "quiet"),
        ("QU", ["quiet"], "quiet"),
        ("quiet t", ["Quiet time alone"], "Quiet time alone"),
        ("alone", ["quiet"], "Quiet time alone"),
        ("ho", ["hobby", "honest"], "hobby"),
    ],
)
def test_every_shell_offers_a_short_part_that_says_which_one(
    book: Letbe, typed: str, zsh: list[str], fish: str
) -> None:
    assert [line.split("\t")[1] for line in asked(book, "zsh", "done", typed)] == zsh
    assert f"={fish}" in [line.split("\t")[0] for line in asked(book, "fish", "done", typed)]


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_every_shell_offers_the_values_of_settings(book: Letbe, shell: str) -> None:
    for words, value in ((("settings", ""), "week-start"), (("settings", "week-start", "su"), "sunday")):
        assert any(value in re.split(r"[\t=]", line) for line in asked(book, shell, *words))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_is_sound(shell: str, letbe: Letbe) -> None:
    script = letbe.out("completion", shell)
    assert re.search(rf"letbe __complete {shell} ", script)
    if shutil.which(shell):
        subprocess.run([shell, "-n", os.devnull], check=True)
        subprocess.run([shell, "-n", "/dev/stdin"], input=script, text=True, check=True)


def test_another_shell_is_refused_with_those_there_are(letbe: Letbe) -> None:
    answer = letbe("completion", "csh")
    assert (answer.code, answer.out) == (2, "")
    assert "bash, zsh, fish" in answer.err
