from __future__ import annotations

import pytest
from rich.cells import cell_len

from tracker.domain.judging.codes import Cell
from tracker.ui.views.glyphs import ASCII, UNICODE, Glyphs, cell, legend
from tracker.ui.views.lines import TONES, text

STATES = (
    Cell.DONE,
    Cell.MISSED,
    Cell.SKIPPED,
    Cell.PAUSED,
    Cell.PART,
    Cell.PASSED,
    Cell.ACTED,
    Cell.OPEN,
    Cell.CLEAN,
    Cell.OVER,
    Cell.NOTHING,
)
BOTH = pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])


def every(glyphs: Glyphs) -> list[str]:
    return [glyph for held in glyphs for glyph in ([held] if isinstance(held, str) else held)]


@BOTH
def test_every_state_has_a_glyph_of_its_own(glyphs: Glyphs) -> None:
    shown = [cell(state, 0.5, glyphs)[0] for state in STATES]
    assert len(set(shown)) == len(STATES)


@BOTH
def test_every_glyph_takes_one_cell(glyphs: Glyphs) -> None:
    assert {cell_len(glyph) for glyph in every(glyphs)} == {1}


def test_the_ascii_glyphs_are_ascii() -> None:
    assert all(glyph.isascii() for glyph in every(ASCII))
    assert text(legend(ASCII)).isascii()


@pytest.mark.parametrize(("share", "glyph"), [(0, "▁"), (0.3, "▂"), (0.5, "▄"), (0.99, "▆"), (1, "▆"), (3, "▆")])
def test_a_part_of_an_amount_grows_with_its_share(share: float, glyph: str) -> None:
    assert cell(Cell.PART, share, UNICODE) == (glyph, "part")


@BOTH
def test_a_state_that_is_not_known_shows_nothing(glyphs: Glyphs) -> None:
    assert cell("?", 0, glyphs)[0] == " "


@BOTH
def test_the_legend_explains_every_state(glyphs: Glyphs) -> None:
    explained = text(legend(glyphs))
    assert all(cell(state, 0.5, glyphs)[0] in explained for state in STATES)
    assert {span.tone for span in legend(glyphs)} <= set(TONES)
