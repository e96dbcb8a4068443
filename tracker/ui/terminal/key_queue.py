"""Key queue: a key waits until what the one before it has opened or closed is there, however fast both were typed.

Textual hands a key on to the widget that has the focus at that moment; what it then does, a prompt that opens, say, is
there some messages later. Whoever types faster than that, or ahead of a slow line, would have the letters meant for the
prompt taken for keys of the screen below it.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress

from textual import events
from textual.app import App, ScreenStackError
from textual.dom import DOMNode
from textual.message_pump import MessagePump
from textual.screen import ModalScreen, Screen

from tracker.ui.terminal.private import part, report_fault

_PATIENCE = 1.0
"""How many seconds a key waits at most for the one before it."""

_GO_ON = frozenset(("space", "j", "k", "h", "l", "up", "down", "left", "right", "plus", "minus"))
"""Keys that are held down to go on and on, which no answer begins with: what they do may be drawn several at once."""

_CALM = 2
"""After so many looks without a change of screen or focus, nothing more comes of a key."""


class KeyByKey(App[int]):
    """An app that hands on one key, or pasted text, after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Event] = deque()
        self._following: asyncio.Task[None] | None = None
        self._last = ""

    async def on_event(self, event: events.Event) -> None:
        """Hand an event on; a key only when nothing is left to come of the last one."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            await super().on_event(event)
            return
        key = event.key if isinstance(event, events.Key) else ""
        goes_on, self._last = not self._held and key == self._last and key in _GO_ON, key
        if not self._following:
            screen, target = self._met_by_keys()
            if not await self._went_straight(key, screen, target):
                await super().on_event(event)
            elif self._met_by_keys() == (screen, target):
                return  # nothing was opened: there is nothing to wait for
            self._following = asyncio.create_task(self._follow(screen, target))
        elif goes_on:
            await super().on_event(event)
        else:
            self._held.append(event)

    async def _went_straight(self, key: str, screen: Screen[object] | None, target: DOMNode) -> bool:
        """Do at once what a key does that goes on, where no field could want it: on its way it would meet nobody.

        Textual hands it down to the screen, and when it has come up again looks for what it is bound to.
        """
        bound = part(self, "_check_bindings")
        if not (bound and key in _GO_ON and target is screen and self.app_focus) or isinstance(screen, ModalScreen):
            return False
        await bound(key)
        return True

    def take_typed(self) -> str:
        """Take what was typed and is not handed on yet, as text, away from the app."""
        held = [event.text if isinstance(event, events.Paste) else _letter(event) for event in self._held]
        self._held.clear()
        return "".join(held)

    async def _follow(self, screen: Screen[object] | None, target: DOMNode) -> None:
        """Wait for what comes of a key, then hand on those that were typed meanwhile."""
        try:
            await self._come_to_rest(screen, target)
            while self._held:
                screen, target = self._met_by_keys()
                await super().on_event(self._held.popleft())
                await self._come_to_rest(screen, target)
        except Exception as error:  # noqa: BLE001 - as wherever a message of the app is handled
            report_fault(self, error)
        finally:
            self._following = None

    def _met_by_keys(self) -> tuple[Screen[object] | None, DOMNode]:
        """Return the screen that is on top, and what on it a key goes to; only the app is left while it closes."""
        try:
            return self.screen, self.focused or self.screen
        except ScreenStackError:
            return None, self

    async def _come_to_rest(self, screen: Screen[object] | None, target: DOMNode) -> None:
        """Wait until a key has done what it does, and what that has opened, closed or focused is there."""
        with suppress(TimeoutError):
            async with asyncio.timeout(_PATIENCE):
                await _passed_by(target)
                if self._met_by_keys()[0] is screen and not isinstance(screen, ModalScreen):
                    return  # nothing was opened, and there was nothing to be closed
                calm = 0
                while calm < _CALM:
                    met = self._met_by_keys()
                    await _passed_by(met[1])
                    calm = calm + 1 if met == self._met_by_keys() else 0


def _letter(event: events.Event) -> str:
    return (event.character or "") if isinstance(event, events.Key) else ""


async def _passed_by(node: DOMNode) -> None:
    """Wait until all that has been told to a widget so far has gone up through its parents to the app."""
    for pump in node.ancestors_with_self:
        await _handled_by(pump)


async def _handled_by(pump: MessagePump) -> None:
    """Wait until all that has been told to a widget so far is handled, or the widget is gone."""
    passing = _Passing()
    if not pump.call_later(passing.settle):
        return
    if isinstance(pump, App) or not pump.is_running:  # the one stays, the other has not begun
        await passing.handled
        return
    task = pump.task
    task.add_done_callback(passing.settle)
    await passing.handled
    task.remove_done_callback(passing.settle)


class _Passing:
    """Something that goes by a widget behind all that it was told before.

    Textual looks into the parameters of a method once, and of a function within a function at each key anew.
    """

    def __init__(self) -> None:
        self.handled: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def settle(self, *_: object) -> None:
        if not self.handled.done():
            self.handled.set_result(None)
