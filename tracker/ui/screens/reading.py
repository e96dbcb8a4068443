"""ReadingBody: what the Review and a habit's page share: a span of time, a day, a page that is read, its reviews."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any, TypeAlias

from textual.app import ComposeResult

from tracker.domain.book import Book
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import counted
from tracker.insights import ALL, Review, Span, review
from tracker.service.review.masking import masked
from tracker.service.review.page import Page
from tracker.service.review.spans import span_on
from tracker.ui.commands.base import action_called, key_of
from tracker.ui.here import Here, find_here
from tracker.ui.screens.book_screen import Body, BookScreen, drop_hint
from tracker.ui.views.lines import Line, Text
from tracker.ui.views.model import Row
from tracker.ui.views.reading import DAY, PageCursor, Reading, blank, build_chooser
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

    def __init__(self, body: ReadingBody) -> None:
        self.review: Review | None = None
        self.is_complete = False
        self._body = body
        self._shown: Wanted | None = None
        self._computing: Wanted | None = None

    def want(self, wanted: Wanted) -> None:
        """Have a review computed, unless it is the one that is shown or on its way."""
        if wanted.same(self._computing):
            return
        if self._shown is not None and self._shown.mask != wanted.mask:
            self.review = None  # a name is not to be seen a moment longer
        self._computing = wanted
        self._body.frame.run_worker(partial(self._compute, wanted), thread=True)

    def _compute(self, wanted: Wanted) -> None:
        found = review(masked(wanted.book) if wanted.mask else wanted.book, wanted.asked, wanted.today)
        _warm(self._body, found)
        call = self._body.frame.app.call_from_thread
        if len(found.courses) >= _MANY:
            call(self._take, wanted, found, False)
        if wanted.same(self._computing):
            found.pairings  # noqa: B018 - it is computed by being asked for
            call(self._take, wanted, found, True)

    def _take(self, wanted: Wanted, found: Review, complete: bool) -> None:  # noqa: FBT001 - called by name of thread
        if wanted.same(self._computing):
            self._shown, self.review, self.is_complete = wanted, found, complete
            self._body.frame.paint()


class ReadingBody(Body):
    """A page on a span of time, with a cursor on a row of it and on a day."""

    def __init__(self, frame: BookScreen[Any]) -> None:
        super().__init__(frame)
        self.asked = span_on(frame.tracker.book, "month", frame.today)
        self.cursor = PageCursor("", frame.today)
        self.reviewing = Reviewing(self)

    def compose(self) -> ComposeResult:
        """Lay the line of spans and the page."""
        yield KeyLine(id="chooser")
        yield Sheet(id="sheet")

    def rows(self, reading: Reading, width: int) -> list[Row]:
        """Build the page."""
        raise NotImplementedError

    def page(self, reading: Reading) -> Page:
        """Return the page as it is written to a file."""
        raise NotImplementedError

    @property
    def subject(self) -> str:
        """What the page is about, for the name of a file."""
        raise NotImplementedError

    @property
    def reading(self) -> Reading | None:
        """All that the page is made from; None until it is computed."""
        found, whole = self.reviewing.review, self.reviewing.is_complete
        return Reading(found, self.asked, self.cursor, self.app.look, whole) if found else None

    @property
    def here(self) -> Here:
        """Where the cursor is."""
        frame = self.frame
        return find_here(
            frame.tracker.book,
            frame.today,
            self.cursor.day,
            self.cursor.habit,
            lambda habit: frame.tracker.standing(habit, frame.today),
            look=self.app.look,
            way_out=key_of(action_called("back", frame), frame),
            span=self.asked,
            stop=self.cursor.stop,
            is_complete=self.reviewing.is_complete,
            is_page_there=any(sheet.stops for sheet in self.query(Sheet)),
        )

    def headline(self, width: int) -> tuple[Line, Line]:
        """Tell what is reviewed."""
        words = counted(len(self.frame.tracker.book.active), "habit")
        return (), ((Text(f"{words}  ", "muted"),) if width >= 60 else ())

    def draw(self, width: int) -> None:
        """Draw the page as it is known, and have it computed anew where something has changed."""
        today, sheet = self.frame.today, self.query_one(Sheet)
        self.query_one("#chooser", KeyLine).show_bar(build_chooser(self.asked, today, width, self.app.look))
        self.reviewing.want(Wanted(self.frame.tracker.book, self.asked, today, self.app.look.mask))
        reading = self.reading
        if reading is None:
            sheet.show_rows([blank(), Row("", (Text("   Looking back …", "muted"),))])
        else:
            stop, glyphs = self.cursor.stop, self.app.look.glyphs
            sheet.show_rows(self.rows(reading, width), stop, glyphs.pointer if stop == DAY else glyphs.here)

    def day_changed(self, old: date) -> None:
        """Go along with the day where it was the last one shown."""
        if self.cursor.day == old:
            self.cursor = self.cursor._replace(day=self.frame.today)
        if self.asked.end == old or self.asked.name == ALL:
            show_span_called(self, self.asked.name)

    def show_span(self, asked: Span) -> None:
        """Show another span, with the cursor on its last day."""
        self.asked = asked
        self.move(self.cursor._replace(day=min(self.frame.today, asked.end)))

    def move(self, cursor: PageCursor) -> None:
        """Move the cursor."""
        if (cursor.stop, cursor.day) != (self.cursor.stop, self.cursor.day):
            drop_hint(self.frame)
        self.cursor = cursor
        self.frame.paint()

    def on_sheet_stop_pressed(self, event: Sheet.StopPressed) -> None:
        """Go to the row that was pressed; open it if the cursor was there already."""
        if event.id == self.cursor.stop and event.id != DAY:
            self.frame.action_run("open")
        else:
            self.move(self.cursor._replace(stop=event.id))


ReadingScreen: TypeAlias = BookScreen[ReadingBody]
"""A screen with a page that is read."""


def show_span_called(body: ReadingBody, name: str) -> None:
    """Show the span of a name that holds the cursor's day."""
    today = body.frame.today
    day = min(today, max(body.cursor.day, body.asked.start))
    body.show_span(span_on(body.frame.tracker.book, name, today if name == ALL else day))


def _warm(body: ReadingBody, found: Review) -> None:
    """Compute all that the page asks for but the pairings, so that drawing it is quick."""
    body.rows(Reading(found, body.asked, body.cursor, body.app.look, whole=False), 120)
