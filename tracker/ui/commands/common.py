"""What the keys do that mean the same on every screen on the book: the rooms, undo, and how things are shown."""

from __future__ import annotations

from collections.abc import Callable

from tracker.service.tracker import Outcome
from tracker.ui.commands import display as view
from tracker.ui.commands.base import Action
from tracker.ui.registry import ROOMS, ScreenSpec
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.views.keys import Hint


def undo(screen: BookScreen) -> None:
    """Take the last change back, whoever made it, and show where that was."""
    _travel(screen, screen.tracker.undo, "Undone", Hint("redo", "U", "redo"))


def redo(screen: BookScreen) -> None:
    """Bring back what was undone, and show where that was."""
    _travel(screen, screen.tracker.redo, "Redone", Hint("undo", "u", "undo"))


def _travel(screen: BookScreen, deed: Callable[[], Outcome], what: str, way: Hint) -> None:
    outcome = screen.take(deed)
    if outcome is not None:
        screen.go_where(outcome.made.change)
        screen.say(f"{what}: {outcome.made.label}", way, outcome.before)


def _enter(room: ScreenSpec) -> Callable[[BookScreen], None]:
    return lambda screen: screen.app.enter(room.id)


def _room(room: ScreenSpec) -> Action:
    tip = f"Go to {room.title}; the same key again goes back"
    return Action(f"room_{room.id}", room.key, room.key, room.title.lower(), tip, _enter(room), "Rooms")


def leave(screen: BookScreen) -> None:
    """Go back to Today."""
    screen.app.enter(screen.ROOM)


def settings(screen: BookScreen) -> None:
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

LOOK_ACTIONS: tuple[Action, ...] = (
    Action("hide", "H", "H", view.hide_label, "Hide or show streak numbers", view.hide, "View"),
    Action("mask", "asterisk", "*", view.mask_label, "Mask or show names and notes", view.mask, "View"),
    SETTINGS,
    Action("palette", "colon,ctrl+p", ":", "commands", "Find anything by its words", view.palette, "View"),
)

BACK = Action("back", "q", "q", "back", "Back to Today", leave, "Rooms")
HELP = Action("help", "question_mark,f1", "?", "help", "All keys of this screen", view.keys, "View")
