"""The way that CONTRIBUTING tells of, from a function to a key: all else follows from its one declaration."""

from __future__ import annotations

from typing import Any, ClassVar

import pytest

from tests.ui.making import TODAY, mark, on, opened, said, shown, small_book, texts, today_of
from tracker.service.edits import marks as edits
from tracker.ui import app as app_module
from tracker.ui.commands.base import Action, bindings
from tracker.ui.dialogs.help import build_key_list, find_actions
from tracker.ui.here import Here
from tracker.ui.screens.today import TodayScreen
from tracker.ui.views.glyphs import ASCII


def double(screen: Any) -> None:
    """Double the day's amount."""
    here: Here = screen.here
    assert here.habit
    assert here.mark
    number = str(2 * here.mark.amount // 1000)
    screen.commit(edits.done([here.habit.id], [here.day], screen.tracker.when, number, replace=True))


def double_label(here: Here) -> str:
    return f"double {here.goal.unit}" if here.goal.unit else "double"


def nothing_to_double(here: Here) -> str:
    return "" if here.mark and here.mark.amount else "There is no amount to double."


DOUBLE = Action("double", "f9", "f9", double_label, "Double the day's amount", double, off=nothing_to_double)


class DoublingScreen(TodayScreen):
    """Today, with one key more."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (DOUBLE, *TodayScreen.ACTIONS)
    HINTS: ClassVar[tuple[str, ...]] = ("double", *TodayScreen.HINTS)
    BINDINGS = [*bindings(ACTIONS)]  # noqa: RUF012 - as screens have it


async def test_one_declaration_gives_a_key_its_hint_its_help_and_its_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app_module, "TodayScreen", DoublingScreen)
    async with opened(small_book(), size=(120, 30)) as (app, pilot):
        screen = today_of(app)
        on(app, "read", 1)
        await pilot.press("f9")
        found = mark(app, "read", 1)
        assert found is not None
        assert found.amount == 60_000
        assert "f9 double min" in shown(app, "keys")
        assert "undo" in shown(app, "message")
        assert find_actions(screen, "double") == [DOUBLE]
        assert any(
            "Double the day's amount" in line
            for line in texts(line for _, line in build_key_list(list(screen.ACTIONS), screen, 0, 120, ASCII))
        )
        on(app, "walk")
        await pilot.press("f9")
        assert said(app) == "There is no amount to double."
        assert screen.here.day == TODAY
