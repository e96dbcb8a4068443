from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.pilot import Pilot

from tests.ui.making import HeldClock, opened, shown, small_book, today_of
from tracker.settings import Preferences, read_keys, read_preferences
from tracker.storage.memory_store import MemoryStore
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.key_list import KeyList
from tracker.ui.dialogs.settings import SettingsList
from tracker.ui.keymap import KEPT, actions_of, read_keymap
from tracker.ui.preferences import take_settings
from tracker.ui.registry import SCREENS as KNOWN
from tracker.ui.registry import ScreenSpec

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
SCREENS = [actions_of(spec) for spec in KNOWN]


def test_an_action_gets_another_key() -> None:
    keymap = read_keymap({"skip": "f4", "filter": "ctrl+f, %"})
    assert keymap.keys == {"skip": "f4", "filter": "ctrl+f,percent_sign"}
    assert keymap.shown == {"skip": "f4", "filter": "ctrl+f"}
    assert keymap.ignored == []


@pytest.mark.parametrize(
    ("id", "wish", "reason"),
    [
        ("skipp", "f4", "there is no such action; did you mean “skip”?"),
        ("qqqqqq", "f4", "docs/settings.md lists the actions"),
        ("skip", 3, "it should be a text"),
        ("skip", "", "it should be a text"),
        ("skip", "hyper", "there is no key “hyper”"),
        ("skip", "ab", "there is no key “ab”"),
        ("skip", "f99", "there is no key “f99”"),
        ("skip", "u", "u belongs to “undo”"),
        ("undo", "s", "s belongs to “skip”"),
        ("skip", "ctrl+c", "ctrl+c always leads out"),
        ("leave", "b", "b belongs to the field that one types in"),
        ("save", "f4,space", "space belongs to the field that one types in"),
        ("next", "right", "belongs to the field that one types in; choose another, such as f4 or ctrl+s"),
    ],
)
def test_a_wish_that_does_not_fit_is_ignored_with_a_sentence(id: str, wish: object, reason: str) -> None:
    keymap = read_keymap({id: wish})
    assert keymap.keys == {}
    assert len(keymap.ignored) == 1
    assert reason in keymap.ignored[0]


def test_two_actions_can_exchange_their_keys() -> None:
    assert read_keymap({"skip": "x", "missed": "s"}).keys == {"skip": "x", "missed": "s"}
    alone = read_keymap({"skip": "x", "missed": "nonsense"})
    assert alone.keys == {}
    assert len(alone.ignored) == 2


def test_of_two_wishes_for_one_key_the_first_holds() -> None:
    for first, second in (("skip", "note"), ("note", "skip")):
        keymap = read_keymap({first: "f3", second: "f3"})
        assert keymap.keys == {first: "f3"}
        why = f"f3 belongs to “{first}” on the same screen; give that one another key first."
        assert keymap.troubles == {second: why}


@given(
    st.dictionaries(
        st.sampled_from([action.id for actions in SCREENS for action in actions]),
        st.sampled_from(["a", "s", "u", "x", "f4", "f5", "ctrl+x", "j,k", "space", "?", ""]),
        max_size=6,
    )
)
def test_no_key_ever_belongs_to_two_actions_of_a_screen(wanted: dict[str, str]) -> None:
    keymap = read_keymap(wanted)
    for actions in SCREENS:
        keys = [key for action in actions for key in keymap.keys.get(action.id, action.keys).split(",")]
        twice = {key for key in keys if keys.count(key) > 1}
        usual = [key for action in actions for key in action.keys.split(",")]
        assert twice == {key for key in usual if usual.count(key) > 1}
    assert len(keymap.keys) + len(keymap.ignored) == len(wanted)


async def test_the_users_own_keys_work_and_are_shown() -> None:
    async with opened(small_book()) as (app, pilot):
        take_settings(app, {"skip": "f4"})
        today_of(app).paint()
        assert "f4 skip" in shown(app, "keys")
        habit = today_of(app).body.cursor.habit
        await pilot.press("s")
        assert app.tracker.book.log(habit).get(app.tracker.today) is None
        await pilot.press("f4")
        assert app.tracker.book.log(habit).get(app.tracker.today) is not None


async def test_keys_that_are_changed_from_outside_hold_at_the_next_look(settings_file: Path) -> None:
    settings_file.parent.mkdir(parents=True)
    async with opened(small_book()) as (app, pilot):

        def look(written: str) -> None:
            settings_file.write_text(written, encoding="utf-8")
            app.catch_up()

        look('[keys]\nskip = "f4"')
        assert "f4 skip" in shown(app, "keys")
        look('[keys]\nskip = "f5')
        assert "f4 skip" in shown(app, "keys"), "what cannot be read changes nothing"
        look('[keys]\nskip = "f5"\nundo = "ctrl+q"')
        assert app.remarks == ["The key of “undo” was ignored: ctrl+q always leads out."]
        await keys_of(app, pilot)
        look('[keys]\nskip = "f6"')
        assert "f6" in shown(app, "dialog-list")
        await pilot.press("down", "backspace", "q", "q", "s")
        assert app.tracker.book.log(today_of(app).body.cursor.habit).get(app.tracker.today) is not None
        assert not app.remarks


