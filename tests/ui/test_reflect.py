from __future__ import annotations

import asyncio
import os
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Static

from tests.odd_books import ODD, TODAY, ago, one_habit, struggling
from tests.ui.making import HeldClock, at_today, opened, saved, shown, texts
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.changes import Put, PutPrompts
from tracker.domain.log import Log, Mark, MarkKind
from tracker.insights import review, way_prompt
from tracker.service.edits.habits import delete
from tracker.service.edits.suggestions import Intention, plan
from tracker.service.review.looking_back import with_a_year_before
from tracker.service.review.markdown import as_text
from tracker.service.review.masking import masked
from tracker.service.review.sections import page_of
from tracker.service.review.spans import span_on
from tracker.service.steps import Edit
from tracker.settings import Preferences
from tracker.storage.file.file_store import FileStore
from tracker.ui.app import LetbeApp
from tracker.ui.screens.book_screen import BookScreen
from tracker.ui.screens.habit_page import HabitPage
from tracker.ui.screens.reflect import ReflectScreen, fields_of, new_in
from tracker.ui.shutdown import keep_all
from tracker.ui.views.lines import width
from tracker.ui.views.model import Look, Row
from tracker.ui.views.reading import PageCursor, Reading
from tracker.ui.views.reflect import build_glance, build_span_line
from tracker.ui.widgets.answers import Answer, Answers

WEEK = ago(6)
ASKED = one_habit()._replace(prompts=("What went?", "What next?"))


def glance(book: Book, room: int = 60, span: str = "week") -> list[Row]:
    asked = span_on(book, span, TODAY)
    return build_glance(Reading(review(book, asked, TODAY), asked, PageCursor(), Look()), room)


def reflect(app: LetbeApp) -> ReflectScreen:
    assert isinstance(app.screen, ReflectScreen)
    return app.screen


def week(app: LetbeApp) -> dict[str, str]:
    kept = app.tracker.book.reflection(Lookback.WEEK, WEEK)
    return dict(kept.answers) if kept else {}


def writing(app: LetbeApp) -> Answer:
    assert isinstance(app.focused, Answer)
    return app.focused


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("room", [40, 66, 80])
def test_every_book_has_a_week_a_month_and_a_year_within_every_width(name: str, room: int) -> None:
    for span in ("week", "month", "year"):
        rows = glance(ODD[name](), room, span)
        assert rows
        assert [row for row in rows if width(row.line) > room] == []


def test_a_week_shows_each_day_of_each_habit() -> None:
    lines = texts(row.line for row in glance(one_habit()))
    assert "                              M T W T F S S  kept" in lines
    assert "   Walk                       ■ · ■ ■ ■ ■ □  5 of 6" in lines


def test_a_plan_comes_back_with_what_came_of_it() -> None:
    book = plan(ASKED.habit("walk"), Intention("after lunch"), ago(7))(ASKED).apply(ASKED)
    old = Reflection(Lookback.WEEK, ago(13), answers=(*book.reflections[0].answers, ("What next?", "Let the list be.")))
    lines = texts(row.line for row in glance(book._replace(reflections=(old,))))
    start = lines.index(" WHAT CAME OF IT")
    assert lines[start + 1 : start + 5] == [
        "   Walk, last week you made a plan. When: after lunch.",
        "   Then: Walk.",
        "     Since then 5 of 6, 83%; 22 of 28, 79% in the four",
        "     weeks before.",
    ]
    assert "   Last week you wrote. What next? Let the list be." in lines


def test_the_line_of_the_span_says_what_keys_do() -> None:
    asked = span_on(ASKED, "week", TODAY)
    reading, writing = (build_span_line(asked, TODAY, 120, writing=one, look=Look()) for one in (False, True))
    line = texts([reading.line])[0]
    for words, id in (
        ("tab write", "write"), ("w week", "week"), ("month", "month"), ("y year", "year"),
        ("[ ]", "span_back"), ("] other", "span_on"), ("  m month", None),
    ):  # fmt: skip
        assert reading.action_at(line.index(words)) == id
    assert "esc leave the field" in texts([writing.line])[0]


