"""A review with figures worked out by hand."""

from __future__ import annotations

import pytest

from tests.domain.judging.making import grid, urges
from tests.insights.making import AREAS, book, course, day, habit, habit_review, span
from tracker.domain.book import Pause
from tracker.domain.habit import Area
from tracker.domain.judging.lapses import Comeback
from tracker.insights import (
    EASE,
    Given,
    Good,
    Lapse,
    Mean,
    Quiet,
    Return,
    Review,
    Share,
    SuggestionKind,
    Taken,
    UrgeCount,
    review,
)
from tracker.insights.suggestions import follow_up

OWN, CARE, TALK = (area.id for area in AREAS)


def two_weeks() -> Review:
    """Two weeks of three habits, reviewed on the Monday after: the second beside the first."""
    made = book(
        (habit("play", "3/week", "at least 30 min", area=OWN), grid("", amounts={0: 30, 2: 45, 4: 30, 8: 30, 9: 10})),
        (habit("quiet", area=OWN), "#######" + "##..###"),
        (habit("listen", area=TALK), "..#...." + "#.#.#.#"),
        ease={0: 2, 7: 4, 9: 3, 10: 5},
    )
    return review(made, span(7, 13), day(14))


def test_areas_in_balance() -> None:
    own, talk = two_weeks().balance.areas
    assert (own.area.id, own.habits, talk.area.id) == (OWN, 2, TALK)
    # One of the two weeks of play is kept; quiet was 7 of 7, then 5 of 7. Days count once.
    assert own.now == Given(Share(5, 8), 40_000, 6, ("day", "week"))
    assert own.before == Given(Share(8, 8), 105_000, 7, ("day", "week"))
    assert talk.now == Given(Share(4, 7), 0, 4, ("day",))
    assert talk.before == Given(Share(1, 7), 0, 1, ("day",))


def test_time_for_oneself_beside_time_with_others() -> None:
    beside = two_weeks().balance.beside
    assert beside
    assert (beside.oneself.share, beside.others.share) == (Share(5, 8), Share(4, 7))


def test_areas_of_ones_own_are_not_read_as_one_or_the_other() -> None:
    made = book((habit("quiet", area=OWN), "#"), (habit("listen", area=TALK), "#"), (habit("saw", area="wood"), "#"))
    made = made._replace(areas=(*AREAS, Area("wood", "Wood", position=9)))
    assert review(made, span(0, 1), day(1)).balance.beside is None


def test_the_days_of_a_span() -> None:
    rhythm = two_weeks().rhythm
    # Quiet and listen are due each day; play, on days of its choice, only adds.
    assert [str(found.due) for found in rhythm.days] == [
        "2 of 2",
        "1 of 2",
        "1 of 2",
        "0 of 2",
        "2 of 2",
        "1 of 2",
        "2 of 2",
    ]
    assert [found.more for found in rhythm.days] == [0, 1, 0, 0, 0, 0, 0]
    assert rhythm.days[1].share == Share(2, 3)
    assert rhythm.perfect == Share(3, 7)
    assert rhythm.quiet == Quiet(day(10), day(10), 1)


def test_weekdays_stand_beside_what_is_expected_of_them() -> None:
    monday = two_weeks().rhythm.weekdays[0]
    # Quiet and listen were due and done; play, which could be done on any day, was not, which is no miss.
    assert monday.share == Share(2, 2)
    # 1/7 for play, 5/7 for quiet and 4/7 for listen.
    assert monday.days == 3
    assert monday.expected == pytest.approx(10 / 7)


def test_a_weekday_counts_what_its_days_count_and_leaves_today_out() -> None:
    made = book((habit("play", "3/week"), "#  #   #"), (habit("quiet"), "####.###"))
    rhythm = review(made, span(0, 7), day(7)).rhythm
    assert [found.share for found in rhythm.weekdays] == [found.share for found in rhythm.days[:7]]
    assert rhythm.days[7].share == Share(2, 2)


def test_a_weekday_is_named_once_it_stands_out() -> None:
    made = book((habit(), "######." * 8))
    rhythm = review(made, span(0, 55), day(56)).rhythm
    assert rhythm.gentlest
    assert (rhythm.gentlest.weekday, rhythm.gentlest.share) == (6, Share(0, 8))
    assert two_weeks().rhythm.best is None


