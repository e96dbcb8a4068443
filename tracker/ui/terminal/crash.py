"""Faults: what becomes of an error that nobody has foreseen."""

from __future__ import annotations

from textual.app import App


class LeavesFaults(App[int]):
    """An app that ends at a fault of its own and leaves it to whoever has started the app.

    Textual would print a traceback with all that was in memory, which is the user's, and end as if all were well.
    """

    @property
    def fault(self) -> Exception | None:
        """What has ended the app, if that was a fault."""
        return self._exception

    def _fatal_error(self) -> None:
        self._close_messages_no_wait()
