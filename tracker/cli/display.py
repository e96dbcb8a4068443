"""Display: the colours, the characters and the room that the stream has on which a command prints."""

from __future__ import annotations

import os
import sys

from tracker.cli.streams import takes_unicode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from tracker.service.words.cells import Signs

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
