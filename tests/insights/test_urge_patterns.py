"""What is said of urges, and what is left unsaid because it may be chance."""

from __future__ import annotations

import random
from datetime import timedelta

from tests.domain.judging.making import MONDAY
from tracker.domain.event import Event, UrgeOutcome
from tracker.domain.log import Log, Mark, MarkKind
from tracker.insights.span import Share
from tracker.insights.urge_patterns import (
    UrgeTold,
    hours_between,
    mean_strength,
    urge_cells,
    urge_patterns,
    urges_told,
)

FIRST = MONDAY.toordinal()
PASSED, ACTED = UrgeOutcome.PASSED, UrgeOutcome.ACTED


def test_urges_that_were_only_counted_stand_beside_those_that_were_told() -> None:
    typed = Log.of({MONDAY: Mark(MarkKind.URGES, 0, 2, 1)})
    told = Event("aaa00", PASSED, at=845, strength=4, trigger="short reply")
    log = typed.with_events({MONDAY: {"aaa00": told}})
    found = urges_told(log, FIRST, FIRST)
    assert [urge.passed for urge in found].count(True) == 3
    assert [urge for urge in found if urge.at] == [UrgeTold(FIRST, True, 845, 4, "short reply")]
    assert urges_told(log, FIRST + 1, FIRST + 9) == ()


def test_urges_are_counted_by_hour_weekday_strength_and_trigger() -> None:
    urges = [UrgeTold(FIRST, True, 60 * 20, 2, "a call"), UrgeTold(FIRST, False, 60 * 7), UrgeTold(FIRST + 1, True)]
    cells = {(cell.kind, cell.name): (cell.share, cell.others) for cell in urge_cells(urges)}
    assert cells == {
        ("hour", "in the morning"): (Share(0, 1), Share(1, 1)),
        ("hour", "in the evening"): (Share(1, 1), Share(0, 1)),
        ("weekday", "0"): (Share(1, 2), Share(1, 1)),
        ("weekday", "1"): (Share(1, 1), Share(1, 2)),
        ("strength", "2"): (Share(1, 1), Share(0, 0)),
        ("trigger", "a call"): (Share(1, 1), Share(0, 0)),
    }
    assert not urge_patterns(urges)


def lived(seed: int, *, evening: float, days: int = 180) -> list[UrgeTold]:
    """Make up an urge a day; in the evening it is let pass less often by so much."""
    chance = random.Random(seed)  # noqa: S311 - only a made-up life
    found = []
    for day in range(days):
        at = chance.choice((8, 13, 20)) * 60
        grown = 0.4 + 0.4 * day / days
        passed = chance.random() < grown - (evening if at == 20 * 60 else 0)
        found.append(UrgeTold(FIRST + day, passed, at, chance.randrange(1, 6), chance.choice(("call", "reply", ""))))
    return found


def test_a_pattern_that_is_there_is_found() -> None:
    told = [urge_patterns(lived(seed, evening=0.4)) for seed in range(20)]
    assert sum(bool(found) and found[0].name == "in the evening" for found in told) >= 19


def test_where_there_is_none_hardly_any_is_shown() -> None:
    assert sum(bool(urge_patterns(lived(seed, evening=0))) for seed in range(200)) <= 16


def test_nothing_is_said_of_few() -> None:
    told = [UrgeTold(FIRST + day, day % 2 == 0, 60 * (20 if day % 2 else 8)) for day in range(19)]
    assert not urge_patterns(told)
    assert urge_patterns([*told, UrgeTold(FIRST + 19, False, 60 * 20)])


def test_how_strong_and_how_far_apart() -> None:
    told = [UrgeTold(FIRST + day, True, 600, 1 + day % 5) for day in range(25)]
    assert (mean_strength(told).value, mean_strength(told).of) == (3.0, 25)
    assert hours_between(told) == (24.0, 24)
    assert hours_between(told[:20]) is None
    assert hours_between([urge._replace(at=None) for urge in told]) is None


def test_a_day_after_the_last_is_not_told() -> None:
    log = Log.of({MONDAY + timedelta(1): Mark(MarkKind.URGES, 0, 1, 0)})
    assert urges_told(log, FIRST, FIRST) == ()
