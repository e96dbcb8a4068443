from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ui.making import opened, shown, small_book
from tracker.ui.screens.today import ACTIONS, HINTS
from tracker.ui.views.frame import Hint, build_key_bar
from tracker.ui.views.lines import text, width

HELP = Hint("help", "?", "help")
SOME = [Hint(f"a{n}", "spc"[: n % 3 + 1], "word" * (n % 3 + 1)) for n in range(20)]


@pytest.mark.parametrize("cells", range(20, 201))
def test_the_bar_always_ends_in_help_and_fits(cells: int) -> None:
    bar = build_key_bar(SOME, (HELP,), cells)
    assert text(bar.line).rstrip().endswith("? help")
    assert width(bar.line[:-1]) + len(bar.line[-1].text.rstrip()) <= cells
    assert bar.places[-1][2] == "help"


@given(st.lists(st.sampled_from(SOME)), st.integers(20, 200))
def test_a_click_finds_the_hint_that_stands_there(hints: list[Hint], cells: int) -> None:
    bar = build_key_bar(hints, (HELP,), cells)
    for start, end, id in bar.places:
        assert {bar.action_at(x) for x in range(start, end)} == {id}
        assert bar.action_at(end) is None
    words = text(bar.line)
    labels = {hint.id: f"{hint.key} {hint.label}" for hint in (*hints, HELP)}
    assert all(words[start:end] == labels[id] for start, end, id in bar.places)


def test_more_room_shows_more_hints_and_never_others_first() -> None:
    shown = [[id for _, _, id in build_key_bar(SOME, (HELP,), cells).places[:-1]] for cells in range(20, 201)]
    assert all(wider[: len(narrow)] == narrow for narrow, wider in itertools.pairwise(shown))


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_today_says_how_to_leave_and_has_one_undo(size: tuple[int, int]) -> None:
    async with opened(small_book(), size=size) as (app, pilot):
        await pilot.press("space")
        bar = shown(app, "keys")
        assert "q quit" in bar
        assert bar.count("undo") == 1
        assert "spc clear" in bar


def test_the_verbs_come_first_and_help_is_always_there() -> None:
    assert HINTS[0] == "toggle"
    assert HINTS[-1] == "help"
    assert set(HINTS) <= {action.id for action in ACTIONS}
