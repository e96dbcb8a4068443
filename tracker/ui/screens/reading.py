"""ReadingScreen: what the Review and a habit's page share: a span of time, a day, a page that is read, its reviews."""

from __future__ import annotations

from textual.app import ComposeResult

from tracker.domain.habit import Habit
from tracker.domain.text import counted
from tracker.insights import ALL, Review, Span
from tracker.service.review.page import Page
from tracker.service.review.spans import span_on
from tracker.service.tracker import Tracker
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.reviewing import Reviewing, Wanted
from tracker.ui.views.lines import Line
from tracker.ui.views.lines import Span as Text
from tracker.ui.views.reading import DAY, Cursor, Reading, blank, build_chooser
from tracker.ui.views.today import Row
from tracker.ui.widgets.keys import KeyLine
from tracker.ui.widgets.sheet import Sheet


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
