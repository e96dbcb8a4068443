"""A stretch in which nearly everything stopped is told from a few low days, and left out of what went together."""

from __future__ import annotations

from random import Random

import pytest

from tests.insights.making import course, day, habit, span
from tracker.domain.book import Pause
from tracker.insights.course import Course
from tracker.insights.quiet_stretches import quiet_stretches
from tracker.insights.span import Share

DAYS = 200
WHOLE = span(0, DAYS - 1)


def lived(count: int, share: float, quiet: range = range(0), memory: float = 0.0, *pauses: Pause) -> list[Course]:
    dice = Random(11)  # noqa: S311 - dice, not secrets
    lines = []
    for _ in range(count):
        line: list[bool] = []
        for _ in range(DAYS):
            line.append(line[-1] if line and dice.random() < memory else dice.random() < share)
        lines.append("".join(" #"[done and at not in quiet] for at, done in enumerate(line)))
    return [course(habit(f"h{n}"), line, DAYS, *pauses) for n, line in enumerate(lines)]


@pytest.mark.parametrize(
    ("habits", "share", "quiet", "memory", "found"),
    [
        (6, 0.7, range(0), 0.0, []),
        (6, 0.7, range(50, 56), 0.0, [range(50, 56)]),
        (12, 0.7, range(50, 53), 0.0, [range(50, 53)]),
        (12, 0.7, range(50, 52), 0.0, []),  # two days are no stretch
        (4, 0.7, range(50, 60), 0.0, [range(50, 60)]),
        (3, 0.7, range(50, 60), 0.0, []),  # so few may stop together for a reason of their own
        (1, 0.5, range(50, 54), 0.0, []),  # half the days of a single habit are empty anyway
        (12, 0.6, range(0), 0.7, []),  # streaks have gaps of their own
        (12, 0.7, range(190, 200), 0.0, [range(190, 200)]),
        (12, 0.7, range(9), 0.0, [range(9)]),
        (0, 0.5, range(0), 0.0, []),
    ],
)
def test_a_stretch_is_quiet_where_neither_rates_nor_streaks_explain_it(
    habits: int, share: float, quiet: range, memory: float, found: list[range]
) -> None:
    seen = quiet_stretches(lived(habits, share, quiet, memory), WHOLE)
    assert [(one.start, one.end) for one in seen] == [(day(days[0]), day(days[-1])) for days in found]


def test_a_stretch_says_how_much_was_done_of_what_counted() -> None:
    (stretch,) = quiet_stretches(lived(6, 0.7, range(50, 56)), WHOLE)
    assert stretch.done == Share(0, 36)
    assert list(stretch.days) == [day(at).toordinal() for at in range(50, 56)]


def test_a_paused_stretch_is_quiet_for_a_reason() -> None:
    away = Pause("p", day(50), day(55))
    assert quiet_stretches(lived(6, 0.7, range(50, 56), 0.0, away), WHOLE) == ()


def test_a_book_of_less_than_four_weeks_has_none() -> None:
    seen = lived(6, 0.7, range(10, 16))
    assert quiet_stretches(seen, span(0, 26)) == ()
    assert quiet_stretches(seen, span(0, 27)) != ()


def test_habits_that_are_mostly_left_alone_stop_nothing() -> None:
    assert quiet_stretches(lived(4, 0.1), WHOLE) == ()
