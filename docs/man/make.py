"""Writes the man page from what the commands declare of themselves: `python docs/man/make.py`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from tracker import __version__
from tracker.cli import help as letbe_help
from tracker.cli.command import Command
from tracker.cli.commands import GROUPS
from tracker.cli.parser import Parser

PAGE = Path(__file__).parent / "letbe.1"

_SIGNS = {"“": r"\(lq", "”": r"\(rq", "’": r"\(cq", "…": r"...", "–": r"\(en", "-": r"\-", "\\": r"\(rs"}

_INTRODUCTION = """\
letbe is a habit tracker for practising healthy detachment: the art of caring for people without losing yourself.
Without a command it opens its screens, and where there can be none it talks line by line; in a pipe it prints what is
due today. Everything lies in one file on your own disk, and nothing leaves the machine."""

_EXIT = {
    "0": "done",
    "1": "refused: one sentence says what, and how to mend it",
    "2": "not understood: a word, a day, an amount or a schedule that cannot be read",
    "3": "no such habit, or several; nothing is written",
    "4": "the file, or another one, cannot be read or written",
    "130": "interrupted",
}

_VARIABLES = {
    "LETBE_FILE": "the file to use, as --file names it",
    "LETBE_DEFAULTS": "the list of practices that a new book begins with, as --defaults names it",
    "NO_COLOR": "print without colours",
    "VISUAL, EDITOR": "what longer texts are written in",
    "XDG_DATA_HOME, XDG_STATE_HOME, XDG_CONFIG_HOME": "where the folders below lie",
}

_FILES = {
    "~/.local/share/letbe/habits.json": "the book; `letbe path` tells where it really lies",
    "~/.local/state/letbe": "the journal that makes undo work, and the backups",
    "~/.config/letbe/settings.toml": "personal settings",
    "~/.config/letbe/hooks/saved": "a program of your own that is run after each save",
}


def page() -> str:
    """Return the whole page, in the language of man."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield '.\\" Made by docs/man/make.py from what the commands declare of themselves; change it there.'
    yield f'.TH LETBE 1 "" "letbe {__version__}" "User commands"'
    yield from (".SH NAME", r"letbe \- a habit tracker for the terminal, for practising healthy detachment")
    yield from (".SH SYNOPSIS", r".B letbe", r"[\fIOPTION\fR...] [\fICOMMAND\fR [\fIWORD\fR...]]")
    yield from (".SH DESCRIPTION", roff(_INTRODUCTION), ".SH COMMANDS")
    for title, commands in GROUPS.items():
        yield f".SS {roff(title)}"
        for command in commands:
            yield from _command(command)
    yield ".SH OPTIONS"
    for options, words in re.findall(r"^  (\S.*?)  +(.+)$", letbe_help.OPTIONS, re.MULTILINE):
        yield from _item(options, words)
    yield from (".SH DAYS", roff(letbe_help.DAYS))
    for title, items in (("EXIT STATUS", _EXIT), ("ENVIRONMENT", _VARIABLES), ("FILES", _FILES)):
        yield f".SH {title}"
        for name, words in items.items():
            yield from _item(name, f"{words}.")
    yield from (".SH SEE ALSO", roff("`letbe COMMAND --help`, and the folder docs that letbe comes with."))


def _command(command: Command) -> Iterator[str]:
    """Say how a command and its parts are called, what it does, its options and its examples."""
    calls = [letbe_help.call(one) for one in (command, *command.parts)]
    yield from _item(calls[0], f"{command.summary[:1].upper()}{command.summary[1:]}.")
    yield ".RS"
    for call, part in zip(calls[1:], command.parts, strict=True):
        yield from _item(call, f"{part.summary[:1].upper()}{part.summary[1:]}.")
    seen: set[tuple[str, str]] = set()
    for one in (command, *command.parts):
        for names, words in options_of(one):
            if (names, words) not in seen:
                seen.add((names, words))
                yield from _item(names, f"{words}.")
    yield from (".PP", ".nf", *map(roff, command.examples), ".fi", ".RE")


def options_of(command: Command) -> list[tuple[str, str]]:
    """Return the options and words of a command that are explained, each with what it means."""
    handlers = vars(import_module(f"tracker.cli.{command.module}")).get("HANDLERS", {})
    if command.name not in handlers:
        return []
    parser = Parser(command)
    handlers[command.name].arguments(parser)
    return parser.explained()


def _item(name: str, words: str) -> Iterator[str]:
    yield from (".TP", rf"\fB{roff(name)}\fR", roff(words))


def roff(text: str) -> str:
    """Return a text as man wants it: signs by their names, and no line that begins as a request does."""
    text = "".join(_SIGNS.get(sign, sign if sign.isascii() else rf"\[u{ord(sign):04X}]") for sign in text)
    text = re.sub(r"`([^`\n]+)`", r"\\fB\1\\fR", text)
    return re.sub(r"^(?=[.'])", r"\\&", text, flags=re.MULTILINE)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
    sys.stdout.write(f"{PAGE}\n")
