"""Looking back: what of a review stands beside the questions of its span, and what was answered a year before."""

from __future__ import annotations

from tracker.clock import say_date
from tracker.domain.book import Book, Lookback
from tracker.insights import Review, Span, Topic, say_on
from tracker.service.edits.agreements import due
from tracker.service.edits.reflections import a_year_before, reflection_before
from tracker.service.review.page import Note, Notes, Page, section
from tracker.service.review.sections import agreed_told, coming_back
from tracker.service.review.spans import span_title
from tracker.service.words.agreements import due_words

_MOST = 3
"""How many sentences of each kind stand beside the questions."""

_WEEK = 7


def in_short(review: Review) -> tuple[str, ...]:
    """Say what stands beside the questions: agreements, what went well, what is worth a look, coming back."""
    again = [due_words(kept, lambda day: say_date(day, review.today)) for kept in due(review.book, review.today)]
    agreed = [words for _, words in agreed_told(review)] if review.span.days > _WEEK else []
    well, look = ([sentence.text for sentence in say_on(review, topic)[:_MOST]] for topic in (Topic.WELL, Topic.LOOK))
    lines = (*(f"Look again at what you agreed: {words}" for words in again[:_MOST]), *agreed[:_MOST], *well, *look)
    return (*lines, *coming_back(review, 0))


def with_a_year_before(page: Page, book: Book, asked: Span) -> Page:
    """Return the page of a week, a month or a year with what was answered a year before it."""
    span = Lookback(asked.name)
    kept = reflection_before(book, span, asked.start)
    when = span_title(Span(span, kept.day, kept.last)) if kept else ""
    found = a_year_before(book, span, asked.start)
    notes = Notes(tuple(Note(when, prompt, text) for prompt, text in found.items()))
    return page._replace(sections=(*page.sections, *section("A year ago", notes)))
