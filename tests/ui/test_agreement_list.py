"""Agreements in the app: a key from every room, a list that takes them through their life, and Reflect when due."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Static

from tests.ui.making import TODAY, answer, opened, small_book, texts
from tests.ui.test_review_journeys import settled
from tracker.domain.book import Agreement, Wording
from tracker.domain.interval import Interval
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.agreement_list import AgreementList
from tracker.ui.widgets.canvas import Canvas

MADE = TODAY - timedelta(days=40)
AGREED = Agreement("k3f", (Wording(MADE, "Thursdays stay free"),), "Robin", Interval(1, "month"))
BOOK = small_book()._replace(agreements=(AGREED,))


def shown(app: LetbeApp) -> str:
    return " ".join(" ".join(line for canvas in app.screen.query(Canvas) for line in texts(canvas.lines)).split())


async def test_an_agreement_is_written_down_kept_changed_and_ended_and_each_step_undone() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("W", "a")
        for words in ("Sundays are for walks", "Kim", "3 months"):
            await answer(pilot, words)
        (agreement,) = app.tracker.book.agreements
        assert (agreement.text, agreement.whom, str(agreement.again)) == ("Sundays are for walks", "Kim", "3 months")
        await pilot.press("e")
        await answer(pilot, "Saturdays are")
        assert app.tracker.book.agreements[0].text == "Saturdays are"
        await pilot.press("z")
        assert app.tracker.book.agreements[0].ended == TODAY
        await pilot.press("u", "u")
        assert app.tracker.book.agreements == (agreement,)
        await pilot.press("u")
        assert not app.tracker.book.agreements
        await pilot.press("U")
        assert app.tracker.book.agreements == (agreement,)


async def test_one_that_is_due_is_said_first_and_a_look_is_one_key() -> None:
    async with opened(BOOK) as (app, pilot):
        await pilot.press("W")
        assert "1 to look at again" in shown(app)
        assert "Robin: Thursdays stay free" in shown(app)
        await pilot.press("space")
        assert app.tracker.book.agreements[0].looks == (TODAY,)
        assert "to look at again" not in shown(app)


async def test_a_mask_hides_what_was_agreed_and_with_whom() -> None:
    async with opened(BOOK) as (app, pilot):
        await pilot.press("asterisk", "W")
        assert "Robin" not in shown(app)
        assert "Thursdays" not in shown(app)


async def test_enter_on_its_row_leads_to_it_from_reflect_and_from_the_list_to_all_of_its_words() -> None:
    long = AGREED._replace(
        wordings=(Wording(MADE, "Thursdays\nstay free"), Wording(MADE + timedelta(3), "Thursdays\n\nand Sundays"))
    )
    other = AGREED._replace(id="other", wordings=(Wording(TODAY, "We call on Sundays"),), whom="Kim")
    async with opened(BOOK._replace(agreements=(other, long))) as (app, pilot):
        await pilot.press("4")
        await settled(app)
        await pilot.press("down", "up", "enter")
        box = app.screen
        assert isinstance(box, AgreementList)
        assert box.marked == "k3f"
        await pilot.press("enter")
        page = shown(app)
        assert "Thursdays and Sundays" in page
        assert "Agreed with Robin, Tue 13 Oct: Thursdays stay free" in page
        await pilot.press("space")
        assert "Looked at and kept, Sun 22 Nov" in shown(app)
        await pilot.press("escape")
        assert app.screen is box


async def test_one_that_is_gone_while_it_is_read_says_so() -> None:
    async with opened(BOOK) as (app, pilot):
        await pilot.press("W", "enter", "D")
        assert not app.tracker.book.agreements
        assert "not there any more" in shown(app)
        await pilot.press("u")
        assert "Thursdays stay free" in shown(app)


@pytest.mark.more
async def test_an_opened_one_says_in_every_window_when_to_look_again() -> None:
    for size in ((80, 24), (40, 24), (100, 30)):
        async with opened(BOOK, size=size) as (app, pilot):
            await pilot.press("W")
            listed = shown(app)
            await pilot.press("enter")
            assert "look again" in shown(app)
            assert "…" not in listed + shown(app)


async def test_the_hint_says_what_enter_does_with_what_is_typed() -> None:
    async with opened(small_book()) as (app, pilot):
        await pilot.press("W", "a", "T", "enter")
        hints = [hint(app)]
        await pilot.press("K")
        hints.append(hint(app))
        await pilot.press("backspace")
        assert [*hints, hint(app)] == ["Enter leaves it out", "Enter keeps it", "Enter leaves it out"]


@pytest.mark.parametrize(
    ("agreement", "words"),
    [
        (AGREED._replace(looks=(TODAY,)), "It was looked at today already."),
        (AGREED._replace(wordings=(Wording(TODAY, "Thursdays"),)), "It was written down today; that is a look at it."),
        (AGREED._replace(wordings=(*AGREED.wordings, Wording(TODAY, "Fridays"))), "It was changed today; that is a"),
    ],
    ids=["looked at", "made", "changed"],
)
async def test_one_looked_at_today_says_why_there_is_nothing_to_do(agreement: Agreement, words: str) -> None:
    async with opened(small_book()._replace(agreements=(agreement,))) as (app, pilot):
        await pilot.press("W", "space")
        assert words in shown(app)
        assert app.tracker.book.agreements == (agreement,)


@pytest.mark.parametrize("size", [(80, 24), (40, 24)])
async def test_one_that_has_ended_offers_only_to_be_made_anew(size: tuple[int, int]) -> None:
    over = AGREED._replace(ended=TODAY - timedelta(days=2))
    async with opened(BOOK._replace(agreements=(over,)), size=size) as (app, pilot):
        await pilot.press("W")
        await pilot.pause()
        assert " keep" not in shown(app)
        assert "r make anew" in shown(app)
        assert "? keys" in shown(app)
        await pilot.press("space")
        assert "This agreement has ended; r makes it anew."[: size[0] - 6] in shown(app)
        await pilot.press("r")
        old, new = sorted(app.tracker.book.agreements, key=lambda kept: kept.since)
        assert old == over
        assert (new.text, new.whom, new.again, new.since, new.ended) == (over.text, "Robin", over.again, TODAY, None)
        assert isinstance(app.screen, AgreementList)
        assert app.screen.marked == new.id


async def test_at_80_cells_the_key_bar_names_all_that_can_be_done_with_one() -> None:
    async with opened(BOOK, size=(80, 24)) as (app, pilot):
        await pilot.press("W")
        await pilot.pause()
        for words in ("spc keep", "e change", "a add", "w whom", "= when", "z end", "? keys", "esc back"):
            assert words in shown(app)


def hint(app: LetbeApp) -> str:
    return str(app.screen.query_one("#ask-hint", Static).content)
