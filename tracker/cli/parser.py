"""Parser: argparse with errors in one plain sentence, and help that begins with examples."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import NamedTuple, NoReturn

from tracker.cli.commands import Command
from tracker.cli.help import call, introduce
from tracker.cli.session import Session
from tracker.domain.errors import Unreadable
from tracker.domain.text import excerpt

_PLACES = re.compile(r"the following arguments are required: (.+)")
_UNKNOWN = re.compile(r"unrecognized arguments: (.+)", re.DOTALL)
_VALUE = re.compile(r"argument (?:-\w/)?(--[\w-]+): expected (?:one|at least one) argument")
_BOTH = re.compile(r"argument (--[\w-]+): not allowed with argument (--[\w-]+)")
_IGNORED = re.compile(r"argument (--[\w-]+): ignored explicit argument", re.DOTALL)


class Handler(NamedTuple):
    """How a command reads its words, and what it then does; it may give an exit code."""

    arguments: Callable[[Parser], None]
    run: Callable[[Session, argparse.Namespace], int | None]


class Parser(argparse.ArgumentParser):
    """Reads the words of one command; raises `Unreadable` instead of printing a usage and leaving."""

    def __init__(self, command: Command) -> None:
        super().__init__(prog=f"letbe {command.name}", usage=call(command), add_help=False, allow_abbrev=False)
        self._command = command
        # `-3..today` and `-20m` are words too, not only the plain numbers that argparse knows.
        self._negative_number_matcher = re.compile(r"-\d")

    def error(self, message: str) -> NoReturn:
        """Raise `Unreadable` with what is wrong, and where to look."""
        raise Unreadable(f"{self._sentence(message)} See `letbe {self._command.name} --help`.")

    def format_help(self) -> str:
        """Give the help: what the command does, examples, usage, and the options with what they mean."""
        described = [action for action in self._actions if action.help]
        names = [" ".join((", ".join(action.option_strings), str(action.metavar or ""))) for action in described]
        lines = [f"  {name:<18} {action.help}" for name, action in zip(names, described, strict=True)]
        return introduce(self._command) + ("\nOptions\n" + "\n".join(lines) + "\n" if lines else "")

    def _sentence(self, message: str) -> str:
        name = f"`letbe {self._command.name}`"
        if match := _PLACES.fullmatch(message):
            missing = [place for place in match[1].split(", ") if place]
            return f"{name} needs {' and '.join(missing)}."
        if match := _UNKNOWN.fullmatch(message):
            return f"{name} does not know what to do with “{excerpt(match[1])}”."
        if match := _VALUE.fullmatch(message):
            return f"{match[1]} needs a value."
        if match := _BOTH.fullmatch(message):
            return f"{match[1]} and {match[2]} do not go together."
        if match := _IGNORED.match(message):
            return f"{match[1]} takes no value."
        return f"{name} cannot read this: {excerpt(message, 80)}."
