"""Several habits, several days, all that is open: what one act is for, and what lets it go again."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.ui.making import TODAY, HeldClock, answer, at_today, mark, on, opened, said, small_book, today_of
from tracker.domain.log import MarkKind
from tracker.ui.commands.rows import left_open
from tracker.ui.dialogs.help import KeysScreen
from tracker.ui.dialogs.settings import SettingsList

pytestmark = pytest.mark.more


async def test_three_days_of_two_habits_are_excused_by_one_act_with_one_note() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("v", "v", "shift+left", "shift+left", "s")
        skipped = {(habit, ago): mark(app, habit, ago) for habit in ("walk", "read") for ago in range(3)}
        assert [at for at, found in skipped.items() if found and found.kind is MarkKind.SKIP] == [
            ("walk", 0), ("walk", 1), ("walk", 2), ("read", 0), ("read", 1), ("read", 2)
        ]  # fmt: skip
        assert said(app).startswith("Walk outside, Read a book, Fri 20 Nov to")
        await pilot.press("n")
        await answer(pilot, "flu")
        assert {(found := mark(app, habit, 1)) and found.note for habit in ("walk", "read")} == {"flu"}


async def test_the_other_way_gives_a_day_back_and_esc_all_of_them() -> None:
    async with opened(small_book()) as (app, pilot):
        on(app, "walk", 3)
        await pilot.press("shift+left", "shift+right", "shift+right")
        assert [day.day for day in today_of(app).here.days] == [19, 20]
        await pilot.press("escape")
        assert [day.day for day in today_of(app).here.days] == [20]


async def test_all_that_is_open_on_a_day_is_checked_off_by_one_key() -> None:
    async with opened(small_book()) as (app, pilot):
        open_ones = [habit.id for habit in left_open(today_of(app).body, TODAY)]
        await pilot.press("X")
        done = [id for id in open_ones if (found := mark(app, id)) and found.kind is MarkKind.DONE]
        assert done == [id for id in open_ones if app.tracker.book.habit(id).rule.goal.is_doing]
        assert done
        await pilot.press("X")
        assert said(app).startswith("Nothing is open today")


async def test_tab_goes_round_through_what_is_open() -> None:
    async with opened(small_book()) as (app, pilot):
        screen = today_of(app)
        left = [habit.id for habit in left_open(screen.body, TODAY)]
        assert len(left) > 2
        assert screen.body.cursor.habit == left[0], "the cursor begins on the first open row"
        seen = []
        for _ in left:
            screen.action_run("next_open")
            seen.append(screen.body.cursor.habit)
        assert seen == [*left[1:], left[0]]
        screen.action_run("open_before")
        assert screen.body.cursor.habit == left[-1]
        await pilot.pause()


async def test_what_was_said_fades_and_goes_into_no_other_room() -> None:
    clock = HeldClock()
    async with opened(small_book(), clock=clock) as (app, pilot):
        screen = today_of(app)
        await pilot.press("space")
        assert "undo" in said(app)
        await pilot.press("j")
        assert "undo" in said(app), "what can be undone stays, whatever the cursor is on"
        clock.pass_by(seconds=7)
        screen.tick()
        assert "undo" in said(app)
        clock.pass_by(seconds=1)
        screen.tick()
        assert screen.message.words == ""
        await pilot.press("l")
        assert said(app) == "This is today; later days have not come yet."
        await pilot.press("k")
        assert screen.message.words == "", "what was said of another cell is not said of this one"
        await pilot.press("l", "3", "1")
        assert screen.message.words == ""


async def test_the_terminals_own_cursor_rests_on_what_has_the_focus() -> None:
    async with opened(small_book(), size=(80, 24)) as (app, pilot):

        def under() -> str:
            x, y = app.cursor_position
            return "".join(segment.text for segment in app.screen._compositor.render_strips()[y])[x:]

        await pilot.pause()
        seen = [under()[:2]]
        for key in ("j", "h", "h", "k"):
            await pilot.press(key)
            seen.append(under()[:2])
        assert all(cell[1] == "]" for cell in seen), seen
        await pilot.press("3")
        assert "Walk outside" in under()[:20]
        await pilot.press("G")
        assert "Fixing" in under()[:20]
        await pilot.press("escape", "d")
        assert under().startswith("monday"), "a field rests it where one types"
        await pilot.press("escape")
        assert under()[1] == "]", "whatever is left leaves it where it was"
        await pilot.press(".")
        assert under().startswith("1 hard")
        await pilot.press("escape", "?")
        assert under().startswith("type what you want")
        await pilot.press("down")
        assert "skip" in under()[:20]
        await pilot.press("x")
        assert under()[:4].isspace()
        await pilot.press("escape", "3", "e")
        await pilot.press("tab", "tab")
        assert under().startswith("after dinner")
        await pilot.press("escape", "escape")
        await pilot.press("escape", "S")
        assert under().startswith("▸ Week begins on")


async def test_esc_leads_home_from_each_room_and_ctrl_c_out_of_a_question_first() -> None:
    async with opened(small_book()) as (app, pilot):
        for room in "234":
            await pilot.press(room, "escape")
            assert at_today(app), room
        await pilot.press("question_mark", "end")
        assert isinstance(app.screen, KeysScreen)
        await pilot.press("ctrl+c")
        assert at_today(app)
        await pilot.press("d", "ctrl+c")
        assert at_today(app)
        assert app.return_code is None
        await pilot.press("ctrl+c")
        assert app.return_code == 0


@pytest.mark.parametrize(("words", "marked"), [("theme", "theme"), ("settings", "week_start"), ("mouse", "mouse")])
async def test_a_setting_that_is_looked_for_by_its_name_is_marked(words: str, marked: str) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("question_mark")
        app.screen.query_one(Input).value = words
        await pilot.press("enter")
        assert isinstance(app.screen, SettingsList)
        assert app.screen.marked == marked
