from __future__ import annotations

from pathlib import Path

from tests.ui.making import (
    opened,
    said,
    shown,
    small_book,
)  # fmt: skip
from tracker.settings import Preferences, read_preferences


async def test_masks_and_hidden_streaks_are_remembered(settings_file: Path) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("asterisk", "H")
        assert not [habit.name for habit in small_book().habits if habit.name in shown(app)]
        assert "streak " not in shown(app, "grid", "detail")
        for key in ("space", "u", "U", "n"):
            await pilot.press(key)
            assert "Walk outside" not in shown(app) + said(app)
            assert "Walk outside" not in app.export_screenshot().replace("&#160;", " ")
    assert read_preferences(str(settings_file)) == (Preferences(hide_streaks=True, mask=True), [])


async def test_a_new_theme_is_remembered_and_draws_everything_anew(settings_file: Path) -> None:
    async with opened(small_book()) as (app, pilot):
        before = app.export_screenshot()
        app.theme = "letbe-light"
        await pilot.pause()
        assert app.export_screenshot() != before
    assert read_preferences(str(settings_file))[0].theme == "letbe-light"


async def test_themes_that_are_not_ours_draw_the_screen_too() -> None:
    async with opened(small_book(), demo=True) as (app, pilot):
        for theme in ("ansi-dark", "nord", "solarized-light"):
            app.theme = theme
            await pilot.pause()
            assert "Walk" in app.export_screenshot()


async def test_settings_that_cannot_be_written_are_said_and_hold_until_the_end(settings_file: Path) -> None:
    settings_file.parent.parent.mkdir(parents=True)
    settings_file.parent.write_text("a file in the way")
    async with opened(small_book()) as (app, pilot):
        await pilot.press("H")
        assert app.look.hide_streaks
        assert "was not saved" in next(iter(app._notifications)).message


async def test_the_demo_remembers_nothing(settings_file: Path) -> None:
    async with opened(small_book(), demo=True) as (_, pilot):
        await pilot.press("H", "asterisk")
    assert read_preferences(str(settings_file)) == (Preferences(), [])
