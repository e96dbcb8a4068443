from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.ui.making import DONE, TODAY, back, habit, named, scene, small_book, texts
from tracker.domain.book import Book, Pause
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import LET_GO, at_most
from tracker.domain.habit import Area, Rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import ANYTIME, per_week
from tracker.service.review.masking import masked_name
from tracker.service.tracker import Saving
from tracker.ui.screens.book_screen import UNDO
from tracker.ui.views.detail import build_detail
from tracker.ui.views.frame import message_line
from tracker.ui.views.glyphs import ASCII, UNICODE
from tracker.ui.views.lines import Text, plain, spread, text, width
from tracker.ui.views.model import Look, Scene, unnamed
from tracker.ui.views.today import build_grid, build_headline

WIDTHS = (40, 60, 80, 100, 120, 200, 300)


def drawn(scene: Scene, cells: int) -> list[str]:
    """Return every line of the Today screen that tells of the book."""
    grid = build_grid(scene, cells)
    right, left = build_headline(scene, cells)
    details = [build_detail(scene._replace(cursor=scene.cursor._replace(habit=id)), cells) for id in grid.habits]
    return texts([*grid.head, *(row.line for row in grid.rows), right, left, *(line for d in details for line in d)])


def rows(book: Book, cells: int, look: Look = Look(), **cursor: Any) -> list[str]:  # noqa: B008 - a look is frozen
    return texts(row.line for row in build_grid(scene(book, look, **cursor), cells).rows)


@pytest.mark.parametrize("cells", [40, 60, 80])
def test_where_rows_are_free_what_is_told_of_a_habit_goes_on_below(cells: int) -> None:
    walk = habit("Walk outside")._replace(why="I come home calmer, and have more to bring to others in the evening")
    here = scene(Book((Area("care", "Self-care"),), (walk,), {}))
    cut_short, whole = texts(build_detail(here, cells)), texts(build_detail(here, cells, 20))
    assert ("evening" in " ".join(cut_short)) is (cells > 78)
    assert "more to bring to others in the evening" in " ".join(" ".join(whole).split())
    assert max(width(line) for line in build_detail(here, cells, 20)) <= cells
    assert len(build_detail(here, cells, 5)) <= 5


def test_numbers_are_left_out_whole_where_no_row_is_free() -> None:
    lines = [(Text("Now   "), Text("strength 40% · 3 of 9 days · streak 2 days"))]
    assert [texts(spread(lines, 36, room)) for room in (1, 2)] == [
        ["Now   strength 40% · 3 of 9 days"],
        ["Now   strength 40% · 3 of 9 days ·", "      streak 2 days"],
    ]


def test_the_grid_at_80_columns() -> None:
    grid = build_grid(scene(small_book()), 80)
    assert texts([*grid.head, *(row.line for row in grid.rows)]) == [
        "                       2 Nov          9 Nov          16 Nov      ▼",
        "                F S S  M T W T F S S  M T W T F S S  M T W T F S S  str  streak",
        " SELF-CARE",
        "▸ Walk outside                        · · · · · ■ ■  ■ ■ ■ – ■'■[□]  new   7 d",
        "  Read a book                         · · · · · · ·  · · · · ▂ ■ □   new   1 d",
        "  Sweets                              ▫ ▫ ▫ ▫ ▫ ▫ ▫  ▫ ▫ ▴ ▫ ▫ ▫     new   3 d",
        " TALKING",
        "  Call a friend                                                  □   new",
        "  Fixing things                                        ●       ○     new   2 ○",
    ]


def test_the_grid_at_40_columns_in_ascii() -> None:
    assert rows(small_book(), 40, Look(ASCII)) == [
        " SELF-CARE",
        "> Walk outside  #  # # # - #'#[o]   new",
        "  Read a book   .  . . . . ~ # o    new",
        "  Sweets        c  c c ^ c c c      new",
        " TALKING",
        "  Call a friend                o    new",
        "  Fixing things      a       p      new",
    ]


def test_the_grid_at_120_columns_has_a_bar_and_the_last_30_days() -> None:
    grid = build_grid(scene(small_book()), 120)
    assert text(grid.rows[-1].line).endswith(" 2/3"), "of urges it counts each"
    assert text(grid.head[1]).endswith("strength    streak last 30")
    assert text(grid.rows[1].line).endswith(" new          7 d   7/12")


