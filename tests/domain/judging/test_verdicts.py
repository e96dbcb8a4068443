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
    assert standing.obligation.verdict is verdict
    assert standing.streaks.length == {"#": 3, ".": 0}.get(today, 2)


def test_each_due_day_is_a_period() -> None:
    assert verdicts(stand("daily", "## #")) == "kkmko"
    assert verdicts(stand("mon wed fri", "# #   #", 6)) == "kkm"


def test_a_day_that_is_not_due_counts_in_the_total_only() -> None:
    standing = stand("mon wed fri", "####", 3)
    assert (verdicts(standing), standing.totals.done) == ("kk", 4)


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
    assert stand("3/week", "", 2, pauses=away).obligation.verdict is Verdict.EXCUSED


def test_mon_wed_fri_with_a_pause_of_ten_days() -> None:
    away = [Pause("p", MONDAY + timedelta(7), MONDAY + timedelta(16))]
    standing = stand("mon wed fri", "# # #  " + " " * 10 + " #  # ", 22, pauses=away)
    assert verdicts(standing) == "kkkeeeeekk"
    assert (standing.streaks.length, standing.rate) == (5, 1.0)


def test_every_three_days_late_by_one() -> None:
    standing = stand("every 3 days", "#   #  #")
    assert verdicts(standing) == "kkkmkkkkk"
    assert [streak.length for streak in standing.streaks.all] == [3, 5]


def test_a_window_is_cut_by_the_beginning_and_counts_there_only_if_kept() -> None:
    assert verdicts(stand("every 3 days", "    ")) == "mmo"
    assert verdicts(stand("4 in 10 days", "# # # # ")) == "kkkkkkkkk"


def test_a_window_that_ends_today_is_kept_by_other_days_and_owes_nothing() -> None:
    standing = stand("every 3 days", "#")
    assert (standing.obligation.verdict, standing.obligation.due, standing.streaks.length) == (Verdict.KEPT, False, 2)
    january = date(2026, 1, 1)
    for text in ("#  #  #  #", "#  #  #  #."):  # an explicit miss lengthens nothing, and breaks nothing that is kept
        late = stand("every 3 days", text, date(2026, 1, 11), since=january)
        assert (late.obligation.verdict, late.streaks.length) == (Verdict.KEPT, 11)
    assert verdicts(stand("every 3 days", "#   .", 4)) == "kkkmm"


def test_two_a_month_over_february_of_a_leap_year() -> None:
    since = date(2024, 2, 1)
    assert verdicts(stand("2/month", "#" + " " * 27 + "#", date(2024, 3, 1), since=since)) == "ko"
    assert verdicts(stand("2/month", "#" + " " * 27, date(2024, 3, 1), since=since)) == "mo"
    assert stand("2/month", "#", date(2024, 2, 29), since=since).obligation.verdict is Verdict.OPEN
    assert stand("31/month", "#" * 29, date(2024, 2, 29), since=since).obligation.verdict is Verdict.KEPT


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
    assert (standing.strength, standing.streaks.length, standing.obligation.due) == (1.0, 3, False)


def test_a_limit_is_open_until_its_period_is_over_whatever_was_logged() -> None:
    over = stand("daily", goal="at most 1 time", amounts={0: 1, 1: 2, 2: 5}, today=2)
    assert verdicts(over) == "kmo"
    assert verdicts(stand("daily", "#.", 1, goal="at most 1 time")) == "km"  # an explicit miss closes the day
    assert verdicts(stand("daily", "#", goal="at most 0 times")) == "mo"


def test_a_limit_never_shrinks() -> None:
    assert verdicts(stand("1/week", "----   ", goal="at most 2 times", amounts={4: 2})) == "ko"
    assert verdicts(stand("1/week", "----   ", goal="at most 2 times", amounts={4: 2, 5: 1})) == "mo"


def test_at_most_one_on_mon_wed_fri() -> None:
    standing = stand("mon wed fri", goal="at most 1 time", amounts={0: 1, 1: 5, 2: 2}, today=7)
    assert verdicts(standing) == "kmko"


