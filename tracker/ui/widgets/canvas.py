"""Canvas: draws lines of toned text and repaints only the cells that have changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tracker.ui.theme import style_of
from tracker.ui.views.lines import EMPTY, Line, Span, Tone, plain

# Whatever a book says, a terminal is never told to do anything by it.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_Part: TypeAlias = tuple[str, int]
"""What stands in one cell: a character, or the so-and-so-many-th part of a text that takes several cells."""

_Cell: TypeAlias = tuple[_Part, Tone]
_BLANK: _Cell = ((" ", 0), "plain")
_FAR = 12
"""So many unchanged cells take a terminal more than a jump across them."""


class Canvas(Widget):
    """A widget that shows the lines it is given, or as much of them as `fit` finds room for."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._strips: dict[int, Strip] = {}
        self._styles_by_tone: dict[Tone, Style] = {}
        self._fitted = Size()

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

    def fit(self) -> Sequence[Line]:
        """Give the lines that there is room for; asked when the canvas is first drawn, and when its size changes."""
        return self._lines

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old theme."""
        super().notify_style_update()
        self._strips.clear()
        self._styles_by_tone.clear()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines within a region."""
        if self._fitted != self.size:
            self._fitted = self.size
            self._lines = tuple(self.fit())
            self._strips.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        strip = self._strips.get(y)
        if strip is None:
            line = _line(self._lines, y)
            if self.app.has_class("-ascii"):
                line = tuple(Span(plain(span.text), span.tone) for span in line)
            segments = [Segment(_CONTROL.sub("", span.text), self._style(span.tone)) for span in joined_pieces(line)]
            strip = Strip(segments).extend_cell_length(self.size.width, self._style("plain"))
            self._strips[y] = strip
        return strip

    def _style(self, tone: Tone) -> Style:
        style = self._styles_by_tone.get(tone)
        if style is None:
            dark, below = self.app.current_theme.dark, self.background_colors[1]
            style = self._styles_by_tone[tone] = style_of(tone, self.app.theme_variables, below, dark=dark)
        return style


def _line(lines: Sequence[Line], y: int) -> Line:
    return lines[y] if y < len(lines) else EMPTY


def joined_pieces(line: Line) -> Iterator[Span]:
    """Walk a line with the pieces joined that look alike: those of one tone, and blanks, which have no colour."""
    words: str = ""
    tone: Tone = "plain"
    for text, its_tone in line:
        if words.strip() and (its_tone == tone or text.isspace()):
            words += text
            continue
        if words:
            yield Span(words, tone)
        words, tone = text, its_tone
    yield Span(words, tone)


def changed_cells(before: Line, after: Line) -> list[tuple[int, int]]:
    """Give the stretches of cells (start, end) in which two lines differ.

    Two of them are one where all between is in the same tone: it costs a terminal less than a jump.
    """
    spans, new_spans = set(_placed(before)), set(_placed(after))
    old, new = _cells(spans - new_spans), _cells(new_spans - spans)
    stretches: list[tuple[int, int]] = []
    for x in sorted(old.keys() | new.keys()):
        if old.get(x, _BLANK) == new.get(x, _BLANK):
            continue
        if stretches and _is_near(new, stretches[-1][1], x):
            stretches[-1] = stretches[-1][0], x + 1
        else:
            stretches.append((x, x + 1))
    return stretches


def _placed(line: Line) -> Iterator[tuple[int, Span]]:
    x = 0
    for span in line:
        yield x, span
        x += cell_len(span.text)


def _cells(spans: Iterable[tuple[int, Span]]) -> dict[int, _Cell]:
    return {x: (part, tone) for start, (text, tone) in spans for x, part in enumerate(_parts(text), start)}


def _is_near(cells: Mapping[int, _Cell], start: int, end: int) -> bool:
    """Whether there is little between two changes, and that in the tone of the first."""
    tone = cells.get(start - 1, _BLANK)[1]
    return end - start < _FAR and all(x in cells and cells[x][1] == tone for x in range(start, end))


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[_Part, ...]:
    """Give what stands in each cell of a text; wide characters, and letters that join into one, stand in several."""
    if text.isascii() or all(cell_len(char) == 1 for char in text):
        return tuple((char, 0) for char in text)
    return tuple((text, part) for part in range(cell_len(text)))
