"""A page as Markdown: tables and lists that also read well as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.service.review.page import Bars, Block, Curve, HeatMap, Notes, Page, Points, Table, TableCell

LEVELS = "▁▂▃▄▅▆▇█"
HEAT = "·░▒▓█"

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")


def as_markdown(page: Page) -> str:
    """Give a page as Markdown."""
    lines = [f"# {_safe(page.title)}", "", _safe(page.days)]
    for part in page.sections:
        lines += ["", f"## {_safe(part.title)}"]
        for block in part.blocks:
            lines += ["", *_lines(block)]
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Points(lines):
            yield from (f"- {_safe(line)}" for line in lines)
        case Table(heads, rows):
            yield from _table(heads, rows)
        case Notes(notes):
            for note in notes:
                words = " / ".join(_safe(line) for line in note.text.splitlines() if line.strip())
                yield f"- **{_safe(note.day)}**, {_safe(note.about)}: {words}"
        case HeatMap():
            yield from ("```text", *heat_rows(block), "```", "", _safe(block.words))
        case _:
            yield _safe(block.words)


def _table(heads: tuple[str, ...], rows: tuple[tuple[TableCell, ...], ...]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + " --- |" * len(heads)
    for row in rows:
        yield f"| {' | '.join(_cell(cell) for cell in row)} |"


def _cell(cell: TableCell) -> str:
    match cell:
        case Curve(values):
            return spark(values)
        case Bars(bars):
            return spark([bar.value for bar in bars]) if any(bar.value is not None for bar in bars) else ""
        case words:
            return _safe(words)


def spark(values: tuple[float | None, ...] | list[float | None]) -> str:
    """Draw values from 0 to 1 as a line of blocks, a blank where there is none."""
    return "".join(" " if value is None else LEVELS[min(7, int(value * 8))] for value in values).strip()


def heat_rows(heat: HeatMap) -> list[str]:
    """Draw a heat map in seven rows, a column a week."""
    rows = [""] * 7
    offset = (heat.days[0].day.weekday() - heat.week_start) % 7 if heat.days else 0
    for place in range(offset):
        rows[place] += " "
    for index, day in enumerate(heat.days, offset):
        rows[index % 7] += " " if day.step is None else HEAT[day.step]
    return [row.rstrip() for row in rows]


def _safe(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", " ".join(words.split()))
