"""What is planned for an urge is what is done instead, never the urge: in words, on every page and in every export."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.odd_books import TODAY, ago, demo
from tests.ui.making import scene, texts
from tracker.domain.book import Book, Lookback, Reflection
from tracker.domain.errors import Refused
from tracker.domain.goal import CHECK, LET_GO, Goal, at_least, at_most
from tracker.domain.habit import Habit, Rule
from tracker.domain.schedule import ANYTIME, DAILY
from tracker.insights import AsideKind, SuggestionKind, aside_prompt, review, suggestion_prompt
from tracker.service.edits.suggestions import Intention, plan, shrink
from tracker.service.review.diary import diary
from tracker.service.review.entries import asked
from tracker.service.review.habit_page import habit_page_of
from tracker.service.review.html import as_html
from tracker.service.review.markdown import as_markdown, as_text
from tracker.service.review.sections import page_of
from tracker.service.review.spans import span_on
from tracker.service.review.tried import tried, tried_words
from tracker.service.steps import do
from tracker.service.words.plans import plan_words, small_words, told_plan
from tracker.ui.views.detail import build_detail
from tracker.ui.views.habit_page import build_habit_page
from tracker.ui.views.habits import build_card, build_strip
from tracker.ui.views.model import Look
from tracker.ui.views.reading import DAY, PageCursor, Reading
from tracker.ui.views.reflect import build_glance
from tracker.ui.views.review import build_review

SCENES = Path(__file__).parent.parent / "ui" / "scenes"
LAST_WEEK = ago(13)


def of(goal: Goal, small: str = "", cue: str = "", name: str = "Steering") -> Habit:
    return Habit(
        "fix", name, "care", (Rule(ago(60), ANYTIME if goal.is_urge else DAILY, goal),), ago(60), "", cue, small
    )


PLANS = {
    (
        "Ask whether ideas or company would help.",
        "he is late",
    ): "(he is late), then I ask whether ideas or company would help.",
    ("then I put the kettle on", ""): ", then I put the kettle on.",
    ("Then: tea", ""): ", then I tea.",
    ("I walk", "at night"): " (at night), then I walk.",
    ("Say “there it is again” …", ""): ", then I say “there it is again” …",
    ("YouTube is closed for today", ""): ", then I YouTube is closed for today.",
    ("", "at night"): " (at night), then I let it pass.",
    ("Steering", ""): ", then I let it pass.",
}


@pytest.mark.parametrize(("said", "words"), PLANS.items())
@pytest.mark.parametrize("goal", [LET_GO, at_most(1_000, "time"), at_most(0)])
def test_a_plan_for_less_ends_in_what_is_done_instead(goal: Goal, said: tuple[str, str], words: str) -> None:
    assert plan_words(of(goal, *said)) == f"When it comes over me{' ' if words[0] == '(' else ''}{words}"


@pytest.mark.parametrize("goal", [CHECK, at_least(20_000, "min")])
def test_a_plan_for_something_to_do_ends_in_it(goal: Goal) -> None:
    assert plan_words(of(goal, "two bars", "after dinner", "Piano")) == "When: after dinner. Then: Piano."


def test_an_old_plan_of_an_urge_is_told_in_the_new_form_and_others_stay() -> None:
    old = "When: he is late. Then: Wanting to fix, steer or rescue."
    assert told_plan(of(LET_GO, "Ask first."), old) == "When it comes over me (he is late), then I ask first."
    assert told_plan(of(LET_GO), old) == "When it comes over me (he is late), then I let it pass."
    for kept in ("When it comes over me, then I ask.", "••••••••", "asked first", ""):
        assert told_plan(of(LET_GO, "Ask first."), kept) == kept
    assert told_plan(of(CHECK, "Ask first."), old) == old


@pytest.mark.parametrize("words", ["Steering", "steering.", " STEERING "])
def test_the_urge_itself_is_no_plan_against_it(words: str) -> None:
    for goal in (LET_GO, at_most(1_000)):
        with pytest.raises(Refused, match="what you do instead"):
            plan(of(goal), Intention("at night", words), TODAY)
        with pytest.raises(Refused, match="what you do instead"):
            shrink(of(goal), words, TODAY)


def test_a_plan_keeps_its_cue_what_is_done_instead_and_what_it_began_with_in_one_change() -> None:
    book = demo()
    asked = Intention("he rings", "then I ask what he would like", "easier evenings", "we laugh", "his worry is mine")
    made = do(plan(book.habit("fix"), asked, TODAY))(book, None)  # type: ignore[arg-type]
    assert made is not None
    after = made.change.apply(book)
    assert (after.habit("fix").cue, after.habit("fix").small) == (
        book.habit("fix").cue,  # a plan may be for tomorrow alone
        "then I ask what he would like",
    )
    assert made.label.endswith("plan: When it comes over me (he rings), then I ask what he would like.")
    assert made.change.inverse(book).apply(after) == book
    found = review(after, span_on(after, "week", ago(-7)), ago(-7))
    assert tried_words(found, tried(found)[0]).partition(", last week ")[2] == (
        "you made a plan. Wish: easier evenings. The best of it: we laugh. In me: his worry is mine. "
        "When it comes over me (he rings), then I ask what he would like."
    )


def test_each_line_of_a_plan_may_be_left_out() -> None:
    held = of(LET_GO, "Ask first.", "he rings")
    for left_out in (Intention(), Intention(cue="he rings"), Intention(act="Breathe."), Intention(wish="peace")):
        plan(held, left_out, TODAY)
    with pytest.raises(Refused, match="A plan needs"):
        plan(of(LET_GO), Intention(), TODAY)


@pytest.mark.parametrize(
    ("goal", "words"), [(CHECK, "small version"), (LET_GO, "what I do instead"), (at_most(0), "what I do instead")]
)
def test_small_is_named_by_the_goal(goal: Goal, words: str) -> None:
    assert small_words(goal) == words
    with pytest.raises(Refused, match=words):
        shrink(of(goal), "x" * 1_000, TODAY)


@cache
def with_old_plans() -> Book:
    """Give the demo with plans for its urges and its limit as they were once written down."""
    book = demo()
    plans = tuple(
        (suggestion_prompt(SuggestionKind.PLAN, habit.id), f"When: {habit.cue}. Then: {habit.name}.")
        for habit in book.habits
        if not habit.rule.goal.is_doing
    )
    weeks = (Reflection(Lookback.WEEK, day, answers=plans) for day in (ago(6), LAST_WEEK, ago(20)))
    days = {ago(6), LAST_WEEK, ago(20)}
    kept = [each for each in book.reflections if each.span is not Lookback.WEEK or each.day not in days]
    return book._replace(reflections=(*kept, *weeks))


def everything(book: Book) -> Iterator[str]:
    """Give every page, screen and export for people."""
    for period in ("week", "year"):
        span = span_on(book, period, TODAY)
        found = review(book, span, TODAY)
        for page in (page_of(found, span), *(habit_page_of(found, found.of(course), span) for course in found.courses)):
            yield from ("\n".join(as_text(page)), as_html(page), as_markdown(page))
        reading = Reading(found, span, PageCursor(DAY, TODAY, ""), Look())
        yield from (
            "\n".join(texts(row.line for row in rows))
            for rows in (build_review(reading, 120), build_glance(reading, 120))
        )
        for course in found.courses if period == "week" else ():
            yield "\n".join(texts(row.line for row in build_habit_page(reading, found.of(course), 120)))
    for habit in book.habits:
        here = scene(book, habit=habit.id)
        yield "\n".join(texts((*build_detail(here, 200), *build_card(here, 60, 40), *build_strip(here, 120, 9))))
    yield diary(book)


def test_no_page_screen_or_export_plans_an_urge() -> None:
    book = with_old_plans()
    names = [re.escape(habit.name) for habit in book.habits if not habit.rule.goal.is_doing]
    planned = re.compile(rf"\bthen\b[\s:“”\"'*I]*(?:{'|'.join(names)})", re.IGNORECASE)
    pages = [" ".join(page.split()) for page in everything(book)]
    assert [page for page in pages if planned.search(page)] == []
    assert sum("When it comes over me (" in page for page in pages) > 20, "the plans are there"
    scenes = [" ".join(path.read_text(encoding="utf-8").split()) for path in SCENES.glob("*.txt")]
    assert scenes
    assert not any(planned.search(scene) for scene in scenes)


def test_what_a_plan_begins_with_is_asked_about_under_its_habit() -> None:
    book = demo()
    assert asked(book, aside_prompt(AsideKind.WITHIN, "fix")) == f"In me: {book.habit('fix').name}"
    assert json.dumps([str(each) for each in AsideKind]) == '["In the way", "Wish", "The best of it", "In me"]'
