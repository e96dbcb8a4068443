"""What the keys are called, and why they are off, wherever the cursor is: no screen is needed to say so."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest

from tests.ui.making import TODAY, back, habit, minutes, small_book, standing_of
from tracker.domain.book import Book, Pause
from tracker.domain.goal import at_least
from tracker.domain.habit import Area
from tracker.domain.log import Mark, MarkKind
from tracker.insights import ALL, Span
from tracker.service.sitting import Sitting
from tracker.ui.commands.base import Action
from tracker.ui.commands.marks import checkable, left_out_words, toggle
from tracker.ui.here import Here, find_here
from tracker.ui.screens.habit_page import HabitPage
from tracker.ui.screens.habits import HabitsScreen
from tracker.ui.screens.now import NowScreen
from tracker.ui.screens.reflect import ReflectScreen
from tracker.ui.screens.review import ReviewScreen
from tracker.ui.screens.today import TodayScreen
from tracker.ui.views.model import Look
from tracker.ui.views.now import Moment
from tracker.ui.views.reading import ASKED, DAY, LOOK, QUIET

BOOK = small_book()
EMPTY = Book(areas=(Area("care", "Self-care"),))
PAUSED = BOOK._replace(pauses=(Pause("p1", TODAY, None, habit="walk"),))
ARCHIVED = BOOK._replace(habits=tuple(one._replace(archived=TODAY) for one in BOOK.habits))
PAGES = habit("Pages", goal=at_least(20_000, "pages"))
MASKED = Look(mask=True)
MONTH = Span("month", TODAY.replace(day=1), TODAY.replace(day=30))
MINE = frozenset({"walk", "read"})


def at(habit: str = "", ago: int = 0, book: Book = BOOK, **further: Any) -> Here:
    """Say where the cursor is."""
    return find_here(book, TODAY, back(ago), habit, lambda one: standing_of(book, one), **further)


def now(habit: str, counted: int | None = None) -> Moment:
    """Say what the Now of a habit shows, with so many minutes counted where a timer runs."""
    held = PAGES if habit == "pages" else BOOK.habit(habit)
    sitting = None if counted is None else Sitting(habit, TODAY, 30, 0, counted * 60_000)
    return Moment(held, 0, Look(), sitting=sitting)


class Case(NamedTuple):
    """A key of a screen, where the cursor is, what the key is called there, and why it is off."""

    screen: Any
    id: str
    here: Here
    label: str
    off: str = ""


NO_HABIT = "There is no habit here yet."
CASES = [
    Case(TodayScreen, "toggle", at("walk"), "check"),
    Case(TodayScreen, "toggle", at("walk", 1), "clear"),
    Case(TodayScreen, "toggle", at("walk", 3), "check"),
    Case(TodayScreen, "toggle", at("walk", 1, shown=["walk", "read"], chosen=MINE), "check"),
    Case(TodayScreen, "toggle", at("read"), "amount"),
    Case(TodayScreen, "toggle", at("call"), "check"),
    Case(TodayScreen, "toggle", at("sweets"), "amount"),
    Case(TodayScreen, "toggle", at("fixing"), "let pass"),
    Case(TodayScreen, "toggle", at(book=EMPTY), "check", NO_HABIT),
    Case(TodayScreen, "skip", at(book=EMPTY), "skip", NO_HABIT),
    Case(TodayScreen, "minute", at("fixing"), "now"),
    Case(TodayScreen, "minute", at("walk"), "now"),
    Case(TodayScreen, "minute", at("read"), "timer"),
    Case(TodayScreen, "minute", at(book=EMPTY), "now", NO_HABIT),
    Case(TodayScreen, "minute", at("fixing", book=ARCHIVED), "now", "It is archived."),
    Case(HabitPage, "minute", at("read"), "timer"),
    Case(TodayScreen, "missed", at("walk"), "missed"),
    Case(TodayScreen, "missed", at("read"), "missed"),
    Case(TodayScreen, "missed", at("sweets"), "missed", "This habit is missed by its number: = types it."),
    Case(TodayScreen, "missed", at("fixing"), "missed", "This habit counts urges: ! logs one that was acted on."),
    Case(TodayScreen, "missed", at("fixing", shown=["walk", "read"], chosen=MINE), "missed"),
    Case(TodayScreen, "clear", at("walk"), "clear", "There is no mark on this day."),
    Case(TodayScreen, "clear", at("walk", 9), "clear"),
    Case(TodayScreen, "clear", at("walk", shown=["walk", "read"], chosen=MINE), "clear"),
    Case(TodayScreen, "amount", at("read"), "type it"),
    Case(TodayScreen, "amount", at("walk"), "type it", "This habit takes no amount; space checks it off."),
    Case(TodayScreen, "more", at("read"), "more"),
    Case(TodayScreen, "more", at("fixing"), "let pass"),
    Case(TodayScreen, "more", at("walk"), "more", "This habit is a plain check; space checks it off."),
    Case(TodayScreen, "less", at("sweets"), "less"),
    Case(TodayScreen, "less", at("fixing"), "take back"),
    Case(TodayScreen, "note", at("walk", 2), "note"),
    Case(TodayScreen, "note", at("walk", 2, look=MASKED), "note", "The note of this day is masked; * shows it again."),
    Case(TodayScreen, "note", at("walk", look=MASKED), "note"),
    Case(TodayScreen, "on", at("walk"), "day on", "This is today; later days have not come yet."),
    Case(TodayScreen, "on", at("walk", 1), "day on"),
    Case(TodayScreen, "page_back", at(book=EMPTY), "earlier", NO_HABIT),
    Case(TodayScreen, "first", at("walk"), "first day"),
    Case(TodayScreen, "first", at("call"), "first day", "This habit has no marks yet."),
    Case(TodayScreen, "unfilter", at("walk"), "show all", "Nothing is filtered or chosen; q leaves."),
    Case(TodayScreen, "unfilter", at("walk", way_out="x"), "show all", "Nothing is filtered or chosen; x leaves."),
    Case(TodayScreen, "unfilter", at("walk", filter="wa"), "show all"),
    Case(TodayScreen, "unfilter", at("walk", shown=["walk"], chosen=MINE), "choose none"),
    Case(TodayScreen, "edit", at("walk", look=MASKED), "edit", "Names are masked; * shows them again."),
    Case(TodayScreen, "pause", at("walk"), "pause"),
    Case(TodayScreen, "pause", at("walk", book=PAUSED), "end pause"),
    Case(TodayScreen, "pause", at("read", book=PAUSED), "pause"),
    Case(TodayScreen, "to_area", at("walk"), "area"),
    Case(
        TodayScreen,
        "to_area",
        at("walk", book=BOOK._replace(areas=BOOK.areas[:1])),
        "area",
        "There is only one area; on Habits, A adds another.",
    ),
    Case(TodayScreen, "hide", at("walk"), "hide streaks"),
    Case(TodayScreen, "hide", at("walk", look=Look(hide_streaks=True)), "show streaks"),
    Case(TodayScreen, "mask", at("walk"), "mask names"),
    Case(TodayScreen, "mask", at("walk", look=MASKED), "show names"),
    Case(HabitsScreen, "archive", at("walk"), "archive"),
    Case(HabitsScreen, "archive", at("walk", book=ARCHIVED), "restore"),
    Case(HabitsScreen, "archived", at("walk"), "archived"),
    Case(HabitsScreen, "archived", at("walk", archived=True), "hide archived"),
    Case(ReviewScreen, "open", at("walk", span=MONTH, stop="habit:walk"), "open"),
    Case(ReviewScreen, "open", at("walk", span=MONTH, stop=f"{LOOK}walk"), "what helps"),
    Case(ReviewScreen, "open", at(span=MONTH, stop=DAY), "open"),
    Case(ReviewScreen, "open", at(span=MONTH, stop=f"{ASKED}read+walk"), "take back"),
    Case(ReviewScreen, "open", at(span=MONTH, stop=f"{QUIET}2026-11-03"), "pause"),
    Case(ReviewScreen, "ask", at("walk", span=MONTH, stop="habit:walk"), "ask"),
    Case(ReviewScreen, "ask", at(span=MONTH), "ask", "Go to a habit first, with ↑ and ↓."),
    Case(HabitPage, "open", at("walk", span=MONTH, stop=f"{ASKED}read+walk"), "take back"),
    Case(ReviewScreen, "open", at(span=MONTH), "open", "There is nothing to open on this row."),
    Case(HabitPage, "open", at("walk", span=MONTH), "open", "There is nothing to open on this row."),
    Case(ReviewScreen, "toggle", at(span=MONTH), "check", "Go to a habit first, with ↑ and ↓."),
    Case(ReviewScreen, "plan", at(span=MONTH), "plan", "Go to a habit first, with ↑ and ↓."),
    Case(ReviewScreen, "span_on", at(span=MONTH), "later", "This is the latest there is."),
    Case(
        ReviewScreen,
        "span_back",
        at(span=MONTH._replace(name=ALL)),
        "earlier",
        "Everything is shown; w, m, Q and y choose a part of it.",
    ),
    Case(ReviewScreen, "down", at(span=MONTH, is_page_there=False), "down", "There is nothing to go through yet."),
    Case(ReviewScreen, "export", at(span=MONTH, is_complete=False), "export", "It is still being computed."),
    Case(ReflectScreen, "write", at(look=MASKED), "write", "Answers are masked; * shows them again."),
    Case(ReflectScreen, "write", at(is_field_there=True), "write"),
]


def action(case: Case) -> Action:
    found: Action = next(action for action in case.screen.ACTIONS if action.id == case.id)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.screen.__name__}-{case.id}-{case.label}-{case.off}")
def test_a_key_is_called_by_what_it_does_here_and_says_why_it_is_off(case: Case) -> None:
    assert (action(case).label_at(case.here), Look().spell(action(case).off(case.here))) == (case.label, case.off)


@pytest.mark.parametrize("screen", [TodayScreen, HabitsScreen, ReviewScreen, HabitPage, ReflectScreen])
def test_whatever_is_off_says_why_in_a_sentence_wherever_the_cursor_is(screen: Any) -> None:
    places = [at(habit.id, ago) for habit in BOOK.habits for ago in (0, 1, 30)]
    places += [at(book=EMPTY), at("walk", look=MASKED), *(case.here for case in CASES)]
    reasons = {Look().spell(action.off(here)) for action in screen.ACTIONS for here in places} - {""}
    assert len(reasons) >= 2
    assert [reason for reason in reasons if not reason[0].isupper() or not reason.endswith(".")] == []


def test_what_a_key_is_for_is_looked_up_once() -> None:
    marked = BOOK._replace(logs={**BOOK.logs, "read": BOOK.log("read").marked(TODAY, minutes(5))})
    here = at("read", book=marked)
    assert here.habit is marked.habit("read")
    assert here.rule == here.habit.rule_on(TODAY)
    assert here.mark == Mark(MarkKind.AMOUNT, 5_000)
    assert here.standing is not None
    assert here.picked == ("read",)
    assert at("read", shown=["call", "walk", "read"], chosen=MINE).picked == ("walk", "read")
    assert at("gone").picked == ("gone",)
    assert at("gone").habit is None


@pytest.mark.parametrize(
    ("chosen", "done", "words"),
    [
        ("walk read", "walk read", ""),
        ("walk fixing", "walk", "; not Fixing things: + or ! for an urge"),
        ("walk sweets", "walk", "; not Sweets: = for its number"),
        ("walk sweets fixing", "walk", "; not 2 that count what happens"),
        ("sweets fixing", "", "; not 2 that count what happens"),
    ],
)
def test_of_mixed_chosen_ones_it_is_said_which_are_not_marked(chosen: str, done: str, words: str) -> None:
    here = at("walk", shown=[one.id for one in BOOK.habits], chosen=frozenset(chosen.split()))
    assert checkable(here) == done.split()
    assert left_out_words(here, checkable(here)) == words


class Told(NamedTuple):
    """A screen that holds where the cursor is, and says nothing but what it is told to."""

    here: Here
    say: Any


def test_checking_off_only_what_counts_says_that_it_cannot() -> None:
    said: list[str] = []
    screen: Any = Told(at("sweets", shown=["sweets"], chosen=frozenset({"sweets"})), said.append)
    toggle(screen)
    assert said == ["Nothing of what is chosen can be checked off; it counts what happens."]


@pytest.mark.parametrize(
    ("id", "habit", "counted", "label", "off"),
    [
        ("outcome", "fixing", None, "let pass", ""),
        ("outcome", "sweets", None, "let pass", ""),
        ("outcome", "walk", None, "done", ""),
        ("outcome", "read", 12, "add 12 min", ""),
        ("outcome", "read", 0, "add 0 min", "It is not a minute yet."),
        ("outcome", "pages", None, "done", "This habit counts pages: = on Today types it."),
        ("acted", "fixing", None, "acted on", ""),
        ("acted", "sweets", None, "acted on", ""),
        ("acted", "walk", None, "acted on", "There is nothing here to act on."),
        ("strong_1", "fixing", None, "how strong", ""),
        ("strong_5", "sweets", None, "how strong", "Only an urge has a strength."),
        ("drop", "read", 12, "end, add nothing", ""),
        ("drop", "fixing", None, "end, add nothing", "No timer runs."),
        ("leave", "read", 12, "let it run", ""),
        ("leave", "fixing", None, "leave", ""),
    ],
)
def test_the_keys_of_now_say_what_they_do_and_why_they_are_off(
    id: str, habit: str, counted: int | None, label: str, off: str
) -> None:
    key = next(action for action in NowScreen.ACTIONS if action.id == id)
    here = now(habit, counted)
    assert (key.label_at(here), Look().spell(key.off(here))) == (label, off)


def test_a_sentence_names_the_users_own_key_and_the_usual_one_where_there_is_none() -> None:
    words = "{toggle:space} checks it off; {mask:*} shows it, {amount:=} types it."
    assert Look().spell(words) == "space checks it off; * shows it, = types it."
    mine = Look(own_keys={"toggle": "f4", "amount": "E", "here": "x"})
    assert mine.spell(words) == "f4 checks it off; * shows it, E types it."
    assert mine.spell("Nothing {here} to: spell") == "Nothing {here} to: spell"
    spans = [("f4", "key"), (" checks it off; ", "muted"), ("*", "key"), (" shows it, ", "muted"), ("E", "key")]
    assert list(mine.spans(words)) == [*spans, (" types it.", "muted")]


def test_every_key_that_a_reason_names_is_that_of_an_action() -> None:
    screens: tuple[Any, ...] = (TodayScreen, ReviewScreen, HabitsScreen, ReflectScreen)
    somewhere = [at("walk"), at("sweets"), at("fixing"), at("walk", 2, look=MASKED), at(book=EMPTY)]
    actions = [each for screen in screens for each in screen.ACTIONS]
    said = {each.off(here) for each in actions for here in somewhere}
    named = {id for words in said for id in re.findall(r"\{([a-z_]+):", words)}
    assert {"toggle", "amount", "acted", "mask"} <= named <= {each.id for each in actions}
