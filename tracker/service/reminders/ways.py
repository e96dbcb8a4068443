"""Ways: how a message reaches somebody who is not looking at a terminal.

Every way is one program with a list of arguments: no text of the user's is ever read by a shell.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping

from tracker.domain.named_tuple import NamedTuple
from tracker.service.reminders.asking import Message

_PATIENCE = 10
_BUS = "DBUS_SESSION_BUS_ADDRESS"


class Way(NamedTuple):
    """A program that shows messages: its name, its arguments for one, and what it needs around it."""

    program: str
    arguments: Callable[[Message], list[str]]
    surroundings: Callable[[Mapping[str, str]], Mapping[str, str] | None] = lambda env: env


def send(message: Message, env: Mapping[str, str]) -> str:
    """Send a message by the first way that takes it; return the name of its program, or nothing where none did."""
    from shutil import which  # only whoever sends something needs it

    for way in WAYS:
        around = way.surroundings(env)
        program = which(way.program, path=env.get("PATH", "")) if around is not None else None
        if program and around is not None and _runs([program, *way.arguments(message)], around):
            return way.program
    return ""


def _runs(arguments: list[str], env: Mapping[str, str]) -> bool:
    from subprocess import DEVNULL, SubprocessError, run

    try:
        done = run(  # noqa: S603 - a program of the system, found on the user's own path, and no shell
            arguments, env=dict(env), stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, timeout=_PATIENCE, check=False
        )
    except (OSError, SubprocessError, ValueError):
        return False
    return done.returncode == 0


def _on_the_bus(env: Mapping[str, str]) -> Mapping[str, str] | None:
    """Find the session's bus, of which a timer or cron may not have been told; None where there is none."""
    if env.get(_BUS):
        return env
    if sys.platform == "win32":
        return None
    folder = env.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    bus = os.path.join(folder, "bus")
    return {**env, _BUS: f"unix:path={bus}"} if os.path.exists(bus) else None


def _for_notify_send(message: Message) -> list[str]:
    # Its body is markup, and it reads backslashes as C does.
    body = message.body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\\", "\\\\")
    return ["--app-name=letbe", "--icon=appointment-soon", "--", message.title, body]


_SCRIPT = ("on run words", "display notification (item 2 of words) with title (item 1 of words)", "end run")


def _for_osascript(message: Message) -> list[str]:
    return [*(word for line in _SCRIPT for word in ("-e", line)), message.title, message.body]


def _for_termux(message: Message) -> list[str]:
    return ["--id", "letbe", "--title", message.title, "--content", message.body]


WAYS = (
    Way("notify-send", _for_notify_send, _on_the_bus),
    Way("osascript", _for_osascript),
    Way("termux-notification", _for_termux),
)
"""In the order in which they are tried; where none is there, or none takes it, the terminal or the journal has it."""