@pytest.mark.parametrize("span", ["week", "month", "year"])
@pytest.mark.parametrize("room", [24, 40, 60, 80, 100, 120])
def test_the_line_of_the_span_fits_and_its_keys_are_where_they_are_said(span: str, room: int) -> None:
    asked = span_on(ASKED, span, TODAY)
    for writing in (False, True):
        bar = build_span_line(asked, TODAY, room, writing=writing, look=Look())
        assert width(bar.line) <= room
    line = texts([build_span_line(asked, TODAY, room, writing=False, look=Look()).line])[0]
    if room >= 40:
        assert (
            build_span_line(asked, TODAY, room, writing=False, look=Look()).action_at(line.rindex("[")) == "span_back"
        )
        assert "w week" in line or room < 80


@pytest.mark.parametrize("room", ["reflect", "review", "habits"])
async def test_a_tick_that_comes_before_a_room_is_laid_finds_nothing_to_do(room: str) -> None:
    async with opened(ASKED) as (app, _):
        app.enter(room)
        while not app.screen.is_mounted:
            app.catch_up()
            keep_all(app)
            assert isinstance(app.screen, BookScreen)
            app.screen.paint()
            await asyncio.sleep(0)


async def test_a_tick_that_comes_while_the_app_closes_finds_nothing_to_keep() -> None:
    async with opened(ASKED) as (app, _):
        app.enter("reflect")
        closing = reflect(app)
    closing.tick()
    assert not new_in(closing.body)


def test_nobody_is_told_that_nothing_is_asked_before_that_is_known() -> None:
    assert [child.display for child in Answers("answers").compose()] == [False]


def test_masked_words_are_nowhere() -> None:
    lines = "\n".join(texts(row.line for row in glance(masked(ODD["demo"]()), 66)))
    assert not [habit.name for habit in ODD["demo"]().habits if habit.name in lines]


async def test_answers_are_saved_as_they_are_written(tmp_path: Path) -> None:
    store = FileStore(str(tmp_path / "habits.json"), str(tmp_path / "state"), HeldClock().milliseconds)
    async with opened(ASKED) as (app, pilot):
        await pilot.press("4", "tab", *"1 q")
        assert writing(app).text == "1 q", "letters and digits are text"
        reflect(app).tick()
        reflect(app).tick()
        assert week(app) == {"What went?": "1 q"}
        await pilot.press("enter", *"so", "escape")
        await pilot.pause()
        assert week(app) == {"What went?": "1 q", "What next?": "so"}
        assert app.focused is None
        await pilot.press("4")
        assert at_today(app)
        await saved(app)
    assert store.read().is_new


async def test_leaving_the_app_from_a_field_keeps_what_is_in_it() -> None:
    async with opened(ASKED) as (app, pilot):
        await pilot.press("4", "tab", *"last words", "ctrl+q")
        assert week(app) == {"What went?": "last words"}
        assert app.return_code == 0


@pytest.mark.more
async def test_earlier_weeks_are_looked_at_and_what_stands_there_is_kept() -> None:
    old = Reflection(Lookback.WEEK, ago(13), answers=(("What went?", "Walks"), ("A question of old", "An answer")))
    async with opened(ASKED._replace(reflections=(old,))) as (app, pilot):
        await pilot.press("4", "left_square_bracket")
        await app.workers.wait_for_complete()
        assert [field.text for field in fields_of(reflect(app).body)] == ["Walks", "", "An answer"]
        await pilot.press("i", *"rest", "escape", "right_square_bracket")
        await pilot.pause()
        kept = app.tracker.book.reflection(Lookback.WEEK, ago(13))
        assert kept
        assert dict(kept.answers) == {"What went?": "Walks", "What next?": "rest", "A question of old": "An answer"}
        assert [field.text for field in fields_of(reflect(app).body)] == ["", ""]


@pytest.mark.more
async def test_what_is_undone_goes_from_the_field_too() -> None:
    async with opened(ASKED) as (app, pilot):
        await pilot.press("4", "tab", *"no", "escape")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert week(app) == {}
        assert fields_of(reflect(app).body)[0].text == ""


async def test_the_editor_takes_an_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nprintf "two\\nlines" > "$1"\n', encoding="utf-8")
    os.chmod(script, 0o700)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))
    async with opened(ASKED) as (app, pilot):
        monkeypatch.setattr(app, "suspend", lambda: __import__("contextlib").nullcontext())
        await pilot.press("4", "tab", "ctrl+o")
        await pilot.pause()
        assert week(app) == {"What went?": "two\nlines"}


