from __future__ import annotations

from collections import Counter

import pytest

from tests.ui.making import opened, small_book, texts, today_of
from tracker.domain.book import Book
from tracker.domain.habit import Area
from tracker.ui.commands.base import Action, CommandScreen, hints_of
from tracker.ui.dialogs.help import build_key_list, find_actions
from tracker.ui.screens.first_start import FirstStart
from tracker.ui.screens.today import TodayScreen
from tracker.ui.views.glyphs import ASCII
from tracker.ui.views.model import Look
from tracker.ui.widgets.canvas import Canvas

SCREENS = pytest.mark.parametrize("screen", [TodayScreen, FirstStart], ids=lambda screen: screen.__name__)


EMPTY = Book(areas=(Area("care", "Self-care"),))


@SCREENS
def test_every_action_has_a_key_a_label_a_tip_and_a_deed(screen: type[CommandScreen]) -> None:
    for action in screen.ACTIONS:
        assert action.id.isidentifier()
        assert all(action.keys.split(","))
        assert action.shown
        assert action.label
        assert action.tip[0].isupper()
        assert not action.tip.endswith(".")
        assert callable(action.run)


@SCREENS
def test_no_key_and_no_name_is_given_twice_on_a_screen(screen: type[CommandScreen]) -> None:
    keys = Counter(key for action in screen.ACTIONS for key in action.keys.split(","))
    assert [key for key, count in keys.items() if count > 1] == []
    assert len({action.id for action in screen.ACTIONS}) == len(screen.ACTIONS)
    assert len({action.shown for action in screen.ACTIONS}) == len(screen.ACTIONS)


@SCREENS
def test_every_key_is_bound_to_its_action_under_its_id(screen: type[CommandScreen]) -> None:
    bound = {id for binding in screen.BINDINGS if (id := getattr(binding, "id", None))}
    assert bound >= {action.id for action in screen.ACTIONS}


@SCREENS
def test_every_hint_is_an_action(screen: type[CommandScreen]) -> None:
    assert set(screen.HINTS) <= {action.id for action in screen.ACTIONS}
    assert len(set(screen.HINTS)) == len(screen.HINTS)


@SCREENS
def test_groups_are_not_torn_apart(screen: type[CommandScreen]) -> None:
    order = [action.group for action in screen.ACTIONS]
    assert order == sorted(order, key=order.index)


async def test_a_key_that_is_off_says_why_where_things_are_said() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("l")
        words = texts(today_of(app).query_one("#message", Canvas).lines)
        assert words == [" This is today; later days have not come yet."]


async def test_an_empty_list_offers_to_add_first() -> None:
    async with opened(EMPTY) as (app, _):
        assert [hint.id for hint in hints_of(today_of(app))][:2] == ["undo", "add"]


async def test_every_action_is_found_by_its_label_and_by_the_words_that_people_have_for_it() -> None:
    async with opened(small_book()) as (app, _):
        screen = today_of(app)
        assert find_actions(screen, "") == list(screen.ACTIONS)
        for action in screen.ACTIONS:
            assert action in find_actions(screen, action.label_at(screen.here)), action.id
        for words, ids in MEANT.items():
            found = [action.id for action in find_actions(screen, words)]
            assert found[: len(ids)] == ids, (words, found)


MEANT = {
    "undo": ["undo"],
    "export": [],
    "erase": ["clear", "delete"],
    "remove": ["clear", "archive", "delete"],
    "delete": ["delete"],
    "urge": ["acted"],
    "timer": ["minute"],
    "week": ["room_review", "room_reflect"],
    "plan": ["room_review", "room_reflect"],
    "tomorrow": ["room_review"],
    "streak numbers": ["hide"],
    "setings": ["settings"],
    "qwertz": [],
}


async def test_the_keys_screen_lists_every_action_and_the_reason_if_it_is_off() -> None:
    async with opened(small_book()) as (app, _):
        screen = today_of(app)
        rows = build_key_list(list(screen.ACTIONS), screen, 0, 200, ASCII)
        assert [number for number, _ in rows if number >= 0] == list(range(len(screen.ACTIONS)))
        lines = texts(line for number, line in rows if number >= 0)
        for action, line in zip(screen.ACTIONS, lines, strict=True):
            assert action.shown in line
            assert Look().spell(action.tip) in line
            assert Look().spell(action.off(screen.here)) in line


async def test_where_there_is_no_room_beside_a_key_the_marked_one_is_explained_below() -> None:
    async with opened(small_book(), size=(40, 20)) as (app, _):
        screen = today_of(app)
        lines = texts(line for _, line in build_key_list(list(screen.ACTIONS), screen, 1, 34, ASCII))
        assert lines[2:5] == ["> s     skip", "    Excuse this day: it vanishes", "    from every count"]
        assert not [line for line in lines if line.endswith("...")]


def test_labels_are_short_enough_for_the_keys_screen() -> None:
    plain_labels = [a.label for a in (*TodayScreen.ACTIONS, *FirstStart.ACTIONS) if isinstance(a.label, str)]
    assert max(map(len, plain_labels)) <= 13


def find(screen: type[CommandScreen], id: str) -> Action:
    return next(action for action in screen.ACTIONS if action.id == id)


def test_the_same_key_means_the_same_on_both_screens() -> None:
    for id in ("up", "down", "choose", "quit"):
        today, first = find(TodayScreen, id), find(FirstStart, id)
        assert set(first.keys.split(",")) & set(today.keys.split(",")) or id == "choose"
