"""Rows dragged with the mouse."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.ui.making import TODAY, opened, shown, small_book
from tests.ui.test_habits_journeys import habits_of, order
from tracker.service.edits.areas import delete_area
from tracker.service.edits.habits import delete
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.area_list import AreaList
from tracker.ui.screens.habits import HabitsScreen
from tracker.ui.widgets.rows import RowList

pytestmark = pytest.mark.more


async def drag(pilot: Pilot[int], start: int, *way: int, on: str = "#listing") -> None:
    """Hold the row on one line, move over others, and let go over the last."""
    await pilot.mouse_down(on, offset=(8, start))
    for line in way:
        await pilot.hover(on, offset=(8, line))
    await pilot.mouse_up(on, offset=(8, way[-1]))
    await pilot.pause()


def lines(app: LetbeApp) -> list[str]:
    return [line.strip(" ▸■").split("  ")[0] for line in shown(app, "listing").splitlines()]


async def test_a_row_is_dragged_to_another_place_and_to_another_area() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3")
        before = app.tracker.book
        first, second, third, *rest = order(app).split()
        rows = lines(app)
        names = {habit.id: rows.index(habit.name) for habit in before.active}
        await drag(pilot, names[first], names[second], names[third])
        assert order(app).split() == [second, third, first, *rest]
        assert isinstance(app.screen, HabitsScreen), "a row that was dragged is not opened"
        assert "moved" in shown(app, "message")
        await pilot.press("u")
        last = rest[-1]
        assert before.habit(last).area != before.habit(first).area
        await drag(pilot, names[last], names[second], names[first])
        assert order(app).split()[0] == last
        assert app.tracker.book.habit(last).area == before.habit(first).area
        assert habits_of(app).body.cursor.habit == last
        assert app.tracker.book.logs == before.logs


async def test_while_a_row_is_dragged_it_says_where_to() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3")
        await pilot.mouse_down("#listing", offset=(8, 1))
        await pilot.hover("#listing", offset=(8, 2))
        assert "Walk outside: after Read a book, in Self-care" in shown(app, "message")
        assert shown(app, "listing").splitlines()[2].startswith("▸")
        await pilot.hover("#listing", offset=(8, 1))
        await pilot.mouse_up("#listing", offset=(8, 1))
        assert order(app).split()[0] == "walk"
        assert isinstance(app.screen, HabitsScreen)


async def test_a_row_is_dragged_onto_the_name_of_an_area() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3")
        await drag(pilot, 1, 2, lines(app).index("TALKING"))
        assert app.tracker.book.habit("walk").area == "talk"
        assert next(habit.id for habit in app.tracker.book.active if habit.area == "talk") == "walk"


async def test_the_chosen_ones_go_along() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "v", "v")
        first, second, *_ = order(app).split()
        await drag(pilot, 1, 2, lines(app).index("TALKING"))
        talk = [habit.id for habit in app.tracker.book.active if habit.area == "talk"]
        assert talk[:2] == [first, second]
        assert not habits_of(app).body.cursor.chosen


async def test_areas_are_dragged_too() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "A")
        await drag(pilot, 0, 1, on="#dialog-list")
        assert [area.name for area, _ in app.tracker.book.by_area()] == ["Talking", "Self-care"]


@pytest.mark.parametrize("dropped", [False, True])
async def test_what_is_deleted_elsewhere_while_it_is_dragged_stays_deleted(dropped: bool) -> None:  # noqa: FBT001 - a case
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3")
        screen, rows = habits_of(app), app.screen.query_one(RowList)
        app.tracker.commit(delete(["walk"]))
        screen.body.on_row_list_dragged(RowList.Dragged("walk", 4, dropped=dropped))
        assert "walk" not in order(app).split()
        app.tracker.commit(delete(["sweets"]))
        for over in range(len(rows._rows)):
            screen.body.on_row_list_dragged(RowList.Dragged("read", over, dropped=dropped))
        await pilot.press("A")
        app.tracker.commit(delete_area("talk", TODAY, "care"))
        areas = app.screen
        assert isinstance(areas, AreaList)
        for id, over in (("talk", 0), ("care", 1)):
            areas.on_row_list_dragged(RowList.Dragged(id, over, dropped=dropped))
        assert [area.id for area, _ in app.tracker.book.by_area()] == ["care"]


async def test_a_choice_is_clicked() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "a", "S", "i", "t", "enter")
        row = shown(app, "ask-choices")
        await pilot.click("#ask-choices", offset=(row.index("2/month"), 0))
        await pilot.press("enter")
        assert str(app.tracker.book.habit("sit").rule.schedule) == "2/month"
        await pilot.press("e", "ctrl+e", "down", "down", "down")
        await pilot.click("#form-choices", offset=(shown(app, "form-choices").index("every 3 days"), 0))
        await pilot.press("ctrl+s")
        assert str(app.tracker.book.habit("sit").rule.schedule) == "every 3 days"
