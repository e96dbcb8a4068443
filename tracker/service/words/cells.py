"""Cells: what each code of the grid is called, for whoever draws one: glyphs, tones and words go by these names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.domain.judging.codes import Cell

CELL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        Cell.DONE: "kept",
        Cell.MISSED: "missed",
        Cell.SKIPPED: "skipped",
        Cell.PAUSED: "paused",
        Cell.PART: "part",
        Cell.PASSED: "passed",
        Cell.ACTED: "acted",
        Cell.OPEN: "open",
        Cell.CLEAN: "clean",
        Cell.OVER: "over",
    }
)
"""The name of the glyph by which a cell is drawn, in every front end."""
