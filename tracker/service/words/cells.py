"""Cells: by which sign each code of the grid is drawn, and what it is called, in every front end."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.domain.judging.codes import Cell
from tracker.domain.named_tuple import NamedTuple

CELL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        Cell.DONE: "kept",
        Cell.MISSED: "missed",
        Cell.SKIPPED: "skipped",
        Cell.PAUSED: "paused",
        Cell.PART: "part",
        Cell.PASSED: "passed",
        Cell.MIXED: "mixed",
        Cell.ACTED: "acted",
        Cell.OPEN: "open",
        Cell.CLEAN: "clean",
        Cell.OVER: "over",
    }
)
"""What a cell is called: signs, tones and words go by these names."""


class Signs(NamedTuple):
    """One character for every state of a day, so that nothing is said by colour alone."""

    kept: str = "■"
    missed: str = "·"
    skipped: str = "–"
    paused: str = "‖"
    part: str = "▄"
    open: str = "□"
    passed: str = "○"
    mixed: str = "◐"
    acted: str = "●"
    clean: str = "▫"
    over: str = "▴"

    def of(self, cell: str) -> str:
        """Return the sign of a cell, a blank for one that shows nothing."""
        return str(getattr(self, CELL_NAMES[cell])) if cell in CELL_NAMES else " "


SIGNS = Signs()
PLAIN_SIGNS = Signs(
    kept="#",
    missed=".",
    skipped="-",
    paused="=",
    part="~",
    open="o",
    passed="p",
    mixed="%",
    acted="a",
    clean="c",
    over="^",
)
"""Those for a terminal that shows plain characters alone."""
