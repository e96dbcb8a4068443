"""Host: what the screens, their commands and the dialogs may ask of the app that they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tracker.service.tracker import Tracker
from tracker.settings import Preferences
from tracker.ui.terminal.crash import LeavesFaults
from tracker.ui.terminal.key_queue import KeyByKey
from tracker.ui.terminal.on_terminal import OnTerminal
from tracker.ui.views.today import Look

if TYPE_CHECKING:
    from tracker.ui.shutdown import Signals


class Host(KeyByKey, LeavesFaults, OnTerminal):
    """An app with a tracker, and with ways between its screens; the one there is, is `LetbeApp`.

    It stands apart so that screens can be read, typed and imported without the app that imports them.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-phone"), (60, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012 - as App has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-medium"), (32, "-tall")]  # noqa: RUF012 - as App has it

    tracker: Tracker
    preferences: Preferences
    """How the user wants things shown, as it is written in the settings."""

    own_keys: dict[str, str]
    """The user's own keys as people write them, by action."""

    wished_keys: Mapping[str, object]
    """What the settings say of keys, whether or not it can be fulfilled."""

    remarks: list[str]
    """What there is to say of settings that were ignored."""

    demo: bool
    """Whether the book is in memory and nothing is remembered."""

    starters: str
    """The path of the list that a new book begins with and the library offers; empty for the usual one."""

    leaving = False
    """Whether it ends as soon as all is saved."""

    signals: Signals | None = None
    """What tells of the signals that end a program, where it runs on a terminal of its own."""

    @property
    def look(self) -> Look:
        """How the user wants things shown, as the views want it."""
        raise NotImplementedError

    def enter(self, room: str) -> None:
        """Go to a room; from itself, but not from a page that lies upon it, back to Today."""
        raise NotImplementedError

    def prefer(self, name: str, value: Any) -> None:
        """Remember a preference, and show things by it from the next drawing on."""
        raise NotImplementedError

    def leave(self) -> None:
        """End, once everything is saved; ask first when something cannot be."""
        raise NotImplementedError
