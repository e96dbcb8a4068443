from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.shell import Letbe
from tracker.cli.acting import ACTS
from tracker.cli.commands import COMMANDS

_ASKED = """
{script}
letbe() {{ printf 'quiet-time\\tQuiet time alone\\nqi-gong\\tQi gong, slowly\\nmy-s\\tMum'"'"'s garden\\n'; }}
COMP_WORDS=({words}) COMP_CWORD={at}
_letbe
printf '%s\\n' "${{COMPREPLY[@]}}"
"""

_ASKED_ZSH = """
letbe() {{ printf 'quiet-time\\tQuiet time alone\\tcare\\nmy-s\\tMum'"'"'s garden\\tcare\\n'; }}
compdef() {{ : }}
compadd() {{ print -rl -- "$2" "${{(P@)4}}"; return 1 }}  # the matcher, and what it is to match; nothing does
{script}
words=(letbe done x) CURRENT=3 PREFIX=x
_letbe || true
"""

needs_zsh = pytest.mark.skipif(shutil.which("zsh") is None, reason="there is no zsh")
needs_fish = pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")


def completed(letbe: Letbe, *words: str) -> list[str]:
    typed = " ".join("'" + word.replace("'", "'\\''") + "'" for word in ("letbe", *words))
    script = _ASKED.format(script=letbe.out("completion", "bash"), words=typed, at=len(words))
    ran = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=True)
    assert ran.stderr == ""
    return [line for line in ran.stdout.split("\n") if line]


@needs_bash
def test_bash_completes_commands(letbe: Letbe) -> None:
    assert completed(letbe, "se") == ["settings"]
    assert set(completed(letbe, "")) == set(COMMANDS)


@needs_bash
def test_bash_completes_the_names_of_habits(letbe: Letbe) -> None:
    assert completed(letbe, "done", "Q") == ["Quiet\\ time\\ alone", "Qi\\ gong\\,\\ slowly"]
    assert completed(letbe, "skip", "Quiet\\ t") == ["Quiet\\ time\\ alone"]
    assert completed(letbe, "done", "quiet", '"Mum') == ["Mum's garden"]
    assert completed(letbe, "undo", "Q") == []


@needs_bash
def test_bash_completes_habits_in_any_case_by_their_ids_and_by_any_part(letbe: Letbe) -> None:
    assert completed(letbe, "done", "qui") == ["Quiet\\ time\\ alone"]
    assert completed(letbe, "done", "MY") == ["my-s"]
    assert completed(letbe, "done", "iet\\ TI") == ["Quiet\\ time\\ alone"]
    assert completed(letbe, "done", "xyz") == []


@needs_bash
def test_bash_completes_options_and_second_words(letbe: Letbe) -> None:
    assert completed(letbe, "done", "--no") == ["--no-color", "--note"]
    assert completed(letbe, "areas", "re") == ["rename"]
    for command in ("add", "edit"):
        assert {"--glyph", "--colour", "--small"} <= set(completed(letbe, command, "--"))
    assert completed(letbe, "completion", "") == ["bash", "zsh", "fish"]
    assert completed(letbe, "backup", "") == ["list", "now", "restore"]


@needs_bash
def test_bash_completes_what_an_option_takes(letbe: Letbe) -> None:
    assert completed(letbe, "done", "quiet", "--on", "ye") == ["yesterday"]
    assert completed(letbe, "done", "quiet", "--on", "=", "ye") == ["yesterday"]
    assert "weekdays" in completed(letbe, "add", "Sing", "--schedule", "")
    assert completed(letbe, "import", "x.csv", "--from", "") == ["json", "csv"]
    assert completed(letbe, "review", "--period", "q") == ["quarter"]
    assert completed(letbe, "settings", "th") == ["theme"]
    assert completed(letbe, "settings", "theme", "") == []


