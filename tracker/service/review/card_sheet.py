"""The card as a sheet: a whole HTML file that shows all of a week, and prints on one page, A4 or Letter.

How many lines each row, note and answer may take on paper is counted out beforehand, and the style holds it to that:
what a printer's fonts make longer is cut with an ellipsis, and nothing ever runs over to a second page.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import ceil
from unicodedata import east_asian_width

from tracker.domain.named_tuple import NamedTuple
from tracker.service.review.card import Card, CardDay, CardRow
from tracker.service.words.safety import SAFETY_LINE

_MOST_ROWS = 24
"""As many rows as can be read on one sheet."""

_HEIGHT, _WIDTH = 725, 535
"""The points of a sheet within its margins: as low as Letter and as narrow as A4."""

_NAME, _DAY, _WEEK = 0.2, 0.09, 0.17
_MOST_LINES = 6


class _Fit(NamedTuple):
    """How a card fits on a sheet: the size of its letters in points, and the lines that its texts may take."""

    size: float
    rows: int
    notes: int
    answers: int


def as_html(card: Card) -> str:
    """Return a card as a whole HTML file that prints on one sheet, A4 or Letter."""
    fit = _fit(card)
    practices, urges = _on_paper(card)
    body = ""
    for title, rows, held in (("Practices", card.practices, practices), ("Urges", card.urges, urges)):
        if rows:
            body += _table(title, rows, card.days, fit, len(held))
    if more := len(card.practices) + len(card.urges) - len(practices) - len(urges):
        body += f'<p class="rest">{more} more {"is" if more == 1 else "are"} not on this sheet.</p>\n'
    if card.ease:
        cells = "".join(f"<td>{escape(ease)}</td>" for ease in card.ease)
        head = f'<th scope="row">{_cell("Ease, 1 (hard) to 5 (easy)", 2)}</th>'
        body += f'<table class="ease"><tr>{head}{cells}<td></td></tr></table>\n'
    if card.notes:
        body += f"<h2>Notes</h2>\n{''.join(_note(day, words, fit) for day, words in card.notes)}"
    if card.answers:
        body += f"<h2>Looking back</h2>\n{''.join(_answer(prompt, answer, fit) for prompt, answer in card.answers)}"
    style = _STYLE.replace("SIZE", f"{fit.size}pt")
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{escape(card.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<h1>{escape(card.title)}</h1>\n<p>{escape(card.dates)}</p>\n{body}"
        f"<footer>{escape(SAFETY_LINE)}</footer>\n</body>\n</html>\n"
    )


def _on_paper(card: Card) -> tuple[Sequence[CardRow], Sequence[CardRow]]:
    """Return the practices and the urges that stand on paper; where there are too many, some of both do."""
    practices = card.practices[: max(_MOST_ROWS - len(card.urges), _MOST_ROWS * 2 // 3)]
    return practices, card.urges[: _MOST_ROWS - len(practices)]


def _table(title: str, rows: Sequence[CardRow], days: Sequence[str], fit: _Fit, left: int) -> str:
    head = "".join(f'<th scope="col">{escape(day)}</th>' for day in days)
    body = "".join(_row(row, fit, on_paper=number < left) for number, row in enumerate(rows))
    return (
        "<table>\n"
        f'<thead><tr><th scope="col">{title}</th>{head}<th scope="col">The week</th></tr></thead>\n'
        f"<tbody>\n{body}</tbody></table>\n"
    )


def _row(row: CardRow, fit: _Fit, *, on_paper: bool) -> str:
    lines = min(fit.rows, _lines_of(row, fit.size))
    days = "".join(f"<td>{_day(day, lines)}</td>" for day in row.days)
    more = "" if on_paper else ' class="more"'
    return f'<tr{more}><th scope="row">{_cell(row.name, lines)}</th>{days}<td>{_cell(row.total, lines)}</td></tr>\n'


def _day(day: CardDay, lines: int) -> str:
    if not day.sign:
        return ""
    return f'<div class="of{lines}"><b>{escape(day.sign)}</b> <small>{escape(day.words)}</small></div>'


def _cell(words: str, lines: int) -> str:
    return f'<div class="of{lines}">{escape(words)}</div>' if words else ""


def _note(day: str, words: str, fit: _Fit) -> str:
    return f'<div class="note of{fit.notes}"><span>{escape(day)}</span> {escape(words)}</div>\n'


def _answer(prompt: str, answer: str, fit: _Fit) -> str:
    return f'<div class="note of{fit.answers}"><b>{escape(prompt)}</b> {escape(answer)}</div>\n'


def _fit(card: Card) -> _Fit:
    """Choose the size of the letters by the rows there are, and share the room below them among notes and answers."""
    practices, urges = _on_paper(card)
    rows = (*practices, *urges)
    size, most = (9.5, 3) if len(rows) <= 12 else (8.5, 2) if len(rows) <= 18 else (7.5, 2)
    taken = sum(0.95 * min(most, _lines_of(row, size)) + 0.42 for row in rows) + 11 + (2.4 if card.ease else 0)
    free = _HEIGHT / size - taken - 2 * (bool(card.notes) + bool(card.answers))
    notes = [_count(f"{day} {words}", size, 1) for day, words in card.notes]
    answers = [_count(f"{prompt} {answer}", size, 1) for prompt, answer in card.answers]
    held = (1, 1)
    for most_lines in range(1, _MOST_LINES + 1):
        for asked in ((most_lines, most_lines + 1), (most_lines + 1, most_lines + 1)):
            lines = sum(min(asked[0], each) for each in notes) + sum(min(asked[1], each) for each in answers)
            held = asked if lines * 1.2 <= free else held
    return _Fit(size, most, min(_MOST_LINES, held[0]), min(_MOST_LINES, held[1]))


def _lines_of(row: CardRow, size: float) -> int:
    """Count the lines that a row takes on paper, by the longest of its texts."""
    days = (_count(f"{day.sign} {day.words}", size * 0.8, _DAY) for day in row.days)
    return max(_count(row.name, size, _NAME), _count(row.total, size * 0.9, _WEEK), *days)


def _count(words: str, size: float, part: float) -> int:
    """Count the lines that a text takes in a part of the width; a letter is a bit wider than half its height."""
    letters = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in words)
    return max(1, ceil(letters * size * 0.6 / (_WIDTH * part - 4)))


_OF = "".join(f".of{lines} {{ -webkit-line-clamp: {lines}; }}\n  " for lines in range(1, _MOST_LINES + 1))

_STYLE = f"""\
@page {{ margin: 10mm; }}
body {{ margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: #111; background: #fff;
  font: 14px/1.35 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }}
