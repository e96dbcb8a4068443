from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from tests.more import all_but
from tests.odd_books import DONE, ODD, TODAY, ago, one_habit, struggling
from tests.ui.making import HeldClock, answer, at_today, hint, mark, opened, shown, today_of
from tracker.domain.book import Lookback
from tracker.domain.log import Mark, MarkKind
from tracker.insights import SuggestionKind, suggestions_taken
from tracker.service.edits import marks as marking
from tracker.service.edits.marks import When
from tracker.settings import Preferences
from tracker.ui.app import LetbeApp
from tracker.ui.commands.navigation import body_of
from tracker.ui.dialogs.menu import Menu
from tracker.ui.screens.habit_page import HabitPage
from tracker.ui.screens.reading import ReadingBody, ReadingScreen
from tracker.ui.screens.review import ReviewScreen
from tracker.ui.views.lines import text

SPANS = {
    "y": "2026",
    "left_square_bracket": "2025",
    "right_square_bracket": "2026",
    "Q": "October to December 2026",
    "w": "Week 47 of 2026",
    "0": "Everything",
}


def reading(app: LetbeApp) -> ReadingScreen:
    return body_of(app.screen, ReadingBody).frame


async def settled(app: LetbeApp) -> None:
    """Wait for what is computed beside the screen."""
    await app.workers.wait_for_complete()


@pytest.mark.more
async def test_a_key_leads_to_the_review_and_back() -> None:
    async with opened(ODD["demo"](), size=(120, 40)) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        assert isinstance(app.screen, ReviewScreen)
        assert "WHAT WENT WELL" in shown(app)
        await pilot.press("2")
        assert at_today(app)
        await pilot.press("2", "q")
        assert at_today(app)


@pytest.mark.more
async def test_spans_are_chosen_and_walked_through() -> None:
    async with opened(one_habit(400), size=(120, 40)) as (app, pilot):
        await pilot.press("2")
        for key, title in SPANS.items():
            await pilot.press(key)
            await settled(app)
            assert shown(app, "chooser").strip().startswith(title)
        assert reading(app).body.reviewing.review is not None


async def test_a_span_is_chosen_by_a_click() -> None:
    async with opened(one_habit(), size=(80, 24)) as (app, pilot):
        await pilot.press("2")
        await pilot.click("#chooser", offset=(shown(app, "chooser").index("quarter"), 0))
        await settled(app)
        assert reading(app).body.asked.name == "quarter"


async def test_the_year_is_walked_with_the_arrows_and_leads_to_its_day() -> None:
    async with opened(one_habit(), size=(120, 40)) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        await pilot.press("left", "up")
        day = TODAY - timedelta(days=8)
        assert reading(app).body.cursor.day == day
        assert "◆ Sat 14 Nov 2026: 1 of 1 due or done, 100%" in shown(app)
        await pilot.press("enter")
        assert at_today(app)
        assert today_of(app).body.cursor.day == day


async def test_a_habit_is_opened_turned_and_left() -> None:
    async with opened(ODD["demo"](), size=(120, 40)) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        screen = reading(app)
        screen.body.move(screen.body.cursor._replace(stop="habit:quiet"))
        await pilot.press("enter")
        await settled(app)
        assert isinstance(app.screen, HabitPage)
        assert "Quiet time alone" in shown(app, "header")
        assert "STRENGTH 89%" in shown(app)
        await pilot.press("tab")
        assert "Decide something by myself" in shown(app, "header")
        await pilot.press("shift+tab", "q")
        assert isinstance(app.screen, ReviewScreen)


async def test_enter_on_today_opens_the_habits_page() -> None:
    async with opened(one_habit()) as (app, pilot):
        await pilot.press("enter")
        await settled(app)
        assert isinstance(app.screen, HabitPage)
        assert "At least" not in shown(app)
        assert "Walk" in shown(app, "header")
        await pilot.press("q")
        assert at_today(app)


