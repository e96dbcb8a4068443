"""Options: what may stand before or after any command."""

from __future__ import annotations

import os

from tracker.domain.errors import Unreadable
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.domain.text import no_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Format(StrEnum):
    """How a list is printed: for people, as one record a line, or as JSON."""

    TEXT = "text"
    PLAIN = "plain"
    JSON = "json"


class Options(NamedTuple):
    """The options that every command understands."""

    file: str | None = None
    defaults: str = ""
    format: Format = Format.TEXT
    colour: bool = True
    quiet: bool = False
    help: bool = False
    version: bool = False


def split(argv: Sequence[str]) -> tuple[Options, list[str]]:
    """Take the options of every command out of the words of the command line; after `--` none are looked for.

    Raises `Unreadable` when `--file` or `--defaults` lacks its path.
    """
    options = Options()
    rest: list[str] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest.extend((word, *words))
            break
        found = _read(word, words, options)
        if found is None:
            rest.append(word)
        else:
            options = found
    return options, rest


def in_utf8(word: str) -> str:
    """Return a word of the command line as it was typed, in UTF-8 whatever the locale says.

    Raises `Unreadable` for bytes that are no such text.
    """
    try:
        return word if word.isascii() else os.fsencode(word).decode()
    except UnicodeError:
        raise no_text(word) from None


def _read(word: str, following: Iterator[str], options: Options) -> Options | None:
    """Return the options with this word taken in, or None for a word that belongs to the command."""
    name, equals, value = word.partition("=")
    if name in ("--file", "--defaults"):
        path = value if equals else next(following, "")
        if not path:
            raise Unreadable(f"{name} needs a path, such as {name} ~/habits.json.")
        return options._replace(file=path) if name == "--file" else options._replace(defaults=path)
    match word:
        case "--json":
            return options._replace(format=Format.JSON)
        case "--plain":
            return options._replace(format=Format.PLAIN)
        case "--no-color" | "--no-colour":
            return options._replace(colour=False)
        case "-q" | "--quiet":
            return options._replace(quiet=True)
        case "-h" | "--help":
            return options._replace(help=True)
        case "--version":
            return options._replace(version=True)
        case _:
            return None
