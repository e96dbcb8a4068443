"""The top line: which room this is and what the others are, what it is about, and how the book stands with the disk."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.named_tuple import NamedTuple
from tracker.ui.registry import Room
from tracker.ui.views.glyphs import Glyphs
from tracker.ui.views.lines import Line, Span, apart, cell_len, width


class Header(NamedTuple):
    """The top line, and the cells (start, end) at which each room's name stands."""

    line: Line
    places: tuple[tuple[int, int, str], ...]

    def room_at(self, x: int) -> str | None:
        """Give the room named at a cell, or None between two."""
        return next((id for start, end, id in self.places if start <= x < end), None)


def build_header(rooms: Sequence[Room], here: str, about: Line, right: Line, glyphs: Glyphs, cells: int) -> Header:
    """Build the top line; where there is little space, rooms stand closer, or others by their keys alone."""
    for gap, short in ((2, False), (1, False), (1, True)) if cells >= 80 else ((1, True),):
        spans, places = _rooms(rooms, here, glyphs, gap, short=short)
        if width(spans) + width(about) + width(right) < cells:
            break
    return Header(apart((*spans, *about), right, cells), places)


def _rooms(
    rooms: Sequence[Room], here: str, glyphs: Glyphs, gap: int, *, short: bool
) -> tuple[Line, tuple[tuple[int, int, str], ...]]:
    """Name the rooms, and say where each name stands; a single room needs no name."""
    spans: list[Span] = [Span(f" {glyphs.badge} ", "accent")]
    places: list[tuple[int, int, str]] = []
    for room in rooms if len(rooms) > 1 else ():
        x = width(spans)
        if room.id == here:
            spans.append(Span(room.title, "title"))
        else:
            spans.append(Span(room.key, "key"))
            if not short:
                spans.append(Span(f" {room.title}", "muted"))
        places.append((x, x + cell_len(spans[-1].text) + (0 if room.id == here or short else 1), room.id))
        spans.append(Span(" " * gap))
    if len(rooms) > 1:
        spans.append(Span(" "))
    return tuple(spans), tuple(places)
