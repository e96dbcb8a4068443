"""Rows dragged with the mouse."""

from __future__ import annotations

from textual.pilot import Pilot

from tests.ui.making import opened, shown, small_book
from tests.ui.test_habits_journeys import habits_of, order
from tracker.ui.app import LetbeApp
from tracker.ui.screens.habits import HabitsScreen


async def drag(pilot: Pilot[int], start: int, *way: int, on: str = "#shelf") -> None:
    """Hold the row on one line, move over others, and let go over the last."""
    await pilot.mouse_down(on, offset=(8, start))
    for line in way:
        await pilot.hover(on, offset=(8, line))
    await pilot.mouse_up(on, offset=(8, way[-1]))
    await pilot.pause()


def lines(app: LetbeApp) -> list[str]:
    return [line.strip(" ▸■").split("  ")[0] for line in shown(app, "shelf").splitlines()]


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
        assert habits_of(app).cursor.habit == last
        assert app.tracker.book.logs == before.logs


async def test_while_a_row_is_dragged_it_says_where_to() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3")
        await pilot.mouse_down("#shelf", offset=(8, 1))
        await pilot.hover("#shelf", offset=(8, 2))
        assert "Walk outside: after Read a book, in Self-care" in shown(app, "message")
        assert shown(app, "shelf").splitlines()[2].startswith("▸")
        await pilot.hover("#shelf", offset=(8, 1))
        await pilot.mouse_up("#shelf", offset=(8, 1))
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
        assert not habits_of(app).cursor.chosen


async def test_areas_are_dragged_too() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "A")
        await drag(pilot, 0, 1, on="#dialog-list")
        assert [area.name for area, _ in app.tracker.book.by_area()] == ["Talking", "Self-care"]


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
