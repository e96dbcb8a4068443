"""Editing in the row."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.ui.making import opened, shown, small_book, texts
from tests.ui.test_habits_journeys import habits_of
from tracker.ui.dialogs.habit_form import HabitForm
from tracker.ui.dialogs.inline_form import InlineForm
from tracker.ui.screens.habits import HabitsScreen
from tracker.ui.widgets.canvas import Canvas
from tracker.ui.widgets.rows import RowList

pytestmark = pytest.mark.more


async def test_a_habit_is_renamed_and_ruled_anew_in_its_row() -> None:
    async with opened(small_book()) as (app, pilot):
        before = app.tracker.book
        await pilot.press("3", "e")
        assert isinstance(app.screen, InlineForm)
        await pilot.press("!", "tab", "down", "down", ",", " ", "2", "0", " ", "m", "i", "n")
        assert "at least 20 min, 3 times a week; from today; what was before stays" in shown(app, "inline-outlook")
        await pilot.press("tab", *"at noon", "tab", *"one step", "enter")
        assert isinstance(app.screen, HabitsScreen)
        habit = app.tracker.book.habit("walk")
        assert (habit.name, habit.small) == ("Walk outside!", "Step out of the door.one step")
        assert habit.cue.endswith("at noon")
        assert (str(habit.rule.schedule), str(habit.rule.goal)) == ("3/week", "at least 20 min")
        assert len(habit.rules) == 2
        await pilot.press("u")
        assert app.tracker.book == before


async def test_the_row_says_what_is_wrong_and_restores() -> None:
    async with opened(small_book()) as (app, pilot):
        before = app.tracker.book
        await pilot.press("3", "e", "tab", "end", "x", "enter")
        assert isinstance(app.screen, InlineForm)
        assert "is not a schedule" in shown(app, "inline-outlook")
        await pilot.press("escape")
        assert app.screen.query_one("#inline-rule", Input).value == "daily"
        await pilot.press("escape")
        assert isinstance(app.screen, HabitsScreen)
        assert "Read" in shown(app, "listing").splitlines()[2]
        await pilot.press("e", "enter")
        assert "Nothing was changed" in shown(app, "message")
        assert app.tracker.book == before


async def test_while_the_row_is_edited_no_key_is_offered_that_would_be_typed() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "J")
        await pilot.pause()
        assert "u undo" in shown(app, "message")
        await pilot.press("e")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, InlineForm)
        assert "u undo" not in texts(form.host.query_one("#message", Canvas).lines)[0]
        assert "esc leave" in shown(app, "inline-keys")
        await pilot.press("x")
        assert "esc restore" in shown(app, "inline-keys")


async def test_one_key_goes_on_in_the_form_with_what_was_typed() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "e", "!", "ctrl+e")
        assert isinstance(app.screen, HabitForm)
        assert app.screen.drafting.draft.name == "Walk outside!"
        assert "1 changed" in shown(app, "form-title")
        await pilot.press("ctrl+s")
        assert app.tracker.book.habit("walk").name == "Walk outside!"


@pytest.mark.parametrize("size", [(80, 24), (40, 20), (40, 12)])
async def test_the_fields_lie_upon_the_row_wherever_it_is(size: tuple[int, int]) -> None:
    async with opened(small_book(), size=size) as (app, pilot):
        await pilot.press("3")
        for _ in range(3):
            await pilot.press("e")
            await pilot.pause()
            rows = habits_of(app).query_one(RowList)
            box = app.screen.query_one("#inline").region
            assert box.y == rows.region.y + rows.line_of(habits_of(app).body.cursor.habit)
            assert box.bottom <= rows.region.bottom
            await pilot.press("escape", "j", "j")


async def test_where_there_is_room_beside_the_list_the_form_opens_there() -> None:
    async with opened(small_book(), size=(120, 40)) as (app, pilot):
        await pilot.press("3", "e")
        assert isinstance(app.screen, HabitForm)
