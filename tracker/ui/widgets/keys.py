"""Keys: lines with keys in them that can be clicked, one of them at the bottom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events

from tracker.ui.views.frame import Hint, KeyBar, build_key_bar
from tracker.ui.views.lines import Line
from tracker.ui.widgets.canvas import Canvas


class KeyLine(Canvas):
    """Shows a line in which what is clicked does what its key does."""

    _bar: KeyBar | None = None

    def show_bar(self, bar: KeyBar) -> None:
        """Show a line with keys in it."""
        self._bar = bar
        self.show([bar.line])

    async def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        action = self._bar and self._bar.action_at(event.x)
        if action:
            await self.run_action(f"screen.run({action!r})")


class Keys(KeyLine):
    """Shows what the keys do now."""

    _hints: tuple[Hint, ...] = ()
    _tip: Callable[[str], str]
    _standing = 1

    def show_keys(self, hints: Sequence[Hint], tip: Callable[[str], str], standing: int = 1) -> None:
        """Show hints, of which the last `standing` are never left out; `tip` explains one by its id."""
        self._tip, self._standing = tip, standing
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            if self.size:
                self.show(self.fit())

    def fit(self) -> list[Line]:
        """Choose the hints that there is room for."""
        if not self._hints:
            return []
        self._bar = build_key_bar(self._hints[: -self._standing], self._hints[-self._standing :], self.size.width)
        return [self._bar.line]

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Explain the action under the pointer."""
        action = self._bar and self._bar.action_at(event.x)
        self.tooltip = self._tip(action) if action else None
