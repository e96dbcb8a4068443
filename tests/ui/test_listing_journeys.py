from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input, Static

from tests.ui.making import (
    TODAY,
    answer,
    hint,
    opened,
    said,
    shown,
    small_book,
    today_of,
)  # fmt: skip
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.ask import Ask

pytestmark = pytest.mark.more


def question(app: LetbeApp) -> str:
    return str(app.screen.query_one("#ask-title", Static).content)


async def test_a_habit_is_added_with_a_name_and_a_rule_and_is_in_sight_at_once() -> None:
    async with opened(small_book(), size=(100, 30)) as (app, pilot):
        await pilot.press("a")
        await answer(pilot, "Sing")
        assert app.screen.query_one(Input).value == "daily"
        await answer(pilot, "3/week, at least 20 min")
        assert today_of(app).body.cursor.habit == "sing"
        await pilot.pause()
        assert "▸ Sing" in shown(app, "grid")
        assert "at least 20 min, 3 times a week" in shown(app, "detail")
        assert said(app).startswith("Sing: added, at least 20 min, 3 times a week  ")
        await pilot.press("u")
        assert "Sing" not in shown(app, "grid")


async def test_the_area_is_chosen_with_tab_and_the_rule_with_the_arrows() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("a", *"Sit", "enter")
        assert "How often: Sit, in Self-care" in question(app)
        assert "every day; next today" in hint(app)
        await pilot.press("tab", "down", "down")
        assert "How often: Sit, in Talking" in question(app)
        assert "3 times a week; any" in hint(app)
        await pilot.press("comma", "space", *"20 min", "enter")
        habit = app.tracker.book.habit("sit")
        assert (habit.area, habit.rule.words) == ("talk", "at least 20 min, 3 times a week")


async def test_a_name_that_says_how_often_offers_that_as_the_rule() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("a")
        await answer(pilot, "Call mum every Sunday")
        assert app.screen.query_one(Input).value == "sun"
        assert "on Sunday; next today" in hint(app)
        assert hint(app).endswith("tab: another area; its name says so")
        await pilot.press("enter")
        added = app.tracker.book.habit("call-mum-every-sunday")
        assert (added.name, added.rule.words) == ("Call mum every Sunday", "on Sunday")


async def test_who_wants_to_stop_something_hears_which_rules_are_for_that() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("a")
        await answer(pilot, "Stop checking my phone")
        assert "for less of it: at most 1 time, or let go" in hint(app)
        await pilot.press("up", "enter")
        stopped = next(habit for habit in app.tracker.book.habits if habit.name.startswith("Stop"))
        assert stopped.rule.words == "urges let pass, whenever they come"


async def test_the_first_habit_of_an_empty_list_is_in_sight_at_once() -> None:
    async with opened(small_book()._replace(habits=(), logs={})) as (app, pilot):
        assert "No habits yet" in shown(app)
        await pilot.press("a")
        await answer(pilot, "Sing")
        await pilot.press("enter")
        assert "▸ Sing" in shown(app, "grid")
        assert "Sing" in app.export_screenshot()


@pytest.mark.parametrize(("name", "refusal"), [("walk outside", "already"), ("x" * 201, "at most 200")])
async def test_a_name_that_cannot_be_is_refused_where_it_is_typed(name: str, refusal: str) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("a")
        await answer(pilot, name)
        assert isinstance(app.screen, Ask)
        assert refusal in hint(app)


async def test_a_habit_is_paused_and_unpaused_with_one_key() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("P")
        assert app.screen.query_one(Input).placeholder == ""
        assert "such as friday" in hint(app)
        await answer(pilot, "tomorrow")
        pause = app.tracker.book.pauses[0]
        assert (pause.habit, pause.start, pause.end) == ("walk", TODAY, TODAY + timedelta(1))
        assert "paused" in shown(app, "detail")
        await pilot.press("P")
        assert not app.tracker.book.pauses
        await pilot.press("P", "enter")
        assert app.tracker.book.pauses[0].end is None
