from __future__ import annotations

from importlib import import_module

import pytest

from tests.cli.shell import Letbe
from tracker import __version__
from tracker.cli.command import Command
from tracker.cli.commands import COMMANDS
from tracker.exchange.trackers.formats import NAMES
from tracker.service.files.importing import OURS


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_is_in_the_help_with_examples_that_are_its_own(command: Command, letbe: Letbe) -> None:
    assert f"  {command.name:<10} {command.summary}\n" in letbe.out("--help")
    assert command.examples
    for example in command.examples:
        assert example.split()[:2] == ["letbe", command.name]
    text = letbe.out(command.name, "--help")
    assert text.index(command.examples[0]) < text.index("Usage")


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_command_has_somebody_to_do_it(command: Command) -> None:
    module = import_module(f"tracker.cli.{command.module}")
    assert command.name in vars(module).get("HANDLERS", vars(module))


def test_the_help_fits_a_terminal(letbe: Letbe) -> None:
    assert max(map(len, letbe.out("--help").splitlines())) <= 80


def test_help_is_reached_in_every_way(letbe: Letbe) -> None:
    assert letbe.out("-h") == letbe.out("help") == letbe.out("--help")
    assert letbe.out("done", "-h") == letbe.out("help", "done") == letbe.out("--help", "done")


def test_the_version_is_said(letbe: Letbe) -> None:
    assert letbe.out("--version") == f"letbe {__version__}\n"


def test_options_of_every_command_may_stand_before_or_after_it(letbe: Letbe) -> None:
    letbe("done", "quiet")
    assert letbe.out("--json", "today") == letbe.out("today", "--json")
    assert letbe.out("--plain", "--no-color", "streaks") == letbe.out("streaks", "--no-color", "--plain")


LISTING = [command.name for command in COMMANDS.values() if command.lists]
OTHERS = [name for name in COMMANDS if name not in LISTING]


@pytest.mark.parametrize("name", LISTING)
def test_what_is_listed_is_listed_for_programs_too(letbe: Letbe, name: str) -> None:
    letbe("done", "quiet", "--note", "two\nlines")
    letbe("pause", "hobby")
    letbe("settings", "remind", "08:00")
    letbe("passed", "wanting", "--trigger", "late")
    letbe("questions", "ask", "quiet", "hobby")
    letbe("agreements", "add", "Sundays apart", "--with", "Ann")
    words = [name, *(["quiet"] if name == "log" else [])]
    assert letbe.json(*words)
    plain = letbe(*words, "--plain")
    assert (plain.code, plain.err) == (0, "")
    assert all("\t" in line for line in plain.out.splitlines())


@pytest.mark.parametrize("name", OTHERS)
def test_what_lists_nothing_says_who_does(letbe: Letbe, name: str) -> None:
    answer = letbe(name, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert all(listing in answer.err for listing in LISTING)


def test_after_two_dashes_everything_is_text(letbe: Letbe) -> None:
    assert letbe("note", "quiet", "--", "--json").code == 0
    assert letbe.one("log", "quiet")["note"] == "--json"


def test_the_help_of_import_names_every_tracker_and_how_a_table_looks(letbe: Letbe) -> None:
    told = letbe.out("help", "import")
    assert [name for name in (*NAMES, *OURS) if name not in told] == []
    assert "day, habit and done" in " ".join(told.split())
