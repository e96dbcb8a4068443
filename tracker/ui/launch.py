"""Launch: from a file to the first frame, in as little time as may be."""

from __future__ import annotations

import sys

from tracker import folders, settings
from tracker.clock import Clock
from tracker.domain.errors import LetbeError
from tracker.service.tracker import demo_store, file_store
from tracker.ui.app import LetbeApp
from tracker.ui.preferences import take_settings
from tracker.ui.shutdown import Signals, defer
from tracker.ui.terminal.last_net import FoundTerminal
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
    path = folders.preferences()
    preferences, ignored = settings.read_preferences(path)
    store = demo_store(Clock()) if demo else file_store(file or "", Clock())
    app = LetbeApp(store, preferences, demo=demo, starters=starters)
    take_settings(app, settings.read_keys(path), ignored)
    app.painted = painted if painted and painted.shown else None
    terminal = FoundTerminal.now(painted.found if painted else None)
    app.signals = Signals(app, terminal)
    app.signals.heed()
    return _run(app, terminal)


def _run(app: LetbeApp, terminal: FoundTerminal) -> int:
    """Run an app, and bring everything to its end however that has ended."""
    ended: BaseException | None = None
    code = None
    try:
        code = app.run(mouse=app.preferences.mouse)
    except BaseException as error:  # noqa: BLE001 - an exit or an interrupt that something inside has asked for
        ended = error
    ended = ended or app.fault
    if app.holds_terminal:
        terminal.give_back()
    if not ended:
        return code or 0
    if left := defer(app.tracker):
        sys.stderr.write(f"{left}\n")
    if isinstance(ended, (LetbeError, KeyboardInterrupt)):
        raise ended
    raise RuntimeError("A fault of its own has ended the app.") from ended
