"""Compositor: what is sent to the terminal is what has changed, and not all that stands to the left of it.

Textual sends a line from the left edge of its widget up to where it has changed, every piece of text with all its
colours before it, and to find that out it goes through all lines between the highest and the lowest that have changed.
A row of the grid has eighty pieces, and a key changes four of them. This stands on an inner class of Textual, whose
version is therefore held below the next great one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from rich.color import Color, ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.style import Style
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from tracker.domain.named_tuple import NamedTuple
from tracker.ui.terminal.private import part
from tracker.ui.widgets.canvas import Canvas

try:
    from textual._compositor import ChopsUpdate, Compositor, CompositorUpdate
except ImportError:  # a Textual of another kind: it draws by itself, and sends more
    ChopsUpdate = Compositor = CompositorUpdate = object  # type: ignore[assignment, misc]

_RESET = "\x1b[0m"


class Pen(NamedTuple):
    """What a terminal writes with, in the codes that it is told them by: bold and the like, the ink, and the paper."""

    manner: str = ""
    ink: str = "39"
    paper: str = "49"

    def taken_after(self, held: Pen) -> str:
        """Return what makes a terminal put down one pen and take up this one."""
        if held.manner and self.manner != held.manner:
            held, changed = _PLAIN, ["0"]
        else:
            changed = []
        changed += [new for new, old in zip(self, held, strict=True) if new != old]
        return f"\x1b[{';'.join(changed)}m" if changed else ""


_PLAIN = Pen()


class Piece(NamedTuple):
    """What has changed on the screen: where it begins, and what stands there now."""

    x: int
    y: int
    strip: Strip


class NarrowUpdate(CompositorUpdate):
    """An update of pieces, in which the pen is changed only where the style is another."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = pieces

    def render_segments(self, console: Console) -> str:
        """Return the text that a terminal is sent."""
        colours = COLOR_SYSTEMS.get(console.color_system or "", ColorSystem.TRUECOLOR)
        sent: list[str] = []
        held, row = _PLAIN, -1
        for x, y, strip in self._pieces:
            sent.append(f"\x1b[{x + 1}G" if y == row else f"\x1b[{y + 1};{x + 1}H")
            row = y
            for text, style, _ in strip:
                pen = pen_of(style, colours) if style else _PLAIN
                sent += (pen.taken_after(held), text)
                held = pen
        return "".join((*sent, _RESET))


def pieces_of(update: ChopsUpdate) -> Iterator[Piece]:
    """Cut an update of Textual's down to what lies within its spans."""
    for y, first, last in update.spans:
        for end, (start, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            left, right = max(first, start), min(last, end)
            if strip is not None and left < right:
                yield Piece(left, y, strip.crop(left - start, right - start))


@lru_cache(maxsize=256)
def pen_of(style: Style, colours: ColorSystem) -> Pen:
    """Return the pen of a style."""
    manner = style.without_color.render(" ", color_system=colours).partition(" ")[0]
    return Pen(
        manner.removeprefix("\x1b[").removesuffix("m"),
        _codes(style.color, colours, ink=True) or _PLAIN.ink,
        _codes(style.bgcolor, colours) or _PLAIN.paper,
    )


def _codes(colour: Color | None, colours: ColorSystem, *, ink: bool = False) -> str:
    return ";".join(colour.downgrade(colours).get_ansi_codes(foreground=ink)) if colour else ""


class NarrowCompositor(Compositor):
    """A compositor whose updates are narrow, and asked of the canvases themselves where only they have changed."""

    def render_partial_update(self) -> CompositorUpdate | None:  # type: ignore[override]
        """Return what has changed since the last time."""
        cut, regions = part(self, "_regions_to_spans"), part(self, "_dirty_regions")
        pieces = [self._piece(*span) for span in cut(regions)] if cut and regions is not None else []
        found = [piece for piece in pieces if piece]
        if found and len(found) == len(pieces):
            regions.clear()
            return NarrowUpdate(found)
        update = super().render_partial_update()
        return NarrowUpdate(pieces_of(update)) if isinstance(update, ChopsUpdate) else update

    def _piece(self, y: int, start: int, end: int) -> Piece | None:
        """Ask the canvas that lies uppermost there; None where the place is not all within one."""
        span = Region(start, y, end - start, 1)
        for widget, (region, clip) in self.visible_widgets.items():
            if region.y <= y < region.bottom and region.intersection(clip).overlaps(span):
                inside = widget.content_region
                if not isinstance(widget, Canvas) or not inside.contains_region(span):
                    return None
                return Piece(start, y, widget.cut_out(y - inside.y, start - inside.x, end - inside.x))
        return None


def use_narrow_updates(screen: Screen[Any]) -> None:
    """Have a screen send only the cells that have changed; else it sends the rows up to them, as all others do."""
    if part(Compositor, "render_partial_update") and part(screen, "_compositor") is not None:
        screen._compositor = NarrowCompositor()  # noqa: SLF001 - see above
