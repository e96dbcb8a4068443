from __future__ import annotations

from random import Random

import pytest

from tests.insights.making import course, day, habit, span
from tracker.domain.book import Pause
from tracker.insights import EASE, Course, Mean, Pairing, PairKind, Share
from tracker.insights.p_value import compare, effective, row
from tracker.insights.pairings import went_together

DAYS = 196
WHOLE = span(0, DAYS - 1)


def text(days: list[bool]) -> str:
    return "".join(" #"[done] for done in days)


def tossed(seed: int, chance: float = 0.5) -> list[bool]:
    dice = Random(seed)  # noqa: S311 - dice, not secrets
    return [dice.random() < chance for _ in range(DAYS)]


def together(seed: int = 1) -> tuple[list[bool], list[bool]]:
    """Toss days, and others that are the same on four days of five."""
    ones, same = tossed(seed), tossed(seed + 1, 0.8)
    return ones, [one == kept for one, kept in zip(ones, same, strict=True)]


def courses(**lines: list[bool]) -> list[Course]:
    return [course(habit(id), text(line), DAYS) for id, line in lines.items()]


def found(seen: list[Course], ease: dict[int, int] | None = None) -> tuple[Pairing, ...]:
    rated = {day(offset).toordinal(): rate for offset, rate in (ease or {}).items()}
    return went_together(seen, rated, WHOLE).pairings


def test_what_goes_together_is_shown_with_all_its_counts() -> None:
    ones, others = together()
    (pairing,) = found(courses(quiet=ones, calm=others))
    both = sum(map(bool.__and__, ones, others))
    assert (pairing.first, pairing.second, pairing.kind, pairing.days) == ("quiet", "calm", PairKind.SAME_DAY, DAYS)
    assert pairing.forward.on == Share(both, sum(ones))
    assert pairing.forward.off == Share(sum(others) - both, DAYS - sum(ones))
    assert pairing.backward.on == Share(both, sum(others))
    assert pairing.backward.off == Share(sum(ones) - both, DAYS - sum(others))
    assert pairing.difference == pytest.approx(both / sum(ones) - (sum(others) - both) / (DAYS - sum(ones)))


def test_the_next_day_is_told_from_the_same() -> None:
    ones, others = together(3)
    (pairing,) = found(courses(calm=[True, *others[:-1]], quiet=ones))
    assert (pairing.first, pairing.second, pairing.kind, pairing.days) == ("quiet", "calm", PairKind.NEXT_DAY, DAYS - 1)
    assert pairing.forward.on.of == sum(ones[:-1])


def test_days_that_go_apart_are_shown_too() -> None:
    ones, others = together(5)
    (pairing,) = found(courses(quiet=ones, calm=[not other for other in others]))
    assert pairing.difference < -0.3


def test_ease_goes_with_a_habit() -> None:
    ones, others = together(7)
    (pairing,) = found(courses(quiet=ones), {offset: 4 if easy else 2 for offset, easy in enumerate(others)})
    both = sum(map(bool.__and__, ones, others))
    assert (pairing.first, pairing.second) == ("quiet", EASE)
    assert pairing.forward.on == Mean(4 * both + 2 * (sum(ones) - both), sum(ones))
    assert pairing.backward.on == Share(both, sum(others))


@pytest.mark.parametrize("shift", [1, -1])
def test_ease_goes_with_the_day_before_or_after(shift: int) -> None:
    ones, others = together(9)
    ease = {offset + shift: 4 if easy else 2 for offset, easy in enumerate(others) if 0 <= offset + shift < DAYS}
    (pairing,) = found(courses(quiet=ones), ease)
    assert pairing.kind is PairKind.NEXT_DAY
    eased, shares = pairing.forward, pairing.backward
    if shift < 0:
        assert pairing.first == EASE
        eased, shares = shares, eased
    assert isinstance(eased.on, Mean)
    assert isinstance(shares.on, Share)
    assert eased.on.of + eased.off.of == shares.on.of + shares.off.of == pairing.days == DAYS - 1


def test_excused_days_are_not_there() -> None:
    ones, others = together(11)
    away = Pause("p", day(50), day(90), habit="quiet")
    seen = [course(habit("quiet"), text(ones), DAYS, away), course(habit("calm"), text(others), DAYS)]
    (pairing,) = found(seen)
    assert pairing.days == DAYS - sum(not done for done in ones[50:91])  # what was done in a pause still counts


def test_a_habit_does_not_go_with_itself() -> None:
    ones, _ = together()
    for pairing in found(courses(quiet=ones, twin=ones)):
        assert pairing.first != pairing.second
    assert not found(courses(quiet=ones))


def test_a_shared_weekday_is_no_pairing() -> None:
    on_weekdays = [offset % 7 < 5 for offset in range(DAYS)]
    ones, others = ([on and kept for on, kept in zip(on_weekdays, tossed(seed, 0.9), strict=True)] for seed in (13, 14))
    assert not found(courses(quiet=ones, calm=others))


def test_growing_side_by_side_is_no_pairing() -> None:
    lines = []
    for seed in (15, 16):
        dice = Random(seed)  # noqa: S311 - dice, not secrets
        lines.append([dice.random() < 0.1 + 0.8 * offset / DAYS for offset in range(DAYS)])
    assert not found(courses(quiet=lines[0], calm=lines[1]))


def test_two_long_streaks_are_no_pairing() -> None:
    ones = [60 <= offset < 120 for offset in range(DAYS)]
    others = [65 <= offset < 123 for offset in range(DAYS)]
    assert not found(courses(quiet=ones, calm=others))


@pytest.mark.parametrize("days", [0, 1, 27])
def test_less_than_four_weeks_are_not_enough(days: int) -> None:
    ones = [offset % 2 == 0 for offset in range(days)]
    seen = [course(habit(id), text(ones), days) for id in ("quiet", "calm")]
    assert not went_together(seen, {}, span(0, days - 1)).pairings


def test_five_days_in_each_cell_are_asked_for() -> None:
    rare = [offset in (20, 50, 80, 110) for offset in range(DAYS)]
    assert not found(courses(quiet=rare, calm=rare))


def test_the_order_of_habits_does_not_matter() -> None:
    ones, others = together(17)
    lines = {"quiet": ones, "calm": others, "walk": tossed(19), "read": tossed(20)}
    there = found(courses(**lines))
    back = found(courses(**dict(reversed(lines.items()))))
    assert {frozenset(pair[:2]): round(pair.chance, 12) for pair in there} == {
        frozenset(pair[:2]): round(pair.chance, 12) for pair in back
    }


def test_echoing_days_are_worth_less() -> None:
    assert effective(100, [0.5, 0.25], [0.5, 0.25]) == pytest.approx(100 / (1 + 2 * 0.3125))
    assert effective(100, [0.5], [-0.5]) == 100
    assert effective(100, [], []) == 100


def test_a_row_is_freed_of_weekdays_tides_and_yesterday() -> None:
    weekly = row({offset + 1: float(offset % 7 < 5) for offset in range(112)}, 1, 112)
    assert not weekly.varies
    growing = row({offset + 1: float(offset // 56) for offset in range(112)}, 1, 112)
    assert not growing.varies
    streaky = row({offset + 1: float(offset // 9 % 2) for offset in range(112)}, 1, 112)
    assert streaky.memory == pytest.approx(1 - 2 / 9, abs=0.1)
    assert compare(streaky, streaky, 112).chance() > 0.001  # even the same long streaks prove little
