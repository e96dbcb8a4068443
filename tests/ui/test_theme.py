from __future__ import annotations

import pytest
from rich.color import Color as Ink
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from tracker.ui.theme import INKS, THEMES, says_light, style_of
from tracker.ui.views.lines import AREA_TONES, TONES, Tone

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


WORDS: tuple[Tone, ...] = (
    "plain", "muted", "strong", "title", "accent", "key", "cursor", "today", "good", "trouble", *AREA_TONES,
)  # fmt: skip


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("paper", ["background", "surface"])
def test_words_can_be_read_by_weaker_eyes_and_what_is_off_be_made_out(theme: Theme, paper: str) -> None:
    """By the contrast that WCAG 2 asks of text (4.5 to 1), and of signs (3 to 1)."""
    colours = {**theme.to_color_system().generate(), **theme.variables}
    below = Color.parse(colours[paper])

    def contrast(tone: Tone) -> float:
        style = style_of(tone, colours, below, dark=theme.dark)
        assert style.color
        lights = sorted(_luminance(Color.from_rich_color(one)) for one in (style.color, below.rich_color))
        return (lights[1] + 0.05) / (lights[0] + 0.05)

    assert {tone: contrast(tone) for tone in WORDS if contrast(tone) < 4.5} == {}
    assert contrast("faint") >= 3


def _luminance(colour: Color) -> float:
    """The relative luminance of a colour, as WCAG 2 defines it."""
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_translucent_tone_is_mixed_with_what_lies_below() -> None:
    style = style_of("muted", {"foreground": "#ffffff"}, Color.parse("#000000"), dark=True)
    assert style.color == Ink.parse("#a8a8a8")


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
