"""Prepaint: the first frame, on the screen before the app that draws it is even loaded.

Whoever leaves the app keeps the frames that the next start may show, and all that they rest on. A start that finds
everything still so shows the frame of its moment first thing, and the app then draws the same over it. Where anything
is another, or anything fails, nothing is shown early. Only what hardly takes time to import is used here, so neither
`typing` nor `collections`.
"""

from __future__ import annotations

import os
import sys
import time

from tracker import __version__, folders

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

NOTE = "first-frame"
"""The note's name. Its lines: the day start, all that the frames rest on, then a moment and its frame in turn."""

ENTER = "\x1b[?1049h"
LEAVE = "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1004l\x1b[?2004l\x1b[<u\x1b[?7h\x1b[?1049l\x1b[?25h"
"""What ends all that the prepaint, or the app while it starts, has asked of a terminal."""

_NO_CURSOR, _NO_WRAP = "\x1b[?25l", "\x1b[?7l"

_NAMED = (
    "TERM", "COLORTERM", "COLORFGBG", "TERM_PROGRAM", "FORCE_COLOR", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE",
    "COLUMNS", "LINES",
)  # fmt: skip
_IN, _OUT, _ERR = 0, 1, 2


class Prepaint:
    """A terminal on which the first frame stands, if it is known; entering this context shows it.

    At its end the context gives the terminal back, unless the app has taken it over.
    """

    def __init__(self) -> None:
        self.shown = False
        """Whether the first frame stands there, and nobody has taken the terminal over."""
        self._frame = ""
        self.found: list[Any] = []
        """How the terminal worked before; nothing where it was left alone."""

    def __enter__(self) -> Self:
        try:
            if frame := recall():
                self._show(frame)
        except Exception:  # noqa: BLE001 - whatever it is, the app starts as it would without
            self.give_back()
        return self

    def __exit__(self, *_: object) -> None:
        self.give_back()

    def _show(self, frame: str) -> None:
        """Show a frame; what is typed from now on waits, unseen, for the app."""
        if sys.platform == "win32":  # such terminals are not there
            return
        import termios

        self.found, self.shown, self._frame = termios.tcgetattr(_IN), True, frame
        iflag, oflag, cflag, lflag, ispeed, ospeed, chars = termios.tcgetattr(_IN)
        iflag &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        lflag &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        chars[termios.VMIN] = 1
        # At once, since waiting or flushing would lose what was typed before.
        termios.tcsetattr(_IN, termios.TCSANOW, [iflag, oflag, cflag, lflag, ispeed, ospeed, chars])
        _write(f"{ENTER}{_NO_CURSOR}{_NO_WRAP}{frame}")
        import signal  # which takes as long as all of this, so the eye comes first

        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
            signal.signal(number, self._end)
        if signal.getsignal(signal.SIGTSTP) == signal.SIG_DFL:
            signal.signal(signal.SIGTSTP, self._stop)

    def hand_over(self) -> list[Any]:
        """Leave the terminal to the app; give the state that it is to be brought back to in the end."""
        self.shown = False
        return self.found

    def give_back(self) -> None:
        """Bring the terminal back to how it was found, unless it was handed over."""
        if self.shown:
            self.shown = False
            self._bring_back()

    def _bring_back(self) -> None:
        if sys.platform == "win32":
            return
        import termios

        try:
            _write(LEAVE)
            termios.tcsetattr(_IN, termios.TCSANOW, self.found)
        except (OSError, termios.error):  # the terminal is gone
            return

    def _end(self, number: int, _: object) -> None:
        """End as the signal wants it; the app may have begun with the terminal, but heeds no signals yet."""
        import signal

        self._bring_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _stop(self, number: int, _: object) -> None:
        """Stop as the signal wants it, and show the frame again after that."""
        import signal
        import termios

        modes = termios.tcgetattr(_IN)
        self._bring_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)  # and nothing goes on from here until somebody wants it
        signal.signal(number, self._stop)
        termios.tcsetattr(_IN, termios.TCSANOW, modes)
        _write(f"{ENTER}{_NO_CURSOR}{_NO_WRAP}{self._frame}")


def recall() -> str:
    """Return the frame that was kept for now, if all that it rests on is as it was.

    Raises `OSError` or `ValueError` where there is no such note, no book or no terminal.
    """
    other_ways = os.name != "posix" or "NO_COLOR" in os.environ or "TEXTUAL_DRIVER" in os.environ
    if other_ways or not all(map(os.isatty, (_IN, _OUT, _ERR))):
        return ""
    book, state, preferences = folders.find()
    day_start, grounds, *frames = folders.read_note(state, NOTE).split("\n")
    if grounds != grounds_of(book, folders.look(book), preferences):
        return ""
    return dict(zip(frames[::2], frames[1::2], strict=True)).get(moment(time.localtime(), int(day_start)), "")


def grounds_of(book: str, seen: tuple[int, ...], preferences: str) -> str:
    """Say, on one line, all that a first frame rests on beside its moment; raises `OSError` where no terminal is."""
    env = os.environ
    told = [(name, env[name]) for name in sorted(env) if name in _NAMED or name.startswith("TEXTUAL")]
    looks = folders.look(preferences) if os.path.exists(preferences) else ()
    return repr((__version__, book, tuple(seen), looks, tuple(os.get_terminal_size(_OUT)), told))


def moment(now: time.struct_time, day_start: int) -> str:
    """Say of a moment what a first frame depends on: the logical day, and whether it is morning."""
    begun = now.tm_hour * 60 + now.tm_min >= day_start
    return f"{now.tm_year}-{now.tm_yday} {'day' if begun else 'night'} {'am' if now.tm_hour < 12 else 'pm'}"


def _write(text: str) -> None:
    data = text.encode()
    while data:
        data = data[os.write(_ERR, data) :]
