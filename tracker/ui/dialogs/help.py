"""Help: all that can be done on a screen, found by its key or its words, each with the reason if it is off."""

from __future__ import annotations

from difflib import get_close_matches
from textwrap import wrap
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Offset
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from tracker.ui.commands.base import Action, CommandScreen, key_of, look_of
from tracker.ui.host import Host
from tracker.ui.registry import SCREENS
from tracker.ui.terminal.sizes import SteadySize
from tracker.ui.views.glyphs import Glyphs, legend
from tracker.ui.views.lines import EMPTY, Line, Text, Tone, cut, fit, flow
from tracker.ui.views.lines import width as cells
from tracker.ui.views.model import Look
from tracker.ui.widgets.canvas import Canvas

_NOTHING: Line = (Text("No key of this screen has these words."),)


def numbers(look: Look) -> str:
    """Explain the numbers at the right of Today, and name the keys that all screens have."""
    return look.spell(
        "A streak counts kept periods in a row; skipped and paused days are not counted at all, and today only counts "
        "once it is kept. Where letting go is the goal it counts urges let pass in a row, as in "
        f"“3 {look.glyphs.passed}”. "
        "Strength (0 to 100%) grows with every kept day and gives way slowly, so one miss hardly shows. "
        "Everywhere: {unfilter:esc} is one step back; {page_up:pgup}, {page_down:pgdn}, {top:g}, {bottom:G} and the "
        "wheel go through a list; ctrl+c leaves a question, then letbe; ctrl+z goes to the shell (fg comes back), "
        "ctrl+l draws anew. Shift and the mouse select text."
    )


class Search(Input):
    """A field that leaves on the key that came here; while it is empty, the keys to the ends go there in the list."""

    app: Host

    row: Offset | None = None
    """Where the marked row is, while one goes through the list."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's own cursor rests."""
        return super().cursor_screen_offset if self.row is None else self.row + Offset(self.cursor_at_end, 0)

    def on_key(self, event: events.Key) -> None:
        """Catch the keys before the field does."""
        key = self.app.look.key
        ends = {} if self.value else {key("top", "g"): "to_end(-1)", key("bottom", "G"): "to_end(1)"}
        deed = {key("help", "?"): "leave", **ends}.get(event.character or "")
        if deed:
            event.stop()
            event.prevent_default()
            self.call_later(self.run_action, f"screen.{deed}")


