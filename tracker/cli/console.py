"""Console: where a command reads and prints, in the colours and the characters that the terminal can show."""

from __future__ import annotations

import os

from tracker.cli.options import Format, Options
from tracker.cli.streams import Display, Outlet, read_line, read_text
from tracker.domain.errors import LetbeError, Remedy
from tracker.domain.named_tuple import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import TextIO, TypeAlias

    from tracker.clock import Clock  # `--version` and `--help` do without the calendar
    from tracker.service.tracker import Tracker

    OpenApp: TypeAlias = Callable[[str | None, bool, str], int]
    """Opens the screens on a file (None: the usual one) or the made-up year, with a list to begin with."""


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
    clock: Clock | None = None
    linear: bool = False
    tracker: Tracker | None = None


REMEDIES = {
    Remedy.LOG_URGE: "log one with `letbe passed` or `letbe acted`",
    Remedy.LOG_ACTED: "log one that was acted on with `letbe acted`",
    Remedy.GIVE_NUMBER: "give the number, such as `letbe done … 2`",
    Remedy.ADD_ONE: "where it did, `letbe done … 1` adds one",
    Remedy.SAY_STRENGTH: "give --strength too",
    Remedy.RECORD_DONE: "it counts no urges, and `letbe done` says that it was done",
    Remedy.RESTORE: "it is archived; bring it back with `letbe restore`",
    Remedy.LIST_BACKUPS: "`letbe backup list` shows them",
}
"""How a command mends what was refused."""

NOT_WRITTEN = 4
"""The exit code where something could not be written."""


class Console:
    """Prints to the streams it was given: data and lines for people on stdout, messages on stderr."""

    def __init__(self, around: Surroundings, options: Options = Options()) -> None:  # noqa: B008 - a frozen value
        self._in = around.stdin
        self._out, self._err = Outlet(around.stdout), Outlet(around.stderr)
        self._gave = False
        self.options = options
        self.env = around.env
        self.linear = around.linear
        self.interactive = self._in.isatty()
        self.display = Display(around.stdout, around.env, colour=options.colour)

    def paint(self, text: str, style: str) -> str:
        """Return a text in a style, where colours are wanted and can be shown."""
        return self.display.paint(text, style)

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
        self._out.data((shown(path).encode() if self.display.is_terminal else os.fsencode(path)) + b"\n")

    def tell(self, text: str) -> None:
        """Print a sentence, on several lines where one is too short for it."""
        for line in self._wrapped(self.spoken(text)):
            self.print(line)

    def spoken(self, text: str) -> str:
        """Return words of ours as they are to be heard: a screen reader calls a backtick an accent."""
        if not self.linear or "`" not in text:
            return text
        import re  # a command in a sentence, line by line

        return re.sub(r"`([^`\n]+)`", r"“\1”", text)

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
        text = self.spoken(text)
        for line in self._wrapped(text) if self.display.is_terminal else [text]:
            self._err.write(line + "\n", plain=self.display.is_plain)
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
        """Return the text that comes in on stdin, to be written down; raise `Refused` or `Unreadable` for none."""
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
        """Return the exit code: another where what was asked for could not be printed.

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
        self._out.write(text, plain=self.display.is_plain)

    def _wrapped(self, text: str) -> list[str]:
        """Break a sentence between words, further lines set in as the first is."""
        if len(text) <= self.display.width:
            return [text]
        from textwrap import wrap  # only a narrow terminal needs it

        return wrap(text, max(20, self.display.width), subsequent_indent=" " * (len(text) - len(text.lstrip())))
