"""FirstStart: three short steps from an empty place to a first list of practices."""

from __future__ import annotations

from functools import partial
from itertools import count
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical

from tracker.service.edits.first_book import HabitList
from tracker.ui.commands.base import Action, CommandScreen, bindings, show_keys
from tracker.ui.commands.common import paint_all
from tracker.ui.host import Host
from tracker.ui.terminal.sizes import park
from tracker.ui.views import first
from tracker.ui.views.lines import EMPTY, Line, Text
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.grid import Window, in_sight, window_on
from tracker.ui.widgets.keys import Keys

if TYPE_CHECKING:
    from tracker.service.files.foreign_import import ForeignImport
    from tracker.ui.screens.rows import RowScreen

_TITLES = ("Welcome", "Choose a few to begin with", "Ready")
_ABOUT_LINES = 4
_HIGH, _WIDE = 20, 100
"""From so many rows on there is room to break what is told of a practice; from so many cells on nothing is too long."""
_EXAMPLE = "~/Loop Habits CSV.zip"


def _not_choosing(screen: FirstStart) -> str:
    return "" if screen.step == 2 else "There is nothing to choose here."


def _nothing_before(screen: FirstStart) -> str:
    return "" if screen.step > 1 else "This is the first step."


def _not_first(screen: FirstStart) -> str:
    return "" if screen.step == 1 else "This is for the first step."


_TAKEN_IN = "Taken in; {undo:u} undoes it. {room_habits:3}, then {library:L}, has practices to choose from."


def take_in(screen: FirstStart) -> None:
    """Ask for a file of another tracker, show what it would bring, and begin with that."""
    from tracker.service.files.any_import import read_tracker  # few come from elsewhere
    from tracker.ui.dialogs.arrivals import AT_ENTER, Arrivals, is_large
    from tracker.ui.dialogs.ask import AskFile

    app, tracker = screen.app, screen.app.tracker
    home = cast("RowScreen", app.screen_stack[0])  # Today lies below

    def read(text: str) -> ForeignImport:
        return read_tracker(text.strip(), tracker.today, screen.prompts)

    def check(text: str) -> str:
        if is_large(text):
            return AT_ENTER
        coming = read(text)
        return f"{coming.foreign.program}: {coming.tally(tracker.book).words}; Enter shows all of it first"

    def arrived() -> None:
        if not tracker.book.is_new:
            app.pop_screen()
            paint_all(app)
            home.say(app.look.spell(_TAKEN_IN))

    def answered(text: str | None) -> None:
        if text:
            app.push_screen(Arrivals(home, partial(read, text)), lambda _: arrived())

    hint = "what Loop, HabitKit, Daylio and others have written, or a table; letbe help import says more"
    app.push_screen(AskFile("I come from another tracker", check, example=_EXAMPLE, hint=hint), answered)


