"""Console: where a command reads and prints, in the colours and the characters that the terminal can show."""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, TextIO, TypeAlias

from tracker.cli.options import Format, Options
from tracker.cli.streams import Outlet, read_line, read_text, takes_unicode
from tracker.domain.errors import LetbeError, Remedy
from tracker.domain.named_tuple import NamedTuple

if TYPE_CHECKING:
    from tracker.clock import Clock  # `--version` and `--help` do without the calendar
    from tracker.service.tracker import Tracker

OpenApp: TypeAlias = Callable[[str | None, bool, str], int]
"""Opens the screens on a file (None: the usual one) or the made-up year, with a list to begin with."""

_STYLES = {"bold": "1", "dim": "2", "kept": "34", "missed": "33", "part": "36"}


class Surroundings(NamedTuple):
    """What a run of the command line finds around it; nothing else is looked at.

    `clock` is None for the real one, which is only set up when a command asks for the time. In the `linear` mode no
    state is told by a sign alone. `tracker` holds a book that is open already, and in no file.
    """

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    env: Mapping[str, str]
    open_app: OpenApp
    clock: "Clock | None" = None
    linear: bool = False
    tracker: "Tracker | None" = None


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

NOT_WRITTEN = 4
"""The exit code where something could not be written."""

_NO_EDGE = 1_000_000
"""More columns than any row needs."""


