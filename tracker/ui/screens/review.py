"""Review: what a span of time shows of all habits."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from tracker.service.review.page import Page
from tracker.service.review.sections import page_of
from tracker.ui.commands import questions, suggestions
from tracker.ui.commands import review as read
from tracker.ui.commands.base import Action, bindings
from tracker.ui.commands.common import BACK, DISPLAY_ACTIONS, HELP, ROOM_ACTIONS, UNDO_ACTIONS
from tracker.ui.commands.marks import MARK_ACTIONS
from tracker.ui.commands.now import NOW
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.reading import ReadingBody
from tracker.ui.views.model import Row
from tracker.ui.views.reading import Reading
from tracker.ui.views.review import build_review

_SPANS: tuple[Action, ...] = (
    Action("week", "w", "w", "week", "Show the week", read.show("week"), "Span"),
    Action("month", "m", "m", "month", "Show the month", read.show("month"), "Span"),
    Action("quarter", "Q", "Q", "quarter", "Show the quarter", read.show("quarter"), "Span"),
    Action("year", "y", "y", "year", "Show the year", read.show("year"), "Span"),
    Action("all", "0", "0", "all", "Show everything", read.show("all"), "Span"),
    Action("span_back", "left_square_bracket", "[", "earlier", "The span before", read.back, "Span",
           off=read.everything),
    Action("span_on", "right_square_bracket", "]", "later", "The span after", read.on, "Span", off=read.at_now),
    Action("now", "t", "t", "now", "Back to the span that holds today", read.now, "Span", off=read.at_now),
)  # fmt: skip

_MOVES: tuple[Action, ...] = (
    Action("up", "up,k", "k", "up", "The row above; in the year the day before", read.up, "Move"),
    Action("down", "down,j", "j", "down", "The row below; in the year the day after", read.down, "Move",
           off=read.no_rows),
    Action("week_back", "left,h", "h", "week back", "A week back in the year", read.week_back, "Move"),
    Action("week_on", "right,l", "l", "week on", "A week on in the year", read.week_on, "Move"),
    Action("page_up", "pageup", "pgup", "page up", "A screenful up", read.page_up, "Move"),
    Action("page_down", "pagedown", "pgdn", "page down", "A screenful down", read.page_down, "Move"),
    Action("top", "home,g", "g", "top", "To the top", read.top, "Move"),
    Action("bottom", "end,G", "G", "bottom", "To the end", read.bottom, "Move"),
    Action("search", "slash", "/", "search", "Search notes, answers and lines about days", read.search, "Move"),
)  # fmt: skip

SUGGESTION_ACTIONS: tuple[Action, ...] = (
    Action("plan", "p", "p", "plan", "Make a when-then plan for the habit under the cursor", suggestions.plan, "Act",
           off=suggestions.no_habit),
    Action("act", "c", "c", "change", "What could help the habit under the cursor: a plan, a smaller size, a rest …",
           suggestions.offer, "Act", off=suggestions.no_habit),
)  # fmt: skip

ASK = Action(
    "ask", "a", "a", "ask", "Ask whether the habit under the cursor goes with another one, or with the day's ease",
    questions.ask, "Act", off=suggestions.no_habit,
)  # fmt: skip

EXPORT = Action(
    "export", "E", "E", "export", "Write this review to a file, HTML or Markdown", read.export, "Act",
    off=read.not_computed,
)  # fmt: skip

OPEN = Action(
    "open", "enter", "enter", read.open_label,
    "What the row is for: what helps, a habit's page, a day on Today, a question taken back, a pause", read.open_here,
    "Act", off=read.nothing_here,
)  # fmt: skip


def _on_a_habit(action: Action) -> Action:
    return action._replace(off=lambda here: suggestions.no_habit(here) or action.off(here))


_MARKS = tuple(map(_on_a_habit, MARK_ACTIONS))

REVIEW_ACTIONS: tuple[Action, ...] = (
    OPEN,
    *SUGGESTION_ACTIONS,
    ASK,
    EXPORT,
    *_MARKS,
    *_SPANS,
    *_MOVES,
    *UNDO_ACTIONS,
    *DISPLAY_ACTIONS,
    *ROOM_ACTIONS,
    BACK,
    HELP,
)  # fmt: skip

REVIEW_HINTS = (
    "open", "plan", "toggle", "act", "down", "span_back", "span_on", "now", "search", "export", "undo", "back", "help",
)  # fmt: skip

PAGE_ACTIONS: tuple[Action, ...] = (
    Action("next_habit", "tab", "tab", "next", "The next habit", read.next_habit, "Move"),
    Action("habit_before", "shift+tab", "s-tab", "before", "The habit before", read.habit_before, "Move"),
    NOW,
    *(action for action in REVIEW_ACTIONS if action.id not in ("back", "open")),
    OPEN._replace(off=read.not_on_a_look),
    BACK._replace(tip="Back to where it was opened", run=read.close),
)  # fmt: skip

PAGE_HINTS = (
    "open", "toggle", "minute", "plan", "act", "note", "next_habit", "span_back", "span_on", "now", "search", "export",
    "undo", "back", "help",
)  # fmt: skip


class ReviewBody(ReadingBody):
    """The review of all habits."""

    subject = "review"

    def rows(self, reading: Reading, width: int) -> list[Row]:
        """Build the review."""
        return build_review(reading, width)

    def page(self, reading: Reading) -> Page:
        """Return the review as a page."""
        return page_of(reading.review, reading.asked, streaks=not reading.look.hide_streaks)


class ReviewScreen(BookScreen[ReviewBody]):
    """Shows the review of all habits."""

    ROOM = "review"
    ACTIONS: ClassVar[tuple[Action, ...]] = REVIEW_ACTIONS
    HINTS: ClassVar[tuple[str, ...]] = REVIEW_HINTS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(REVIEW_ACTIONS)]

    def make_body(self) -> ReviewBody:
        """Make the page."""
        return ReviewBody(self)
