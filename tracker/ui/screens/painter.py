"""Painter: when a screen is drawn: at once, soon, or not at all while another lies upon it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.css.query import NoMatches
from textual.screen import Screen

from tracker.ui.terminal.private import draw_now
from tracker.ui.widgets.canvas import Canvas


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
        body |= self._is_body_behind
        self.is_behind = self._is_body_behind = False
        if self._is_in_sight:
            width = self._screen.app.size.width
            with suppress(NoMatches):  # a review may be ready just when the screen is being put up or taken down
                if body:
                    self._draw_body(width)
                self._draw_around(width)

    def paint_first(self) -> None:
        """Draw the body and send it to the terminal at once: it is what the eye is on when a key is pressed.

        What is told around it is drawn afterwards, with `paint` or `follow`.
        """
        self.is_behind = self._is_body_behind = False
        if self._is_in_sight:
            self._draw_body(self._screen.app.size.width)
            self._canvases = self._canvases or tuple(self._screen.query(Canvas))
            draw_now(self._screen, self._canvases)

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
