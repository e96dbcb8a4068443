"""What the keys of the Review screen and of a habit's page do: one declaration each."""

from __future__ import annotations

from tracker.ui.actions import Action
from tracker.ui.screens import review_keys as read
from tracker.ui.screens.book_actions import BACK, HELP, LOOK_ACTIONS, ROOM_ACTIONS, UNDO_ACTIONS

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
    Action("down", "down,j", "j", "down", "The row below; in the year the day after", read.down, "Move"),
    Action("week_back", "left,h", "h", "week back", "A week back in the year", read.week_back, "Move"),
    Action("week_on", "right,l", "l", "week on", "A week on in the year", read.week_on, "Move"),
    Action("page_up", "pageup", "pgup", "page up", "A screenful up", read.page_up, "Move"),
    Action("page_down", "pagedown", "pgdn", "page down", "A screenful down", read.page_down, "Move"),
    Action("top", "home,g", "g", "top", "To the top", read.top, "Move"),
    Action("bottom", "end,G", "G", "bottom", "To the end", read.bottom, "Move"),
    Action("search", "slash", "/", "search", "Search notes, answers and lines about days", read.search, "Move"),
)  # fmt: skip

_ACTS: tuple[Action, ...] = (
    Action("plan", "p", "p", "plan", "Make a when-then plan for the habit under the cursor", read.plan, "Act",
           off=read.no_habit_here),
    Action("export", "E", "E", "export", "Write this review to a file, HTML or Markdown", read.export, "Act",
           off=read.not_computed),
)  # fmt: skip

REVIEW_ACTIONS: tuple[Action, ...] = (
    Action("open", "enter", "enter", "open", "Open the habit's page, or Today at the day", read.open_here, "Act",
           off=read.nothing_here),
    *_ACTS,
    *_SPANS,
    *_MOVES,
    *UNDO_ACTIONS,
    *LOOK_ACTIONS,
    *ROOM_ACTIONS,
    BACK,
    HELP,
)  # fmt: skip

REVIEW_HINTS = ("open", "plan", "span_back", "span_on", "now", "search", "export", "undo", "back", "help")

PAGE_ACTIONS: tuple[Action, ...] = (
    Action("next_habit", "tab", "tab", "next", "The next habit", read.next_habit, "Move"),
    Action("habit_before", "shift+tab", "s-tab", "before", "The habit before", read.habit_before, "Move"),
    *(action for action in REVIEW_ACTIONS if action.id not in ("back", "open")),
    BACK._replace(tip="Back to where it was opened", run=read.close),
)  # fmt: skip

PAGE_HINTS = ("plan", "next_habit", "span_back", "span_on", "now", "search", "export", "undo", "back", "help")
