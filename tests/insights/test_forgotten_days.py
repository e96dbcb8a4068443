"""Days that were forgotten, trips and tides make all habits alike; none of it is taken for a pair."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks import honesty, years
from benchmarks.life import LIVES, Life
from tests.insights.making import course, day, habit, span
from tracker.insights.blank_days import forgotten_days
from tracker.insights.course import Course
from tracker.insights.pairings import went_together
from tracker.insights.rhythm import DayShare
from tracker.insights.span import Share
from tracker.insights.tide import NOTHING_COMMON, Carried, Tide, carried

DAYS = 200
WHOLE = span(0, DAYS - 1)


def lines(count: int, share: float, blank: range = range(0)) -> list[Course]:
    dice = Random(4)  # noqa: S311 - dice, not secrets
    held = [[dice.random() < share for _ in range(DAYS)] for _ in range(count)]
    texts = ("".join(" #"[done and at not in blank] for at, done in enumerate(line)) for line in held)
    return [course(habit(f"h{n}"), text, DAYS) for n, text in enumerate(texts)]


def ordinals(days: range) -> frozenset[int]:
    return frozenset(day(offset).toordinal() for offset in days)


@pytest.mark.parametrize(
    ("habits", "share", "blank", "found"),
    [
        (6, 0.7, range(0), range(0)),
        (6, 0.7, range(50, 52), range(0)),  # so few may be chance
        (6, 0.7, range(50, 56), range(50, 56)),
        (1, 0.5, range(0), range(0)),  # half the days of a single habit are empty by its own rate
        (0, 0.5, range(0), range(0)),
    ],
)
def test_blank_days_are_forgotten_only_where_chance_does_not_explain_them(
    habits: int, share: float, blank: range, found: range
) -> None:
    assert forgotten_days(lines(habits, share, blank), {}, WHOLE) == ordinals(found)


def test_a_note_a_miss_or_an_ease_makes_a_day_a_written_one() -> None:
    text = "".join(" #"[at % 10 > 0] for at in range(DAYS))
    plain = [course(habit(f"h{n}"), text, DAYS) for n in range(6)]
    blank = ordinals(range(0, DAYS, 10))
    assert forgotten_days(plain, {}, WHOLE) == blank
    noted = [*plain, course(habit("noted"), text.replace(" ", "'"), DAYS)]
    missed = [*plain, course(habit("missed"), text.replace(" ", "."), DAYS)]
    assert forgotten_days(noted, {}, WHOLE) == forgotten_days(missed, {}, WHOLE) == frozenset()
    assert forgotten_days(plain, dict.fromkeys(blank, 3), WHOLE) == frozenset()


def test_what_moves_all_things_is_no_part_of_what_two_have_to_themselves() -> None:
    names = "abcdef"
    loads = dict(zip(names, (0.3, 0.4, 0.5, 0.6, 0.5, 0.4), strict=True))
    pairs = [(one, other) for one in names for other in names if one < other]
    ways = {(one, other): loads[one] * loads[other] for one, other in pairs}
    tide = Tide(ways | {("a", "b"): 0.7}, 200, are_mutual=True)
    assert 0.3 * 0.4 < tide.between("a", "b").r < 1.4 * 0.3 * 0.4
    assert tide.between("c", "d").r <= ways["c", "d"]
    assert tide.is_plain


@pytest.mark.parametrize("names", ["ab", "abc", "abcd"])
def test_among_a_few_things_a_pair_is_no_tide(names: str) -> None:
    ways = {(one, other): 0.5 for one in names for other in names if one < other}
    tide = Tide(ways, 200, are_mutual=True)
    assert [tide.between(*pair).r for pair in ways] == [0.0] * len(ways)
    assert not tide.is_plain


def test_a_pair_alone_is_no_tide_among_many() -> None:
    names = "abcdefgh"
    ways = {(one, other): 0.0 for one in names for other in names if one < other} | {("a", "b"): 0.6}
    assert Tide(ways, 200, are_mutual=True).between("a", "b") == NOTHING_COMMON


def test_the_fullest_and_the_emptiest_days_are_held_against_each_other() -> None:
    days = [DayShare(day(at), Share(at % 5, 4), 0) for at in range(20)]
    assert carried(days) == Carried(Share(16, 16), Share(0, 16))
    assert carried(days, ordinals(range(0, 20, 5))) == Carried(Share(12, 12), Share(3, 12))
    assert carried(days[:4]) is None


def test_a_true_pair_is_still_found_beside_forgotten_days() -> None:
    dice = Random(6)  # noqa: S311 - dice, not secrets
    ones = [dice.random() < 0.5 for _ in range(DAYS)]
    blank = range(20, 36)
    same = [one if dice.random() < 0.85 else not one for one in ones]
    texts = ["".join(" #"[done and at not in blank] for at, done in enumerate(line)) for line in (ones, same)]
    pair = [course(habit(f"p{n}"), text, DAYS) for n, text in enumerate(texts)]
    courses = [*pair, *lines(6, 0.6, blank)]
    forgotten = forgotten_days(courses, {}, WHOLE)
    assert forgotten == ordinals(blank)
    found = went_together(courses, {}, WHOLE, forgotten).pairings
    assert [(pairing.first, pairing.second, pairing.days) for pairing in found] == [("p0", "p1", DAYS - 16)]


@pytest.mark.parametrize("life", [Life(forgotten=0.08), Life(tide=1.0)], ids=["forgotten", "tide"])
def test_a_few_lives_show_hardly_a_pair_that_is_none(life: Life) -> None:
    shown = [len(honesty.by_letbe(years.lived_year(seed, life, habits=10))) for seed in range(6)]
    assert sum(map(bool, shown)) <= 1, shown


@pytest.mark.campaign
@pytest.mark.parametrize("name", LIVES)
def test_in_many_lives_what_befalls_them_is_seldom_taken_for_a_pair(name: str) -> None:
    shown = [honesty.shows_any(seed, LIVES[name], 12, 365) for seed in range(100)]
    assert sum(shown) <= 14  # one life in fourteen, and what chance makes of that in a hundred