class FirstStart(CommandScreen):
    """Says what letbe is, lets the user choose practices, and makes the book of them."""

    app: Host
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("next", "enter", "enter", lambda screen: "next" if screen.step < 3 else "begin", "Go on",
               lambda screen: screen.go(1), "Steps"),
        Action("choose", "space", "spc", "choose", "Choose the practice, or not", lambda screen: screen.choose(),
               "Steps", off=_not_choosing),
        Action("up", "up,k", "k", "up", "The practice above", lambda screen: screen.mark(-1), "Steps",
               off=_not_choosing),
        Action("down", "down,j", "j", "down", "The practice below", lambda screen: screen.mark(1), "Steps",
               off=_not_choosing),
        Action("page_up", "pageup", "pgup", "page up", "A screenful up", lambda screen: screen.mark(-screen.page),
               "Steps", off=_not_choosing),
        Action("page_down", "pagedown", "pgdn", "page down", "A screenful down",
               lambda screen: screen.mark(screen.page), "Steps", off=_not_choosing),
        Action("top", "home,g", "g", "top", "The first practice", lambda screen: screen.mark(-screen.most), "Steps",
               off=_not_choosing),
        Action("bottom", "end,G", "G", "bottom", "The last practice", lambda screen: screen.mark(screen.most), "Steps",
               off=_not_choosing),
        Action("previous", "escape,left,h,backspace", "esc", "back", "The step before", lambda screen: screen.go(-1),
               "Steps", off=_nothing_before),
        Action("skip", "s", "s",
               lambda screen: f"start with these {screen.count}" if screen.count else "start empty",
               "Begin at once with the practices that are chosen now", lambda screen: screen.finish(), "Steps"),
        Action("import", "i", "i", "import", "I come from another tracker: show what its file would bring",
               take_in, "Steps", off=_not_first),
        Action("quit", "q,ctrl+q", "q", "quit", "Leave; nothing is written", lambda screen: screen.app.leave(),
               "Steps"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("next", "choose", "down", "up", "previous", "quit", "skip", "import")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, habit_list: HabitList, place: str) -> None:
        super().__init__()
        self.step = 1
        self.prompts = habit_list.prompts
        self._list, self._place = habit_list, place
        areas = {area.id: area for area in habit_list.areas}
        order = {id: number for number, id in enumerate(areas)}
        habits = sorted(habit_list.habits, key=lambda habit: (order[habit.area], habit.position))
        self._choices = [first.Practice(areas[habit.area], habit) for habit in habits]
        self._chosen = habit_list.starters
        self._marked = 0
        self._window: Window | None = None
        self._shown: list[str] = []
        """The number of the practice on each line in sight; none for a heading."""

    def compose(self) -> ComposeResult:
        """Lay the title, the step and the keys."""
        yield Canvas(id="header")
        yield Canvas(id="step")
        with Vertical(id="foot"):
            yield Canvas(id="message")
            yield Keys(id="keys")

    def on_resize(self) -> None:
        """Lay the step out anew."""
        self.call_after_refresh(self.paint)

    def say(self, words: str) -> None:
        """There is no line for messages here; what is off shows by the keys."""

    def go(self, steps: int) -> None:
        """Go to another step, or begin after the last."""
        if self.step + steps > 3:
            self.finish()
            return
        self.step += steps
        self.paint()

    def mark(self, rows: int) -> None:
        """Mark another practice."""
        self._marked = max(0, min(len(self._choices) - 1, self._marked + rows))
        self.paint()

    @property
    def most(self) -> int:
        """How many practices there are."""
        return len(self._choices)

    @property
    def page(self) -> int:
        """How many practices a screenful on is: one stays in sight."""
        return max(1, sum(1 for id in self._shown if id) - 1)

    @property
    def count(self) -> int:
        """How many practices are chosen."""
        return len(self._chosen)

    def choose(self) -> None:
        """Choose the marked practice, or no longer."""
        self._chosen ^= {self._choices[self._marked].habit.id}
        self.paint()

    def on_click(self, event: events.Click) -> None:
        """Choose the practice that was clicked, or no longer."""
        step = self.query_one("#step", Canvas)
        if self.step == 2 and event.widget is step:
            line = event.screen_y - step.region.y
            if number := self._shown[line] if line < len(self._shown) else "":
                self._marked = int(number)
                self.choose()

    def on_mouse_scroll_down(self) -> None:
        """Move through the practices with the wheel."""
        self.mark(1)

    def on_mouse_scroll_up(self) -> None:
        """Move back through them."""
        self.mark(-1)

    def finish(self) -> None:
        """Make the book and go to Today."""
        from tracker.service.edits.first_book import begin  # only ever needed once

        self.app.tracker.commit(begin(self._list, self._chosen))
        self.app.pop_screen()
        paint_all(self.app)

    def paint(self) -> None:
        """Draw the step."""
        canvas = self.query_one("#step", Canvas)
        width, height = canvas.size
        title = first.build_title(self.step, _TITLES[self.step - 1], self.app.look.glyphs, width)
        self.query_one("#header", Canvas).show([title])
        lines = self._lines(width, height)
        here = str(self._marked)
        park(canvas, 0, self._shown.index(here) if self.step == 2 and here in self._shown else 0)
        canvas.show(lines)
        show_keys(self)

    def _lines(self, width: int, height: int) -> list[Line]:
        if self.step == 1:
            return [EMPTY, *first.build_welcome(width, self.app.look)]
        if self.step == 3:
            return [EMPTY, *first.build_ready(len(self._chosen), self._place, width, self.app.look)]
        glyphs = self.app.look.glyphs
        rows = first.build_choices(self._choices, self._chosen, self._marked, glyphs, width)
        lines = _ABOUT_LINES + 2 if height >= _HIGH and width < _WIDE else _ABOUT_LINES
        about = first.build_about(self._choices[self._marked].habit, width, lines - 1)
        room = max(1, height - lines - 1)
        ids = _ids(rows)
        self._window = window_on(ids, str(self._marked), room, self._window)
        shown = in_sight(rows, self._window)
        self._shown = [id if line in rows else "" for line, id in zip(shown, ids[self._window.top :], strict=False)]
        rule = (Text(glyphs.rule * width, "faint"),)
        chosen = (Text(f"   {len(self._chosen)} chosen; a few are enough to begin with", "muted"),)
        return [*shown, rule, chosen, *about]


def _ids(rows: list[Line]) -> list[str]:
    """Return the number of the practice on each row; a heading, which is a single piece of text, has none."""
    number = count()
    return [str(next(number)) if len(row) > 1 else "" for row in rows]
