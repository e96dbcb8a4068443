"""Launch: from a file to the first frame, in as little time as may be."""

from __future__ import annotations

import sys

from tracker import settings
from tracker.clock import Clock
from tracker.service.opening import demo_store, file_store
from tracker.ui.app import LetbeApp
from tracker.ui.preferences import take_settings
from tracker.ui.shutdown import put_off
from tracker.ui.terminal.prepaint import Prepaint

PATIENCE_SECONDS = 0.0005
"""How long the screen waits at most for the thread that saves to let it draw."""


def open_app(file: str | None, demo: bool, painted: Prepaint | None = None, starters: str = "") -> int:  # noqa: FBT001 - how the command line asks for the screens
    """Open the app on a file, or on the demo year in memory; return the exit code.

    The first frame may be `painted` already: the app then takes the terminal over as it is. `starters` is the path of
    a list of the user's own to begin a new book with.

    Raises `StoreError` when the book cannot be read, and whatever fault of its own has ended the app.
    """
    sys.setswitchinterval(PATIENCE_SECONDS)
    path = settings.places().preferences
    preferences, ignored = settings.read_preferences(path)
    store = demo_store(Clock()) if demo else file_store(file or "", Clock())
    app = LetbeApp(store, preferences, demo=demo, starters=starters)
    take_settings(app, settings.read_keys(path), ignored)
    if painted and painted.shown:
        from tracker.ui.terminal.first_frame import taking_over  # only where terminals are as the prepaint knows them

        app.driver_class = taking_over(painted)
    code = app.run()
    if app.fault:
        if not app.tracker.close():
            put_off(app.tracker)
        raise app.fault
    return code or 0
