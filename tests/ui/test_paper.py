"""Whether a terminal writes on light: what it answers, however that comes in, and whatever is typed meanwhile."""

from __future__ import annotations

import pytest

from tests.ui.making import opened
from tracker.domain.book import Book
from tracker.ui.terminal.paper import PaperAnswer, is_light
from tracker.ui.theme import DARK, LIGHT

ANSWER = "\x1b]11;rgb:fafa/f9f9/f6f6\x1b\\"


@pytest.mark.parametrize(
    ("sent", "typed", "light"),
    [
        ([ANSWER], "", [True]),
        (["j", ANSWER, "k"], "jk", [True]),
        (["ab" + ANSWER + "cd"], "abcd", [True]),
        (["a\x1b]11;rg", "b:fafa/f9f9/f6f6", "\x1b\\b"], "ab", [True]),
        (["\x1b]11;rgb:12/16/1c\x07x"], "x", [False]),
        (["\x1b]11;rgba:ffff/ffff/ffff/ffff\x07"], "", [True]),
        (["\x1b", "j", "\x1b[A"], "\x1bj\x1b[A", []),
        ([ANSWER, "\x1b]11;rgb:0/0/0\x07"], "\x1b]11;rgb:0/0/0\x07", [True]),
        (["\x1b]" + "x" * 80], "\x1b]" + "x" * 80, []),
    ],
)
def test_the_answer_is_taken_out_and_what_is_typed_stays(sent: list[str], typed: str, light: list[bool]) -> None:
    told: list[bool] = []
    answer = PaperAnswer(told.append)
    assert "".join(map(answer.taken_out, sent)) == typed
    assert told == light


@pytest.mark.parametrize(
    ("colour", "light"),
    [
        (("ff", "ff", "ff"), True),
        (("0", "0", "0"), False),
        (("fdfd", "f6f6", "e3e3"), True),
        (("00", "2b", "36"), False),
    ],
)
def test_a_colour_is_light_by_how_it_is_seen(colour: tuple[str, ...], light: bool) -> None:  # noqa: FBT001
    assert is_light(colour) is light


async def test_a_first_start_suits_a_light_terminal_and_a_theme_that_was_chosen_stays() -> None:
    async with opened(Book()) as (app, pilot):
        app.take_paper(light=True)
        await pilot.pause()
        assert app.theme == app.preferences.theme == LIGHT
    async with opened(Book()) as (app, pilot):
        app.take_paper(light=False)
        await pilot.pause()
        assert app.theme == DARK
