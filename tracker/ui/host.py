"""Host: what the screens, their commands and the dialogs may ask of the app that they stand in."""

from __future__ import annotations

from asyncio import AbstractEventLoop
from collections.abc import Mapping
from typing import Any, Protocol

from tracker import folders
from tracker.service.sitting import Timer
from tracker.service.tracker import Tracker
from tracker.settings import PreferenceFile, Preferences
from tracker.ui.terminal.key_queue import KeyByKey
from tracker.ui.terminal.last_net import LeavesFaults
from tracker.ui.terminal.on_terminal import OnTerminal
from tracker.ui.theme import place_boxes
from tracker.ui.views.model import Look

NOTICE_SECONDS = 30.0


class OnLoop(Protocol):
    """What wants to know of the loop that the app runs in."""

    def follow(self, loop: AbstractEventLoop) -> None:
        """Hand on to a loop what is told from now on."""


class Host(KeyByKey, LeavesFaults, OnTerminal):
    """An app with a tracker, and with ways between its screens; the one there is, is `LetbeApp`.

    It stands apart so that screens can be read, typed and imported without the app that imports them.
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-phone"), (60, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012 - as App has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-medium"), (32, "-tall")]  # noqa: RUF012 - as App has it

    tracker: Tracker
    preferences: Preferences
    """How the user wants things shown, as it is written in the settings."""

    preference_file: PreferenceFile
    """Where that is written."""

    wished_keys: Mapping[str, object]
    """What the settings say of keys, whether or not it can be fulfilled."""

    remarks: list[str]
    """What there is to say of settings that were ignored."""

    timer: Timer
    """What counts the minutes that are given to a habit just now."""

    demo: bool
    """Whether the book is in memory and nothing is remembered."""

    starters: str
    """The path of the list that a new book begins with and the library offers; empty for the usual one."""

    leaving = False
    """Whether it ends as soon as all is saved."""

    signals: OnLoop | None = None
    """What tells of the signals that end a program, where it runs on a terminal of its own."""

    look: Look
    """How the user wants things shown, as the views want it."""

    def push_screen(self, *args: Any, **named: Any) -> Any:
        """Put a screen on top of what is there."""
        place_boxes(self)
        return super().push_screen(*args, **named)

    def enter(self, room: str) -> None:
        """Go to a room; from itself, but not from a page that lies upon it, back to Today."""
        raise NotImplementedError

    def prefer(self, name: str, value: Any) -> None:
        """Remember a preference, and show things by it from the next drawing on."""
        raise NotImplementedError

    def leave(self) -> None:
        """End, once everything is saved; ask first when something cannot be."""
        raise NotImplementedError


def tell_notices(app: Host) -> None:
    """Tell what was mended, or brought together with a copy."""
    for notice in app.tracker.notices():
        app.notify(notice, title="The file", timeout=NOTICE_SECONDS, markup=False)


def timer_of(app: Host) -> Timer:
    """Make the timer of an app; its note lies with what is kept for ourselves, and that of the demo nowhere."""
    return Timer(app.tracker.clock, "" if app.demo else folders.state(), app.tracker.place)


def look_around(app: Host) -> None:
    """Look at the file, and at the clock; draw what the top of the screen says of a timer with each minute."""
    app.tracker.look()
    before = app.timer.sitting
    now = app.timer.look()
    if before and now and before.minutes != now.minutes and hasattr(app.screen, "paint"):
        app.screen.paint()


def tell_of_the_file(app: Host) -> None:
    """Tell what was done with the file before it was read, and why it can only be looked at, where that is so."""
    tell_notices(app)
    if why := app.tracker.saving.read_only:
        app.notify(why, title="The file", severity="warning", timeout=NOTICE_SECONDS, markup=False)