class Console:
    """Prints to the streams it was given: data and lines for people on stdout, messages on stderr."""

    def __init__(self, around: Surroundings, options: Options = Options()) -> None:  # noqa: B008 - a frozen value
        self._in, self._stdout = around.stdin, around.stdout
        self._out, self._err = Outlet(around.stdout), Outlet(around.stderr)
        self._gave = False
        self.options = options
        self.env = around.env
        self.linear = around.linear
        self.on_terminal = self._stdout.isatty()
        self.interactive = self._in.isatty()
        self._unicode = _speaks_unicode(self._stdout, around.env)
        self.glyphs = Glyphs() if self._unicode else ASCII
        self._colour = (
            self.on_terminal
            and options.colour
            and not around.env.get("NO_COLOR")
            and around.env.get("TERM") != "dumb"
            and _paints(self._stdout)
        )

    def prefer_ascii(self, wish: bool | None) -> None:  # noqa: FBT001 - the setting itself
        """Draw with plain characters, or not, as the user wants it; None leaves it to the terminal."""
        if wish is not None:
            self._unicode = not wish and takes_unicode(self._stdout)
            self.glyphs = Glyphs() if self._unicode else ASCII

    @property
    def width(self) -> int:
        """How many columns a line may fill: those of the terminal, or 80."""
        given = self.env.get("COLUMNS", "")
        if given.isdecimal() and int(given) > 0:
            return min(int(given), 1000)
        return (self.size or (80, 0))[0] or 80 if self.on_terminal else 80

    @property
    def size(self) -> tuple[int, int] | None:
        """The columns and rows of the terminal; None where nobody knows them."""
        try:
            return os.get_terminal_size(self._stdout.fileno())
        except (OSError, ValueError):
            return None

    @property
    def row_width(self) -> int:
        """How many columns a row of a table may fill; in a pipe, where no edge cuts it, as many as it needs."""
        return self.width if self.on_terminal or self.env.get("COLUMNS") else _NO_EDGE

    def paint(self, text: str, style: str) -> str:
        """Give a text in a style, where colours are wanted and can be shown."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._colour and text.strip() else text

    def print(self, text: str = "") -> None:
        """Print one line for people."""
        self._gave = True
        self._write(text + "\n")

    def data(self, text: str) -> None:
        """Write what is data and no sentence: the same bytes in every locale, UTF-8 with line feeds alone."""
        self._gave = True
        self._out.data(text.encode("utf-8", "replace"))

    def path(self, path: str) -> None:
        """Print a path: byte for byte where a program reads it, and harmless where a terminal shows it."""
        from tracker.files import shown  # a path is rarely asked for

        self._gave = True
        self._out.data((shown(path).encode() if self.on_terminal else os.fsencode(path)) + b"\n")

    def tell(self, text: str) -> None:
        """Print a sentence, on several lines where one is too short for it."""
        for line in self._wrapped(text):
            self.print(line)

    def answer(self, text: str) -> None:
        """Print the one line that a change comes to, unless silence was asked for."""
        if not self.options.quiet:
            self._write(text + "\n")

    def say(self, text: str) -> None:
        """Print a message beside the data, unless silence was asked for."""
        if not self.options.quiet:
            self.complain(text)

    def complain(self, text: str) -> None:
        """Print a message that is always wanted: why something was not done."""
        self._out.flush()
        for line in self._wrapped(text) if self.on_terminal else [text]:
            self._err.write(line + "\n", plain=not self._unicode)
        self._err.flush()  # what is held back to the end, where nobody can take it, would change the exit code

    def refuse(self, error: LetbeError) -> None:
        """Say what is wrong, and which command mends it."""
        self.complain(error.worded(REMEDIES))

    def ask(self, question: str) -> str | None:
        """Ask on one line; None when there is nobody left to answer.

        Raises `Unreadable` for an answer that is not text in UTF-8.
        """
        self._write(question)
        self._out.flush()
        line = read_line(self._in)
        if not self.interactive:
            self._write("\n")
        return line

    def read_text(self) -> str:
        """Give the text that comes in on stdin, to be written down; raise `Refused` or `Unreadable` for none."""
        if self.interactive:
            self.say("Write the text; ctrl+d on a line of its own ends it, ctrl+c gives it up.")
        return read_text(self._in)

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

    def flush(self) -> None:
        """Send out what is still held back."""
        self._out.flush()

    def end(self, code: int) -> int:
        """Give the exit code: another where what was asked for could not be printed.

        The line that a change comes to may be lost: what it tells of is recorded, and no script should do it again.
        """
        self._out.flush()
        self._err.flush()  # the app, too, has drawn on it
        lost = self._out.trouble
        if lost is None or isinstance(lost, BrokenPipeError):  # whoever read us has had enough
            return code
        if self._gave:
            self.complain(f"What was to be printed could not be written: {(lost.strerror or str(lost)).lower()}.")
            return code or NOT_WRITTEN
        return code

    def _write(self, text: str) -> None:
        self._out.write(text, plain=not self._unicode)

    def _wrapped(self, text: str) -> list[str]:
        """Break a sentence between words, further lines set in as the first is."""
        if len(text) <= self.width:
            return [text]
        from textwrap import wrap  # only a narrow terminal needs it

        return wrap(text, max(20, self.width), subsequent_indent=" " * (len(text) - len(text.lstrip())))


def _paints(stream: TextIO) -> bool:
    """Tell whether a terminal turns escape sequences into colours; that of Windows has to be asked to, each time."""
    if sys.platform != "win32":
        return True
    import ctypes
    import msvcrt

    kernel, mode = ctypes.windll.kernel32, ctypes.c_ulong()
    handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
    found = kernel.GetConsoleMode(handle, ctypes.byref(mode))
    return bool(found and kernel.SetConsoleMode(handle, mode.value | _VIRTUAL_TERMINAL))


def _speaks_unicode(stream: TextIO, env: Mapping[str, str]) -> bool:
    """Tell whether a stream takes every character and the locale shows it."""
    found = [value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := env.get(name))]
    if found[:1] == ["C.UTF-8"] and found[-1] in ("C", "POSIX"):
        del found[0]  # Python itself sets LC_CTYPE so when LANG is C
    locale = found[0] if found else ""
    if locale in ("C", "POSIX") or ("." in locale and "utf" not in locale.casefold()):
        return False
    return takes_unicode(stream)
