from __future__ import annotations

import pytest
from textual.widgets import Input, Static

from tests.ui.making import (
    at_today,
    mark,
    opened,
    shown,
    small_book,
)  # fmt: skip
from tracker.domain.log import Mark, MarkKind
from tracker.settings import Preferences

pytestmark = pytest.mark.more


async def test_the_keys_screen_explains_the_numbers_of_urges_as_they_are_drawn() -> None:
    for plain, shown_as in ((False, "“3 ○”"), (True, "“3 p”")):
        async with opened(small_book(), preferences=Preferences(ascii=plain)) as (app, pilot):
            await pilot.press("question_mark")
            assert shown_as in str(app.screen.query_one("#keys-numbers", Static).content)


async def test_the_keys_screen_finds_an_action_and_does_it() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("question_mark")
        app.screen.query_one(Input).value = "excuse this day"
        await pilot.pause()
        assert "skip" in shown(app)
        await pilot.press("enter")
        assert mark(app, "walk") == Mark(MarkKind.SKIP)
        await pilot.press("question_mark", "question_mark")
        assert at_today(app)


async def test_the_theme_is_found_by_what_it_does_and_a_search_in_vain_says_so() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("question_mark")
        for word in ("dark", "light", "colour", "theme"):
            app.screen.query_one(Input).value = word
            await pilot.pause()
            assert "settings" in shown(app, "keys-list")
        app.screen.query_one(Input).value = "qwertz"
        await pilot.pause()
        assert shown(app, "keys-list") == "No key of this screen has these words."
