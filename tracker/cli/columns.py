"""Columns: text laid out so that it reads well in a fixed-width font, as wide as characters really are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tracker.cli.console import Console

Row: TypeAlias = tuple[str, ...]

_GAP = "  "
_NARROWEST = 8
_ZERO_WIDTH_JOINER = "\u200d"


def cells(text: str) -> int:
    """Count the columns that a text takes up on a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    # Our own marks and quotes, so that names in plain ASCII, the usual case, never need the tables.
    if char.isascii() or "\u2010" <= char <= "\u2027" or "\u2500" <= char <= "\u25fc":
        return 1
    import unicodedata

    if char == _ZERO_WIDTH_JOINER or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def cut(text: str, width: int) -> str:
    """Return a text in at most `width` columns, with an ellipsis where it was cut."""
    if cells(text) <= width:
        return text
    kept, room = "", max(0, width - 1)
    for char in text:
        room -= _cells(char)
        if room < 0:
            break
        kept += char
    return kept.rstrip() + "…"


def in_columns(rows: Sequence[Row], width: int, *, widest: int) -> Iterator[str]:
    """Lay rows out in columns within `width`; the column `widest` gives way where room is short.

    Where even that does not help, what follows that column goes to a line of its own, so that nothing is lost.
    """
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    others = sum(widths) - widths[widest] + len(_GAP) * (len(widths) - 1)
    room = width - others
    if room >= min(widths[widest], 2 * _NARROWEST):
        widths[widest] = min(widths[widest], room)
        yield from (_line(row, widths, widest) for row in rows)
        return
    yield from (_stacked(row, width, widest) for row in rows)


def show_rows(console: Console, rows: Sequence[Row], *, widest: int, width: int = 0) -> None:
    """Print rows in columns; in the linear mode one sentence a row, whole."""
    if console.linear:
        for line in in_words(rows):
            console.tell(line)
        return
    for line in in_columns(rows, width or console.display.row_width, widest=widest):
        console.print(line)


def show_told(console: Console, rows: Sequence[Row]) -> None:
    """Print rows that end in a sentence, which goes on below itself where the terminal is too narrow for it."""
    if console.linear:
        for line in in_words(rows):
            console.tell(line)
        return
    for line in in_told_columns(rows, console.display.row_width):
        console.print(line)


def in_told_columns(rows: Sequence[Row], width: int) -> Iterator[str]:
    """Lay rows out in columns of which the last is broken between words; in a narrow terminal it stands below."""
    from textwrap import wrap  # few rows hold a sentence

    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)][:-1]
    before = sum(widths) + len(_GAP) * len(widths)
    narrow = width - before < 3 * _NARROWEST
    for *short, sentence in rows:
        told = wrap(sentence, max(2 * _NARROWEST, width - (4 if narrow else before)), break_on_hyphens=False)
        lead = _GAP.join(text + " " * (room - cells(text)) for text, room in zip(short, widths, strict=True))
        if narrow:
            yield from (_GAP.join(short), *(f"    {line}" for line in told))
        else:
            yield f"{lead}{_GAP}{told[0] if told else ''}".rstrip()
            yield from (" " * before + line for line in told[1:])


def in_words(rows: Sequence[Row]) -> Iterator[str]:
    """Say each row whole, with what it is about before a colon; nothing is lined up, and none of it is cut."""
    for about, *told in rows:
        said = ", ".join(text for text in told if text.strip("– "))
        yield f"{about}: {said}" if said else about


def _line(row: Row, widths: list[int], widest: int) -> str:
    shown = (*row[:widest], cut(row[widest], widths[widest]), *row[widest + 1 :])
    return _GAP.join(text + " " * (width - cells(text)) for text, width in zip(shown, widths, strict=True)).rstrip()


def _stacked(row: Row, width: int, widest: int) -> str:
    lines = [cut(_GAP.join(islice(row, widest + 1)), width)]
    for text in filter(None, row[widest + 1 :]):
        joined = f"{lines[-1]} · {text}"
        if len(lines) > 1 and cells(joined) <= width:
            lines[-1] = joined
        else:
            lines.append("    " + cut(text, width - 4))
    return "\n".join(lines)


def spoken(rows: Sequence[Row]) -> Iterator[str]:
    """Say each row of a table in words, one line a row, by the heads in the first; what is a sign alone is left out."""
    heads, *told = rows
    for name, *cells in told:
        said = [f"{head} {cell}" for head, cell in zip(heads[1:], cells, strict=True) if cell.strip("– ")]
        yield f"{name}: {', '.join(said) or 'nothing yet'}"
