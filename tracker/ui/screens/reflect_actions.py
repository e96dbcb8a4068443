"""What the keys of the Reflect screen do, outside its fields: one declaration each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.ui.commands import review_navigation as go
from tracker.ui.commands import suggestions as act
from tracker.ui.commands.base import Action
from tracker.ui.commands.common import BACK, HELP, LOOK_ACTIONS, ROOM_ACTIONS, UNDO_ACTIONS
from tracker.ui.screens.review_actions import ACT_ACTIONS, EXPORT, OPEN

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
