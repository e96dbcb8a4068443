"""The keys of the user's own: no text of the screens names another one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.ui.making import on, opened, said, shown, small_book
from tracker.domain.book import Book
from tracker.ui.app import LetbeApp
from tracker.ui.commands.common import paint_all
from tracker.ui.keymap import actions_of, read_keymap
from tracker.ui.preferences import take_settings
from tracker.ui.registry import SCREENS
from tracker.ui.widgets.canvas import Canvas

UI = Path(__file__).parents[2] / "tracker" / "ui"

_TYPED = {action.id for spec in SCREENS if spec.is_typed_in for action in actions_of(spec)}
_IDS = dict.fromkeys(action.id for spec in SCREENS for action in actions_of(spec))
MOVED = {id: f"f{n}" for n, id in enumerate(sorted(_TYPED), 2)} | {
    id: chr(0x100 + n) for n, id in enumerate(id for id in _IDS if id not in _TYPED)
}
"""Another key for everything: letters such as ā, and keys such as f4 where one types."""

_NAMED = re.compile(r"\{[a-z_0-9]+:[^}]+\}")
_KEYS = "[b-zB-HJ-Z]|[=+!*/?@<>\\[\\]]|tab|space|Space|enter|esc|Esc|escape|backspace|home|pgup|pgdn"
_FIXED_KEY = re.compile(
    rf"(?:^|(?<=[ ;,.(]))(?:{_KEYS})(?: (?!of |or )[a-z]+s\b|:| on [A-Z])|"  # `u brings it back`, `W: all of them`
    rf"\ba (?:adds|writes|makes)\b|(?:with|by|until|press|press the|behind) (?:{_KEYS})(?=\W|$)"
)
FIXED = (
    "esc leaves it as it is", "esc leaves it as it was", "Esc leaves", "esc: leave", "tab: ", "; esc ",
)  # fmt: skip
"""What questions say of the keys that they have in common, which are nobody's to change."""


_DOCSTRING = re.compile(r'""".*?"""', re.DOTALL)
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)+)"')
_PUT_IN = re.compile(r"\{[^}]*\}")


def words_of(path: Path) -> list[str]:
    """Return the texts of a file, without its docstrings."""
    return _LITERAL.findall(_DOCSTRING.sub("", path.read_text(encoding="utf-8")))


def fixed_keys(words: str) -> list[str]:
    """Return what names a key in a text, other than as `{toggle:space}` or in a question."""
    plain = _PUT_IN.sub("…", _NAMED.sub("…", words.replace("{{", "{").replace("}}", "}")))
    for phrase in FIXED:
        plain = plain.replace(phrase, "…")
    return [found[0] for found in _FIXED_KEY.finditer(plain)] if " " in words.strip() else []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("z brings it back", ["z brings"]),
        ("; u brings the area back", ["u brings"]),
        ("W: all of them", ["W:"]),
        ("{agreements:W}: all of them", []),
        ("There is no area yet; a adds one.", ["a adds"]),
        ("paused until you end it, with P on Today", ["with P"]),
        ("what is done is done to all of them, until esc.", ["until esc"]),
        ("a few words of yours", []),
        ("esc leaves it as it is", []),
    ],
)
def test_a_fixed_key_is_told_from_other_words(words: str, found: list[str]) -> None:
    assert fixed_keys(words) == found


def test_no_text_of_the_screens_names_a_key_that_may_be_another() -> None:
    found = [
        f"{path.relative_to(UI)}: {key!r} in {words!r}"
        for path in sorted(UI.rglob("*.py"))
        for words in words_of(path)
        for key in fixed_keys(words)
    ]
    assert found == []


def test_nothing_is_drawn_as_a_key_but_what_the_look_or_an_action_names() -> None:
    drawn = re.compile(r'Text\((f?)"([^"]*)", "key"\)')
    found = [
        f"{path.name}: {match[0]}"
        for path in sorted(UI.rglob("*.py"))
        for match in drawn.finditer(path.read_text(encoding="utf-8"))
        if not match[1]
    ]
    assert found == []


def keys_on(app: LetbeApp) -> set[str]:
    """Return what stands on the screen in the tone of keys."""
    lines = [line for canvas in app.screen.query(Canvas) for line in canvas.lines]
    return {span.text.strip() for line in lines for span in line if span.tone == "key"} - {""}


async def walk(pilot: Pilot[int], *ids: str) -> None:
    await pilot.press(*(MOVED[id] for id in ids))


_ALL_MOVED = set(MOVED.values())


async def test_with_every_key_moved_each_screen_shows_those_and_no_other() -> None:
    keymap = read_keymap(MOVED)
    assert keymap.ignored == []
    async with opened(small_book(), size=(120, 40)) as (app, pilot):
        take_settings(app, MOVED)
        paint_all(app)
        for way in (
            (), ("toggle",), ("room_review",), ("span_back",), ("room_habits",), ("edit",), ("leave",),
            ("room_reflect",), ("room_today", "open"), ("back", "settings"), ("leave", "agreements"), ("leave", "help"),
        ):  # fmt: skip
            await walk(pilot, *way)
            await app.workers.wait_for_complete()
            await pilot.pause()
            assert keys_on(app) <= _ALL_MOVED, (way, app.screen)


async def test_an_urge_is_rated_by_the_keys_that_are_named_behind_it() -> None:
    async with opened(small_book(), size=(120, 40)) as (app, pilot):
        take_settings(app, MOVED)
        on(app, "fixing")
        await walk(pilot, "toggle")
        digits = f"{MOVED['room_today']}-{MOVED['strong_5']} how strong"
        assert f"1 let pass; {digits}, {MOVED['trigger']} set off by, {MOVED['note']} note" in said(app)
        await walk(pilot, "room_today")
        (event,) = app.tracker.book.log("fixing").events(app.tracker.today)
        assert event.strength == 1


async def test_an_empty_place_names_the_users_own_keys() -> None:
    async with opened(Book(areas=small_book().areas)) as (app, pilot):
        take_settings(app, MOVED)
        await walk(pilot, "room_habits", "room_today")
        assert f"{MOVED['add']} adds a habit" in shown(app)
        await walk(pilot, "room_habits")
        assert f"{MOVED['library']} shows practices" in shown(app)
        assert keys_on(app) <= _ALL_MOVED
