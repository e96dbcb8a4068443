"""Shutdown: how the app ends, asked nicely or not, and what becomes of what is not saved.

Nothing here waits without a limit: a disk that does not answer, or a file that somebody holds, is told and asked about.
"""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from tracker.service.tracker import Tracker
from tracker.ui.host import Host
from tracker.ui.late import Late
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.terminal.last_net import FoundTerminal, LastNet, within

if TYPE_CHECKING:
    from types import FrameType

    from tracker.ui.terminal.first_frame import forget_first_frame, keep_first_frame
else:
    frames = Late("tracker.ui.terminal.first_frame")
    forget_first_frame, keep_first_frame = frames.forget_first_frame, frames.keep_first_frame

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT")  # the second is a terminal that was closed
_MOMENT = 0.05
_ANSWER_SECONDS = 1.0
"""How long an answer has at most to reach whoever asked for it."""

_AT_ONCE_SECONDS = 0.5
_SAVING_SECONDS = 3.0
_JOURNAL_SECONDS = 2.0
_TURN_SECONDS = 3.0
"""How long the loop has to take up a signal."""

_HANG_UP_SECONDS = 8.0
HANGUP = 1
"""The number of the signal that tells of a closed terminal, also where there is no such signal."""


class Signals:
    """The signals that end a program, each heeded from the start to the end."""

    def __init__(self, app: Host, terminal: FoundTerminal) -> None:
        self._app, self._net = app, LastNet(terminal, lambda: defer(app.tracker))
        self._loop: asyncio.AbstractEventLoop | None = None
        app.last_net = self._net

    def heed(self) -> None:
        """End the app as `hang_up` does when the system asks for it, in place of dying on the spot."""
        for name in _SIGNALS:
            # Windows has not all of them; outside the main thread there is nothing to heed.
            with suppress(AttributeError, ValueError):
                signal.signal(getattr(signal, name), self._told)

    def follow(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hand on to a loop what is told from now on."""
        self._loop = loop

    def _told(self, number: int, _: FrameType | None) -> None:
        if self._loop is None:  # nothing can have been entered yet
            self._net.end(128 + number)
            return
        self._net.spread(128 + number, seconds=_TURN_SECONDS)
        with suppress(RuntimeError):  # it ends already
            self._loop.call_soon_threadsafe(_hang_up_soon, self._app, number)


def _hang_up_soon(app: Host, number: int) -> None:
    if app.last_net:
        app.last_net.spread(128 + number, seconds=_HANG_UP_SECONDS)
    app.run_worker(hang_up(app, number), name="hang up", exit_on_error=False)


async def hang_up(app: Host, number: int) -> None:
    """Take what is being typed, save everything or leave it to the journal, and give the terminal back."""
    if not app.screen_stack:  # it ends already
        return
    from tracker.ui.dialogs.ask import Ask
    from tracker.ui.dialogs.privacy_cover import show_names  # few have one

    with suppress(Exception):  # whatever is wrong with a screen, what is in the line is saved
        show_names(app)  # what is being typed may lie behind it
        if isinstance(app.screen, Ask):
            app.screen.take_typed()
            await _answered(app)
        keep_all(app)
    message = "" if await _is_saved(app.tracker, _JOURNAL_SECONDS) else defer(app.tracker)
    _end(app, 128 + number, message)


async def _answered(app: Host) -> None:
    """Wait until an answer has been taken, however busy the machine is: whoever asked hears of it before of this."""
    heard = []
    for one in (app, *app.screen_stack):
        heard.append(asyncio.Event())
        one.call_next(heard[-1].set)
    with suppress(TimeoutError):
        async with asyncio.timeout(_ANSWER_SECONDS):
            for each in heard:
                await each.wait()


def keep_all(app: Host) -> str:
    """Keep what is being written on any screen; return why some of it is refused, or nothing."""
    refused = ""
    for screen in app.screen_stack:
        if isinstance(screen, BookScreen):
            refused = screen.body.keep() or refused
    return refused


def quit_when_saved(app: Host, refused: str = "") -> None:
    """End the app once everything is saved; say so where that takes time, and ask first when it cannot be.

    `refused` says why something that is being written cannot be kept.
    """
    from tracker.ui.dialogs.menu import NotSaved

    saving = app.tracker.saving
    if isinstance(app.screen, NotSaved):
        app.screen.step_out()
    elif refused:
        _ask_to_drop(app, refused)
    elif saving.pending and saving.trouble:
        _ask_to_leave(app)
    elif app.tracker.close(_AT_ONCE_SECONDS):
        _end(app, 0, "\n".join(app.tracker.notices()))  # the last change may just have been given up
    elif app.leaving:  # asked twice
        _ask_to_leave(app)
    else:
        app.leaving = True
        app.run_worker(_leave_soon(app), name="leave", exit_on_error=False)


async def _leave_soon(app: Host) -> None:
    from tracker.ui.dialogs.menu import NotSaved

    app.notify("Saving before leaving …", markup=False)
    try:
        saved = await _is_saved(app.tracker, _SAVING_SECONDS)
    finally:
        app.leaving = False
    if saved:
        _end(app, 0, "\n".join(app.tracker.notices()))
    elif not isinstance(app.screen, NotSaved):
        _ask_to_leave(app)


async def _is_saved(tracker: Tracker, seconds: float) -> bool:
    """End the writing within so many seconds; tell whether everything was saved."""
    end = time.monotonic() + seconds
    while not tracker.close(_MOMENT):
        if (tracker.saving.pending and tracker.saving.trouble) or time.monotonic() > end:
            return False
        await asyncio.sleep(_MOMENT)
    return True


def _ask_to_leave(app: Host) -> None:
    from tracker.ui.dialogs.menu import YES, NotSaved

    def leave_all_the_same(key: str | None) -> None:
        if key is not None:
            _end(app, 0, defer(app.tracker))

    choices = {YES: "leave; the journal keeps it for the next start, if it can be written"}
    app.push_screen(NotSaved(f"Not saved: {_trouble(app.tracker)}", choices), leave_all_the_same)


def _ask_to_drop(app: Host, refused: str) -> None:
    from tracker.ui.dialogs.menu import YES, NotSaved

    def leave_all_the_same(key: str | None) -> None:
        if key is not None:
            quit_when_saved(app)

    app.push_screen(NotSaved(f"Not saved: {refused}", {YES: "leave without it"}), leave_all_the_same)


def _end(app: Host, code: int, message: str) -> None:
    """End, and make sure of it: a terminal that is gone never takes the farewell."""
    if app.last_net:
        app.last_net.spread(code, message)
    if not message:
        keep_first_frame(app)
    app.exit(code, message=message or None)


def defer(tracker: Tracker) -> str:
    """Leave what could not be saved for the next start, and say whether it will be there."""
    if tracker.close(_AT_ONCE_SECONDS) or not tracker.saving.pending:
        return ""
    why = _trouble(tracker)
    forget_first_frame()
    if within(_JOURNAL_SECONDS, tracker.defer, otherwise=False):
        return f"Not saved: {why} The journal keeps it, and the next start brings it in."
    return f"Not saved, and the journal could not be written either: {why}"


def _trouble(tracker: Tracker) -> str:
    return tracker.saving.trouble or "The disk has not answered yet."
