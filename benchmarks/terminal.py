"""A program in a pseudo-terminal, looked at through a terminal emulator.

Nothing is assumed about the program. It is asked for what its screen shows, and a moment counts when the bytes that
made the screen so arrived here, before the emulator has worked through them.
"""

from __future__ import annotations

import fcntl
import os
import pty
import queue
import re
import signal
import struct
import sys
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

import pyte

KEYS = {"down": "\x1b[B", "up": "\x1b[A", "left": "\x1b[D", "right": "\x1b[C", "enter": "\r", "escape": "\x1b"}

_ANSWERS = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),  # what kind of terminal
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>1;10;0c"),
    (re.compile(rb"\x1b\[>0?q"), b"\x1bP>|bench(1)\x1b\\"),
    (re.compile(rb"\x1b\[\?u"), b"\x1b[?0u"),  # the keyboard's protocol
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"),  # frames shown as one
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
    (re.compile(rb"\x1b\]1([01]);\?(?:\x07|\x1b\\)"), b"\x1b]1\\1;rgb:1111/1111/1111\x1b\\"),  # colours
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
)
"""What a terminal is asked, and what it answers."""

_UNKNOWN = re.compile(
    rb"\x1b\[[><=][\d;:]*[A-Za-z]|\x1b\[\?[\d;]*(?:\$p|u)|\x1b[P_^].*?\x1b\\|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)",
    re.DOTALL,
)
"""What the emulator would show as text."""

_UNFINISHED = re.compile(rb"\x1b(?:\[[\d;:?><=$]*|\][^\x07\x1b]*|[P_^][^\x1b]*)?\x1b?\Z")


class Unseen(Exception):
    """What was waited for never came."""


class Terminal:
    """A running program and its screen."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], size: tuple[int, int] = (120, 40)) -> None:
        # The thread that notes when bytes arrive must not wait for the emulator's turn to end.
        sys.setswitchinterval(0.0005)
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self._held = b""
        self._arrived: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()
        self.written = 0
        self.started = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:  # pragma: no cover - the program's own process
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvpe(argv[0], list(argv), {**env, "COLUMNS": str(columns), "LINES": str(rows)})
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                data = os.read(self._handle, 1 << 16)
            except OSError:
                data = b""
            self._arrived.put((time.perf_counter(), data))
            for asked, answer in _ANSWERS:
                for match in asked.finditer(data):
                    with suppress(OSError):
                        os.write(self._handle, match.expand(answer) if match.groups() else answer)
            if not data:
                return

    def _take(self, patience: float) -> float | None:
        """Show what arrives next; give the moment, or None when nothing came."""
        try:
            moment, data = self._arrived.get(timeout=max(0.0, patience))
        except queue.Empty:
            return None
        if not data:
            raise Unseen(f"the program has ended; its screen was:\n{self.text()}")
        self.written += len(data)
        data = self._held + data
        cut = match.start() if (match := _UNFINISHED.search(data)) else len(data)
        self._held = data[cut:]
        self._stream.feed(_UNKNOWN.sub(b"", data[:cut]))
        return moment

    def until(self, shown: Callable[[], bool], patience: float = 60.0) -> float:
        """Wait until the screen is so; give the moment at which the bytes that made it so arrived."""
        end = time.perf_counter() + patience
        while (left := end - time.perf_counter()) > 0:
            moment = self._take(left)
            if moment is not None and shown():
                return moment
        raise Unseen(f"not seen in {patience} s; the screen was:\n{self.text()}")

    def settle(self, quiet: float = 0.05, since: float = 0.0) -> float:
        """Wait until nothing has come for a while; give the moment at which the last bytes came (or `since`)."""
        while (moment := self._take(quiet)) is not None:
            since = moment
        return since

    def watch(self, seconds: float) -> None:
        """Show what arrives during a time."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._take(left)

    def press(self, *keys: str) -> float:
        """Press keys; give the moment."""
        data = "".join(KEYS.get(key, key) for key in keys).encode()
        moment = time.perf_counter()
        os.write(self._handle, data)
        return moment

    def text(self) -> str:
        """Return what the screen shows."""
        return "\n".join(self.screen.display)

    def count(self, glyph: str) -> int:
        """Count a glyph on the screen."""
        return self.text().count(glyph)

    def processor(self) -> float:
        """Return the seconds of processor time used so far, by all threads."""
        used = 0
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with suppress(OSError), open(f"/proc/{self.pid}/task/{thread}/schedstat", encoding="ascii") as file:
                used += int(file.read().split()[0])
        return used / 1e9

    def memory(self) -> float:
        """Return the resident memory in MiB."""
        with open(f"/proc/{self.pid}/status", encoding="ascii", errors="replace") as file:
            return int(file.read().split("VmRSS:")[1].split()[0]) / 1024

    def close(self) -> None:
        """End the program, gently first."""
        for sign in (signal.SIGHUP, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(self.pid, sign)
            end = time.perf_counter() + 2
            while time.perf_counter() < end:
                try:
                    if os.waitpid(self.pid, os.WNOHANG)[0]:
                        os.close(self._handle)
                        return
                except ChildProcessError:
                    return
                time.sleep(0.005)
