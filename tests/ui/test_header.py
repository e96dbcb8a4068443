from __future__ import annotations

import pytest

from tests.ui.making import texts
from tracker.ui.registry import ROOMS
from tracker.ui.views.frame import KeyBar, build_header
from tracker.ui.views.glyphs import UNICODE
from tracker.ui.views.lines import Text

ABOUT, RIGHT = (Text("Sun 22 Nov"),), (Text("9 of 13  ▰▰▰▰▰▰▰▱▱▱  ✓ saved "),)


def header(cells: int) -> KeyBar:
    return build_header(ROOMS, "today", ABOUT, RIGHT, UNICODE, cells)


@pytest.mark.parametrize(
    ("cells", "names"),
    [
        (120, " ◆ Today  2 Review  3 Habits  4 Reflect   Sun 22 Nov "),
        (80, " ◆ Today 2 Review 3 Habits 4 Reflect  Sun 22 Nov "),
        (60, " ◆ Today 2 3 4  Sun 22 Nov "),
    ],
)
def test_the_rooms_are_named_where_there_is_space(cells: int, names: str) -> None:
    line = texts([header(cells).line])[0]
    assert line.startswith(names)
    assert line.endswith("✓ saved")


@pytest.mark.parametrize("cells", [60, 80, 120])
def test_a_click_on_a_room_finds_it_however_it_is_written(cells: int) -> None:
    there = header(cells)
    line = texts([there.line])[0]
    assert [there.action_at(line.index(f" {key} ") + 1) for key in "234"] == [
        "room_review",
        "room_habits",
        "room_reflect",
    ]
    assert there.action_at(line.index("Sun")) is None
