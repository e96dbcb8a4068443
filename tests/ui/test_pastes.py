"""What is pasted is taken whole by a field that can take it, or refused with a sentence; it never acts as keys."""

from __future__ import annotations

from codecs import getincrementaldecoder

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tests.ui.making import at_today, mark, opened, said, small_book
from tests.ui.test_reflect import ASKED
from tracker.domain.text import clean
from tracker.ui.terminal.pastes import LINE_BREAK, fold, unfold
from tracker.ui.terminal.private import decode_any_bytes

pytestmark = pytest.mark.more


async def paste(pilot: Pilot[int], text: str) -> None:
    """Paste a text as a terminal does, and wait until it has come to where it belongs."""
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("text", ["one\ntwo\n\nthree", "one\r\ntwo\r\n\r\nthree\r\n", "one\rtwo\r\rthree"])
async def test_several_lines_pasted_into_a_note_are_all_kept(text: str) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("n")
        await paste(pilot, text)
        assert app.screen.query_one(Input).value == f"one{LINE_BREAK}two{LINE_BREAK}{LINE_BREAK}three"
        await pilot.press("enter")
        kept = mark(app, "walk")
        assert kept is not None
        assert kept.note == "one\ntwo\n\nthree"
        await pilot.press("n", *"!", "enter")
        kept = mark(app, "walk")
        assert kept is not None
        assert kept.note == "one\ntwo\n\nthree!", "it is written on with its lines"


async def test_several_lines_pasted_into_a_field_of_one_line_are_joined_by_blanks() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("/")
        await paste(pilot, "a\x1b[31m b\x00\n\n\tc\r\nd")
        assert app.screen.query_one(Input).value == "a[31m b c d"


@pytest.mark.parametrize(("keys", "where"), [((), "the grid"), (("2",), "the review"), (("3",), "the list")])
async def test_what_is_pasted_where_no_text_fits_says_so_and_presses_no_key(keys: tuple[str, ...], where: str) -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press(*keys)
        screen, before = app.screen, app.tracker.book
        await paste(pilot, "sxn q\n")
        assert app.screen is screen
        assert app.tracker.book is before
        if where == "the grid":
            assert said(app) == "Nothing here takes a text; what was pasted is left out."


async def test_a_paste_that_is_too_long_is_refused_and_what_was_written_stays() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("n", *"mine")
        await paste(pilot, "x" * 100_000)
        assert app.screen.query_one(Input).value == "mine"
        assert [notice.message for notice in app._notifications] == [
            "That is too much to paste: 100,000 characters, and a note has at most 10,000."
        ]
        await paste(pilot, "x" * 12_000)
        await pilot.press("enter")
        assert not at_today(app), "it is too long for a note, and stays to be shortened"
        assert len(app.screen.query_one(Input).value) == 12_004


async def test_bytes_that_are_no_text_are_left_out_with_a_sentence() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("n", *"mine")
        await paste(pilot, "caf\ufffd x")
        assert app.screen.query_one(Input).value == "mine"
        assert ["not text in UTF-8" in notice.message for notice in app._notifications] == [True]
        app.post_message(Key("\ufffd", "\ufffd"))
        await pilot.pause()
        assert app.screen.query_one(Input).value == "mine"


def test_what_comes_in_from_a_terminal_of_another_encoding_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    linux_driver = pytest.importorskip("textual.drivers.linux_driver")
    monkeypatch.setattr(linux_driver, "getincrementaldecoder", getincrementaldecoder)
    decode_any_bytes()
    decode = linux_driver.getincrementaldecoder("utf-8")().decode
    assert decode(b"caf\xe9 \xc3") + decode(b"\xbc") == "caf\ufffd ü"


async def test_a_paste_of_several_lines_stays_so_in_an_answer() -> None:
    async with opened(ASKED) as (app, pilot):
        app.enter("reflect")
        await pilot.pause()
        field = app.screen.query(TextArea).first()
        field.focus()
        await pilot.pause()
        await paste(pilot, "one\r\ntwo\x1b[2J")
        assert field.text.endswith("one\ntwo[2J")


@given(st.text())
def test_lines_that_are_folded_unfold_to_the_same(text: str) -> None:
    lines = clean(text.replace("↵", ""), lines=True)
    assert clean(unfold(fold(lines)), lines=True) == lines