def test_each_urge_is_a_period_of_its_own() -> None:
    log = urges(MONDAY, (2, 0), (0, 0), (3, 0), (0, 1))
    standing = judge(habit(rule("anytime", "let go")), log, [], MONDAY + timedelta(6))
    assert verdicts(standing) == "kkkkkm"
    assert [(s.length, s.unit) for s in standing.streaks.all] == [(5, "urge")]
    totals = standing.totals
    assert (standing.streaks.length, totals.passed, totals.acted, totals.done) == (0, 5, 1, 5)
    assert standing.rate == pytest.approx(5 / 6)
    mixed = judge(habit(rule("anytime", "let go")), urges(MONDAY, (5, 1)), [], MONDAY)
    assert (verdicts(mixed), mixed.rate, mixed.explain()[0].words) == ("kkkkkm", 5 / 6, "5 let pass, 1 acted on")


def test_each_urge_moves_the_streak_at_once() -> None:
    log = urges(MONDAY, (2, 0), (3, 1))
    letting_go = habit(rule("anytime", "let go"))
    today = judge(letting_go, log, [], MONDAY + timedelta(1))
    assert (today.obligation.verdict, today.streaks.length, today.streaks.current) == (Verdict.MISSED, 0, None)
    assert judge(letting_go, log, [], MONDAY).streaks.length == 2
    assert judge(letting_go, urges(MONDAY, (2, 0), (1, 0)), [], MONDAY + timedelta(1)).streaks.length == 3
    paused = [Pause("p", MONDAY, MONDAY + timedelta(1))]
    assert verdicts(judge(letting_go, log, paused, MONDAY + timedelta(1))) == "kkkkk"  # those acted on vanish


def test_anytime_is_counted_and_never_judged() -> None:
    standing = stand("anytime", "# ##")
    assert (standing.rate, standing.strength, standing.streaks.length) == (None, None, 0)
    assert standing.obligation.verdict is None
    assert (standing.totals.done, standing.obligation.due, standing.periods) == (3, False, ())


def test_marks_made_under_another_goal_are_read_kindly() -> None:
    assert verdicts(stand("daily", amounts={0: 5, 1: 0}, today=2)) == "kmo"
    assert verdicts(stand("daily", "#.", goal="at least 30 min")) == "kmo"
    assert stand("daily", "##", goal="at least 30 min").totals.done == 60_000
    assert stand("daily", "##", goal="at most 1 time").totals.done == 2_000


def test_a_pause_never_takes_away_what_was_done() -> None:
    away = [Pause("p", MONDAY, MONDAY + timedelta(2))]
    assert verdicts(stand("daily", "# .", pauses=away)) == "keeo"
    assert verdicts(stand("daily", goal="at least 30 min", amounts={0: 30, 1: 29}, today=3, pauses=away)) == "keeo"
    whole_week = [Pause("p", MONDAY, MONDAY + timedelta(6))]
    week = {0: 60, 1: 40}
    assert verdicts(stand("1/week", goal="at least 100 min", amounts=week, today=7, pauses=whole_week)) == "ko"
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
    assert verdicts(standing) == "kko"
    skipped = judge(habit(rule("daily")), grid("-. ", MONDAY - timedelta(3)), [], MONDAY)
    assert skipped.counted_from == MONDAY
    limit = judge(habit(rule("daily", "at most 1 time")), early, [], MONDAY)
    assert limit.counted_from == MONDAY


