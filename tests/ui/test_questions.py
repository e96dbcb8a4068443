"""Questions and quiet stretches on the Review screen: asked with a key, answered, taken back, paused."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest

from tests.ui.making import BEGUN, TODAY, answer, hint, named, opened, shown
from tests.ui.test_review_journeys import reading, settled
from tracker.domain.book import Book, Question
from tracker.domain.habit import Rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.ui.views.reading import ASKED, QUIET

DAYS = 120
AWAY = range(100, 106)
FIRST = TODAY - timedelta(days=DAYS)


def lived(*questions: Question) -> Book:
    """A book of five habits over four months, with six days on which nothing happened."""
    dice = Random(5)  # noqa: S311 - dice, not secrets
    book = named("Quiet", "Piano", "Walk", "Read", "Cook")
    habits = tuple(kept._replace(rules=(Rule(min(FIRST, BEGUN)),)) for kept in book.habits)
    logs = {}
    for kept in habits:
        done = [at for at in range(DAYS) if dice.random() < 0.6 and at not in AWAY]
        logs[kept.id] = Log.of({FIRST + timedelta(days=at): Mark(MarkKind.DONE) for at in done})
    return book._replace(habits=habits, logs=logs, questions=questions)


@pytest.mark.more
async def test_a_question_is_asked_on_a_habits_row_and_taken_back_on_its_answer() -> None:
    async with opened(lived(), size=(110, 50)) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        screen = reading(app)
        screen.body.move(screen.body.cursor._replace(stop="habit:h0"))
        await pilot.press("a")
        await answer(pilot, "piano")
        await settled(app)
        assert "Asked: does Quiet go with Piano?" in shown(app, "message")
        (question,) = app.tracker.book.questions
        assert (question.first, question.second, question.asked) == ("h0", "h1", TODAY)
        screen.body.move(screen.body.cursor._replace(stop=f"{ASKED}{question.id}"))
        await pilot.press("enter")
        assert not app.tracker.book.questions
        await pilot.press("u")
        assert app.tracker.book.questions == (question,)


@pytest.mark.more
async def test_what_cannot_be_asked_is_said_while_it_is_typed() -> None:
    async with opened(lived(), size=(110, 50)) as (app, pilot):
        await pilot.press("2")
        await settled(app)
        screen = reading(app)
        screen.body.move(screen.body.cursor._replace(stop="habit:h0"))
        await pilot.press("a", *"quiet")
        assert "name two" in hint(app)
        await pilot.press("escape")
        assert not app.tracker.book.questions


@pytest.mark.more
async def test_a_quiet_stretch_is_paused_with_a_key_and_the_pause_undone() -> None:
    async with opened(lived(Question("h0+h1", "h0", "h1", FIRST)), size=(110, 90)) as (app, pilot):
        await pilot.press("2", "Q")
        await settled(app)
        screen = reading(app)
        assert "A QUIET STRETCH" in shown(app)
        assert "Does “Quiet” go with “Piano”?" in shown(app)
        first, last = (FIRST + timedelta(days=at) for at in (AWAY[0], AWAY[-1]))
        screen.body.move(screen.body.cursor._replace(stop=f"{QUIET}{first}"))
        await pilot.press("enter")
        (pause,) = app.tracker.book.pauses
        assert (pause.start, pause.end, pause.habit, pause.area) == (first, last, "", "")
        await settled(app)
        assert "A QUIET STRETCH" not in shown(app)
        await pilot.press("u")
        assert not app.tracker.book.pauses
