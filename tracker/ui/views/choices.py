"""Choices in a row: one of them in brackets, as many around it as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.domain.named_tuple import NamedTuple
from tracker.ui.views.lines import Line, Text, Tone, cut, width

_ROOM = 6
"""Cells for the arrows at both ends."""


class Choice(NamedTuple):
    """Something to choose: the text that it puts into the field, and how it looks."""

    text: str
    words: str
    tone: Tone = "muted"


class ChoiceRow(NamedTuple):
    """The row as a line, and the cells (start, end) at which each choice stands."""

    line: Line
    places: tuple[tuple[int, int, str], ...] = ()

    def choice_at(self, x: int) -> str | None:
        """Return the text of the choice at a cell, or None between two."""
        return next((text for start, end, text in self.places if start <= x < end), None)


def build_choice_row(
    choices: Sequence[Choice], now: str, cells: int, arrows: tuple[str, str] = ("←", "→")
) -> ChoiceRow:
    """Lay out as many choices as fit around the one that is now in the field."""
    chosen = place_of(now, [choice.text for choice in choices])
    drawn = [_drawn(choice, number == chosen) for number, choice in enumerate(choices)]
    start = 0
    while start < (chosen or 0) and sum(map(width, drawn[start : (chosen or 0) + 2])) > cells - _ROOM:
        start += 1
    spans: list[Text] = [Text(f" {arrows[0]} " if start == 0 else " …  ", "key")]
    places: list[tuple[int, int, str]] = []
    x = width(spans)
    for choice, line in zip(choices[start:], drawn[start:], strict=True):
        spans += line
        places.append((x, x + width(line) - 1, choice.text))
        x += width(line)
    spans.append(Text(arrows[1], "key"))
    return ChoiceRow(cut(spans, cells), tuple(place for place in places if place[1] < cells))


def place_of(now: str, choices: Iterable[str]) -> int | None:
    """Find the choice that a text is, in any case; None when it is none of them."""
    wanted = now.strip().casefold()
    return next((place for place, choice in enumerate(choices) if choice.casefold() == wanted), None)


def next_choice(now: str, choices: Sequence[str], direction: int) -> str:
    """Return the choice after the one in the field, or before it; from any other text, the first or the last."""
    here = place_of(now, choices)
    if here is None:
        return choices[0 if direction > 0 else -1]
    return choices[(here + direction) % len(choices)]


def _drawn(choice: Choice, chosen: bool) -> Line:  # noqa: FBT001 - the choice's own state
    tone: Tone = "strong" if chosen and choice.tone == "muted" else choice.tone
    return Text(f"[{choice.words}]" if chosen else f" {choice.words} ", tone), Text(" ")
