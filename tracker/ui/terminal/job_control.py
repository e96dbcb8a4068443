"""Job control: stopping for the shell, and going on where one was, with the terminal in order in between."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

    from tracker.service.tracker import Tracker

NO_SHELL = "There is no shell here to go back to, so letbe cannot be suspended; ctrl+q quits."
NOT_POSSIBLE = "On this system a program cannot be suspended; ctrl+q quits."

_SAVING_SECONDS = 3.0
"""How long stopping waits for what is being saved: nobody else can write while a stopped program holds the file."""

_LOOK_SECONDS = 0.02


def why_not() -> str:
    """Say why this process cannot be stopped from its terminal; an empty text where it can.

    It has to be a job of a shell that looks after its jobs: who else would let it go on? Asked before anybody has
    taken the signals over.
    """
    if os.name != "posix":
        return NOT_POSSIBLE
    try:
        session = os.getsid(0)
        a_job = os.getsid(os.getppid()) == session != os.getpgrp()
    except OSError:
        a_job = False
    return "" if a_job and signal.getsignal(signal.SIGTSTP) != signal.SIG_IGN else NO_SHELL


def wait_for_foreground(handle: int) -> None:
    """Stay stopped until the terminal is ours: who was told to go on in the background is not to write on it."""
    with suppress(OSError):  # a terminal that is nobody's
        while os.tcgetpgrp(handle) != os.getpgrp():
            os.kill(os.getpid(), signal.SIGSTOP)


def hand_on(typed: str) -> None:
    """Type a text into the terminal for whoever reads there next, where the system allows that; else it is lost."""
    with suppress(ImportError, AttributeError, OSError, ValueError):
        import fcntl
        import termios

        handle = sys.__stdin__.fileno()  # type: ignore[union-attr]  # there is none in some programs
        for byte in typed.encode():
            fcntl.ioctl(handle, termios.TIOCSTI, bytes((byte,)))


async def let_save(tracker: Tracker) -> None:
    """Wait a while for what is being saved."""
    end = time.monotonic() + _SAVING_SECONDS
    while tracker.saving.pending and time.monotonic() < end:
        await asyncio.sleep(_LOOK_SECONDS)
        tracker.settle()


def stop(app: App[int], *, whole_job: bool, typed: str = "") -> None:
    """Give the terminal back, with what was `typed` for the shell, and stop; return once told to go on.

    All other processes of the job stop too, or only this one.
    """
    with app.suspend():  # it takes our signal handlers away, so that what stops us is the system
        hand_on(typed)
        os.kill(0 if whole_job else os.getpid(), signal.SIGTSTP)
