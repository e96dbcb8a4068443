"""The page on how letbe counts: each of its examples is run."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.domain.judging.making import MONDAY, grid, habit, rule, stand, urges, verdicts
from tracker.domain.judging import Standing, judge

PAGE = Path(__file__).parents[3].joinpath("docs", "numbers.md").read_text(encoding="utf-8")
FLAT = " ".join(PAGE.split())
NUMBERS = ("nothing", "one", "two", "three", "four", "five", "six", "seven")
DAY = timedelta(1)


def table(head: str) -> list[tuple[str, ...]]:
    """Return the rows of the table whose head begins with a cell."""
    [found] = re.findall(rf"^\| {re.escape(head)} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", PAGE, re.MULTILINE)
    return [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in found.splitlines()]


@pytest.mark.parametrize("row", table("rule"), ids=" ".join)
def test_what_is_needed_when_days_are_excused(row: tuple[str, ...]) -> None:
    told, away, needed, said = row
    [named] = re.findall("`(.*?)`", told)
    schedule, goal = ("1/week", named) if named.startswith("at most") else (named, told.partition(" in `")[0])
    skips = "-" * NUMBERS.index(away.split()[0])
    if goal.startswith("at"):
        amount = re.search(r"= ([\d.]+) min", needed)
        need = float(amount[1]) if amount else NUMBERS.index(needed.split()[-1])
        less, enough, more = (
            stand(schedule, skips, 7, goal=goal, amounts={6: have} if have else {})
            for have in (max(0.0, need - 0.01), need, need + 1)
        )
    else:
        need = NUMBERS.index(needed.split()[-1])
        less, enough, more = (
            stand(schedule, (skips + "#" * have).ljust(7)) for have in (max(0, int(need) - 1), int(need), int(need))
        )
    assert enough.explain(2)[1].words == said
    assert verdicts(enough)[0] == ("k" if need else "e")
    if goal.startswith("at most"):
        assert (verdicts(less)[0], verdicts(more)[0]) == ("k", "m")
    else:
        assert verdicts(less)[0] == ("m" if need else "e")


KEPT_WHEN: Mapping[str, tuple[str, str]] = {
    "daily": ("#  #", "kmmko"),
    "mon wed fri": ("##  #  ", "kmko"),
    "3/week": ("# #  # ", "ko"),
    "2/month": ("#" + " " * 9 + "#" + " " * 19, "ko"),
    "every 3 days": ("#     #", "kkkmmmkk"),
    "4 in 10 days": ("####" + " " * 8, "kkkkkkkkkkmmo"),
    "anytime": ("# ##", ""),
    "let go": ("pa", "km"),
}


def test_every_schedule_of_the_page_is_kept_as_it_says() -> None:
    named = {name for cell, *_ in table("schedule") for name in re.findall("`(.*?)`", cell)}
    assert named == set(KEPT_WHEN)
    for schedule, (text, expected) in KEPT_WHEN.items():
        if schedule == "let go":
            standing = judge(habit(rule("anytime", "let go")), urges(MONDAY, (1, 0), (0, 1)), [], MONDAY + DAY)
        else:
            standing = stand(schedule, text)
        assert (schedule, verdicts(standing)) == (schedule, expected)


def test_strength_by_example() -> None:
    text = ""
    for told, strength in table("a daily habit"):
        days = re.search(r"done for (?:another )?(\d+) days", told)
        text = (text if told.startswith("…") else "") + ("#" * int(days[1]) if days else ".")
        assert "missed once" in told or days
        assert stand("daily", text, len(text) - 1 if days else len(text)).strength == pytest.approx(
            float(strength), abs=0.0005
        )


def test_a_streak_by_example() -> None:
    [(week, current, days)] = re.findall(r"Sat Sun\n    (.{26})\s+current: (\d) days \((.*?);", PAGE)
    text = week[1::4]
    streak = stand("daily", text, 6).streaks.current
    assert streak
    assert (text, streak.length) == ("## #-# ", int(current))
    assert days == f"{streak.start:%A} and {streak.end:%A}"


def test_a_comeback_by_example() -> None:
    [(days, lapses, one, other, median, within)] = re.findall(
        r"    ((?:[#.-]  )+#) +(\w+) lapses, of (\d) and (\d) days: median ([\d.]+), (\w+) of them", PAGE
    )
    back = stand("daily", days.replace(" ", "")).comeback
    assert (back.lapses, back.within_one) == (NUMBERS.index(lapses), NUMBERS.index(within))
    assert back.median == float(median) == (int(one) + int(other)) / 2


def share(standing: Standing) -> tuple[int, int]:
    return standing.tally.kept, standing.tally.kept + standing.tally.missed


def letting_go(*counts: tuple[int, int]) -> Standing:
    return judge(habit(rule("anytime", "let go")), urges(MONDAY, *counts), [], MONDAY + DAY * len(counts))


def weeks_of_november() -> tuple[int, int]:
    since = date(2026, 10, 26)
    standing = judge(habit(rule("1/week", since=since)), grid("#" + " " * 34 + "#", since), [], date(2026, 12, 8))
    return standing.tally_between(date(2026, 11, 1), date(2026, 11, 30)).kept, standing.tally.kept


def from_last_christmas() -> Standing:
    return judge(habit(rule("daily", since=date(2026, 1, 20))), grid("#", date(2025, 12, 25)), [], date(2026, 1, 20))


SAID: Mapping[str, Callable[[], bool]] = {
    "`every 3 days`, done yesterday, is kept today": lambda: verdicts(stand("every 3 days", "#", 1)) == "kk",
    "It never lengthens anything": lambda: stand("every 3 days", "#.", 1).streaks.length == 2,
    "Five let pass and one acted on are 5 of 6": lambda: share(letting_go((5, 1))) == (5, 6),
    "A day without urges says nothing": lambda: share(letting_go((1, 0), (0, 0))) == (1, 1),
    "after eight, the ninth makes nine": lambda: [letting_go((n, 0)).streaks.length for n in (8, 9)] == [8, 9],
    "3 × 4/7 rounded to 2": lambda: (
        verdicts(stand("3/week", "##  ", since=MONDAY + DAY * 3)) == "ko"
        and verdicts(stand("3/week", "#   ", since=MONDAY + DAY * 3)) == "o"
    ),
    "three weeks of holiday are not twenty-one days of staying within a limit": lambda: (
        stand("daily", "  " + "-" * 21 + " ", goal="at most 1 time").streaks.length == 3
    ),
    "noted in January, is one kept day, and no day in between is asked for": lambda: (
        share(from_last_christmas()) == (1, 1)
    ),
    "counts the week from 26 October to 1 November, and not the one that ends on 6 December": lambda: (
        weeks_of_november() == (1, 2)
    ),
    "“2 of 3 weeks (7 of 9 days)”": lambda: (
        share(standing := stand("3/week", "###    ###    #      ", 21)) == (2, 3) and standing.asked == (7, 9)
    ),
}


@pytest.mark.parametrize("said", SAID)
def test_what_the_page_says_in_passing_is_so(said: str) -> None:
    assert said in FLAT
    assert SAID[said]()