@pytest.mark.parametrize("cells", WIDTHS)
def test_every_line_of_the_demo_fits_its_width(demo: Book, cells: int) -> None:
    for book in (demo, small_book()):
        for look in (Look(), Look(ASCII), Look(mask=True), Look(hide_streaks=True)):
            assert max(width(row.line) for row in build_grid(scene(book, look), cells).rows) <= cells
            details = (build_detail(scene(book, look, habit=habit.id), cells) for habit in book.active)
            assert max(width(line) for detail in details for line in detail) <= cells
            assert sum(map(width, build_headline(scene(book, look), cells))) < cells


@pytest.mark.parametrize("cells", WIDTHS)
def test_every_active_habit_of_the_demo_has_a_row_under_its_area(demo: Book, cells: int) -> None:
    grid = build_grid(scene(demo), cells)
    assert grid.habits == tuple(habit.id for habit in demo.active)
    headings = [text(row.line).strip() for row in grid.rows if not row.habit]
    assert headings == [area.name.upper() for area, _ in demo.by_area()]


@pytest.mark.parametrize("cells", WIDTHS)
def test_masks_hide_every_name_and_note(cells: int) -> None:
    book = small_book()
    words = [habit.name for habit in book.habits] + ["rained", "head", "door", "lunch", "in bed"]
    for day in (TODAY, back(2)):
        lines = drawn(scene(book, Look(mask=True), day=day), cells)
        assert not [word for word in words for line in lines if word in line]
    assert any("rained" in line for line in drawn(scene(book, day=back(2)), cells))


def test_a_masked_sentence_names_nobody() -> None:
    book = small_book()
    sentence = "Walk outside, today: done; Sweets, too, and a Walkman."
    assert unnamed(sentence, book.habits, Look(mask=True)) == (
        f"{masked_name(book.habit('walk'))}, today: done; {masked_name(book.habit('sweets'))}, too, and a Walkman."
    )
    assert unnamed(sentence, book.habits, Look()) == sentence
    strange = named(r"a\d", "[x](").habits
    assert unnamed(r"a\d: done, [x](: done", strange, Look(mask=True)) == (
        f"{masked_name(strange[0])}: done, {masked_name(strange[1])}: done"
    )


@pytest.mark.parametrize("cells", WIDTHS)
def test_hidden_streaks_leave_none_anywhere(demo: Book, cells: int) -> None:
    for book in (demo, small_book()):
        lines = drawn(scene(book, Look(hide_streaks=True)), cells)
        assert not [line for line in lines for word in ("streak", "longest", "in a row", " wk", " d ") if word in line]


def test_a_filter_shows_the_habits_and_areas_with_all_its_words() -> None:
    assert build_grid(scene(small_book(), filter="talk"), 80).habits == ("call", "fixing")
    assert build_grid(scene(small_book(), filter="A WALK"), 80).habits == ("walk",)
    assert build_grid(scene(small_book(), filter="no such thing"), 80).rows == ()


def test_an_archived_habit_is_not_shown() -> None:
    book = small_book()
    habits = tuple(one._replace(archived=back(3)) if one.id == "walk" else one for one in book.habits)
    assert "walk" not in build_grid(scene(book._replace(habits=habits)), 80).habits


def test_without_habits_there_is_no_heading_over_nothing() -> None:
    empty = Book(areas=(Area("care", "Self-care"),))
    assert build_grid(scene(empty), 80).head == ((), ())
    for cells in WIDTHS:
        lines = build_detail(scene(empty), cells)
        assert "No habits yet" in text(lines[0])
        assert max(map(width, lines)) <= cells


def test_a_filter_that_fits_nothing_says_how_to_leave_it() -> None:
    lines = build_detail(scene(small_book(), habit="", filter="zzz"), 80)
    assert texts(lines) == [" Nothing fits “zzz”. Esc shows all habits again."]


def test_the_cursor_stands_in_brackets_also_beside_a_note() -> None:
    assert "■[■]□" in rows(small_book(), 80, day=back(1))[1].replace(" ", "")
    assert "–[■]■" in rows(small_book(), 80, day=back(2))[1].replace(" ", "")


def test_chosen_habits_carry_a_tick() -> None:
    assert rows(small_book(), 80, chosen=frozenset({"walk", "sweets"}))[1].startswith("▸✓Walk")
    assert rows(small_book(), 80, chosen=frozenset({"walk", "sweets"}))[3].startswith(" ✓Sweets")


@pytest.mark.parametrize("later", range(7))
def test_today_is_marked_on_every_day_of_the_week(later: int) -> None:
    day = TODAY + timedelta(later)
    there = scene(small_book(), day=day, edge=day)._replace(today=day)
    for cells in WIDTHS:
        grid = build_grid(there, cells)
        assert grid.columns.place_of(day.toordinal()) == text(grid.head[0]).index(UNICODE.today)


