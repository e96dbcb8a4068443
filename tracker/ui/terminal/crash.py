"""Crashes: what becomes of an error that nobody has foreseen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from tracker.ui.terminal.private import end_now, part

if TYPE_CHECKING:
    from tracker.ui.terminal.last_net import LastNet


class LeavesFaults(App[int]):
    """An app that ends at a fault of its own and leaves it to whoever has started the app.

    Textual would print a traceback with all that was in memory, which is the user's, and end as if all were well.
    """

    last_net: LastNet | None

    @property
    def fault(self) -> Exception | None:
        """What has ended the app, if that was a fault."""
        found: Exception | None = part(self, "_exception")
        return found or self._panicked

    _panicked: Exception | None = None

    def panic(self, *renderables: object) -> None:
        """End, with nothing of what Textual would print."""
        del renderables
        self._panicked = self._panicked or RuntimeError("Textual has given up.")
        self._fatal_error()

    def _fatal_error(self) -> None:
        if self.last_net:
            self.last_net.spread(1, "letbe met a fault of its own, and did not end by itself.")
        end_now(self)
