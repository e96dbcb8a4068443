"""What the keys of the Today screen do: one declaration each."""

from __future__ import annotations

from tracker.ui.commands import add_habit as habits
from tracker.ui.commands import display as view
from tracker.ui.commands import habits as pick
from tracker.ui.commands import marks as mark
from tracker.ui.commands import navigation as go
from tracker.ui.commands import pauses as rest
from tracker.ui.commands.base import Action
from tracker.ui.commands.common import HELP, LOOK_ACTIONS, ROOM_ACTIONS
from tracker.ui.screens import editing_keys as change
from tracker.ui.screens.marking_actions import MARK_ACTIONS
from tracker.ui.screens.opening import open_here

ACTIONS: tuple[Action, ...] = (
    *MARK_ACTIONS,
    Action("open", "enter", "enter", "open", "Open the habit's own page", open_here, off=mark.no_habit),
    Action("ease", "full_stop", ".", "ease", "Say how easy today feels, 1 to 5", mark.ease),
    Action("choose", "v", "v", "choose", "Choose several habits for the next act", mark.choose, off=mark.no_habit),
    Action("undo", "u", "u", "undo", "Take the last change back, whoever made it", change.undo),
    Action("redo", "U", "U", "redo", "Bring back what was undone", change.redo),
    Action("up", "up,k", "k", "up", "The habit above", go.up, "Move"),
    Action("down", "down,j", "j", "down", "The habit below", go.down, "Move"),
    Action("back", "left,h", "h", "day back", "The day before", go.back, "Move"),
    Action("on", "right,l", "l", "day on", "The day after", go.on, "Move", off=go.at_today),
    Action("page_back", "left_square_bracket,pageup", "[", "earlier", "A screenful of days back", go.page_back, "Move",
           off=go.no_habits),
    Action("page_on", "right_square_bracket,pagedown", "]", "later", "A screenful of days on", go.page_on, "Move",
           off=go.at_today),
    Action("today", "t,end", "t", "today", "Back to today", go.today, "Move", off=go.at_today),
    Action("first", "home", "home", "first day", "The first day with a mark", go.first, "Move", off=go.no_marks),
    Action("date", "d", "d", "go to day", "Go to a date", go.date, "Move"),
    Action("yesterday", "y", "y", "yesterday", "Yesterday's first cell without a mark", go.yesterday, "Move"),
    Action("filter", "slash", "/", "filter", "Show only the habits that contain some words", go.filter, "Move",
           off=go.no_habits),
    Action("unfilter", "escape", "esc", go.unfilter_label, "Show all habits again, with none chosen", go.unfilter,
           "Move", off=go.not_filtered),
    Action("add", "a", "a", "add", "Add a habit: its name, then how often", habits.new_habit, "List"),
    Action("edit", "e", "e", "edit", "Change the habit in a form", change.edit, "List", off=change.cannot_be_edited),
    Action("pause", "P", "P", rest.pause_label, "Excuse days for this habit, its area or everything, or end that",
           rest.pause_habit, "List", off=mark.no_habit),
    Action("archive", "z", "z", "archive", "Put it away and keep what it recorded", pick.put_away, "List",
           off=mark.no_habit),
    Action("delete", "D", "D", "delete", "Take it away with its marks; u brings all back", pick.take_away, "List",
           off=mark.no_habit),
    Action("to_area", "M", "M", "area", "Move it to another area", pick.to_area, "List", off=pick.one_area),
    Action("archived", "Z", "Z", "archived", "Go to Habits, with the archived ones shown", pick.see_archived, "List"),
    *ROOM_ACTIONS,
    *LOOK_ACTIONS,
    Action("quit", "q,ctrl+q", "q", "quit", "Leave; everything is saved", view.quit_app, "View"),
    HELP,
)  # fmt: skip

HINTS = (
    "toggle", "skip", "missed", "unfilter", "more", "less", "note", "undo", "add", "quit", "page_back", "page_on",
    "today", "filter", "ease", "edit", "room_habits", "palette", "help",
)  # fmt: skip
