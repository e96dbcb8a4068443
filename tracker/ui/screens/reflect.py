"""Reflect: the week at a glance beside a few questions, whose answers are saved as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from tracker.domain.errors import LetbeError
from tracker.insights import Span, way_prompt
from tracker.service.edits import reflections as reflecting
from tracker.service.review.masking import MASK
from tracker.service.review.page import Page
from tracker.service.review.sections import page_of
from tracker.service.review.spans import span_on
from tracker.service.tracker import Tracker
from tracker.ui.commands import review_navigation as go
from tracker.ui.commands import suggestions as act
from tracker.ui.commands.base import Action, bindings
from tracker.ui.commands.common import BACK, HELP, LOOK_ACTIONS, ROOM_ACTIONS, UNDO_ACTIONS
from tracker.ui.screens.reading import ReadingScreen
from tracker.ui.screens.review import ACT_ACTIONS, EXPORT, OPEN
from tracker.ui.views.reading import Cursor, Reading
from tracker.ui.views.reflect import build_glance, build_week_line
from tracker.ui.views.today import Row, shown_name
from tracker.ui.widgets.answer import Answer
from tracker.ui.widgets.answers import Answers, Question
from tracker.ui.widgets.keys import KeyLine
from tracker.ui.widgets.sheet import Sheet


def write(screen: ReflectScreen) -> None:
    """Go to where one writes."""
    screen.write()


def no_field(screen: ReflectScreen) -> str:
    """Say why there is nowhere to write."""
    if screen.app.look.mask:
        return "Answers are masked; * shows them again."
    return "" if screen.answers else "There are no questions; `letbe habits edit` adds some under “prompts”."


ACTIONS: tuple[Action, ...] = (
    Action("write", "tab,i", "tab", "write", "Write an answer; Esc leaves the field", write, "Act", off=no_field),
    OPEN._replace(off=act.no_habit),
    *ACT_ACTIONS,
    EXPORT._replace(tip="Write the week to a file, HTML or Markdown"),
    Action("span_back", "left_square_bracket", "[", "earlier", "The week before", go.back, "Span"),
    Action("span_on", "right_square_bracket", "]", "later", "The week after", go.on, "Span", off=go.at_now),
    Action("now", "t", "t", "now", "Back to this week", go.now, "Span", off=go.at_now),
    Action("up", "up,k", "k", "up", "The row above", go.up, "Move"),
    Action("down", "down,j", "j", "down", "The row below", go.down, "Move"),
    Action("page_up", "pageup", "pgup", "page up", "A screenful up", go.page_up, "Move"),
    Action("page_down", "pagedown", "pgdn", "page down", "A screenful down", go.page_down, "Move"),
    *UNDO_ACTIONS,
    *LOOK_ACTIONS,
    *ROOM_ACTIONS,
    BACK,
    HELP,
)  # fmt: skip

HINTS = ("write", "open", "plan", "act", "span_back", "span_on", "now", "export", "undo", "back", "help")


_BREATH = 5
"""Seconds after which even somebody who never pauses has what they write saved."""


class ReflectScreen(ReadingScreen):
    """Shows a week, and takes its answers."""

    ROOM = "reflect"
    ACTIONS: ClassVar[tuple[Action, ...]] = ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]
    AUTO_FOCUS = ""  # keys are keys until somebody goes to write

    def __init__(self, tracker: Tracker) -> None:
        super().__init__(tracker)
        self.asked = span_on(tracker.book, "week", self.today)
        self.cursor = Cursor("", self.today)
        self._typed = ""
        self._waited = 0

    def body(self) -> ComposeResult:
        """Lay the week beside the questions."""
        yield KeyLine(id="chooser")
        with Container(id="reflecting"):
            yield Sheet(id="sheet")
            yield Answers(id="answers")

    @property
    def answers(self) -> list[Answer]:
        """The fields, from top to bottom; none before the screen is laid, and none any more while the app closes."""
        return [field for answers in self.query(Answers) for field in answers.fields]

    @property
    def new(self) -> dict[str, str]:
        """What is written and not kept yet, by prompt."""
        return {field.prompt: field.text for field in self.answers if field.is_new}

    @property
    def subject(self) -> str:
        """The week."""
        return "reflection"

    def page(self, reading: Reading) -> Page:
        """Give the week's review as a page."""
        return page_of(reading.review, reading.asked, streaks=not reading.look.hide_streaks)

    def rows(self, reading: Reading, width: int) -> list[Row]:
        """Build the week at a glance."""
        del width
        return build_glance(reading, self.sheet.size.width or 60)

    def paint_body(self, width: int) -> None:
        """Draw the week and lay its questions."""
        super().paint_body(width)
        writing = isinstance(self.focused, Answer)
        chooser = build_week_line(self.asked, self.today, width, writing=writing)
        self.query_one("#chooser", KeyLine).show_bar(chooser)
        held = reflecting.answers_of(self.tracker.book, self.asked.start)
        hidden = MASK * 8 if self.app.look.mask else ""
        self.query_one(Answers).show_questions(self.asked.start, self._questions(held), held, hidden)

    def _questions(self, held: Mapping[str, str]) -> tuple[Question, ...]:
        """Give the questions of the week: the book's, then what got in the way of what is worth a look."""
        book, week, found, look = self.tracker.book, self.asked.start, self.reviewing.review, self.app.look
        looks = [seen.habit for seen in found.worth_a_look] if found and found.span.start == week else []
        ways = [habit for habit in book.habits if habit.id in looks or held.get(way_prompt(habit.id))]
        asked = [Question(prompt, prompt) for prompt in reflecting.prompts_of(book, week)]
        told = (Question(way_prompt(one.id), f"What got in the way of “{shown_name(one, look)}”?") for one in ways)
        return (*asked, *told)

    def show_span(self, asked: Span) -> None:
        """Show another week, once what is written in this one is kept."""
        self.keep()
        super().show_span(asked)

    def keep(self) -> None:
        """Keep what is written, in all fields that have something new."""
        new = self.new
        if not new:
            return
        if self.take(lambda: self.tracker.commit(reflecting.answer(self.asked.start, new))) is not None:
            for answer in self.answers:
                answer.kept = new.get(answer.prompt, answer.kept)
            self.say("Saved.")

    def tick(self) -> None:
        """Keep what is written at every pause for breath."""
        super().tick()
        typed = "\0".join(self.new.values())
        self._waited += 1
        if typed and (typed == self._typed or self._waited >= _BREATH):
            self.keep()
        if typed != self._typed:
            self._typed = typed
        if not typed:
            self._waited = 0

    def write(self) -> None:
        """Go into the first field that is empty, or into the first."""
        fields = self.answers
        if fields:
            next((field for field in fields if not field.text), fields[0]).focus()

    def on_answer_left(self, event: Answer.Left) -> None:
        """Keep what was written in a field, and say what the keys do now."""
        del event
        self.keep()
        self.call_after_refresh(self.paint)

    def on_descendant_focus(self) -> None:
        """Say what the keys do in a field."""
        self.call_after_refresh(self.paint)

    def on_screen_suspend(self) -> None:
        """Keep what is written when another room is entered."""
        self.keep()

    def on_answer_editor(self, event: Answer.Editor) -> None:
        """Write the answer in the user's editor."""
        from tracker.editor import edit_text  # starting other programs costs nothing before it is wanted

        try:
            with self.app.suspend():
                written = edit_text(event.answer.text)
        except LetbeError as error:
            self.say(str(error))
            return
        if written is None:
            self.say("The editor could not be run; $VISUAL or $EDITOR names it.")
        else:
            event.answer.text = written
            self.keep()
