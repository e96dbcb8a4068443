"""The app: a tracker, the user's preferences, and the screens between them."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.message import Message
from textual.screen import Screen

from tracker import folders, settings
from tracker.clock import Clock
from tracker.service.opening import Store
from tracker.service.tracker import Tracker
from tracker.service.writer import BackgroundWriter
from tracker.ui import preferences as preferring
from tracker.ui.commands.base import ActionProvider
from tracker.ui.host import Host
from tracker.ui.registry import make_screen
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.today import TodayScreen
from tracker.ui.shutdown import HANGUP, hang_up, keep_all, take_leave
from tracker.ui.theme import dress, theme_called
from tracker.ui.views.today import Look

if TYPE_CHECKING:
    from textual.theme import Theme

    from tracker.service.edits.first_book import HabitList

TICK_SECONDS = 1.0
NOTICE_SECONDS = 30.0


class LetbeApp(Host):
    """Opens the book of a store on the Today screen, or on the first start where there is none."""

    CSS_PATH = "letbe.tcss"
    TITLE = "letbe"
    COMMANDS: ClassVar[set[Any]] = {ActionProvider, *Host.COMMANDS}

    class Woken(Message):
        """The writer has something to report."""

    def __init__(
        self,
        store: Store,
        preferences: settings.Preferences,
        *,
        clock: Clock | None = None,
        demo: bool = False,
        starters: str = "",
    ) -> None:
        """Read the book, or the list to begin with (`starters`, or the usual one) where there is none.

        Raises `StoreError` or `Refused` when that cannot be done.
        """
        super().__init__()
        self.demo = demo
        self.preference_file = preferring.PreferenceFile("" if demo else folders.preferences())
        self.tracker = Tracker(store, clock, BackgroundWriter(store, self._wake))
        self.starters = starters
        self._list = _starters(self) if self.tracker.book.is_new else None
        self.own_keys, self.wished_keys, self.remarks = {}, settings.NO_KEYS, []
        dress(self, preferences.theme)
        preferring.show_by(self, preferences)

    @property
    def look(self) -> Look:
        """How the user wants things shown, as the views want it."""
        return preferring.look_of(self.preferences)

    def get_default_screen(self) -> Screen[Any]:
        """Open on Today; where there is no book yet, the first start lies upon it."""
        return TodayScreen(self.tracker)

    def on_mount(self) -> None:
        """Begin to watch the clock, the file and the signals that end a program."""
        if self.signals:
            self.signals.follow(asyncio.get_running_loop())
        self.set_interval(TICK_SECONDS, self.catch_up)
        self.theme_changed_signal.subscribe(self, self._prefer_theme)
        today = _today(self)
        if self._list:
            self.push_screen(make_screen("first-start", self._list, self.tracker.place))
        else:
            today.offer_yesterday()
        if self.remarks:
            today.say(self.remarks[0])
        if more := self.remarks[1:]:
            self.notify("\n".join(more), title="Settings", timeout=NOTICE_SECONDS, markup=False)
        _tell_notices(self)
        if why := self.tracker.saving.read_only:
            self.notify(why, title="The file", severity="warning", timeout=NOTICE_SECONDS, markup=False)

    def on_ready(self) -> None:
        """Look for garbage again, for which a start has no time, but not in what it has made: all of that stays."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def enter(self, room: str) -> None:
        """Go to a room; from itself, but not from a page that lies upon it, back to Today."""
        here = self.screen
        while len(self.screen_stack) > 1:
            self.pop_screen()
            _today(self).hush()
        if room == TodayScreen.ROOM:
            return
        if not self.is_screen_installed(room):
            self.install_screen(make_screen(room, self.tracker), room)
        if self.get_screen(room) is not here:
            self.push_screen(room)

    def catch_up(self) -> None:
        """Look at the clock, at the file and at the settings, which others may have changed."""
        self.tracker.look()
        self.preference_file.follow(self)
        if self.screen_stack and isinstance(self.screen, BookScreen):  # none is left while the app closes
            self.screen.tick()

    def _wake(self) -> None:
        """Tell the screen's thread, from the writer's, that there is something to take in."""
        self.post_message(self.Woken())

    def on_letbe_app_woken(self) -> None:
        """Take in what the writer has to report."""
        self.tracker.settle()
        _tell_notices(self)

    def prefer(self, name: str, value: Any) -> None:
        """Remember a preference, and show things by it from the next drawing on; the demo remembers nothing."""
        if getattr(self.preferences, name) == value:
            return
        preferring.show_by(self, self.preferences._replace(**{name: value}))
        if trouble := self.preference_file.keep(name, value):
            self.notify(trouble, severity="warning", markup=False)

    def _prefer_theme(self, theme: Theme) -> None:
        """Remember a theme that was chosen, not the one that is worn for want of a choice."""
        if theme.name != theme_called(self, self.preferences.theme):
            self.prefer("theme", theme.name)

    def keep(self) -> None:
        """Keep what is being written on any screen."""
        keep_all(self)

    def lose_terminal(self) -> None:
        """End as at the signal that tells of a closed terminal: some are closed without one."""
        self.run_worker(hang_up(self, HANGUP), name="hang up", exit_on_error=False)

    def leave(self) -> None:
        """End, once everything is saved; ask first when something cannot be."""
        self.keep()
        take_leave(self)

    async def action_quit(self) -> None:
        """Leave as q does, from wherever ctrl+q is pressed."""
        self.leave()

    def action_help_quit(self) -> None:
        """Leave as q does: ctrl+c is what people press who want to be out."""
        self.leave()

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Offer, beside the screen's own actions, what belongs to the app as a whole."""
        del screen
        yield SystemCommand("Theme", "Change the colours", self.action_change_theme)


def _today(app: LetbeApp) -> TodayScreen:
    screen = app.screen_stack[0]
    assert isinstance(screen, TodayScreen)  # noqa: S101 - the default screen, see above
    return screen


def _tell_notices(app: LetbeApp) -> None:
    """Tell what was mended, or brought together with a copy."""
    for notice in app.tracker.notices():
        app.notify(notice, title="The file", timeout=NOTICE_SECONDS, markup=False)


def _starters(app: LetbeApp) -> HabitList:
    """Read the list to begin with; raises `Refused` when it cannot be used."""
    from tracker.service.edits.first_book import shipped_list  # only ever needed once

    return shipped_list(app.tracker.today, own=app.starters)
