"""The colours that areas and habits can have, as different eyes see them."""

from __future__ import annotations

import itertools
import math

import pytest
from textual.color import Color, Lab, rgb_to_lab
from textual.theme import Theme

from tracker.domain.habit import COLOURS
from tracker.ui.theme import THEMES

# What is left of linear red, green and blue: Machado, Oliveira and Fernandes, 2009, severity 1.
EYES = {
    "all colours": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.1523, 1.0526, -0.2049), (0.1145, 0.7863, 0.0992), (-0.0039, -0.0481, 1.0520)),
    "no green": ((0.3674, 0.8606, -0.2280), (0.2801, 0.6725, 0.0474), (-0.0118, 0.0429, 0.9689)),
    "no blue": ((1.2555, -0.0767, -0.1788), (-0.0784, 0.9308, 0.1476), (0.0047, 0.6914, 0.3039)),
}


def linear(colour: Color) -> list[float]:
    """Return the light of a colour: red, green and blue."""
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]


def seen(colour: str, eye: str) -> Lab:
    """Return a colour as an eye sees it, in Lab."""
    red, green, blue = linear(Color.parse(colour))
    left = (min(1.0, max(0.0, a * red + b * green + c * blue)) for a, b, c in EYES[eye])
    r, g, b = (12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055 for part in left)
    return rgb_to_lab(Color(round(r * 255), round(g * 255), round(b * 255)))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("eye", EYES)
def test_no_two_colours_look_alike_to_any_eye(theme: Theme, eye: str) -> None:
    variables = theme.variables
    palette = {name: seen(variables[f"area-{name}"], eye) for name in COLOURS}
    near = min(
        (math.dist((a.L, a.a, a.b), (b.L, b.a, b.b)), one, other)
        for (one, a), (other, b) in itertools.combinations(palette.items(), 2)
    )
    assert near[0] > 12, near


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_colour_can_be_read_on_its_background(theme: Theme) -> None:
    background = Color.parse(theme.background or "black")
    variables = theme.variables
    for name in COLOURS:
        ratio = _ratio(background, Color.parse(variables[f"area-{name}"]))
        assert ratio >= 4.5, (name, ratio)


def _ratio(one: Color, other: Color) -> float:
    dark, light = sorted(_light(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _light(colour: Color) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
