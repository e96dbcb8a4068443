"""Reflect: a week, a month or a year beside a few questions, whose answers are saved as they are written."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from tracker.domain.book import PROMPT_FIELDS, Lookback
from tracker.domain.errors import LetbeError
from tracker.insights import Span
from tracker.service.edits import reflections as reflecting
from tracker.service.edits.first_book import shipped_prompts
from tracker.service.review.looking_back import with_a_year_before
from tracker.service.review.masking import MASK
from tracker.service.review.page import Page
from tracker.service.review.sections import page_of
from tracker.service.review.spans import span_on
from tracker.ui.commands import review as read
from tracker.ui.commands.base import Action, bindings
from tracker.ui.commands.common import BACK, DISPLAY_ACTIONS, HELP, ROOM_ACTIONS, UNDO_ACTIONS
from tracker.ui.here import Here
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.reading import ReadingBody
from tracker.ui.screens.review import EXPORT, OPEN, SUGGESTION_ACTIONS
from tracker.ui.views.model import Row
from tracker.ui.views.reading import Reading
from tracker.ui.views.reflect import build_glance, build_span_line, questions_of
from tracker.ui.widgets.answers import Answer, Answers
from tracker.ui.widgets.keys import KeyLine
from tracker.ui.widgets.sheet import Sheet


def write(screen: ReflectScreen) -> None:
    """Go into the first field that is empty, or into the first."""
    fields = fields_of(screen.body)
    if fields:
        next((field for field in fields if not field.text), fields[0]).focus()


def no_field(here: Here) -> str:
    """Say why there is nowhere to write."""
    if here.look.mask:
        return "Answers are masked; {mask:*} shows them again."
    if here.is_field_there:
        return ""
    where = next((field for span, field in PROMPT_FIELDS.items() if here.span and span == here.span.name), "prompts")
    return f"There are no questions; `letbe habits edit` adds some under “{where}”."


ACTIONS: tuple[Action, ...] = (
    Action("write", "tab,i", "tab", "write", "Write an answer; Esc leaves the field", write, "Act", off=no_field),
    OPEN._replace(off=read.no_row_to_open),
    *SUGGESTION_ACTIONS,
    EXPORT._replace(tip="Write what is shown, with your answers and those of a year ago, to a file, HTML or Markdown"),
    Action("week", "w", "w", "week", "Look back at the week", read.show("week"), "Span"),
    Action("month", "m", "m", "month", "Look back at the month", read.show("month"), "Span"),
    Action("year", "y", "y", "year", "Look back at the year", read.show("year"), "Span"),
    Action("span_back", "left_square_bracket", "[", "earlier", "The one before", read.back, "Span"),
    Action("span_on", "right_square_bracket", "]", "later", "The one after", read.on, "Span", off=read.at_now),
    Action("now", "t", "t", "now", "Back to the one that holds today", read.now, "Span", off=read.at_now),
    Action("up", "up,k", "k", "up", "The row above", read.up, "Move"),
    Action("down", "down,j", "j", "down", "The row below", read.down, "Move"),
    Action("page_up", "pageup", "pgup", "page up", "A screenful up", read.page_up, "Move"),
    Action("page_down", "pagedown", "pgdn", "page down", "A screenful down", read.page_down, "Move"),
    Action("top", "home,g", "g", "top", "To the top", read.top, "Move"),
    Action("bottom", "end,G", "G", "bottom", "To the end", read.bottom, "Move"),
    *UNDO_ACTIONS,
    *DISPLAY_ACTIONS,
    *ROOM_ACTIONS,
    BACK,
    HELP,
)  # fmt: skip

HINTS = ("write", "open", "plan", "act", "span_back", "span_on", "now", "export", "undo", "back", "help")


_HIDDEN = "An answer that was refused is masked; {mask:*} shows it again."

_BREATH = 5
"""Seconds after which even somebody who never pauses has what they write saved."""


class ReflectBody(ReadingBody):
    """A week, a month or a year at a glance beside its questions."""

    subject = "reflection"

    def __init__(self, frame: BookScreen[Any]) -> None:
        super().__init__(frame)
        self.asked = span_on(frame.tracker.book, "week", frame.today)
        self._typed = ""
        self._waited = 0
        self.shipped: dict[Lookback, tuple[str, ...]] = {Lookback.WEEK: ()}

    def compose(self) -> ComposeResult:
        """Lay the span beside the questions."""
        yield KeyLine(id="chooser")
        with Container(id="reflecting"):
            yield Sheet(id="sheet")
            yield Answers(id="answers")

    @property
    def here(self) -> Here:
        """Where the cursor is, and whether there is somewhere to write."""
        return super().here._replace(is_field_there=bool(fields_of(self)))

    def page(self, reading: Reading) -> Page:
        """Return the span's review as a page, with the answers of a year before."""
        page = page_of(reading.review, reading.asked, streaks=not reading.look.hide_streaks)
        return with_a_year_before(page, reading.review.book, reading.asked)

    def rows(self, reading: Reading, width: int) -> list[Row]:
        """Build the span at a glance."""
        del width
        sheet = next(iter(self.query(Sheet)), None)  # a review may be ready before, or after, the page stands there
        return build_glance(reading, (sheet.size.width if sheet else 0) or 60)

    def draw(self, width: int) -> None:
        """Draw the span and lay its questions."""
        super().draw(width)
        book, asked, look, span = self.frame.tracker.book, self.asked, self.app.look, Lookback(self.asked.name)
        is_writing = isinstance(self.frame.focused, Answer)
        chooser = build_span_line(asked, self.frame.today, width, writing=is_writing, look=look)
        self.query_one("#chooser", KeyLine).show_bar(chooser)
        held = reflecting.answers_of(book, span, asked.start)
        questions = questions_of(book, asked, held, self.reviewing.review, look, _shipped(self))
        self.query_one(Answers).show_questions((span, asked.start), questions, held, MASK * 8 if look.mask else "")

    def show_span(self, asked: Span) -> None:
        """Show another span, once what is written in this one is kept."""
        if not self.keep():
            super().show_span(asked)

    def keep(self) -> str:
        """Keep what is written, in all fields that have something new; return why an answer is refused, or nothing."""
        refused = ""
        for field in fields_of(self):
            if field.is_new:
                self.frame.edits.clear_message()
                refused = _kept(self, field) or refused
                self.frame.say(f"Not saved: {refused}" if refused else "Saved.")
        hidden = any(answers.left for answers in self.query(Answers))
        return refused or (self.app.look.spell(_HIDDEN) if hidden else "")

    def tick(self) -> None:
        """Keep what is written at every pause for breath."""
        typed = "\0".join(new_in(self).values())
        self._waited += 1
        if typed and (typed == self._typed or self._waited >= _BREATH):
            self.keep()
        if typed != self._typed:
            self._typed = typed
        if not typed:
            self._waited = 0

    def on_answer_turned(self) -> None:
        """Keep what was written in a field, and say what the keys do now."""
        self.keep()
        self.call_after_refresh(self.frame.paint)


