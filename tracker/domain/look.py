"""Look: the colours and glyphs that areas and habits can have.

The colours are told apart by the colour-blind, and no glyph is one that the grid uses for a state.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from tracker.domain.errors import Refused
from tracker.domain.text import clean_line, excerpt

COLOURS: Final = ("blue", "orange", "teal", "purple", "yellow", "pink", "sky", "grey")
GLYPHS = ("■", "◆", "▲", "★", "♥", "♣", "♪", "☼")

_STATES = "·–-‖□▁▂▄▆○●▫.=~opac'[]"


def read_colour(text: str) -> str:
    """Read the name of a colour, or nothing for the usual one; raise `Refused` for any other."""
    name = clean_line(text, "colour").casefold()
    if name and name not in COLOURS:
        raise Refused(f"“{excerpt(text)}” is not a colour here; choose {', '.join(COLOURS[:-1])} or {COLOURS[-1]}.")
    return name


def read_glyph(text: str) -> str:
    """Read the one character that marks a habit's kept days, or nothing for the usual one; raise `Refused` otherwise.

    It has to be as wide as a letter, and none of those that stand for another state.
    """
    glyph = clean_line(text, "glyph")
    if not glyph:
        return ""
    if len(glyph) > 1 or not fits_a_cell(glyph):
        raise Refused(f"A glyph is one character as wide as a letter, such as {' '.join(GLYPHS)}.")
    if glyph in _STATES:
        raise Refused(f"“{glyph}” stands for a state in the grid already; choose one such as {' '.join(GLYPHS[1:])}.")
    return glyph


def fits_a_cell(glyph: str) -> bool:
    """Whether a text is one character that takes one cell of a terminal."""
    if len(glyph) != 1 or unicodedata.category(glyph)[0] in "MCZ":
        return False
    return unicodedata.east_asian_width(glyph) not in "WF"
