"""The card: a week by days, in words for those who hear it, and on one sheet for those who print it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.odd_books import ODD, TODAY, demo, one_habit
from tracker.domain.book import Book, Lookback, Reflection
from tracker.service.review.card import Card, as_html, as_markdown, as_text, card_of
from tracker.service.review.masking import masked
from tracker.service.words.safety import SAFETY_LINE

MONDAY = date(2026, 11, 16)
WRITTEN = one_habit()._replace(
    reflections=(
        Reflection(Lookback.DAY, MONDAY, 4, "a long drive"),
        Reflection(Lookback.WEEK, MONDAY, answers=(("What went?", "Walks, | and *rain*."),)),
    ),
    prompts=("What went?",),
)


def card(book: Book) -> Card:
    return card_of(book, TODAY, TODAY)


def test_it_reads_aloud_day_by_day_without_a_sign() -> None:
    text = as_text(card(WRITTEN))
    assert "Mon 16 Nov, ease 4 of 5\n  done: Walk\n" in text
    assert "a quiet morning" in text
    assert "What went?\n    Walks, | and *rain*.\n" in text
    assert not set("■·□○●◐") & set(text)


def test_a_table_has_a_sign_and_its_word_for_each_day() -> None:
    text = as_markdown(card(WRITTEN))
    assert "| Walk | ■ done |" in text
    assert r"Walks, \| and \*rain\*." in text


@pytest.mark.parametrize("write", [as_text, as_markdown, as_html])
def test_every_card_ends_with_where_help_is(write: type) -> None:
    assert SAFETY_LINE in write(card(WRITTEN))


@pytest.mark.parametrize("name", ODD)
def test_there_is_a_card_of_every_book(name: str) -> None:
    found = card(ODD[name]())
    for text in (as_text(found), as_markdown(found), as_html(found)):
        assert found.title in text


def test_the_days_that_have_not_come_are_empty() -> None:
    found = card_of(one_habit(), TODAY, MONDAY)
    assert [bool(day.sign) for row in found.practices for day in row.days][1:] == [False] * 6


def test_a_book_without_names_shows_neither_letters_nor_lengths_and_stays_the_same() -> None:
    plain, hidden = demo(), masked(demo(), notes=False)
    assert [habit.id for habit in hidden.habits] == [habit.id for habit in plain.habits]
    assert {len(habit.name) for habit in hidden.habits} == {len("habit abc")}
    assert len({habit.name for habit in hidden.habits}) == len(plain.habits)
    assert hidden == masked(demo(), notes=False)
    assert hidden.reflections == plain.reflections
    assert masked(WRITTEN, names=False).habits[0].name == "Walk"
    assert "quiet morning" not in as_text(card(masked(WRITTEN, names=False)))
