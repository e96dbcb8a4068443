"""Console: where a command reads and prints, in the colours and the characters that the terminal can show."""

import os
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeAlias

from tracker.cli.options import Format, Options
from tracker.domain.errors import LetbeError, Remedy
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import no_text

if TYPE_CHECKING:
    from tracker.clock import Clock  # `--version` and `--help` do without the calendar

OpenApp: TypeAlias = Callable[[str | None, bool, str], int]
"""Opens the screens on a file (None: the usual one) or the made-up year, with a list to begin with."""

_STYLES = {"bold": "1", "dim": "2", "kept": "34", "missed": "33", "part": "36"}
_TO_ASCII = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "…": "...", "–": "-", "—": "-", "·": "-", "→": "->", "≤": "<=", "×": "x"}
)


class Surroundings(NamedTuple):
    """What a run of the command line finds around it; nothing else is looked at.

    `clock` is None for the real one, which is only set up when a command asks for the time.
    """

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    env: Mapping[str, str]
    open_app: OpenApp
    clock: "Clock | None" = None


class Glyphs(NamedTuple):
    """One character for every state of a day, so that nothing is said by colour alone."""

    kept: str = "■"
    missed: str = "·"
    skipped: str = "–"
    paused: str = "‖"
    part: str = "▄"
    open: str = "□"
    passed: str = "○"
    acted: str = "●"
    clean: str = "▫"
    over: str = "▴"
    blank: str = " "


REMEDIES = {
    Remedy.LOG_URGE: "log one with `letbe passed` or `letbe acted`",
    Remedy.LOG_ACTED: "log one that was acted on with `letbe acted`",
    Remedy.GIVE_NUMBER: "give the number, such as `letbe done … 2`",
    Remedy.RECORD_DONE: "use `letbe done`",
    Remedy.RESTORE: "it is archived; bring it back with `letbe restore`",
    Remedy.LIST_BACKUPS: "`letbe backup list` shows them",
}
"""How a command mends what was refused."""

ASCII = Glyphs("#", ".", "-", "=", "~", "o", "p", "a", "c", "^")

_VIRTUAL_TERMINAL = 0x0004
"""What Windows calls the mode of a console in which it heeds escape sequences."""

_NO_EDGE = 1_000_000
"""More columns than any row needs."""


