"""An answer that cannot be kept stays where it is written: it is never called saved, and never gone without a word."""

from __future__ import annotations

from tests.ui.making import opened, shown
from tests.ui.test_reflect import ASKED, reflect, week
from tracker.domain.text import NOTE_LIMIT
from tracker.ui.dialogs.menu import NotSaved
from tracker.ui.screens.reflect import fields_of

LONG = "x" * (NOTE_LIMIT + 1)


async def test_an_answer_that_is_refused_is_never_called_saved_and_leaving_asks() -> None:
    async with opened(ASKED) as (app, pilot):
        await pilot.press("4", "tab", *"fine", "enter")
        first, second = fields_of(reflect(app).body)
        second.text = LONG
        await pilot.press("escape")
        assert week(app) == {"What went?": "fine"}
        assert "Not saved: " in shown(app)
        await pilot.press("left_square_bracket", "ctrl+q")
        assert isinstance(app.screen, NotSaved)
        await pilot.press("escape")
        assert app.return_code is None
        assert second.text == LONG, "another week would have taken it away"
        second.text = "so"
        await pilot.press("ctrl+q")
        assert week(app) == {"What went?": "fine", "What next?": "so"}
        assert app.return_code == 0
    assert first.text == "fine"


async def test_who_leaves_twice_leaves_without_it() -> None:
    async with opened(ASKED) as (app, pilot):
        await pilot.press("4", "tab")
        fields_of(reflect(app).body)[0].text = LONG
        await pilot.press("ctrl+q", "ctrl+q")
        assert app.return_code == 0
        assert not week(app)


async def test_an_answer_that_was_refused_comes_back_when_it_is_masked_no_more() -> None:
    async with opened(ASKED) as (app, pilot):
        await pilot.press("4", "tab")
        fields_of(reflect(app).body)[0].text = LONG
        await pilot.press("escape", "asterisk")
        assert not fields_of(reflect(app).body)
        await pilot.press("ctrl+q")
        assert isinstance(app.screen, NotSaved)
        await pilot.press("escape", "asterisk")
        assert fields_of(reflect(app).body)[0].text == LONG


async def test_an_answer_that_is_refused_stays_with_its_week_when_today_is_wanted() -> None:
    async with opened(ASKED) as (app, pilot):
        await pilot.press("4", "left_square_bracket", "tab")
        there = reflect(app).body.asked
        fields_of(reflect(app).body)[0].text = LONG
        await pilot.press("escape", "t")
        assert reflect(app).body.asked == there
        fields_of(reflect(app).body)[0].text = "fine"
        await pilot.press("t")
        assert [kept.day for kept in app.tracker.book.reflections] == [there.start]
        assert reflect(app).body.asked.start > there.start


async def test_an_answer_about_a_week_that_is_refused_keeps_the_month_away() -> None:
    async with opened(ASKED._replace(month_prompts=("What grew?",))) as (app, pilot):
        await pilot.press("4", "tab")
        fields_of(reflect(app).body)[0].text = LONG
        await pilot.press("escape", "m")
        assert reflect(app).body.asked.name == "week"
        assert "Not saved: " in shown(app)
        fields_of(reflect(app).body)[0].text = "fine"
        await pilot.press("m")
        assert (reflect(app).body.asked.name, week(app)) == ("month", {"What went?": "fine"})
