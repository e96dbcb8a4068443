"""What the keys do that mean the same on every screen on the book: the rooms, undo, and how things are shown."""

from __future__ import annotations

from collections.abc import Callable

from tracker.ui.commands import display
from tracker.ui.commands.base import Action
from tracker.ui.registry import ROOMS, ScreenSpec
from tracker.ui.screens.book_screen import UNDO, Body, BookScreen
from tracker.ui.views.keys import Hint


def undo(screen: BookScreen[Body]) -> None:
    """Take the last change back, whoever made it, and show where that was."""
    screen.edits.travel(screen.tracker.undo, "Undone", Hint("redo", "U", "redo"))


def redo(screen: BookScreen[Body]) -> None:
    """Bring back what was undone, and show where that was."""
    screen.edits.travel(screen.tracker.redo, "Redone", UNDO)


def _enter(room: ScreenSpec) -> Callable[[BookScreen[Body]], None]:
    return lambda screen: screen.app.enter(room.id)


def _room(room: ScreenSpec) -> Action:
    tip = f"Go to {room.title}; the same key again goes back"
    return Action(f"room_{room.id}", room.key, room.key, room.title.lower(), tip, _enter(room), "Rooms")


def leave(screen: BookScreen[Body]) -> None:
    """Go back to Today."""
    screen.app.enter(screen.ROOM)


def settings(screen: BookScreen[Body]) -> None:
    """Show the settings."""
    from tracker.ui.dialogs.settings import SettingsList  # opened now and then

    screen.app.push_screen(SettingsList(screen))


ROOM_ACTIONS: tuple[Action, ...] = tuple(_room(room) for room in ROOMS)

UNDO_ACTIONS: tuple[Action, ...] = (
    Action("undo", "u", "u", "undo", "Take the last change back, whoever made it", undo, "List"),
    Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "List"),
)

SETTINGS = Action(
    "settings", "S", "S", "settings", "Week, day, theme (dark or light, colours) and more", settings, "View"
)

DISPLAY_ACTIONS: tuple[Action, ...] = (
    Action("hide", "H", "H", display.hide_label, "Hide or show streak numbers", display.hide, "View"),
    Action("mask", "asterisk", "*", display.mask_label, "Mask or show names and notes", display.mask, "View"),
    SETTINGS,
    Action("palette", "colon,ctrl+p", ":", "commands", "Find anything by its words", display.palette, "View"),
)

BACK = Action("back", "q", "q", "back", "Back to Today", leave, "Rooms")
HELP = Action("help", "question_mark,f1", "?", "help", "All keys of this screen", display.keys, "View")