async def test_a_habit_of_the_week_is_opened_and_planned_for() -> None:
    async with opened(ASKED, size=(120, 40)) as (app, pilot):
        await pilot.press("4")
        await app.workers.wait_for_complete()
        screen = reflect(app)
        screen.body.move(screen.body.cursor._replace(stop="habit:walk"))
        await pilot.press("enter")
        assert isinstance(app.screen, HabitPage)
        await pilot.press("q")
        assert reflect(app) == screen


async def test_masked_answers_cannot_be_read() -> None:
    old = Reflection(Lookback.WEEK, WEEK, answers=(("What went?", "a secret walk"),))
    book = ASKED._replace(reflections=(old,))
    async with opened(book, preferences=Preferences(ascii=False, mask=True)) as (app, pilot):
        await pilot.press("4")
        await app.workers.wait_for_complete()
        assert fields_of(reflect(app).body) == []
        assert "secret" not in app.export_screenshot()
        await pilot.press("tab")
        assert "masked" in shown(app, "message")


async def test_a_new_week_begins() -> None:
    clock = HeldClock()
    async with opened(ASKED, clock=clock) as (app, pilot):
        await pilot.press("4")
        clock.pass_by(days=1)
        reflect(app).tick()
        await app.workers.wait_for_complete()
        assert reflect(app).body.asked.start == ago(-1)


async def test_a_book_without_questions_says_where_to_add_some() -> None:
    async with opened(one_habit()) as (app, pilot):
        await pilot.press("4", "tab")
        assert "habits edit" in shown(app, "message")


@pytest.mark.more
async def test_what_got_in_the_way_is_asked_below_the_questions() -> None:
    async with opened(struggling(), size=(120, 40)) as (app, pilot):
        await pilot.press("4")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert [answer.prompt for answer in fields_of(reflect(app).body)] == ["What went?", way_prompt("walk")]
        await pilot.press("tab", *"so", "enter", *"rain", "escape")
        await pilot.pause()
        assert week(app) == {"What went?": "so", way_prompt("walk"): "rain"}


def asking(*prompts: str) -> Edit:
    return lambda _: PutPrompts(prompts)


@pytest.mark.more
async def test_what_is_being_written_stays_while_questions_come_and_go_around_it() -> None:
    async with opened(struggling(), size=(120, 40)) as (app, pilot):
        await pilot.press("4")
        await app.workers.wait_for_complete()
        await pilot.press("tab", "enter", *"rain", "left")
        field = writing(app)

        async def asked() -> list[str]:
            await pilot.pause()
            await app.workers.wait_for_complete()
            await pilot.pause()
            words = [str(one.content) for one in app.screen.query("Static.prompt").results(Static) if one.display]
            assert writing(app) is field
            assert (field.text, field.cursor_location) == ("rain", (0, 3))
            return words

        way = "What got in the way of “Walk”?"
        assert await asked() == ["What went?", way]
        for prompts in (("What went?", "What next?"), ("What first?", "What next?"), ("What went?",)):
            app.tracker.commit(asking(*prompts))
            assert await asked() == [*prompts, way]
        walk = app.tracker.book.habit("walk")
        app.tracker.commit(lambda _: Put(walk._replace(name="Stroll")))
        assert await asked() == ["What went?", "What got in the way of “Stroll”?"]
        app.tracker.commit(delete(["walk"]))
        assert await asked() == ["What went?", "What got in the way of “Stroll”?"]
        await pilot.press("escape")
        await pilot.pause()
        assert week(app) == {way_prompt("walk"): "rain"}


async def test_a_long_answer_is_wrapped_although_its_place_was_asked_for_before_it_was_laid() -> None:
    async with opened(ASKED, size=(40, 20)) as (app, pilot):
        await pilot.press("4")
        await app.workers.wait_for_complete()
        await pilot.pause()
        field = Answer("Why?", "word " * 20, "")
        await app.screen.query_one(Answers).mount(field)
        app.screen._compositor._full_map_invalidated = True
        assert field in app.screen._compositor.full_map
        await pilot.pause()
        assert field.wrapped_document.height > 2


def test_a_month_shows_the_weeks_that_end_in_it_and_a_year_its_months() -> None:
    month = texts(row.line for row in glance(one_habit(), 66, "month"))
    heads = [line.split() for line in month if line.split()[:2] == ["1", "8"]]
    assert heads == [["1", "8", "15", "22", "kept"]]
    walk = next(line for line in month if line.startswith("   Walk "))
    assert walk.split()[-3:] == ["17", "of", "21"]
    assert any("none" in line and line.startswith(" WEEK BY WEEK") for line in month)
    year = texts(row.line for row in glance(one_habit(), 66, "year"))
    assert [*"JFMAMJJASOND", "kept"] in [line.split() for line in year]


