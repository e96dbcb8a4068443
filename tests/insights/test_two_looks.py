"""What went together is shown once it has stood for a month; questions get an answer at every look."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks import honesty, years
from tests.insights.making import book, course, day, habit, span
from tracker.domain.book import Question
from tracker.insights import AnswerKind, Mean, Share, review
from tracker.insights.pairing_sentences import say_answer, say_counts, say_question
from tracker.insights.two_looks import TwoLooks

DAYS = 200
NAMES = {"quiet": "Quiet", "calm": "Calm", "walk": "Walk"}


def together(alike: float, apart_until: int = 0) -> tuple[str, str]:
    """Toss days, and others that are the same with a chance; up to a day they have nothing to do with each other."""
    dice = Random(8)  # noqa: S311 - dice, not secrets
    ones = [dice.random() < 0.5 for _ in range(DAYS)]
    others = [
        one if at >= apart_until and dice.random() < alike else dice.random() < 0.5 for at, one in enumerate(ones)
    ]
    return "".join(" #"[on] for on in ones), "".join(" #"[on] for on in others)


def looks(lines: tuple[str, str], *questions: Question, ease: dict[int, int] | None = None) -> TwoLooks:
    courses = [course(habit(id), line, DAYS) for id, line in zip(("quiet", "calm"), lines, strict=True)]
    rated = {day(offset).toordinal(): rate for offset, rate in (ease or {}).items()}
    return TwoLooks(courses, rated, span(0, DAYS - 1, "all"), questions, day(DAYS))


def asked(first: str = "quiet", second: str = "calm", on: int = 10) -> Question:
    return Question("q", first, second, day(on))


def said(found: TwoLooks) -> str:
    (answer,) = found.answers
    return f"{say_question(answer, NAMES)} {say_answer(answer, NAMES)} {say_counts(answer, NAMES)}"


def test_a_pair_that_stands_at_both_looks_is_shown() -> None:
    found = looks(together(0.6))
    assert [(pairing.first, pairing.second) for pairing in found.pairings] == [("quiet", "calm")]


def test_what_only_the_last_month_shows_waits_for_another() -> None:
    found = looks(together(0.95, apart_until=DAYS - 45))
    assert found.at_this_look
    assert found.pairings == ()


@pytest.mark.parametrize(
    ("alike", "until", "kind"),
    [(0.6, 0, AnswerKind.TOGETHER), (0.95, DAYS - 45, AnswerKind.SEEN_ONCE), (0.0, 0, AnswerKind.NOTHING)],
)
def test_a_question_is_answered(alike: float, until: int, kind: AnswerKind) -> None:
    (answer,) = looks(together(alike, until), asked()).answers
    assert (answer.kind, answer.days) == (kind, DAYS)
    assert isinstance(answer.counts.on, Share)


def test_a_no_says_what_would_have_been_seen() -> None:
    found = looks(together(0.0), asked())
    (answer,) = found.answers
    assert answer.would_see is not None
    assert 0.2 < answer.would_see < 0.4
    assert said(found) == (
        "Does “Quiet” go with “Calm”? Over 200 days nothing to be seen; "
        f"{100 * answer.would_see:.0f} points would have been seen in 8 of 10 cases. "
        f"Counts only: “Calm” {answer.counts.on} days with “Quiet”, {answer.counts.off} without."
    )


def test_a_question_is_looked_at_from_the_day_after_it_was_asked() -> None:
    (answer,) = looks(together(0.6), asked(on=DAYS)).answers
    assert answer.kind is AnswerKind.FROM_TOMORROW
    assert looks(together(0.6), asked(on=DAYS)).pairings == looks(together(0.6)).pairings


def test_ease_can_be_asked_about() -> None:
    ones, others = together(0.7)
    rates = {at: 4 if code == "#" else 2 for at, code in enumerate(others)}
    found = looks((ones, together(0.0)[1]), asked(second=""), ease=rates)
    (answer,) = found.answers
    assert answer.kind is AnswerKind.TOGETHER
    assert isinstance(answer.counts.on, Mean)
    assert "the day’s ease" in said(found)


def test_too_few_days_are_said_to_be_too_few() -> None:
    rare = "".join("#" if at in (20, 90, 150) else " " for at in range(DAYS))
    assert "No telling: over 200 days" in said(looks((rare, together(0.0)[1]), asked()))
    young = [course(habit(id), "# # ##  # ##", 12) for id in ("quiet", "calm")]
    assert "Not enough yet: 12 days" in said(TwoLooks(young, {}, span(0, 11), [asked(on=0)], day(12)))


def test_a_pair_that_was_asked_about_has_a_lower_bar_than_one_of_many() -> None:
    found = unasked = 0
    for seed in range(8):
        year = years.planted(seed, habits=10, pairs=1)
        found += bool(honesty.by_questions(year) & year.planted)
        unasked += bool(honesty.by_letbe(year) & year.planted)
    assert found > unasked


def test_a_review_answers_the_questions_whose_habits_are_there() -> None:
    ones, others = together(0.6)
    asking = book((habit("quiet"), ones), (habit("calm"), others))._replace(
        questions=(asked(), Question("gone", "quiet", "nobody", day(10)))
    )
    (answer,) = review(asking, span(0, DAYS - 1), day(DAYS)).looks.answers
    assert answer.question == asked()
