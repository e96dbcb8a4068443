"""Streams: what a command reads from and prints to, whatever becomes of them, and what can be shown there.

A stream that takes nothing more (closed, full, or read by nobody) stops no command: what is to be recorded comes first.
"""

from __future__ import annotations

import os
import sys

from tracker.domain.errors import Refused
from tracker.domain.text import NOTE_LIMIT, PLAIN_TYPOGRAPHY, no_text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO, TextIO

    from tracker.service.words.cells import Signs


_TO_ASCII = {**PLAIN_TYPOGRAPHY, ord("…"): "...", ord("→"): "->", ord("≤"): "<="}
_MOST_BYTES = 8 * NOTE_LIMIT


class Outlet:
    """Writes to a stream as long as it takes anything, and remembers in `trouble` why it did not."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.trouble: OSError | None = None

    def write(self, text: str, *, plain: bool) -> None:
        """Write what is for people; what the stream cannot show is replaced."""
        self._try(lambda: self._stream.write(_fitting(text, self._stream, plain=plain)))

    def data(self, data: bytes) -> None:
        """Write what is data and no sentence, as it is."""
        binary = getattr(self._stream, "buffer", None)
        if binary is None:  # a stream that takes text alone, whatever its bytes will be
            self._try(lambda: self._stream.write(data.decode("utf-8", "replace")))
            return
        self.flush()
        self._try(lambda: binary.write(data))

    def flush(self) -> None:
        """Send out what is still held back."""
        self._try(self._stream.flush)

    def _try(self, write: Callable[[], object]) -> None:
        try:
            write()
        except OSError as error:
            self.trouble = self.trouble or error
            self._abandon()

    def _abandon(self) -> None:
        """Give the stream up, so that what is held back is not written to it once more at the end."""
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        except (OSError, ValueError):
            return


def takes_unicode(stream: TextIO) -> bool:
    """Tell whether a stream takes every character."""
    return (stream.encoding or "utf-8").casefold().replace("-", "").startswith("utf")


def read_line(stream: TextIO) -> str | None:
    """Read a line, without its end; None at the end of the stream, or where nothing can be read.

    Raises `Unreadable` for what is not text in UTF-8.
    """
    try:
        line = binary(stream).readline()
    except OSError:
        return None
    return _text(line).rstrip("\r\n") if line else None


def read_text(stream: TextIO) -> str:
    """Read a text to be written down, without the line feeds at its end.

    Raises `Refused` where nothing comes, or more than any text holds, and `Unreadable` for what is not text in UTF-8.
    """
    try:
        data = binary(stream).read(_MOST_BYTES + 1)
    except OSError as error:
        raise Refused(
            f"Standard input cannot be read ({(error.strerror or 'closed').lower()}), so nothing was changed."
        ) from None
    if len(data) > _MOST_BYTES:
        raise Refused(
            f"What came on standard input is longer than any text here; a note has at most {NOTE_LIMIT:,} characters."
        )
    text = _text(data).replace("\r\n", "\n").rstrip("\n")
    if not text.strip():
        raise Refused("Nothing came on standard input, so nothing was changed; give '' to take a text away.")
    return text


def _fitting(text: str, stream: TextIO, *, plain: bool) -> str:
    """Replace what a stream cannot show, so that printing never fails."""
    encoding = stream.encoding or "utf-8"
    if plain or not takes_unicode(stream):
        text = text.translate(_TO_ASCII)
    return text if text.isascii() else text.encode(encoding, "replace").decode(encoding)


def binary(stream: TextIO) -> BinaryIO:
    """Return the bytes below a stream: what comes in is UTF-8, whatever the locale says."""
    return stream.buffer


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise no_text(data.decode("utf-8", "replace")) from None


_STYLES = {"bold": "1", "dim": "2", "kept": "34", "missed": "33", "part": "36"}

_VIRTUAL_TERMINAL = 0x0004
"""What Windows calls the mode of a console in which it heeds escape sequences."""

_NO_EDGE = 1_000_000
"""More columns than any row needs."""


class Display:
    """What can be shown on a stream, which may be a terminal. `is_plain` is one that takes plain characters alone."""

    def __init__(self, stream: TextIO, env: Mapping[str, str], *, colour: bool) -> None:
        self._stream = stream
        self._env = env
        self.is_terminal = stream.isatty()
        self.is_plain = not _speaks_unicode(stream, env)
        self._colour = (
            self.is_terminal and colour and not env.get("NO_COLOR") and env.get("TERM") != "dumb" and _paints(stream)
        )

    @property
    def signs(self) -> Signs:
        """The signs that the states of a day are shown by."""
        from tracker.service.words.cells import PLAIN_SIGNS, SIGNS  # they come with all of judging

        return PLAIN_SIGNS if self.is_plain else SIGNS

    def prefer_ascii(self, wish: bool | None) -> None:  # noqa: FBT001 - the setting itself
        """Draw with plain characters, or not, as the user wants it; None leaves it to the terminal."""
        if wish is not None:
            self.is_plain = wish or not takes_unicode(self._stream)

    @property
    def width(self) -> int:
        """How many columns a line may fill: those of the terminal, or 80."""
        given = self._env.get("COLUMNS", "")
        if given.isdecimal() and int(given) > 0:
            return min(int(given), 1000)
        return (self.size or (80, 0))[0] or 80 if self.is_terminal else 80

    @property
    def size(self) -> tuple[int, int] | None:
        """The columns and rows of the terminal; None where nobody knows them."""
        try:
            return os.get_terminal_size(self._stream.fileno())
        except (OSError, ValueError):
            return None

    @property
    def row_width(self) -> int:
        """How many columns a row of a table may fill; in a pipe, where no edge cuts it, as many as it needs."""
        return self.width if self.is_terminal or self._env.get("COLUMNS") else _NO_EDGE

    def paint(self, text: str, style: str) -> str:
        """Return a text in a style, where colours are wanted and can be shown."""
        return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if self._colour and text.strip() else text


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
