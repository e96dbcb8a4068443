from __future__ import annotations

import re

from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate
from textual.strip import Strip

from tracker.ui.terminal.compositor import NarrowUpdate, Pen, pen_of, pieces_of

GREEN, RED, BOLD = Style.parse("green on black"), Style.parse("red on black"), Style.parse("bold red on black")
ROW = Strip([Segment("ab", GREEN), Segment("cd", RED), Segment("ef", GREEN)])


def sent(*spans: tuple[int, int, int], rows: int = 1) -> str:
    console = Console(force_terminal=True, color_system="standard")
    whole = ChopsUpdate([{0: ROW}] * rows, list(spans), [[6]] * rows)
    return NarrowUpdate(pieces_of(whole)).render_segments(console)


def words(text: str) -> str:
    return re.sub(r"\x1b\[[\d;]*[mGH]", "", text)


def test_only_the_cells_that_changed_are_sent() -> None:
    assert words(sent((0, 3, 4))) == "d"
    assert words(sent((0, 1, 3), (0, 4, 6))) == "bcef"


def test_each_stretch_is_put_where_it_stands() -> None:
    assert re.findall(r"\x1b\[[\d;]+[GH]", sent((0, 1, 2), (1, 3, 5), rows=2)) == ["\x1b[1;2H", "\x1b[2;4H"]
    assert re.findall(r"\x1b\[[\d;]+[GH]", sent((0, 1, 2), (0, 4, 5))) == ["\x1b[1;2H", "\x1b[5G"]


def test_a_colour_is_named_once_until_another_comes() -> None:
    assert re.findall(r"\x1b\[[\d;]*m", sent((0, 0, 1), (0, 4, 6))) == ["\x1b[32;40m", "\x1b[0m"]
    assert re.findall(r"\x1b\[[\d;]*m", sent((0, 1, 3))) == ["\x1b[32;40m", "\x1b[31m", "\x1b[0m"]


def test_what_is_bold_no_longer_is_put_down_before_the_next() -> None:
    bold, plain = pen_of(BOLD, ColorSystem.STANDARD), pen_of(RED, ColorSystem.STANDARD)
    assert bold.taken_after(Pen()) == "\x1b[1;31;40m"
    assert plain.taken_after(bold) == "\x1b[0;31;40m"
    assert plain.taken_after(plain) == ""


def test_a_style_without_colours_is_the_terminals_own() -> None:
    assert pen_of(Style(), ColorSystem.TRUECOLOR) == Pen()
