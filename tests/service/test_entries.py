"""What was written stands in the review of the span in which it ends."""

from __future__ import annotations

from datetime import date

import pytest

from tests.odd_books import AREAS
from tracker.domain.book import Book, Lookback, Reflection, Settings
from tracker.insights import review
from tracker.service.review.card import as_text, card_of
from tracker.service.review.entries import entries
from tracker.service.review.masking import masked
from tracker.service.review.spans import span_on


def said(span: Lookback, first: date, answer: str) -> Reflection:
    return Reflection(span, first, answers=(("What grew?", answer),))


BOOK = Book(
    AREAS,
    reflections=(
        said(Lookback.WEEK, date(2026, 10, 26), "the week over the border"),  # ends on Sunday 1 November
        said(Lookback.WEEK, date(2026, 11, 16), "this week"),
        said(Lookback.WEEK, date(2025, 12, 29), "the week of New Year"),
    ),
    lookbacks=(
        said(Lookback.MONTH, date(2026, 10, 1), "October"),
        said(Lookback.MONTH, date(2026, 11, 1), "November"),
        said(Lookback.YEAR, date(2025, 1, 1), "last year"),
        said(Lookback.YEAR, date(2026, 1, 1), "this year"),
    ),
)
OF_2026 = ["this year", "November", "this week", "October", "the week over the border", "the week of New Year"]


@pytest.mark.parametrize(
    ("period", "day", "there"),
    [
        ("week", date(2026, 11, 18), ["this week"]),
        ("week", date(2026, 10, 26), ["October", "the week over the border"]),
        ("month", date(2026, 10, 31), ["October"]),
        ("month", date(2026, 11, 18), ["November", "this week", "the week over the border"]),
        ("month", date(2026, 1, 31), ["the week of New Year"]),
        ("month", date(2025, 12, 31), ["last year"]),
        ("quarter", date(2026, 11, 18), ["this year", "November", "this week", "October", "the week over the border"]),
        ("year", date(2026, 11, 18), OF_2026),
        ("year", date(2025, 12, 31), ["last year"]),
        ("all", date(2026, 11, 18), [*OF_2026, "last year"]),
    ],
)
def test_a_week_belongs_to_the_month_and_a_month_to_the_year_in_which_it_ends(
    period: str, day: date, there: list[str]
) -> None:
    book = BOOK._replace(settings=Settings())
    found = entries(book, review(book, span_on(book, period, day), day).span)
    assert sorted(entry.text for entry in found) == sorted(there)


def test_the_latest_comes_first_and_a_month_is_as_late_as_its_last_day() -> None:
    found = entries(BOOK, span_on(BOOK, "year", date(2026, 11, 18)))
    assert [entry.text for entry in found] == OF_2026
    assert [entry.about for entry in found][:2] == ["2026, What grew?", "November 2026, What grew?"]
    assert entries(BOOK, span_on(BOOK, "month", date(2026, 11, 18)))[0].holds(["november", "grew"])


def test_masked_they_say_nothing() -> None:
    found = entries(masked(BOOK), span_on(BOOK, "all", date(2026, 11, 18)))
    assert len(found) == 7
    assert not any(entry.text in OF_2026 for entry in found)


def test_the_card_of_a_week_is_about_the_week_alone() -> None:
    card = as_text(card_of(BOOK, date(2026, 10, 26), date(2026, 11, 18)))
    assert "the week over the border" in card
    assert "October\n" not in card
