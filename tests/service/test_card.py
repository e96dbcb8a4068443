"""The card: a week by days, in words for those who hear it, and on one sheet for those who print it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.odd_books import ODD, TODAY, demo, one_habit
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.log import Log, Mark, MarkKind
from tracker.service.review.card import Card, CardDay, CardRow, as_markdown, as_text, card_of
from tracker.service.review.card_sheet import as_html
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


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        (None, ""),
        (Mark(MarkKind.NOTE, note="guests"), ""),
        (Mark(MarkKind.MISSED), "missed"),
        (Mark(MarkKind.MISSED, note="guests"), "missed"),
        (Mark(MarkKind.SKIP), "skipped"),
    ],
    ids=["no mark", "a note alone", "missed", "missed, with a note", "skipped"],
)
def test_a_day_is_missed_only_where_somebody_said_so(mark: Mark | None, words: str) -> None:
    day = date(2026, 11, 17)
    book = one_habit()
    left = {each: said for each, said in book.log("walk") if each != day}
    found = card(book._replace(logs={"walk": Log.of({**left, day: mark} if mark else left)}))
    assert found.practices[0].days[1] == CardDay("–" if words == "skipped" else "·", words)
    for text in (as_text(found), as_markdown(found), as_html(found)):
        assert ("missed" in text) == (words == "missed")


def test_a_week_without_a_mark_is_said_to_have_none() -> None:
    text = as_text(card(one_habit()._replace(logs={})))
    assert text.count("  nothing recorded") == 7


@pytest.mark.parametrize("write", [as_text, as_markdown, as_html])
def test_every_card_ends_with_where_help_is(write: type) -> None:
    assert SAFETY_LINE in write(card(WRITTEN))


@pytest.mark.parametrize("name", ODD)
def test_there_is_a_card_of_every_book(name: str) -> None:
    found = card(ODD[name]())
    for text in (as_text(found), as_markdown(found), as_html(found)):
        assert found.title in text


def crowded(rows: int, words: str = "Something that was said at some length", answers: int = 8) -> Card:
    """A week that says as much as can be said."""
    day = CardDay("◐", "12 let pass, 3 acted on")
    days = tuple(f"Mon {number} Nov" for number in range(16, 23))
    row = CardRow(f"Practice, {words}", (day,) * 7, "84 let pass, 21 acted on, strongest 5 of 5, let pass")
    notes = tuple((each, f"{words}. " * 20) for each in days)
    asked = tuple((f"What did I learn, {number}?", f"{number}: " + f"{words}. " * 40) for number in range(answers))
    return Card(
        "Week 47 of 2026",
        "16 to 22 Nov",
        days,
        (row,) * (rows - rows // 3),
        (row,) * (rows // 3),
        ("3",) * 7,
        notes,
        asked,
    )


@pytest.mark.parametrize(
    "words", ["Something that was said at some length", "W" * 90, "\u9759" * 40], ids=["usual", "wide", "double"]
)
@pytest.mark.parametrize("rows", [1, 6, 12, 13, 18, 19, 24, 25, 60])
def test_on_paper_a_week_takes_one_page_and_on_the_screen_nothing_is_cut(rows: int, words: str) -> None:
    week = crowded(rows, words)
    html = as_html(week)
    assert all(html.count(text) == 1 for _, text in week.answers)
    assert (html.count(week.practices[0].name), html.count('scope="row"')) == (rows, rows + 1)
    (size,) = map(float, re.findall(r"font-size: ([\d.]+)pt", html))
    on_paper = [line for line in html.splitlines() if line.startswith("<tr>")]
    assert len(on_paper) == min(rows, 24)
    assert (" not on this sheet" in html) is (rows > 24)
    tables = [part.count('<tr><th scope="row"') for part in html.split("</tbody>")[:-1]]
    assert rows < 3 or min(tables) >= min(rows // 3, 8), "of both something stands there"
    ems = sum(max(map(int, re.findall(r"\bof(\d)", row))) * 0.945 + 0.4 for row in on_paper)
    ems += sum(int(lines) * 1.17 for lines in re.findall(r"note of(\d)", html))
    assert size >= 7.5
    assert (ems + 16) * size <= 279 / 25.4 * 72 - 57, "a Letter page without its margins"


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