GROWN = ("What grew?", "What next?")
LONGER = one_habit()._replace(prompts=("What went?",), month_prompts=GROWN, year_prompts=GROWN[:1])
NOVEMBER, LAST_NOVEMBER, THIS_YEAR = date(2026, 11, 1), date(2025, 11, 1), date(2026, 1, 1)


async def test_a_month_and_a_year_are_answered_with_their_keys() -> None:
    old = Reflection(Lookback.MONTH, LAST_NOVEMBER, answers=(("What grew?", "Trust."), ("What else?", "Moss.")))
    async with opened(LONGER._replace(lookbacks=(old,)), size=(120, 40)) as (app, pilot):
        await pilot.press("4", "m", "tab", *"pa")
        body = reflect(app).body
        assert [field.prompt for field in fields_of(body)] == [*GROWN]
        await app.workers.wait_for_complete()
        page = app.export_screenshot().replace("&#160;", " ")
        assert "A year ago: Trust." in page
        assert "What else? Moss." in page
        await pilot.press("escape", "y", "tab", *"ro", "escape", "w")
        await pilot.pause()
        assert [field.prompt for field in fields_of(body)] == ["What went?"]
        book = app.tracker.book
        assert [(kept.id, dict(kept.answers)) for kept in book.lookbacks if kept != old] == [
            ("month:2026-11-01", {"What grew?": "pa"}),
            ("year:2026-01-01", {"What grew?": "ro"}),
        ]
        await pilot.press("u", "u")
        assert app.tracker.book.lookbacks == (old,)


@pytest.mark.more
async def test_an_older_book_is_asked_what_letbe_ships_with() -> None:
    async with opened(one_habit()._replace(prompts=("What went?",))) as (app, pilot):
        await pilot.press("4", "m", "tab", *"yes", "escape")
        await pilot.pause()
        (kept,) = app.tracker.book.lookbacks
        assert kept.answers == ((app.tracker.book.month_prompts[0], "yes"),)
        assert len(app.tracker.book.month_prompts) == 4
        await pilot.press("u")
        assert not app.tracker.book.lookbacks
        assert not app.tracker.book.month_prompts


async def test_masked_a_year_ago_says_nothing() -> None:
    old = Reflection(Lookback.MONTH, LAST_NOVEMBER, answers=(("What grew?", "Trust."), ("What else?", "Moss.")))
    book = LONGER._replace(lookbacks=(old,))
    async with opened(book, size=(120, 40), preferences=Preferences(ascii=False, mask=True)) as (app, pilot):
        await pilot.press("4", "m")
        await app.workers.wait_for_complete()
        page = app.export_screenshot()
        assert not [word for word in ("Trust", "Moss") if word in page]


@pytest.mark.parametrize(
    ("span", "before", "when"), [("month", LAST_NOVEMBER, "November 2025"), ("year", date(2025, 1, 1), "2025")]
)
def test_what_is_written_to_a_file_holds_the_answers_of_a_year_before(span: str, before: date, when: str) -> None:
    book = LONGER._replace(lookbacks=(Reflection(Lookback(span), before, answers=(("What grew?", "Trust."),)),))
    asked = span_on(book, span, TODAY)
    page = with_a_year_before(page_of(review(book, asked, TODAY), asked), book, asked)
    assert [section.title for section in page.sections][-1] == "A year ago"
    assert as_text(page)[-2:] == ["A year ago", f"  {when}, What grew?: Trust."]
    assert with_a_year_before(page, LONGER, asked) == page


def test_in_the_first_weeks_one_sentence_says_what_is_usual_and_can_be_turned_off() -> None:
    marks = {ago(number): Mark(MarkKind.DONE) for number in range(9)}
    young = one_habit()._replace(logs={"walk": Log.of(marks)})
    for span in ("week", "month", "year"):
        assert "The second week" in "\n".join(texts(row.line for row in glance(young, 66, span)))
        asked = span_on(young, span, TODAY)
        quiet = Reading(review(young, asked, TODAY), asked, PageCursor(), Look(first_weeks=False))
        assert "The second week" not in "\n".join(texts(row.line for row in build_glance(quiet, 66)))
    assert "week:" not in "\n".join(texts(row.line for row in glance(one_habit(), 66)))
