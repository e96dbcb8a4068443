"""The frame: the top line with the rooms and how the book stands with the disk, what just happened, and the key bar.

The key bar says what the keys do just now: verbs first, cut from the right, always ending in help.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from tracker.domain.named_tuple import NamedTuple
from tracker.service.tracker import Saving
from tracker.ui.registry import ROOMS, ScreenSpec
from tracker.ui.views.glyphs import Glyphs
from tracker.ui.views.lines import Line, Text, apart, cell_len, clip, width
from tracker.ui.views.model import Look


class Hint(NamedTuple):
    """A key and what it does; `id` is the action that a click runs."""

    id: str
    key: str
    label: str


def own_hint(hint: Hint, look: Look) -> Hint:
    """Return a hint with the user's own key, if there is one."""
    return hint._replace(key=look.key(hint.id, hint.key))


def rooms_of(look: Look) -> tuple[ScreenSpec, ...]:
    """Return the rooms with the keys that open them: the user's own, or the usual ones."""
    if not look.own_keys:
        return ROOMS
    return tuple(room._replace(key=look.key(f"room_{room.id}", room.key)) for room in ROOMS)


class KeyBar(NamedTuple):
    """The bar as a line, and the cells (start, end) at which each action stands."""

    line: Line
    places: tuple[tuple[int, int, str], ...]

    def action_at(self, x: int) -> str | None:
        """Return the action at a cell, or None between two."""
        return next((id for start, end, id in self.places if start <= x < end), None)


def places_of(line: Iterable[Text], ids: Iterable[str], x: int = 0) -> tuple[tuple[int, int, str], ...]:
    """Return the cells of those pieces of a line that run an action; the others have an empty id."""
    places: list[tuple[int, int, str]] = []
    for span, id in zip(line, ids, strict=True):
        end = x + cell_len(span.text)
        if id:
            places.append((x, end, id))
        x = end
    return tuple(places)


def build_key_bar(hints: Iterable[Hint], last: Sequence[Hint], width: int) -> KeyBar:
    """Lay out as many hints as fit, and the last ones always."""
    spans: list[Text] = [Text(" ")]
    places: list[tuple[int, int, str]] = []
    x = 1
    room = width - sum(_size(hint) + 2 for hint in last)
    shown = []
    for hint in hints:
        if x + _size(hint) > room:
            break
        shown.append(hint)
        x += _size(hint) + 2
    x = 1
    for hint in (*shown, *last):
        places.append((x, x + _size(hint), hint.id))
        spans += [Text(hint.key, "key"), Text(f" {hint.label}  ", "muted")]
        x += _size(hint) + 2
    return KeyBar(tuple(spans), tuple(places))


def _size(hint: Hint) -> int:
    return cell_len(hint.key) + 1 + cell_len(hint.label)


@lru_cache(maxsize=8)
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
    spans: list[Text] = [Text(f" {glyphs.badge} ", "accent")]
    places: list[tuple[int, int, str]] = []
    for room in rooms if len(rooms) > 1 else ():
        x = width(spans)
        if room.id == here:
            spans.append(Text(room.title, "title"))
        else:
            spans.append(Text(room.key, "key"))
            if not short:
                spans.append(Text(f" {room.title}", "muted"))
        places.append((x, x + cell_len(spans[-1].text) + (0 if room.id == here or short else 1), f"room_{room.id}"))
        spans.append(Text(" " * gap))
    if len(rooms) > 1:
        spans.append(Text(" "))
    return tuple(spans), tuple(places)


def saving_words(saving: Saving, glyphs: Glyphs, width: int, *, kept: bool = True) -> Line:
    """Say whether all is saved; a book in memory (`kept` is False) says that nothing is kept."""
    if saving.read_only:
        return (Text("read-only ", "trouble"),)
    if saving.trouble:
        return (Text("not saved ", "trouble"),)
    if not kept:
        return (Text("demo, nothing kept " if width >= 100 else "demo ", "muted"),)
    if saving.pending:
        return (Text(" saving ", "muted"),)
    return (Text(f"{glyphs.ok} saved ", "faint"),)


def message_line(words: str, saving: Saving, width: int, way: Hint | None = None) -> Line:
    """Say what just happened, and the key that leads back; trouble with the disk comes first and stays."""
    if saving.trouble:
        count = f"{saving.pending} not saved yet" if saving.pending else "Not saved"
        return apart((Text(f" {count}: {saving.trouble}", "trouble"),), (), width)
    if not words:
        return ()
    right = (Text(way.key, "key"), Text(f" {way.label} ", "muted")) if way else ()
    room = width - sum(cell_len(span.text) for span in right) - 2
    return apart((Text(f" {_shortened(words, room)}"),), right, width)


def _shortened(words: str, cells: int) -> str:
    """Cut a sentence to so many cells where it names things, and not where it says what was done to them."""
    names, colon, done = words.rpartition(": ")
    room = cells - cell_len(colon + done)
    return f"{clip(names, room)}{colon}{done}" if colon and cell_len(words) > cells and room >= _NAMED_IN else words


_NAMED_IN = 16
"""So many cells names need to be of any use."""