class ReflectScreen(BookScreen[ReflectBody]):
    """Shows a week, a month or a year, and takes its answers."""

    ROOM = "reflect"
    ACTIONS: ClassVar[tuple[Action, ...]] = ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]
    AUTO_FOCUS = ""  # keys are keys until somebody goes to write

    def make_body(self) -> ReflectBody:
        """Make the page and its questions."""
        return ReflectBody(self)

    def on_answer_not_edited(self, event: Answer.NotEdited) -> None:
        """Say why an answer could not be written in an editor."""
        self.say(event.why)


def fields_of(body: ReflectBody) -> list[Answer]:
    """Return the fields, from top to bottom; none before the screen is laid, and none any more while the app closes."""
    return [field for answers in body.query(Answers) for field in answers.fields]


def new_in(body: ReflectBody) -> dict[str, str]:
    """Return what is written and not kept yet, by prompt."""
    return {field.prompt: field.text for field in fields_of(body) if field.is_new}


def _shipped(body: ReflectBody) -> tuple[str, ...]:
    """Return what is asked of such a span where the book has no questions of its own."""
    span = Lookback(body.asked.name)
    if body.frame.tracker.book.prompts_of(span):
        return ()
    if span not in body.shipped:
        body.shipped[span] = shipped_prompts(span, body.frame.today)
    return body.shipped[span]


def _kept(body: ReflectBody, field: Answer) -> str:
    """Keep what is written in a field; return why it is refused, and it stays there, or nothing."""
    text = field.text
    try:
        span, first = Lookback(body.asked.name), body.asked.start
        body.frame.tracker.commit(reflecting.answer(span, first, {field.prompt: text}, _shipped(body)))
    except LetbeError as error:
        return str(error)
    field.kept = text
    return ""