@pytest.mark.more
async def test_a_plan_becomes_the_cue_and_stands_in_the_week() -> None:
    async with opened(one_habit()) as (app, pilot):
        await pilot.press("enter")
        await settled(app)
        await pilot.press("p", "enter", "enter", "enter")  # what a plan may begin with is left out
        await answer(pilot, "after lunch")
        assert app.tracker.book.habits[0].cue == "after lunch"
        assert app.tracker.book.reflections[0].answers == (("Plan: walk", "When: after lunch. Then: Walk."),)
        await settled(app)
        assert "after lunch" in shown(app, "sheet")
        await pilot.press("u")
        assert app.tracker.book.habits[0].cue == ""


async def on_the_look(app: LetbeApp, pilot: Pilot[int], room: str = "2") -> None:
    await pilot.press(room)
    await settled(app)
    screen = reading(app)
    screen.body.move(screen.body.cursor._replace(stop="look:walk"))
    await pilot.press("enter")
    await pilot.pause()
    assert isinstance(app.screen, Menu)


@pytest.mark.more
@pytest.mark.parametrize(
    ("room", "key", "words", "act"),
    [
        ("2", "p", "after lunch", SuggestionKind.PLAN),
        ("4", "p", "after lunch", SuggestionKind.PLAN),
        ("2", "s", "out of the door", SuggestionKind.SHRINK),
        ("4", "c", "after lunch", SuggestionKind.CUE),
        ("2", "P", "1 dec", SuggestionKind.PAUSE),
        ("4", "z", None, SuggestionKind.LET_GO),
        ("2", "k", None, SuggestionKind.KEEP),
    ],
)
async def test_what_is_worth_a_look_ends_in_an_act(room: str, key: str, words: str | None, act: SuggestionKind) -> None:
    book = struggling()
    async with opened(book) as (app, pilot):
        await on_the_look(app, pilot, room)
        await pilot.press(key, *["enter"] * (act is SuggestionKind.PLAN))  # a plan may begin with a wish
        if words is not None:
            await answer(pilot, words)
        await settled(app)
        assert [taken.kind for taken in suggestions_taken(app.tracker.book, ago(6))] == [act]
        assert "Walk, " in shown(app, "message")
        await pilot.press("u")
        assert (app.tracker.book.habits, app.tracker.book.pauses) == (book.habits, ())
        assert suggestions_taken(app.tracker.book, ago(6)) == ()


@pytest.mark.more
async def test_the_menu_is_walked_with_the_arrows_and_left_with_esc() -> None:
    async with opened(struggling()) as (app, pilot):
        await on_the_look(app, pilot)
        await pilot.press("escape")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("c", *["down"] * 4, "enter")
        await settled(app)
        assert [taken.kind for taken in suggestions_taken(app.tracker.book, ago(6))] == [SuggestionKind.KEEP]
        assert "This week you kept it." in shown(app, "sheet")


async def test_a_rest_asks_for_its_last_day() -> None:
    async with opened(struggling()) as (app, pilot):
        await on_the_look(app, pilot)
        await pilot.press("P")
        await pilot.pause()
        assert str(app.screen.query_one("#ask-title", Static).content) == "Give “Walk” a rest until"
        assert "such as friday, 1 dec or next week; Enter alone: until you end it" in hint(app)
        await answer(pilot, "next week")
        (rest,) = app.tracker.book.pauses
        assert ((rest.end or rest.start) - rest.start).days == 6


async def test_what_got_in_the_way_is_written_down() -> None:
    async with opened(struggling()) as (app, pilot):
        await on_the_look(app, pilot)
        await pilot.press("w")
        await answer(pilot, "meetings")
        kept = app.tracker.book.reflection(Lookback.WEEK, ago(6))
        assert kept is not None
        assert kept.answers == (("In the way: walk", "meetings"),)


