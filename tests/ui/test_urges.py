"""Urges by key: one records what came of one, the very next may say more, and all can be mended in a list."""

from __future__ import annotations

from typing import Any

import pytest

from tests.ui.making import TODAY, answer, habit, opened, small_book, texts
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.goal import LET_GO
from tracker.domain.schedule import ANYTIME
from tracker.ui.app import LetbeApp
from tracker.ui.commands.urges import read_counts
from tracker.ui.screens.review import ReviewScreen
from tracker.ui.screens.today import TodayScreen
from tracker.ui.widgets.canvas import Canvas

BOOK = small_book()._replace(habits=(habit("Fixing things", "talk", LET_GO, ANYTIME),), logs={})


def urges(app: LetbeApp) -> list[tuple[str, int | None, str, str]]:
    """Tell the urges of today: what came of each, how strong, what set it off, and its note."""
    events: tuple[Event, ...] = app.tracker.book.log("fixing").events(TODAY)
    return [(str(e.outcome), e.strength, e.trigger, e.note) for e in events]


def shown(app: LetbeApp) -> str:
    return " ".join(" ".join(line for canvas in app.screen.query(Canvas) for line in texts(canvas.lines)).split())


KEYS: dict[str, tuple[tuple[str, ...], list[Any]]] = {
    "let pass": (("space",), [("passed", None, "", "")]),
    "let pass, as + too": (("plus",), [("passed", None, "", "")]),
    "with a strength": (("space", "4"), [("passed", 4, "", "")]),
    "the strongest": (("space", "5"), [("passed", 5, "", "")]),
    "thought better of": (("space", "4", "2"), [("passed", 2, "", "")]),
    "acted on": (("exclamation_mark",), [("acted", None, "", "")]),
    "acted on, with a strength": (("exclamation_mark", "3"), [("acted", 3, "", "")]),
    "the last taken back": (("space", "exclamation_mark", "minus"), [("passed", None, "", "")]),
    "with all of it": (
        ("space", "4", "comma", *"late", "enter", "n", *"tea", "enter"),
        [("passed", 4, "late", "tea")],
    ),
    "both counts": (
        ("equals_sign", "3", "space", "1", "enter"),
        [("passed", None, "", "")] * 3 + [("acted", None, "", "")],
    ),
}


@pytest.mark.parametrize("name", KEYS)
async def test_one_key_records_an_urge_and_the_next_may_say_more(name: str) -> None:
    keys, recorded = KEYS[name]
    async with opened(BOOK) as (app, pilot):
        await pilot.press(*keys)
        assert sorted(map(str, urges(app))) == sorted(map(str, recorded))
        assert isinstance(app.screen, TodayScreen), "no key went elsewhere"


async def test_after_another_key_digits_are_rooms_again_and_five_is_of_the_last_urge() -> None:
    async with opened(BOOK) as (app, pilot):
        await pilot.press("space", "h", "l", "2")
        await app.workers.wait_for_complete()
        assert isinstance(app.screen, ReviewScreen)
        assert urges(app) == [("passed", None, "", "")]


async def test_a_question_that_is_left_takes_no_offer_away_and_another_key_does() -> None:
    async with opened(BOOK, size=(80, 24)) as (app, pilot):
        await pilot.press("space", "comma", "escape", "4")
        assert urges(app) == [("passed", 4, "", "")]
        assert "Strength 4; 1-5 how strong, comma set off by, n note, @ when u undo" in shown(app)
        await pilot.press("h")
        assert "how strong" not in shown(app)
        await pilot.press("l", "space", "at")
        await answer(pilot, "0:01")
        assert app.tracker.book.log("fixing").events(TODAY)[0].at == 1
        await pilot.press("n")
        await answer(pilot, "it went")
        assert "00:01 let pass: it went" in shown(app), "what is noted of one is read in the strip"


async def test_a_time_to_come_is_refused_where_it_is_typed() -> None:
    async with opened(BOOK) as (app, pilot):
        await pilot.press("space", "at", *"23:59", "enter")
        assert "23:59 has not come yet" in " ".join(str(each.render()) for each in app.screen.query("Static")) + shown(
            app
        )


async def test_the_keys_of_now_and_of_the_list_stand_among_all_keys() -> None:
    async with opened(BOOK, size=(100, 60)) as (app, pilot):
        await pilot.press("question_mark", *"when it was")
        assert "IN THE URGES OF A DAY" in shown(app)
        assert "When it was: a time, or another day" in shown(app)


async def test_after_acting_on_it_one_line_is_said() -> None:
    async with opened(BOOK) as (app, pilot):
        await pilot.press("exclamation_mark")
        await pilot.pause()
        assert "Noted; what would help next time?" in shown(app)
        await pilot.press("u")
        assert urges(app) == []


@pytest.mark.more
async def test_the_urges_of_a_day_are_gone_through_and_mended() -> None:
    async with opened(BOOK) as (app, pilot):
        await pilot.press("space", "exclamation_mark", "h", "l", "i")
        assert "let pass" in shown(app)
        await pilot.press("k", "4")
        await pilot.press("equals_sign")
        await answer(pilot, "07:10")
        assert app.tracker.book.log("fixing").events(TODAY)[0].at == 7 * 60 + 10
        await pilot.press("comma")
        await answer(pilot, "a short reply")
        assert urges(app)[0] == ("passed", 4, "a short reply", "")
        await pilot.press("j", "D")
        assert [kind for kind, *_ in urges(app)] == [str(UrgeOutcome.PASSED)]
        await pilot.press("u")
        assert len(urges(app)) == 2
        before = app.tracker.book
        await pilot.press("k", "space")
        assert app.tracker.book is before, "space lets an urge pass here as in the grid, and this one was"
        assert "It was let pass; ! says that it was acted on." in shown(app)
        assert "enter when" in shown(app)
        await pilot.press("exclamation_mark")
        assert [kind for kind, *_ in urges(app)] == ["acted", "acted"]
        await pilot.press("escape")
        assert "07:10 acted on, strength 4, a short reply" in shown(app)


@pytest.mark.parametrize(("text", "counts"), [("3 1", (3, 1)), ("2", (2, 0)), ("0 0", (0, 0)), (" 3,1 ", (3, 1))])
def test_both_counts_are_read(text: str, counts: tuple[int, int]) -> None:
    assert read_counts(text) == counts
