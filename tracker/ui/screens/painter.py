"""Painter: when a screen is drawn: at once, soon, or not at all while another lies upon it."""

from __future__ import annotations

from asyncio import TimerHandle, get_running_loop
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from textual.css.query import NoMatches
from textual.screen import Screen

from tracker.ui.terminal.private import draw_now
from tracker.ui.widgets.canvas import Canvas

BLINK_SECONDS = 0.1
"""So long the words about an edit wait for its save: then one frame tells that it was done, and that it is kept."""


class Painter:
    """Draws a screen's body and what is told around it; only the cells that differ reach the terminal.

    What is drawn is up to the two functions, which are handed the width of the window.
    """

    def __init__(
        self, screen: Screen[Any], draw_body: Callable[[int], None], draw_around: Callable[[int], None]
    ) -> None:
        self._screen = screen
        self._draw_body, self._draw_around = draw_body, draw_around
        self._canvases: tuple[Canvas, ...] = ()
        self._is_body_behind = False
        self._blink: TimerHandle | None = None
        self.is_behind = False
        """Whether something has happened that is not drawn yet."""
        self.is_laid = False
        """Whether everything stands there, what stands in boxes too."""

    def follow(self, *, body: bool = True) -> None:
        """Draw everything soon, or all but the body, once for all that happens in one stroke."""
        self._is_body_behind |= body
        if not self.is_behind:
            self.is_behind = True
            self._screen.call_later(self._catch_up)

    def _catch_up(self) -> None:
        if self.is_behind:
            self.paint(body=self._is_body_behind)

    def paint(self, *, body: bool = True) -> None:
        """Draw everything as it now is, or all but the body, where that is known to be drawn already."""
        self._draw(body=body or self._is_body_behind)

    def paint_first(self) -> None:
        """Draw the body and send it to the terminal at once: it is what the eye is on when a key is pressed.

        What is told around it is drawn afterwards, with `paint` or `follow`.
        """
        self._canvases = self._canvases or tuple(self._screen.query(Canvas))
        self._draw(body=True, around=False)

    def blink(self, after: Callable[[], object]) -> None:
        """Do something in a blink, unless `stay_awake` comes before; keys that come faster share one."""
        if self._blink is None:
            self._blink = get_running_loop().call_later(BLINK_SECONDS, self._screen.call_later, after)

    def stay_awake(self) -> None:
        """Wait for no blink any more."""
        if self._blink:
            self._blink.cancel()
            self._blink = None

    def _draw(self, *, body: bool, around: bool = True) -> None:
        self.is_behind = self._is_body_behind = False
        if not self._is_in_sight:
            return
        width = self._screen.app.size.width
        with self._sent_at_once(), suppress(NoMatches):  # a review may be ready just when the screen is put up or down
            if body:
                self._draw_body(width)
            if around:
                self._draw_around(width)

    @contextmanager
    def _sent_at_once(self) -> Iterator[None]:
        """Send what is drawn in one frame, and no message about any of it; before the first key Textual does that."""
        if not self._canvases or self._screen.app.screen is not self._screen:
            yield
            return
        changed: set[Canvas] = set()
        for canvas in self._canvases:
            canvas.changed = changed
        try:
            yield
        finally:
            for canvas in self._canvases:
                canvas.changed = None
            if changed:
                draw_now(self._screen, changed)

    @property
    def _is_in_sight(self) -> bool:
        return self.is_laid and bool(self._screen.app.size.width) and not self._is_covered

    @property
    def _is_covered(self) -> bool:
        """Whether another painted screen lies on top; a question leaves what is below it in sight."""
        stack = self._screen.app.screen_stack
        if stack and stack[-1] is self._screen:
            return False
        if self._screen not in stack:
            return True
        return any(hasattr(above, "painter") for above in stack[stack.index(self._screen) + 1 :])
