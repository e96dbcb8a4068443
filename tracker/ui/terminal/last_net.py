"""The last net: giving the terminal back and ending, when nothing else does it any more, or a fault has come.

What is caught here is a loop that no longer turns, a disk that no longer answers, a terminal that takes nothing. So
nothing is waited for without a limit, and the end does not depend on anybody's help.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple, TypeVar

from textual.app import App

from tracker.ui.terminal.prepaint import LEAVE
from tracker.ui.terminal.private import end_now, part

FAREWELL_SECONDS = 3.0
"""How long an app that ends has for giving the terminal back by itself."""

_JOURNAL_SECONDS = 2.0
_WRITING_SECONDS = 0.5
_OUT, _ERR = 1, 2

_Result = TypeVar("_Result")


def within(seconds: float, do: Callable[[], _Result], otherwise: _Result) -> _Result:
    """Return what comes of something, or `otherwise` where it takes too long or fails; it may go on behind our back."""
    results: list[_Result] = []

    def run() -> None:
        with suppress(Exception):
            results.append(do())

    doing = threading.Thread(target=run, name="letbe-last-net", daemon=True)
    doing.start()
    doing.join(seconds)
    return results[0] if results else otherwise


class FoundTerminal(NamedTuple):
    """A terminal as it was found; `modes` are None where there is none, or one of another kind."""

    handle: int
    modes: list[Any] | None

    @classmethod
    def now(cls, modes: list[Any] | None = None, handle: int = 0) -> FoundTerminal:
        """Look at the terminal as it is; somebody may have found it in other `modes` before."""
        try:
            import termios  # which Windows has not

            return cls(handle, modes or termios.tcgetattr(handle))
        except (ImportError, OSError, ValueError):
            return cls(handle, None)
        except Exception:  # noqa: BLE001 - termios has an error of its own, which is no OSError
            return cls(handle, None)

    def give_back(self, words: str = "") -> None:
        """Bring the terminal back to how it was found, and say something on it."""
        if self.modes is not None:
            import termios

            with suppress(OSError, termios.error):
                termios.tcsetattr(self.handle, termios.TCSANOW, self.modes)
        sent = f"{LEAVE}{words}\n" if words else LEAVE
        within(_WRITING_SECONDS, lambda: os.write(_ERR, sent.encode(errors="replace")), 0)


class LastNet:
    """Ends the process by force, once: after a while, or at once.

    `leave_behind` puts what is not saved where the next start finds it, and says what came of it.
    """

    def __init__(self, terminal: FoundTerminal, leave_behind: Callable[[], str]) -> None:
        self._terminal, self._leave_behind = terminal, leave_behind
        self._ending = threading.Lock()
        self._spread: threading.Timer | None = None

    def spread(self, code: int, words: str = "", seconds: float = FAREWELL_SECONDS) -> None:
        """End in a while, should the app not have ended by itself; counted anew from the last time this was asked."""
        if self._spread:
            self._spread.cancel()
        self._spread = threading.Timer(seconds, self.end, [code, words])
        self._spread.daemon = True
        self._spread.start()

    def end(self, code: int, words: str = "") -> None:
        """End now, whatever else is going on; from any thread."""
        if not self._ending.acquire(blocking=False):
            return
        left = within(_JOURNAL_SECONDS, self._leave_behind, "Not saved, for the disk does not answer.")
        self._terminal.give_back("\r\n".join(filter(None, (words, left))))
        os._exit(code)


class LeavesFaults(App[int]):
    """An app that ends at a fault of its own and leaves it to whoever has started the app.

    Textual would print a traceback with all that was in memory, which is the user's, and end as if all were well.
    """

    last_net: LastNet | None

    @property
    def fault(self) -> Exception | None:
        """What has ended the app, if that was a fault."""
        found: Exception | None = part(self, "_exception")
        return found or self._panicked

    _panicked: Exception | None = None

    def panic(self, *renderables: object) -> None:
        """End, with nothing of what Textual would print."""
        del renderables
        self._panicked = self._panicked or RuntimeError("Textual has given up.")
        self._fatal_error()

    def _fatal_error(self) -> None:
        if self.last_net:
            self.last_net.spread(1, "letbe met a fault of its own, and did not end by itself.")
        end_now(self)
