"""What a day and a period say of a habit."""

from __future__ import annotations

import pytest

from tests.domain.judging.making import grid, rule, urges
from tests.insights.making import course, day, habit
from tracker.domain.book import Pause
from tracker.domain.log import Log
from tracker.insights import Share


@pytest.mark.parametrize(
    ("schedule", "goal", "log", "today", "codes"),
    [
        ("daily", "check", "#.-# ", 5, "#. #. "),  # the last day is today, and open
        ("daily", "check", "##", 1, "##"),  # today counts once it is done
        ("mon wed fri", "check", "## #", 5, "# . . "),  # Tuesday and Thursday are not due
        ("3/week", "check", "#-. #", 6, "+ ,,+,"),  # every day may be chosen, a skipped one is out
        ("anytime", "check", "# #", 3, "+,+"),
        ("every 3 days", "check", "#  #", 5, "+,,+,"),
        ("daily", "at most 0 times", "", 3, "###"),  # clean is the default
        ("1/week", "at most 2 times", "", 3, "   "),  # a limit on a week says nothing of a day
    ],
)
def test_a_day_in_a_character(schedule: str, goal: str, log: str, today: int, codes: str) -> None:
    seen = course(habit("walk", schedule, goal), log, today)
    assert seen.codes(day(0).toordinal(), day(len(codes) - 1).toordinal()) == codes


def test_amounts_count_where_they_are_summed() -> None:
    log = grid("", amounts={0: 10, 2: 30})
    daily = course(habit("walk", "daily", "at least 30 min"), log, 4)
    weekly = course(habit("walk", "1/week", "at least 90 min"), log, 4)
    thrice = course(habit("walk", "3/week", "at least 30 min"), log, 4)
    first, last = day(0).toordinal(), day(3).toordinal()
    assert (daily.codes(first, last), weekly.codes(first, last), thrice.codes(first, last)) == ("..#.", "+,+,", ",,+,")


def test_urges_count_on_their_days_alone() -> None:
    log = urges(day(0), (1, 0), (0, 0), (2, 1), (1, 0))
    seen = course(habit("fix", "anytime", "let go"), log, 3)
    assert seen.codes(day(0).toordinal(), day(3).toordinal()) == "# . "  # today's can still change
    assert seen.active(day(0).toordinal(), day(3).toordinal()) == {day(0).toordinal(), day(3).toordinal()}


def test_paused_days_are_out_unless_something_was_done() -> None:
    seen = course(habit(), "#  # ", 5, Pause("p", day(1), day(3)))
    assert seen.codes(day(0).toordinal(), day(4).toordinal()) == "#  #."


def test_a_span_reaches_beyond_a_course_on_both_sides() -> None:
    seen = course(habit(), "##", 3)
    assert seen.codes(day(-2).toordinal(), day(5).toordinal()) == "  ##.   "
    assert seen.codes(day(-9).toordinal(), day(-5).toordinal()) == "     "
    assert course(habit(since=9), "", 3).codes(day(0).toordinal(), day(1).toordinal()) == "  "


def test_a_period_counts_on_the_day_it_ends() -> None:
    seen = course(habit("walk", "2/week"), "##     #", 14)
    assert seen.share(day(0).toordinal(), day(6).toordinal()) == Share(1, 1)
    assert seen.share(day(0).toordinal(), day(13).toordinal()) == Share(1, 2)
    assert seen.share(day(0).toordinal(), day(5).toordinal()) == Share(0, 0)


def test_a_week_kept_early_counts_today() -> None:
    seen = course(habit("walk", "2/week"), "##", 1)
    assert seen.share(day(0).toordinal(), day(1).toordinal()) == Share(1, 1)


@pytest.mark.parametrize(("unit", "amount", "minutes"), [("min", 30, 30), ("hour", 1.5, 90), ("sec", 90, 1.5)])
def test_time_is_given_in_any_unit_of_time(unit: str, amount: float, minutes: float) -> None:
    log = grid("", amounts={0: amount, 1: amount})
    seen = course(habit("walk", "daily", f"at least 1 {unit}"), log, 2)
    assert seen.time(day(0).toordinal(), day(0).toordinal()) == minutes * 1000
    assert seen.time(day(0).toordinal(), day(9).toordinal()) == 2 * minutes * 1000


def test_pages_are_no_time() -> None:
    log = grid("", amounts={0: 12})
    assert course(habit("read", "daily", "at least 10 pages"), log, 2).time(1, day(2).toordinal()) == 0


def test_an_empty_log_has_an_empty_course() -> None:
    seen = course(habit(since=3), Log(), 0)
    assert (seen.first, seen.lapses, seen.parts) == (None, (), ())


def test_what_is_counted_is_named_by_the_rules_of_the_days_asked_about() -> None:
    walk = habit().under(rule("3/week", "check", day(70)))
    seen = course(walk, "#" * 140, 140)
    first, changed, last = (day(offset).toordinal() for offset in (0, 70, 139))
    assert seen.unit(first, last) == "period"
    assert seen.unit(first, changed - 14) == "day"
    assert seen.unit(changed + 14, last) == "week"
