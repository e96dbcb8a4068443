from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tracker.ui.views.lines import Line, Text, apart, bar, clip, cut, fit, flow, plain, text, width

WORDS = st.text(st.sampled_from("ab c日本語é😀e\u0301\u0308ｱ|·"), max_size=30)
LINES = st.lists(WORDS.map(Text), max_size=6).map(tuple)


@given(WORDS, st.integers(0, 40))
def test_a_fitted_text_takes_exactly_its_cells(words: str, cells: int) -> None:
    assert cell_len(fit(words, cells)) == cells


@given(WORDS, st.integers(1, 40))
def test_a_clipped_text_takes_at_most_its_cells_and_is_whole_where_it_fits(words: str, cells: int) -> None:
    clipped = clip(words, cells)
    assert cell_len(clipped) <= cells
    assert (clipped == words) == (cell_len(words) <= cells)


@given(LINES, st.integers(0, 60))
def test_a_cut_line_takes_at_most_its_cells_and_is_whole_where_it_fits(line: Line, cells: int) -> None:
    kept = cut(line, cells)
    assert width(kept) <= cells
    if width(line) <= cells:
        assert text(kept) == text(line)


@given(LINES, LINES, st.integers(0, 80))
def test_two_lines_set_apart_never_overlap_and_the_right_one_ends_at_the_edge(
    left: Line, right: Line, cells: int
) -> None:
    line = apart(left, right, cells)
    if width(right) <= cells:
        assert width(line) <= cells
        assert text(line).endswith(text(right))
        assert not text(right) or width(line) == cells


@given(LINES)
def test_a_flowing_line_keeps_every_word_within_its_cells(line: Line) -> None:
    pairs = line[: len(line) // 2 * 2]
    rows = flow(pairs, 20)
    assert [span for row in rows for span in row] == list(pairs)
    assert all(width(row) <= 20 or len(row) == 2 for row in rows)


@given(st.text(max_size=40))
def test_plain_typography_takes_the_same_cells(words: str) -> None:
    assert cell_len(plain(words)) == cell_len(words)


def test_our_own_typography_has_plain_forms() -> None:
    assert plain("“a…” – ‘b’ — 3×") == "\"a~\" - 'b' - 3x"


@pytest.mark.parametrize(("share", "drawn"), [(0, "....."), (0.01, "#...."), (0.5, "###.."), (2, "#####")])
def test_a_bar_shows_a_share(share: float, drawn: str) -> None:
    assert text(bar(share, 5, "#", ".")) == drawn
