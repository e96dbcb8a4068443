"""Glyphs: the marks of the grid, for terminals with Unicode and for poor ones."""

from __future__ import annotations

import locale
import sys
from collections.abc import Mapping
from types import MappingProxyType

from tracker.domain.habit import Area, Habit, fits_a_cell
from tracker.domain.judging.codes import Cell
from tracker.domain.named_tuple import NamedTuple
from tracker.service.words.cells import CELL_NAMES, PLAIN_SIGNS, SIGNS
from tracker.ui.views.lines import AREA_TONES, Line, Text, Tone


class Glyphs(NamedTuple):
    """One glyph for every state, so that nothing is said by colour alone.

    `levels` grow with the part of an amount that is there, `spark` with a share; `heat` has the five steps of a day.
    """

    kept: str = SIGNS.kept
    missed: str = SIGNS.missed
    skipped: str = SIGNS.skipped
    paused: str = SIGNS.paused
    open: str = SIGNS.open
    levels: tuple[str, ...] = ("▁", "▂", "▄", "▆")
    spark: tuple[str, ...] = ("▁", "▂", "▃", "▄", "▅", "▆", "▇", "█")
    heat: tuple[str, ...] = ("·", "▁", "▃", "▅", "■")
    pointer: str = "◆"
    passed: str = SIGNS.passed
    mixed: str = SIGNS.mixed
    acted: str = SIGNS.acted
    clean: str = SIGNS.clean
    over: str = SIGNS.over
    full: str = "▰"
    empty: str = "▱"
    here: str = "▸"
    chosen: str = "✓"
    up: str = "▲"
    down: str = "▼"
    today: str = "▼"
    rule: str = "─"
    badge: str = "◆"
    ok: str = "✓"
    dot: str = "·"


UNICODE = Glyphs()
ASCII = Glyphs(
    kept=PLAIN_SIGNS.kept, missed=PLAIN_SIGNS.missed, skipped=PLAIN_SIGNS.skipped, paused=PLAIN_SIGNS.paused,
    open=PLAIN_SIGNS.open, passed=PLAIN_SIGNS.passed, mixed=PLAIN_SIGNS.mixed, acted=PLAIN_SIGNS.acted,
    clean=PLAIN_SIGNS.clean, over=PLAIN_SIGNS.over, levels=(PLAIN_SIGNS.part,) * 4,
    spark=tuple("01234579"), heat=tuple(".:+*#"), pointer="@",
    full="#", empty=".", here=">", chosen="+", up="+", down="-", today="v", rule="-", badge="*",
    ok="*", dot="-",
)  # fmt: skip


def legend(glyphs: Glyphs) -> Line:
    """Explain the glyphs in one line, the most common ones first."""
    words: tuple[tuple[str, str, Tone], ...] = (
        (glyphs.kept, "done", "kept"),
        (glyphs.open, "open today", "open"),
        (glyphs.missed, "missed or no mark", "missed"),
        (glyphs.skipped, "skipped", "skipped"),
        ("".join(dict.fromkeys(glyphs.levels[1:])), "part", "part"),
        (glyphs.passed, "let pass", "passed"),
        (glyphs.mixed, "both", "mixed"),
        (glyphs.acted, "acted on", "acted"),
        (glyphs.clean, "in limit", "clean"),
        (glyphs.over, "over it", "acted"),
        (glyphs.paused, "paused", "faint"),
        ("'", "note", "muted"),
    )
    return tuple(span for glyph, name, tone in words for span in (Text(glyph, tone), Text(f" {name}  ", "muted")))


def cell(code: str, share: float, glyphs: Glyphs) -> tuple[str, Tone]:
    """Return the glyph and the tone for a cell's code as `Standing.cells` writes it; `share` is of an amount."""
    if code == Cell.PART:
        return glyphs.levels[min(3, int(share * 4))], "part"
    name = CELL_NAMES.get(code)
    return (str(getattr(glyphs, name)), _TONES[code]) if name else (" ", "plain")


_TONES: Mapping[str, Tone] = MappingProxyType(
    {
        Cell.DONE: "kept",
        Cell.MISSED: "missed",
        Cell.SKIPPED: "skipped",
        Cell.PAUSED: "faint",
        Cell.PASSED: "passed",
        Cell.MIXED: "mixed",
        Cell.ACTED: "acted",
        Cell.OPEN: "open",
        Cell.CLEAN: "clean",
        Cell.OVER: "acted",
    }
)


def poor_terminal() -> bool:
    """Whether the locale promises no more than ASCII, or an encoding other than UTF-8."""
    if sys.platform == "win32":
        return False
    return locale.nl_langinfo(locale.CODESET).replace("-", "").casefold() != "utf8"


def glyph_of(habit: Habit, glyphs: Glyphs) -> str:
    """Return the glyph of a habit's kept days."""
    if fits_a_cell(habit.glyph) and (habit.glyph.isascii() or not glyphs.kept.isascii()):
        return habit.glyph
    return glyphs.kept


def tone_of(habit: Habit, otherwise: Tone = "kept") -> Tone:
    """Return the tone of a habit's kept days: its own colour, or another one."""
    return next((tone for tone in AREA_TONES if tone == habit.colour), otherwise) if habit.colour else otherwise


def area_tone(area: Area, place: int) -> Tone:
    """Return the tone of an area: its own colour, or the one of its place."""
    return next((tone for tone in AREA_TONES if tone == area.colour), AREA_TONES[place % len(AREA_TONES)])
