"""The man page says what the commands say of themselves, in words that man can read."""

from __future__ import annotations

import re
import tomllib

import pytest

from docs.man.make import PAGE, ROOT, options_of, page, roff
from tracker import __version__
from tracker.cli.command import Command
from tracker.cli.commands import COMMANDS
from tracker.cli.help import call

KEPT = PAGE.read_text("utf-8")


def test_the_page_that_is_kept_is_the_one_that_the_commands_make() -> None:
    assert page() == KEPT, "remake it with `python docs/man/make.py`, and look at it with `man docs/man/letbe.1`"
    assert f'"letbe {__version__}"' in KEPT


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_stands_there_with_its_parts_its_options_and_its_examples(command: Command) -> None:
    for one in (command, *command.parts):
        assert rf"\fB{roff(call(one))}\fR" in KEPT
        for names, words in options_of(one):
            assert rf"\fB{roff(names)}\fR" in KEPT
            assert roff(words) in KEPT
    for example in command.examples:
        assert f"\n{roff(example)}\n" in KEPT


def test_man_can_read_every_line() -> None:
    assert KEPT.isascii()
    requests = {match for line in KEPT.splitlines() if (match := re.match(r"[.']\S*", line))}
    known = {".TH", ".SH", ".SS", ".TP", ".PP", ".RS", ".RE", ".nf", ".fi", ".B", '.\\"'}
    assert {match[0] for match in requests} <= known
    assert KEPT.count("\n.RS\n") == KEPT.count("\n.RE\n")
    assert roff(".5 of it\n'tis") == "\\&.5 of it\n\\&'tis"


def test_whoever_installs_letbe_gets_the_page() -> None:
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert shipped["wheel"]["shared-data"] == {"docs/man/letbe.1": "share/man/man1/letbe.1"}
    assert "/docs" in shipped["sdist"]["include"]
