"""Urges one by one: each is a period, in the order in which they came, and no state of a day hides another."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.judging.making import MONDAY, habit, rule
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.judging import judge
from tracker.domain.judging.codes import Cell
from tracker.domain.log import Log
from tracker.domain.mark import Mark, MarkKind

PASSED, ACTED = UrgeOutcome.PASSED, UrgeOutcome.ACTED
DAY = date(2026, 11, 5)


def log_of(*events: tuple[UrgeOutcome, int | None]) -> Log:
    """Log urges in this order, each with its minute if it has one."""
    found = {f"x0{number}": Event(f"x0{number}", outcome, at=at) for number, (outcome, at) in enumerate(events)}
    return Log().with_events({DAY: found})


LETTING_GO = habit(rule("anytime", "let go", MONDAY))


@pytest.mark.parametrize(
    ("events", "codes", "current", "cell"),
    [
        ([(PASSED, 600), (ACTED, 610), (PASSED, 620)], "KMK", 1, Cell.MIXED),
        ([(ACTED, 600), (PASSED, 600)], "MK", 1, Cell.MIXED),
        ([(PASSED, 600), (ACTED, 600)], "KM", 0, Cell.MIXED),
        ([(ACTED, None), (PASSED, None)], "KM", 0, Cell.MIXED),
        ([(ACTED, None), (PASSED, 5)], "MK", 1, Cell.MIXED),
        ([(PASSED, 900), (ACTED, 60)], "MK", 1, Cell.MIXED),
        ([(PASSED, 5), (PASSED, 9)], "KK", 2, Cell.PASSED),
        ([(ACTED, 5), (ACTED, 9)], "MM", 0, Cell.ACTED),
    ],
)
def test_each_urge_is_a_period_in_the_order_of_its_minute(
    events: list[tuple[UrgeOutcome, int | None]], codes: str, current: int, cell: str
) -> None:
    standing = judge(LETTING_GO, log_of(*events), [], DAY)
    assert "".join(part.codes for part in standing.judgement.judged) == codes
    assert standing.streaks.length == current
    assert standing.cells.on(DAY) == cell


def test_what_was_typed_as_a_count_comes_before_what_has_a_minute() -> None:
    log = log_of((ACTED, 600), (PASSED, 610)).marked(DAY, Mark(MarkKind.URGES, 0, 2, 1))
    standing = judge(LETTING_GO, log, [], DAY)
    assert "".join(part.codes for part in standing.judgement.judged) == "KKMMK"
    assert (standing.tally.kept, standing.tally.missed, standing.cells.share(DAY.toordinal())) == (3, 2, 0.6)


def test_on_a_skipped_day_urges_let_pass_count_and_those_acted_on_vanish() -> None:
    log = log_of((PASSED, 5), (ACTED, 6)).marked(DAY, Mark(MarkKind.SKIP))
    standing = judge(LETTING_GO, log, [], DAY)
    assert (standing.tally.kept, standing.tally.missed) == (1, 0)


@pytest.mark.parametrize(
    ("typed", "events", "codes"),
    [
        (MarkKind.SKIP, [(PASSED, 5)], "K"),
        (MarkKind.SKIP, [(ACTED, None), (PASSED, None)], "K"),
        (MarkKind.SKIP, [(ACTED, 5)], ""),
        (MarkKind.NOTE, [(ACTED, 5), (PASSED, 6)], "K"),
        (MarkKind.MISSED, [(PASSED, None), (PASSED, 5)], "KK"),
        (MarkKind.DONE, [(PASSED, 5)], "K"),
    ],
)
def test_before_the_first_day_urges_let_pass_count_whatever_else_was_marked(
    typed: MarkKind, events: list[tuple[UrgeOutcome, int | None]], codes: str
) -> None:
    log = log_of(*events).marked(DAY, Mark(typed))
    standing = judge(habit(rule("anytime", "let go", DAY + timedelta(9))), log, [], DAY + timedelta(20))
    assert "".join(part.codes for part in standing.judgement.judged) == codes
    assert standing.counted_from == DAY + timedelta(0 if codes else 9)