def test_a_quiet_stretch_passes_over_paused_days() -> None:
    made = book((habit(), "#      #"), pauses=[Pause("p", day(2), day(3))])
    assert review(made, span(0, 8), day(9)).rhythm.quiet == Quiet(day(1), day(6), 4)


def test_ease() -> None:
    ease = two_weeks().ease
    assert (ease.mean, ease.before) == (Mean(12, 3), Mean(2, 1))
    assert (ease.weekdays[0], ease.weekdays[1], ease.weekdays[2]) == (Mean(4, 1), Mean(0, 0), Mean(3, 1))
    assert [(week.start, week.ease) for week in ease.weeks] == [(day(7), Mean(12, 3))]


def test_one_habit() -> None:
    seen = habit_review(two_weeks().book, "listen", span(7, 13), day(14))
    assert (seen.share, seen.before) == (Share(4, 7), Share(1, 7))
    assert seen.weekdays == tuple(Share(on, 1) for on in (1, 0, 1, 0, 1, 0, 1))
    assert [str(month.share) for month in seen.months] == ["4 of 7"]
    # Four lapses: 4 days (back on the second Monday), then three of one.
    assert seen.standing.comeback == Comeback(1, 3, 4, 0)
    assert seen.comeback_in_span == seen.standing.comeback
    assert seen.course.lapses[0] == Lapse(4, day(3), day(7))
    assert [streak.length for streak in seen.streaks] == [1, 1, 1, 1]


def test_strength_at_the_end_of_a_past_span_and_its_change() -> None:
    made = book((habit(), "#" * 30))
    seen = habit_review(made, "walk", span(10, 19), day(40))
    m = 0.5 ** (1 / 13)
    assert seen.strength == pytest.approx(1 - m**20)
    assert seen.change == pytest.approx(m**10 - m**20)
    curve = seen.curve(4)
    assert curve == pytest.approx([1 - m ** (days + 1) for days in (10, 13, 16, 19)])


def test_a_habit_that_begins_in_the_span_grows_from_nothing() -> None:
    made = book((habit(since=5), grid("###", day(5))))
    seen = habit_review(made, "walk", span(0, 7), day(8))
    assert seen.change == seen.strength
    assert seen.curve(8)[:5] == (None,) * 5
    assert seen.share == Share(3, 3)


def test_urges_week_by_week() -> None:
    made = book((habit("fix", "anytime", "let go"), urges(day(0), (2, 0), (0, 1), *[(0, 0)] * 12, (3, 1))))
    seen = habit_review(made, "fix", span(0, 16), day(20))
    assert seen.urges == (UrgeCount(day(0), 2, 1), UrgeCount(day(7), 0, 0), UrgeCount(day(14), 3, 1))
    assert seen.urges_in_span == Share(5, 7)


def test_who_came_back() -> None:
    made = book((habit("quiet"), "#...#.#"), (habit("listen"), "#..#..."))
    assert review(made, span(0, 6), day(7)).returns == (
        Return("quiet", 3, "day", day(4)),
        Return("listen", 2, "day", day(3)),
        Return("quiet", 1, "day", day(6)),
    )


def test_what_came_of_an_act() -> None:
    seen = course(habit(), "#......" * 4 + "#.#.#.#", 35)
    found = follow_up(seen, Taken("walk", SuggestionKind.PLAN, day(21), "after lunch"), day(34))
    assert (found.before, found.after) == (Share(3, 21), Share(4, 7))


def test_a_past_span_is_judged_as_of_its_end() -> None:
    made = book((habit("read"), "#######" + "......." + "#######"))
    past = review(made, span(0, 6), day(21))
    (read,) = past.habits
    assert (read.current.length if read.current else 0, read.best == read.current) == (7, True)
    assert read.standing.comeback.lapses == 0
    assert [well.good for well in past.went_well] == [Good.WHOLE]
    (read,) = review(made, span(7, 13), day(21)).habits
    assert read.current is None, "its last day is over"


def test_ease_has_no_id() -> None:
    assert EASE == ""
