"""Textual for tests: every app waits by what the event loop knows, and all of them read a style sheet once."""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from time import monotonic
from typing import Any

import textual.app
import textual.pilot
from textual.css.stylesheet import Stylesheet

AWAITED: ContextVar[textual.app.App[Any] | None] = ContextVar("AWAITED", default=None)
"""The app whose workers are waited for too."""

_SOON = 0.02
"""Timers that run out within so many seconds draw what a key has changed; others let time pass, as a clock does."""

_ROUNDS = 50
_PATIENCE = 30.0


def make_textual_quicker() -> None:
    """Put what is below in the place of what Textual does."""
    textual.app.wait_for_idle = textual.pilot.wait_for_idle = at_rest  # type: ignore[assignment, attr-defined]
    Stylesheet._parse_rules = _read_once(Stylesheet._parse_rules)  # type: ignore[method-assign]


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
            await asyncio.sleep(max(0, due - loop.time()))
        elif _is_computing():
            await asyncio.sleep(0.001)
        else:
            return


def _is_computing() -> bool:
    app = AWAITED.get()
    return app is not None and any(worker.is_running for worker in app.workers)


def _read_once(read: Any) -> Any:
    known: dict[tuple[Any, ...], Any] = {}

    def read_once(self: Stylesheet, *args: Any, **named: Any) -> Any:
        key = (*self._variables.items(), *args, *named.items())
        if key not in known:
            known[key] = read(self, *args, **named)
        return known[key]

    return read_once
