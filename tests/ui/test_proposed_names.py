"""The name that is proposed for the file of a page: of what the screen calls it, with the whole span, and no id."""

from __future__ import annotations

from textual.widgets import Input

from tests.odd_books import one_habit
from tests.ui.making import opened
from tracker.domain.text import slug
from tracker.service.review.masking import masked_name
from tracker.ui.app import LetbeApp

LONG = one_habit()._replace(habits=(one_habit().habits[0]._replace(id="zebra-quiet-x2y3z", name="A walk, " * 9 + "a"),))


async def test_the_file_is_called_as_the_screen_calls_the_habit_with_the_whole_span() -> None:
    async with opened(LONG) as (app, pilot):
        await pilot.press("enter", "Q")
        await app.workers.wait_for_complete()
        await pilot.press("E")
        assert _proposed(app) == f"letbe-{'a-walk-' * 5}a-wal-october-to-december-2026.html"
        await pilot.press("escape", "asterisk")
        await app.workers.wait_for_complete()
        await pilot.press("E")
        assert _proposed(app) == f"letbe-{slug(masked_name(LONG.habits[0]))}-october-to-december-2026.html"
        await pilot.press("escape", "escape", "2")
        await app.workers.wait_for_complete()
        await pilot.press("E")
        assert _proposed(app).startswith("letbe-review-")


def _proposed(app: LetbeApp) -> str:
    return app.screen.query_one(Input).value
