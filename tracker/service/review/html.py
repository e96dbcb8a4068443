"""A page as one HTML file that needs nothing else: to keep, to print, or to show to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tracker.service.review.page import Bars, Block, Curve, Notes, Page, Points, Section, Table, TableCell
from tracker.service.review.style import STYLE
from tracker.service.review.svg import as_svg


def as_html(page: Page) -> str:
    """Give a page as a whole HTML file."""
    title = escape(page.title)
    body = "\n".join(_section(part, first=not number) for number, part in enumerate(page.sections))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f'<header><h1>{title}</h1>\n<p class="days">{escape(page.days)}</p></header>\n<main>\n{body}\n</main>\n'
        "<footer>Made with letbe. Every share stands beside the count it rests on.</footer>\n</body>\n</html>\n"
    )


def _section(part: Section, *, first: bool) -> str:
    blocks = "\n".join(_block(block) for block in part.blocks)
    kind = ' class="first"' if first else ""
    return f"<section{kind}>\n<h2>{escape(part.title)}</h2>\n{blocks}\n</section>"


def _block(block: Block) -> str:
    match block:
        case Points(lines):
            return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
        case Table(heads, rows):
            return _table(heads, rows)
        case Notes(notes):
            items = (
                f"<dt>{escape(note.day)} · {escape(note.about)}</dt><dd>{escape(note.text)}</dd>" for note in notes
            )
            return f"<dl>{''.join(items)}</dl>"
        case Bars():  # its figures stand beside the bars
            return f"<figure>{as_svg(block)}</figure>"
        case _:
            return f"<figure>{as_svg(block)}<figcaption>{escape(block.words)}</figcaption></figure>"


def _table(heads: tuple[str, ...], rows: tuple[tuple[TableCell, ...], ...]) -> str:
    shown = [index for index in range(len(heads)) if any(_filled(row[index]) for row in rows)]
    head = "".join(f'<th scope="col">{escape(heads[index])}</th>' for index in shown)
    body = "".join(f"<tr>{''.join(_cells(row, shown))}</tr>\n" for row in rows)
    return f'<div class="wide"><table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div>'


def _filled(cell: TableCell) -> bool:
    match cell:
        case Curve(values):
            return any(value is not None for value in values)
        case Bars(bars):
            return any(bar.value is not None for bar in bars)
        case words:
            return bool(words)


def _cells(row: tuple[TableCell, ...], shown: list[int]) -> Iterator[str]:
    for index in shown:
        cell = row[index]
        words = escape(cell) if isinstance(cell, str) else as_svg(cell, small=True) if _filled(cell) else ""
        yield f'<th scope="row">{words}</th>' if index == 0 else f"<td>{words}</td>"