def test_as_of_an_earlier_day_later_marks_and_rules_do_not_exist() -> None:
    changed = habit(rule("daily"), rule("3/week", since=MONDAY + timedelta(2)))
    assert judge(changed, grid("######"), [], MONDAY + timedelta(1)).rule.schedule.pace == "daily"
    assert judge(changed, grid("######"), [], MONDAY + timedelta(1)).totals.done == 2
    early = grid("##", MONDAY - timedelta(9))
    assert verdicts(judge(changed, early, [], MONDAY - timedelta(7))) == "kk"
    assert judge(changed, Log(), [], MONDAY - timedelta(7)).counted_from is None
    archived = habit(rule("daily"), archived=MONDAY + timedelta(2))
    assert judge(archived, grid("#"), [], MONDAY + timedelta(1)).obligation.verdict is Verdict.OPEN


def test_archiving_ends_judging_the_day_before_and_cuts_the_week() -> None:
    ended = habit(rule("3/week"), archived=MONDAY + timedelta(9))
    standing = judge(ended, grid("###    "), [], MONDAY + timedelta(30))
    assert verdicts(standing) == "k"
    assert (standing.obligation.verdict, standing.obligation.due, standing.streaks.length) == (None, False, 1)
    assert verdicts(judge(ended, grid("###    #"), [], MONDAY + timedelta(30))) == "kk"


def test_daily_changed_to_three_a_week_in_mid_week() -> None:
    changed = habit(rule("daily"), rule("3/week", since=MONDAY + timedelta(3)))
    standing = judge(changed, grid("### #  ###"), [], MONDAY + timedelta(14))
    assert [(p.unit, str(p.verdict)) for p in standing.periods] == [
        *[("day", "kept")] * 3, ("week", "kept"), ("week", "open"),
    ]  # fmt: skip
    # Four days of seven owe round(3 × 4/7) = 2, and one was done: the part is not judged.
    assert standing.periods[3].first == (MONDAY + timedelta(7)).toordinal()
    assert [(s.length, s.unit) for s in standing.streaks.all] == [(3, "day"), (1, "week")]


def test_daily_changed_to_three_a_week_in_mid_month_carries_the_day_streak_until_the_week_is_judged() -> None:
    changed = habit(rule("daily"), rule("3/week", since=date(2026, 3, 16)))
    days = judge(changed, grid("#" * 14), [], date(2026, 3, 18))
    assert (days.streaks.length, days.streaks.unit) == (14, "day")
    assert days.strength == pytest.approx(days.curve[-1][1])
    assert judge(changed, grid("#" * 17), [], date(2026, 3, 18)).streaks.unit == "week"
    missed = judge(changed, grid("#" * 14), [], date(2026, 3, 23))
    assert (missed.streaks.length, missed.streaks.unit) == (0, "week")


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


CHRISTMAS, LATE_JANUARY = date(2025, 12, 25), date(2026, 1, 20)


@pytest.mark.parametrize(
    ("schedule", "goal", "said"),
    [
        ("daily", "check", "kkkkkko"),
        ("mon wed fri", "check", "kk"),
        ("every 3 days", "check", "kkk" + "kkkkkk"),
        ("2 in 4 days", "check", "kkkkkk"),
        ("3/week", "check", "k"),
        ("1/week", "check", "kk"),
        ("1/month", "check", "kk"),
        ("daily", "at least 30 min", "kkkkkko"),
    ],
)
def test_what_was_done_before_the_first_day_keeps_periods_and_makes_no_miss(
    schedule: str, goal: str, said: str
) -> None:
    log = Log.of(dict(grid("#####", LATE_JANUARY)) | dict(grid("#", CHRISTMAS)))
    standing = judge(habit(rule(schedule, goal, LATE_JANUARY)), log, [], date(2026, 1, 25))
    assert (verdicts(standing), standing.tally.missed, standing.counted_from) == (said, 0, CHRISTMAS)


def test_the_first_week_is_kept_by_its_own_days_or_by_all() -> None:
    thursday = habit(rule("3/week", since=THURSDAY))
    own = judge(thursday, Log.of(dict(grid("##", THURSDAY)) | dict(grid("#", MONDAY - timedelta(28)))), [], NEXT_MONDAY)
    assert (verdicts(own), own.periods[0].first) == ("ko", THURSDAY.toordinal())
    whole = judge(thursday, grid("## #"), [], NEXT_MONDAY)
    assert (verdicts(whole), whole.periods[0].first) == ("ko", MONDAY.toordinal())


