from __future__ import annotations

import pytest

from tests.insights.making import book, course, day, habit, span
from tracker.domain.book import Pause
from tracker.insights import Good, Share, Suggestion, SuggestionKind, Topic, review, say_all
from tracker.insights.worth_a_look import worth_a_look

DAYS = 112
WHOLE = span(0, DAYS - 1)
USUAL = "######." * 12


def looks(log: str, **described: str) -> tuple[Suggestion, ...]:
    return worth_a_look([course(habit()._replace(**described), log, DAYS)], WHOLE)  # type: ignore[arg-type]


def test_one_missed_day_or_one_missed_week_is_nothing_to_look_at() -> None:
    assert not looks("#" * 111 + ".")
    assert not looks(USUAL + "######." * 3 + ".......")
    assert not looks(USUAL + "######." * 2 + "......." * 2)


def test_three_weeks_far_below_what_was_usual_are() -> None:
    (look,) = looks(USUAL + "######." + "##....." * 3)
    assert (look.recent, look.earlier, look.days) == (Share(12, 28), Share(72, 84), 28)


def test_a_steady_habit_is_left_in_peace() -> None:
    assert not looks("##.#" * 28)
    assert not looks("#.###." * 19)


@pytest.mark.parametrize(
    ("log", "described", "act"),
    [
        ("..#...." * 16, {}, SuggestionKind.PLAN),  # no cue yet
        ("..#....#....." * 9, {"cue": "after dinner", "small": "one page"}, SuggestionKind.SHRINK),
        ("..#....#....." * 9, {"cue": "after dinner"}, SuggestionKind.CUE),
        (USUAL + "......." * 4, {"cue": "after dinner"}, SuggestionKind.PAUSE),
        ("#" * 7 + "......." * 15, {"cue": "after dinner"}, SuggestionKind.LET_GO),
        # Fridays to Sundays stand out: a plan for one of them.
        ("####..." * 12 + "###...." * 4, {"cue": "after dinner", "small": "one page"}, SuggestionKind.PLAN),
    ],
)
def test_the_act_fits_what_was_seen(log: str, described: dict[str, str], act: SuggestionKind) -> None:
    (look,) = looks(log, **described)
    assert look.kind is act


def test_a_reminder_may_rest_where_strength_has_stayed_high_for_four_weeks() -> None:
    def suggested(log: str, reminders: tuple[int, ...] = (1080,), *pauses: Pause) -> list[SuggestionKind]:
        made = course(habit()._replace(reminders=reminders), log, len(log) - 1, *pauses)
        return [look.kind for look in worth_a_look([made], span(0, len(log) - 1))]

    assert suggested("#" * 60) == [SuggestionKind.FADE]
    assert suggested("#" * 60, ()) == []
    assert suggested("#" * 58) == []  # 0.798 after 30 days: not for four weeks yet
    assert suggested("######." * 20) == [SuggestionKind.FADE]
    assert suggested("#" * 60 + "......" + "#" * 20) == []  # it fell below within the four weeks
    assert suggested("#" * 60, (1080,), Pause("p", day(59))) == []


def test_a_reminder_that_may_rest_comes_after_what_wants_help() -> None:
    firm = course(habit("firm")._replace(reminders=(1080,)), "#" * DAYS, DAYS)
    falls = [course(habit(f"h{n}"), USUAL + "######." + ("#" * n).ljust(7, ".") * 3, DAYS) for n in range(2)]
    assert [look.habit for look in worth_a_look([firm, *falls], WHOLE)] == ["h0", "h1", "firm"]
    assert (
        len(
            worth_a_look(
                [firm, *falls, *(course(habit(f"x{n}"), USUAL + "......." * 4, DAYS) for n in range(2))], WHOLE
            )
        )
        == 3
    )


def test_paused_and_young_habits_are_left_in_peace() -> None:
    log = USUAL + "......." * 4
    assert not worth_a_look([course(habit(), log, DAYS, Pause("p", day(DAYS)))], WHOLE)
    assert not worth_a_look([course(habit(since=DAYS - 14), "", DAYS)], WHOLE)


def test_there_are_three_at_most_the_clearest_first() -> None:
    falls = [course(habit(f"h{n}"), USUAL + "######." + ("#" * n).ljust(7, ".") * 3, DAYS) for n in range(5)]
    found = worth_a_look(falls, WHOLE)
    assert [look.habit for look in found] == ["h0", "h1", "h2"]


def test_weekly_and_monthly_habits_are_given_time() -> None:
    weekly = course(habit("call", "1/week"), "#      " * 12, DAYS)
    monthly = course(habit("talk", "1/month"), "#" + " " * 29 + "#", DAYS)
    assert [look.habit for look in worth_a_look([weekly, monthly], WHOLE)] == ["call"]


def test_comebacks_come_first_in_what_went_well() -> None:
    made = book((habit("quiet"), "#....###" + "#" * 20), (habit("listen"), "#" * 28))
    wells = review(made, span(0, 27), day(28)).went_well
    assert [(well.habit, well.good, well.length) for well in wells] == [
        ("quiet", Good.COMEBACK, 4),
        ("listen", Good.BEST, 28),
    ]


def test_a_past_week_in_which_all_was_kept_went_well() -> None:
    made = book((habit(), "#######......."))
    (well,) = review(made, span(0, 6), day(21)).went_well
    assert (well.good, well.share) == (Good.WHOLE, Share(7, 7))


def test_being_within_a_week_or_two_is_no_comeback_yet() -> None:
    made = book((habit(), "#..#..#..#.."))
    assert all(well.good is not Good.COMEBACK for well in review(made, span(0, 11), day(12)).went_well)


def test_the_sentences_begin_with_what_went_well_and_end_with_a_look() -> None:
    made = book((habit("quiet"), "#" * DAYS), (habit("listen"), USUAL + "......." * 4))
    topics = [sentence.topic for sentence in say_all(review(made, WHOLE, day(DAYS)))]
    assert topics[0] is Topic.WELL
    assert topics[-1] is Topic.LOOK


def test_an_old_comeback_does_not_lead_a_year() -> None:
    made = book((habit("quiet"), "#.........#" + "###." * 80), (habit("listen"), "#" * 330))
    wells = review(made, span(0, 329), day(330)).went_well
    assert wells[0].habit == "listen"
    assert not any(well.is_fresh for well in wells)


def test_a_limit_of_a_few_days_does_not_lead() -> None:
    made = book((habit("sweets", goal="at most 1 time", since=24), ""), (habit("listen"), "#" * 28))
    assert review(made, span(0, 27), day(28)).went_well[0].habit == "listen"


def test_a_comeback_that_did_not_hold_is_not_told() -> None:
    made = book((habit("quiet"), "#" * 7 + "....#" + "." * 16))
    assert all(well.good is not Good.COMEBACK for well in review(made, span(0, 27), day(28)).went_well)
