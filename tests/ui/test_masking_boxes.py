"""The key that masks holds in every box too, hides what the box shows, and shows it again."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.ui.making import TODAY, answer, opened, small_book, texts
from tracker.domain.book import Agreement, Book, Wording
from tracker.domain.changes import PutEvent
from tracker.domain.event import Event, UrgeOutcome
from tracker.ui.app import LetbeApp
from tracker.ui.dialogs.dialog import Dialog
from tracker.ui.widgets.canvas import Canvas


def book() -> Book:
    urge = Event("k3f9a00", UrgeOutcome.PASSED, trigger="a short reply", note="under the lamp")
    kept = (Agreement("k3f", (Wording(TODAY, "Thursdays stay free"),), "Robin"),)
    return PutEvent("fixing", TODAY, urge).apply(small_book())._replace(agreements=kept)


def seen(app: LetbeApp) -> str:
    return " ".join(" ".join(line for canvas in app.screen.query(Canvas) for line in texts(canvas.lines)).split())


@pytest.mark.parametrize(
    ("keys", "secret", "stays"),
    [
        (("W",), "Thursdays", "What we agreed"),
        (("W", "enter"), "Robin", "What we agreed"),
        (("G", "i"), "a short reply", "Fixing"),
        (("3", "L"), "", "Library"),
        (("3", "A"), "", "Areas"),
        (("S",), "", "Settings"),
    ],
    ids=["agreements", "an agreement", "urges", "library", "areas", "settings"],
)
async def test_the_key_that_masks_holds_in_every_box(keys: tuple[str, ...], secret: str, stays: str) -> None:
    async with opened(book(), size=(100, 30)) as (app, pilot):
        await pilot.press(*keys)
        box = app.screen
        assert isinstance(box, Dialog)
        assert secret in seen(app)
        await pilot.press("asterisk")
        assert app.look.mask
        assert app.screen is box
        assert "masked; * shows them again" in seen(app)
        assert not secret or secret not in seen(app)
        await pilot.press("asterisk")
        assert not app.look.mask
        assert secret in seen(app)
        assert stays in seen(app)


async def test_an_empty_answer_in_a_box_takes_away_nothing_that_is_masked() -> None:
    async with opened(book()) as (app, pilot):
        await pilot.press("W", "asterisk", "w")
        await answer(pilot, "")
        await pilot.press("escape", "G", "i", "n")
        assert app.screen.query_one(Input).value == ""
        await answer(pilot, "")
        await pilot.press("comma")
        await answer(pilot, "")
        (event,) = app.tracker.book.log("fixing").events(TODAY)
        assert (app.tracker.book.agreements[0].whom, event.note, event.trigger) == (
            "Robin", "under the lamp", "a short reply",
        )  # fmt: skip
