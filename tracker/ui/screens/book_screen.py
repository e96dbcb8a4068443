"""BookScreen: a frame around a body (a header, a line for what just happened, a line of keys), and how edits go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from tracker.clock import say_day
from tracker.domain.book import Book
from tracker.domain.changes import Change
from tracker.domain.errors import LetbeError
from tracker.domain.named_tuple import NamedTuple
from tracker.service.steps import Edit
from tracker.service.tracker import Outcome, Tracker
from tracker.ui.commands.base import CommandScreen, action_called, key_of, show_keys
from tracker.ui.here import Here
from tracker.ui.host import Host
from tracker.ui.screens.painter import Painter
from tracker.ui.terminal.compositor import use_narrow_updates
from tracker.ui.terminal.private import size_classes, strips_of
from tracker.ui.views.frame import Hint, build_header, message_line, own_hint, rooms_of, saving_words
from tracker.ui.views.lines import Line
from tracker.ui.views.model import unnamed
from tracker.ui.views.now import sitting_words
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.keys import KeyLine, Keys

UNDO = Hint("undo", "u", "undo")


class Body(Vertical):
    """What stands in the frame of a screen: its widgets, how they are drawn, and where the cursor is among them."""

    app: Host

    def __init__(self, frame: BookScreen[Any]) -> None:
        super().__init__(id="body")
        self.frame = frame

    @property
    def here(self) -> Here:
        """Where the cursor is."""
        raise NotImplementedError

    def headline(self, width: int) -> tuple[Line, Line]:
        """Say what the header tells, after the names of the rooms and before the state of the disk."""
        raise NotImplementedError

    def draw(self, width: int) -> None:
        """Draw what has changed since the last time."""
        raise NotImplementedError

    def draw_around(self, width: int) -> None:
        """Draw what is not looked at first when a key is pressed."""

    def choose_none(self) -> None:
        """Choose no habit any more, where habits can be chosen."""

    def go_where(self, change: Change) -> None:
        """Go to where something was changed, where that is shown; `change` may be of anything."""

    def afterword(self, outcome: Outcome) -> str:
        """Say what a change has led to, behind what it did."""
        del outcome
        return ""

    def keep(self) -> str:
        """Keep what is being written, where there are fields; return why some of it is refused, or nothing."""
        return ""

    def tick(self) -> None:
        """Do what is due as time goes by."""

    def day_changed(self, old: date) -> None:
        """Follow the day, where that is shown; `old` is the day before."""


B_co = TypeVar("B_co", bound=Body, covariant=True)


FADE_MILLISECONDS = 8_000
"""How long what was said stays, unless a key says something else before."""


class Notice(NamedTuple):
    """What just happened, the key that leads back from it, if there is one, and the moment at which it was said."""

    words: str = ""
    way: Hint | None = None
    at: int = 0


class BookScreen(CommandScreen, Generic[B_co]):
    """A screen on the book, as of today, which follows the book; what it is about stands in its body."""

    app: Host
    ROOM: ClassVar[str] = ""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        use_narrow_updates(self)
        self.tracker, self.today = tracker, tracker.today
        self.message = Notice()
        self.edits = EditFlow(self)
        self.body = self.make_body()
        self.painter = Painter(self, self._draw_body, self._draw_around)
        self._drawn: Book | None = None

    def make_body(self) -> B_co:
        """Make what stands in the frame."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay the frame around the body."""
        width, height = self.app.size
        breakpoints = (width, self.app.HORIZONTAL_BREAKPOINTS), (height, self.app.VERTICAL_BREAKPOINTS)
        self.add_class(*size_classes(self, breakpoints))
        yield KeyLine(id="header")
        yield self.body
        with Vertical(id="foot"):
            yield Canvas(id="message")
            yield Keys(id="keys")

    def on_mount(self) -> None:
        """Follow the book from now on: all is laid, what stands in boxes too."""
        self.painter.is_laid = True
        self.tracker.listen(self._follow)

    def _follow(self) -> None:
        """Follow the book, unless the edit that has changed it tells of it; that waits for its save to tell of both."""
        saving, edits = self.tracker.saving, self.edits
        body = self._drawn is not self.tracker.book  # what only comes of the disk stands around it
        if edits.is_untold and (saving.trouble or not saving.pending):
            edits.tell(body=body)
        elif not edits.is_making and (body or not edits.is_untold):
            self.painter.follow(body=body)

    def on_resize(self) -> None:
        """Lay the screen out anew once its widgets have their sizes."""
        self.call_after_refresh(self.paint)

    def on_screen_resume(self) -> None:
        """Catch up with what happened while another screen lay on top."""
        self.tick()
        self.call_after_refresh(self.paint)

    def on_screen_suspend(self) -> None:
        """Keep what is being written when another screen comes, and take nothing that was said into another room."""
        self.body.keep()
        if isinstance(self.app.screen, BookScreen) and self.app.screen is not self:
            self.edits.clear_message()

    @property
    def here(self) -> Here:
        """Where the cursor is."""
        return self.body.here

    @property
    def strips(self) -> list[Strip]:
        """The screen as it now is, line by line."""
        return strips_of(self)

    def paint(self) -> None:
        """Draw everything as it now is."""
        self.painter.paint()

    def _draw_body(self, width: int) -> None:
        self._drawn = self.tracker.book
        self.body.draw(width)

    def _draw_around(self, width: int) -> None:
        """Draw the header, what just happened, and the keys."""
        self.body.draw_around(width)
        saving, look = self.tracker.saving, self.app.look
        about, right = self.body.headline(width)
        kept = saving_words(saving, look.glyphs, width, kept=not self.app.demo)
        timer = self.app.timer.sitting
        sat = next((habit for habit in self.tracker.book.habits if timer and habit.id == timer.habit), None)
        timed = sitting_words(timer, sat, look, width)
        header = build_header(rooms_of(look), self.ROOM, about, (*timed, *right, *kept), look.glyphs, width)
        way = self.message.way and own_hint(self.message.way, look)
        self.query_one("#header", KeyLine).show_bar(header)
        self.query_one("#message", Canvas).show([message_line(self.message.words, saving, width, way)])
        show_keys(self)

    def say(self, words: str, way: Hint | None = None, before: Book | None = None, *, body: bool = True) -> None:
        """Say what just happened, with the key that leads back, if there is one.

        `before` is the book as it was: it may know names, to be masked, that the book no longer has. Without `body`
        only what is around that is drawn.
        """
        habits = (*self.tracker.book.habits, *(before.habits if before else ()))
        self.edits.clear_message()
        self.message = Notice(unnamed(words, habits, self.app.look), way, self.tracker.clock.milliseconds())
        self.painter.paint(body=body)

    def commit(self, edit: Edit, further: str = "") -> Outcome | None:
        """Make an edit and say what came of it, and what is to be said `further`, or why it was refused."""
        return self.edits.commit(edit, further)

    def tick(self) -> None:
        """Notice that a new day has begun, and do what else is due."""
        today = self.tracker.today
        if today != self.today:
            old, self.today = self.today, today
            self.body.day_changed(old)
            self.say("A new day has begun.")
        if self.message.words and self.tracker.clock.milliseconds() - self.message.at >= FADE_MILLISECONDS:
            self.message = Notice()
            self.painter.paint(body=False)
        self.body.tick()


