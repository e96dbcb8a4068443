"""Keys: lines with keys in them that can be clicked, one of them at the bottom."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.message import Message

from tracker.ui.views.keys import Hint, KeyBar, build_key_bar
from tracker.ui.views.lines import Line
from tracker.ui.widgets.canvas import Canvas


class KeyLine(Canvas):
    """Shows a line and reports the key in it that is clicked."""

    _bar: KeyBar | None = None

    def show_bar(self, bar: KeyBar) -> None:
        """Show a line with keys in it."""
        self._bar = bar
        self.show([bar.line])

    def on_click(self, event: events.Click) -> None:
        """Report the action under the pointer."""
        action = self._bar and self._bar.action_at(event.x)
        if action:
            self.post_message(Keys.Clicked(action))


class Keys(KeyLine):
    """Shows what the keys do now and reports the one that is clicked."""

    class Clicked(Message):
        """The hint of an action was clicked."""

        def __init__(self, id: str) -> None:
            super().__init__()
            self.id = id

    _hints: tuple[Hint, ...] = ()
    _tips: dict[str, str]

    def show_keys(self, hints: Sequence[Hint], tips: dict[str, str]) -> None:
        """Show hints, the last of which always stands; `tips` explain them by id."""
        self._tips = tips
        if tuple(hints) != self._hints:
            self._hints = tuple(hints)
            if self.size:
                self.show(self.fit())

    def fit(self) -> list[Line]:
        """Choose the hints that there is room for."""
        if not self._hints:
            return []
        self._bar = build_key_bar(self._hints[:-1], self._hints[-1], self.size.width)
        return [self._bar.line]

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Explain the action under the pointer."""
        action = self._bar and self._bar.action_at(event.x)
        self.tooltip = self._tips.get(action) if action else None
