"""Parser: argparse with errors in one plain sentence, and help that begins with examples."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from typing import NoReturn

from tracker.cli.command import Command
from tracker.cli.console import Console
from tracker.cli.options import in_utf8
from tracker.cli.session import Session
from tracker.domain.errors import Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import excerpt

__all__ = ["Handler", "Namespace", "Parser"]

_SENTENCES = (
    (r"the following arguments are required: (.+)", "{name} needs {0}."),
    (r"unrecognized arguments: (.+)", "{name} does not know what to do with “{0}”."),
    (r"argument (?:-\w/)?(--[\w-]+): expected (?:one|at least one) argument", "{0} needs a value."),
    (r"argument (--[\w-]+): not allowed with argument (--[\w-]+)", "{0} and {1} do not go together."),
    (r"argument (--[\w-]+): ignored explicit argument.*", "{0} takes no value."),
    (r"(.*)", "{name} cannot read this: {0}."),
)
"""What argparse says, and how letbe says it; the first that fits counts."""


_FROM_STDIN = """\
What you type on a command line stays in your shell's history. - in place of a
text of your own reads it from standard input, as in `letbe note quiet -`;
ctrl+d ends it. Behind -- a - is a - and nothing more."""

_MARK = "\0"
"""What no word can hold by itself."""

_NEGATIVE = re.compile(r"-\d")

_PATHS = ("PATH", "FILE")
"""What stands for a path in a usage: there any bytes may stand that the disk knows."""


class Handler(NamedTuple):
    """How a command reads its words, and what it then does; it may give an exit code."""

    arguments: Callable[[Parser], None]
    run: Callable[[Session, Namespace], int | None]


def _unmarked(value: object) -> object:
    if isinstance(value, list):
        return [word.removeprefix(_MARK) for word in value]
    return value.removeprefix(_MARK) if isinstance(value, str) else value


def _in_utf8(value: object) -> object:
    if isinstance(value, list):
        return [in_utf8(word) for word in value]
    return in_utf8(value) if isinstance(value, str) else value


class _PlainFormatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)

    def _set_color(self, *_: object, **__: object) -> None:
        """Do without the colours of Python 3.14, which take long to load; letbe lays its help out itself."""


class Parser(argparse.ArgumentParser):
    """Reads the words of one command; raises `Unreadable` instead of printing a usage and leaving."""

    def __init__(self, command: Command) -> None:
        super().__init__(
            prog=f"letbe {command.name}",
            usage=command.usage,
            # The usual one asks for the width of the terminal each time an argument is declared.
            formatter_class=_PlainFormatter,
            add_help=False,
            allow_abbrev=False,
        )
        self._command = command
        self._texts: list[str] = []

    def text(self, *names: str, metavar: str = "TEXT", nargs: str | None = None, help: str = "") -> None:
        """Declare a text of the user's own; `-` in its place reads it from stdin."""
        self._texts.append(self.add_argument(*names, metavar=metavar, nargs=nargs, help=help).dest)

    def read(self, words: Sequence[str], console: Console) -> Namespace:
        """Read the words of the command, and from stdin the text for which `-` stands.

        Raises `Unreadable` for a word that is not text in UTF-8, unless it is a path.
        """
        found = self.parse_intermixed_args(list(self._marked(words)))
        for action in self._actions:
            value = _unmarked(getattr(found, action.dest))
            setattr(found, action.dest, value if action.metavar in _PATHS else _in_utf8(value))
        self._read_text(found, words, console)
        return found

    def _marked(self, words: Sequence[str]) -> Iterator[str]:
        """Mark the words that argparse would take for options and that are none, here and behind `--`."""
        end = words.index("--") if "--" in words else len(words)
        if end and end < len(words) and any(words[end - 1] in each.option_strings for each in self._waiting()):
            self.error(f"argument {words[end - 1]}: expected one argument")
        for place, word in enumerate(words):
            if place != end:
                # `-3..today` and `-20m` are words, and so is everything behind `--`, a `-` too.
                hidden = _NEGATIVE.match(word) or (place > end and word.startswith("-"))
                yield _MARK + word if hidden else word

    def _waiting(self) -> Iterator[argparse.Action]:
        """Return the options behind which a value has to stand."""
        return (action for action in self._actions if action.option_strings and action.nargs != 0)

    def _read_text(self, found: Namespace, words: Sequence[str], console: Console) -> None:
        end = words.index("--") if "--" in words else len(words)
        if not any(word == "-" or word.endswith("=-") for word in words[:end]):
            return
        asked = [dest for dest in self._texts if getattr(found, dest) in ("-", ["-"])]
        if len(asked) > 1:
            raise Unreadable("Standard input holds one text; give - once, and the others as they are.")
        for dest in asked:
            text = console.read_text()
            setattr(found, dest, [text] if isinstance(getattr(found, dest), list) else text)

    def error(self, message: str) -> NoReturn:
        """Raise `Unreadable` with what is wrong, and where to look."""
        raise Unreadable(f"{self._sentence(message)} See `letbe {self._command.name} --help`.")

    def format_help(self) -> str:
        """Return the help: what the command does, examples, usage, and the options with what they mean."""
        from tracker.cli.help import explain, introduce

        lines = [line for name, words in self.explained() for line in explain(name, words)]
        options = "\nOptions\n" + "\n".join(lines) + "\n" if lines else ""
        return introduce(self._command) + options + (f"\n{_FROM_STDIN}\n" if self._texts else "")

    def explained(self) -> list[tuple[str, str]]:
        """Return the options and words that are explained, each with what it means."""
        described = [action for action in getattr(self, "_actions", ()) if action.help]
        names = [" ".join((", ".join(action.option_strings), str(action.metavar or ""))) for action in described]
        # As argparse reads it, which from Python 3.14 on it does as soon as an argument is declared: %% is a %.
        return [(name, str(action.help) % ()) for name, action in zip(names, described, strict=True)]

    def _sentence(self, message: str) -> str:
        for said, instead in _SENTENCES:
            if match := re.fullmatch(said, message, re.DOTALL):
                return instead.format(*map(excerpt, match.groups()), name=f"`letbe {self._command.name}`")
        raise AssertionError(message)  # the last of them fits everything
