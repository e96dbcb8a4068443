"""Whatever width a terminal gives a text, what stands behind it stands in its column."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.ui.terminal.widths import doubt_in, pin_columns

DOUBTFUL = (
    "❤️", "❤", "1️⃣", "#️⃣", "👍🏽", "👨‍👩‍👧‍👦", "🇩🇪", "🏴‍☠️", "e\u0301\u0323", "\u1112\u1161\u11ab", "سلام", "שלום",
    "क्षि", "ก็", "☕", "✅", "⚠️", "\ufeff", "\u00ad", "🫠",
)  # fmt: skip
CERTAIN = ("heart", "x", " ", "■ □ ·", "日本", "å", "— “x”", "  ", "Ж", "한글")
_TOLD = re.compile(r"\x1b\[([\d;]*)([A-Za-z])")


class OtherTerminal:
    """One row of a terminal that has its own opinion of how wide a character is."""

    def __init__(self, widths: Mapping[str, int]) -> None:
        self.cells: dict[int, str] = {}
        self._widths = widths
        self._column = 0

    def take(self, sent: str) -> None:
        """Show what is sent; whatever half of a wide character is written over goes with its other half."""
        end = 0
        for told in _TOLD.finditer(sent):
            self._show(sent[end : told.start()])
            if told[2] in "HG":
                self._column = int(told[1].rpartition(";")[2]) - 1
            end = told.end()
        self._show(sent[end:])

    def _show(self, text: str) -> None:
        for char in text:
            width = self._widths.get(char, cell_len(char))
            for cell in range(self._column, self._column + width):
                for half in (cell - 1, cell + 1):
                    if self.cells.get(cell) == self.cells.get(half) and len(self.cells.get(half, "")) > 1:
                        self.cells[half] = " "
                self.cells[cell] = char if width == 1 else f"{char}{self._column}"
            self._column += width


WIDTHS = st.fixed_dictionaries(
    {char: st.integers(0, 2) for text in DOUBTFUL for char in text if not (char.isascii() or char in "".join(CERTAIN))}
)
ROWS = st.lists(st.sampled_from((*DOUBTFUL, *CERTAIN)), min_size=1, max_size=8)


@given(ROWS, WIDTHS, st.integers(1, 40))
def test_what_stands_behind_a_text_of_doubtful_width_is_in_its_column(
    row: list[str], widths: dict[str, int], first: int
) -> None:
    terminal = OtherTerminal(widths)
    terminal.take(pin_columns(f"\x1b[3;{first}H\x1b[1m" + "\x1b[31m".join(row)))
    column = first - 1
    for place, text in enumerate(row):
        behind = row[place + 1] if place + 1 < len(row) else ""
        if text in CERTAIN and behind in CERTAIN and text.strip().isascii():
            assert "".join(terminal.cells[cell] for cell in range(column, column + len(text))) == text
        column += cell_len(text)


AGREED = [text for text in (*DOUBTFUL, *CERTAIN) if cell_len(text) == sum(map(cell_len, text))]


@given(st.lists(st.sampled_from(AGREED), min_size=1, max_size=8))
def test_in_a_terminal_that_counts_as_we_do_nothing_changes(row: list[str]) -> None:
    trusted, pinned = OtherTerminal({}), OtherTerminal({})
    trusted.take("\x1b[1;5H" + "\x1b[0m".join(row))
    pinned.take(pin_columns("\x1b[1;5H" + "\x1b[0m".join(row)))
    letters = {cell: char for cell, char in trusted.cells.items() if char.isascii() and char.isalpha()}
    assert {cell: pinned.cells.get(cell) for cell in letters} == letters


@pytest.mark.parametrize("text", ["plain", "■ □ · – ▲ ✓", "“quoted” …", "Ünïcode Жук", "日本語 한국어", "─│┌┐└┘█▄"])
def test_what_every_terminal_agrees_on_is_sent_as_it_is(text: str) -> None:
    assert pin_columns(f"\x1b[1;1H{text}") == f"\x1b[1;1H{text}"


def test_a_text_is_blanked_put_down_and_left_behind() -> None:
    assert pin_columns("\x1b[2;3Ha ❤️ b") == "\x1b[2;3Ha    \x1b[5G❤️\x1b[8Gb"
    assert pin_columns("\x1b[3G1️⃣ b") == "\x1b[3G   \x1b[3G1️⃣\x1b[6Gb"


def test_where_the_column_is_not_known_nothing_is_guessed() -> None:
    assert pin_columns("❤️ b") == "❤️ b"
    assert pin_columns("\x1b[1;1Ha\n❤️ b") == "\x1b[1;1Ha\n❤️ b"


@pytest.mark.parametrize(("locale", "pinned"), [("ja_JP.UTF-8", True), ("zh_CN", True), ("de_DE.UTF-8", False)])
def test_where_terminals_may_draw_it_wide_so_is_what_unicode_calls_ambiguous(locale: str, *, pinned: bool) -> None:
    sent = pin_columns("\x1b[1;1H■ x", doubt_in({"LC_ALL": "", "LANG": locale}))
    assert sent == ("\x1b[1;1H  \x1b[1G■\x1b[3Gx" if pinned else "\x1b[1;1H■ x")
