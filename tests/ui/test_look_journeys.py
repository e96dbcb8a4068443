from __future__ import annotations

import signal
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.ui.making import (
    TODAY,
    answer,
    at_today,
    habit,
    hint,
    on,
    opened,
    said,
    shown,
    small_book,
)  # fmt: skip
from tracker.service.edits.suggestions import in_the_way
from tracker.service.review.masking import masked_name
from tracker.settings import Preferences, places, read_preferences, write_preference
from tracker.ui import shutdown as leaving
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.ask import Ask
from tracker.ui.screens.book_screen import BookScreen

pytestmark = pytest.mark.more


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


MASKED = Preferences(ascii=False, mask=True)


async def test_what_is_masked_is_not_shown_in_a_field_either() -> None:
    async with opened(small_book(), preferences=MASKED) as (app, pilot):
        on(app, "walk", ago=2)
        await pilot.press("n")
        assert said(app) == "The note of this day is masked; * shows it again."
        await pilot.press("e")
        assert said(app) == "Names are masked; * shows them again."
        assert at_today(app)
        await pilot.press("3", "e")
        assert "Names are masked" in shown(app, "message")
        await pilot.press("M")
        assert isinstance(app.screen, Ask)
        assert (
            str(app.screen.query_one("#ask-title", Static).content) == f"Move “{masked_name(habit('Walk outside'))}” to"
        )


async def test_an_empty_answer_takes_away_nothing_that_is_masked() -> None:
    async with opened(small_book(), size=(120, 40), preferences=MASKED) as (app, pilot):
        app.tracker.commit(in_the_way("walk", "a secret reason", TODAY))
        on(app, "walk")
        await pilot.press("enter", "c", "w")
        assert "empty leaves what is there" in hint(app)
        await pilot.press("enter")
        assert "secret" in str(app.tracker.book.reflections)
        await pilot.press("c", "w")
        await answer(pilot, "rain")
        assert "secret" not in str(app.tracker.book.reflections)
        assert "rain" in str(app.tracker.book.reflections)


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


async def test_settings_that_are_changed_from_outside_show_at_the_next_look(settings_file: Path) -> None:
    async with opened(small_book(), size=(100, 30)) as (app, pilot):
        assert "streak" in shown(app, "grid")
        for name, value in (("hide_streaks", True), ("mask", True), ("ascii", True), ("theme", "letbe-light")):
            write_preference(str(settings_file), name, value)
        app.catch_up()
        await pilot.pause()
        assert "streak" not in shown(app, "grid")
        assert "Walk" not in shown(app)
        assert app.has_class("-ascii")
        assert app.theme == "letbe-light"


async def test_what_is_changed_from_outside_just_before_a_key_of_the_app_is_not_missed(settings_file: Path) -> None:
    async with opened(small_book()) as (app, pilot):
        write_preference(str(settings_file), "mask", True)
        await pilot.press("H")
        app.catch_up()
        assert app.preferences == Preferences(hide_streaks=True, mask=True)


async def mask_from_outside(app: LetbeApp, pilot: Pilot[int], *, on: bool = True) -> str:
    """Return what is to be seen then."""
    write_preference(places().preferences, "mask", on)
    app.catch_up()
    await pilot.pause()
    return app.export_screenshot().replace("&#160;", " ")


@pytest.mark.parametrize("keys", ["n", "e", "P", "3 e", "enter p", "enter c", "e ctrl+p"])
async def test_what_is_open_and_shows_names_waits_unseen_while_names_are_masked(keys: str) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press(*keys.split())
        await pilot.pause()
        below = app.screen
        assert "Walk outside" in app.export_screenshot().replace("&#160;", " ")
        await pilot.press("x", "y")
        seen = await mask_from_outside(app, pilot)
        assert "Walk" not in seen
        assert "waits unseen" in seen
        await pilot.press("k", "enter", "asterisk")
        await pilot.pause()
        assert app.screen is below
        assert not app.look.mask
        fields = [field.value for field in below.query(Input)]
        assert all(value.endswith("xy") for value in fields[:1])
        await mask_from_outside(app, pilot)
        assert "Walk outside" in await mask_from_outside(app, pilot, on=False)
        assert app.screen is below
        await mask_from_outside(app, pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, BookScreen)
        assert "Walk" not in app.export_screenshot()


async def test_an_answer_that_is_being_written_is_kept_before_it_is_masked() -> None:
    async with opened(small_book()._replace(prompts=("What went well?",))) as (app, pilot):
        await pilot.press("4", "tab", *"quiet")
        assert "quiet" not in await mask_from_outside(app, pilot)
        assert "quiet" in str(app.tracker.book.reflections)


@pytest.mark.parametrize("inside", [True, False])
async def test_what_was_said_before_names_were_masked_is_not_there_any_more(*, inside: bool) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "z")
        assert "Walk outside: archived" in shown(app, "message")
        await pilot.press("1")
        if inside:
            await pilot.press("asterisk")
        else:
            await mask_from_outside(app, pilot)
        await pilot.press("3")
        await pilot.pause()
        assert "archived" not in shown(app, "message")


async def test_a_note_that_waits_unseen_is_kept_when_the_program_is_ended() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("n", *"rain")
        await mask_from_outside(app, pilot)
        await leaving.hang_up(app, signal.SIGTERM)
        assert "rain" in str(app.tracker.book.log("walk"))


async def test_settings_that_change_while_the_app_closes_find_nothing_to_show(settings_file: Path) -> None:
    async with opened(small_book()) as (app, _):
        pass
    write_preference(str(settings_file), "mask", True)
    app.catch_up()
    assert not app.look.mask


async def test_a_theme_that_is_taken_out_from_outside_gives_way_to_the_usual_one(settings_file: Path) -> None:
    path = str(settings_file)
    write_preference(path, "theme", "nord")
    async with opened(small_book(), preferences=read_preferences(path)[0]) as (app, pilot):
        for theme in (None, "nord", "no-such-theme"):
            write_preference(path, "theme", theme)
            app.catch_up()
            await pilot.pause()
            assert app.theme == (theme if theme == "nord" else "letbe-dark")
            assert read_preferences(path)[0].theme == (theme or ""), (
                "what follows from the settings is not written there"
            )


async def test_what_is_not_sound_in_the_settings_leaves_all_as_it_is_but_what_is_sound_beside_it(
    settings_file: Path,
) -> None:
    write_preference(str(settings_file), "hide_streaks", True)
    async with opened(small_book(), preferences=Preferences(ascii=False, hide_streaks=True)) as (app, _):

        def preferred(text: str) -> Preferences:
            settings_file.write_text(text, encoding="utf-8")
            app.catch_up()
            return app.preferences

        masked = Preferences(hide_streaks=True, mask=True)
        assert preferred('colour = "blue"\nmask = true\nhide_streaks = "maybe"') == masked
        assert preferred("mask =") == masked
        assert preferred("mask = 1\nascii = true") == Preferences(ascii=True, mask=True)
        assert preferred("") == Preferences()


async def test_the_demo_remembers_nothing(settings_file: Path) -> None:
    async with opened(small_book(), demo=True) as (_, pilot):
        await pilot.press("H", "asterisk")
    assert read_preferences(str(settings_file)) == (Preferences(), [])
