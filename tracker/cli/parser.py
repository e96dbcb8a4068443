"""Parser: argparse with errors in one plain sentence, and help that begins with examples."""

from __future__ import annotations

import argparse
import re
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import NoReturn

from tracker.cli.commands import Command
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


_PATHS = ("PATH", "FILE")
"""What stands for a path in a usage: there any bytes may stand that the disk knows."""


class Handler(NamedTuple):
    """How a command reads its words, and what it then does; it may give an exit code."""

    arguments: Callable[[Parser], None]
    run: Callable[[Session, Namespace], int | None]


def _in_utf8(value: object) -> object:
    if isinstance(value, list):
        return [in_utf8(word) for word in value]
    return in_utf8(value) if isinstance(value, str) else value


class _PlainFormatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


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
        # `-3..today` and `-20m` are words too, not only the plain numbers that argparse knows.
        self._negative_number_matcher = re.compile(r"-\d")

    def read(self, words: Sequence[str]) -> Namespace:
        """Read the words of the command; raise `Unreadable` for one that is not text in UTF-8, unless it is a path."""
        found = self.parse_intermixed_args(words)
        for action in self._actions:
            if action.metavar not in _PATHS:
                setattr(found, action.dest, _in_utf8(getattr(found, action.dest)))
        return found

    def error(self, message: str) -> NoReturn:
        """Raise `Unreadable` with what is wrong, and where to look."""
        raise Unreadable(f"{self._sentence(message)} See `letbe {self._command.name} --help`.")

    def format_help(self) -> str:
        """Give the help: what the command does, examples, usage, and the options with what they mean."""
        from tracker.cli.help import introduce

        described = [action for action in getattr(self, "_actions", ()) if action.help]
        names = [" ".join((", ".join(action.option_strings), str(action.metavar or ""))) for action in described]
        lines = [f"  {name:<18} {action.help}" for name, action in zip(names, described, strict=True)]
        return introduce(self._command) + ("\nOptions\n" + "\n".join(lines) + "\n" if lines else "")

    def _sentence(self, message: str) -> str:
        for said, instead in _SENTENCES:
            if match := re.fullmatch(said, message, re.DOTALL):
                return instead.format(*map(excerpt, match.groups()), name=f"`letbe {self._command.name}`")
        raise AssertionError(message)  # the last of them fits everything
