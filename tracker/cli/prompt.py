"""Prompt: reads lines at a terminal, with completion and history where readline can be had.

Readline is told that the terminal can do nothing but print, so that not one escape sequence comes from it: what a
screen reader, a serial line or a log gets is plain text. Where there is no readline, or where somebody else shows what
is typed (Emacs does), lines come as the terminal gives them.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from types import FrameType, ModuleType
from typing import NoReturn

from tracker import folders
from tracker.cli.console import Console, Surroundings
from tracker.domain.errors import Unreadable

_NOTE = "typed"
_MOST = 500
_QUIET = (
    "set enable-bracketed-paste off", "set show-mode-in-prompt off", "set colored-stats off",
    "set colored-completion-prefix off", "set page-completions off", "set blink-matching-paren off",
)  # fmt: skip

Completing = Callable[[str, str], Sequence[str]]
"""Gives what could take the place of the end of a line: of the line up to the cursor, and of that end."""


class Prompt:
    """Asks for one line after another; keeps those that may be kept for the next time, in a folder of our own."""

    def __init__(self, console: Console, around: Surroundings, complete: Completing, folder: str = "") -> None:
        """Prepare the terminal; without a folder nothing is kept and nothing recalled."""
        self._console = console
        self._folder = folder
        self._kept = self._recall()
        self._readline = _readline(complete) if _is_ours(around) else None
        if self._readline:
            for line in self._kept:
                self._readline.add_history(line)

    def read(self, question: str) -> str | None:
        """Ask for a line; None at the end: of what is typed, of the terminal, or by ctrl+c where nothing is typed.

        Raises `Unreadable` for a line that is not text, and `KeyboardInterrupt` for one that was given up.
        """
        if self._readline is None:
            try:
                return self._console.ask(question)
            except (KeyboardInterrupt, OSError):
                return None
        self._console.flush()
        try:
            return input(question)
        except (EOFError, OSError):
            return None
        except UnicodeDecodeError:
            raise Unreadable("That is not text in UTF-8, so letbe cannot read it; type it anew.") from None
        except KeyboardInterrupt:
            if self._readline.get_line_buffer():
                raise
            return None

    def keep(self, line: str) -> None:
        """Keep a line for the next time, for nobody else to read."""
        if self._folder and line.isprintable() and self._kept[-1:] != [line]:
            self._kept = [*self._kept, line][-_MOST:]
            folders.keep_note(self._folder, _NOTE, "".join(f"{each}\n" for each in self._kept))

    def _recall(self) -> list[str]:
        try:
            with open(os.path.join(self._folder, _NOTE), encoding="utf-8") as file:
                return file.read(1_000_000).splitlines()[-_MOST:] if self._folder else []
        except (OSError, ValueError):
            return []


def _is_ours(around: Surroundings) -> bool:
    """Tell whether the terminal shows what is typed by itself, so that readline may do so in its place."""
    if sys.platform == "win32":  # there is no readline
        return False
    if around.stdin is not sys.stdin or around.stdout is not sys.stdout or _within_emacs(around.env):
        return False
    try:
        import termios

        return bool(termios.tcgetattr(0)[3] & termios.ECHO)
    except (ImportError, OSError, ValueError):
        return False
    except Exception:  # noqa: BLE001 - `termios.error` is no OSError: there is no such terminal
        return False


def _within_emacs(env: Mapping[str, str]) -> bool:
    return "INSIDE_EMACS" in env


def _readline(complete: Completing) -> ModuleType | None:
    """Return the line editor, made plain; None where it cannot be had."""
    if sys.platform == "win32":
        return None
    kind = os.environ.get("TERM")
    os.environ["TERM"] = "dumb"  # which it asks for once, when it is loaded
    try:
        import readline
    except ImportError:
        return None
    finally:
        if kind is None:
            del os.environ["TERM"]
        else:
            os.environ["TERM"] = kind
    plain = "libedit" not in (readline.__doc__ or "")
    for setting in (*_QUIET, "tab: complete") if plain else ("bind ^I rl_complete",):
        readline.parse_and_bind(setting)
    readline.set_completer_delims(" \t\n")
    readline.set_completer(_completer(readline, complete))
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    return readline


def _completer(readline: ModuleType, complete: Completing) -> Callable[[str, int], str | None]:
    found: list[str] = []

    def completer(replaced: str, number: int) -> str | None:
        if number == 0:
            found[:] = complete(readline.get_line_buffer()[: readline.get_endidx()], replaced)
            if len(found) == 1:
                found[0] += " "
        return found[number] if number < len(found) else None

    return completer


def _leave(number: int, _: FrameType | None) -> NoReturn:
    """End as a signal wants it, with the terminal as it was found: readline gives it back on the way."""
    sys.exit(128 + number)
