"""What the keys do that mean the same on every screen on the book: the rooms, undo, and how things are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tracker.ui.commands.base import Action, CommandScreen, NextKeys
from tracker.ui.here import Here
from tracker.ui.host import Host
from tracker.ui.registry import ROOMS, ScreenSpec, make_screen
from tracker.ui.screens.book_screen import UNDO, Body, BookScreen
from tracker.ui.views.frame import Hint

MASKED = "Names and notes are masked; {mask:*} shows them again."


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


def safety(screen: BookScreen[Body]) -> None:
    """Show when letting be is not the right thing, and where to turn."""
    screen.app.push_screen(make_screen("safety", screen))


def hide_label(here: Here) -> str:
    """Say which way the switch goes."""
    return "show streaks" if here.look.hide_streaks else "hide streaks"


def hide(screen: BookScreen[Body]) -> None:
    """Hide or show streak numbers, and remember it."""
    hidden = not screen.app.look.hide_streaks
    screen.app.prefer("hide_streaks", hidden)
    words = "Streak numbers are hidden; {hide:H} shows them again." if hidden else "Streak numbers are shown."
    screen.say(screen.app.look.spell(words))


def mask_label(here: Here) -> str:
    """Say which way the switch goes."""
    return "show names" if here.look.mask else "mask names"


def mask(screen: BookScreen[Body]) -> None:
    """Mask or show names and notes, and remember it."""
    masked = not screen.app.look.mask
    screen.app.prefer("mask", masked)
    clear_messages(screen.app)
    screen.say(screen.app.look.spell(MASKED) if masked else "Names and notes are shown.")


def offer_next(screen: BookScreen[Any], keys: Mapping[str, Callable[[Any], None]]) -> None:
    """Let the very next key do what was just said, by the ids of actions; any other one takes those words away."""
    said = screen.message

    def end(screen: BookScreen[Any]) -> None:
        if screen.message is said:
            screen.edits.clear_message()

    screen.offer = NextKeys(keys, end)


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


def keys(screen: BookScreen[Body]) -> None:
    """Show all that can be done here, with its keys, to be found by its words and done."""
    from tracker.ui.dialogs.help import KeysScreen  # opened now and then
    from tracker.ui.dialogs.settings import SettingsList

    shown = KeysScreen(screen)

    def do(chosen: str | None) -> None:
        if chosen:
            screen.action_run(chosen)
        if isinstance(screen.app.screen, SettingsList):
            screen.app.screen.mark_named(shown.words)

    screen.app.push_screen(shown, do)


def agreements(screen: BookScreen[Body], marked: str = "") -> None:
    """Show what was agreed with somebody, one of it marked where it is named."""
    from tracker.ui.dialogs.agreement_list import AgreementList  # opened now and then

    screen.app.push_screen(AgreementList(screen, marked))


def quit_app(screen: BookScreen[Body]) -> None:
    """Leave the app."""
    screen.app.leave()


ROOM_ACTIONS: tuple[Action, ...] = (
    *(_room(room) for room in ROOMS),
    Action("agreements", "W", "W", "agreements", "What you agreed, and when to look at it again", agreements, "Rooms"),
)

UNDO_ACTIONS: tuple[Action, ...] = (
    Action("undo", "u", "u", "undo", "Take the last change back, whoever made it", undo, "List"),
    Action("redo", "U", "U", "redo", "Bring back what was undone", redo, "List"),
)

SETTINGS = Action(
    "settings", "S", "S", "settings", "Week, day, theme (dark or light, colours) and more", settings, "View"
)

SAFETY = Action("safety", "f2", "f2", "safety", "If there is fear, threat or violence, or you want to talk to somebody",
                safety, "View")  # fmt: skip

DISPLAY_ACTIONS: tuple[Action, ...] = (
    Action("hide", "H", "H", hide_label, "Hide or show streak numbers", hide, "View"),
    Action("mask", "asterisk", "*", mask_label, "Mask or show names and notes", mask, "View"),
    SETTINGS,
    SAFETY,
)

BACK = Action("back", "q,escape", "q", "back", "Back to Today", leave, "Rooms")
HELP = Action("help", "question_mark,f1,colon,ctrl+p", "?", "help", "All that can be done here, by key or by words",
              keys, "View")  # fmt: skip
