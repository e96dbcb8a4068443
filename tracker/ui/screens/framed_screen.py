"""FramedScreen: what frames every screen on the book: a header, a line for what just happened, and a line of keys."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.strip import Strip

from tracker.service.tracker import Tracker
from tracker.ui.commands.base import Acting
from tracker.ui.host import Host
from tracker.ui.registry import ROOMS
from tracker.ui.terminal.compositor import use_narrow_updates
from tracker.ui.terminal.private import draw_now, size_classes, strips_of
from tracker.ui.views.frame import build_header, message_line, saving_words
from tracker.ui.views.keys import Hint
from tracker.ui.views.lines import Line
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.keys import KeyLine, Keys


class FramedScreen(Acting):
    """A frame around a body, drawn anew whenever the book has changed.

    A screen of this kind says what its body is made of (`body`), what its header tells (`headline`) and how the body
    is drawn (`paint_body`).
    """

    app: Host
    ROOM: ClassVar[str] = ""

    def __init__(self, tracker: Tracker) -> None:
        super().__init__()
        use_narrow_updates(self)
        self.tracker = tracker
        self.message: tuple[str, Hint | None] = ("", None)
        self.behind = False
        """Whether something has happened that is not drawn yet."""
        self._laid = False

    def compose(self) -> ComposeResult:
        """Lay the frame around the body."""
        self._take_size_classes()
        yield KeyLine(id="header")
        yield from self.body()
        with Vertical(id="foot"):
            yield Canvas(id="message")
            yield Keys(id="keys")

    def _take_size_classes(self) -> None:
        """Take the classes of the window's size now: Textual gives them after a first layout, which would be seen."""
        width, height = self.app.size
        breakpoints = (width, self.app.HORIZONTAL_BREAKPOINTS), (height, self.app.VERTICAL_BREAKPOINTS)
        self.add_class(*size_classes(self, breakpoints))

    def body(self) -> ComposeResult:
        """Lay the body."""
        raise NotImplementedError

    def headline(self, width: int) -> tuple[Line, Line]:
        """Say what the header tells, after the names of the rooms and before the state of the disk."""
        raise NotImplementedError

    def paint_body(self, width: int) -> None:
        """Draw the body."""
        raise NotImplementedError

    def paint_around(self, width: int) -> None:
        """Draw what is told around the body."""
        saving, glyphs = self.tracker.saving, self.app.look.glyphs
        about, right = self.headline(width)
        kept = saving_words(saving, glyphs, width, kept=not self.app.demo)
        header = build_header(ROOMS, self.ROOM, about, (*right, *kept), glyphs, width)
        self.query_one("#header", KeyLine).show_bar(header)
        words, way = self.message
        self.query_one("#message", Canvas).show([message_line(words, saving, width, way)])
        self.paint_keys()

    def on_mount(self) -> None:
        """Follow the book from now on, and draw: all is laid, what stands in boxes too."""
        self._laid = True
        self.tracker.listen(self.follow)

    def on_resize(self) -> None:
        """Lay the screen out anew once its widgets have their sizes."""
        self.call_after_refresh(self.paint)

    def follow(self) -> None:
        """Draw everything soon, once for all that happens in one stroke."""
        if not self.behind:
            self.behind = True
            self.call_later(self._catch_up)

    def _catch_up(self) -> None:
        if self.behind:
            self.paint()

    def paint(self) -> None:
        """Draw everything as it now is; only the cells that differ reach the terminal."""
        self.behind = False
        if self._in_sight:
            self.paint_body(self.app.size.width)
            self.paint_around(self.app.size.width)

    def paint_first(self) -> None:
        """Draw the body and send it to the terminal at once: it is what the eye is on when a key is pressed.

        What is told around it is drawn afterwards, with `paint` or `follow`.
        """
        self.behind = False
        if self._in_sight:
            self.paint_body(self.app.size.width)
            draw_now(self, self.query(Canvas))

    @property
    def strips(self) -> list[Strip]:
        """The screen as it now is, line by line."""
        return strips_of(self)

    @property
    def _in_sight(self) -> bool:
        return self._laid and bool(self.app.size.width) and not self._covered

    @property
    def _covered(self) -> bool:
        """Whether another room lies on top; a question leaves what is below it in sight."""
        stack = self.app.screen_stack
        return self not in stack or any(isinstance(above, FramedScreen) for above in stack[stack.index(self) + 1 :])
