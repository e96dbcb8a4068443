from __future__ import annotations

from datetime import date
from gc import collect
from weakref import ref
from xml.etree import ElementTree as ET

import pytest

from tests.more import all_but
from tests.odd_books import AREAS, DONE, HOSTILE, ODD, TODAY, ago, changed, demo, habit, one_habit
from tracker.domain.book import Book, Pause
from tracker.domain.errors import Unreadable
from tracker.domain.habit import Rule
from tracker.domain.judging.codes import Cell
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import per_week
from tracker.insights import Review, review
from tracker.service.review.habit_page import habit_page_of
from tracker.service.review.heat import heat_of_all, heat_of_one, step
from tracker.service.review.html import as_html
from tracker.service.review.markdown import as_markdown, as_text, heat_rows, row_words, spark
from tracker.service.review.masking import masked
from tracker.service.review.page import Bar, Page
from tracker.service.review.sections import page_of, weekday_bars, year_curve
from tracker.service.review.spans import PERIODS, earlier, later, span_on, span_title, span_words
from tracker.service.review.svg import as_svg


def reviewed(book: Book, period: str = "month", day: date = TODAY) -> Review:
    return review(book, span_on(book, period, day), day)


def pages(book: Book, period: str) -> list[Page]:
    """Give the page of all habits, and those of the first three."""
    asked, found = span_on(book, period, TODAY), reviewed(book, period)
    return [page_of(found, asked), *(habit_page_of(found, found.of(course), asked) for course in found.courses[:3])]


@pytest.mark.parametrize("name", all_but(ODD, "200 habits", "ten years", "demo"))
def test_every_book_makes_sensible_pages(name: str) -> None:
    book = ODD[name]()
    for period in ("week", "month", "all") if name in ("200 habits", "ten years") else PERIODS:
        for page in pages(book, period):
            html = as_html(page)
            root = ET.fromstring(html.removeprefix("<!DOCTYPE html>\n"))  # noqa: S314 - our own page
            assert not [element for element in root.iter() if element.tag in ("script", "link", "img")]
            assert "http" not in html.replace("http-equiv", "")
            for text in ("\n".join(as_text(page)), as_markdown(page)):
                assert page.title.split(":")[0][:4] in text.replace("\\", "")
                assert "None" not in text
                assert "nan" not in text.split()


def test_an_empty_book_says_how_to_begin() -> None:
    assert "There is no habit yet" in "\n".join(as_text(pages(Book(), "month")[0]))


def test_a_young_book_says_how_far_it_is() -> None:
    assert "  Not enough yet for patterns: 1 of 28 days." in as_text(pages(ODD["one day"](), "month")[0])


def test_a_page_leads_with_what_went_well_and_with_comebacks() -> None:
    titles = [part.title for part in pages(demo(), "month")[0].sections]
    assert titles[:2] == ["What went well", "Coming back"]


def test_a_habit_is_one_sentence_in_print() -> None:
    lines = as_text(pages(one_habit(), "month")[0])
    assert [line for line in lines if line.startswith("  Walk: strength")] == [
        (
            "  Walk: strength 79%; change +8; kept 17 of 21 days, 81%; before 18 of 22 days, 82%; streak 4 days; "
            "back at once 4 of 4"
        )
    ]


def test_weekdays_say_that_today_is_not_among_them_while_it_goes_on() -> None:
    def lines(day: date) -> list[str]:
        asked = span_on(one_habit(), "month", day)
        return as_text(page_of(review(one_habit(), asked, TODAY), asked))

    assert "  By weekday, of what was due or done before today:" in lines(TODAY)
    assert "  By weekday, of what was due or done:" in lines(date(2026, 10, 31))


def test_an_area_of_which_nothing_was_due_kept_none_of_none() -> None:
    book = one_habit()
    new = habit("rest", Rule(TODAY), AREAS[1].id)
    lines = as_text(pages(book._replace(habits=(*book.habits, new)), "month")[0])
    assert f"  {AREAS[1].name}: kept 0 of 0; days with something 0" in lines


def test_markup_in_names_and_notes_is_only_text() -> None:
    for page in pages(ODD["hostile"](), "all"):
        html = as_html(page)
        assert "<script" not in html
        assert "</dd></body>" not in html
        assert "&lt;script&gt;" in html
        assert HOSTILE not in as_markdown(page)


