"""Textual for tests: apps wait by what the event loop knows, draw when somebody looks, and find nothing twice.

A style sheet is read once for all apps, and what a class does with a kind of message is looked up once.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from time import monotonic
from typing import Any

import textual._time
import textual.app
import textual.pilot
from textual._compositor import Compositor
from textual._context import active_app
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.message import Message
from textual.message_pump import MessagePump

from tracker.ui.widgets.canvas import Canvas

DRAW = Compositor.render_update
"""How each change is drawn, as for a terminal, for tests that look into that."""

_SOON = 0.11
"""Timers that run out within so many seconds draw what a key has changed; others let time pass, as a clock does."""

_ROUNDS = 50
_PATIENCE = 30.0


def make_textual_quicker() -> None:
    """Put what is below in the place of what Textual does."""
    textual._time.get_time = _time_of_the_loop
    textual.app.wait_for_idle = textual.pilot.wait_for_idle = at_rest  # type: ignore[assignment, attr-defined]
    Stylesheet._parse_rules = _read_once(Stylesheet._parse_rules)  # type: ignore[method-assign]
    RuleSet.__hash__ = object.__hash__  # type: ignore[method-assign]  # the same, without a call for each rule
    MessagePump._get_dispatch_methods = _looked_up_once(MessagePump._get_dispatch_methods)  # type: ignore[method-assign]
    Compositor.render_update = _draw_where_it_is_seen  # type: ignore[method-assign, assignment]


def draw(app: textual.app.App[Any]) -> None:
    """Draw all that an app shows that has not ended, as for a terminal that was just opened."""
    if app.return_code is None and app.screen_stack:
        with app._context():
            app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)


async def at_rest(_least: float = 0, _most: float = 1) -> None:
    """Wait until nothing is ready to run and no timer is about to: nothing more comes of a key.

    Textual guesses that from how busy the processor is with the tests, which is wrong on a machine that is busy with
    something else, and waits on one that is not.
    """
    loop: Any = asyncio.get_running_loop()
    end, rounds = monotonic() + _PATIENCE, 0
    while monotonic() < end and rounds < _ROUNDS:
        await asyncio.sleep(0)
        if loop._ready:
            continue
        due = min((timer.when() for timer in loop._scheduled if not timer.cancelled()), default=None)
        if due is not None and due - loop.time() < _SOON:
            rounds += 1
            _let_pass(loop, due - loop.time())
        elif _is_computing():
            await asyncio.sleep(0.001)
        else:
            return


def _let_pass(loop: Any, seconds: float) -> None:
    """Put the clock by which a loop runs its timers forward, which waits for nothing."""
    ahead = loop.time() - monotonic() + max(0, seconds)
    loop.time = lambda: monotonic() + ahead


def _time_of_the_loop() -> float:
    """Tell Textual's timers the time by which they are woken: by another one they would be due ever later."""
    try:
        return asyncio.get_running_loop().time()
    except RuntimeError:
        return monotonic()


def _draw_where_it_is_seen(self: Compositor, full: bool = False, **named: Any) -> Any:  # noqa: FBT001, FBT002 - Textual's
    """Draw a whole screen, which is what pictures ask for; of a change, which no terminal shows, only fit the lines."""
    if full:
        return DRAW(self, full, **named)
    for widget in self.visible_widgets:
        if isinstance(widget, Canvas):
            widget.render_lines(Region())
    self._dirty_regions.clear()
    return None


def _is_computing() -> bool:
    app = active_app.get(None)
    return app is not None and any(worker.is_running for worker in app.workers)


def _read_once(read: Any) -> Any:
    known: dict[tuple[Any, ...], Any] = {}

    def read_once(self: Stylesheet, *args: Any, **named: Any) -> Any:
        key = (*self._variables.items(), *args, *named.items())
        if key not in known:
            known[key] = read(self, *args, **named)
        return known[key]

    return read_once


def _looked_up_once(look_up: Any) -> Any:
    """Keep what each class does with each kind of message, but where that depends on who has sent it."""
    known: dict[tuple[type, str, type[Message]], list[tuple[type, Any]] | None] = {}

    def looked_up_once(self: MessagePump, name: str, message: Message) -> Iterator[tuple[type, Any]]:
        key = (type(self), name, type(message))
        if key not in known:
            known[key] = _handlers(*key)
        handlers = known[key]
        if handlers is None:
            yield from look_up(self, name, message)
            return
        for kind, method in handlers:
            if message._no_default_action:
                break
            yield kind, method.__get__(self, kind)

    return looked_up_once


def _handlers(kind: type, name: str, message: type[Message]) -> list[tuple[type, Any]] | None:
    """Find by their names the methods of a class for a message; None where one is told by `@on`."""
    found = []
    for one in kind.__mro__:
        if set(message.__mro__) & set(vars(one).get("_decorated_handlers", ())):
            return None
        method = vars(one).get(f"_{name}") or vars(one).get(name)
        if method is not None and not getattr(method, "_textual_on", None):
            found.append((one, method))
    return found
