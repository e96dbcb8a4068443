"""What another tracker has written is shown before it is taken in, and one key takes it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from tests.exchange.parcels import loop_archive
from tests.ui.making import at_today, file_store, opened, saved, shown, small_book
from tracker.ui.dialogs import arrivals
from tracker.ui.dialogs.arrivals import Arrivals
from tracker.ui.screens.first_start import FirstStart
from tracker.ui.screens.habits import HabitsScreen


@pytest.mark.parametrize("then", ["take", "leave"])
async def test_another_trackers_file_is_shown_before_it_is_taken_in(then: str, tmp_path: Path) -> None:
    path = tmp_path / "loop.zip"
    row = "Evening walk,YES_NO,,,1,1,#FF8F00,,,,false"
    path.write_bytes(loop_archive([(row, ["2026-01-02,YES_MANUAL,rain", "2026-01-01,NO,"])]))
    async with opened(small_book()) as (app, pilot):
        before = app.tracker.book
        await pilot.press("3", "i")
        app.screen.query_one(Input).value = str(path)
        await pilot.pause()
        await pilot.press("enter")
        assert isinstance(app.screen, Arrivals)
        assert "would bring 1 new habit, 1 pause, 2 new marks" in shown(app, "dialog-title")
        assert "every day, in Imported, 1 done, 1 missed, 1 note" in shown(app, "dialog-list")
        await app.run_action(f"screen.run({then!r})")
        await pilot.pause()
        assert isinstance(app.screen, HabitsScreen)
        names = [habit.name for habit in app.tracker.book.habits]
        assert ("Evening walk" in names) is (then == "take")
        await pilot.press("u") if then == "take" else None
        assert app.tracker.book.habits == before.habits


WALK = "Evening walk,YES_NO,,,1,1,#FF8F00,,,,false"


async def named(pilot: Pilot[Any], path: Path) -> None:
    """Type a path into the question that is asked, and wait for what is read beside the screen."""
    pilot.app.screen.query_one(Input).value = str(path)
    await pilot.pause()
    await pilot.press("enter")
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.mark.more
@pytest.mark.parametrize("at_once", [300_000, 1], ids=["a small file", "a large file"])
async def test_a_first_start_can_begin_with_what_another_tracker_has(
    at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arrivals, "_LARGEST_AT_ONCE", at_once)
    monkeypatch.setattr(arrivals, "_MANY", at_once)
    path = tmp_path / "loop.zip"
    path.write_bytes(loop_archive([(WALK, ["2026-11-21,YES_MANUAL,rain", "2026-11-20,NO,"])]))
    async with opened(file_store(tmp_path)) as (app, pilot):
        assert "You come from another tracker? i shows" in shown(app, "step").replace("\n  ", " ")
        await pilot.press("i")
        await named(pilot, path)
        assert "would bring 1 new habit, 2 new marks" in shown(app, "dialog-title")
        await pilot.press("escape")
        assert isinstance(app.screen, FirstStart), "nothing is changed"
        assert app.tracker.book.is_new
        await pilot.press("i")
        await named(pilot, path)
        dialog = app.screen
        assert isinstance(dialog, Arrivals)
        arrivals.take(dialog)
        arrivals.take(dialog)  # as where Enter is pressed twice
        await pilot.pause()
        await pilot.pause()
        assert at_today(app)
        assert [habit.name for habit in app.tracker.book.habits] == ["Evening walk"]
        assert "3, then L, has practices to choose from" in " ".join(shown(app, "message").split())
        assert app.tracker.book.prompts, "the questions of a week are those of every new book"
        await saved(app)


async def test_a_path_that_is_being_typed_is_not_said_to_be_missing() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "i", "n", "o")
        hint = app.screen.query_one("#ask-hint", Static)
        assert "no such file" not in str(hint.render())
        assert not hint.has_class("-refused")
        await pilot.press("enter")
        assert "no such file" in str(hint.render())


async def test_a_large_file_that_cannot_be_taken_in_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrivals, "_LARGEST_AT_ONCE", 1)
    path = tmp_path / "data.json"
    path.write_text('{"habits": []}')
    async with opened(small_book()) as (app, pilot):
        await pilot.press("3", "i")
        await named(pilot, path)
        assert "It cannot be taken in" in shown(app, "dialog-title")
        assert "data.json is JSON of nobody that letbe knows" in shown(app, "dialog-list")
        await pilot.press("enter")
        assert "nobody that letbe knows" in shown(app, "dialog-message")
        await pilot.press("escape")
        assert isinstance(app.screen, HabitsScreen)
