from __future__ import annotations

import pytest

from tests.ui.making import texts
from tracker.service.tracker import Saving
from tracker.ui.registry import ROOMS
from tracker.ui.views.frame import Hint, KeyBar, build_header, message_line
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


@pytest.mark.parametrize(
    ("words", "cells", "shown"),
    [
        ("Walk, today: done", 40, " Walk, today: done  "),
        ("Walk outside, Read a book, Fri 20 Nov to today: skipped", 40, " Walk outside, Read a…: skipped "),
        ("This is today; later days have not come yet.", 30, " This is today; later… "),
    ],
)
def test_what_was_done_is_said_where_there_is_no_room_for_all_names(words: str, cells: int, shown: str) -> None:
    (found,) = texts([message_line(words, Saving(), cells, Hint("undo", "u", "undo"))])
    assert found.startswith(shown)
    assert found.endswith("u undo")
