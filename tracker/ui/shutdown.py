"""Leaving: how the app ends when nobody asks it nicely, and what becomes of what is not saved."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from contextlib import suppress

from tracker.service.tracker import Tracker
from tracker.ui.dialogs.ask import Ask
from tracker.ui.dialogs.pick import Pick
from tracker.ui.host import Host
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.terminal.first_frame import forget_first_frame, keep_first_frame

_SIGNALS = ("SIGTERM", "SIGHUP")  # the second is a terminal that was closed; Windows has neither
_MOMENT = 0.05
"""How many seconds an answer has to reach the screen that asked for it."""

_FAREWELL = 2.0
"""How many seconds the terminal has to take back its state."""


def heed_signals(app: Host) -> None:
    """End the app as `hang_up` does when the system asks for it, in place of dying on the spot."""
    for name in _SIGNALS:
        # Where there is no such signal, or the app runs outside the main thread, there is nothing to heed.
        with suppress(AttributeError, NotImplementedError, RuntimeError, ValueError):
            number = getattr(signal, name)
            asyncio.get_running_loop().add_signal_handler(number, _hang_up_soon, app, int(number))


def _hang_up_soon(app: Host, number: int) -> None:
    app.run_worker(hang_up(app, number), name="hang up", exit_on_error=False)


async def hang_up(app: Host, number: int) -> None:
    """Take what is being typed, save everything or leave it to the journal, and give the terminal back."""
    if not app.screen_stack:  # it ends already
        return
    from tracker.ui.dialogs.privacy_cover import show_names  # few have one

    show_names(app)  # what is being typed may lie behind it
    if isinstance(app.screen, Ask):
        app.screen.take_typed()
        await asyncio.sleep(_MOMENT)
    keep_all(app)
    message = "" if app.tracker.close() else put_off(app.tracker)
    _end_for_certain(128 + number)
    keep_first_frame(app)
    app.exit(128 + number, message=message or None)


def _end_for_certain(code: int) -> None:
    """End the process in a while all the same: a terminal that is gone never takes the farewell."""
    last = threading.Timer(_FAREWELL, os._exit, [code])
    last.daemon = True
    last.start()


def keep_all(app: Host) -> None:
    """Keep what is being written on any screen."""
    for screen in app.screen_stack:
        if isinstance(screen, BookScreen):
            screen.keep()


def take_leave(app: Host) -> None:
    """End the app once everything is saved; ask first when something cannot be."""
    saving = app.tracker.saving
    if not (saving.pending and saving.trouble) and app.tracker.close():
        keep_first_frame(app)
        app.exit(0, message="\n".join(app.tracker.notices()) or None)  # the last change may just have been given up
        return

    def leave_all_the_same(key: str | None) -> None:
        if key is not None:
            app.exit(0, message=put_off(app.tracker) or None)

    choices = {"y": "leave; the journal keeps it for the next start, if it can be written"}
    app.push_screen(Pick(f"Not saved: {app.tracker.saving.trouble}", choices), leave_all_the_same)


def put_off(tracker: Tracker) -> str:
    """Leave what could not be saved for the next start, and say whether it will be there."""
    tracker.close()  # one more try
    why = tracker.saving.trouble
    if not tracker.saving.pending:
        return ""
    forget_first_frame()
    if tracker.put_off():
        return f"Not saved: {why} The journal keeps it, and the next start brings it in."
    return f"Not saved, and the journal could not be written either: {why}"
