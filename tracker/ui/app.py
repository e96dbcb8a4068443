"""The app: a tracker, the user's preferences, and the screens between them."""

from __future__ import annotations

import asyncio
import gc
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from tracker import folders, settings
from tracker.clock import Clock
from tracker.service.background_writer import BackgroundWriter
from tracker.service.tracker import Store, Tracker
from tracker.settings import PreferenceFile
from tracker.ui import preferences as preferring
from tracker.ui.host import Host, look_around, tell_notices, tell_of_the_file, timer_of
from tracker.ui.late import Late, read_all
from tracker.ui.registry import make_screen
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.today import TodayScreen
from tracker.ui.shutdown import HANGUP, hang_up, keep_all, quit_when_saved
from tracker.ui.theme import LIGHT, place_boxes, register_themes
from tracker.ui.views.model import Look

if TYPE_CHECKING:
    from tracker.service.edits.first_book import HabitList
    from tracker.ui.reminding import Reminding
else:
    Reminding = Late("tracker.ui.reminding").Reminding

TICK_SECONDS = 1.0


class LetbeApp(Host):
    """Opens the book of a store on the Today screen, or on the first start where there is none."""

    CSS_PATH = "letbe.tcss"
    TITLE = "letbe"

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
        """Read the book, or the list to begin with; raises `StoreError` or `Refused` when that cannot be done."""
        super().__init__()
        self.demo, self.starters = demo, starters
        self.preference_file = PreferenceFile("" if demo else folders.preferences())
        self.tracker = Tracker(store, clock, BackgroundWriter(store, lambda: self.post_message(self.Woken())))
        self.timer = timer_of(self)
        self._list: HabitList | None = None
        if self.tracker.book.is_new:
            from tracker.service.edits.first_book import shipped_list  # only ever needed once

            self._list = shipped_list(self.tracker.today, own=starters)
        self.light_theme = "" if preferences.theme or not self._list else LIGHT
        self.wished_keys, self.remarks = settings.NO_KEYS, []
        register_themes(self, preferences.theme)
        self.look = Look()
        preferring.use_preferences(self, preferences)

    def get_default_screen(self) -> Screen[Any]:
        """Open on Today; where there is no book yet, the first start lies upon it."""
        self._home = TodayScreen(self.tracker)
        return self._home

    def on_mount(self) -> None:
        """Begin to watch the clock, the file and the signals that end a program."""
        if self.signals:
            self.signals.follow(asyncio.get_running_loop())
        self.set_interval(TICK_SECONDS, self.catch_up)
        self.theme_changed_signal.subscribe(self, partial(preferring.prefer_theme, self))
        if self._list:
            self.push_screen(make_screen("first-start", self._list, self.tracker.place))
        else:
            self._home.offer_yesterday()
        preferring.tell_remarks(self, self._home.say)
        tell_of_the_file(self)
        self.screen.call_after_refresh(self.run_worker, self._settle_in, name="settle in")

    async def _settle_in(self) -> None:
        """Do, now that the first frame stands, what it did not need.

        Garbage is looked for from now on, but not in what the start has made: all of that stays.
        """
        place_boxes(self)
        await read_all()
        Reminding(self)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def enter(self, room: str) -> None:
        """Go to a room; from itself, but not from a page that lies upon it, back to Today."""
        here = self.screen
        while len(self.screen_stack) > 1:
            self.pop_screen()
            self._home.edits.clear_message()
        if room == TodayScreen.ROOM:
            return
        if not self.is_screen_installed(room):
            self.install_screen(make_screen(room, self.tracker), room)
        if self.get_screen(room) is not here:
            self.push_screen(room)

    def catch_up(self) -> None:
        """Look at the clock, at the file and at the settings, which others may have changed."""
        look_around(self)
        preferring.follow(self)
        if self.screen_stack and isinstance(self.screen, BookScreen):  # none is left while the app closes
            self.screen.tick()

    def on_letbe_app_woken(self) -> None:
        """Take in what the writer has to report."""
        self.tracker.settle()
        tell_notices(self)

    def prefer(self, name: str, value: Any) -> None:
        """Remember a preference, and show things by it from the next drawing on; the demo remembers nothing."""
        preferring.prefer(self, name, value)

    def keep(self) -> None:
        """Keep what is being written on any screen."""
        keep_all(self)

    def lose_terminal(self) -> None:
        """End as at the signal that tells of a closed terminal: some are closed without one."""
        self.run_worker(hang_up(self, HANGUP), name="hang up", exit_on_error=False)

    def leave(self) -> None:
        """End, once everything is saved; ask first when something cannot be."""
        quit_when_saved(self, keep_all(self))

    async def action_quit(self) -> None:
        """Leave as q does, from wherever ctrl+q is pressed."""
        self.leave()
