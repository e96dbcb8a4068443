"""Lines of toned text: what every view is made of and every canvas draws.

A tone names what a piece of text is (kept, muted, a title…); the theme says how that looks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias, get_args

from rich.cells import cell_len as measure
from rich.cells import set_cell_size

from tracker.domain.habit import COLOURS
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.text import PLAIN_TYPOGRAPHY

Tone: TypeAlias = Literal[
    "plain", "muted", "faint", "strong", "title", "accent", "key", "cursor", "today",
    "kept", "part", "missed", "skipped", "open", "passed", "mixed", "acted", "clean", "good", "trouble",
    "blue", "orange", "teal", "purple", "yellow", "pink", "sky", "grey",
    "heat0", "heat1", "heat2", "heat3", "heat4",
]  # fmt: skip

TONES: tuple[Tone, ...] = get_args(Tone)

HEAT_TONES: tuple[Tone, ...] = ("heat0", "heat1", "heat2", "heat3", "heat4")
"""The five steps of a heat map, none to all."""

AREA_TONES: tuple[Tone, ...] = COLOURS
"""The tones of the colours that areas and habits can have."""


cell_len = lru_cache(maxsize=4096)(measure)
"""Count the terminal cells that a text takes: the same few texts are asked about a thousand times for every key."""


class Text(NamedTuple):
    """A piece of text in one tone."""

    text: str
    tone: Tone = "plain"


Line: TypeAlias = tuple[Text, ...]

EMPTY: Line = ()

PARTED = " · "
"""What stands between the parts of a line that are of use one by one."""


def joined(parts: Iterable[str], cells: int) -> str:
    """Join as many parts as there is room for, each whole: half a number is another one."""
    words = ""
    for part in parts:
        longer = f"{words}{PARTED}{part}" if words else part
        words = longer if not words or cell_len(longer) <= cells else words
    return words


def wrap(words: str, width: int) -> list[str]:
    """Break a text into lines of at most so many cells, between words."""
    lines: list[str] = []
    held: list[str] = []
    room = width
    for word in words.split():
        cells = cell_len(word)
        if held and cells >= room:
            lines.append(" ".join(held))
            held, room = [], width
        held.append(word)
        room -= cells + (len(held) > 1)
    return [*lines, " ".join(held)]


def spread(lines: Sequence[Line], cells: int, room: int) -> list[Line]:
    """Fit lines of a lead and a text into so many cells, going on below as long as there is room for more rows.

    Where there is none, the parts of a text that `PARTED` parts are kept whole, and any other text is cut.
    """
    spare = max(0, room - len(lines))
    told: list[Line] = []
    for line in lines:
        if len(line) != 2 or width(line) <= cells or "\n" in text(line):
            told.append(cut(line, cells))
            continue
        lead, words = line
        beside = max(8, cells - cell_len(lead.text))
        rows = _rows(words.text, beside)
        taken = min(len(rows), 1 + spare)
        spare -= taken - 1
        if taken < len(rows):
            rows[taken - 1 :] = [joined(" ".join(rows[taken - 1 :]).split(PARTED), beside)]
        leads = (lead, *(Text(" " * cell_len(lead.text)) for _ in rows[1:]))
        told += [cut((before, words._replace(text=row)), cells) for before, row in zip(leads, rows, strict=True)]
    return told


_HELD = "\ue000"
"""Stands for a space that no line is broken at; nobody types it, and it takes one cell."""


def _rows(words: str, cells: int) -> list[str]:
    """Break a text between its parts, or between words where a part is too long for a line."""
    parts = words.split(PARTED)
    if any(cell_len(part) > cells - len(PARTED) for part in parts):
        return wrap(words, cells)
    held = [part.replace(" ", _HELD) for part in parts]
    return [row.replace(_HELD, " ") for row in wrap(f"{_HELD}· ".join(held), cells)]


def width(line: Iterable[Text]) -> int:
    """Count the terminal cells that a line takes."""
    cells = 0
    for words, _ in line:  # a call for each piece would take twice as long
        cells += cell_len(words)
    return cells


def text(line: Iterable[Text]) -> str:
    """Return a line without its tones."""
    return "".join(span.text for span in line)


def fit(words: str, cells: int) -> str:
    """Cut a text to so many cells, with an ellipsis where something is lost; pad it where it is shorter."""
    if cells <= 0:
        return ""
    if cell_len(words) <= cells:
        return set_cell_size(words, cells)
    return set_cell_size(words, cells - 1).rstrip() + "…" + " " * _missing(words, cells)


def _missing(words: str, cells: int) -> int:
    return cells - 1 - cell_len(set_cell_size(words, cells - 1).rstrip())


def clip(words: str, cells: int) -> str:
    """Cut a text to so many cells, with an ellipsis where something is lost, and no padding."""
    return fit(words, cells).rstrip() if cell_len(words) > cells else words


def apart(left: Iterable[Text], right: Iterable[Text], cells: int) -> Line:
    """Set one line at the left edge and one at the right; the left gives way where both do not fit."""
    right = tuple(right)
    room = cells - width(right)
    start = cut(left, max(0, room - 1) if right else room)
    gap = room - width(start)
    return (*start, Text(" " * gap), *right) if right and gap >= 0 else start


def cut(line: Iterable[Text], cells: int) -> Line:
    """Cut a line to so many cells, with an ellipsis where something is lost."""
    kept: list[Text] = []
    room = cells
    spans = [span for span in line if span.text]
    rest = width(spans)
    if rest <= cells:
        return tuple(spans)
    for index, span in enumerate(spans):
        size = cell_len(span.text)
        rest -= size
        if size + rest <= room:
            kept.extend(spans[index:])
            break
        if size < room:
            kept.append(span)
            room -= size
            continue
        kept.append(Text(fit(span.text + " ", room).rstrip() if size >= room else span.text, span.tone))
        break
    return tuple(span for span in kept if span.text)


def flow(line: Line, cells: int) -> list[Line]:
    """Break a line of glyph and name pairs into lines of at most so many cells."""
    lines: list[Line] = [EMPTY]
    for pair in zip(line[::2], line[1::2], strict=True):
        if lines[-1] and width(lines[-1]) + width(pair) > cells:
            lines.append(EMPTY)
        lines[-1] = (*lines[-1], *pair)
    return lines


_PLAIN = {**PLAIN_TYPOGRAPHY, ord("…"): "~"}


def plain(words: str) -> str:
    """Put our own typography into ASCII, cell for cell; what users wrote in other letters stays."""
    return words.translate(_PLAIN)


def bar(share: float, cells: int, full: str, empty: str, tone: Tone = "kept") -> Line:
    """Draw a share (0 to 1) as a bar of so many cells; any share above nothing shows at least one."""
    filled = min(cells, max(1 if share > 0 else 0, int(share * cells + 0.5)))
    return Text(full * filled, tone), Text(empty * (cells - filled), "faint")


class LineWriter:
    """Puts pieces of text at places on one line, from left to right."""

    def __init__(self) -> None:
        self._spans: list[Text] = []
        self._end = 0

    def put(self, x: int, words: str, tone: Tone = "plain") -> None:
        """Put words at a cell, unless something stands there already."""
        if x < self._end:
            return
        if x > self._end:
            self._spans.append(Text(" " * (x - self._end)))
        self._spans.append(Text(words, tone))
        self._end = x + cell_len(words)

    def spans(self, x: int, spans: Line) -> None:
        """Put spans one after another, the first at a cell."""
        for span in spans:
            self.put(max(x, self._end), span.text, span.tone)

    def line(self) -> Line:
        """Return the finished line."""
        return tuple(self._spans)
