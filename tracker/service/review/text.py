"""A page as plain text: no colour, no columns, no pictures, so that it can be read aloud line by line."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.service.review.page import Block, Notes, Page, Points, Table, TableCell


def as_text(page: Page) -> list[str]:
    """Give the lines of a page; each can be broken wherever it is too long."""
    lines = [page.title, page.days]
    for part in page.sections:
        lines += ["", part.title]
        lines += [f"  {line}" for block in part.blocks for line in _lines(block)]
    return lines


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Points(lines):
            yield from lines
        case Table(heads, rows):
            for row in rows:
                yield row_words(heads, row)
        case Notes(notes):
            for note in notes:
                yield f"{note.day}, {note.about}: {' / '.join(note.text.splitlines())}"
        case _:
            yield block.words


def row_words(heads: tuple[str, ...], row: tuple[TableCell, ...]) -> str:
    """Say a row of a table as a sentence: `Quiet time alone: strength 89%, change +4`; pictures are left out."""
    parts = [f"{head} {cell}" for head, cell in zip(heads[1:], row[1:], strict=True) if isinstance(cell, str) and cell]
    return f"{row[0]}: {'; '.join(parts) or 'nothing yet'}"