h1 {{ font-size: 1.4em; margin: 0; }} h2 {{ font-size: 1.05em; margin: 0.6em 0 0.1em; }}
p {{ margin: 0 0 0.6em; color: #444; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 0.6em; }}
th, td {{ border-bottom: 1px solid #bbb; padding: 0.15em 0.3em 0.15em 0; text-align: left; vertical-align: top;
  font-weight: normal; overflow-wrap: anywhere; }}
th:first-child {{ width: {_NAME:.0%}; font-weight: 600; }} th:last-child, td:last-child {{ width: {_WEEK:.0%}; }}
thead th {{ color: #444; }} small {{ font-size: 0.8em; color: #222; }}
.note {{ margin-bottom: 0.3em; }} .note span {{ color: #444; }} .rest {{ display: none; }}
footer {{ margin-top: 0.8em; font-size: 0.85em; color: #444; border-top: 1px solid #bbb; padding-top: 0.3em; }}
@media print {{
  body {{ margin: 0; padding: 0; max-width: none; font-size: SIZE; line-height: 1.17; }}
  h1 {{ font-size: 1.3em; }} thead th {{ white-space: nowrap; overflow: hidden; font-size: 0.78em; }}
  tbody th, td, .ease th {{ line-height: 1.05; font-size: 0.9em; }} td small {{ font-size: 0.88em; }}
  [class*="of"] {{ display: -webkit-box; -webkit-box-orient: vertical; overflow: hidden; }}
  {_OF}.more {{ display: none; }} .rest {{ display: block; }} .note {{ margin-bottom: 0; }}
}}
"""
