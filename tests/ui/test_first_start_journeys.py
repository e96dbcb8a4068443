from __future__ import annotations

from pathlib import Path

from tests.ui.making import (
    at_today,
    file_store,
    opened,
    saved,
    shown,
)  # fmt: skip
from tracker.ui.screens.first_start import FirstStart


async def test_the_first_start_takes_three_steps_and_is_kept(tmp_path: Path) -> None:
    async with opened(file_store(tmp_path)) as (app, pilot):
        first = app.screen
        assert isinstance(first, FirstStart)
        assert "without losing yourself" in shown(app)
        await pilot.press("enter")
        assert "Quiet time alone" in shown(app)
        assert "more rows below" in shown(app), "80 cells by 24 have no room for all of them"
        await pilot.press("space", "j", "space", "enter")
        assert "You begin with 7 practices." in shown(app)
        assert "habits.json" in shown(app).replace("\n  ", "")
        assert "enter begin" in shown(app, "keys")
        await pilot.press("enter")
        assert at_today(app)
        chosen = [habit.name for habit in app.tracker.book.active]
        assert len(chosen) == 7
        assert "A step toward my own goal" in chosen
        assert "Time for a hobby that is mine" not in chosen
        await saved(app)
    async with opened(file_store(tmp_path)) as (app, _):
        assert at_today(app)
        assert [habit.name for habit in app.tracker.book.active] == chosen


async def test_the_first_start_can_be_gone_through_with_the_mouse_alone(tmp_path: Path) -> None:
    async with opened(file_store(tmp_path)) as (app, pilot):
        for number, title in ((2, "Choose a few"), (3, "Ready")):
            await pilot.click("#keys", offset=(shown(app, "keys").index("next"), 0))
            assert title in shown(app, "header")
            if number == 2:
                lines = shown(app, "step").splitlines()
                await pilot.click("#step", offset=(8, next(y for y, line in enumerate(lines) if "hobby" in line)))
                await pilot.click("#step", offset=(8, 0))  # a heading is nothing to choose
                await pilot.click("#step", offset=(8, next(y for y, line in enumerate(lines) if "more rows" in line)))
                assert shown(app, "step").splitlines()[1].startswith(" ▸ □ Time for a hobby"), "nothing moved"
        await pilot.click("#keys", offset=(shown(app, "keys").index("begin"), 0))
        assert "Time for a hobby that is mine" not in [habit.name for habit in app.tracker.book.active]
        assert len(app.tracker.book.active) == 6


async def test_leaving_the_first_start_writes_nothing(tmp_path: Path) -> None:
    async with opened(file_store(tmp_path)) as (app, pilot):
        await pilot.press("q")
        assert app.return_code == 0
    assert not (tmp_path / "habits.json").exists()


async def test_the_first_start_can_be_skipped_with_its_starters(tmp_path: Path) -> None:
    async with opened(file_store(tmp_path)) as (app, pilot):
        await pilot.press("s")
        assert at_today(app)
        assert app.tracker.book.active