@needs_bash
def test_bash_completes_behind_options_that_stand_before_the_command(letbe: Letbe) -> None:
    for before in (["--file", "~/x.json"], ["--file", "=", "x.json", "--plain"], ["-q"]):
        assert completed(letbe, *before, "se") == ["settings"]
        assert completed(letbe, *before, "done", "Q") == ["Quiet\\ time\\ alone", "Qi\\ gong\\,\\ slowly"]
        assert completed(letbe, *before, "areas", "re") == ["rename"]
    assert completed(letbe, "--pl") == ["--plain"]


@needs_fish
@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("se", ["settings"]),
        ("--file x.json se", ["settings"]),
        ("--plain done --on ye", ["yesterday"]),
        ("import x.csv --from c", ["csv"]),
        ("settings th", ["theme"]),
    ],
)
def test_fish_completes_options_values_and_commands(typed: str, offered: list[str], letbe: Letbe) -> None:
    script = f"{letbe.out('completion', 'fish')}\ncomplete -C 'letbe {typed}'"
    ran = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, check=True)
    assert [line.split("\t")[0] for line in ran.stdout.splitlines()] == offered


@needs_zsh
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["done", "quiet", "--on", ""], "yesterday"),
        (["--file", "x.json", "done", "--on", ""], "yesterday"),
        (["import", "x.csv", "--from", ""], "csv"),
        (["settings", ""], "theme"),
        (["--plain", "settings", ""], "theme"),
        (["--plain", "x"], "command"),
    ],
)
def test_zsh_completes_options_values_and_commands(words: list[str], offered: str, letbe: Letbe) -> None:
    typed = " ".join(f"'{word}'" for word in ("letbe", *words))
    told = 'compdef() { : }; compadd() { print -rl -- "$@" }; _describe() { print -rl -- "$1" }'
    script = letbe.out("completion", "zsh")
    asked = f"{told}\n{script}\nwords=({typed}) CURRENT={len(words) + 1} PREFIX=\n_letbe"
    ran = subprocess.run(["zsh", "-f", "-c", asked], capture_output=True, text=True, check=True)
    assert offered in ran.stdout.splitlines()
    assert ran.stderr == ""


@needs_bash
def test_bash_completes_a_path_behind_the_options_that_take_one(letbe: Letbe, tmp_path: Path) -> None:
    (tmp_path / "year.html").touch()
    for option in ("-o", "--file"):
        assert completed(letbe, "review", option, f"{tmp_path}/ye") == [f"{tmp_path}/year.html"]


@needs_zsh
def test_zsh_offers_names_then_ids_then_any_part_of_a_name_in_any_case(letbe: Letbe) -> None:
    script = _ASKED_ZSH.format(script=letbe.out("completion", "zsh"))
    ran = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True, check=True)
    names, ids = ["Quiet time alone", "Mum's garden"], ["quiet-time", "my-s"]
    any_case = "m:{[:lower:][:upper:]}={[:upper:][:lower:]}"
    assert ran.stdout.splitlines() == [any_case, *names, any_case, *ids, f"{any_case} l:|=* r:|=*", *names]
    assert ran.stderr == ""


@needs_bash
def test_bash_completes_an_act_behind_its_habit(letbe: Letbe) -> None:
    assert completed(letbe, "act", "Quiet\\ t") == ["Quiet\\ time\\ alone"]
    assert completed(letbe, "act", "quiet", "") == list(ACTS)
    assert completed(letbe, "act", "quiet", "plan", "") == completed(letbe, "done", "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_knows_every_command_and_leaves_no_place_open(shell: str, letbe: Letbe) -> None:
    script = letbe.out("completion", shell)
    assert all(re.search(rf"\b{name}\b", script) for name in COMMANDS)
    assert not re.search(r"@[a-z]+@", script)
    if shutil.which(shell):
        subprocess.run([shell, "-n", "-c" if shell != "bash" else "/dev/stdin", *([script] if shell != "bash" else [])],
                       input=script, text=True, check=True)  # fmt: skip


def test_another_shell_is_refused_with_those_there_are(letbe: Letbe) -> None:
    answer = letbe("completion", "csh")
    assert (answer.code, answer.out) == (2, "")
    assert "bash, zsh, fish" in answer.err
