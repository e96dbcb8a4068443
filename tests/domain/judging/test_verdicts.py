"""Verdicts, schedule by schedule and goal by goal: small cases worked out by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.judging.making import MONDAY, grid, habit, rule, stand, urges, verdicts
from tracker.domain.book import Pause
from tracker.domain.judging import Verdict, judge
from tracker.domain.log import Log, Mark, MarkKind

THURSDAY = MONDAY + timedelta(3)


@pytest.mark.parametrize(
    ("today", "verdict"),
    [(" ", Verdict.OPEN), ("#", Verdict.KEPT), ("-", Verdict.EXCUSED), (".", Verdict.MISSED), ("'", Verdict.OPEN)],
)
def test_today_is_open_until_it_is_settled(today: str, verdict: Verdict) -> None:
    standing = stand("daily", "##" + today, 2)
    assert standing.verdict_today is verdict
    assert standing.current == {"#": 3, ".": 0}.get(today, 2)


def test_each_due_day_is_a_period() -> None:
    assert verdicts(stand("daily", "## #")) == "kkmko"
    assert verdicts(stand("mon wed fri", "# #   #", 6)) == "kkm"


def test_a_day_that_is_not_due_counts_in_the_total_only() -> None:
    standing = stand("mon wed fri", "####", 3)
    assert (verdicts(standing), standing.total) == ("kk", 4)


def test_three_a_week_begun_on_a_thursday_owes_two_in_its_first_four_days() -> None:
    kept = stand("3/week", "# # ", since=THURSDAY)
    assert (verdicts(kept), kept.explain(2)[1].words) == (
        "ko",
        "2 of 2 days, part of a week: 4 days, so two were needed",
    )
    begun = stand("3/week", "#   ", since=THURSDAY)
    assert verdicts(begun) == "o"
    assert begun.rate is None


def test_six_a_week_with_four_skips_needs_three() -> None:
    assert verdicts(stand("6/week", "----###")) == "ko"
    less = stand("6/week", "----## ")
    assert verdicts(less) == "mo"
    assert less.explain(2)[1].words == "2 of 3 days, four days excused, so three were needed"


def test_once_a_week_with_a_skip_still_needs_one_of_six() -> None:
    assert verdicts(stand("1/week", "-      ")) == "mo"
    assert verdicts(stand("1/week", "-     #")) == "ko"


def test_a_period_without_any_day_left_is_excused_even_before_it_is_over() -> None:
    assert verdicts(stand("3/week", "###    -------###    ")) == "keko"
    away = [Pause("p", MONDAY, MONDAY + timedelta(30))]
    assert stand("3/week", "", 2, pauses=away).verdict_today is Verdict.EXCUSED


def test_mon_wed_fri_with_a_pause_of_ten_days() -> None:
    away = [Pause("p", MONDAY + timedelta(7), MONDAY + timedelta(16))]
    standing = stand("mon wed fri", "# # #  " + " " * 10 + " #  # ", 22, pauses=away)
    assert verdicts(standing) == "kkkeeeeekk"
    assert (standing.current, standing.rate) == (5, 1.0)


def test_every_three_days_late_by_one() -> None:
    standing = stand("every 3 days", "#   #  #")
    assert verdicts(standing) == "kkkmkkkko"
    assert [streak.length for streak in standing.streaks] == [3, 4]


def test_a_window_is_cut_by_the_beginning_and_counts_there_only_if_kept() -> None:
    assert verdicts(stand("every 3 days", "    ")) == "mmo"
    assert verdicts(stand("4 in 10 days", "# # # # ")) == "kkkkkkkko"


def test_a_window_kept_by_other_days_owes_nothing_and_is_judged_at_midnight() -> None:
    standing = stand("every 3 days", "#")
    assert (standing.verdict_today, standing.due, standing.current) == (Verdict.OPEN, False, 1)
    assert stand("every 3 days", "# ").current == 2


def test_two_a_month_over_february_of_a_leap_year() -> None:
    since = date(2024, 2, 1)
    assert verdicts(stand("2/month", "#" + " " * 27 + "#", date(2024, 3, 1), since=since)) == "ko"
    assert verdicts(stand("2/month", "#" + " " * 27, date(2024, 3, 1), since=since)) == "mo"
    assert stand("2/month", "#", date(2024, 2, 29), since=since).verdict_today is Verdict.OPEN
    assert stand("31/month", "#" * 29, date(2024, 2, 29), since=since).verdict_today is Verdict.KEPT


def test_an_amount_a_week_shrinks_with_two_excused_days() -> None:
    goal = "at least 100 min"
    assert verdicts(stand("1/week", "--     ", goal=goal, amounts={3: 40, 5: 31.428})) == "mo"
    enough = stand("1/week", "--     ", goal=goal, amounts={3: 40, 5: 31.429})
    assert verdicts(enough) == "ko"
    assert enough.explain(2)[1].words == "71.429 of 71.43 min, two days excused, so 71.43 min were needed"


def test_amounts_are_summed_where_the_need_is_one_and_counted_by_day_where_it_is_more() -> None:
    goal = "at least 30 min"
    assert verdicts(stand("daily", goal=goal, amounts={0: 30, 1: 29.999}, today=2)) == "kmo"
    assert verdicts(stand("1/week", goal=goal, amounts={0: 10, 3: 20}, today=7)) == "ko"
    assert verdicts(stand("2/week", goal=goal, amounts={0: 10, 3: 60}, today=7)) == "mo"
    assert verdicts(stand("2/week", "#", goal=goal, amounts={3: 30}, today=7)) == "ko"


def test_a_limit_that_nothing_is_logged_under_is_kept() -> None:
    standing = stand("daily", "   ", goal="at most 1 time")
    assert verdicts(standing) == "kkko"
    assert (standing.strength, standing.current, standing.due) == (1.0, 3, False)


def test_a_limit_is_open_until_its_period_is_over_whatever_was_logged() -> None:
    over = stand("daily", goal="at most 1 time", amounts={0: 1, 1: 2, 2: 5}, today=2)
    assert verdicts(over) == "kmo"
    assert verdicts(stand("daily", "#.", goal="at most 1 time")) == "kko"
    assert verdicts(stand("daily", "#", goal="at most 0 times")) == "mo"


def test_a_limit_never_shrinks() -> None:
    assert verdicts(stand("1/week", "----   ", goal="at most 2 times", amounts={4: 2})) == "ko"
    assert verdicts(stand("1/week", "----   ", goal="at most 2 times", amounts={4: 2, 5: 1})) == "mo"


def test_at_most_one_on_mon_wed_fri() -> None:
    standing = stand("mon wed fri", goal="at most 1 time", amounts={0: 1, 1: 5, 2: 2}, today=7)
    assert verdicts(standing) == "kmko"


def test_urges_are_judged_on_days_with_events_alone() -> None:
    log = urges(MONDAY, (2, 0), (0, 0), (3, 0), (0, 1))
    standing = judge(habit(rule("anytime", "let go")), log, [], MONDAY + timedelta(6))
    assert verdicts(standing) == "kkm"
    assert [(s.length, s.unit) for s in standing.streaks] == [(5, "urge")]
    assert (standing.current, standing.passed, standing.acted, standing.total) == (0, 5, 1, 5)
    assert standing.rate == pytest.approx(2 / 3)


def test_an_urge_acted_on_ends_the_streak_at_once() -> None:
    log = urges(MONDAY, (2, 0), (3, 1))
    letting_go = habit(rule("anytime", "let go"))
    today = judge(letting_go, log, [], MONDAY + timedelta(1))
    assert (today.verdict_today, today.current, today.current_streak) == (Verdict.OPEN, 0, None)
    assert judge(letting_go, log, [], MONDAY).current == 0
    assert judge(letting_go, urges(MONDAY, (2, 0)), [], MONDAY + timedelta(1)).current == 2


def test_anytime_is_counted_and_never_judged() -> None:
    standing = stand("anytime", "# ##")
    assert (standing.rate, standing.strength, standing.current, standing.verdict_today) == (None, None, 0, None)
    assert (standing.total, standing.due, standing.periods) == (3, False, ())


def test_marks_made_under_another_goal_are_read_kindly() -> None:
    assert verdicts(stand("daily", amounts={0: 5, 1: 0}, today=2)) == "kmo"
    assert verdicts(stand("daily", "#.", goal="at least 30 min")) == "kmo"
    assert stand("daily", "##", goal="at least 30 min").total == 60_000
    assert stand("daily", "##", goal="at most 1 time").total == 2_000


def test_a_pause_never_takes_away_what_was_done() -> None:
    away = [Pause("p", MONDAY, MONDAY + timedelta(2))]
    assert verdicts(stand("daily", "# .", pauses=away)) == "keeo"
    assert verdicts(stand("daily", goal="at least 30 min", amounts={0: 30, 1: 29}, today=3, pauses=away)) == "keeo"
    whole_week = [Pause("p", MONDAY, MONDAY + timedelta(6))]
    week = {0: 60, 1: 40}
    assert verdicts(stand("1/week", goal="at least 100 min", amounts=week, today=7, pauses=whole_week)) == "eo"
    two_days = [Pause("p", MONDAY, MONDAY + timedelta(1))]
    assert verdicts(stand("1/week", goal="at least 100 min", amounts=week, today=7, pauses=two_days)) == "ko"


def test_pauses_of_other_habits_are_passed_over() -> None:
    others = [Pause("p", MONDAY, None, "other"), Pause("q", MONDAY, None, "", "elsewhere")]
    assert verdicts(stand("daily", "  ", pauses=others)) == "mmo"
    assert verdicts(stand("daily", "  ", pauses=[Pause("p", MONDAY, None, "", "self-care")])) == "eee"


def test_judging_reaches_back_to_the_first_thing_done() -> None:
    early = grid("#  #", MONDAY - timedelta(3))
    standing = judge(habit(rule("daily")), early, [], MONDAY + timedelta(1))
    assert standing.counted_from == MONDAY - timedelta(3)
    assert verdicts(standing) == "kmmko"
    skipped = judge(habit(rule("daily")), grid("-. ", MONDAY - timedelta(3)), [], MONDAY)
    assert skipped.counted_from == MONDAY
    limit = judge(habit(rule("daily", "at most 1 time")), early, [], MONDAY)
    assert limit.counted_from == MONDAY


def test_as_of_an_earlier_day_later_marks_and_rules_do_not_exist() -> None:
    changed = habit(rule("daily"), rule("3/week", since=MONDAY + timedelta(2)))
    assert judge(changed, grid("######"), [], MONDAY + timedelta(1)).rule.schedule.pace == "daily"
    assert judge(changed, grid("######"), [], MONDAY + timedelta(1)).total == 2
    early = grid("##", MONDAY - timedelta(9))
    assert verdicts(judge(changed, early, [], MONDAY - timedelta(7))) == "kko"
    assert judge(changed, Log(), [], MONDAY - timedelta(7)).counted_from is None
    archived = habit(rule("daily"), archived=MONDAY + timedelta(2))
    assert judge(archived, grid("#"), [], MONDAY + timedelta(1)).verdict_today is Verdict.OPEN


def test_archiving_ends_judging_the_day_before_and_cuts_the_week() -> None:
    ended = habit(rule("3/week"), archived=MONDAY + timedelta(9))
    standing = judge(ended, grid("###    "), [], MONDAY + timedelta(30))
    assert verdicts(standing) == "k"
    assert (standing.verdict_today, standing.due, standing.current) == (None, False, 1)
    assert verdicts(judge(ended, grid("###    #"), [], MONDAY + timedelta(30))) == "kk"


def test_daily_changed_to_three_a_week_in_mid_week() -> None:
    changed = habit(rule("daily"), rule("3/week", since=MONDAY + timedelta(3)))
    standing = judge(changed, grid("### #  ###"), [], MONDAY + timedelta(14))
    assert [(p.unit, str(p.verdict)) for p in standing.periods] == [
        *[("day", "kept")] * 3, ("week", "kept"), ("week", "open"),
    ]  # fmt: skip
    # Four days of seven owe round(3 × 4/7) = 2, and one was done: the part is not judged.
    assert standing.periods[3].first == (MONDAY + timedelta(7)).toordinal()
    assert [(s.length, s.unit) for s in standing.streaks] == [(3, "day"), (1, "week")]


def test_daily_changed_to_three_a_week_in_mid_month_carries_the_day_streak_until_the_week_is_judged() -> None:
    changed = habit(rule("daily"), rule("3/week", since=date(2026, 3, 16)))
    days = judge(changed, grid("#" * 14), [], date(2026, 3, 18))
    assert (days.current, days.unit, days.strength) == (14, "day", days.curve[-1][1])
    assert judge(changed, grid("#" * 17), [], date(2026, 3, 18)).unit == "week"
    missed = judge(changed, grid("#" * 14), [], date(2026, 3, 23))
    assert (missed.current, missed.unit) == (0, "week")


def test_week_53_is_a_week_like_any_other() -> None:
    since = date(2026, 12, 28)
    assert since.isocalendar().week == 53
    standing = stand("3/week", "#  #  # ## #", since=since)
    assert verdicts(standing) == "kk"
    assert standing.periods[0].last == date(2027, 1, 3).toordinal()


def test_a_week_begins_on_the_day_its_rule_says() -> None:
    saturday = habit(rule("1/week", since=MONDAY, week_start=5))
    standing = judge(saturday, grid("#"), [], MONDAY + timedelta(5))
    assert [(p.first - MONDAY.toordinal(), p.last - MONDAY.toordinal()) for p in standing.periods] == [(0, 4), (5, 11)]
    assert standing.explain(1)[0].title == "week of 7 Mar"


def test_the_29th_of_february_is_a_day() -> None:
    standing = stand("daily", "## #", since=date(2024, 2, 28))
    assert [date.fromordinal(p.first).day for p in standing.periods] == [28, 29, 1, 2, 3]


def test_a_note_alone_says_nothing() -> None:
    noted = Log.of({MONDAY: Mark(MarkKind.NOTE, note="rain")})
    assert verdicts(judge(habit(rule("daily")), noted, [], MONDAY + timedelta(1))) == "mo"
