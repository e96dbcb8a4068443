"""A terminal of our own, in which letbe runs as it does for a user."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

PATIENCE = 30.0


def _control() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """Runs letbe in a pseudo-terminal; what it draws is read all the time, so that it never waits for us."""

    def __init__(
        self,
        folder: Path,
        *words: str,
        size: tuple[int, int] = (100, 30),
        env: Mapping[str, str] | None = None,
        program: tuple[str, ...] = ("-m", "tracker"),
        controlling: bool = True,
    ) -> None:
        given = env or {}
        self.main, side = pty.openpty()
        self.resize(*size)
        self.found = self.modes
        env = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
        env |= {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("DATA", "STATE", "CONFIG")}
        env |= {"LETBE_FILE": str(folder / "habits.json"), "TEXTUAL_ANIMATIONS": "none", **given}
        self.process = subprocess.Popen(
            [sys.executable, *program, *words],
            stdin=side, stdout=side, stderr=side, env=env, cwd=folder, start_new_session=True,
            preexec_fn=_control if controlling else None,  # noqa: PLW1509 - a session needs its terminal
        )  # fmt: skip
        os.close(side)
        self.drawn = b""
        self.closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.close()

    def close(self) -> None:
        """Close the window."""
        if not self.closed:
            os.close(self.main)
            self.closed = True

    def resize(self, columns: int, rows: int) -> None:
        """Make the window another size."""
        fcntl.ioctl(self.main, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def keys(self, text: str) -> None:
        """Press keys."""
        os.write(self.main, text.encode())

    def until(self, holds: Callable[[], bool], patience: float = PATIENCE) -> None:
        """Read what is drawn until something holds."""
        end = time.monotonic() + patience
        while not holds():
            if time.monotonic() > end:
                raise AssertionError(f"waited in vain; the last that was drawn: {self.drawn[-800:]!r}")
            self.read()

    def shows(self, text: str) -> None:
        """Wait until something has been drawn."""
        self.until(lambda: text.encode() in self.drawn)

    def read(self, patience: float = 0.02) -> None:
        """Take in what is drawn at the moment; where nothing can be drawn any more, only the program's end can come."""
        try:
            if not self.closed:
                if select.select([self.main], [], [], patience)[0]:
                    self.drawn += os.read(self.main, 65536)
                return
        except OSError:
            pass
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)

    @property
    def modes(self) -> list[Any]:
        """How the terminal works at the moment: whether it echoes, waits for whole lines, and the like."""
        return termios.tcgetattr(self.main)

    def end(self, number: signal.Signals) -> int:
        """Send a signal, and give the exit code once the program is gone."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """Wait for the end of the program."""
        self.until(lambda: self.process.poll() is not None)
        for _ in range(5):
            self.read()
        return self.process.wait()
