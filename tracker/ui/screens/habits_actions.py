"""What the keys of the Habits screen do: one declaration each."""

from __future__ import annotations

from tracker.ui.commands import add_habit as habits
from tracker.ui.commands import habits as pick
from tracker.ui.commands import marks as mark
from tracker.ui.commands import navigation as go
from tracker.ui.commands import pauses as rest
from tracker.ui.commands.base import Action
from tracker.ui.commands.common import BACK, HELP, LOOK_ACTIONS, ROOM_ACTIONS, UNDO_ACTIONS
from tracker.ui.screens import arranging_keys as arrange
from tracker.ui.screens import editing_keys as change

ACTIONS: tuple[Action, ...] = (
    Action("add", "a", "a", "add", "Add a habit: its name, then how often", habits.new_habit, "List"),
    Action("edit", "e,enter", "e", "edit", "Change the habit in a form", arrange.edit_here, "List",
           off=change.cannot_be_edited),
    Action("library", "L", "L", "library", "Practices to choose from", arrange.library, "List"),
    Action("raise", "K,shift+up", "K", "raise", "Move it up, at the edge into the area above", arrange.raise_habit,
           "List", off=mark.no_habit),
    Action("lower", "J,shift+down", "J/K", "move", "Move it down, at the edge into the area below", arrange.lower_habit,
           "List", off=mark.no_habit),
    Action("to_area", "M", "M", "area", "Move it to another area", pick.to_area, "List", off=pick.one_area),
    Action("choose", "v", "v", "choose", "Choose several habits for the next act", mark.choose, "List",
           off=mark.no_habit),
    Action("archive", "z", "z", pick.archive_label, "Put it away and keep what it recorded, or bring it back",
           pick.put_away, "List", off=mark.no_habit),
    Action("pause", "P", "P", rest.pause_label, "Excuse days for this habit, its area or everything, or end that",
           rest.pause_habit, "List", off=mark.no_habit),
    Action("delete", "D", "D", "delete", "Take it away with its marks; u brings all back", pick.take_away, "List",
           off=mark.no_habit),
    Action("areas", "A", "A", "areas", "Add, rename, reorder, colour and delete areas", arrange.areas, "List"),
    Action("archived", "Z", "Z", arrange.archived_label, "Show or hide the archived habits", arrange.show_archived,
           "List"),
    Action("import", "i", "i", "import", "Take in a list from a file", arrange.take_in, "List"),
    *UNDO_ACTIONS,
    Action("up", "up,k", "k", "up", "The habit above", go.up, "Move"),
    Action("down", "down,j", "j", "down", "The habit below", go.down, "Move"),
    Action("filter", "slash", "/", "filter", "Show only the habits that contain some words", go.filter, "Move"),
    Action("unfilter", "escape", "esc", go.unfilter_label, "Show all habits again, with none chosen", go.unfilter,
           "Move", off=go.not_filtered),
    *ROOM_ACTIONS,
    BACK,
    *LOOK_ACTIONS,
    HELP,
)  # fmt: skip

HINTS = (
    "add", "edit", "unfilter", "lower", "archive", "pause", "delete", "undo", "to_area", "library", "areas",
    "archived", "filter", "import", "settings", "room_today", "back", "help",
)  # fmt: skip
