"""DraftForm: what the forms for a habit share: the draft in them, what is said of it, and how they end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.screen import ModalScreen

from tracker.domain.habit import Habit
from tracker.service.edits.drafts import Draft
from tracker.ui.commands.base import Acting
from tracker.ui.screens.drafting import Drafting
from tracker.ui.screens.row_screen import RowScreen

if TYPE_CHECKING:
    from tracker.ui.app import LetbeApp

_Host = TypeVar("_Host", bound=RowScreen)


class DraftForm(Acting, ModalScreen[None], Generic[_Host]):
    """A form over a screen with habits in rows, through which it keeps its draft as one change."""

    app: LetbeApp

    def __init__(self, host: _Host, habit: Habit | None, draft: Draft | None = None) -> None:
        super().__init__()
        self.host = host
        self.drafting = Drafting(host, habit, draft)
        self.said = ""

    @property
    def draft(self) -> Draft:
        """The draft as it stands."""
        return self.drafting.draft

    @property
    def restores(self) -> bool:
        """Whether Esc restores a field before it leaves the form."""
        raise NotImplementedError

    @property
    def leave_label(self) -> str:
        """Say what Esc does."""
        return "restore" if self.restores else "leave"

    def on_mount(self) -> None:
        """Take back the offer below to undo what came before: its key is typed into a field now."""
        self.host.hush()
        self.host.paint()

    def paint(self) -> None:
        """Draw everything as it now stands."""
        raise NotImplementedError

    def say(self, words: str) -> None:
        """Say why something cannot be."""
        self.said = words
        self.paint()

    def end(self) -> None:
        """Leave the screen to the one below."""
        self.dismiss(None)

    def keep(self) -> None:
        """Keep the draft, and end."""
        self.end()
        self.drafting.keep()

    def drop(self) -> None:
        """Leave the habit as it was, and end."""
        self.end()
        self.drafting.drop()
