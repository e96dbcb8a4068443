"""What habits and areas look like: their own glyphs and colours, where they have them and the terminal shows them."""

from __future__ import annotations

from tracker.domain.habit import Area, Habit
from tracker.domain.look import fits_a_cell
from tracker.ui.views.glyphs import Glyphs
from tracker.ui.views.lines import AREA_TONES, Tone


def glyph_of(habit: Habit, glyphs: Glyphs) -> str:
    """Give the glyph of a habit's kept days."""
    if fits_a_cell(habit.glyph) and (habit.glyph.isascii() or not glyphs.kept.isascii()):
        return habit.glyph
    return glyphs.kept


def tone_of(habit: Habit, otherwise: Tone = "kept") -> Tone:
    """Give the tone of a habit's kept days: its own colour, or another one."""
    return next((tone for tone in AREA_TONES if tone == habit.colour), otherwise) if habit.colour else otherwise


def area_tone(area: Area, place: int) -> Tone:
    """Give the tone of an area: its own colour, or the one of its place."""
    return next((tone for tone in AREA_TONES if tone == area.colour), AREA_TONES[place % len(AREA_TONES)])
