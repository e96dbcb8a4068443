from __future__ import annotations

import pytest
from textual.widgets import Static

from tests.ui.making import (
    DONE,
    TODAY,
    at_today,
    mark,
    opened,
    said,
    shown,
    small_book,
    today_of,
)  # fmt: skip
from tracker.domain.log import Mark, MarkKind
from tracker.ui.dialogs.ask import Ask
from tracker.ui.dialogs.habit_form import HabitForm
from tracker.ui.dialogs.help import KeysScreen
from tracker.ui.widgets.grid import HabitGrid
from tracker.ui.widgets.keys import Keys

pytestmark = pytest.mark.more


async def test_a_click_on_a_cell_does_what_space_does_and_the_right_button_asks_for_a_note() -> None:
    async with opened(small_book()) as (app, pilot):
        grid = today_of(app).body.grid
        assert grid
        place = grid.columns.place_of(TODAY.toordinal())
        assert place
        await pilot.click("#grid", offset=(place, 3))
        assert mark(app, "walk") == DONE
        await pilot.click("#grid", offset=(place, 3))
        assert mark(app, "walk") is None
        await pilot.click("#grid", offset=(3, 5))
        assert today_of(app).body.cursor.habit == "sweets", "a click on a name only goes there"
        await pilot.click("#grid", offset=(place, 3), button=3)
        assert isinstance(app.screen, Ask)


async def test_a_click_on_a_key_hint_does_what_the_key_does() -> None:
    async with opened(small_book()) as (app, pilot):
        bar = shown(app, "keys")
        await pilot.hover("#keys", offset=(bar.index("skip"), 0))
        assert today_of(app).query_one(Keys).tooltip == "Excuse this day: it vanishes from every count"
        await pilot.click("#keys", offset=(bar.index("skip"), 0))
        assert mark(app, "walk") == Mark(MarkKind.SKIP)
        await pilot.click("#keys", offset=(shown(app, "keys").index("help"), 0))
        assert isinstance(app.screen, KeysScreen)


async def test_a_choice_of_a_question_can_be_clicked() -> None:
    async with opened(small_book(), size=(40, 20)) as (app, pilot):
        await pilot.press("full_stop")
        choices = app.screen.query_one("#ask-choices", Static)
        lines = [strip.text for strip in choices.render_lines(choices.size.region)]
        line, place = next((y, x) for y, text in enumerate(lines) if (x := text.find("rather easy")) >= 0)
        await pilot.click(choices, offset=(place, line))
        assert at_today(app)
        assert said(app).startswith("Today: ease 4")


async def test_the_wheel_moves_through_the_habits() -> None:
    async with opened(small_book()) as (app, pilot):
        screen = today_of(app)
        for rows, habit in ((1, "read"), (1, "sweets"), (-1, "read")):
            grid = screen.query_one(HabitGrid)
            await (grid.on_mouse_scroll_down() if rows > 0 else grid.on_mouse_scroll_up())
            await pilot.pause()
            assert screen.body.cursor.habit == habit


async def test_a_click_on_a_line_of_the_form_opens_its_field() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("e")
        form = app.screen
        assert isinstance(form, HabitForm)
        await pilot.click("#form-below", offset=(2, 2))
        assert form.field == "schedule"
        assert len(shown(app, "form-above").splitlines()) == 3
        await pilot.click("#form-above", offset=(2, 1))
        assert form.field == "area"
        await pilot.click("#form-label")
        assert form.field == "area", "it is open already"
