"""Boxes: in each of them a key lists its keys, and a key that comes early is for its first row."""

from __future__ import annotations

import pytest

from tests.ui.making import opened, small_book, texts
from tracker.service.words.safety import SAFETY_TEXT
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.dialogs.help import KeysScreen
from tracker.ui.dialogs.safety import SafetyBox, paragraphs
from tracker.ui.registry import SCREENS
from tracker.ui.widgets.canvas import Canvas

BOXES = [spec.load() for spec in SCREENS if spec.module.startswith("dialogs.") and not spec.is_typed_in]


@pytest.mark.parametrize("box", BOXES, ids=lambda box: box.__name__)
def test_every_box_lists_its_keys_and_says_so(box: type[Dialog]) -> None:
    keys = {action.id: action.keys for action in box.ACTIONS}
    assert keys["help"] == "question_mark,f1"
    assert box.HINTS[-2:] == ("help", "leave")


@pytest.mark.parametrize(("way", "key"), [("W", "question_mark"), ("S", "f1"), ("f2", "question_mark")])
async def test_the_keys_of_a_box_are_those_that_are_listed(way: str, key: str) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press(way)
        box = app.screen
        await pilot.press(key)
        assert isinstance(app.screen, KeysScreen)
        await pilot.press("escape")
        assert app.screen is box


async def test_a_key_that_comes_before_the_library_is_drawn_takes_its_first_practice() -> None:
    async with opened(small_book()) as (app, pilot):
        before = len(app.tracker.book.habits)
        await pilot.press("3", "L")
        app.screen.marked = ""  # type: ignore[attr-defined]
        await pilot.press("space")
        assert len(app.tracker.book.habits) == before + 1


@pytest.mark.parametrize("words", ["safety", "afraid", "violence", "helpline", "danger"])
async def test_whoever_looks_for_safety_in_the_list_of_keys_finds_it(words: str) -> None:
    async with opened(small_book(), size=(80, 24)) as (app, pilot):
        await pilot.press("question_mark", *words, "enter")
        assert isinstance(app.screen, SafetyBox)
        lines = [line for canvas in app.screen.query(Canvas) for line in texts(canvas.lines)]
        assert any("When letting be is not the right thing" in line for line in lines)


def test_the_page_on_safety_loses_no_word_at_another_width() -> None:
    told = paragraphs(SAFETY_TEXT)
    assert " ".join(" ".join(told).replace(":", "").split()) == " ".join(SAFETY_TEXT.replace(":", "").split())
    assert "In danger now: your country's emergency number." in told
    assert "This book, and who might read it" in told
