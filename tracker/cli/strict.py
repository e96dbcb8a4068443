"""Strict: argparse, which reads every line that is not plainly well formed, and alone refuses one, in plain words."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NoReturn

from tracker.cli.console import Console
from tracker.cli.options import in_utf8
from tracker.cli.parser import Declared, Namespace, Parser
from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt

_SENTENCES = (
    (r"the following arguments are required: (.+)", "{name} needs {0}."),
    (r"unrecognized arguments: (.+)", "{name} does not know what to do with “{0}”."),
    (r"argument (?:-\w/)?(--[\w-]+): expected (?:one|at least one) argument", "{0} needs a value."),
    (r"argument (--[\w-]+): not allowed with argument (--[\w-]+)", "{0} and {1} do not go together."),
    (r"argument (--[\w-]+): ignored explicit argument.*", "{0} takes no value."),
    (r"(.*)", "{name} cannot read this: {0}."),
)
"""What argparse says, and how letbe says it; the first that fits counts."""

_MARK = "\0"
"""What no word can hold by itself."""

_NEGATIVE = re.compile(r"-\d")

_PATHS = ("PATH", "FILE")
"""What stands for a path in a usage: there any bytes may stand that the disk knows."""


def read_strictly(parser: Parser, words: Sequence[str], console: Console) -> Namespace:
    """Read the words of a command, and from stdin the text for which `-` stands.

    Raises `Unreadable` for what the command does not take, and for a word that is not text in UTF-8, unless it is a
    path.
    """
    reader = _Reader(f"letbe {parser.command.name}")
    reader.take(parser.declared)
    found = reader.parse_intermixed_args(list(reader.marked(words)), Namespace())
    for each in parser.declared:
        value = _unmarked(getattr(found, each.dest))
        setattr(found, each.dest, value if each.metavar in _PATHS else _in_utf8(value))
    _read_texts([each.dest for each in parser.declared if each.is_text], found, words, console)
    return found


def _read_texts(texts: Iterable[str], found: Namespace, words: Sequence[str], console: Console) -> None:
    end = words.index("--") if "--" in words else len(words)
    if not any(word == "-" or word.endswith("=-") for word in words[:end]):
        return
    asked = [dest for dest in texts if getattr(found, dest) in ("-", ["-"])]
    if len(asked) > 1:
        raise Unreadable("Standard input holds one text; give - once, and the others as they are.")
    for dest in asked:
        text = console.read_text()
        setattr(found, dest, [text] if isinstance(getattr(found, dest), list) else text)


def _in_utf8(value: object) -> object:
    if isinstance(value, list):
        return [in_utf8(word) for word in value]
    return in_utf8(value) if isinstance(value, str) else value


def _unmarked(value: object) -> object:
    if isinstance(value, list):
        return [word.removeprefix(_MARK) for word in value]
    return value.removeprefix(_MARK) if isinstance(value, str) else value


class _PlainFormatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)

    def _set_color(self, *_: object, **__: object) -> None:
        """Do without the colours of Python 3.14, which take long to load; letbe lays its help out itself."""


class _Reader(argparse.ArgumentParser):
    """Raises `Unreadable` instead of printing a usage and leaving."""

    def __init__(self, name: str) -> None:
        # The usual formatter asks for the width of the terminal each time an argument is declared.
        super().__init__(prog=name, usage="", formatter_class=_PlainFormatter, add_help=False, allow_abbrev=False)
        self._waiting: set[str] = set()
        """The options behind which a value has to stand."""

    def take(self, declared: Iterable[Declared]) -> None:
        groups: dict[str, Any] = {"": self}
        for each in declared:
            if each.one_of not in groups:
                groups[each.one_of] = self.add_mutually_exclusive_group()
            how: dict[str, Any] = {"action": each.action, "default": each.default}
            if each.is_option:
                how["dest"] = each.dest
            if each.takes_value:
                how |= {"metavar": each.metavar, "nargs": each.nargs, "const": each.const}
                self._waiting.update(each.names if each.is_option else ())
            groups[each.one_of].add_argument(*each.names, **how)

    def marked(self, words: Sequence[str]) -> Iterator[str]:
        """Mark the words that argparse would take for options and that are none, here and behind `--`."""
        end = words.index("--") if "--" in words else len(words)
        if 0 < end < len(words) and words[end - 1] in self._waiting:
            self.error(f"argument {words[end - 1]}: expected one argument")
        for place, word in enumerate(words):
            if place != end:
                # `-3..today` and `-20m` are words, and so is everything behind `--`, a `-` too.
                hidden = _NEGATIVE.match(word) or (place > end and word.startswith("-"))
                yield _MARK + word if hidden else word

    def error(self, message: str) -> NoReturn:
        """Raise `Unreadable` with what is wrong, and where to look."""
        raise Unreadable(f"{self._sentence(message)} See `{self.prog} --help`.")

    def _sentence(self, message: str) -> str:
        for said, instead in _SENTENCES:
            if match := re.fullmatch(said, message, re.DOTALL):
                return instead.format(*map(excerpt, match.groups()), name=f"`{self.prog}`")
        raise AssertionError(message)  # the last of them fits everything
