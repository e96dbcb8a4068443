from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from tests.more import all_but
from tests.odd_books import ODD, TODAY, ago, one_habit
from tests.ui.making import texts
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.judging.codes import Cell
from tracker.insights import Share, review
from tracker.service.review.masking import masked
from tracker.service.review.page import HeatDay, HeatMap
from tracker.service.review.spans import span_on
from tracker.ui.views.charts import build_heat, spark, tall
from tracker.ui.views.glyphs import ASCII, UNICODE
from tracker.ui.views.habit_page import build_habit_page
from tracker.ui.views.lines import plain, width
from tracker.ui.views.model import Look, Row
from tracker.ui.views.notes import notes_block
from tracker.ui.views.reading import DAY, PageCursor, Reading, build_chooser
from tracker.ui.views.review import build_review

WIDTHS = (40, 80, 120)
LOOK = Look()


@dataclass
class Drawn:
    """The review of a book, and the page of each of its first habits, as text at a width."""

    reading: Reading
    room: int

    @property
    def pages(self) -> list[list[Row]]:
        found = self.reading.review
        habits = [build_habit_page(self.reading, found.of(course), self.room) for course in found.courses[:4]]
        return [build_review(self.reading, self.room), *habits]

    @property
    def lines(self) -> list[str]:
        return [line for page in self.pages for line in texts(row.line for row in page)]


SPANS = ("week", "month", "quarter", "year", "all")


def drawn(
    book: Book, room: int = 80, period: str = "month", look: Look = LOOK, stop: str = DAY, words: str = ""
) -> Drawn:
    asked = span_on(book, period, TODAY)
    return Drawn(Reading(review(book, asked, TODAY), asked, PageCursor(stop, TODAY, words), look), room)


@pytest.mark.parametrize("name", all_but(ODD, "200 habits", "ten years", "demo"))
def test_every_book_is_shown_within_every_width(name: str) -> None:
    book = ODD[name]()
    for period in ("week", "year") if name not in ("200 habits", "ten years") else ("month",):
        reading = drawn(book, period=period).reading
        for room in WIDTHS:
            for page in Drawn(reading, room).pages:
                assert page
                assert [row for row in page if width(row.line) > room] == []


@pytest.mark.parametrize("room", WIDTHS)
def test_poor_terminals_get_plain_characters(room: int) -> None:
    lines = drawn(one_habit(), room, look=Look(ASCII)).lines
    assert [line for line in lines if not plain(line).isascii()] == []


def test_masked_names_are_nowhere() -> None:
    book = ODD["demo"]()
    lines = "\n".join(drawn(masked(book), 120, "year", look=Look(mask=True)).lines)
    assert [habit.name for habit in book.habits if habit.name in lines] == []
    assert "watercolours" not in lines


def test_hidden_streaks_are_nowhere() -> None:
    lines = "\n".join(drawn(one_habit(), 120, look=Look(hide_streaks=True)).lines)
    assert "STREAKS" not in lines
    assert "4 days" not in lines.replace("4 days in a row", "")


def test_the_review_of_one_habit_at_80_columns() -> None:
    lines = drawn(one_habit()).lines
    assert "   Walk                                  ▅▇   79%   +8   17 of 21 days ▆▆█▆█▆█" in lines
    assert " A YEAR OF DAYS" in lines
    assert "   ◆ Sun 22 Nov 2026, today: 0 of 1 so far" in lines


def test_an_empty_book_offers_a_way_on() -> None:
    assert any("letbe add" in line for line in drawn(Book()).lines)


def test_notes_are_found_by_their_words() -> None:
    assert any("a quiet morning" in line for line in drawn(one_habit(), words="QUIET morn").lines)
    lines = drawn(one_habit(), words="loud").lines
    assert not any("a quiet morning" in line for line in lines)
    assert any("0 of 1 with “loud”" in line for line in lines)


def test_the_stop_is_marked() -> None:
    page = drawn(one_habit(), stop="habit:walk").pages[0]
    assert [row.habit for row in page if row.line and row.line[0].text == f" {UNICODE.here} "] == ["habit:walk"]


def test_the_chooser_marks_the_span() -> None:
    line = build_chooser(span_on(Book(), "quarter", TODAY), TODAY, 120).line
    assert [span.text for span in line if span.tone == "title"] == ["Q", " quarter"]
    assert texts([line])[0].startswith(" October to December 2026  Thu 1 Oct to Sun 22 Nov 2026")


@pytest.mark.parametrize("room", [40, 60, 80, 120])
def test_a_click_on_the_chooser_finds_the_span_that_stands_there(room: int) -> None:
    bar = build_chooser(span_on(Book(), "month", TODAY), TODAY, room)
    line = texts([bar.line])[0]
    found = [line[start:end].split()[0] for start, end, _ in bar.places]
    names = [name for _, _, name in bar.places]
    if room >= 60:
        assert found == [word for name, key in zip(SPANS, "wmQy0", strict=True) for word in (key, name)]
        assert names == [name for name in SPANS for _ in range(2)]
    else:
        assert (found, names) == (list("wmQy0"), list(SPANS))


def test_a_narrow_heat_map_moves_with_its_cursor() -> None:
    from tracker.service.review.heat import heat_of_all

    heat = heat_of_all(drawn(one_habit()).reading.review)
    for day in (TODAY, ago(300), ago(364)):
        lines = texts(build_heat(heat, day, 36, UNICODE))
        assert sum(line.count(UNICODE.pointer) for line in lines) == 1
    assert len(texts(build_heat(heat, date(2020, 1, 1), 36, UNICODE))) == 8


def test_charts_draw_shares_in_blocks() -> None:
    assert spark([None, 0.0, 1.0], UNICODE) == " ▁█"
    assert tall([0.0, 0.5, 1.0], 2, UNICODE) == ["  █", "▁██"]
    assert str(Share(1, 2)) == "1 of 2"


def test_a_day_that_was_excused_stands_in_the_year_by_its_own_sign() -> None:
    days = tuple(
        HeatDay(ago(back), None, "", free) for back, free in ((3, Cell.SKIPPED), (2, Cell.PAUSED), (1, ""), (0, ""))
    )
    drawn_year = "".join(texts(build_heat(HeatMap(days, 0, ""), None, 120, UNICODE)))
    assert drawn_year.count(UNICODE.skipped) == drawn_year.count(UNICODE.paused) == 1


def test_years_of_answers_are_laid_out_once_and_only_the_row_under_the_cursor_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = tuple((f"Question {number}?", "so it went " * 20) for number in range(40))
    weeks = tuple(
        Reflection(Lookback.WEEK, TODAY - timedelta(days=6 + 7 * number), answers=answers) for number in range(5)
    )
    book = one_habit()._replace(reflections=weeks)
    asked = span_on(book, "all", TODAY)
    reading = Reading(review(book, asked, TODAY), asked, PageCursor(), Look())
    first = notes_block(reading, 80)
    monkeypatch.setattr("tracker.ui.views.notes.wrap", None)  # whoever lays them out anew fails
    moved = notes_block(reading._replace(cursor=PageCursor("note:3:")), 80)
    changed = [(old, new) for old, new in zip(first, moved, strict=True) if old != new]
    assert [texts([new.line])[0][:3] for _, new in changed] == [f" {UNICODE.here} "]
    assert len(first) > 800
