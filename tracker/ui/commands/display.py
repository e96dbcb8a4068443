"""What the keys do that change how things are shown."""

from __future__ import annotations

from tracker.ui.commands.base import CommandScreen
from tracker.ui.here import Here
from tracker.ui.host import Host
from tracker.ui.registry import ROOMS
from tracker.ui.screens.book_screen import Body, BookScreen

MASKED = "Names and notes are masked; * shows them again."


def hide_label(here: Here) -> str:
    """Say which way the switch goes."""
    return "show streaks" if here.look.hide_streaks else "hide streaks"


def hide(screen: BookScreen[Body]) -> None:
    """Hide or show streak numbers, and remember it."""
    hidden = not screen.app.look.hide_streaks
    screen.app.prefer("hide_streaks", hidden)
    screen.say("Streak numbers are hidden; H shows them again." if hidden else "Streak numbers are shown.")


def mask_label(here: Here) -> str:
    """Say which way the switch goes."""
    return "show names" if here.look.mask else "mask names"


def mask(screen: BookScreen[Body]) -> None:
    """Mask or show names and notes, and remember it."""
    masked = not screen.app.look.mask
    screen.app.prefer("mask", masked)
    clear_messages(screen.app)
    screen.say(MASKED if masked else "Names and notes are shown.")


def clear_messages(app: Host) -> None:
    """Forget, in all rooms, what was said: it may name habits."""
    rooms = [app.get_screen(room.id) for room in ROOMS if app.is_screen_installed(room.id)]
    for screen in (*rooms, *app.screen_stack):
        if isinstance(screen, BookScreen):
            screen.edits.clear_message()


def paint_all(app: Host) -> None:
    """Draw anew all that is in sight."""
    for screen in app.screen_stack:
        if isinstance(screen, CommandScreen):
            screen.paint()


def palette(screen: BookScreen[Body]) -> None:
    """Open the command palette."""
    screen.app.action_command_palette()


def keys(screen: BookScreen[Body]) -> None:
    """Show all keys of this screen."""
    from tracker.ui.dialogs.help import KeysScreen  # opened now and then

    screen.app.push_screen(KeysScreen(screen), lambda chosen: screen.action_run(chosen) if chosen else None)


def quit_app(screen: BookScreen[Body]) -> None:
    """Leave the app."""
    screen.app.leave()
