"""OnTerminal: an app that is a good guest of its terminal and of the shell that it was started from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.theme import ThemeProvider

from tracker.domain.errors import Refused
from tracker.domain.text import NO_TEXT
from tracker.ui.terminal.driver import driver_on
from tracker.ui.terminal.job_control import NOT_POSSIBLE, let_save, stop
from tracker.ui.terminal.sizes import SteadyPalette, place_of_cursor

if TYPE_CHECKING:
    from tracker.service.tracker import Tracker
    from tracker.ui.terminal.last_net import LastNet
    from tracker.ui.terminal.prepaint import Prepaint


@runtime_checkable
class StepsOut(Protocol):
    """A box that is left by ctrl+c in a way of its own."""

    def step_out(self) -> None:
        """Leave it as whoever wants to be out means it."""


class OnTerminal(App[int]):
    """An app that stops and goes on as a job of its shell, and draws itself anew when it is asked to.

    The app itself says how to keep what is being written (`keep`), how to catch up with the time that has gone by
    (`catch_up`), and what to do when the terminal is gone (`lose_terminal`).
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+z", "suspend_process", "Suspend", show=False, system=True, priority=True),
        Binding("ctrl+c", "step_out", "Leave a question, or the app", show=False, system=True, priority=True),
        Binding("ctrl+l", "redraw", "Draw everything anew", show=False, system=True, priority=True),
    ]

    ENABLE_COMMAND_PALETTE = False
    """There is a list of all that can be done already, with its keys."""

    tracker: Tracker
    painted: Prepaint | None = None
    last_net: LastNet | None = None
    why_not_stop = NOT_POSSIBLE
    """Why the process cannot be stopped from its terminal; the driver finds out."""

    light_theme = ""
    """The theme to change to where the terminal writes on light; empty where nobody wants to know."""

    holds_terminal = False
    """Whether the terminal is in a state of ours."""

    _stopping = False
    _for_shell = ""
    """What was typed behind the key that stops: it is meant for the shell."""

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor rests: on what has the focus, as it is laid by the time it is drawn."""
        return place_of_cursor(self.screen) if self.is_running and self.screen_stack else Offset()

    @cursor_position.setter
    def cursor_position(self, _: Offset) -> None:
        """Take no notice of widgets that say where their cursor is: some say so before they have their place."""

    def get_driver_class(self) -> type[Driver]:
        """Return our driver, on Textual's own."""
        return driver_on(super().get_driver_class())

    def keep(self) -> None:
        """Keep what is being written."""
        raise NotImplementedError

    def catch_up(self) -> None:
        """Catch up with what has happened and how late it has become."""
        raise NotImplementedError

    def take_typed(self) -> str:
        """Take what was typed and is not handed on yet."""
        return ""

    def lose_terminal(self) -> None:
        """End, for the terminal is gone."""
        raise NotImplementedError

    def leave(self) -> None:
        """End, once everything is saved."""
        raise NotImplementedError

    def take_paper(self, *, light: bool) -> None:
        """Suit the paper that the terminal writes on."""
        if light and self.light_theme:
            self.theme = self.light_theme

    def end_by_force(self) -> None:
        """End from another thread: a key that leaves has come again, and nothing answers any more."""
        if self.last_net:
            self.last_net.end(130, "letbe did not answer any more, and was ended.")

    def action_suspend_process(self) -> None:
        """Stop as every program does at ctrl+z, and leave the terminal to the shell."""
        self.stop_soon(whole_job=True)

    def action_step_out(self) -> None:
        """Leave what lies upon the screen, or else the app: ctrl+c is what people press who want to be out."""
        if isinstance(self.screen, StepsOut):
            self.screen.step_out()
        elif isinstance(self.screen, ModalScreen):
            self.post_message(events.Key("escape", None))
        else:
            self.leave()

    def action_redraw(self) -> None:
        """Draw everything anew, for a screen that something else has written on."""
        self.refresh(layout=True)

    def search_themes(self) -> None:
        """Show a palette of all themes."""
        self.push_screen(SteadyPalette(providers=[ThemeProvider], placeholder="Search for themes…"))

    async def on_event(self, event: events.Event) -> None:
        """Hand an event on; a pasted text as the field takes it, or not at all."""
        if isinstance(event, events.Key) and event.character == NO_TEXT:
            self.tell("What was typed is not text in UTF-8; set the terminal to that.")
            return
        if self._stopping and isinstance(event, events.Key) and not event.is_forwarded:
            self._for_shell += event.character or ""
            return
        if isinstance(event, events.Paste) and not event.is_forwarded:
            from tracker.ui.terminal.pastes import fit

            try:
                event = fit(event, self.focused)
            except Refused as refused:
                self.tell(str(refused))
                return
        await super().on_event(event)

    def tell(self, words: str) -> None:
        """Say something where this screen says what just happened."""
        say = getattr(self.screen, "say", None)
        if say:
            say(words)
        else:
            self.notify(words, markup=False)

    def stop_soon(self, *, whole_job: bool) -> None:
        """Stop once all is saved; say why where that is not possible."""
        if self.why_not_stop:
            self.tell(self.why_not_stop)
        elif not self._stopping:
            self._stopping, self._for_shell = True, ""
            self.run_worker(self._stop(whole_job=whole_job), name="stop")

    async def _stop(self, *, whole_job: bool) -> None:
        try:
            self.keep()
            await let_save(self.tracker)
            stop(self, whole_job=whole_job, typed=self._for_shell + self.take_typed())
        finally:
            self._stopping = False
        self.catch_up()

    def go_on(self) -> None:
        """Take the terminal again: whoever has stopped us, and others since, have left it in a state of their own."""
        with self.suspend():
            pass
        self.catch_up()
