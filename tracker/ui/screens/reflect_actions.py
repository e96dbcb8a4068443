"""What the keys of the Reflect screen do, outside its fields: one declaration each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.ui.actions import Action
from tracker.ui.screens import review_keys as read
from tracker.ui.screens.book_actions import BACK, HELP, LOOK_ACTIONS, ROOM_ACTIONS, UNDO_ACTIONS

if TYPE_CHECKING:
    from tracker.ui.screens.reflect import ReflectScreen


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
    Action("open", "enter", "enter", "open", "Open the page of the habit under the cursor", read.open_here, "Act",
           off=read.no_habit_here),
    Action("plan", "p", "p", "plan", "Make a when-then plan for the habit under the cursor", read.plan, "Act",
           off=read.no_habit_here),
    Action("export", "E", "E", "export", "Write the week to a file, HTML or Markdown", read.export, "Act",
           off=read.not_computed),
    Action("span_back", "left_square_bracket", "[", "earlier", "The week before", read.back, "Span"),
    Action("span_on", "right_square_bracket", "]", "later", "The week after", read.on, "Span", off=read.at_now),
    Action("now", "t", "t", "now", "Back to this week", read.now, "Span", off=read.at_now),
    Action("up", "up,k", "k", "up", "The row above", read.up, "Move"),
    Action("down", "down,j", "j", "down", "The row below", read.down, "Move"),
    Action("page_up", "pageup", "pgup", "page up", "A screenful up", read.page_up, "Move"),
    Action("page_down", "pagedown", "pgdn", "page down", "A screenful down", read.page_down, "Move"),
    *UNDO_ACTIONS,
    *LOOK_ACTIONS,
    *ROOM_ACTIONS,
    BACK,
    HELP,
)  # fmt: skip

HINTS = ("write", "open", "plan", "span_back", "span_on", "now", "export", "undo", "back", "help")
