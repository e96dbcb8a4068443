"""Markdown: a page or a diary with headings, lists and tables that read well as they are.

A page is written here as plain lines too, to be read aloud.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.domain.named_tuple import NamedTuple
from tracker.service.review.page import Bars, Block, Curve, HeatMap, Notes, Page, Points, Table, TableCell
from tracker.service.words.cells import SIGNS

LEVELS = "▁▂▃▄▅▆▇█"
HEAT = "·░▒▓█"

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&!])")
_BEGINS = re.compile(r"[-+=:]|\d+(?=[.)])")
"""What begins a list, a heading or a rule where it stands at the beginning of a line."""


def as_markdown(page: Page) -> str:
    """Return a page as Markdown."""
    lines = [f"# {_safe(page.title)}", "", _safe(page.days)]
    for part in page.sections:
        lines += ["", f"## {_safe(part.title)}"]
        for block in part.blocks:
            lines += ["", *_lines(block)]
    return "\n".join(lines) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Points(lines):
            yield from (f"- {_begun(_safe(line))}" for line in lines)
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
        rows[index % 7] += HEAT[day.step] if day.step is not None else SIGNS.of(day.free)
    return [row.rstrip() for row in rows]


def _safe(words: str) -> str:
    return _typed(" ".join(words.split()))


def as_text(page: Page) -> list[str]:
    """Return the lines of a page; each can be broken wherever it is too long."""
    lines = [page.title, page.days]
    for part in page.sections:
        lines += ["", part.title]
        lines += [f"  {line}" for block in part.blocks for line in _plain_lines(block)]
    return lines


def _plain_lines(block: Block) -> Iterator[str]:
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


class DiaryPart(NamedTuple):
    """A heading of a diary, with what stands under it: a text, points, and answers behind their prompts."""

    level: int
    title: str
    text: str = ""
    points: tuple[str, ...] = ()
    answers: tuple[tuple[str, str], ...] = ()


def write_diary(parts: Iterable[DiaryPart]) -> str:
    """Write the parts of a diary one below the other, so that whatever was typed shows as it was typed."""
    return "\n\n".join(block for part in parts for block in _written(part)) + "\n"


def _written(part: DiaryPart) -> Iterator[str]:
    yield f"{'#' * part.level} {_typed(part.title)}"
    if part.text:
        yield _paragraph(part.text)
    if part.points:
        yield "\n".join(f"- {_begun(_typed(_in_one_line(point)))}" for point in part.points)
    for prompt, answer in part.answers:
        yield f"**{_typed(prompt)}** {_paragraph(answer)}"


def _in_one_line(text: str) -> str:
    return " / ".join(text.split("\n"))


def _paragraph(text: str) -> str:
    """Return a text of several lines so that Markdown shows each of them, and takes none for a list or a heading."""
    return "  \n".join(_begun(_typed(line.strip())) for line in text.split("\n"))


def _begun(line: str) -> str:
    """Return a line that begins with what would be a list, a heading or a rule so that it is none."""
    match = _BEGINS.match(line)
    if match is None:
        return line
    begins, rest = match[0], line[match.end() :]
    return f"{begins}\\{rest}" if begins.isdecimal() else f"\\{begins}{rest}"


def _typed(text: str) -> str:
    """Return a text so that Markdown shows it as it was typed."""
    return _SPECIAL.sub(r"\\\1", text)
