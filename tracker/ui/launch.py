"""Starting: from a file to the first frame, in as little time as may be."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from tracker import settings
from tracker.clock import Clock
from tracker.domain.errors import LetbeError
from tracker.service.opening import demo_store, file_store
from tracker.ui.terminal.prepaint import Prepaint

if TYPE_CHECKING:
    from tracker.ui.app import LetbeApp
    from tracker.ui.terminal.last_net import FoundTerminal

PATIENCE_SECONDS = 0.0005
"""How long the screen waits at most for the thread that saves to let it draw."""


def open_app(file: str | None, demo: bool, painted: Prepaint | None = None) -> int:  # noqa: FBT001 - how the command line asks for the screens
    """Open the app on a file, or on the demo year in memory; give the exit code.

    The first frame may be `painted` already: the app then takes the terminal over as it is.

    Raises `StoreError` when the book cannot be read, and whatever fault of its own has ended the app.
    """
    from tracker.ui.app import LetbeApp  # which asks this room to settle down
    from tracker.ui.shutdown import Signals
    from tracker.ui.terminal.last_net import FoundTerminal

    sys.setswitchinterval(PATIENCE_SECONDS)
    path = settings.places().preferences
    preferences, ignored = settings.read_preferences(path)
    store = demo_store(Clock()) if demo else file_store(file or "", Clock())
    app = LetbeApp(store, preferences, demo=demo)
    app.take_settings(settings.read_keys(path), ignored)
    app.painted = painted if painted and painted.shown else None
    terminal = FoundTerminal.now(painted.found if painted else None)
    app.signals = Signals(app, terminal)
    app.signals.heed()
    return _run(app, terminal)


def _run(app: LetbeApp, terminal: FoundTerminal) -> int:
    """Run an app, and bring everything to its end however that has ended."""
    from tracker.ui.shutdown import put_off

    ended: BaseException | None = None
    code = None
    try:
        code = app.run()
    except BaseException as error:  # noqa: BLE001 - an exit or an interrupt that something inside has asked for
        ended = error
    ended = ended or app.fault
    if app.holds_terminal:
        terminal.give_back()
    if not ended:
        return code or 0
    if left := put_off(app.tracker):
        sys.stderr.write(f"{left}\n")
    if isinstance(ended, (LetbeError, KeyboardInterrupt)):
        raise ended
    raise RuntimeError("A fault of its own has ended the app.") from ended


def settle_down() -> None:
    """Look for garbage again, which a start has no time for, but not in what it has made: all of that stays."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
