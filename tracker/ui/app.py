"""The app: a tracker, a look, and the screens between them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import SystemCommand
from textual.message import Message
from textual.screen import Screen

from tracker import settings
from tracker.clock import Clock
from tracker.domain.text import excerpt
from tracker.service.opening import Store
from tracker.service.tracker import Tracker
from tracker.service.writer import BackgroundWriter
from tracker.ui.commands.base import ActionProvider
from tracker.ui.launch import settle_down
from tracker.ui.preferences import PreferenceFile
from tracker.ui.registry import furnish
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.today import TodayScreen
from tracker.ui.shutdown import HANGUP, Signals, hang_up, take_leave
from tracker.ui.terminal.crash import LeavesFaults
from tracker.ui.terminal.key_queue import KeyByKey
from tracker.ui.terminal.on_terminal import OnTerminal
from tracker.ui.theme import dress, theme_called
from tracker.ui.views.glyphs import ASCII, UNICODE, poor_terminal
from tracker.ui.views.today import Look

if TYPE_CHECKING:
    from textual.theme import Theme

    from tracker.service.edits.first_book import HabitList
    from tracker.service.steps import Edit

TICK_SECONDS = 1.0
NOTICE_SECONDS = 30.0


class LetbeApp(KeyByKey, LeavesFaults, OnTerminal):
    """Opens the book of a store on the Today screen, or on the first start where there is none."""

    CSS_PATH = "letbe.tcss"
    TITLE = "letbe"
    COMMANDS: ClassVar[set[Any]] = {ActionProvider, *KeyByKey.COMMANDS}
    HORIZONTAL_BREAKPOINTS = [(0, "-phone"), (60, "-narrow"), (80, "-normal"), (120, "-wide")]  # noqa: RUF012 - as App has it
    VERTICAL_BREAKPOINTS = [(0, "-short"), (22, "-medium"), (32, "-tall")]  # noqa: RUF012 - as App has it

    class Woken(Message):
        """The writer has something to report."""

    def __init__(
        self, store: Store, preferences: settings.Preferences, *, clock: Clock | None = None, demo: bool = False
    ) -> None:
        """Read the book, or the list to begin with; raises `StoreError` or `Refused` when that cannot be done."""
        super().__init__()
        self.demo = demo
        self._kept = PreferenceFile("" if demo else settings.places().preferences)
        self.tracker = Tracker(store, clock, BackgroundWriter(store, self._wake))
        self._starters = _starters(self.tracker) if self.tracker.book.is_new else None
        dress(self, preferences.theme)
        self.go_by(preferences)
        self.own_keys: dict[str, str] = {}
        self.remarks: list[str] = []
        self.wished_keys = settings.NO_KEYS
        self.leaving = False
        """Whether it ends as soon as all is saved."""
        self.signals: Signals | None = None

    def take_settings(self, keys: Mapping[str, object], remarks: Iterable[str] = ()) -> None:
        """Take the user's own keys, and what there is to say of settings that were ignored."""
        self.remarks = list(remarks)
        if (theme := self.preferences.theme) and theme not in self.available_themes:
            self.remarks.append(f"There is no theme “{excerpt(theme)}”; S, then Theme, shows those there are.")
        if keys or self.wished_keys:
            from tracker.ui.keymap import wear  # few people change keys, and it looks at all screens

            self.remarks += wear(self, keys).ignored

    def go_by(self, preferences: settings.Preferences) -> None:
        """Show things as is preferred, from the next drawing on."""
        self.preferences = preferences
        self.set_class(self.look.glyphs is ASCII, "-ascii")

    @property
    def look(self) -> Look:
        """How the user wants things shown."""
        chosen = self.preferences
        glyphs = ASCII if (poor_terminal() if chosen.ascii is None else chosen.ascii) else UNICODE
        return Look(glyphs, hide_streaks=chosen.hide_streaks, mask=chosen.mask, columns=chosen.columns)

    def get_default_screen(self) -> Screen[Any]:
        """Open on Today; where there is no book yet, the first start lies upon it."""
        return TodayScreen(self.tracker)

    def on_mount(self) -> None:
        """Begin to watch the clock, the file and the signals that end a program."""
        if self.signals:
            self.signals.follow(asyncio.get_running_loop())
        self.set_interval(TICK_SECONDS, self.catch_up)
        self.theme_changed_signal.subscribe(self, self._prefer_theme)
        if self._starters:
            from tracker.ui.screens.first_start import FirstStart  # only ever needed once

            self.push_screen(FirstStart(self._starters, self.tracker.place))
        else:
            self._today.offer_yesterday()
        if self.remarks:
            self._today.say(self.remarks[0])
        if more := self.remarks[1:]:
            self.notify("\n".join(more), title="Settings", timeout=NOTICE_SECONDS, markup=False)
        self._tell_notices()
        if why := self.tracker.saving.read_only:
            self.notify(why, title="The file", severity="warning", timeout=NOTICE_SECONDS, markup=False)

    def on_ready(self) -> None:
        """Go on as programs do, once the first frame stands."""
        settle_down()

    def enter(self, room: str) -> None:
        """Go to a room; from itself, but not from a page that lies upon it, back to Today."""
        here = self.screen
        while len(self.screen_stack) > 1:
            self.pop_screen()
            self._today.hush()
        if room == TodayScreen.ROOM:
            return
        if not self.is_screen_installed(room):
            self.install_screen(furnish(room, self.tracker), room)
        if self.get_screen(room) is not here:
            self.push_screen(room)

    @property
    def _today(self) -> TodayScreen:
        screen = self.screen_stack[0]
        assert isinstance(screen, TodayScreen)  # noqa: S101 - the default screen, see above
        return screen

    def catch_up(self) -> None:
        """Look at the clock, at the file and at the settings, which others may have changed."""
        self.tracker.look()
        self._kept.follow(self)
        if self.screen_stack and isinstance(self.screen, BookScreen):  # none is left while the app closes
            self.screen.tick()

    def _wake(self) -> None:
        """Tell the screen's thread, from the writer's, that there is something to take in."""
        self.post_message(self.Woken())

    def on_letbe_app_woken(self) -> None:
        """Take in what the writer has to report."""
        self.tracker.settle()
        self._tell_notices()

    def _tell_notices(self) -> None:
        """Tell what was mended, or brought together with a copy."""
        for notice in self.tracker.notices():
            self.notify(notice, title="The file", timeout=NOTICE_SECONDS, markup=False)

    def begin(self, habit_list: HabitList, chosen: frozenset[str]) -> None:
        """Make the first book and show it."""
        self.tracker.commit(_first_book(habit_list, chosen))
        self.pop_screen()
        self._today.say("")

    def prefer(self, name: str, value: Any) -> None:
        """Remember a preference; the demo remembers nothing."""
        if getattr(self.preferences, name) == value:
            return
        self.go_by(self.preferences._replace(**{name: value}))
        if trouble := self._kept.keep(name, value):
            self.notify(trouble, severity="warning", markup=False)

    def _prefer_theme(self, theme: Theme) -> None:
        """Remember a theme that was chosen, not the one that is worn for want of a choice."""
        if theme.name != theme_called(self, self.preferences.theme):
            self.prefer("theme", theme.name)

    def keep(self) -> None:
        """Keep what is being written on any screen."""
        for screen in self.screen_stack:
            if isinstance(screen, BookScreen):
                screen.keep()

    def leave(self) -> None:
        """End, once everything is saved; ask first when something cannot be."""
        self.keep()
        take_leave(self)

    def lose_terminal(self) -> None:
        """End as at the signal that tells of a closed terminal: some are closed without one."""
        self.run_worker(hang_up(self, HANGUP), name="hang up", exit_on_error=False)

    def end_by_force(self) -> None:
        """End from another thread: a key that leaves has come again, and nothing answers any more."""
        if self.last_net:
            self.last_net.end(130, "letbe did not answer any more, and was ended.")

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


def _first_book(habit_list: HabitList, chosen: frozenset[str]) -> Edit:
    """Give the edit that makes the first book."""
    from tracker.service.edits.first_book import begin  # only ever needed once

    return begin(habit_list, chosen)


def _starters(tracker: Tracker) -> HabitList:
    """Read the list to begin with; raises `Refused` when it cannot be used."""
    from tracker.service.edits.first_book import shipped_list  # only ever needed once

    return shipped_list(tracker.today)
