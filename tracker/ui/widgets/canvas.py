"""Canvas: draws lines of toned text and repaints only the cells that have changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import zip_longest
from typing import TypeAlias

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from tracker.ui.terminal.private import mark_changed
from tracker.ui.theme import style_of
from tracker.ui.views.lines import EMPTY, Line, Text, Tone, cell_len, plain

# Whatever a book says, a terminal is never told to do anything by it.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

_Part: TypeAlias = tuple[str, int]
"""What stands in one cell: a character, or the so-and-so-many-th part of a text that takes several cells."""

_Cell: TypeAlias = tuple[_Part, Tone]
_BLANK: _Cell = ((" ", 0), "plain")
_FAR = 12
"""So many unchanged cells take a terminal more than a jump across them."""

_MANY = 8
"""A line that has changed in more places is drawn as one stretch, which takes less time."""


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

    changed: set[Canvas] | None = None
    """Where it puts itself when it changes, while somebody is there who sends it to the terminal; else Textual does."""

    def show(self, lines: Sequence[Line]) -> None:
        """Put these lines on the canvas in place of the old ones."""
        old, self._lines = self._lines, tuple(lines)
        regions: list[Region] = []
        for y, (before, after) in enumerate(zip_longest(old, self._lines, fillvalue=EMPTY)):
            if before is after or before == after:
                continue
            self._strips.pop(y, None)
            regions += [Region(start, y, end - start, 1) for start, end in changed_cells(before, after)]
        if not regions:
            return
        if self.changed is not None and mark_changed(self, regions):
            self.changed.add(self)
        else:
            self.refresh(*regions)

    def fit(self) -> Sequence[Line]:
        """Return the lines that there is room for; asked when the canvas is first drawn, and when its size changes."""
        return self._lines

    def notify_style_update(self) -> None:
        """Forget what was drawn in the old theme."""
        super().notify_style_update()
        self._strips.clear()
        self._styles_by_tone.clear()
        self.__dict__.pop("_below", None)

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
            strip = self._strips[y] = self._drawn(_line(self._lines, y), self.size.width)
        return strip

    def cut_out(self, y: int, start: int, end: int) -> Strip:
        """Draw a part of a line alone, from a cell up to another."""
        first, part = part_of(_line(self._lines, y), start, end)
        if all(cell_len(span.text) == len(span.text) for span in part):  # else a character may be cut in two
            strip = self._drawn(_sliced(part, start - first, end - first), end - start)
        else:
            strip = self._drawn(part, end - first).crop(start - first, end - first)
        for line_filter in self.get_line_filters():
            strip = strip.apply_filter(line_filter, self._below)
        return strip

    def _drawn(self, line: Line, cells: int) -> Strip:
        if self.app.has_class("-ascii"):
            line = tuple(Text(plain(span.text), span.tone) for span in line)
        segments = [Segment(_CONTROL.sub("", span.text), self._style(span.tone)) for span in joined_pieces(line)]
        return Strip(segments).extend_cell_length(cells, self._style("plain"))

    def _style(self, tone: Tone) -> Style:
        style = self._styles_by_tone.get(tone)
        if style is None:
            dark, colours = self.app.current_theme.dark, self.app.theme_variables
            style = self._styles_by_tone[tone] = style_of(tone, colours, self._below, dark=dark)
        return style

    @cached_property
    def _below(self) -> Color:
        """What tones are mixed with."""
        return self.background_colors[1]


def _line(lines: Sequence[Line], y: int) -> Line:
    return lines[y] if y < len(lines) else EMPTY


def part_of(line: Line, start: int, end: int) -> tuple[int, Line]:
    """Return the spans of a line that reach into a stretch of cells, and the cell at which the first of them begins."""
    part = []
    x = first = 0
    for span in line:
        if x >= end:
            break
        width = cell_len(span.text)
        if x + width > start:
            part.append(span)
        else:
            first = x + width
        x += width
    return first, tuple(part)


def _sliced(line: Line, start: int, end: int) -> Line:
    """Return the characters of a line from one to another; the first is in its first piece, the last in its last."""
    if not line:
        return line
    *before, last = line
    room = end - sum(len(span.text) for span in before)
    first, *rest = (*before, last._replace(text=last.text[:room]))
    return (first._replace(text=first.text[start:]), *rest)


def joined_pieces(line: Line) -> Iterator[Text]:
    """Walk a line with the pieces joined that look alike: those of one tone, and blanks, which have no colour."""
    words: str = ""
    tone: Tone = "plain"
    for text, its_tone in line:
        if words.strip() and (its_tone == tone or text.isspace()):
            words += text
            continue
        if words:
            yield Text(words, tone)
        words, tone = text, its_tone
    yield Text(words, tone)


def changed_cells(before: Line, after: Line) -> list[tuple[int, int]]:
    """Return the stretches of cells (start, end) in which two lines differ.

    Two of them are one where all between is in the same tone: it costs a terminal less than a jump.
    """
    shared = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), None)
    if shared is None:
        shared = min(len(before), len(after))
    first = sum(cell_len(span.text) for span in before[:shared])
    old, new = _cells(before[shared:]), _cells(after[shared:])
    stretches: list[tuple[int, int]] = []
    for x, (one, other) in enumerate(zip_longest(old, new, fillvalue=_BLANK)):
        if one == other:
            continue
        if stretches and _is_near(new, stretches[-1][1], x):
            stretches[-1] = stretches[-1][0], x + 1
        else:
            stretches.append((x, x + 1))
    if len(stretches) > _MANY:
        stretches = [(stretches[0][0], stretches[-1][1])]
    return [(first + start, first + end) for start, end in stretches]


def _cells(line: Line) -> list[_Cell]:
    """Return what stands in each cell of a line."""
    cells: list[_Cell] = []
    for text, tone in line:
        cells += [(part, tone) for part in _parts(text)]
    return cells


def _is_near(cells: Sequence[_Cell], start: int, end: int) -> bool:
    """Whether there is little between two changes, and that in the tone of the first."""
    if end - start >= _FAR:
        return False
    tone = cells[start - 1][1] if start <= len(cells) else _BLANK[1]
    between = cells[start:end]
    return len(between) == end - start and all(its_tone == tone for _, its_tone in between)


@lru_cache(maxsize=1024)
def _parts(text: str) -> tuple[_Part, ...]:
    """Return what stands in each cell of a text; wide characters, and letters that join into one, stand in several."""
    if text.isascii() or all(cell_len(char) == 1 for char in text):
        return tuple((char, 0) for char in text)
    return tuple((text, part) for part in range(cell_len(text)))
