"""What another tracker has written is shown before it is taken in, and one key takes it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from tests.exchange.parcels import loop_archive
from tests.ui.making import opened, shown, small_book
from tracker.ui.dialogs.arrivals import Arrivals
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
        assert "would bring 1 new habit, 2 new marks" in shown(app, "dialog-title")
        assert "every day, in Imported, 1 done, 1 missed, 1 note" in shown(app, "dialog-list")
        await app.run_action(f"screen.run({then!r})")
        await pilot.pause()
        assert isinstance(app.screen, HabitsScreen)
        names = [habit.name for habit in app.tracker.book.habits]
        assert ("Evening walk" in names) is (then == "take")
        await pilot.press("u") if then == "take" else None
        assert app.tracker.book.habits == before.habits
