"""Starting: from a file to the first frame, in as little time as may be."""

from __future__ import annotations

import gc
import sys

from tracker import settings
from tracker.clock import Clock
from tracker.service.opening import demo_store, file_store
from tracker.ui.terminal.prepaint import Prepaint

PATIENCE_SECONDS = 0.0005
"""How long the screen waits at most for the thread that saves to let it draw."""


def open_app(file: str | None, demo: bool, painted: Prepaint | None = None) -> int:  # noqa: FBT001 - how the command line asks for the screens
    """Open the app on a file, or on the demo year in memory; give the exit code.

    The first frame may be `painted` already: the app then takes the terminal over as it is.

    Raises `StoreError` when the book cannot be read, and whatever fault of its own has ended the app.
    """
    from tracker.ui.app import LetbeApp  # which asks this room to settle down
    from tracker.ui.shutdown import put_off

    sys.setswitchinterval(PATIENCE_SECONDS)
    path = settings.places().preferences
    preferences, ignored = settings.read_preferences(path)
    store = demo_store(Clock()) if demo else file_store(file or "", Clock())
    app = LetbeApp(store, preferences, demo=demo)
    app.take_settings(settings.read_keys(path), ignored)
    if painted and painted.shown:
        from tracker.ui.terminal.first_frame import taking_over  # only where terminals are as the prepaint knows them

        app.driver_class = taking_over(painted)
    code = app.run()
    if app.fault:
        if not app.tracker.close():
            put_off(app.tracker)
        raise app.fault
    return code or 0


def settle_down() -> None:
    """Look for garbage again, which a start has no time for, but not in what it has made: all of that stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
