"""Streaks, rate, strength and comebacks, with figures worked out by hand or by the published formula."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.domain.judging.making import MONDAY, grid, habit, rule, stand, urges
from tracker.domain.book import Pause
from tracker.domain.judging import Progress, Streak, judge
from tracker.domain.judging.lapses import Comeback
from tracker.domain.log import Log, Mark, MarkKind


@pytest.mark.parametrize(("days", "strength"), [(30, 0.798), (90, 0.992)])
def test_strength_of_a_perfect_daily_habit(days: int, strength: float) -> None:
    assert stand("daily", "#" * days).strength == pytest.approx(strength, abs=0.0005)


def test_one_miss_at_day_60_costs_little_and_is_soon_made_up() -> None:
    standing = stand("daily", "#" * 59 + " " + "#" * 30)
    curve = [strength for _, strength in standing.curve]
    assert curve[58:61] == pytest.approx([0.957, 0.907, 0.912], abs=0.0005)
    assert curve[-1] == pytest.approx(0.981, abs=0.0005)


def test_strength_of_an_at_most_habit_starts_whole() -> None:
    assert stand("daily", goal="at most 1 time", today=0).strength == 1.0
    double = stand("daily", goal="at most 2 times", amounts={0: 3}, today=1).strength
    assert double == pytest.approx(1 - 0.5 * (1 - 0.5 ** (1 / 13)))
    assert stand("daily", goal="at most 0 times", amounts={0: 1}, today=1).strength == pytest.approx(0.5 ** (1 / 13))


def test_strength_of_a_weekly_habit_done_every_week_for_a_year() -> None:
    assert stand("1/week", "#      " * 52).strength == pytest.approx(0.999, abs=0.0015)


def test_strength_rises_for_days_without_a_mark_while_the_window_is_kept() -> None:
    after_one, week = stand("3/week", "# # #"), stand("3/week", "# # #  ")
    assert (week.strength or 0) > (after_one.strength or 0)


def test_perfect_mon_wed_fri_with_one_skip_does_not_fall() -> None:
    perfect = stand("mon wed fri", "# # #  " * 6)
    skipped = stand("mon wed fri", "# # #  " * 6 + "- # #  ")
    assert (skipped.strength or 0) > (perfect.strength or 0)
    assert skipped.strength == stand("mon wed fri", "# # #  " * 6 + "  # #", since=MONDAY, pauses=[
        Pause("p", MONDAY + timedelta(42), MONDAY + timedelta(42))
    ]).strength  # fmt: skip
    assert skipped.streaks.length == 20


def test_three_a_week_long_lapsed_then_done_today_does_not_fall() -> None:
    lapsed = "# # #  " * 20 + " " * 12
    before, after = stand("3/week", lapsed), stand("3/week", lapsed + "#", len(lapsed))
    assert (after.strength or 0) >= (before.strength or 0)
    at_midnight = stand("3/week", lapsed + "#", len(lapsed) + 1)
    assert (at_midnight.strength or 0) < (before.strength or 0)


def test_today_joins_once_it_is_done() -> None:
    assert stand("daily", "##", 2).strength == stand("daily", "##.", 2).strength
    assert (stand("daily", "###", 2).strength or 0) > (stand("daily", "##", 2).strength or 0)
    part = stand("daily", goal="at least 30 min", amounts={0: 30, 1: 29}, today=1)
    assert part.strength == stand("daily", goal="at least 30 min", amounts={0: 30}, today=1).strength


def test_strength_of_urges_is_the_share_let_pass() -> None:
    log = urges(MONDAY, (1, 1), (0, 0), (3, 0), (9, 9))
    m = 0.5 ** (1 / 13)
    standing = judge(habit(rule("anytime", "let go")), log, [], MONDAY + timedelta(3))
    closed = 0.5 * (1 - m) * m + (1 - m)
    assert standing.strength == pytest.approx(closed * m + 0.5 * (1 - m))  # today joins: it does not fall by it
    worse = judge(habit(rule("anytime", "let go")), urges(MONDAY, (1, 1), (0, 0), (3, 0), (0, 9)), [], standing.today)
    assert worse.strength == pytest.approx(closed)
    assert judge(habit(rule("anytime", "let go")), Log(), [], MONDAY).strength is None


def test_strength_carries_over_a_change_of_rule_and_windows_look_back() -> None:
    changed = habit(rule("daily"), rule("1/week", since=MONDAY + timedelta(14)))
    curve = dict(judge(changed, grid("#" * 14), [], MONDAY + timedelta(20)).curve)
    strengths = [curve[(MONDAY + timedelta(offset)).toordinal()] for offset in range(13, 20)]
    assert strengths == sorted(strengths)


def test_a_streak_has_its_days_its_length_and_its_unit() -> None:
    standing = stand("daily", "##  ###-#")
    assert standing.streaks.all == (
        Streak(MONDAY, MONDAY + timedelta(1), 2, "day"),
        Streak(MONDAY + timedelta(4), MONDAY + timedelta(8), 4, "day"),
    )
    assert standing.streaks.best == standing.streaks.current == standing.streaks.all[1]


def test_a_streak_of_weeks_never_ends_after_today() -> None:
    assert stand("2/week", "##     ##", 8).streaks.all == (Streak(MONDAY, MONDAY + timedelta(8), 2, "week"),)


def test_a_holiday_shortens_no_best_streak() -> None:
    away = [Pause("p", MONDAY + timedelta(26), MONDAY + timedelta(46))]
    standing = stand("daily", "#" * 20 + " " + "#" * 5 + " " * 21 + "#" * 5, pauses=away)
    assert (standing.streaks.best and standing.streaks.best.length, standing.streaks.length) == (20, 10)


def test_a_lapse_ends_at_a_change_of_unit() -> None:
    changed = habit(rule("daily"), rule("1/week", since=MONDAY + timedelta(7)))
    standing = judge(changed, grid("####     #"), [], MONDAY + timedelta(14))
    assert (standing.comeback.lapses, standing.comeback.under_way) == (0, 0)
    assert judge(changed, grid("####"), [], MONDAY + timedelta(21)).comeback.under_way == 2


@pytest.mark.parametrize(
    ("schedule", "days", "new"),
    [("daily", 27, True), ("daily", 28, False), ("3/week", 20, True), ("1/month", 80, True), ("1/month", 130, False)],
)
def test_a_habit_is_new_for_four_weeks_or_four_months(schedule: str, days: int, *, new: bool) -> None:
    assert stand(schedule, "#" * days, days - 1).is_new is new


def test_what_was_done_before_makes_a_habit_less_new() -> None:
    assert not judge(habit(rule("daily")), grid("#" * 40, MONDAY - timedelta(40)), [], MONDAY).is_new
    assert judge(habit(rule("daily")), grid("#", MONDAY - timedelta(40)), [], MONDAY).is_new


def test_beside_weeks_stand_the_days_done_of_those_asked_for() -> None:
    assert stand("3/week", "###    ##     ###").asked == (8, 9)
    assert stand("daily", "##").asked is None
    assert stand("1/week", goal="at least 60 min", amounts={0: 60}, today=7).asked is None


def test_best_is_the_streak_that_covers_most_days() -> None:
    changed = habit(rule("daily"), rule("1/week", since=MONDAY + timedelta(7)))
    standing = judge(changed, grid("#####  #      #"), [], MONDAY + timedelta(21))
    assert standing.streaks.best == Streak(MONDAY + timedelta(7), MONDAY + timedelta(20), 2, "week")


def test_rate_and_tally_leave_open_and_excused_periods_out() -> None:
    standing = stand("daily", "## -#")
    assert standing.tally == (standing.tally.kept, standing.tally.missed, standing.tally.excused) == (3, 1, 1)
    assert standing.rate == 0.75
    assert standing.tally_between(MONDAY + timedelta(1), MONDAY + timedelta(3)) == (1, 1, 1)


def test_a_span_counts_the_periods_that_end_in_it() -> None:
    weeks = stand("2/week", "##     #      ##", 16)
    assert weeks.tally_between(MONDAY, MONDAY + timedelta(13)) == (1, 1, 0)
    assert weeks.tally_between(MONDAY + timedelta(14), MONDAY + timedelta(16)) == (1, 0, 0)
    assert weeks.tally_between(MONDAY + timedelta(17), MONDAY + timedelta(30)) == (0, 0, 0)


def test_comebacks_measure_each_lapse() -> None:
    standing = stand("daily", " # #   # - #  ")
    assert standing.comeback == Comeback(2.0, 1, 3, 2)
    assert stand("daily", "  ").comeback == Comeback(None, 0, 0, 0)


def test_done_in_the_last_days_counts_days_and_what_was_asked() -> None:
    assert stand("daily", "#" * 25 + "    #", 29).totals.done_in_last(30) == (26, 30)
    assert stand("daily", "#" * 30).totals.done_in_last(30) == (29, 29)
    assert stand("3/week", "###    " * 4).totals.done_in_last(28) == (11, 12)
    assert stand("anytime", "# #").totals.done_in_last(30) == (2, 0)
    assert stand("1/week", goal="at least 60 min", amounts={0: 60, 8: 10}, today=14).totals.done_in_last(30) == (1, 2)


def test_progress_says_how_far_the_period_has_come() -> None:
    def progress(*told: Any, **more: Any) -> Progress | None:
        return stand(*told, **more).obligation.progress

    assert progress("3/week", "# #", 3) == (2, 3, "day")
    assert progress("daily", goal="at least 30 min", amounts={0: 20}, today=0) == (20_000, 30_000, "min")
    assert progress("1/week", goal="at least 100 min", amounts={0: 20}, today=2) == (20_000, 100_000, "min")
    assert progress("daily", goal="at most 2 time", amounts={0: 1}, today=0) == (1_000, 2_000, "time")
    assert progress("2/week", "#", goal="at least 30 min") == (1, 2, "day")
    assert progress("mon wed fri", "# ", 1) is None
    assert progress("daily", "-", 0) is None


@pytest.mark.parametrize(
    ("schedule", "text", "today", "due"),
    [
        ("daily", " ", 0, True),
        ("daily", "#", 0, True),
        ("daily", "-", 0, False),
        ("mon wed fri", "# ", 1, False),
        ("2/week", "##", 2, False),
        ("2/week", "##", 1, True),
        ("every 3 days", "#  ", 2, False),
        ("every 3 days", "#  ", 3, True),
        ("anytime", "", 0, False),
    ],
)
def test_due_is_what_today_still_asks_or_asked_for(schedule: str, text: str, today: int, *, due: bool) -> None:
    assert stand(schedule, text, today).obligation.due is due


def test_totals_read_each_day_by_the_goal_of_its_time() -> None:
    changed = habit(
        rule("daily", "at least 30 min"),
        rule("daily", "at least 10 min", MONDAY + timedelta(2)),
    )
    assert judge(changed, grid("####"), [], MONDAY + timedelta(4)).totals.done == 80_000


def test_ten_years_are_judged_in_one_go() -> None:
    since = date(2016, 1, 1)
    standing = stand("daily", "######-" * 520, since=since)
    assert standing.streaks.length == 520 * 6
    assert Log.of({since: Mark(MarkKind.DONE)})
