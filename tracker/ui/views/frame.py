"""The frame: the top line with the rooms and how the book stands with the disk, and the line for what just happened."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.service.tracker import Saving
from tracker.ui.registry import ScreenSpec
from tracker.ui.views.glyphs import Glyphs
from tracker.ui.views.keys import Hint, KeyBar
from tracker.ui.views.lines import Line, Span, apart, cell_len, width


def build_header(
    rooms: Sequence[ScreenSpec], here: str, about: Line, right: Line, glyphs: Glyphs, cells: int
) -> KeyBar:
    """Build the top line; where there is little space, rooms stand closer, or others by their keys alone.

    A click on a room's name does what its key does.
    """
    for gap, short in ((2, False), (1, False), (1, True)) if cells >= 80 else ((1, True),):
        spans, places = _rooms(rooms, here, glyphs, gap, short=short)
        if width(spans) + width(about) + width(right) < cells:
            break
    return KeyBar(apart((*spans, *about), right, cells), places)


def _rooms(
    rooms: Sequence[ScreenSpec], here: str, glyphs: Glyphs, gap: int, *, short: bool
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
        places.append((x, x + cell_len(spans[-1].text) + (0 if room.id == here or short else 1), f"room_{room.id}"))
        spans.append(Span(" " * gap))
    if len(rooms) > 1:
        spans.append(Span(" "))
    return tuple(spans), tuple(places)


def saving_words(saving: Saving, glyphs: Glyphs, width: int, *, kept: bool = True) -> Line:
    """Say whether all is saved; a book in memory (`kept` is False) says that nothing is kept."""
    if saving.read_only:
        return (Span("read-only ", "trouble"),)
    if saving.trouble:
        return (Span("not saved ", "trouble"),)
    if not kept:
        return (Span("demo, nothing kept " if width >= 100 else "demo ", "muted"),)
    if saving.pending:
        return (Span(" saving ", "muted"),)
    return (Span(f"{glyphs.ok} saved ", "faint"),)


def message_line(words: str, saving: Saving, width: int, way: Hint | None = None) -> Line:
    """Say what just happened, and the key that leads back; trouble with the disk comes first and stays."""
    if saving.trouble:
        count = f"{saving.pending} not saved yet" if saving.pending else "Not saved"
        return apart((Span(f" {count}: {saving.trouble}", "trouble"),), (), width)
    if not words:
        return ()
    right = (Span(way.key, "key"), Span(f" {way.label} ", "muted")) if way else ()
    return apart((Span(f" {words}"),), right, width)