class KeysScreen(SteadySize, ModalScreen[str | None]):
    """Lists the actions of a screen; Enter runs the one that is marked."""

    app: Host

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "leave", "leave"),
        Binding("up", "move(-1)", "up"),
        Binding("down", "move(1)", "down"),
        Binding("pageup", "turn_page(-1)", "page up"),
        Binding("pagedown", "turn_page(1)", "page down"),
        Binding("home", "to_end(-1)", "top", priority=True),
        Binding("end", "to_end(1)", "bottom", priority=True),
    ]

    def __init__(self, screen: CommandScreen) -> None:
        super().__init__()
        self._of = screen
        self._marked = 0
        self._words = ""
        self._goes_through = False

    def compose(self) -> ComposeResult:
        """Lay the search field, the list and the sentence about the numbers."""
        with Vertical(id="keys-box"):
            yield Search(id="keys-search", placeholder="type what you want to do, Enter does it, Esc leaves")
            yield Canvas(id="keys-list")
            yield Canvas(id="keys-legend")
            yield Static(Content(numbers(self.app.look)), id="keys-numbers")

    def on_resize(self) -> None:
        """Lay the list out anew."""
        self.call_after_refresh(self._paint)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show only the actions that contain the words."""
        self._words, self._marked = event.value.casefold(), 0
        self._goes_through = False
        self._paint()

    def on_input_submitted(self) -> None:
        """Run the marked action on the screen below."""
        found = self._found()
        self.dismiss(found[self._marked].id if found else None)

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(None)

    def action_move(self, rows: int) -> None:
        """Mark another action."""
        self._marked = max(0, min(len(self._found()) - 1, self._marked + rows))
        self._goes_through = True
        self._paint()

    def action_turn_page(self, direction: int) -> None:
        """Mark the action a screenful further on or back."""
        self.action_move(direction * max(1, self.query_one("#keys-list", Canvas).size.height - 2))

    def action_to_end(self, direction: int) -> None:
        """Mark the first action, or the last."""
        self.action_move(direction * len(self._of.ACTIONS))

    def on_mouse_scroll_down(self) -> None:
        """Go on with the wheel."""
        self.action_move(1)

    def on_mouse_scroll_up(self) -> None:
        """Go back with the wheel."""
        self.action_move(-1)

    @property
    def words(self) -> str:
        """The words that were typed."""
        return self._words

    def _found(self) -> list[Action]:
        return find_actions(self._of, self._words)

    def _paint(self) -> None:
        canvas = self.query_one("#keys-list", Canvas)
        look, glyphs = self.app.look, self.app.look.glyphs
        below = self.query_one("#keys-legend", Canvas)
        below.show(flow(legend(glyphs), canvas.size.width))
        found = self._found()
        rows = build_key_list(found, self._of, self._marked, canvas.size.width, glyphs)
        rows += build_further_keys(self._of, self._words.split(), canvas.size.width)
        here = _row_of(rows, self._marked)
        if not below.display and not self._words:
            rows += [(-1, line) for line in build_signs(look, canvas.size.width)]
            here = len(rows) if self._marked == len(found) - 1 else here
        top = max(0, min(len(rows) - canvas.size.height, here - canvas.size.height // 2))
        there = canvas.content_region.offset + Offset(0, max(0, _row_of(rows, self._marked) - top))
        self.query_one(Search).row = there if self._goes_through else None
        lines = [line for _, line in rows[top : top + canvas.size.height]] or [cut(_NOTHING, canvas.size.width)]
        further = len(rows) - top - len(lines)
        if further > 0 and len(lines) > 2:
            lines[-1] = (Text(f"  {further + 1} more rows below", "muted"),)
        canvas.show(lines)


_OTHER_WORDS = {
    "toggle": "tick complete finish do", "clear": "erase remove delete uncheck", "skip": "sick ill excused",
    "missed": "failed", "acted": "urge slip relapse", "urges": "list", "note": "comment journal diary",
    "amount": "minutes number", "minute": "timer breathe pause", "ease": "mood feeling", "all_open": "check everything",
    "choose": "select mark", "delete": "erase remove", "archive": "hide remove", "edit": "rename change",
    "add": "new create", "pause": "holiday vacation travel sick", "date": "calendar jump", "undo": "revert",
    "redo": "again", "filter": "search find", "room_habits": "list", "plan": "if then tomorrow", "week": "list",
    "room_review": "week month statistics patterns plan tomorrow", "room_reflect": "week month year journal diary plan",
    "settings": "preferences configuration mouse plain characters alert screen linear",
    "export": "save print write", "quit": "exit close leave", "mask": "private", "library": "practices starters",
    "safety": "help afraid scared danger abuse violent control hit harm suicide crisis helpline emergency",
}  # fmt: skip
"""What else people call things, by the id of the action."""


def find_actions(screen: CommandScreen, words: str) -> list[Action]:
    """Find what can be done on a screen by words in any order; those whose label begins so first.

    Where nothing has them, each word stands for the nearest that something has.
    """
    wanted = words.casefold().split()
    if not wanted:
        return list(screen.ACTIONS)
    here = screen.here
    texts = {action: _text_of(action, screen) for action in screen.ACTIONS}

    def has(action: Action) -> bool:
        return all(word in texts[action] for word in wanted)

    if not any(map(has, texts)):
        known = {word for text in texts.values() for word in text.split()}
        wanted = [next(iter(get_close_matches(word, known, n=1)), word) for word in wanted]
    whole = " ".join(wanted)

    def distance(action: Action) -> int:
        label = action.label_at(here).casefold()
        return 0 if label.startswith(whole) else 1 if whole in label or whole in _OTHER_WORDS.get(action.id, "") else 2

    return sorted(filter(has, texts), key=distance)


def _text_of(action: Action, screen: CommandScreen) -> str:
    named = f"{key_of(action, screen)} {action.label_at(screen.here)} {action.tip} {action.group}"
    return f"{named} {_OTHER_WORDS.get(action.id, '')}".casefold()


def build_signs(look: Look, width: int) -> list[Line]:
    """Build what stands at the end of the list, where there is no room for it below: the glyphs and the numbers."""
    signs: list[Line] = [EMPTY, (Text("SIGNS", "muted"),), *flow(legend(look.glyphs), width)]
    words: list[Line] = [(Text(line, "muted"),) for line in wrap(numbers(look), max(20, width))]
    return [*signs, EMPTY, (Text("NUMBERS", "muted"),), *words]


def build_key_list(
    actions: list[Action], screen: CommandScreen, marked: int, width: int, glyphs: Glyphs
) -> list[tuple[int, Line]]:
    """Build the rows of the list, each with the number of its action (-1 for a heading)."""
    rows: list[tuple[int, Line]] = []
    group, here, spell = "", screen.here, look_of(screen).spell
    in_order = tuple(actions) == screen.ACTIONS
    for number, action in enumerate(actions):
        if in_order and action.group != group:
            group = action.group
            rows.append((-1, (Text(group.upper(), "muted"),)))
        reason, tip = spell(action.off(here)), spell(action.tip)
        tone: Tone = "faint" if reason else "plain"
        line: Line = (
            Text(f"{glyphs.here} " if number == marked else "  ", "cursor"),
            Text(fit(key_of(action, screen), 6), "key"),
            Text(fit(action.label_at(here), 14), "faint" if reason else "strong"),
        )
        told = f"{tip}. {reason}" if reason else tip
        beside = cells(line) if width >= _ROOMY else 4  # in a narrow window a sentence has no room beside its key
        told_whole = wrap(told, max(20, width - beside)) if number == marked else [told]
        if width >= _ROOMY:
            line = (*line, Text(told_whole.pop(0), tone))
        rows.append((number, cut(line, width)))
        if number == marked:
            rows += [(-1, (Text(" " * beside), Text(words, tone))) for words in told_whole]
    return rows


_ROOMY = 50
"""From so many cells on there is room for a sentence beside each key."""

_FURTHER = {"minute": ("now", "in now, behind"), "urges": ("urges", "in the urges of a day, behind")}
"""Screens of which the keys are told beside those that lead there, by the action that does."""


def build_further_keys(screen: CommandScreen, words: list[str], width: int) -> list[tuple[int, Line]]:
    """Build the keys of the screens that lie over this one for a moment; they do nothing from here."""
    rows: list[tuple[int, Line]] = []
    for action in screen.ACTIONS:
        if action.id in _FURTHER:
            name, heading = _FURTHER[action.id]
            actions: tuple[Action, ...] = next(spec for spec in SCREENS if spec.id == name).load().ACTIONS
            told = [a for a in actions if a.shown not in ("2", "3", "4", "5")]
            held = [
                a for a in told if all(word in f"{key_of(a, screen)} {a.tip} {heading}".casefold() for word in words)
            ]
            lines = [(Text(f"  {fit(key_of(a, screen), 6)}", "key"), Text(a.tip)) for a in held]
            title = Text(f"{heading.upper()} ", "muted"), Text(key_of(action, screen), "key")
            rows += [(-1, title)] if lines else []
            rows += [(-1, cut(line, width)) for line in lines]
    return rows


def _row_of(rows: list[tuple[int, Line]], marked: int) -> int:
    return next((row for row, (number, _) in enumerate(rows) if number == marked), 0)
