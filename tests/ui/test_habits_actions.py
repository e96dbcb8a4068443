from __future__ import annotations

from collections import Counter

import pytest

from tests.ui.making import opened, small_book
from tracker.ui.commands.base import CommandScreen
from tracker.ui.dialogs.area_list import AreaList
from tracker.ui.dialogs.habit_form import HabitForm
from tracker.ui.dialogs.help import KeysScreen
from tracker.ui.dialogs.library import Library
from tracker.ui.dialogs.settings import SettingsList
from tracker.ui.screens.habits import HabitsScreen

SCREENS = pytest.mark.parametrize(
    "screen", [HabitsScreen, HabitForm, AreaList, Library, SettingsList], ids=lambda screen: screen.__name__
)


@SCREENS
def test_every_action_has_a_key_of_its_own_and_a_sentence(screen: type[CommandScreen]) -> None:
    keys = Counter(key for action in screen.ACTIONS for key in action.keys.split(","))
    allowed = {"escape"}  # shows all habits again while they are filtered, and does nothing else
    assert {key for key, count in keys.items() if count > 1} <= allowed
    assert len({action.id for action in screen.ACTIONS}) == len(screen.ACTIONS)
    for action in screen.ACTIONS:
        assert action.shown
        assert action.tip[0].isupper()
        assert not action.tip.endswith(".")


@SCREENS
def test_every_hint_is_an_action_and_every_action_is_bound(screen: type[CommandScreen]) -> None:
    ids = {action.id for action in screen.ACTIONS}
    assert set(screen.HINTS) <= ids
    assert ids <= {getattr(binding, "id", None) for binding in screen.BINDINGS}


def test_groups_are_not_torn_apart() -> None:
    groups = [action.group for action in HabitsScreen.ACTIONS]
    assert len({*groups}) == sum(group != before for before, group in zip(["", *groups], groups, strict=False))


async def test_every_action_does_something_or_says_why_not() -> None:
    async with opened(small_book()) as (app, pilot):
        still = [action.id for action in HabitsScreen.ACTIONS]
        for id in tuple(still):
            while not isinstance(app.screen, HabitsScreen):
                app.enter("habits")
                await pilot.pause()
            screen = app.screen
            assert isinstance(screen, HabitsScreen)
            before = (app.tracker.book, screen.body.cursor, screen.message.words, app.look, app.screen)
            await app.run_action(f"screen.run({id!r})")
            await pilot.pause()
            after = (app.tracker.book, screen.body.cursor, screen.message.words, app.look, app.screen)
            if before != after:
                still.remove(id)
        assert still in ([], ["up"]), "at the first row there is nothing above"


async def test_the_keys_of_the_habits_screen_are_listed() -> None:
    async with opened(small_book()) as (app, pilot):
        await app.run_action("screen.run('room_habits')")
        await pilot.pause()
        await app.run_action("screen.run('help')")
        await pilot.pause()
        assert isinstance(app.screen, KeysScreen)
