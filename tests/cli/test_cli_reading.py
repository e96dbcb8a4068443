"""A line that is plainly well formed is read without argparse, and as argparse would read it."""

from __future__ import annotations

import io
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.shell import Letbe
from tracker.cli import strict
from tracker.cli.commands import COMMANDS
from tracker.cli.console import Console, Surroundings
from tracker.cli.parser import Declared, Parser, read_plainly
from tracker.cli.strict import read_strictly
from tracker.domain.errors import Unreadable

CONSOLE = Console(Surroundings(io.StringIO(), io.StringIO(), io.StringIO(), {}, lambda *_: 0))


def _parsers() -> dict[str, Parser]:
    found: dict[str, Parser] = {}
    for command in (part for one in COMMANDS.values() for part in (one, *one.parts)):
        handlers = vars(import_module(f"tracker.cli.{command.module}")).get("HANDLERS", {})
        if command.name in handlers:
            found[command.name] = Parser(command)
            handlers[command.name].arguments(found[command.name])
    return found


PARSERS = _parsers()
LOOSE = st.sampled_from(["quiet", "20", "-3..today", "-20m", "", "a b", "x=y", "\N{EM DASH}", "ünï", "-1", "+15"])
VALUE = LOOSE.filter(bool)


def _option(each: Declared) -> st.SearchStrategy[list[str]]:
    name = st.sampled_from(each.names)
    if not each.takes_value:
        return name.map(lambda word: [word])
    apart = st.tuples(name, VALUE).map(list)
    long = [word for word in each.names if word.startswith("--")]
    joined = st.builds(lambda word, value: [f"{word}={value}"], st.sampled_from(long), VALUE) if long else apart
    return apart | joined


def _words(each: Declared) -> st.SearchStrategy[list[list[str]]]:
    least, most = {None: (1, 1), "?": (0, 1), "*": (0, 4), "+": (1, 4)}[each.nargs]
    return st.lists(LOOSE.map(lambda word: [word]), min_size=least, max_size=most)


@st.composite
def well_formed(draw: st.DrawFn, parser: Parser) -> list[str]:
    """A line that says each option at most once, and as many words as there are places for, in any order."""
    pieces: list[list[str]] = []
    given_already: set[str] = set()
    for each in parser.declared:
        if not each.is_option:
            pieces += draw(_words(each))
        elif not each.nargs and draw(st.booleans()) and each.one_of not in given_already:
            given_already |= {each.one_of} - {""}
            pieces.append(draw(_option(each)))
    return [word for piece in draw(st.permutations(pieces)) for word in piece]


@st.composite
def any_line(draw: st.DrawFn, parser: Parser) -> list[str]:
    names = [name for each in parser.declared for name in each.names if each.is_option]
    odd = ["-", "--", "--nosuch", "-x", "--on=-", "--note=", "--o", "-nx", "-n", "\udcff", "--set=1", "-0x"]
    words = st.sampled_from([*names, *(f"{name}=v" for name in names), *odd])
    return draw(st.lists(LOOSE | words, max_size=6))


NAMES = st.sampled_from(sorted(PARSERS))


@given(data=st.data(), name=NAMES)
def test_a_well_formed_line_is_read_at_a_glance_and_as_argparse_reads_it(name: str, data: st.DataObject) -> None:
    words = data.draw(well_formed(PARSERS[name]))
    read = read_plainly(PARSERS[name].declared, words)
    assert read is not None
    assert vars(read) == vars(read_strictly(PARSERS[name], words, CONSOLE))


@given(data=st.data(), name=NAMES)
def test_what_is_read_at_a_glance_argparse_would_not_refuse(name: str, data: st.DataObject) -> None:
    words = data.draw(any_line(PARSERS[name]))
    read = read_plainly(PARSERS[name].declared, words)
    if read is not None:
        assert vars(read) == vars(read_strictly(PARSERS[name], words, CONSOLE))


def _fullest(parser: Parser) -> list[str]:
    """A line with every option that goes with the others, and a word in each place."""
    options = {each.one_of or each.dest: each for each in parser.declared if each.is_option and not each.nargs}
    said = [word for each in options.values() for word in (each.names[-1], "v")[: 1 + each.takes_value]]
    return [*("word" for each in parser.declared if not each.is_option), *said]


def test_the_fullest_line_of_each_command_is_read_alike() -> None:
    assert len(PARSERS) > 50
    for parser in PARSERS.values():
        read = read_plainly(parser.declared, _fullest(parser))
        assert read is not None, parser.command.name
        assert vars(read) == vars(read_strictly(parser, _fullest(parser), CONSOLE)), parser.command.name


def test_a_daily_line_never_comes_to_argparse(letbe: Letbe, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strict, "read_strictly", lambda *_: pytest.fail("argparse was asked"))
    for line in (["done", "quiet", "--on", "yesterday", "-n", "a note"], ["undo"], ["skip", "quiet", "--on=-3"],
                 ["today"], ["passed", "fix", "2", "--strength", "4"], ["streaks", "quiet", "--explain"]):  # fmt: skip
        assert letbe(*line).code == 0, line


@pytest.mark.parametrize(
    "words",
    [["--nosuch"], ["--on"], ["--on", "--set"], ["--set=1"], ["-"], ["--note", "-"], ["--on=1", "--on=2"], ["--"]],
)
def test_anything_else_is_left_to_argparse(words: list[str]) -> None:
    assert read_plainly(PARSERS["done"].declared, words) is None


def test_of_what_does_not_go_together_argparse_says_so() -> None:
    words = ["quiet", "--up", "--down"]
    assert read_plainly(PARSERS["move"].declared, words) is None
    with pytest.raises(Unreadable, match="do not go together"):
        read_strictly(PARSERS["move"], words, CONSOLE)
