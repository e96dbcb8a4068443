"""The sheet of `letbe reflect`: the questions as headings with an answer below each, and what stands beside them.

What is only there to be read stands on lines like `<!-- this -->`, which belong to no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from tracker.cli.session import Session
from tracker.clock import LONG_MONTHS, long_day
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.errors import Refused
from tracker.domain.text import excerpt
from tracker.service.edits import reflections as reflecting

_TITLE = "# The "
_HOW = "Write below each question; any may stay empty."
_READ_ONLY = re.compile(r"<!-- (?:In the review|A year ago|On the way): .* -->")
_MOST = 3
"""How many sentences of each kind stand beside the questions."""


def sheet(span: Lookback, first: date, prompts: Sequence[str], book: Book, beside: Sequence[str] = ()) -> str:
    """Lay the questions of a span out as headings, each with its answer below, and with that of a year ago."""
    answers, before = reflecting.answers_of(book, span, first), reflecting.a_year_before(book, span, first)
    above = "".join(f"{line}\n" for line in beside)
    parts = [f"{_TITLE}{title(span, first)}\n\n{_HOW}\n" + (f"\n{above}" if above else "")]
    for prompt in dict.fromkeys((*prompts, *before)):
        old = f"{_aside('A year ago', before[prompt])}\n\n" if prompt in before else ""
        parts.append(
            f"## {prompt}\n\n{old}{answers.get(prompt, '')}\n" if prompt in prompts else _no_longer(prompt, old)
        )
    return "\n".join(parts)


def _no_longer(prompt: str, old: str) -> str:
    """Lay out what was answered a year ago to what is asked no more."""
    return f"{_aside('A year ago', prompt)}\n{old}"


def title(span: Lookback, first: date) -> str:
    match span:
        case Lookback.MONTH:
            return f"month of {LONG_MONTHS[first.month - 1]} {first.year}"
        case Lookback.YEAR:
            return f"year {first.year}"
        case _:
            return f"week from {long_day(first)} to {long_day(Reflection(span, first).last)}"


def _aside(what: str, text: str) -> str:
    """Return a line that is only there to be read."""
    return f"<!-- {what}: {' / '.join(text.split(chr(10))).replace('-->', '->')} -->"


def beside(session: Session, span: Lookback, first: date) -> list[str]:
    """Return what of the review of a span stands above its questions, and what is usual in the first weeks."""
    from tracker.insights import review
    from tracker.service.review.looking_back import in_short
    from tracker.service.review.spans import span_on

    book, today = session.book, session.today
    asked = span_on(book, span, first)
    lines = [_aside("On the way", words) for words in (usual(session, span, first),) if words]
    return lines + [_aside("In the review", words) for words in in_short(review(book, asked, today))]


def usual(session: Session, span: Lookback, first: date) -> str:
    """Say what is usual in the first weeks, where it is one of them and the user wants to hear it."""
    from tracker.service.words.first_weeks import usual_on  # `letbe ease` does without

    day = min(Reflection(span, first).last, session.today)
    return usual_on(session.book, day) if session.preferences.first_weeks else ""


def refuse_above(text: str, prompts: Sequence[str]) -> None:
    """Raise `Refused` for a text above the first question, which would answer none."""
    headings = {" ".join(f"## {prompt}".split()) for prompt in prompts}
    for line in text.split("\n"):
        said = line.strip()
        if " ".join(line.split()) in headings:
            return
        if said and not line.startswith(_TITLE) and said != _HOW and not _READ_ONLY.fullmatch(said):
            raise Refused(f"“{excerpt(line)}” stands above the first question, and answers none; move it below one.")


def read_sheet(text: str, prompts: Sequence[str]) -> dict[str, str]:
    """Read the answers below their headings; a heading that is none of the questions belongs to an answer.

    A question whose heading is gone is left as it is.
    """
    headings = {" ".join(f"## {prompt}".split()): prompt for prompt in prompts}
    found: dict[str, list[str]] = {}
    here: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        prompt = headings.get(" ".join(line.split()))
        if prompt is not None:
            here = found.setdefault(prompt, [])
        elif not _READ_ONLY.fullmatch(line.strip()):
            here.append(line)
    return {prompt: "\n".join(lines).strip() for prompt, lines in found.items()}
