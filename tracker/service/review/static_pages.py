"""Static pages: today, the week and a review as files that stand by themselves, for a browser on one's own disk."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from html import escape

from tracker.clock import long_day
from tracker.domain.book import Book
from tracker.domain.habit import Habit
from tracker.domain.judging import Standing
from tracker.domain.text import counted
from tracker.insights import review
from tracker.service.due import count, is_done, is_open
from tracker.service.review.html import STYLE, as_html
from tracker.service.review.page import Note, Notes, Page, Section, Table, section
from tracker.service.review.sections import page_of
from tracker.service.review.spans import span_on
from tracker.service.words.labels import mark_words

OURS = '<meta name="generator" content="letbe"/>'
"""What each page says of itself: a file without it is somebody else's, and is not written over."""

_NAMES = (("index.html", "Today"), ("week.html", "The week"), ("review.html", "The year"))


def static_pages(
    book: Book, standing: Callable[[Habit], Standing], today: date, *, streaks: bool = True
) -> Mapping[str, str]:
    """Return each file's name and its text; the same book on the same day gives the same bytes."""
    week, year = span_on(book, "week", today), span_on(book, "year", today)
    made = (
        _today(book, standing, today, streaks=streaks),
        page_of(review(book, week, today), week, streaks=streaks),
        page_of(review(book, year, today), year, streaks=streaks),
    )
    return {name: _tied(as_html(page), name) for (name, _), page in zip(_NAMES, made, strict=True)}


def _tied(html: str, name: str) -> str:
    """Tie a page to the others, and allow it nothing but its own style: no script, no picture, no address elsewhere."""
    own = base64.b64encode(hashlib.sha256(f"\n{STYLE}".encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{own}'; base-uri 'none'; form-action 'none'"
    links = " · ".join(
        f"<b>{escape(title)}</b>" if each == name else f'<a href="{each}">{escape(title)}</a>' for each, title in _NAMES
    )
    meta = f'{OURS}\n<meta http-equiv="Content-Security-Policy" content="{policy}"/>\n'
    meta += '<meta name="referrer" content="no-referrer"/>\n'
    html = html.replace('<meta charset="utf-8"/>\n', f'<meta charset="utf-8"/>\n{meta}', 1)
    return html.replace("<header>", f"<nav>{links}</nav>\n<header>", 1)


def _today(book: Book, standing: Callable[[Habit], Standing], today: date, *, streaks: bool) -> Page:
    standings = {habit.id: standing(habit) for habit in book.active}
    done, due = count(standings.values(), today)
    heads = ("Practice", "Today", "How often", *(["In a row"] if streaks else []))
    sections: list[Section] = []
    for area, habits in book.by_area():
        rows = tuple(
            _row(book, habit, standings[habit.id], today)[: len(heads)] for habit in habits if habit.archived is None
        )
        if rows:
            sections += section(area.name, Table(heads, rows))
    notes = tuple(
        Note(long_day(today), habit.name, mark.note)
        for habit in book.active
        if (mark := book.log(habit.id).get(today)) and mark.note
    )
    sections += section("Notes", Notes(notes))
    return Page(f"{done} of {due} done" if due else "Nothing is due", long_day(today), tuple(sections))


def _row(book: Book, habit: Habit, standing: Standing, today: date) -> tuple[str, ...]:
    mark = book.log(habit.id).get(today)
    said = mark_words(mark, habit.rule_on(today).goal) if mark else ""
    if not said and standing.obligation.due:
        said = "done" if is_done(standing, today) else "open" if is_open(standing, today) else ""
    length = standing.streaks.length
    return habit.name, said, habit.rule.words, counted(length, standing.streaks.unit) if length else ""
