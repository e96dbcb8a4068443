"""The key bar: what the keys do just now, verbs first, cut from the right, always ending in help."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.named_tuple import NamedTuple
from tracker.ui.views.lines import Line, Text, cell_len


class Hint(NamedTuple):
    """A key and what it does; `id` is the action that a click runs."""

    id: str
    key: str
    label: str


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


def build_key_bar(hints: Iterable[Hint], last: Hint, width: int) -> KeyBar:
    """Lay out as many hints as fit, and the last one always."""
    spans: list[Text] = [Text(" ")]
    places: list[tuple[int, int, str]] = []
    x = 1
    room = width - _size(last) - 2
    shown = []
    for hint in hints:
        if x + _size(hint) > room:
            break
        shown.append(hint)
        x += _size(hint) + 2
    x = 1
    for hint in (*shown, last):
        places.append((x, x + _size(hint), hint.id))
        spans += [Text(hint.key, "key"), Text(f" {hint.label}  ", "muted")]
        x += _size(hint) + 2
    return KeyBar(tuple(spans), tuple(places))


def _size(hint: Hint) -> int:
    return cell_len(hint.key) + 1 + cell_len(hint.label)