def test_earlier_days_are_shown_up_to_the_edge_and_today_is_not_among_them() -> None:
    grid = build_grid(scene(small_book(), day=back(10), edge=back(10)), 80)
    assert grid.columns.days[-1] == back(10).toordinal()
    assert UNICODE.today not in text(grid.head[0])


def test_airy_rows_part_the_areas() -> None:
    grid = build_grid(scene(small_book()), 80, airy=True)
    assert [text(row.line) for row in grid.rows].count("") == 1


def test_the_headline_counts_what_is_due_today() -> None:
    book = small_book()
    day, count = build_headline(scene(book), 120)
    assert texts([day, count]) == ["Sunday 22 November 2026", "0 of 3 today  ▱▱▱▱▱▱▱▱▱▱"]
    walked = book._replace(logs={**book.logs, "walk": book.log("walk").marked(TODAY, DONE)})
    assert texts(build_headline(scene(walked), 120))[1] == "1 of 3 today  ▰▰▰▱▱▱▱▱▱▱"
    assert texts(build_headline(scene(walked), 80))[1] == "1 of 3  ▰▰▰▱▱▱▱▱▱▱"
    assert texts(build_headline(scene(walked), 40)) == ["Sun 22 Nov", "1 of 3"]
    assert "nothing due" in text(build_headline(scene(Book()), 80)[1])


def test_the_strip_tells_the_days_state_plan_numbers_and_words() -> None:
    assert texts(build_detail(scene(small_book(), day=back(2)), 80)) == [
        " Walk outside  Fri 20 Nov  done                                      every day",
        " Note  rained, took the long way",
        " Now   new · 7 of 12 days · streak 7 days, longest 7 days",
        " Plan  after lunch: Walk outside",
        " Small Step out of the door.",
        " Why   A clear head.",
    ]


def test_a_strength_is_only_whole_when_nothing_is_missing() -> None:
    known = small_book()
    held = known.habits[0]._replace(rules=(Rule(back(150)),))
    book = known._replace(habits=(held,), logs={held.id: Log.of({back(days): DONE for days in range(150)})})
    grid, detail = texts(row.line for row in build_grid(scene(book), 80).rows), texts(build_detail(scene(book), 80))
    assert " 99%" in grid[1]
    assert "strength 99%" in "\n".join(detail)


@pytest.mark.parametrize("cells", [40, 60, 80, 100, 120, 300])
def test_numbers_are_told_whole_or_not_at_all(demo: Book, cells: int) -> None:
    whole = set(" · ".join(_now_lines(demo, 400)).split(" · "))
    told = [part for line in _now_lines(demo, cells) for part in line.split(" · ")]
    assert len(told) >= len(demo.active) - 1, "all but what is only counted"
    assert [part for part in told if part not in whole] == []


def _now_lines(book: Book, cells: int) -> list[str]:
    lines = [line for habit in book.active for line in texts(build_detail(scene(book, habit=habit.id), cells))]
    return [line.removeprefix(" Now   ") for line in lines if line.startswith(" Now ")]


def test_a_note_is_the_first_thing_to_stay_where_there_is_little_room() -> None:
    lines = texts(build_detail(scene(small_book(), day=back(2)), 80))
    assert lines[1] == " Note  rained, took the long way"


@pytest.mark.parametrize(
    ("habit", "ago", "state"),
    [
        ("walk", 0, "today  open"),
        ("walk", 1, "yesterday  done"),
        ("walk", 3, "Thu 19 Nov  skipped"),
        ("walk", 9, "Fri 13 Nov  missed"),
        ("walk", 10, "Thu 12 Nov  no mark"),
        ("walk", 200, "Wed 6 May  nothing recorded"),
        ("read", 2, "Fri 20 Nov  10 of 30 min"),
        ("call", 0, "today  open; 0 of 1 this week"),
        ("sweets", 4, "Wed 18 Nov  2 times, over the limit of 1"),
        ("sweets", 5, "Tue 17 Nov  nothing recorded, which is what it aims at"),
        ("fixing", 1, "yesterday  2 let pass"),
        ("fixing", 5, "Tue 17 Nov  1 acted on"),
    ],
)
def test_the_strip_says_how_a_day_stands(habit: str, ago: int, state: str) -> None:
    assert state in text(build_detail(scene(small_book(), habit=habit, day=back(ago)), 100)[0])


