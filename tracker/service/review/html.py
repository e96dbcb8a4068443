"""A page as one HTML file that needs nothing else: to keep, to print, or to show to somebody.

Light and dark by what the reader prefers, and plain on paper. The five steps of a day are one blue, ever stronger, so
that they can be told apart without seeing red or green.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from tracker.service.review.page import Bars, Block, Curve, Notes, Page, Points, Section, Table, TableCell
from tracker.service.review.svg import as_svg
from tracker.service.words.safety import SAFETY_LINE


def as_html(page: Page) -> str:
    """Return a page as a whole HTML file."""
    title = escape(page.title)
    body = "\n".join(_section(part, first=not number) for number, part in enumerate(page.sections))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        f'<header><h1>{title}</h1>\n<p class="days">{escape(page.days)}</p></header>\n<main>\n{body}\n</main>\n'
        f"<footer>Made with letbe. Every share stands beside the count it rests on.<br/>\n"
        f"{escape(SAFETY_LINE)}</footer>\n</body>\n</html>\n"
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


STYLE = """\
:root {
  color-scheme: light dark;
  --paper: #faf9f6; --ink: #20262e; --quiet: #5d6672; --rule: #dedad0; --back: #ece9e1; --accent: #0b62b8;
  --h0: #e2ded3; --h1: #b5cde6; --h2: #7aa9d8; --h3: #3b7fc0; --h4: #0b4f94;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #12161c; --ink: #d5dbe3; --quiet: #939eac; --rule: #2a3340; --back: #1e2530; --accent: #5fb2ff;
    --h0: #252d39; --h1: #1f4a75; --h2: #2f73b0; --h3: #55a4ea; --h4: #b3dcff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; max-width: 66rem; padding: 2.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
}
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0; letter-spacing: -0.01em; }
.days { color: var(--quiet); margin: 0.25rem 0 0; }
section { margin-top: 2.5rem; }
h2 { font-size: 1.05rem; margin: 0 0 0.75rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--rule); }
ul { margin: 0 0 0.75rem; padding-left: 1.1rem; }
li { margin: 0.2rem 0; }
.first ul { list-style: none; padding: 0; }
.first li { font-size: 1.1rem; margin: 0.4rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td {
  text-align: left; vertical-align: middle; padding: 0.4rem 0.8rem 0.4rem 0; border-bottom: 1px solid var(--rule);
}
thead th { color: var(--quiet); font-weight: normal; }
tbody th { font-weight: 600; min-width: 10rem; }
td { white-space: nowrap; }
figure { margin: 0.5rem 0 1rem; overflow-x: auto; }
figcaption { color: var(--quiet); font-size: 0.85rem; }
svg { display: block; max-width: none; }
svg.heat { width: 100%; height: auto; min-width: 40rem; }
svg text { fill: var(--quiet); font: 11px system-ui, sans-serif; }
.h0 { fill: var(--h0); } .h1 { fill: var(--h1); } .h2 { fill: var(--h2); } .h3 { fill: var(--h3); }
.h4 { fill: var(--h4); }
.free { fill: none; stroke: var(--quiet); stroke-width: 0.8; stroke-dasharray: 2 2; }
.out { fill: none; stroke: var(--rule); stroke-width: 0.6; }
.back { fill: var(--back); }
.bar, .dot { fill: var(--accent); }
.line { fill: none; stroke: var(--accent); stroke-width: 1.8; stroke-linejoin: round; }
.under { fill: var(--accent); opacity: 0.12; }
.rule { stroke: var(--rule); }
dl { margin: 0; }
dt { color: var(--quiet); font-size: 0.85rem; margin-top: 0.9rem; }
dd { margin: 0; white-space: pre-line; }
footer { margin-top: 3rem; color: var(--quiet); font-size: 0.85rem; }
@media (max-width: 64rem) {
  td { white-space: normal; }
  tbody th { min-width: 8rem; }
}
@media print {
  :root { --paper: #fff; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  .wide, figure { overflow: visible; }
  svg.heat { min-width: 0; }
  section, tr, figure { break-inside: avoid; }
  td { white-space: normal; }
  table { font-size: 8.5pt; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
"""
