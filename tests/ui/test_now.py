"""Now: what I do instead, a slow breath and a timer, drawn for every size; and a few journeys through it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.ui.making import BEGUN, TODAY, HeldClock, file_store, filed, opened, small_book, texts
from tests.ui.test_review_journeys import settled
from tracker.domain.goal import LET_GO, Goal, at_least
from tracker.domain.habit import Habit, Rule
from tracker.domain.log import Mark, MarkKind
from tracker.domain.schedule import ANYTIME, DAILY
from tracker.service.sitting import Sitting
from tracker.ui.app import LetbeApp
from tracker.ui.views.glyphs import ASCII
from tracker.ui.views.lines import cell_len
from tracker.ui.views.model import Look
from tracker.ui.views.now import IN, OUT, Moment, breath_at, build_now
from tracker.ui.widgets.canvas import Canvas

INSTEAD = "Ask whether they would like ideas or company, and keep to the answer."
SIZES = [(120, 36), (80, 20), (40, 16), (30, 5), (20, 3), (200, 60)]


def of(goal: Goal = LET_GO, small: str = INSTEAD) -> Habit:
    return Habit(
        "fix", "Steering", "care", (Rule(BEGUN, ANYTIME if goal.is_urge else DAILY, goal),), BEGUN, small=small
    )


def drawn(now: Moment, cells: int, height: int) -> list[str]:
    return list(texts(build_now(now, cells, height)))


def words(lines: Iterable[str]) -> str:
    return " ".join(" ".join(lines).split())


QUARTER = at_least(15_000, "min")
MOMENTS = {
    "an urge": Moment(of(), 0, Look()),
    "half a breath": Moment(of(), 3_900, Look(), 4),
    "both strengths": Moment(of(), 9_999, Look(), 4, 2),
    "no words of one's own": Moment(of(small=""), 7_000, Look()),
    "one long word": Moment(of(small="w" * 90), 7_000, Look()),
    "without motion": Moment(of(), 5_000, Look(), moves=False),
    "in ASCII": Moment(of(), 3_900, Look(glyphs=ASCII)),
    "masked": Moment(of(), 3_900, Look(mask=True)),
    "a timer": Moment(of(QUARTER), 0, Look(), sitting=Sitting("fix", TODAY, 15, 0, 400_000)),
    "a timer at its end": Moment(
        of(at_least(15_000, "min")), 0, Look(), sitting=Sitting("f", TODAY, 15, 0, 950_000, 60_000)
    ),
    "no end": Moment(of(QUARTER), 0, Look(), sitting=Sitting("f", TODAY, 0, 0, 36_000_000)),
}


@pytest.mark.parametrize("name", MOMENTS)
@pytest.mark.parametrize("size", SIZES)
def test_everything_fits_into_every_size(name: str, size: tuple[int, int]) -> None:
    lines = drawn(MOMENTS[name], *size)
    assert len(lines) <= size[1]
    if "long" not in name and size[0] >= 40:
        assert max(map(cell_len, lines)) <= size[0]


@pytest.mark.parametrize("size", [size for size in SIZES if size[1] > 10])
def test_what_i_do_instead_is_there_whole_and_in_the_middle(size: tuple[int, int]) -> None:
    lines = drawn(MOMENTS["both strengths"], *size)
    said = words(lines)
    assert "instead, I ask whether they would like ideas or company, and keep to the answer" in said
    assert "strength 4 at first, 2 now" in said
    assert "Steering" not in said
    for line in filter(str.strip, lines):
        assert abs((len(line) - len(line.lstrip())) - (size[0] - cell_len(line.rstrip()))) <= 3


def test_masked_names_and_plans_are_not_seen() -> None:
    assert "ideas" not in words(drawn(MOMENTS["masked"], 80, 24))


def test_a_breath_goes_in_and_out_six_times_a_minute() -> None:
    fullness = [breath_at(second * 100)[2] for second in range((IN + OUT) * 10)]
    assert (min(fullness), max(fullness)) == (0.0, 1.0)
    assert fullness.index(1.0) == IN * 10
    assert 60 % (IN + OUT) == 0
    told = [f"{way} {left}" for way, left, _ in (breath_at(1_000 * second) for second in range(IN + OUT))]
    assert told == ["in 4", "in 3", "in 2", "in 1", "out 6", "out 5", "out 4", "out 3", "out 2", "out 1"]
    assert breath_at(10_000) == breath_at(0)


def test_where_nothing_may_move_the_breath_is_words_and_seconds() -> None:
    lines = drawn(MOMENTS["without motion"], 80, 24)
    assert "breathe out 5 in for 4 seconds, out for 6" in words(lines)
    assert "▰" not in words(lines)


# Journeys


def shown(app: LetbeApp) -> str:
    return words(words(texts(canvas.lines)) for canvas in app.screen.query(Canvas))


def at(app: LetbeApp, id: str) -> None:
    body = app.screen_stack[0].query_one("#body")
    body.cursor = body.cursor._replace(habit=id)  # type: ignore[attr-defined]


def mark(app: LetbeApp, id: str) -> Mark | None:
    return app.tracker.book.log(id).get(TODAY)


async def test_an_urge_is_let_pass_with_how_strong_it_was() -> None:
    async with opened(small_book()) as (app, pilot):
        at(app, "fixing")
        await pilot.press("N", "4", "2")
        assert "strength 4 at first, 2 now" in shown(app)
        before = mark(app, "fixing")
        await pilot.press("space")
        await settled(app)
        held = mark(app, "fixing")
        assert held is not None
        assert (held.passed, held.acted) == ((before.passed if before else 0) + 1, before.acted if before else 0)
        event = app.tracker.book.log("fixing").events(TODAY)[-1]
        assert (event.strength, event.after, event.note) == (4, 2, "")
        assert event.instead == "", "this one says nothing of it"
        await pilot.press("u")
        assert mark(app, "fixing") == before


async def test_how_strong_it_is_by_now_can_still_be_said_with_the_next_key() -> None:
    async with opened(small_book()) as (app, pilot):
        at(app, "fixing")
        await pilot.press("N", "4", "space", "2")
        await settled(app)
        event = app.tracker.book.log("fixing").events(TODAY)[-1]
        assert (event.strength, event.after) == (4, 2)
        assert "strength 4, then 2" in shown(app)


async def test_after_acting_on_it_one_line_is_said_and_nothing_is_recorded_of_leaving() -> None:
    async with opened(small_book()) as (app, pilot):
        at(app, "fixing")
        before = app.tracker.book
        await pilot.press("N", "5", "escape")
        assert app.tracker.book is before
        await pilot.press("N", "exclamation_mark")
        await settled(app)
        assert "Noted; what would help next time?" in shown(app)
        held = mark(app, "fixing")
        assert held is not None
        assert held.acted == (before.log("fixing").get(TODAY) or Mark(MarkKind.URGES)).acted + 1


@pytest.mark.more
async def test_a_timer_runs_on_while_one_is_elsewhere_and_adds_its_minutes() -> None:
    clock = HeldClock()
    async with opened(small_book(), clock=clock, size=(120, 30)) as (app, pilot):
        at(app, "read")
        old = mark(app, "read")
        await pilot.press("N")
        for _ in range(62):
            clock.pass_by(seconds=10)
            app.catch_up()
        await pilot.press("escape", "2")
        await settled(app)
        assert "Read a book 10 min" in shown(app)
        await pilot.press("1", "N")
        assert "10:20 of 30 min" in shown(app)
        clock.pass_by(minutes=42)  # the lid was closed
        app.catch_up()
        app.screen.paint()  # type: ignore[attr-defined]
        assert "the clock jumped by 42 min" in shown(app)
        await pilot.press("space", "n")
        await settled(app)
        held = mark(app, "read")
        assert held is not None
        assert held.amount == (old.amount if old else 0) + 10_000
        assert app.timer.sitting is None


async def test_a_timer_that_was_killed_is_asked_about_at_the_next_start(tmp_path: Path) -> None:
    clock = HeldClock()
    async with opened(filed(tmp_path), clock=clock) as (app, _pilot):
        app.timer.begin("read", TODAY, 30)
        for _ in range(50):
            clock.pass_by(seconds=10)
            app.timer.look()
    clock.pass_by(hours=2)
    async with opened(file_store(tmp_path), clock=clock) as (app, pilot):
        await pilot.pause()
        await pilot.press("y")
        await settled(app)
        held = mark(app, "read")
        assert held is not None
        assert held.amount == 8_000
        assert app.timer.left_behind() is None