class Console:
    """Prints to the streams it was given: data and lines for people on stdout, messages on stderr."""

    def __init__(self, around: Surroundings, options: Options = Options()) -> None:  # noqa: B008 - a frozen value
        self._in, self._out, self._err = around.stdin, around.stdout, around.stderr
        self.options = options
        self.env = around.env
        self.on_terminal = self._out.isatty()
        self.interactive = self._in.isatty()
        self._unicode = _speaks_unicode(self._out, around.env)
        self.glyphs = Glyphs() if self._unicode else ASCII
        self._colour = (
            self.on_terminal
            and options.colour
            and not around.env.get("NO_COLOR")
            and around.env.get("TERM") != "dumb"
            and _paints(self._out)
        )

    def prefer_ascii(self, wish: bool | None) -> None:  # noqa: FBT001 - the setting itself
        """Draw with plain characters, or not, as the user wants it; None leaves it to the terminal."""
        if wish is not None:
            self._unicode = not wish and _takes_unicode(self._out)
            self.glyphs = Glyphs() if self._unicode else ASCII

    @property
    def width(self) -> int:
        """How many columns a line may fill: those of the terminal, or 80."""
        given = self.env.get("COLUMNS", "")
        if given.isdecimal() and int(given) > 0:
            return min(int(given), 1000)
        if not self.on_terminal:
            return 80
        try:
            return os.get_terminal_size(self._out.fileno()).columns or 80
        except OSError:
            return 80

    @property
    def row_width(self) -> int:
        """How many columns a row of a table may fill; in a pipe, where no edge cuts it, as many as it needs."""
        return self.width if self.on_terminal or self.env.get("COLUMNS") else _NO_EDGE

    def paint(self, text: str, style: str) -> str:
        """Give a text in a style, where colours are wanted and can be shown."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._colour and text.strip() else text

    def print(self, text: str = "") -> None:
        """Print one line for people."""
        self._out.write(_fitting(text, self._out, plain=not self._unicode) + "\n")

    def data(self, text: str) -> None:
        """Write what is data and no sentence: the same bytes in every locale, UTF-8 with line feeds alone."""
        binary = getattr(self._out, "buffer", None)
        if binary is None:  # a stream that takes text alone, whatever its bytes will be
            self._out.write(text)
            return
        self._out.flush()
        binary.write(text.encode("utf-8", "replace"))

    def path(self, path: str) -> None:
        """Print a path: byte for byte where a program reads it, and harmless where a terminal shows it."""
        if self.on_terminal:
            from tracker.files import shown  # a path is rarely asked for

            self.data(shown(path) + "\n")
            return
        self._out.flush()
        self._out.buffer.write(os.fsencode(path) + b"\n")

    def tell(self, text: str) -> None:
        """Print a sentence, on several lines where one is too short for it."""
        for line in self._wrapped(text):
            self.print(line)

    def answer(self, text: str) -> None:
        """Print the one line that a change comes to, unless silence was asked for."""
        if not self.options.quiet:
            self.print(text)

    def say(self, text: str) -> None:
        """Print a message beside the data, unless silence was asked for."""
        if not self.options.quiet:
            self.complain(text)

    def complain(self, text: str) -> None:
        """Print a message that is always wanted: why something was not done."""
        self._out.flush()
        for line in self._wrapped(text) if self.on_terminal else [text]:
            self._err.write(_fitting(line, self._err, plain=not self._unicode) + "\n")

    def refuse(self, error: LetbeError) -> None:
        """Say what is wrong, and which command mends it."""
        self.complain(error.worded(REMEDIES))

    def ask(self, question: str) -> str | None:
        """Ask on one line; None when there is nobody left to answer.

        Raises `Unreadable` for an answer that is not text in UTF-8.
        """
        self._out.write(_fitting(question, self._out, plain=not self._unicode))
        self._out.flush()
        line = _binary(self._in).readline()
        if not self.interactive:
            self._out.write("\n")
        return _text(line).rstrip("\r\n") if line else None

    def read_bytes(self) -> bytes:
        """Give all that comes in on stdin."""
        return _binary(self._in).read()

    def read(self) -> str:
        """Give all that comes in on stdin; raise `Unreadable` when that is not text in UTF-8."""
        return _text(self.read_bytes())

    def records(self, rows: Iterable[Iterable[object]]) -> None:
        """Print one record a line, its fields parted by tabs; nothing is an empty field."""
        for row in rows:
            fields = ("" if field is None else str(field) for field in row)
            self.data("\t".join(" ".join(field.split()) for field in fields) + "\n")

    def json(self, value: object) -> None:
        """Print a value as JSON."""
        import json  # a listing for people does without it

        self.data(json.dumps(value, indent=2, ensure_ascii=False) + "\n")

    def wants(self, format: Format) -> bool:
        """Whether a list is to be printed in this format."""
        return self.options.format is format

    def abandon(self) -> None:
        """Give up stdout, so that what is held back is not written to it once more at the end."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._out.fileno())
            os.close(nowhere)

    def flush(self) -> None:
        """Send out what is still held back."""
        self._out.flush()

    def _wrapped(self, text: str) -> list[str]:
        """Break a sentence between words, further lines set in as the first is."""
        if len(text) <= self.width:
            return [text]
        from textwrap import wrap  # only a narrow terminal needs it

        return wrap(text, max(20, self.width), subsequent_indent=" " * (len(text) - len(text.lstrip())))


def _fitting(text: str, stream: TextIO, *, plain: bool) -> str:
    """Replace what a stream cannot show, so that printing never fails."""
    encoding = stream.encoding or "utf-8"
    if plain or not _takes_unicode(stream):
        text = text.translate(_TO_ASCII)
    return text if text.isascii() else text.encode(encoding, "replace").decode(encoding)


def _binary(stream: TextIO) -> BinaryIO:
    """Give the bytes below a stream: what comes in is UTF-8, whatever the locale says."""
    return stream.buffer


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise no_text(data.decode("utf-8", "replace")) from None


def _speaks_unicode(stream: TextIO, env: Mapping[str, str]) -> bool:
    """Tell whether a stream takes every character and the locale shows it."""
    found = [value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := env.get(name))]
    if found[:1] == ["C.UTF-8"] and found[-1] in ("C", "POSIX"):
        del found[0]  # Python itself sets LC_CTYPE so when LANG is C
    locale = found[0] if found else ""
    if locale in ("C", "POSIX") or ("." in locale and "utf" not in locale.casefold()):
        return False
    return _takes_unicode(stream)


def _takes_unicode(stream: TextIO) -> bool:
    return (stream.encoding or "utf-8").casefold().replace("-", "").startswith("utf")
