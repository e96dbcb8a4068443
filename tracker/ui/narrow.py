"""Narrow updates: what is sent to the terminal is what has changed, and not all that stands to the left of it.

Textual sends a line from the left edge of its widget up to where it has changed, every piece of text with all its
colours before it. A row of the grid has eighty pieces, and a key changes four of them. This stands on an inner class
of Textual, whose version is therefore held below the next great one.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.console import Console
from rich.control import Control
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor

from tracker.domain.tuples import NamedTuple

_RESET = "\x1b[0m"


class Pen(NamedTuple):
    """What a terminal writes with, as it is told: bold and the like, the ink, and the paper."""

    manner: str = ""
    ink: str = "39"
    paper: str = "49"

    def taken_after(self, held: Pen) -> str:
        """Give what makes a terminal put down one pen and take up this one."""
        if self.manner != held.manner:
            return f"{_RESET}{self.manner}\x1b[{self.ink};{self.paper}m"
        changed = [new for new, old in ((self.ink, held.ink), (self.paper, held.paper)) if new != old]
        return f"\x1b[{';'.join(changed)}m" if changed else ""


_PLAIN = Pen()


class NarrowUpdate(ChopsUpdate):
    """An update that keeps to its spans at both ends, and changes the pen only where the style is another."""

    def render_segments(self, console: Console) -> str:
        """Give the text that a terminal is sent."""
        colours = console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual asks for it
        sent: list[str] = []
        held = _PLAIN
        for y, first, last in self.spans:
            for end, (start, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                left, right = max(first, start), min(last, end)
                if strip is None or left >= right:
                    continue
                sent.append(Control.move_to(left, y).segment.text)
                for text, style, _ in strip.crop(left - start, right - start):
                    pen = pen_of(style, colours) if style else _PLAIN
                    sent += (pen.taken_after(held), text)
                    held = pen
        return "".join((*sent, _RESET))


@lru_cache(maxsize=256)
def pen_of(style: Style, colours: ColorSystem) -> Pen:
    """Give the pen of a style."""
    manner = style.without_color.render(" ", color_system=colours).partition(" ")[0]
    return Pen(
        manner, _codes(style.color, colours, ink=True) or _PLAIN.ink, _codes(style.bgcolor, colours) or _PLAIN.paper
    )


def _codes(colour: Color | None, colours: ColorSystem, *, ink: bool = False) -> str:
    return ";".join(colour.downgrade(colours).get_ansi_codes(foreground=ink)) if colour else ""


class NarrowCompositor(Compositor):
    """A compositor whose updates are narrow."""

    def render_partial_update(self) -> ChopsUpdate | None:
        """Give what has changed since the last time."""
        update = super().render_partial_update()
        return update and NarrowUpdate(update.chops, update.spans, update.chop_ends)
