from __future__ import annotations

from datetime import timedelta

import pytest

from tests.ui.making import (
    TODAY,
    HeldClock,
    answer,
    back,
    mark,
    on,
    opened,
    said,
    shown,
    small_book,
    texts,
    today_of,
)  # fmt: skip
from tracker.domain.log import Mark, MarkKind
from tracker.ui.commands.navigation import days_shown
from tracker.ui.dialogs.ask import Ask
from tracker.ui.widgets.grid import HabitGrid

pytestmark = pytest.mark.more


async def test_a_past_day_is_checked_after_paging_back() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("left_square_bracket", "l", "space")
        screen = today_of(app)
        assert screen.body.cursor.day < back(14)
        day = screen.body.cursor.day
        assert app.tracker.book.log("walk").get(day) is not None
        await pilot.press("t")
        assert screen.body.cursor.day == screen.body.cursor.edge == TODAY
        await pilot.press("u")
        assert screen.body.cursor.day == day, "an undo shows where it happened"
        assert app.tracker.book.log("walk").get(day) is None


async def test_the_cursor_goes_to_a_date_to_the_first_mark_and_never_beyond_today() -> None:
    async with opened(small_book()) as (app, pilot):
        screen = today_of(app)
        await pilot.press("d")
        await answer(pilot, "2026-01-05")
        assert screen.body.cursor.day.isoformat() == "2026-01-05"
        assert screen.body.grid
        assert screen.body.cursor.day.toordinal() in screen.body.grid.columns.days
        await pilot.press("home")
        assert screen.body.cursor.day == back(9)
        for _ in range(12):
            screen.action_run("on")
        assert screen.body.cursor.day == TODAY


async def test_every_step_back_keeps_the_cursor_in_sight() -> None:
    async with opened(small_book(), size=(40, 20)) as (app, _):
        screen = today_of(app)
        for number in range(60):
            screen.action_run("back")
            assert screen.body.cursor.day == back(number + 1)
            assert screen.body.cursor.day.toordinal() in days_shown(screen, screen.body.cursor)


async def test_a_filter_narrows_while_typing_and_esc_shows_all_again() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("slash", *"fix")
        assert "Walk outside" not in "\n".join(texts(today_of(app).query_one(HabitGrid).lines))
        await pilot.press("enter")
        assert today_of(app).body.cursor.habit == "fixing"
        await pilot.press("slash")
        await answer(pilot, "zzz")
        await pilot.press("slash")
        assert isinstance(app.screen, Ask), "a filter that fits nothing can be changed"
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "Walk outside" in shown(app)


async def test_a_filter_that_hides_the_cursors_habit_gives_it_back() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "sweets")
        await pilot.press("slash", *"fix")
        assert today_of(app).body.cursor.habit == "fixing"
        await pilot.press("escape")
        assert today_of(app).body.cursor.habit == "sweets"
        await pilot.press("slash")
        await answer(pilot, "zzz")
        await pilot.press("space")
        assert said(app) == "There is no habit here yet."
        await pilot.press("escape")
        assert today_of(app).body.cursor.habit == "sweets"
        assert mark(app, "sweets") is None


async def test_yesterdays_gaps_are_offered_on_a_morning_only() -> None:
    async with opened(small_book(), clock=HeldClock(hour=9)) as (app, pilot):
        assert said(app) == ""
        await pilot.press("y")
        assert today_of(app).body.cursor.day == back(1)
    book = small_book()._replace(logs={})
    async with opened(book, clock=HeldClock(hour=9)) as (app, pilot):
        assert said(app).startswith("Yesterday has 2 without a mark")
        await pilot.press("y")
        assert (today_of(app).body.cursor.habit, today_of(app).body.cursor.day) == ("walk", back(1))
    async with opened(book, clock=HeldClock(hour=15)) as (app, _):
        assert said(app) == ""


async def test_y_passes_by_what_is_marked_as_missed() -> None:
    missed = small_book().log("walk").marked(back(1), Mark(MarkKind.MISSED))
    async with opened(small_book()._replace(logs={"walk": missed})) as (app, pilot):
        await pilot.press("y")
        assert today_of(app).body.cursor.habit == "read"


async def test_a_new_day_moves_the_cursor_along() -> None:
    clock = HeldClock(hour=23)
    async with opened(small_book(), clock=clock) as (app, pilot):
        on(app, "walk", 1)
        clock.pass_by(hours=1)
        today_of(app).tick()
        assert today_of(app).body.cursor.day == back(1), "somebody at work on another day is left there"
        await pilot.press("t")
        clock.pass_by(days=1)
        today_of(app).tick()
        assert today_of(app).body.cursor.day == today_of(app).body.cursor.edge == TODAY + timedelta(2)
        assert said(app) == "A new day has begun."
        assert "Tue 24 Nov" in shown(app, "header")
        await pilot.press("space")
        assert app.tracker.book.log("walk").get(TODAY + timedelta(2)) is not None
