"""Keys that are typed faster than the screens can follow do what they do when they are typed slowly."""

from __future__ import annotations

import asyncio
import sys

import pytest
from textual import events
from textual.keys import _character_to_key

from tests.ui.making import TODAY, opened, small_book
from tracker.domain.log import MarkKind
from tracker.ui.app import LetbeApp
from tracker.ui.screens.habit_page import HabitPage
from tracker.ui.screens.reflect import ReflectScreen
from tracker.ui.screens.today import TodayScreen
from tracker.ui.terminal import job_control, on_terminal
from tracker.ui.terminal.driver import TypedAhead

pytestmark = pytest.mark.more


async def burst(app: LetbeApp, *keys: str) -> None:
    """Type keys, and text in one word, all at once; wait until all has come of them."""
    for word in keys:
        if len(word.strip()) > 1 and not word.startswith("_"):
            app.post_message(events.Key(word, "\r" if word == "enter" else None))
            continue
        for character in word.removeprefix("_"):
            app.post_message(events.Key(_character_to_key(character), character))
    arrived = asyncio.Event()
    app.call_later(arrived.set)
    await arrived.wait()
    if app._following:
        await app._following


async def test_what_is_typed_behind_the_key_that_asks_is_the_answer() -> None:
    async with opened(small_book()) as (app, _):
        await burst(app, "n", "_hello there", "enter")
        assert isinstance(app.screen, TodayScreen)
        habit = app.screen.body.cursor.habit
        mark = app.tracker.book.log(habit).get(TODAY)
        assert mark is not None
        assert mark.note == "hello there"


async def test_a_second_enter_is_for_the_screen_that_the_first_one_leads_to() -> None:
    async with opened(small_book()) as (app, _):
        await burst(app, "n", "_hi", "enter", "enter")
        assert isinstance(app.screen, HabitPage)


@pytest.mark.parametrize("enter", ["enter", "ctrl+j"])
async def test_question_after_question_gets_its_own_answer(enter: str) -> None:
    async with opened(small_book()) as (app, _):
        await burst(app, "a", "_Walk", enter, "_3/week", enter, "4")
        assert isinstance(app.screen, ReflectScreen)
        walk = next(habit for habit in app.tracker.book.habits if habit.name == "Walk")
        assert str(walk.rule.schedule) == "3/week"


async def test_keys_go_from_room_to_room_in_order() -> None:
    async with opened(small_book()) as (app, _):
        before = app.screen.body.cursor if isinstance(app.screen, TodayScreen) else None
        await burst(app, "2", "j", "j", "q", "3", "j", "q", "4", "q", " ")
        assert isinstance(app.screen, TodayScreen)
        assert app.screen.body.cursor == before
        mark = app.tracker.book.log(app.screen.body.cursor.habit).get(TODAY)
        assert mark is not None
        assert mark.kind is MarkKind.DONE


async def test_a_key_that_is_held_down_does_its_work_as_often_as_it_comes() -> None:
    async with opened(small_book()) as (app, _):
        await burst(app, " " * 7, "n", "_lull", "enter")
        assert isinstance(app.screen, TodayScreen)
        mark = app.tracker.book.log(app.screen.body.cursor.habit).get(TODAY)
        assert mark is not None
        assert (mark.kind, mark.note) == (MarkKind.DONE, "lull"), "seven times is done, undone … done"


async def test_what_is_typed_behind_ctrl_z_is_for_the_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    handed_on: list[str] = []
    monkeypatch.setattr(on_terminal, "stop", lambda _app, *, whole_job, typed: handed_on.append(typed))
    async with opened(small_book()) as (app, pilot):
        app.why_not_stop = ""
        await burst(app, "ctrl+z", "_ed fg", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert handed_on == ["ed fg\r"]
        assert isinstance(app.screen, TodayScreen), "no key of it has opened anything"
        await pilot.press("n")
        assert not isinstance(app.screen, TodayScreen), "and those that come later are for the app again"


def test_a_text_is_typed_into_the_terminal_byte_by_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    typed: list[bytes] = []
    fcntl = pytest.importorskip("fcntl")
    monkeypatch.setattr(sys, "__stdin__", sys.__stdout__)
    monkeypatch.setattr(fcntl, "ioctl", lambda _handle, _ask, byte: typed.append(byte))
    job_control.hand_on("é\r")
    assert typed == [b"\xc3", b"\xa9", b"\r"]
    monkeypatch.setattr(sys, "__stdin__", None)
    job_control.hand_on("x")
    assert len(typed) == 3


@pytest.mark.parametrize(
    ("chunks", "waiting", "read"),
    [
        (["\n\x1b[B \n"], 6, ["\r\x1b[B \r"]),
        (["\n", " \n", "x\n"], 3, ["\r", " \r", "x\n"]),
        (["ß\n", "\n"], 3, ["ß\r", "\n"]),
        (["a\nb"], 0, ["a\nb"]),
    ],
)
def test_enter_is_enter_also_where_it_was_typed_before_the_terminal_was_ours(
    chunks: list[str], waiting: int, read: list[str]
) -> None:
    ahead = TypedAhead(waiting)
    assert [ahead.read(chunk) for chunk in chunks] == read