NEXT_MONDAY = MONDAY + timedelta(7)


@pytest.mark.parametrize(
    ("schedule", "goal", "text", "amounts", "said", "words"),
    [
        ("6/week", "check", "----###", {}, "ko", "3 of 3 days, four days excused, so three were needed"),
        ("3/week", "check", "--##   ", {}, "ko", "2 of 2 days, two days excused, so two were needed"),
        ("1/week", "check", "-      ", {}, "mo", "0 of 1 day, one day excused, so one was needed"),
        ("3/week", "check", "------ ", {}, "eo", "6 of 7 days excused, so nothing was needed"),
        ("1/week", "check", "------ ", {}, "eo", "6 of 7 days excused, so nothing was needed"),
        ("3/week", "check", "------#", {}, "ko", "1 day, six days excused, so nothing was needed"),
        ("1/week", "at least 100 min", "--     ", {3: 71.429}, "ko", None),
        ("1/week", "at least 100 min", "----   ", {5: 20}, "eo", "4 of 7 days excused, so nothing was needed"),
        ("1/month", "at least 100 min", "-" * 20 + " " * 11, {25: 20}, "eo", None),
    ],
)
def test_days_that_are_excused_shrink_the_need_in_proportion(
    schedule: str, goal: str, text: str, amounts: dict[int, float], said: str, words: str | None
) -> None:
    since = MONDAY if "week" in schedule else MONDAY - timedelta(1)
    standing = stand(schedule, text, goal=goal, amounts=amounts, since=since)
    assert verdicts(standing) == said
    assert words is None or standing.explain(2)[1].words == words


def test_an_excused_day_does_not_widen_the_window_of_a_limit() -> None:
    events = {date(2026, 1, day): Mark(MarkKind.AMOUNT, 1000) for day in (4, 7)}
    limit = habit(rule("every 3 days", "at most 1 time", date(2026, 1, 1)))
    for marks in (events, events | {date(2026, 1, 6): Mark(MarkKind.SKIP)}):
        assert judge(limit, Log.of(marks), [], date(2026, 1, 12)).tally.missed == 0


@pytest.mark.parametrize("done", [None, 10, 14])
def test_doing_it_in_a_pause_makes_no_window_a_miss(done: int | None) -> None:
    away = [Pause("p", date(2026, 1, 7), date(2026, 1, 20))]
    days = [1, 2] if done is None else [1, 2, done]
    log = Log.of({date(2026, 1, day): Mark(MarkKind.DONE) for day in days})
    standing = judge(habit(rule("2 in 4 days", since=date(2026, 1, 1))), log, away, date(2026, 1, 22))
    assert standing.tally.missed == 3


def test_a_travel_week_that_leaves_one_day_is_excused() -> None:
    away = [Pause("p", MONDAY + timedelta(12), MONDAY + timedelta(19))]  # Saturday to Saturday of the week after
    assert verdicts(stand("3/week", "###    ##", 21, pauses=away)) == "kkeo"


def test_nothing_is_measured_under_anytime_and_no_run_bridges_it() -> None:
    changed = habit(rule("daily", since=date(2025, 1, 1)), rule("anytime", since=date(2025, 1, 6)))
    standing = judge(changed, grid("#####", date(2025, 1, 1)), [], date(2026, 6, 1))
    streaks = standing.streaks
    assert (streaks.length, streaks.current, standing.rate, standing.strength) == (0, None, None, None)
    back = habit(*changed.rules, rule("daily", since=date(2025, 1, 8)))
    twice = judge(back, grid("##########", date(2025, 1, 1)), [], date(2025, 1, 11))
    assert [streak.length for streak in twice.streaks.all] == [5, 3]
    assert judge(back, grid("#####", date(2025, 1, 1)), [], date(2025, 1, 8)).streaks.length == 0