def test_masked_names_and_words_are_nowhere() -> None:
    book = demo()
    hidden = {one.name for one in book.habits}
    hidden |= {note for log in book.logs.values() for month in log.months.values() for note in month.notes.values()}
    hidden |= {
        text for entry in book.reflections for text in (entry.text, *(words for _, words in entry.answers)) if text
    }
    for page in pages(masked(book), "year"):
        for text in (as_html(page), as_markdown(page), "\n".join(as_text(page))):
            assert [words for words in hidden if words in text] == []
            assert "•" in text


def test_masking_changes_no_number() -> None:
    plain, hidden = reviewed(demo(), "year"), reviewed(masked(demo()), "year")
    assert [one.share for one in plain.habits] == [one.share for one in hidden.habits]
    assert plain.rhythm == hidden.rhythm


def test_hidden_streaks_are_on_no_page() -> None:
    found, asked = reviewed(demo()), span_on(demo(), "month", TODAY)
    page = habit_page_of(found, found.of(found.courses[1]), asked, streaks=False)
    assert "Streaks" not in [part.title for part in page.sections]
    assert not [line for line in as_text(page_of(found, asked, streaks=False)) if "streak 6 days" in line]


@pytest.mark.parametrize(
    ("period", "day", "title", "first", "last"),
    [
        ("week", date(2026, 12, 31), "Week 53 of 2026", date(2026, 12, 28), date(2027, 1, 3)),
        ("week", date(2027, 1, 4), "Week 1 of 2027", date(2027, 1, 4), date(2027, 1, 10)),
        ("month", date(2028, 2, 10), "February 2028", date(2028, 2, 1), date(2028, 2, 29)),
        ("quarter", TODAY, "October to December 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("year", TODAY, "2026", date(2026, 1, 1), date(2026, 12, 31)),
    ],
)
def test_a_span_is_that_of_the_calendar(period: str, day: date, title: str, first: date, last: date) -> None:
    held = span_on(Book(), period, day)
    assert (span_title(held), held.start, held.end) == (title, first, last)


def test_spans_follow_one_another_without_a_gap() -> None:
    for period in PERIODS[:-1]:
        here = span_on(Book(), period, TODAY)
        before = earlier(Book(), here)
        assert before.last + 1 == here.first
        assert later(Book(), before, TODAY) == here
        assert later(Book(), here, TODAY) == here
    everything = span_on(one_habit(), "all", TODAY)
    assert everything.start == ago(60)
    assert earlier(one_habit(), everything) == everything == later(one_habit(), everything, TODAY)


def test_an_unknown_span_names_the_known_ones() -> None:
    with pytest.raises(Unreadable, match="week, month, quarter, year or all"):
        span_on(Book(), "decade", TODAY)


def test_a_span_says_how_far_it_has_come() -> None:
    assert span_words(span_on(Book(), "month", TODAY), TODAY) == (
        "November 2026, so far: Sunday 1 November 2026 to Sunday 22 November 2026"
    )


def test_a_change_of_rule_a_late_beginning_and_an_archived_habit_are_counted_right() -> None:
    found = {one.habit.id: one for one in reviewed(changed()).habits}
    # Daily until Wed 11 Nov, all kept; then twice a week: the part from Thu 12 Nov, and the week to the 22nd.
    assert str(found["walk"].share) == "13 of 13"
    assert str(found["late"].share) == "1 of 4"
    assert str(found["gone"].share) == "12 of 12"


def test_the_heat_of_a_day_has_five_steps() -> None:
    from tracker.insights import Share

    assert [step(Share(kept, 8)) for kept in range(9)] == [0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert step(Share()) is None
    heat = heat_of_all(reviewed(one_habit()))
    assert len(heat.days) == 365
    assert heat.days[-1].day == TODAY
    assert heat.days[-2].words == "Sat 21 Nov 2026: 1 of 1 due or done, 100%"
    assert (heat.days[0].step, heat.days[0].words) == (None, "Sun 23 Nov 2025: nothing due")


@pytest.mark.parametrize(("marks", "step", "words"), [({}, None, "0 of 2"), ({TODAY: DONE}, 2, "1 of 2")])
def test_the_heat_of_today_counts_what_the_today_screen_counts(
    marks: dict[date, Mark], step: int | None, words: str
) -> None:
    habits = (habit("walk", Rule(ago(9))), habit("read", Rule(ago(9))))
    today = heat_of_all(reviewed(Book(AREAS, habits, {"walk": Log.of(marks)}))).days[-1]
    assert (today.step, today.words) == (step, f"Sun 22 Nov 2026, today: {words} so far")


def test_the_weekdays_of_a_habit_of_free_days_are_counts() -> None:
    thrice = habit("walk", Rule(ago(20), per_week(3)))
    found = reviewed(Book(AREAS, (thrice,), {"walk": Log.of({ago(back): DONE for back in (4, 5, 11)})}), "month")
    bars = weekday_bars(found.habits[0])
    assert bars.bars[:3] == (Bar("Mon", 0.0, "0 times"), Bar("Tue", 0.5, "1 time"), Bar("Wed", 1.0, "2 times"))
    assert weekday_bars(reviewed(one_habit()).habits[0]).bars[0].words.endswith("%")


def test_figures_say_what_they_count() -> None:
    thrice = habit("walk", Rule(ago(20), per_week(3)))
    book = Book(AREAS, (thrice,), {"walk": Log.of({ago(back): DONE for back in (4, 5, 6, 15, 16, 17)})})
    assert "  Kept 2 of 3 weeks" in as_text(pages(book, "month")[1])
    line = next(words for words in as_text(pages(one_habit(), "month")[1]) if "at the next chance" in words)
    assert line == "  In this span: 4 of 4 returns at the next chance, the median after 1 day away"
    assert "Letting: nothing yet" in row_words(("habit", "kept"), ("Letting", ""))


def test_a_day_of_one_habit_is_spelled_out() -> None:
    found = reviewed(one_habit())
    heat = heat_of_one(found, found.of(found.courses[0]))
    assert heat.days[-2].words == "yesterday: done, “a quiet morning”"
    assert heat.days[-6].words == "Tue 17 Nov: nothing recorded"


def test_a_heat_map_in_text_has_a_row_a_weekday() -> None:
    rows = heat_rows(heat_of_all(reviewed(one_habit())))
    assert len(rows) == 7
    assert {len(row) for row in rows} <= {52, 53}


def test_days_on_which_all_was_excused_stand_in_the_year_by_their_own_sign() -> None:
    book = one_habit()
    away = Pause("away", ago(20), ago(11), why="a trip")
    marks = {ago(back): mark for back, mark in ((30, Mark(MarkKind.SKIP)), (29, DONE))}
    book = book._replace(pauses=(away,), logs={"walk": book.logs["walk"].with_marks(marks)})
    heat = heat_of_all(reviewed(book))
    free = {day.day: day.free for day in heat.days if day.free}
    assert free == {ago(30): Cell.SKIPPED} | {ago(back): Cell.PAUSED for back in range(11, 21) if back % 5 == 0}
    drawn = "".join(heat_rows(heat))
    assert (drawn.count("‖"), drawn.count("–")) == (len(free) - 1, 1)
    assert as_svg(heat).count('class="free"') == len(free) + 1, "each day, and one in the legend"
    assert 'class="free"' not in as_svg(heat_of_all(reviewed(one_habit())))


def test_a_line_of_blocks_follows_its_values() -> None:
    assert spark([None, 0.0, 0.5, 1.0]) == "▁▅█"
    assert spark([None, None]) == ""


def test_a_picture_says_in_words_what_it_shows() -> None:
    found = reviewed(one_habit())
    assert 'aria-label="A year of Walk: 48 days done in full"' in as_svg(heat_of_one(found, found.habits[0]))


def test_a_habit_of_tomorrow_breaks_nothing() -> None:
    book = Book(AREAS, (habit("soon", Rule(date(2027, 1, 1))),))
    assert pages(book, "year")


def test_no_review_is_kept_but_the_last() -> None:
    kept = []
    for _ in range(4):
        one = reviewed(one_habit())
        year_curve(one, one.habits[0], 20)
        kept.append(ref(one))
    del one
    collect()
    assert [each() is None for each in kept] == [True, True, False, False]
