from __future__ import annotations

import pytest
from rich.color import Color as Ink
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tracker.ui.theme import INKS, THEMES, says_light, style_of
from tracker.ui.views.lines import TONES

EVERY_THEME = [*THEMES, *BUILTIN_THEMES.values()]


@pytest.mark.parametrize("theme", EVERY_THEME, ids=lambda theme: theme.name)
def test_every_tone_can_be_seen_in_every_theme(theme: Theme) -> None:
    assert set(INKS) == set(TONES)
    colours = {**theme.to_color_system().generate(), **theme.variables}
    below = Color.parse(colours["background"])
    for tone in TONES:
        style = style_of(tone, colours, below, dark=theme.dark)
        assert style.bgcolor == below.rich_color
        assert style.color != style.bgcolor or theme.ansi, "a terminal's own colours are its own business"


def test_a_translucent_tone_is_mixed_with_what_lies_below() -> None:
    style = style_of("muted", {"foreground": "#ffffff"}, Color.parse("#000000"), dark=True)
    assert style.color == Ink.parse("#999999")


def test_colours_that_a_theme_does_not_bring_are_lent() -> None:
    dark, light = (style_of("kept", {}, Color.parse("#888888"), dark=dark).color for dark in (True, False))
    assert dark
    assert light
    assert dark != light


@pytest.mark.parametrize(
    ("colours", "light"),
    [
        ("0;15", True),
        ("0;7", True),
        ("0;default;15", True),
        ("12;9", True),
        ("15;0", False),
        ("7;8", False),
        ("15;6", False),
        ("15;default", False),
        ("0;16", False),
        ("", False),
    ],
)
def test_a_light_terminal_is_known_by_what_it_says_of_its_paper(colours: str, light: bool) -> None:  # noqa: FBT001
    assert says_light(colours) is light
