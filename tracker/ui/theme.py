"""Theme: our two themes, and the colours of tones, chosen so that the colour-blind can tell them apart.

Blue is kept and orange is acted on (after Okabe and Ito's palette); nothing is red for having lived. Every state
has a glyph of its own, so that colour is never needed.

Tones are looked up here, and not in the stylesheet: a rule for each of them would take a tenth of the start.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.theme import Theme

from tracker.domain.named_tuple import NamedTuple
from tracker.ui.terminal.private import follow_theme
from tracker.ui.views.lines import AREA_TONES, HEAT_TONES, Tone

DARK = "letbe-dark"
LIGHT = "letbe-light"

_WHITE, _GREY, _BRIGHT_WHITE = 7, 8, 15
"""The light ones of a terminal's sixteen colours: white, and all bright ones but grey."""

_DARK_HABITS = {
    "habit-kept": "#5fb2ff",
    "habit-part": "#4489c8",
    "habit-missed": "#a89d8a",
    "habit-skipped": "#7f8a99",
    "habit-open": "#f2f4f8",
    "habit-passed": "#4fd1b5",
    "habit-acted": "#e69f3c",
    "habit-clean": "#5f7f9f",
    "heat-0": "#3a4454",
    "heat-1": "#2c5a8a",
    "heat-2": "#3f82c0",
    "heat-3": "#6db3f2",
    "heat-4": "#c3e3ff",
    "area-blue": "#6c8cd8",
    "area-orange": "#e8a04c",
    "area-teal": "#45dfb0",
    "area-purple": "#ac66f0",
    "area-yellow": "#e4dc60",
    "area-pink": "#f04f94",
    "area-sky": "#86cdf5",
    "area-grey": "#b0b5be",
}

_LIGHT_HABITS = {
    "habit-kept": "#0b62b8",
    "habit-part": "#4a8ac6",
    "habit-missed": "#7d7362",
    "habit-skipped": "#66707e",
    "habit-open": "#14181f",
    "habit-passed": "#00735c",
    "habit-acted": "#a85c00",
    "habit-clean": "#5b7a99",
    "heat-0": "#c9c4b6",
    "heat-1": "#a3c2e0",
    "heat-2": "#6a9fd2",
    "heat-3": "#2f73b5",
    "heat-4": "#08376b",
    "area-blue": "#1460d8",
    "area-orange": "#743e00",
    "area-teal": "#087550",
    "area-purple": "#45108c",
    "area-yellow": "#776d00",
    "area-pink": "#86104c",
    "area-sky": "#0a5078",
    "area-grey": "#656b78",
}

THEMES = (
    Theme(
        name=DARK,
        primary="#5fb2ff",
        secondary="#54cdb4",
        accent="#e8a64c",
        warning="#e8a64c",
        error="#e58a6f",
        success="#54cdb4",
        foreground="#d5dbe3",
        background="#12161c",
        surface="#171c24",
        panel="#1e2530",
        dark=True,
        variables=_DARK_HABITS,
    ),
    Theme(
        name=LIGHT,
        primary="#0b62b8",
        secondary="#00735c",
        accent="#9a5300",
        warning="#9a5300",
        error="#a33b1f",
        success="#00735c",
        foreground="#20262e",
        background="#faf9f6",
        surface="#f1efe9",
        panel="#e6e3da",
        dark=False,
        variables=_LIGHT_HABITS,
    ),
)


class Ink(NamedTuple):
    """How a tone is written: a colour of the theme by its name, how much of it (0 to 1), and whether in bold."""

    colour: str
    share: float = 1.0
    bold: bool = False


INKS: Mapping[Tone, Ink] = {
    "plain": Ink("foreground"),
    "muted": Ink("foreground", 0.66),
    "faint": Ink("foreground", 0.5),
    "strong": Ink("foreground", bold=True),
    "title": Ink("primary", bold=True),
    "accent": Ink("primary"),
    "key": Ink("primary", bold=True),
    "cursor": Ink("accent", bold=True),
    "today": Ink("accent", bold=True),
    "kept": Ink("habit-kept"),
    "part": Ink("habit-part"),
    "missed": Ink("habit-missed"),
    "skipped": Ink("habit-skipped"),
    "open": Ink("habit-open"),
    "passed": Ink("habit-passed"),
    "mixed": Ink("habit-passed"),
    "acted": Ink("habit-acted"),
    "clean": Ink("habit-clean"),
    "good": Ink("success"),
    "trouble": Ink("warning", bold=True),
    **{tone: Ink(f"heat-{step}") for step, tone in enumerate(HEAT_TONES)},
    **{tone: Ink(f"area-{tone}", bold=True) for tone in AREA_TONES},
}


def style_of(tone: Tone, colours: Mapping[str, str], below: Color, *, dark: bool) -> Style:
    """Return what a tone looks like on a background, in a theme's colours.

    A theme that does not bring colours for habits and areas is lent ours. A tone may be translucent: it is mixed
    with what lies below, since a terminal knows no alpha.
    """
    ink = INKS[tone]
    lent = _DARK_HABITS if dark else _LIGHT_HABITS
    colour = Color.parse(colours.get(ink.colour) or lent[ink.colour]).multiply_alpha(ink.share)
    return Style(color=(below + colour).rich_color, bgcolor=below.rich_color, bold=ink.bold or None)


def theme_called(app: App[Any], wanted: str) -> str:
    """Return the name of the theme that is wanted, or the one of ours that suits the terminal."""
    if wanted in app.available_themes:
        return wanted
    return LIGHT if says_light(os.environ.get("COLORFGBG", "")) else DARK


def says_light(colours: str) -> bool:
    """Tell whether COLORFGBG (`0;15`: the numbers of a terminal's ink and paper) tells of a light paper."""
    paper = colours.rpartition(";")[2]
    return paper.isdecimal() and (int(paper) == _WHITE or _GREY < int(paper) <= _BRIGHT_WHITE)


def register_themes(app: App[Any], wanted: str) -> None:
    """Begin in the theme that is wanted.

    To change to it would have Textual read the stylesheet and draw everything twice.
    """
    for theme in THEMES:
        app.register_theme(theme)
    name = theme_called(app, wanted)
    app.set_reactive(App.theme, name)
    dark = app.current_theme.dark
    app.update_classes({f"-theme-{name}": True, "-dark-mode": dark, "-light-mode": not dark})
    follow_theme(app)
    app.stylesheet.set_variables(app.get_css_variables())


_BOXES = Path(__file__).with_name("boxes.tcss")


def place_boxes(app: App[Any]) -> None:
    """Read, once, where things stand on all screens but the first.

    A screen's own stylesheet would have Textual read all others again.
    """
    if not app.stylesheet.has_source(str(_BOXES)):
        app.stylesheet.add_source(_BOXES.read_text(encoding="utf-8"), (str(_BOXES), ""))
