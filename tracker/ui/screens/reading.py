"""ReadingScreen: what the Review and a habit's page share: a span of time, a day, a page that is read, its reviews."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from textual import work
from textual.app import ComposeResult

from tracker.domain.book import Book
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
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.sheet import Sheet


class Wanted(NamedTuple):
    """What a review is computed from; another one is wanted when any of it has changed."""

    book: Book
    asked: Span
    today: date
    mask: bool

    def same(self, other: Wanted | None) -> bool:
        """Whether nothing has changed. Books are told apart by identity: reading ten years would take too long."""
        return other is not None and self.book is other.book and self[1:] == other[1:]


class ReadingScreen(BookScreen):
    """A page on a span of time. It is computed beside the screen, so that no key ever waits for it."""

    ROOM = "review"

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        self.asked = span_on(tracker.book, "month", self.today)
        self.cursor = Cursor(DAY, self.today)
        self.review: Review | None = None
        self._shown: Wanted | None = None
        self._computing: Wanted | None = None

    def body(self) -> ComposeResult:
        """Lay the line of spans and the page."""
        yield Canvas(id="chooser")
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
        if self.review is None:
            return None
        return Reading(self.review, self.asked, self.cursor, self.app.look)

    @property
    def sheet(self) -> Sheet:
        """The page."""
        return self.query_one(Sheet)

    def headline(self, width: int) -> tuple[Line, Line]:
        """Tell what is reviewed."""
        count = len(self.tracker.book.active)
        return (), ((Text(f"{count} habits  ", "muted"),) if width >= 60 else ())

    def paint_body(self, width: int) -> None:
        """Draw the page as it is known, and have it computed anew where something has changed."""
        self.query_one("#chooser", Canvas).show([build_chooser(self.asked, self.today, width)])
        self._want()
        reading = self.reading
        if reading is None:
            self.sheet.show_rows([blank(), Row("", (Text("   Looking back …", "muted"),))])
        else:
            self.sheet.show_rows(self.rows(reading, width))

    def _want(self) -> None:
        wanted = Wanted(self.tracker.book, self.asked, self.today, self.app.look.mask)
        if wanted.same(self._shown) or wanted.same(self._computing):
            return
        if self._shown is not None and self._shown.mask != wanted.mask:
            self.review = None  # a name is not to be seen a moment longer
        self._computing = wanted
        self._compute(wanted)

    @work(thread=True)
    def _compute(self, wanted: Wanted) -> None:
        found = review(masked(wanted.book) if wanted.mask else wanted.book, wanted.asked, wanted.today)
        self.warm(found)
        self.app.call_from_thread(self._take, wanted, found)

    def warm(self, found: Review) -> None:
        """Compute all that the page asks for, so that drawing it is quick."""
        self.rows(Reading(found, self.asked, self.cursor, self.app.look), 120)

    def _take(self, wanted: Wanted, found: Review) -> None:
        if wanted.same(self._computing):
            self._shown, self.review = wanted, found
            self.paint()

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

    def move_day(self, days: int) -> None:
        """Move the day of the heat map, within the year it shows."""
        end = min(self.asked.end, self.today)
        day = self.cursor.day + timedelta(days=days)
        self.move(self.cursor._replace(stop=DAY, day=max(end - timedelta(days=364), min(end, day))))

    def step(self, direction: int) -> None:
        """Go to the stop above or below; within the heat map to the day above or below."""
        if self.cursor.stop == DAY:
            week_start = self.tracker.book.settings.week_start
            row = (self.cursor.day.weekday() - week_start) % 7 + direction
            if 0 <= row <= 6 and (direction < 0 or self.cursor.day < min(self.asked.end, self.today)):
                self.move_day(direction)
                return
        self.move(self.cursor._replace(stop=self.sheet.next_stop(self.cursor.stop, direction)))

    @property
    def habit_here(self) -> str:
        """The id of the habit that the cursor's row is about; empty if it is about none."""
        return self.cursor.stop.rpartition(":")[2] if ":" in self.cursor.stop else ""

    def on_sheet_pressed(self, event: Sheet.Pressed) -> None:
        """Go to the row that was pressed; open it if the cursor was there already."""
        if event.id == self.cursor.stop and event.id != DAY:
            self.action_act("open")
        else:
            self.move(self.cursor._replace(stop=event.id))

    def on_sheet_wheeled(self, event: Sheet.Wheeled) -> None:
        """Scroll with the wheel."""
        self.sheet.scroll_by(event.rows)