@pytest.mark.more
async def test_a_day_is_marked_on_a_habits_row_and_on_its_page() -> None:
    async with opened(one_habit(), size=(120, 40)) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        await pilot.press("space")
        assert "Go to a habit first" in shown(app, "message")
        screen = reading(app)
        screen.body.move(screen.body.cursor._replace(stop="habit:walk"))
        await pilot.press("space")
        assert mark(app, "walk") == DONE
        await settled(app)
        await pilot.press("left", "left", "s")
        assert mark(app, "walk", 2) == Mark(MarkKind.SKIP)
        await settled(app)
        await pilot.press("enter", "x")
        assert mark(app, "walk", 2) == Mark(MarkKind.MISSED)
        await settled(app)
        await pilot.press("n")
        await answer(pilot, "rain")
        assert mark(app, "walk", 2) == Mark(MarkKind.MISSED, note="rain")


async def test_the_key_of_the_review_leads_from_a_page_to_the_review() -> None:
    async with opened(one_habit()) as (app, pilot):
        await pilot.press("enter", "2")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("2")
        assert at_today(app)
        await pilot.press("2")
        await settled(app)
        screen = reading(app)
        screen.body.move(screen.body.cursor._replace(stop="habit:walk"))
        await pilot.press("enter", "2")
        assert isinstance(app.screen, ReviewScreen)
        await pilot.press("enter", "q", "q")
        assert at_today(app)


async def test_what_takes_long_is_said_to_be_still_computed() -> None:
    async with opened(one_habit(), size=(120, 40)) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        screen = reading(app)
        assert screen.body.reviewing.is_complete
        screen.body.reviewing.is_complete = False
        screen.paint()
        await pilot.press("E")
        assert "still being computed" in shown(app, "message")
        assert screen.body.reading is not None
        assert any("Still being computed" in text(row.line) for row in screen.body.rows(screen.body.reading, 120))


async def test_the_screen_is_written_to_a_file(tmp_path: Path) -> None:
    async with opened(one_habit()) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        for name, begins in (("r.html", "<!DOCTYPE html>"), ("r.md", "# Review: November 2026")):
            await pilot.press("E")
            await answer(pilot, str(tmp_path / name))
            assert (tmp_path / name).read_text(encoding="utf-8").startswith(begins)
        assert "Written: /" in shown(app, "message")
        await pilot.press("E")
        await answer(pilot, str(tmp_path / "none" / "r.html"))
        assert "Not written" in shown(app, "message")


async def test_a_mark_from_elsewhere_is_taken_in() -> None:
    async with opened(one_habit()) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        before = reading(app).body.reviewing.review
        app.tracker.commit(marking.done(["walk"], [TODAY], When(TODAY)))
        await settled(app)
        await pilot.pause()
        assert reading(app).body.reviewing.review is not before


@pytest.mark.more
async def test_masked_names_are_not_seen() -> None:
    async with opened(ODD["demo"](), preferences=Preferences(ascii=False, mask=True), size=(120, 40)) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        assert not re.search("Quiet time|Mindful", shown(app))
        await pilot.press("asterisk")
        await settled(app)
        assert "Mindful" in shown(app)


@pytest.mark.more
async def test_the_day_goes_on() -> None:
    clock = HeldClock()
    async with opened(one_habit(), clock=clock) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        clock.pass_by(days=9)
        reading(app).tick()
        await settled(app)
        assert reading(app).body.cursor.day == TODAY + timedelta(days=9)


@pytest.mark.more
@pytest.mark.parametrize(
    "name",
    all_but(["empty", "one day", "only letting go", "everything paused", "200 habits", "hostile"], "200 habits"),
)
@pytest.mark.usefixtures("drawn")
async def test_odd_books_open_and_can_be_walked(name: str) -> None:
    book = ODD[name]()._replace(prompts=())
    async with opened(book if not book.is_new else ODD["areas only"](), size=(80, 24)) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        await pilot.press("down", "down", "up", "pagedown", "G", "g", "left", "left_square_bracket")
        await settled(app)
        assert reading(app).body.reviewing.review is not None