def test_the_urges_of_a_day_stand_beside_its_note_in_the_three_lines_of_a_small_window() -> None:
    fix = habit("Fix", goal=LET_GO, schedule=ANYTIME)
    log = Log.of({TODAY: Mark(MarkKind.NOTE, note="a long day")})
    log = log.with_events({TODAY: {"k3f00": Event("k3f00", UrgeOutcome.PASSED, at=485, trigger="a call")}})
    book = Book((Area("care", "Self-care"),), (fix,), {fix.id: log})
    lines = texts(build_detail(scene(book, habit=fix.id), 80))[:3]
    assert any("a long day" in line for line in lines)
    assert any("08:05 let pass, a call" in line for line in lines)


def test_a_pause_that_is_planned_is_told_of_today() -> None:
    week, longer = Pause("w", back(-8), back(-14), area="care"), Pause("l", back(-9), habit="walk")
    book = small_book()._replace(pauses=(week, Pause("over", back(9), back(8))))
    assert "today  open; paused from Mon 30 Nov to Sun 6 Dec" in text(build_detail(scene(book), 80)[0])
    assert "paused" not in text(build_detail(scene(book, day=back(1)), 80)[0])
    assert "paused" not in text(build_detail(scene(book, habit="call"), 80)[0])
    later = scene(book._replace(pauses=(longer,)))
    assert "open; paused from Tue 1 Dec" in text(build_detail(later, 80)[0])


@pytest.mark.parametrize(("number", "glyph", "words"), [(1, "▫", "1 time, at most 1"), (2, "▴", "over the limit of 1")])
def test_today_says_at_once_whether_it_is_within_a_limit(number: int, glyph: str, words: str) -> None:
    book = small_book()
    log = Log.of({TODAY: Mark(MarkKind.AMOUNT, number * 1_000)})
    shown = scene(book._replace(logs={"sweets": log}), habit="sweets")
    assert f"[{glyph}]" in next(text(row.line) for row in build_grid(shown, 80).rows if row.habit == "sweets")
    assert f"today  {number} time" in (title := text(build_detail(shown, 100)[0]))
    assert words in title


@pytest.mark.parametrize(
    ("number", "words"), [(2, "; 2 of at most 2 times this week"), (3, "; 3 over the limit of 2 times this week")]
)
def test_a_limit_of_a_week_says_how_much_of_it_is_used(number: int, words: str) -> None:
    sweets = habit("Sweets", goal=at_most(2_000, "time"), schedule=per_week(1))
    book = Book(areas=(Area("care", "Self-care"),), habits=(sweets,))
    log = Log.of({back(days): Mark(MarkKind.AMOUNT, 1_000) for days in range(number)})
    assert words in text(build_detail(scene(book._replace(logs={"sweets": log})), 120)[0])


@pytest.mark.parametrize(("id", "words"), [("read", "when and where"), ("fixing", "instead"), ("sweets", "instead")])
def test_without_a_cue_it_asks_for_one_that_fits(id: str, words: str) -> None:
    book = small_book()
    book = book._replace(habits=tuple(one._replace(cue="") for one in book.habits))
    assert any(words in line for line in texts(build_detail(scene(book, habit=id), 80)))


def test_a_note_of_several_lines_stands_on_one() -> None:
    book = small_book()
    log = Log.of({TODAY: Mark(MarkKind.NOTE, note="one\ntwo")})
    lines = texts(build_detail(scene(book._replace(logs={"walk": log})), 80))
    assert " Note  one / two" in lines


def test_long_and_wide_names_are_cut_to_their_column() -> None:
    book = named("日本語" * 30, "e\u0301" * 80, "👩‍👩‍👧 " * 40, "x" * 200)
    for cells in WIDTHS:
        grid = build_grid(scene(book), cells)
        assert {width(row.line) <= cells for row in grid.rows} == {True}
        assert sum(text(row.line).count("…") for row in grid.rows) == 4


def test_our_own_words_are_ascii_in_an_ascii_terminal(demo: Book) -> None:
    look = Look(ASCII)
    for one in demo.active:
        assert all(plain(line).isascii() for line in drawn(scene(demo, look, habit=one.id), 120))


def test_the_way_back_stands_at_the_right_of_the_message_and_trouble_before_all() -> None:
    line = text(message_line("Walk outside, today: done", Saving(), 60, UNDO))
    assert line.startswith(" Walk outside, today: done  ")
    assert line.endswith("u undo ")
    trouble = text(message_line("Walk outside, today: done", Saving(2, "the disk is full"), 60, UNDO))
    assert trouble.strip() == "2 not saved yet: the disk is full"
