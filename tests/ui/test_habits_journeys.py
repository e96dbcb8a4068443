"""What people do on the Habits screen, key by key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from tests.ui.making import TODAY, back, opened, shown, small_book
from tracker.domain.book import Book
from tracker.domain.habit import Area
from tracker.domain.schedule import per_week
from tracker.settings import read_preferences
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.area_list import AreaList
from tracker.ui.dialogs.habit_form import HabitForm
from tracker.ui.dialogs.library import Library
from tracker.ui.dialogs.settings import SettingsList
from tracker.ui.screens.habits import HabitsScreen
from tracker.ui.screens.today import TodayScreen
from tracker.ui.views.habit_form import FIELDS


def habits_of(app: LetbeApp) -> HabitsScreen:
    found = next(screen for screen in app.screen_stack if isinstance(screen, HabitsScreen))
    assert isinstance(found, HabitsScreen)
    return found


def order(app: LetbeApp) -> str:
    return " ".join(habit.id for habit in app.tracker.book.active)


async def act(app: LetbeApp, pilot: Pilot[int], *ids: str) -> None:
    """Run actions of the uppermost screen, as their keys would."""
    for id in ids:
        await app.run_action(f"screen.run({id!r})")
    await pilot.pause()


async def typed(pilot: Pilot[int], text: str, *keys: str) -> None:
    field = pilot.app.screen.query_one(Input)
    field.value = text
    await pilot.pause()
    await pilot.press(*keys)


async def test_the_number_keys_lead_there_and_back() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3")
        assert isinstance(app.screen, HabitsScreen)
        assert "5 active" in shown(app, "header")
        await pilot.press("3")
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("3", "q")
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("3", "1")
        assert isinstance(app.screen, TodayScreen)
        assert len(app.screen_stack) == 1


async def test_a_habit_is_added_with_two_answers_and_its_rule_changed_in_the_form() -> None:
    async with opened(small_book(), size=(120, 40)) as (app, pilot):
        await pilot.press("3", "a")
        await typed(pilot, "Sew 20 min", "enter")
        assert "20 min" in shown(app)
        await typed(pilot, "3/week", "enter")
        habit = app.tracker.book.habit("sew")
        assert (habit.name, habit.rule.schedule) == ("Sew", per_week(3))
        assert habits_of(app).body.cursor.habit == habit.id
        await pilot.press("e", "down", "down", "down")
        await typed(pilot, "weekdays", "ctrl+s")
        assert str(app.tracker.book.habit(habit.id).rule.schedule) == "mon tue wed thu fri"
        assert "Monday to Friday from" in shown(app, "message")


@pytest.mark.more
async def test_a_rule_from_the_beginning_shows_what_it_does_and_undo_takes_it_back() -> None:
    async with opened(small_book(), size=(120, 40)) as (app, pilot):
        before = app.tracker.book
        await pilot.press("3", "e", "down", "down", "down")
        await typed(pilot, "3/week", "enter", "right")
        assert isinstance(app.screen, HabitForm)
        assert app.screen.drafting.draft.since == "the beginning"
        assert "holds from the beginning" in shown(app, "form-outlook")
        await pilot.press("ctrl+s")
        (rule,) = app.tracker.book.habit("walk").rules
        assert rule.schedule == per_week(3)
        assert app.tracker.book.logs == before.logs
        await pilot.press("u")
        assert app.tracker.book == before


@pytest.mark.more
async def test_the_form_says_what_is_wrong_and_restores_a_field() -> None:
    async with opened(small_book(), size=(120, 40)) as (app, pilot):
        before = app.tracker.book
        await pilot.press("3", "e")
        taken = app.tracker.book.habit("read").name
        await typed(pilot, taken.upper(), "enter")
        assert f"There is a habit “{taken}” already" in shown(app, "form-outlook")
        await pilot.press("ctrl+s")
        assert isinstance(app.screen, HabitForm)
        await pilot.press("escape")
        assert app.screen.query_one(Input).value == "Walk outside"
        await pilot.press("escape")
        assert isinstance(app.screen, HabitsScreen)
        assert app.tracker.book == before


@pytest.mark.more
async def test_letting_go_takes_its_schedule_along_in_the_form() -> None:
    async with opened(small_book(), size=(120, 40)) as (app, pilot):
        await pilot.press("3", "e", "down", "down")
        await typed(pilot, "let go")
        assert isinstance(app.screen, HabitForm)
        assert app.screen.drafting.draft.schedule == "anytime"
        await typed(pilot, "check")
        assert app.screen.drafting.draft.schedule == "daily"


@pytest.mark.more
async def test_e_edits_on_today_too_and_the_last_field_saves() -> None:
    async with opened(small_book()) as (app, pilot):
        at = list(FIELDS).index("colour")
        await pilot.press("e", *["enter"] * at, "right", *["enter"] * (len(FIELDS) - at))
        assert isinstance(app.screen, TodayScreen)
        assert app.tracker.book.habits[-1].colour or any(habit.colour for habit in app.tracker.book.habits)


async def test_habits_are_put_in_order_moved_archived_and_deleted() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3")
        before = app.tracker.book
        first = order(app).split()
        await act(app, pilot, "lower")
        assert order(app).split()[:2] == [first[1], first[0]]
        await act(app, pilot, "raise")
        await pilot.press("v", "v", "M", "enter")
        assert {app.tracker.book.habit(id).area for id in first[:2]} == {"talk"}
        await act(app, pilot, "undo", "archive")
        assert len(app.tracker.book.active) == len(first) - 1
        await act(app, pilot, "archived")
        assert "archived today" in shown(app, "listing") or "archived Sun 22 Nov" in shown(app, "listing")
        assert (habit := habits_of(app).here.habit)
        assert habit.archived, "z would bring this one back"
        assert "1 archived shown; z brings this one back." in shown(app, "message")
        await act(app, pilot, "undo", "delete", "delete")
        assert len(app.tracker.book.habits) == len(first) - 1
        assert "deleted" in shown(app, "message")
        await act(app, pilot, "undo")
        assert order(app).split() == first
        assert app.tracker.book.logs == before.logs


async def test_everything_is_paused_for_next_week_and_the_pause_ended() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "P", "tab", "tab")
        await typed(pilot, "mon..sun", "enter")
        (pause,) = app.tracker.book.pauses
        assert (pause.habit, pause.area, pause.start, pause.end) == ("", "", back(-1), back(-7))
        await pilot.press("P", "tab", "tab", "enter")
        assert app.tracker.book.pauses == ()


@pytest.mark.more
async def test_areas_are_added_renamed_coloured_ordered_and_deleted() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "A")
        assert isinstance(app.screen, AreaList)
        await pilot.press("a")
        await typed(pilot, "Friends", "enter")
        assert "Friends: area added" in shown(app, "dialog-message")
        await act(app, pilot, "raise", "colour")
        assert [area.name for area, _ in app.tracker.book.by_area()] == ["Self-care", "Friends", "Talking"]
        assert app.tracker.book.area("friends").colour == "blue"
        await act(app, pilot, "down")
        await pilot.press("D")
        await typed(pilot, "friends", "enter")
        assert [area.name for area, _ in app.tracker.book.by_area()] == ["Self-care", "Friends"]
        await act(app, pilot, "undo", "leave")
        assert isinstance(app.screen, HabitsScreen)


@pytest.mark.more
async def test_practices_are_taken_from_the_library_and_put_back() -> None:
    async with opened(Book(areas=(Area("self-care", "Self-care"),))) as (app, pilot):
        await pilot.press("3")
        assert "L shows practices to choose from" in shown(app, "listing")
        await pilot.press("L", "space", "j", "space")
        assert isinstance(app.screen, Library)
        assert len(app.tracker.book.habits) == 2
        assert "spc take it out" in shown(app, "dialog-keys")
        await pilot.press("space")
        assert "spc add it" in shown(app, "dialog-keys")
        assert len(app.tracker.book.habits) == 1
        for _ in range(8):
            await act(app, pilot, "down", "take")
        assert "a few at a time take root more easily" in shown(app, "dialog-message")


async def test_one_click_takes_a_practice_from_the_library_and_another_puts_it_back() -> None:
    async with opened(Book(areas=(Area("self-care", "Self-care"),))) as (app, pilot):
        await pilot.press("3", "L")
        for left in (1, 0):
            await pilot.click("#dialog-list", offset=(8, 2))
            assert len(app.tracker.book.habits) == left


async def test_a_library_that_cannot_be_read_is_said_and_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LETBE_DEFAULTS", "/nowhere/at/all.json")
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "L")
        assert isinstance(app.screen, HabitsScreen)
        assert "The list to begin with cannot be read" in shown(app, "message")


async def test_a_list_is_taken_in_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps({"habits": [{"name": "Sweep", "area": "Talking"}]}))
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "i")
        await typed(pilot, str(tmp_path / "none.json"), "enter")
        assert app.screen.query_one(Input)
        await typed(pilot, str(path), "enter")
        assert app.tracker.book.habit("sweep").area == "talk"


@pytest.mark.more
async def test_settings_hold_at_once_and_are_remembered(settings_file: Path) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("S", "right")
        assert isinstance(app.screen, SettingsList)
        assert app.tracker.book.settings.week_start == 6
        await act(app, pilot, "down", "more")
        assert app.tracker.book.settings.day_start == 60
        await act(app, pilot, "down", "less")
        assert app.tracker.book.settings.remind == 23 * 60 + 30
        for _ in range(3):
            await act(app, pilot, "down")
        await act(app, pilot, "more")
        assert app.look.hide_streaks
        assert "letbe/settings.toml" in shown(app, "dialog-about")
        while app.screen.marked != "last-30":
            await act(app, pilot, "down")
        await act(app, pilot, "more", "up", "up", "less", "leave")
        assert "str" not in shown(app, "grid").splitlines()[1]
    kept = read_preferences(str(settings_file))[0]
    assert (kept.hide_streaks, kept.columns) == (True, ("streak",))


@pytest.mark.more
async def test_a_click_selects_and_another_one_edits() -> None:
    async with opened(small_book(), size=(120, 40)) as (app, pilot):
        await pilot.press("3")
        await pilot.click("#listing", offset=(6, 2))
        assert habits_of(app).body.cursor.habit == "read"
        await pilot.click("#listing", offset=(6, 2))
        assert isinstance(app.screen, HabitForm)
        assert "Walk outside" in shown(app, "form-title") or "Read" in shown(app, "form-title")
        assert app.tracker.today == TODAY
