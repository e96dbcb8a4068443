"""Keymap: the keys that the user's settings give to actions, checked so that none is stolen from another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from textual.keys import format_key

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import excerpt
from tracker.ui.commands.base import Action
from tracker.ui.host import Host
from tracker.ui.registry import SCREENS, ScreenSpec
from tracker.ui.terminal.private import key_of

KEPT = ("ctrl+c", "ctrl+q", "ctrl+z")
"""Keys that always lead out."""


_NAMED = (
    "enter tab space escape backspace delete insert home end pageup pagedown up down left right "
    + " ".join(f"f{number}" for number in range(1, 25))
).split()
_EDITING = ("space", "backspace", "delete", "left", "right", "home", "end")
"""Keys that a field takes for itself, beside those that print."""


class Keymap(NamedTuple):
    """The keys of actions by their ids, as Textual names them and as people write them, and why others were ignored."""

    keys: dict[str, str]
    shown: dict[str, str]
    troubles: dict[str, str]

    @property
    def ignored(self) -> list[str]:
        """A sentence for each wish that was ignored."""
        return [f"The key of “{excerpt(id)}” was ignored: {trouble}" for id, trouble in self.troubles.items()]


def read_keymap(wanted: Mapping[str, object]) -> Keymap:
    """Take the wishes that can be fulfilled, and a sentence for each that cannot; nothing here is fatal."""
    if not wanted:
        return Keymap({}, {}, {})
    return fit_keymap(wanted, SCREENS)


def actions_of(spec: ScreenSpec) -> tuple[Action, ...]:
    """Return what the keys of a screen do."""
    actions: tuple[Action, ...] = spec.load().ACTIONS
    return actions


def apply_keymap(app: Host, wanted: Mapping[str, object]) -> Keymap:
    """Return the app the keys that are wished for, as far as they fit."""
    keymap = read_keymap(wanted)
    app.wished_keys = wanted
    app.look = app.look._replace(own_keys=keymap.shown)
    app.set_keymap(keymap.keys)
    return keymap


def fit_keymap(wanted: Mapping[str, object], specs: Sequence[ScreenSpec]) -> Keymap:
    """Check wishes against the actions of all screens; of two that want one key the earlier has it."""
    screens = [actions_of(spec) for spec in specs]
    known = {action.id for actions in screens for action in actions}
    typed = {action.id for spec in specs if spec.is_typed_in for action in actions_of(spec)}
    keys: dict[str, str] = {}
    shown: dict[str, str] = {}
    troubles: dict[str, str] = {}
    for id, wish in wanted.items():
        trouble = _unknown(id, known) or _unfit(wish, typed=id in typed)
        if trouble:
            troubles[id] = trouble
            continue
        words = [word.strip() or word for word in _parts(str(wish))]
        keys[id], shown[id] = ",".join(map(_key, words)), words[0]
    while stolen := next(_stolen(keys, screens), None):
        id, trouble = stolen
        del keys[id], shown[id]
        troubles[id] = trouble
    return Keymap(keys, shown, troubles)


def _parts(wish: str) -> list[str]:
    """Part a wish at its commas; a comma alone is a key too."""
    return [wish] if wish == "," else wish.split(",")


def _unknown(id: str, known: Iterable[str]) -> str:
    if id in known:
        return ""
    near = get_close_matches(id[:50], list(known), n=1)
    hint = f"did you mean “{near[0]}”?" if near else "docs/settings.md lists the actions."
    return f"there is no such action; {hint}"


def _unfit(wish: object, *, typed: bool) -> str:
    if not isinstance(wish, str) or not wish.strip(" "):
        return 'it should be a text such as "x" or "ctrl+x".'
    for word in _parts(wish):
        key = _key(word.strip() or word)
        if key in KEPT:
            return f"{key} always leads out."
        if not _is_key(word.strip() or word):
            return f"there is no key “{excerpt(word)}”."
        if typed and (len(word.strip() or word) == 1 or key in _EDITING):
            return f"{format_key(key)} belongs to the field that one types in; choose another, such as f4 or ctrl+s."
    return ""


def _key(word: str) -> str:
    """Name a key as Textual does: `/` is `slash`."""
    return key_of(word) if len(word) == 1 else word.casefold()


def _is_key(word: str) -> bool:
    if len(word) == 1:
        return word.isprintable()
    match = re.fullmatch(r"(?:(?:ctrl|alt|shift|super)\+)*(\w+)", word.casefold())
    return match is not None and (match[1] in _NAMED or (len(match[1]) == 1 and "+" in word))


def _stolen(keys: Mapping[str, str], screens: Sequence[tuple[Action, ...]]) -> Iterator[tuple[str, str]]:
    """Walk the wishes that would take a key which another action of the same screen has, or an earlier wish."""
    turn = list(keys).index
    for actions in screens:
        held = {action.id: set(keys.get(action.id, action.keys).split(",")) for action in actions}
        for id, own in held.items():
            for other, others in held.items():
                last = id in keys and (other not in keys or turn(other) < turn(id))
                if last and id != other and own & others:
                    key = min(own & others)
                    yield (
                        id,
                        f"{format_key(key)} belongs to “{other}” on the same screen; give that one another key first.",
                    )
