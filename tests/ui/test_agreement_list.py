"""Agreements in the app: a key from every room, a list that takes them through their life, and Reflect when due."""

from __future__ import annotations

from datetime import timedelta

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


async def test_an_opened_one_says_in_every_window_when_to_look_again() -> None:
    for size in ((80, 24), (40, 24), (100, 30)):
        async with opened(BOOK, size=size) as (app, pilot):
            await pilot.press("W")
            listed = shown(app)
            await pilot.press("enter")
            assert "look again" in shown(app)
            assert "…" not in listed + shown(app)
