"""BookScreen: what every screen on the book shares: its frame, its edits, its questions and its messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from tracker.clock import say_day
from tracker.domain.book import Book
from tracker.domain.changes import Change
from tracker.domain.errors import LetbeError
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing
from tracker.service.steps import Edit
from tracker.service.tracker import Outcome, Tracker
from tracker.service.wording import label
from tracker.ui.actions import Acting
from tracker.ui.narrow import NarrowCompositor
from tracker.ui.rooms import ROOMS
from tracker.ui.views.header import build_header
from tracker.ui.views.keys import Hint
from tracker.ui.views.lines import Line
from tracker.ui.views.status import message_line, saving_words
from tracker.ui.views.today import unnamed
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.header import HeaderLine
from tracker.ui.widgets.keys import Keys

if TYPE_CHECKING:
    from tracker.ui.app import LetbeApp

UNDO = Hint("undo", "u", "undo")


class BookScreen(Acting):
    """A screen on the book: a header, a body, a line for what just happened and a line of keys.

    A screen of this kind says what its body is made of (`body`), what its header tells (`headline`) and how the body
    is drawn (`paint_body`).
    """

    app: LetbeApp
    ROOM: ClassVar[str] = ""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        self._compositor = NarrowCompositor()
        self.tracker = tracker
        self.today = tracker.today
        self._message: tuple[str, Hint | None] = ("", None)
        self._behind = False

    def compose(self) -> ComposeResult:
        """Lay the frame around the body."""
        yield HeaderLine(id="header")
        yield from self.body()
        with Vertical(id="foot"):
            yield Canvas(id="message")
            yield Keys(id="keys")

    def body(self) -> ComposeResult:
        """Lay the body."""
        raise NotImplementedError

    def headline(self, width: int) -> tuple[Line, Line]:
        """Say what the header tells, after the names of the rooms and before the state of the disk."""
        raise NotImplementedError

    def paint_body(self, width: int) -> None:
        """Draw the body."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Follow the book from now on."""
        self.tracker.listen(self._follow)

    def on_resize(self) -> None:
        """Lay the screen out anew once its widgets have their sizes."""
        self.call_after_refresh(self.paint)

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen lay on top."""
        self.tick()
        self.call_after_refresh(self.paint)

    def _follow(self) -> None:
        """Draw what the book has become, once for all that happens in one stroke."""
        if not self._behind:
            self._behind = True
            self.call_later(self._catch_up)

    def _catch_up(self) -> None:
        if self._behind:
            self.paint()

    def paint(self) -> None:
        """Draw everything as it now is; only the cells that differ reach the terminal."""
        self._behind = False
        width = self.app.size.width
        if not self.children or not width or self._covered:
            return
        saving, glyphs = self.tracker.saving, self.app.look.glyphs
        self.paint_body(width)
        about, right = self.headline(width)
        kept = saving_words(saving, glyphs, width, kept=not self.app.demo)
        header = build_header(ROOMS, self.ROOM, about, (*right, *kept), glyphs, width)
        self.query_one(HeaderLine).show_header(header)
        words, way = self._message
        self.query_one("#message", Canvas).show([message_line(words, saving, width, way)])
        self.query_one(Keys).show_keys(self.hints(), {action.id: action.tip for action in self.ACTIONS})

    @property
    def _covered(self) -> bool:
        """Whether another room lies on top; a question leaves what is below it in sight."""
        stack = self.app.screen_stack
        return self not in stack or any(isinstance(above, BookScreen) for above in stack[stack.index(self) + 1 :])

    def standing(self, habit: Habit) -> Standing:
        """Judge a habit as of today."""
        return self.tracker.standing(habit, self.today)

    def hush(self) -> None:
        """Forget what was said: it would name an undo that is no longer the next."""
        self._message = ("", None)

    @property
    def said(self) -> str:
        """What was said last."""
        return self._message[0]

    def say(self, words: str, way: Hint | None = None, before: Book | None = None) -> None:
        """Say what just happened, with the key that leads back, if there is one.

        `before` is the book as it was: it may know names, to be masked, that the book no longer has.
        """
        habits = (*self.tracker.book.habits, *(before.habits if before else ()))
        self._message = (unnamed(words, habits, self.app.look), way)
        self.paint()

    def commit(self, edit: Edit) -> Outcome | None:
        """Make an edit and say what came of it, or why it was refused."""
        outcome = self.take(lambda: self.tracker.commit(edit))
        if outcome is not None and outcome.changed:
            words = label(outcome.before, outcome.act.change, lambda day: say_day(day, self.today))
            self.say(f"{words}{self.afterword(outcome.act.change)}", UNDO, outcome.before)
        elif outcome is not None:
            self.say("Nothing to change: it is so already.")
        return outcome

    def afterword(self, change: Change) -> str:
        """Say what a change has led to, behind what it did."""
        del change
        return ""

    def take(self, deed: Callable[[], Outcome]) -> Outcome | None:
        """Do something to the book; say why when it is refused."""
        try:
            return deed()
        except LetbeError as error:
            self.say(str(error))
            return None

    def ask(self, question: ModalScreen[str | None], answered: Callable[[str], object]) -> None:
        """Ask for something at the bottom of the screen, and go on with the answer if there is one."""

        def take(text: str | None) -> None:
            if text is not None:
                answered(text)

        self.app.push_screen(question, take)

    def keep(self) -> None:
        """Keep what is being written, where the screen has fields; the app calls it before it ends."""

    def tick(self) -> None:
        """Notice that a new day has begun."""
        today = self.tracker.today
        if today != self.today:
            old, self.today = self.today, today
            self.day_changed(old)
            self.say("A new day has begun.")

    def day_changed(self, old: object) -> None:
        """Follow the day, where the screen has to; `old` is the day before."""

    def on_header_line_entered(self, event: HeaderLine.Entered) -> None:
        """Go to the room whose name was clicked."""
        self.app.enter(event.room)

    def on_keys_clicked(self, event: Keys.Clicked) -> None:
        """Do what the clicked key does."""
        self.action_act(event.id)
