from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.ui.making import DONE, TODAY, back, habit, scene, small_book, texts
from tracker.clock import short_day
from tracker.domain.book import Book, Pause
from tracker.domain.goal import LET_GO, at_least, at_most
from tracker.domain.habit import Area, Rule
from tracker.domain.log import Log
from tracker.domain.schedule import ANYTIME, per_week
from tracker.ui.views.glyphs import ASCII, glyph_of, tone_of
from tracker.ui.views.habits import build_card, build_counts, build_listing, build_strip, short_rule
from tracker.ui.views.lines import AREA_TONES, text
from tracker.ui.views.model import Look
from tracker.ui.views.today import build_grid

WIDTHS = pytest.mark.parametrize("width", [120, 80, 64, 40, 30])


def test_the_list_shows_every_habit_under_its_area_with_its_rule_and_strength() -> None:
    rows = texts(row.line for row in build_listing(scene(small_book()), 80).rows)
    assert rows[0] == " SELF-CARE"
    assert rows[1].startswith("▸ ■ Walk outside")
    assert "daily" in rows[1]
    assert rows[1].endswith(" new")
    assert any("let go" in row for row in rows)


@WIDTHS
def test_no_row_is_wider_than_its_room(width: int) -> None:
    book = small_book()
    long = habit("日本語の長い名前" * 6, cue="after a very long sentence about dinner")
    there = scene(book._replace(habits=(*book.habits, long)))
    for lines in ([row.line for row in build_listing(there, width).rows], build_card(there, width, 20)):
        assert max(cell_len(text(line)) for line in lines) <= width
    assert all(cell_len(text(line)) < width for line in build_strip(there, width, 4))


def test_paused_and_archived_habits_say_so() -> None:
    book = small_book()
    resting = book._replace(pauses=(Pause("p", TODAY, back(-3), habit="walk"), Pause("q", TODAY, area="talk")))
    rows = texts(row.line for row in build_listing(scene(resting), 80).rows)
    assert "paused to Wed 25 Nov" in rows[1]
    assert "‖ Fixing things" in next(row for row in rows if "Fixing" in row)
    gone = book._replace(habits=tuple(one._replace(archived=back(2)) for one in book.habits))
    assert build_listing(scene(gone), 80).habits == ()
    assert "archived Fri 20 Nov" in texts(row.line for row in build_listing(scene(gone), 80, archived=True).rows)[1]


def test_a_pause_that_is_planned_is_told_of_its_habit() -> None:
    there = scene(small_book()._replace(pauses=(Pause("p", back(-8), back(-14), habit="walk"),)))
    told = "paused from Mon 30 Nov to Sun 6 Dec"
    assert told in " ".join(" ".join(texts(build_card(there, 56, 30))).split())
    assert texts(build_strip(there, 80, 6))[0] == f" Walk outside  {told}; every day"


def test_an_area_without_habits_is_shown_unless_something_is_filtered() -> None:
    book = small_book()._replace(areas=(*small_book().areas, Area("new", "Friends", "", 9)))
    assert " FRIENDS  nothing here yet" in texts(row.line for row in build_listing(scene(book), 80).rows)
    filtered = texts(row.line for row in build_listing(scene(book, filter="walk"), 80).rows)
    assert [row.split()[0] for row in filtered] == ["SELF-CARE", "▸"]


def test_the_header_counts_the_list() -> None:
    book = small_book()
    habits = (book.habits[0]._replace(archived=TODAY), *book.habits[1:])
    there = scene(book._replace(habits=habits, pauses=(Pause("p", TODAY, habit="read"),)))
    count = len(habits) - 2
    assert text(build_counts(there, 80)[0]) == f"{count} active · 1 paused · 1 archived"
    assert text(build_counts(scene(Book()), 80)[0]) == "no habits"


def test_the_card_tells_the_plan_and_what_stays() -> None:
    card = "\n".join(texts(build_card(scene(small_book()), 56, 30)))
    for words in ("Walk outside", "every day", "since Mon 9 Nov 2026", "next today", "after lunch", "A clear head.",
                  "9 recorded, kept whatever is changed here"):  # fmt: skip
        assert words in card
    masked = "\n".join(texts(build_card(scene(small_book(), Look(mask=True)), 56, 30)))
    assert "after lunch" not in masked
    assert "Walk outside" not in masked


def test_marks_and_rule_are_dated_by_the_first_of_what_was_recorded() -> None:
    book = small_book()
    walk = book.habits[0]
    begun_today = walk._replace(rules=(walk.rule._replace(since=TODAY),))
    there = scene(book._replace(habits=(begun_today, *book.habits[1:])))
    assert f"9 since {short_day(back(9))} 2026, kept" in "\n".join(texts(build_strip(there, 80, 6)))
    assert f"since {short_day(back(8))} 2026" in "\n".join(texts(build_card(there, 56, 30)))  # the first was a miss


def test_a_strength_is_only_whole_when_nothing_is_missing() -> None:
    known = small_book()
    held = known.habits[0]._replace(rules=(Rule(back(150)),))
    there = scene(known._replace(habits=(held,), logs={held.id: Log.of({back(days): DONE for days in range(150)})}))
    assert " 99%" in texts(row.line for row in build_listing(there, 80).rows)[1]
    assert " 99% strength" in "\n".join(texts(build_card(there, 56, 30)))


def test_a_rule_is_written_short() -> None:
    assert short_rule(Rule(TODAY, per_week(3), at_least(45_000, "min"))) == "45 min, 3/week"
    assert short_rule(Rule(TODAY, goal=at_most(1_000, "time"))) == "at most 1 time, daily"
    assert short_rule(Rule(TODAY, per_week(4), at_least(30_000, "min")), roomy=False) == "30 min 4/wk"
    assert short_rule(Rule(TODAY, goal=at_most(1_000, "time")), roomy=False) == "max 1 time"
    assert short_rule(Rule(TODAY, ANYTIME, LET_GO)) == "let go"


def test_a_habits_own_glyph_and_colour_mark_its_kept_days() -> None:
    book = small_book()
    starred = book.habits[0]._replace(glyph="★", colour="pink")
    grid = build_grid(scene(book._replace(habits=(starred, *book.habits[1:]))), 80)
    spans = [span for row in grid.rows if row.habit == "walk" for span in row.line]
    assert {span.tone for span in spans if span.text == "★"} == {"pink"}
    assert glyph_of(starred, ASCII) == "#"
    assert glyph_of(starred._replace(glyph="日"), ASCII) == "#"
    assert tone_of(starred._replace(colour="red")) == "kept"


def test_every_colour_of_the_domain_has_a_tone() -> None:
    from tracker.domain.habit import COLOURS

    assert COLOURS == AREA_TONES
