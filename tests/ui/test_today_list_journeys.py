"""What Today does to the list without a way to Habits and back."""

from __future__ import annotations

from tests.ui.making import answer, on, opened, said, shown, small_book, today_of
from tracker.ui.dialogs.ask import Ask
from tracker.ui.screens.habits import HabitsScreen


async def test_a_habit_is_put_away_deleted_and_brought_back() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "read")
        for keys in ("z", "DD"):
            await pilot.press(*keys)
            assert "Read a book" not in shown(app, "grid")
            assert today_of(app).body.cursor.habit == "sweets", "the next row, not the first one"
            await pilot.press("u")
            on(app, "read")
            assert app.tracker.book.habit("read").archived is None
            assert "Read a book" in shown(app, "grid")


async def test_a_habit_is_deleted_by_the_key_twice_and_nothing_else_between() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "walk")
        await pilot.press("D")
        assert said(app) == "D again deletes “Walk outside” with 9 marked days; undo brings it back."
        await pilot.press("escape")
        assert said(app) == ""
        await pilot.press("D")
        assert said(app).startswith("D again deletes")
        await pilot.press("j", "D")
        assert app.tracker.book.find_habit_by_id("walk")
        on(app, "sweets")  # as the mouse may do
        await pilot.press("D")
        assert len(app.tracker.book.habits) == 5, "what was asked about is not what the cursor is on"


async def test_the_chosen_ones_go_to_another_area() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("v", "v", "M")
        assert isinstance(app.screen, Ask)
        await answer(pilot, "talk")
        assert {app.tracker.book.habit(id).area for id in ("walk", "read")} == {"talk"}
        assert "Talking" in said(app)


async def test_the_archived_ones_are_shown_where_they_can_be() -> None:
    async with opened(small_book()) as (app, pilot):
        for _ in range(2):
            await pilot.press("z", "Z")
            assert isinstance(app.screen, HabitsScreen)
            assert app.screen.body.cursor.archived
            await pilot.press("3")
