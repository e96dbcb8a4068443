"""Keymap: the keys that the user's settings give to actions, checked so that none is stolen from another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import NamedTuple

from textual.keys import _character_to_key

from tracker.domain.text import excerpt
from tracker.ui.actions import Action

KEPT = ("ctrl+c", "ctrl+q", "ctrl+z")
"""Keys that always lead out."""

_SCREENS = (
    ("today", "TodayScreen"),
    ("review", "ReviewScreen"),
    ("habit_page", "HabitPage"),
    ("habits", "HabitsScreen"),
    ("reflect", "ReflectScreen"),
    ("habit_form", "HabitForm"),
    ("area_list", "AreaList"),
    ("library", "Library"),
    ("settings", "SettingsList"),
    ("first_start", "FirstStart"),
)
_NAMED = (
    "enter tab space escape backspace delete insert home end pageup pagedown up down left right "
    + " ".join(f"f{number}" for number in range(1, 25))
).split()


class Keymap(NamedTuple):
    """The keys of actions by their ids, as Textual names them and as people write them, and what was ignored."""

    keys: dict[str, str]
    shown: dict[str, str]
    ignored: list[str]


def read_keymap(wanted: Mapping[str, object]) -> Keymap:
    """Take the wishes that can be fulfilled, and a sentence for each that cannot; nothing here is fatal."""
    if not wanted:
        return Keymap({}, {}, [])
    return fit_keymap(wanted, [_actions_of(module, name) for module, name in _SCREENS])


def fit_keymap(wanted: Mapping[str, object], screens: Sequence[tuple[Action, ...]]) -> Keymap:
    """Check wishes against the actions of all screens."""
    known = {action.id for actions in screens for action in actions}
    keys: dict[str, str] = {}
    shown: dict[str, str] = {}
    ignored: list[str] = []
    for id, wish in wanted.items():
        trouble = _unknown(id, known) or _unfit(id, wish)
        if trouble:
            ignored.append(trouble)
            continue
        words = [word.strip() or word for word in _parts(str(wish))]
        keys[id], shown[id] = ",".join(map(_key, words)), words[0]
    while stolen := next(_stolen(keys, screens), None):
        id, trouble = stolen
        del keys[id], shown[id]
        ignored.append(trouble)
    return Keymap(keys, shown, ignored)


def _actions_of(module: str, name: str) -> tuple[Action, ...]:
    actions: tuple[Action, ...] = getattr(import_module(f"tracker.ui.screens.{module}"), name).ACTIONS
    return actions


def _parts(wish: str) -> list[str]:
    """Part a wish at its commas; a comma alone is a key too."""
    return [wish] if wish == "," else wish.split(",")


def _unknown(id: str, known: Iterable[str]) -> str:
    if id in known:
        return ""
    near = get_close_matches(id[:50], list(known), n=1)
    hint = f"did you mean “{near[0]}”?" if near else "docs/settings.md lists the actions."
    return f"The key of “{excerpt(id)}” was ignored: there is no such action; {hint}"


def _unfit(id: str, wish: object) -> str:
    if not isinstance(wish, str) or not wish.strip(" "):
        return f'The key of “{excerpt(id)}” was ignored: it should be a text such as "x" or "ctrl+x".'
    for word in _parts(wish):
        key = _key(word.strip() or word)
        if key in KEPT:
            return f"The key “{key}” of “{excerpt(id)}” was ignored: it always leads out."
        if not _is_key(word.strip() or word):
            return f"The key “{excerpt(word)}” of “{excerpt(id)}” was ignored: there is no such key."
    return ""


def _key(word: str) -> str:
    """Name a key as Textual does: `/` is `slash`."""
    return _character_to_key(word) if len(word) == 1 else word.casefold()


def _is_key(word: str) -> bool:
    if len(word) == 1:
        return word.isprintable()
    match = re.fullmatch(r"(?:(?:ctrl|alt|shift|super)\+)*(\w+)", word.casefold())
    return match is not None and (match[1] in _NAMED or (len(match[1]) == 1 and "+" in word))


def _stolen(keys: Mapping[str, str], screens: Sequence[tuple[Action, ...]]) -> Iterator[tuple[str, str]]:
    """Walk the wishes that would take a key which another action of the same screen has."""
    for actions in screens:
        held = {action.id: set(keys.get(action.id, action.keys).split(",")) for action in actions}
        for id, own in held.items():
            for other, others in held.items():
                if id in keys and id != other and own & others:
                    key = min(own & others)
                    yield id, f"The key “{key}” of “{excerpt(id)}” was ignored: it belongs to “{other}”."
