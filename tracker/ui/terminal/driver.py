"""Driver: how the app speaks with its terminal, made to end well whatever becomes of that terminal.

On top of Textual's own driver: texts of doubtful width do not move what stands behind them, a terminal that is gone
is noticed, what stops and continues a process does so with the terminal in order, and the keys that leave are heard
even when nothing else answers.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from textual import events
from textual.driver import Driver

from tracker.ui.terminal.job_control import wait_for_foreground, why_not
from tracker.ui.terminal.paper import ASK, PaperAnswer
from tracker.ui.terminal.prepaint import ENTER, Prepaint
from tracker.ui.terminal.private import decode_any_bytes, part
from tracker.ui.terminal.widths import doubt_in, pin_columns

if TYPE_CHECKING:
    from textual.message import Message

LEAVING_KEYS = ("ctrl+c", "ctrl+q")
UNHEARD_SECONDS = 1.0
"""After so long without an answer to a key that leaves, the next one ends the app by force."""

_LOOK_SECONDS = 1.0
_NO_PIXELS = "\x1b[?1016l"
"""Takes back the one mode that Textual asks for and leaves on."""


class DrivenApp(Protocol):
    """What a driver tells its app of."""

    painted: Prepaint | None
    """The first frame, where it stands on the terminal already."""

    holds_terminal: bool
    """Whether the terminal is ours, and in a state of ours."""

    light_theme: str
    """The theme to change to where the terminal writes on light; empty where nobody wants to know."""

    def take_paper(self, *, light: bool) -> None:
        """Suit the paper that the terminal writes on; told on the loop."""

    def call_later(self, callback: Any, *args: Any) -> bool:
        """Call a function once all that came before is handled."""

    def lose_terminal(self) -> None:
        """Take it that the terminal is gone; told on the loop."""

    def end_by_force(self) -> None:
        """End, although nothing answers any more; told on a thread of the driver."""

    def stop_soon(self, *, whole_job: bool) -> None:
        """Stop as a job does; told on the loop."""

    def go_on(self) -> None:
        """Take the terminal again after somebody else has stopped and continued the process; told on the loop."""


FRAME_BEGINS, FRAME_ENDS = "\x1b[?2026h", "\x1b[?2026l"
"""What is sent between these, where a terminal knows them, is shown at once."""


class PinnedColumns(Driver):
    """A driver whose rows stay in their columns, whatever width a terminal gives a text."""

    def __init__(self, app: Any, **named: Any) -> None:
        super().__init__(app, **named)
        self._doubt = doubt_in(os.environ)

    def write(self, data: str) -> None:
        """Send a text to the terminal."""
        super().write(pin_columns(data, self._doubt))  # type: ignore[safe-super]  # it stands before a whole driver


class TerminalWriter:
    """A file that is written to until it cannot be; then all goes nowhere, and that is told once."""

    def __init__(self, file: Any, tell: Any) -> None:
        self._file, self._tell = file, tell

    def write(self, text: str) -> None:
        """Write a text."""
        self._try(self._file.write, text)

    def flush(self) -> None:
        """Send out what is held back."""
        self._try(self._file.flush)

    def fileno(self) -> int:
        """Return the number of the file."""
        return int(self._file.fileno())

    def _try(self, do: Any, *args: Any) -> None:
        try:
            do(*args)
        except (OSError, ValueError):
            self._tell()


class TypedAhead:
    """Reads Enter in what was typed before the terminal was ours: until then it is handed on as a line feed."""

    def __init__(self, waiting: int) -> None:
        self._left = waiting

    def read(self, text: str) -> str:
        """Return a text as it would have been typed now; of what comes behind those bytes nothing is changed."""
        if not self._left:
            return text
        self._left = max(0, self._left - len(text.encode()))
        return text.replace("\n", "\r")


def bytes_waiting(handle: int) -> int:
    """Count the bytes that wait to be read from a terminal; of one that reads line by line, those of whole lines."""
    import fcntl  # which Windows has not
    import termios

    try:
        return int.from_bytes(fcntl.ioctl(handle, termios.FIONREAD, bytes(4)), sys.byteorder)
    except OSError:
        return 0


class PosixTerminal(PinnedColumns):
    """What is ours of the driver of a terminal as Linux, macOS and the BSDs have them."""

    fileno: int
    exit_event: threading.Event
    attrs_before: list[Any] | None

    def __init__(self, app: Any, **named: Any) -> None:
        app.why_not_stop = why_not()  # before Textual takes the signals
        super().__init__(app, **named)
        self._host: DrivenApp = app
        self._working: threading.Event | None = None
        self._gone = False
        self._frame: list[str] = []
        self._ahead = TypedAhead(0)
        self._unheard = 0.0
        self._events = asyncio.get_running_loop()
        if file := part(self, "_file"):  # else a lost terminal is noticed a second later
            self._file = TerminalWriter(file, self._lose)

    def start_application_mode(self) -> None:
        """Take the terminal, or take it again."""
        wait_for_foreground(self.fileno)
        self._host.holds_terminal = True
        self._ahead = TypedAhead(bytes_waiting(self.fileno))
        super().start_application_mode()  # type: ignore[safe-super]
        if self._host.painted:
            # What Textual has found was made by the prepaint; in the end there should be what that has found.
            self.attrs_before = self._host.painted.hand_over()
        if self._host.light_theme:
            self.write(ASK)
        self._heed(signal.SIGTSTP, lambda: self._host.stop_soon(whole_job=False))
        self._heed(signal.SIGCONT, self._host.go_on)
        self._working = threading.Event()
        watching = threading.Thread(target=self._watch, args=(self._working,), name="letbe-terminal", daemon=True)
        watching.start()

    def stop_application_mode(self) -> None:
        """Give the terminal back."""
        if self._working:
            self._working.set()
        if self._frame:  # whoever ends amid a frame must not have the rest held back
            self.write(FRAME_ENDS)
        super().stop_application_mode()  # type: ignore[safe-super]
        self.write(_NO_PIXELS)
        self._host.holds_terminal = False

    def suspend_application_mode(self) -> None:
        """Give the terminal back for a while, and leave to the system what stops a process."""
        super().suspend_application_mode()
        for number in (signal.SIGTSTP, signal.SIGCONT):
            self._events.remove_signal_handler(number)
            signal.signal(number, signal.SIG_DFL)

    def write(self, data: str) -> None:
        """Send a text to the terminal, a frame in one piece, but do not clear a first frame that stands there."""
        if self._frame or data == FRAME_BEGINS:
            self._frame.append(data)
            if data != FRAME_ENDS:
                return
            data, self._frame = "".join(self._frame), []
        # Many terminals clear the other screen whenever it is entered.
        if data != ENTER or not (self._host.painted and self._host.painted.shown):
            super().write(data)

    def run_input_thread(self) -> None:
        """Read what is typed, as long as there is somebody to type it."""
        answer = PaperAnswer(self._tell_paper).taken_out if self._host.light_theme else str
        decode_any_bytes(lambda text: self._ahead.read(answer(text)))
        while not self.exit_event.is_set():
            try:
                super().run_input_thread()  # type: ignore[misc]
            except UnicodeDecodeError:  # what was read is gone, and what comes then is not
                continue
            except OSError:
                self._lose()
            return

    def process_message(self, message: Message) -> None:
        """Hand on what the terminal has sent; force the end where a key that leaves has gone unheard."""
        if isinstance(message, events.Key) and message.key in LEAVING_KEYS:
            now = time.monotonic()
            if self._unheard and now - self._unheard > UNHEARD_SECONDS:
                self._host.end_by_force()
            self._unheard = self._unheard or now
            self._events.call_soon_threadsafe(self._host.call_later, self._be_heard)
        super().process_message(message)

    def _tell_paper(self, light: bool) -> None:  # noqa: FBT001 - called by name of what was found
        self._events.call_soon_threadsafe(lambda: self._host.take_paper(light=light))

    def _be_heard(self) -> None:
        self._unheard = 0.0

    def _heed(self, number: signal.Signals, do: Any) -> None:
        with suppress(RuntimeError, ValueError):  # outside the main thread there is nothing to heed
            self._events.add_signal_handler(number, do)

    def _watch(self, ended: threading.Event) -> None:
        """Look whether the terminal is still there; some end without a word to the programs on them."""
        while not ended.is_set():
            if terminal_is_gone(self.fileno, _LOOK_SECONDS):
                self._lose()
                return

    def _lose(self) -> None:
        """Tell, once and from any thread, that the terminal is gone."""
        if self._gone:
            return
        self._gone = True
        self.exit_event.set()  # there is nothing to read any more, which would be read again and again
        with suppress(RuntimeError):  # it ends already
            self._events.call_soon_threadsafe(self._host.lose_terminal)


def driver_on(stock: type[Driver]) -> type[Driver]:
    """Return our driver, on the one that Textual has for this system."""
    ours = PosixTerminal if os.name == "posix" and stock.__name__ == "LinuxDriver" else PinnedColumns
    return type(f"Our{stock.__name__}", (ours, stock), {})


def terminal_is_gone(handle: int, seconds: float = 0.0) -> bool:
    """Tell whether a terminal is gone, or goes within so many seconds."""
    import termios  # which Windows has not

    begun = time.monotonic()
    try:
        watched = select.poll()
        watched.register(handle, 0)
        if any(what & (select.POLLHUP | select.POLLERR) for _, what in watched.poll(seconds * 1000)):
            return True
        time.sleep(max(0.0, min(seconds, begun + seconds - time.monotonic())))
        termios.tcgetattr(handle)
    except (OSError, termios.error):
        return True
    return False
