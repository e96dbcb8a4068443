"""ReadingScreen: what the Review and a habit's page share: a span of time, a day, a page that is read, its reviews."""

from __future__ import annotations

from datetime import date
from functools import partial

from textual.app import ComposeResult

from tracker.domain.book import Book
from tracker.domain.habit import Habit
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import counted
from tracker.insights import ALL, Review, Span, review
from tracker.service.review.masking import masked
from tracker.service.review.page import Page
from tracker.service.review.spans import span_on
from tracker.service.tracker import Tracker
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.views.lines import Line
from tracker.ui.views.lines import Span as Text
from tracker.ui.views.reading import DAY, Cursor, Reading, blank, build_chooser
from tracker.ui.views.today import Row
from tracker.ui.widgets.keys import KeyLine
from tracker.ui.widgets.sheet import Sheet

_MANY = 40
"""From so many habits on the pairs of them take long enough to show everything else first."""


class Wanted(NamedTuple):
    """What a review is computed from; another one is wanted when any of it has changed."""

    book: Book
    asked: Span
    today: date
    mask: bool

    def same(self, other: Wanted | None) -> bool:
        """Whether nothing has changed. Books are told apart by identity: reading ten years would take too long."""
        return other is not None and self.book is other.book and self[1:] == other[1:]


class Reviewing:
    """Keeps the review that a screen shows, and has another computed where something has changed.

    `review` is None until there is one; it `is_complete` once it knows what went together.
    """

    def __init__(self, screen: ReadingScreen) -> None:
        self.review: Review | None = None
        self.is_complete = False
        self._screen = screen
        self._shown: Wanted | None = None
        self._computing: Wanted | None = None

    def want(self, wanted: Wanted) -> None:
        """Have a review computed, unless it is the one that is shown or on its way."""
        if wanted.same(self._computing):
            return
        if self._shown is not None and self._shown.mask != wanted.mask:
            self.review = None  # a name is not to be seen a moment longer
        self._computing = wanted
        self._screen.run_worker(partial(self._compute, wanted), thread=True)

    def _compute(self, wanted: Wanted) -> None:
        found = review(masked(wanted.book) if wanted.mask else wanted.book, wanted.asked, wanted.today)
        self._screen.warm(found)
        call = self._screen.app.call_from_thread
        if len(found.courses) >= _MANY:
            call(self._take, wanted, found, False)
        if wanted.same(self._computing):
            found.pairings  # noqa: B018 - it is computed by being asked for
            call(self._take, wanted, found, True)

    def _take(self, wanted: Wanted, found: Review, complete: bool) -> None:  # noqa: FBT001 - called by name of thread
        if wanted.same(self._computing):
            self._shown, self.review, self.is_complete = wanted, found, complete
            self._screen.paint()


class ReadingScreen(BookScreen):
    """A page on a span of time, with a cursor on a row of it and on a day."""

    ROOM = "review"

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        self.asked = span_on(tracker.book, "month", self.today)
        self.cursor = Cursor("", self.today)
        self.reviewing = Reviewing(self)

    def body(self) -> ComposeResult:
        """Lay the line of spans and the page."""
        yield KeyLine(id="chooser")
        yield Sheet(id="sheet")

    def rows(self, reading: Reading, width: int) -> list[Row]:
        """Build the page."""
        raise NotImplementedError

    def page(self, reading: Reading) -> Page:
        """Give the page as it is written to a file."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """What the page is about, for the name of a file."""
        raise NotImplementedError

    @property
    def reading(self) -> Reading | None:
        """All that the page is made from; None until it is computed."""
        found = self.reviewing.review
        return self._reading(found, whole=self.reviewing.is_complete) if found else None

    def _reading(self, found: Review, *, whole: bool) -> Reading:
        return Reading(found, self.asked, self.cursor, self.app.look, whole)

    @property
    def sheet(self) -> Sheet:
        """The page."""
        return self.query_one(Sheet)

    def headline(self, width: int) -> tuple[Line, Line]:
        """Tell what is reviewed."""
        words = counted(len(self.tracker.book.active), "habit")
        return (), ((Text(f"{words}  ", "muted"),) if width >= 60 else ())

    def paint_body(self, width: int) -> None:
        """Draw the page as it is known, and have it computed anew where something has changed."""
        self.query_one("#chooser", KeyLine).show_bar(build_chooser(self.asked, self.today, width))
        self.reviewing.want(Wanted(self.tracker.book, self.asked, self.today, self.app.look.mask))
        reading = self.reading
        if reading is None:
            self.sheet.show_rows([blank(), Row("", (Text("   Looking back …", "muted"),))])
        else:
            self.sheet.show_rows(self.rows(reading, width))

    def warm(self, found: Review) -> None:
        """Compute all that the page asks for but the pairings, so that drawing it is quick."""
        self.rows(self._reading(found, whole=False), 120)

    def day_changed(self, old: object) -> None:
        """Go along with the day where it was the last one shown."""
        if self.cursor.day == old:
            self.cursor = self.cursor._replace(day=self.today)
        if self.asked.end == old or self.asked.name == ALL:
            self.ask_for(self.asked.name)

    def ask_for(self, name: str) -> None:
        """Show the span of a name that holds the cursor's day."""
        day = min(self.today, max(self.cursor.day, self.asked.start))
        self.show_span(span_on(self.tracker.book, name, self.today if name == ALL else day))

    def show_span(self, asked: Span) -> None:
        """Show another span, with the cursor on its last day."""
        self.asked = asked
        self.move(self.cursor._replace(day=min(self.today, asked.end)))

    def move(self, cursor: Cursor) -> None:
        """Move the cursor."""
        self.cursor = cursor
        self.paint()

    @property
    def habit(self) -> Habit | None:
        """The habit under the cursor; None where the row is about none, or it is deleted."""
        return next((habit for habit in self.tracker.book.habits if habit.id == self.cursor.habit), None)

    @property
    def picked(self) -> list[str]:
        """The ids of the habits that an act is for."""
        return [self.cursor.habit]

    def choose_none(self) -> None:
        """Stay as it is: here nothing is chosen beside the habit under the cursor."""

    def on_sheet_pressed(self, event: Sheet.Pressed) -> None:
        """Go to the row that was pressed; open it if the cursor was there already."""
        if event.id == self.cursor.stop and event.id != DAY:
            self.action_act("open")
        else:
            self.move(self.cursor._replace(stop=event.id))

    def on_sheet_wheeled(self, event: Sheet.Wheeled) -> None:
        """Scroll with the wheel."""
        self.sheet.scroll_by(event.rows)
