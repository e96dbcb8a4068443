"""What somebody types in their editor, kept in the state folder until it was taken, whatever happens on the way."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tracker.cli.session import Session
from tracker.domain.errors import LetbeError
from tracker.editor import NotKept, edit_text
from tracker.files import shown
from tracker.service.files.chosen_file import keep, read_in
from tracker.settings import places

_MOST_BYTES = 20_000_000


class EditorTrouble(LetbeError):
    """The editor could not be run."""

    exit_code = 4


class Manuscript:
    """A text on its way from the editor into the book: what is refused is kept, said where, and gone on with."""

    def __init__(self, session: Session, name: str, again: str) -> None:
        """Name the file that keeps it, and the command that goes on with it."""
        self.path = os.path.join(places(session.file).state, name)
        self._console, self._again = session.console, again

    def begun(self, new: Callable[[], str]) -> str:
        """Return what was typed last time and not taken, or a new text to begin with."""
        if not os.path.lexists(self.path):
            return new()
        text = read_in(self.path, _MOST_BYTES)
        self._console.say(f"Going on with what was typed last time; delete {shown(self.path)} to begin anew.")
        return text

    def edited(self, text: str, suffix: str) -> str:
        """Let the user write, and keep what is new; raise `EditorTrouble` when nothing came of it."""
        written = edit_text(text, suffix, keep=lambda text: keep(self.path, text))
        if written is None:
            raise EditorTrouble("The editor could not be run, or gave up; nothing was changed. $EDITOR names another.")
        return written

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Say of whatever goes wrong where the text is kept; take it away once it was taken."""
        on = f"What you typed is kept in {shown(self.path)}; `{self._again}` goes on with it."
        try:
            yield
        except NotKept:
            raise
        except LetbeError as error:
            if not os.path.lexists(self.path):
                raise
            raise type(error)(f"{error} {on}") from None
        except (KeyboardInterrupt, SystemExit):
            if os.path.lexists(self.path):
                with suppress(OSError):  # nobody hears it where the terminal was closed
                    self._console.say(on)
            raise
        with suppress(FileNotFoundError):
            os.unlink(self.path)
