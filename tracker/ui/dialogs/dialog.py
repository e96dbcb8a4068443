"""Dialog: a box over a screen with a list in it, a line for what just happened, and its own keys."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from tracker.service.steps import Edit
from tracker.service.tracker import Outcome
from tracker.ui.commands.base import Action, CommandScreen, show_keys
from tracker.ui.host import Host
from tracker.ui.screens.book_screen import Body, BookScreen
from tracker.ui.views.lines import Line, Text, cut
from tracker.ui.views.model import Row
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.grid import leap, page_of
from tracker.ui.widgets.keys import Keys
from tracker.ui.widgets.rows import RowList

_ALL = 1_000_000
"""More rows than any list has."""

_ROOM = 80
"""As wide as a row is taken to be as long as none is drawn."""


def moves(of: str, *, down: str, up: str) -> tuple[Action, ...]:
    """Return the keys that move through a list in a box, and tell all keys; `down` and `up` say what is there."""
    return (
        Action("help", "question_mark,f1", "?", "keys", "All that can be done here, by key or by words", list_keys, of),
        Action("down", "down,j", "j", "down", down, lambda box: box.step(1), of),
        Action("up", "up,k", "k", "up", up, lambda box: box.step(-1), of),
        Action("page_down", "pagedown", "pgdn", "page down", "A screenful down", lambda box: _turn_page(box, 1), of),
        Action("page_up", "pageup", "pgup", "page up", "A screenful up", lambda box: _turn_page(box, -1), of),
        Action("top", "home,g", "g", "top", "The first row", lambda box: box.step(-_ALL), of),
        Action("bottom", "end,G", "G", "bottom", "The last row", lambda box: box.step(_ALL), of),
    )  # fmt: skip


def list_keys(box: Dialog) -> None:
    """Show all that can be done in the box, to be found by its words and done."""
    from tracker.ui.dialogs.help import KeysScreen  # opened now and then

    box.app.push_screen(KeysScreen(box), lambda chosen: box.action_run(chosen) if chosen else None)


def masking(of: str) -> Action:
    """Return the key that masks names and notes in a box, as it does on every screen."""
    return Action("mask", "asterisk", "*", "mask names", "Mask or show names and notes", _mask, of)


def _mask(box: Dialog) -> None:
    box.host.action_run("mask")
    for screen in box.app.screen_stack:
        if isinstance(screen, Dialog):
            screen.say("")  # what was said before may name something
    box.say(box.host.message.words)


def _turn_page(box: Dialog, direction: int) -> None:
    """Mark the row a screenful further on or back."""
    box.step(direction * page_of(box.query_one(RowList).size.height))


class Dialog(CommandScreen, ModalScreen[None]):
    """A list in a box; what it is called, its rows and what is said of the marked one are up to each dialog.

    Edits go through the screen below, which follows the book.
    """

    app: Host
    ABOUT = 0
    PRESSED = ""
    """What a row does that is pressed once more, where that is not the first in the key bar."""
    STANDING = 2

    def __init__(self, host: BookScreen[Body]) -> None:
        super().__init__()
        self.host = host
        self.marked = ""
        self._said = ""

    def compose(self) -> ComposeResult:
        """Lay the title, the list, what is said of the marked row, and the keys."""
        with Vertical(id="dialog"):
            yield Canvas(id="dialog-title")
            yield RowList(id="dialog-list")
            yield Canvas(id="dialog-about")
            yield Canvas(id="dialog-message")
            yield Keys(id="dialog-keys")

    def title_line(self, width: int) -> Line:
        """Build the line that says what the dialog is."""
        raise NotImplementedError

    def rows(self, width: int) -> list[Row]:
        """Build the rows; those that can be marked have an id."""
        raise NotImplementedError

    def about(self, width: int) -> list[Line]:
        """Build what is said of the marked row."""
        del width
        return []

    def on_mount(self) -> None:
        """Give what is said of a row its room."""
        self.query_one("#dialog-about").styles.height = self.ABOUT

    def on_resize(self) -> None:
        """Lay the dialog out anew."""
        self.call_after_refresh(self.paint)

    def on_screen_resume(self) -> None:
        """Catch up with what a question has changed."""
        self.call_after_refresh(self.paint)

    def paint(self) -> None:
        """Draw everything as it now is."""
        if not self.is_mounted or not self.query(RowList):  # it is on its way in, or out
            return
        listing = self.query_one(RowList)
        width = listing.size.width
        rows = self.rows(width)
        ids = [row.habit for row in rows if row.habit]
        if self.marked not in ids:
            self.marked = ids[0] if ids else ""
            rows = self.rows(width)
        self.query_one("#dialog-title", Canvas).show([self.title_line(width)])
        listing.show_rows(rows, self.marked)
        self.query_one("#dialog-about", Canvas).show(self.about(width))
        self.query_one("#dialog-message", Canvas).show([cut((Text(self._said),), width)])
        show_keys(self)

    def say(self, words: str) -> None:
        """Say what just happened."""
        self._said = words
        self.paint()

    def action_run(self, id: str) -> None:
        """Run an action; a key that comes before the list is drawn is for its first row."""
        if not self.marked:
            self.marked = next((row.habit for row in self.rows(_ROOM) if row.habit), "")
        super().action_run(id)

    def commit(self, edit: Edit, already: str = "") -> Outcome | None:
        """Make an edit and say here what came of it; where it changes nothing, why it is so `already`."""
        outcome = self.host.commit(edit)
        if already and outcome is not None and not outcome.changed:
            self.host.say(already)
        self.say(self.host.message.words)
        return outcome

    def step(self, rows: int) -> None:
        """Mark another row."""
        ids = [row.habit for row in self.rows(self.query_one(RowList).size.width)]
        self.marked = leap(ids, self.marked, rows)
        self.paint()

    def leave(self) -> None:
        """Go back to the screen below."""
        self.dismiss(None)

    def on_row_list_row_pressed(self, event: RowList.RowPressed) -> None:
        """Go by the row that was pressed."""
        self.press_row(event.id)

    def press_row(self, id: str) -> None:
        """Mark a row; do what Enter does where it was marked already."""
        if id == self.marked:
            self.action_run(self.PRESSED or self.HINTS[0])
        else:
            self.marked = id
            self.paint()


def undo(dialog: Dialog) -> None:
    """Take the last change back."""
    dialog.host.action_run("undo")
    dialog.say(dialog.host.message.words)


def redo(dialog: Dialog) -> None:
    """Bring back what was undone."""
    dialog.host.action_run("redo")
    dialog.say(dialog.host.message.words)
