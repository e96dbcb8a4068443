"""What the grid shows and what is said in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.domain.judging.making import MONDAY, grid, habit, rule, stand, urges
from tracker.domain.book import Pause
from tracker.domain.judging import Standing, Verdict, judge


def shown(standing: Standing, count: int = 8) -> str:
    return standing.cells.between(MONDAY.toordinal(), MONDAY.toordinal() + count - 1)


@pytest.mark.parametrize(
    ("schedule", "text", "today", "cells"),
    [
        ("daily", "# -.#", 5, "#.-.#o  "),
        ("mon wed fri", "#  #", 5, "# .#.   "),
        ("3/week", "#  .", 6, "#  .  o "),
        ("3/week", "###", 5, "###     "),
        ("every 3 days", "#", 2, "#       "),
        ("every 3 days", "#", 3, "#  o    "),
        ("anytime", "# #", 4, "# #     "),
    ],
)
def test_cells_of_a_check(schedule: str, text: str, today: int, cells: str) -> None:
    assert shown(stand(schedule, text, today)) == cells


def test_cells_of_amounts() -> None:
    standing = stand("daily", goal="at least 30 min", amounts={0: 30, 1: 10, 2: 0}, today=4)
    assert shown(standing) == "#~..o   "
    assert standing.cells.share(MONDAY.toordinal() + 1) == pytest.approx(1 / 3)
    assert standing.cells.share(MONDAY.toordinal() + 3) == 0


def test_cells_under_a_limit() -> None:
    assert shown(stand("daily", goal="at most 1 time", amounts={1: 1, 2: 2, 4: 1}, today=4)) == "cc>cc   "
    assert shown(stand("1/week", goal="at most 2 times", amounts={1: 1}, today=4)) == "c~cc    "
    assert shown(stand("mon wed fri", goal="at most 1 time", amounts={1: 3, 2: 3}, today=5)) == "c~> c   "


def test_cells_of_urges() -> None:
    log = urges(MONDAY, (2, 0), (0, 0), (1, 1))
    assert shown(judge(habit(rule("anytime", "let go")), log, [], MONDAY + timedelta(4))) == "p m     "


def test_a_pause_shows_where_nothing_was_recorded() -> None:
    away = [Pause("p", MONDAY, MONDAY + timedelta(4))]
    assert shown(stand("daily", "#- ", 3, pauses=away)) == "#-===   "
    part = stand("daily", goal="at least 30 min", amounts={0: 30, 1: 10}, today=3, pauses=away)
    assert shown(part) == "#~===   "


def test_days_outside_the_habit_show_what_was_recorded_and_no_more() -> None:
    ended = habit(rule("daily", since=MONDAY + timedelta(1)), archived=MONDAY + timedelta(4))
    away = [Pause("p", MONDAY - timedelta(9), MONDAY)]
    assert shown(judge(ended, grid("- #   #"), away, MONDAY + timedelta(7))) == "-.#.  # "


def test_each_day_is_shown_by_the_rule_of_its_time() -> None:
    changed = habit(rule("daily"), rule("1/week", since=MONDAY + timedelta(3)))
    assert shown(judge(changed, grid("#  "), [], MONDAY + timedelta(5))) == "#..  o  "


@pytest.mark.parametrize(
    ("standing", "title", "words"),
    [
        (stand("daily", "#", 0), "Mon 2 Mar", "done"),
        (stand("daily", "", 0), "Mon 2 Mar", "not done yet"),
        (stand("daily", ".", 0), "Mon 2 Mar", "not done"),
        (stand("daily", "-", 0), "Mon 2 Mar", "skipped"),
        (stand("daily", pauses=[Pause("p", MONDAY)], today=0), "Mon 2 Mar", "paused"),
        (stand("daily", goal="at least 30 min", amounts={0: 20}, today=0), "Mon 2 Mar", "20 of 30 min"),
        (stand("daily", goal="at most 1 time", today=0), "Mon 2 Mar", "none, at most 1 time"),
        (stand("daily", goal="at most 2 times", amounts={0: 3}, today=0), "Mon 2 Mar", "3, at most 2 times"),
        (stand("3/week", "##-", 3), "week of 2 Mar", "2 of 3 days, one day excused, so three were needed"),
        (stand("1/week", "###", 3), "week of 2 Mar", "3 days, one was needed"),
        (stand("every 3 days", "#  ", 3), "Thu 5 Mar", "none of the last 3 days, one needed"),
        (stand("every 3 days", "#", 0), "Mon 2 Mar", "done on the first day"),
        (stand("4 in 10 days", "# #", 2), "Wed 4 Mar", "2 of the first 3 days, one needed"),
        (stand("2/month", "#", 3), "March 2026", "1 of 2 days, part of a month: 30 days, so two were needed"),
    ],
)
def test_a_verdict_is_explained_in_plain_words(standing: Standing, title: str, words: str) -> None:
    explained = standing.explain(1)[0]
    assert (explained.title, explained.words) == (title, words)


def test_urges_are_explained() -> None:
    letting_go = habit(rule("anytime", "let go"))
    standing = judge(letting_go, urges(MONDAY, (2, 0), (4, 1), (0, 1)), [], MONDAY + timedelta(3))
    assert [(e.words, e.verdict) for e in standing.explain()] == [
        ("1 acted on", Verdict.MISSED),
        ("4 let pass, 1 acted on", None),
        ("2 let pass", Verdict.KEPT),
    ]
