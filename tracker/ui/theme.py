"""The look: our two themes, and the colours of tones, chosen so that the colour-blind can tell them apart.

Blue is kept and orange is acted on (after Okabe and Ito's palette); nothing is red for having lived. Every state
has a glyph of its own, so that colour is never needed.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = "letbe-dark"
LIGHT = "letbe-light"

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
    "area-blue": "#7cb8ff",
    "area-orange": "#e8a64c",
    "area-teal": "#54cdb4",
    "area-purple": "#c3a2f2",
    "area-yellow": "#e2cf6a",
    "area-pink": "#e79ac0",
    "area-sky": "#8fd3f4",
    "area-grey": "#a9b4c2",
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
    "area-blue": "#0b5cad",
    "area-orange": "#9a5300",
    "area-teal": "#006b57",
    "area-purple": "#6b3fb0",
    "area-yellow": "#756300",
    "area-pink": "#a0386f",
    "area-sky": "#02698f",
    "area-grey": "#4f5a67",
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


def habit_colours(*, dark: bool) -> dict[str, str]:
    """Give the colours of habits and areas for a theme that does not bring its own."""
    return _DARK_HABITS if dark else _LIGHT_HABITS
