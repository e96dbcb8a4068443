"""Canvas: draws lines of toned text and repaints only the cells that have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tracker.ui.views.lines import EMPTY, TONES, Line, Span, plain

# Whatever a book says, a terminal is never told to do anything by it.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Canvas(Widget):
    """A widget that shows the lines it is given.

    Tones are component classes named `tone--…`, so that a theme styles them in the stylesheet.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"tone--{tone}" for tone in TONES}

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._strips: dict[int, Strip] = {}
        self._styles_by_tone: dict[str, Style] = {}

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines on the canvas."""
        return self._lines

    def show(self, lines: Sequence[Line]) -> None:
        """Put these lines on the canvas in place of the old ones."""
        old, self._lines = self._lines, tuple(lines)
        for y in range(max(len(old), len(self._lines))):
            before, after = _line(old, y), _line(self._lines, y)
            if before is after or before == after:
                continue
            self._strips.pop(y, None)
            self.refresh(*(Region(start, y, end - start, 1) for start, end in changed_cells(before, after)))

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old theme."""
        super().notify_style_update()
        self._strips.clear()
        self._styles_by_tone.clear()

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        strip = self._strips.get(y)
        if strip is None or strip.cell_length < self.size.width:
            line = _line(self._lines, y)
            if self.app.has_class("-ascii"):
                line = tuple(Span(plain(span.text), span.tone) for span in line)
            segments = [Segment(_CONTROL.sub("", span.text), self._style(span.tone)) for span in line]
            strip = Strip(segments).extend_cell_length(self.size.width, self._style("plain"))
            self._strips[y] = strip
        return strip

    def _style(self, tone: str) -> Style:
        style = self._styles_by_tone.get(tone)
        if style is None:
            named = self.get_component_styles(f"tone--{tone}")
            # A tone may be translucent: it is mixed with what lies below, since a terminal knows no alpha.
            below = self.background_colors[1]
            style = Style(color=(below + named.color).rich_color, bgcolor=below.rich_color) + named.text_style
            self._styles_by_tone[tone] = style
        return style


def _line(lines: Sequence[Line], y: int) -> Line:
    return lines[y] if y < len(lines) else EMPTY


def changed_cells(before: Line, after: Line) -> list[tuple[int, int]]:
    """Give the stretches of cells (start, end) in which two lines differ, span by span."""
    old, new = set(_placed(before)), set(_placed(after))
    stretches: list[tuple[int, int]] = []
    for start, span in sorted(old ^ new):
        end = start + cell_len(span.text)
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(end, stretches[-1][1])
        else:
            stretches.append((start, end))
    return stretches


def _placed(line: Line) -> Iterator[tuple[int, Span]]:
    x = 0
    for span in line:
        yield x, span
        x += cell_len(span.text)