def drop_hint(screen: BookScreen[Any]) -> None:
    """Drop what was said of the cell that the cursor was on: of another it may not be so. What can be undone stays."""
    if not screen.message.way:
        screen.message = Notice()


class EditFlow:
    """The way of an edit, from a key to the book, and from there to a sentence about it."""

    def __init__(self, screen: BookScreen[Body]) -> None:
        self._screen = screen
        self._untold: tuple[Outcome, str] | None = None
        """What was done, and what is to be said further; told once it is saved, or a blink later."""
        self.is_making = False
        """Whether an edit is being made just now, which is drawn in the end."""

    @property
    def is_untold(self) -> bool:
        """Whether something was done that nothing was said of yet."""
        return self._untold is not None

    def commit(self, edit: Edit, further: str = "") -> Outcome | None:
        """Make an edit and say what came of it, and what is to be said `further`, or why it was refused."""
        screen = self._screen
        outcome = self.attempt(lambda: screen.tracker.commit(edit))
        if outcome is not None and outcome.changed:
            self._untold = outcome, further
            if screen.app.screen is screen:
                screen.painter.paint_first()
                screen.painter.blink(self.tell)
            else:  # whoever lies on top wants to say it too
                self.tell(body=True)
        elif outcome is not None:
            screen.say(f"Nothing to change: it is so already{further}.")
        return outcome

    def attempt(self, deed: Callable[[], Outcome]) -> Outcome | None:
        """Do something to the book; say why when it is refused."""
        self._untold, self.is_making = None, True
        try:
            return deed()
        except LetbeError as error:
            self._screen.say(str(error))
            return None
        finally:
            self.is_making = False

    def travel(self, deed: Callable[[], Outcome], what: str, way: Hint) -> None:
        """Go back or forth in what was done, and show where that was; `way` leads the other way."""
        outcome = self.attempt(deed)
        if outcome is not None:
            self._screen.body.go_where(outcome.made.change)
            self._screen.say(f"{what}: {outcome.made.label}", way, outcome.before)

    def clear_message(self) -> None:
        """Forget what was said: it would name an undo that is no longer the next."""
        self._screen.message, self._untold = Notice(), None

    def tell(self, *, body: bool = False) -> None:
        """Tell what was done, unless something else was said since: its undo would no longer be the next.

        `body` says whether that is not drawn yet.
        """
        self._screen.painter.stay_awake()
        if self._untold is None:
            return
        from tracker.service.edits.marks import in_place_of  # the first frame has nothing to tell
        from tracker.service.words.agreements import is_offered
        from tracker.service.words.labels import label

        screen, (outcome, further) = self._screen, self._untold
        change = outcome.made.change
        words = label(outcome.before, change, lambda day: say_day(day, screen.today))
        words += in_place_of(outcome.before, change, masked=screen.app.look.mask)
        if outcome.after.agreements and is_offered(outcome.after, change):
            further += f"; {key_of(action_called('agreements', screen), screen)} shows what you agreed"
        said = f"{words}{further}{screen.body.afterword(outcome)}"
        screen.say(said, UNDO, outcome.before, body=body)
