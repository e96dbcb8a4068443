"""KeyList: the keys of all screens, in one place, to look at and to change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tracker import folders
from tracker.domain.text import capital
from tracker.settings import SettingsError, write_key
from tracker.ui.commands.base import Action, bindings, key_of
from tracker.ui.dialogs.dialog import Dialog, masking, moves
from tracker.ui.keymap import actions_of, apply_keymap, read_keymap
from tracker.ui.registry import SCREENS
from tracker.ui.screens.book_screen import Body, BookScreen
from tracker.ui.terminal.sizes import SteadySize
from tracker.ui.views.lines import Line, Text, cut, fit
from tracker.ui.views.model import Row


class PressKey(SteadySize, ModalScreen[str | None]):
    """Waits for one key and gives it as people write it; None when it is Esc."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self._what = what

    def compose(self) -> ComposeResult:
        """Lay the question at the bottom."""
        with Vertical(id="ask"):
            yield Static(Content(f"Press the new key for: {self._what}"), id="ask-title")
            yield Static(Content("Esc leaves it as it is."), id="ask-hint")

    def on_key(self, event: events.Key) -> None:
        """Give the key back."""
        event.stop()
        event.prevent_default()
        written = event.character if event.is_printable and event.character and event.character.strip() else event.key
        self.dismiss(None if event.key == "escape" else written)


def _action(dialog: KeyList) -> Action:
    return next(action for _, actions in dialog.groups for action in actions if action.id == dialog.marked)


def is_usual(dialog: KeyList) -> str:
    """Say that the marked action has its usual key."""
    return "" if dialog.marked in dialog.app.wished_keys else "This is its usual key already."


def change(dialog: KeyList) -> None:
    """Ask for another key, and take it where no other action of a screen has it."""
    action = _action(dialog)

    def pressed(key: str | None) -> None:
        if key is None:
            return
        _keep(dialog, action.id, key)

    dialog.app.push_screen(PressKey(dialog.app.look.spell(action.tip)), pressed)


def usual(dialog: KeyList) -> None:
    """Give the marked action its usual key again."""
    _keep(dialog, dialog.marked, None)


def turn(dialog: KeyList, direction: int) -> None:
    """Go to the first action of the next screen, or of the one before."""
    firsts = [actions[0].id for _, actions in dialog.groups if actions]
    ids = [action.id for _, actions in dialog.groups for action in actions]
    here = ids.index(dialog.marked)
    ahead = [id for id in firsts if (ids.index(id) - here) * direction > 0]
    if ahead:
        dialog.marked = ahead[0] if direction > 0 else ahead[-1]
    dialog.paint()


def _trouble(dialog: KeyList, wanted: Mapping[str, object]) -> str:
    """Say what would be ignored of these keys that is not ignored of those there are."""
    known = read_keymap(dialog.app.wished_keys).troubles.items()
    found = [(id, why) for id, why in read_keymap(wanted).troubles.items() if (id, why) not in known]
    if not found:
        return ""
    id, why = next((one for one in found if one[0] == dialog.marked), found[0])
    sentence = capital(why)
    return sentence if id == dialog.marked else f"“{id}” has that key; give it another one first."


def _keep(dialog: KeyList, action: str, key: str | None) -> None:
    others = {id: wish for id, wish in dialog.app.wished_keys.items() if id != action}
    wanted = others if key is None else {**others, action: key}
    if trouble := _trouble(dialog, wanted):
        dialog.say(trouble)
        return
    if not dialog.app.demo:  # the demo remembers nothing
        try:
            write_key(dialog.path, action, key)
        except SettingsError as error:
            dialog.say(str(error))
            return
    apply_keymap(dialog.app, wanted)
    dialog.host.paint()
    dialog.say(f"{action.replace('_', ' ')}: {'its usual key' if key is None else key}")


class KeyList(Dialog):
    """Lists what the keys do, screen by screen; an action that several screens share stands at the first of them."""

    ABOUT = 2
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("change", "enter,space", "enter", "another key", "Press another key for this",
               change, "Keys"),
        Action("usual", "backspace,delete", "bksp", "as usual", "Give it its usual key again",
               usual, "Keys", off=is_usual),
        *moves("Keys", down="The action below", up="The action above"),
        Action("on", "right,l,tab", "→", "next screen", "The next screen's keys",
               lambda dialog: turn(dialog, 1), "Keys"),
        Action("back", "left,h", "←", "screen before", "The keys of the screen before",
               lambda dialog: turn(dialog, -1), "Keys"),
        masking("Keys"),
        Action("leave", "escape,q", "esc", "back", "Back to the settings", lambda dialog: dialog.leave(), "Keys"),
    )  # fmt: skip
    HINTS: ClassVar[tuple[str, ...]] = ("change", "usual", "on", "down", "up", "help", "leave")
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, host: BookScreen[Body]) -> None:
        super().__init__(host)
        self.path = folders.preferences()
        self.groups: list[tuple[str, list[Action]]] = []
        seen: set[str] = set()
        for spec in SCREENS:
            new = [action for action in actions_of(spec) if action.id not in seen]
            seen.update(action.id for action in new)
            self.groups.append((spec.title, new))

    def title_line(self, width: int) -> Line:
        """Say what this is."""
        about = "what they do, on the first screen that has them"
        return cut((Text("Keys  ", "title"), Text(about, "muted")), width)

    def rows(self, width: int) -> list[Row]:
        """Return the actions by screen; those with a key of the user's own are marked."""
        rows: list[Row] = []
        for title, actions in self.groups:
            rows.append(Row("", cut((Text(title.upper(), "muted"),), width)))
            rows += [Row(action.id, self._line(action, width)) for action in actions]
        return rows

    def _line(self, action: Action, width: int) -> Line:
        here = action.id == self.marked
        own = action.id in self.app.look.own_keys
        return cut(
            (
                Text(f"{self.app.look.glyphs.here if here else ' '} ", "cursor"),
                Text(fit(key_of(action, self), 8), "accent" if own else "key"),
                Text(fit(action.id.replace("_", " "), 14), "strong" if here else "plain"),
                Text(self.app.look.spell(action.tip), "muted"),
            ),
            width,
        )

    def about(self, width: int) -> list[Line]:
        """Say how the marked action is called in the file, and where that lies."""
        usual = _action(self).keys.replace(",", " ")
        lines = [f"Usually {usual}.", f"Kept as {self.marked} under [keys] in {self.path}"]
        return [cut((Text(line, "muted"),), width) for line in lines]
