"""Books as they really come: empty, young, paused, large."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.domain.judging.making import MONDAY, grid, rule, urges
from tests.insights.making import AREAS, book, day, habit, span
from tracker.domain.book import Book, Pause
from tracker.domain.habit import Habit
from tracker.insights import ALL, Balance, Good, Review, Rhythm, Share, Span, Topic, review, say_all


def ask_everything(seen: Review) -> None:
    """Compute all there is, and hold it to what is always true."""
    for area in seen.balance.areas:
        assert 0 <= area.now.share.kept <= area.now.share.of
        assert area.now.days <= seen.span.days
    for found in seen.rhythm.days:
        assert found.due.kept <= found.due.of
    for one in seen.habits:
        assert one.strength is None or 0 <= one.strength <= 1
        assert one.change is None or -1 <= one.change <= 1
        assert all(point is None or 0 <= point <= 1 for point in one.curve())
        assert sum(month.share.of for month in one.months) == one.share.of
        assert one.comeback_in_span.lapses <= one.standing.comeback.lapses
        _ = one.current, one.best, one.weekdays, one.urges_in_span, one.before
    for pairing in seen.pairings:
        assert pairing.days >= 28
    _ = seen.ease, seen.returns, seen.too_few_days
    assert len(seen.worth_a_look) <= 3
    assert all(sentence.text for sentence in say_all(seen))


def test_an_empty_book() -> None:
    seen = review(Book(), span(0, 6), day(6))
    ask_everything(seen)
    assert (seen.balance, seen.rhythm, seen.habits, seen.pairings) == (Balance(), Rhythm(), (), ())
    assert [sentence.text for sentence in say_all(seen)] == ["Not enough yet for patterns: 0 of 28 days."]


@pytest.mark.parametrize(("log", "days"), [("", 0), ("#", 1)])
def test_the_first_day(log: str, days: int) -> None:
    seen = review(book((habit(), log)), span(0, 6), day(0))
    ask_everything(seen)
    assert seen.too_few_days == (days, 28)
    assert seen.habits[0].share == Share(days, days)


def test_a_young_book_says_how_far_it_has_come() -> None:
    seen = review(book((habit(), "#" * 12)), span(0, 30), day(12))
    ask_everything(seen)
    assert [sentence.text for sentence in say_all(seen) if sentence.topic is Topic.TOO_FEW_DAYS] == [
        "Not enough yet for patterns: 12 of 28 days."
    ]
    assert review(book((habit(), "#" * 28)), span(0, 30), day(28)).too_few_days is None


def test_a_book_of_letting_go_alone() -> None:
    log = urges(day(0), *[(2, 0), (0, 0), (1, 1)] * 20)
    seen = review(book((habit("fix", "anytime", "let go"), log)), span(0, 59), day(60))
    ask_everything(seen)
    assert seen.balance.areas[0].now.share == Share(60, 80)
    assert seen.rhythm.quiet is None
    assert seen.went_well[0].good is Good.URGES
    assert seen.went_well[0].share == Share(60, 80)


def test_a_book_of_limits_alone_is_never_quiet() -> None:
    seen = review(book((habit("check", "daily", "at most 1 time"), "")), span(0, 40), day(41))
    ask_everything(seen)
    assert (seen.rhythm.quiet, seen.balance.areas[0].now.days) == (None, 0)


def test_everything_paused() -> None:
    kept = [(habit("walk"), "##"), (habit("read", "3/week"), ""), (habit("check", "daily", "at most 1 time"), "")]
    seen = review(book(*kept, pauses=[Pause("p", day(0))]), span(0, 59), day(59))
    ask_everything(seen)
    assert [one.share for one in seen.habits] == [Share(), Share(), Share(2, 2)]  # in the order of their ids
    assert seen.worth_a_look == ()
    assert seen.rhythm.quiet is None


def test_two_hundred_habits() -> None:
    ids = [f"habit {n}" for n in range(200)]
    seen = review(book(*((habit(id), "#.#." * 10) for id in ids)), span(0, 39), day(40))
    ask_everything(seen)
    assert seen.rhythm.perfect == Share(20, 40)
    assert len(seen.habits) == 200


def test_ten_years() -> None:
    made = book(
        (habit("walk"), grid("#######." * 460)),
        (habit("read", "4 in 10 days"), grid("# #  #" * 600)),
        (habit("call", "2/month"), grid("#        " * 400)),
        ease={offset: 1 + offset % 5 for offset in range(0, 3650, 3)},
    )
    seen = review(made, Span(ALL, MONDAY, day(3652)), day(3652))
    ask_everything(seen)
    assert seen.before is None
    assert len(seen.rhythm.days) == 3653


def test_week_53() -> None:
    begun = date(2026, 12, 28)
    own = Habit("walk", "Walk", AREAS[0].id, (rule("3/week", since=date(2026, 11, 30)),), date(2026, 11, 30))
    made = book((own, grid("#.#.#..", begun)))
    week = Span("week", begun, begun + timedelta(6))
    seen = review(made, week, date(2027, 2, 1))
    ask_everything(seen)
    assert seen.habits[0].share == Share(1, 1)
    assert [str(month.share) for month in seen.habits[0].months] == ["0 of 0", "1 of 1"]
    assert review(made, Span("year", date(2026, 1, 1), date(2026, 12, 31)), date(2027, 2, 1)).habits[0].share == Share(
        0, 4
    )


def test_a_change_of_rule_inside_the_span() -> None:
    changed = habit()._replace(rules=(rule("daily"), rule("2/week", since=day(7))))
    seen = review(book((changed, "##.##.#" + "#  #   ")), span(0, 13), day(14))
    ask_everything(seen)
    # Seven days by the old rule, one week by the new one.
    assert seen.habits[0].share == Share(6, 8)
    assert seen.habits[0].weekdays[0] == Share(2, 2)
    assert [found.due.of for found in seen.rhythm.days] == [1] * 7 + [0] * 7


def test_a_habit_that_begins_in_mid_span() -> None:
    seen = review(book((habit(since=3), grid("#.#", day(3)))), span(0, 6), day(9))
    ask_everything(seen)
    assert seen.habits[0].share == Share(2, 4)
    assert [found.due.of for found in seen.rhythm.days] == [0, 0, 0, 1, 1, 1, 1]


def test_an_archived_habit_counts_until_its_end_and_is_gone_after_it() -> None:
    put_away = habit()._replace(archived=day(4))
    made = book((put_away, "##.#####"))
    seen = review(made, span(0, 6), day(9))
    ask_everything(seen)
    assert seen.habits[0].share == Share(3, 4)
    later = review(made, span(7, 13), day(20))
    ask_everything(later)
    assert later.habits == ()
    assert later.balance.areas == ()
    assert later.worth_a_look == ()


def test_a_span_that_has_not_begun() -> None:
    seen = review(book((habit(), "##")), span(7, 13), day(2))
    ask_everything(seen)
    assert seen.habits[0].share == Share()
    assert seen.habits[0].curve() == ()