def test_the_table_of_keys_is_read_and_is_no_unknown_setting(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('mask = true\n[keys]\nskip = "f4"\n')
    assert read_keys(str(path)) == {"skip": "f4"}
    preferences, ignored = read_preferences(str(path))
    assert (preferences.mask, ignored) == (True, [])


@pytest.mark.parametrize("text", ["keys = 3", "keys = [", "\x00", ""])
def test_a_table_that_is_none_keeps_nobody_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(text)
    assert read_keymap(read_keys(str(path))).keys == {}


def test_every_action_is_documented_and_every_documented_one_exists() -> None:
    table = DOCS.read_text(encoding="utf-8").split("| where | actions |")[1]
    named = set(re.findall(r"`(\w+)`", table))
    known = {action.id for spec in KNOWN for action in actions_of(spec)}
    assert named == known
    assert all(key in DOCS.read_text(encoding="utf-8") for key in KEPT)


async def keys_of(app: LetbeApp, pilot: Pilot[int]) -> None:
    """Open the list of all keys, from the settings."""
    await pilot.press("S")
    assert isinstance(app.screen, SettingsList)
    app.screen.marked = "keys"
    await pilot.press("enter")
    assert isinstance(app.screen, KeyList)


@pytest.mark.more
async def test_a_key_is_changed_and_given_back_on_the_screen(settings_file: Path) -> None:
    async with opened(small_book()) as (app, pilot):
        await keys_of(app, pilot)
        assert "TODAY" in shown(app, "dialog-list")
        await pilot.press("down", "enter", "u")
        assert "U belongs to “undo” on the same screen" in shown(app, "dialog-message")
        await pilot.press("enter", "escape")
        assert read_keys(str(settings_file)) == {}
        await pilot.press("enter", "f4")
        assert read_keys(str(settings_file)) == {"skip": "f4"}
        await pilot.press("q")
        assert "1 of your own" in shown(app, "dialog-list")
        await pilot.press("q", "f4")
        assert app.tracker.book.log(today_of(app).body.cursor.habit).get(app.tracker.today) is not None
        await pilot.press("u")
        await keys_of(app, pilot)
        await pilot.press("down", "backspace")
        assert read_keys(str(settings_file)) == {}
        await pilot.press("q", "q", "f4")
        assert app.tracker.book.log(today_of(app).body.cursor.habit).get(app.tracker.today) is None


async def test_no_key_is_taken_from_another_action_on_the_screen(settings_file: Path) -> None:
    async with opened(small_book()) as (app, pilot):
        await keys_of(app, pilot)
        listed = app.screen
        assert isinstance(listed, KeyList)
        listed.marked = "skip"
        await pilot.press("enter", "f3")
        listed.marked = "note"
        await pilot.press("enter", "f3")
        assert "F3 belongs to “skip” on the same screen" in shown(app, "dialog-message")
        await pilot.press("enter", "s")
        assert read_keys(str(settings_file)) == {"skip": "f3", "note": "s"}
        listed.marked = "skip"
        await pilot.press("backspace")
        assert "“note” has that key; give it another one first." in shown(app, "dialog-message")
        assert read_keys(str(settings_file)) == {"skip": "f3", "note": "s"}
        listed.marked = "leave"
        await pilot.press("enter", "b")
        assert "belongs to the field that one types in" in shown(app, "dialog-message")


@pytest.mark.more
async def test_the_demo_changes_keys_and_remembers_none(settings_file: Path) -> None:
    async with opened(small_book(), demo=True) as (app, pilot):
        await keys_of(app, pilot)
        await pilot.press("enter", "/")
        assert "/ belongs to “filter”" in shown(app, "dialog-message")
        await pilot.press("enter", "%")
        assert app.look.own_keys == {"toggle": "%"}
    assert read_keys(str(settings_file)) == {}


async def test_whatever_was_ignored_is_said_and_keeps_nobody_out() -> None:
    app = LetbeApp(MemoryStore(small_book()), Preferences(theme="no-such"), clock=HeldClock())
    take_settings(app, {"skip": "u", "nosuch": "f3"}, ["“mask” should be true or false."])
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "“mask” should be true or false" in shown(app, "message")
        told = " ".join(note.message for note in app._notifications)
        for words in ("There is no theme “no-such”", "u belongs to “undo”", "there is no such action"):
            assert words in told
        app.tracker.close()


@pytest.mark.parametrize("spec", KNOWN, ids=lambda spec: spec.id)
def test_every_list_is_gone_through_by_the_same_keys(spec: ScreenSpec) -> None:
    keys = {action.id: set(action.keys.split(",")) for action in actions_of(spec)}
    if "up" in keys and not spec.is_typed_in:
        wanted = {"up": "k", "down": "j", "page_up": "pageup", "page_down": "pagedown", "top": "g", "bottom": "G"}
        assert {id: key for id, key in wanted.items() if key in keys.get(id, ())} == wanted
