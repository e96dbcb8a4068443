"""Questions: pairs that the user asked about, each with its answer, be it a no.

A pair that was asked about beforehand is one of three and not one of hundreds, and so is found much more often.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from math import sqrt, tanh
from statistics import NormalDist

from tracker.domain.book import Question
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.insights.course import DONE, NOT_DONE, Course
from tracker.insights.pairings import AskedPair, Contrast, Pairing
from tracker.insights.pairs import Names
from tracker.insights.share import Mean, Share, mean
from tracker.insights.sides import EASE
from tracker.insights.span import Span

_OFTEN = 0.9
"""So often each look sees a difference that both see in 8 of 10 cases."""


class AnswerKind(StrEnum):
    """What there is to answer."""

    FROM_TOMORROW = "from tomorrow"
    TOO_FEW_DAYS = "too few days"
    NOTHING = "nothing to be seen"
    SEEN_ONCE = "seen at this look"
    TOGETHER = "went together"


class QuestionAnswer(NamedTuple):
    """The answer to a question.

    `pairing` is what is seen at this look. `counts` hold the plain days, and are no test: how the second went on days
    with the first and without. `would_see` is the least difference that would have been seen in 8 of 10 cases, as a
    share (with ease, in steps of it); None where there are not even days enough to say that.
    """

    question: Question
    kind: AnswerKind
    counts: Contrast
    days: int
    pairing: Pairing | None = None
    would_see: float | None = None


def names_of(question: Question) -> Names:
    """Return who a question is about, whichever comes first."""
    return frozenset((question.first, question.second))


def would_see(asked: AskedPair, apart: int = 0) -> float:
    """Return the least difference that is seen in 8 of 10 cases, at the rates and with the days that there are.

    The correlation that passes the bar so often, by Fisher's z, as a difference of the second: a regression's slope.
    Both looks have to see it, of which the earlier one has the fewer days, by `apart`.
    """
    normal = NormalDist()
    z = normal.inv_cdf(1 - asked.bar / 2) + normal.inv_cdf(_OFTEN)
    worth = max(1.0, asked.worth * max(1, asked.days - apart) / asked.days)
    first, second = asked.spreads
    return tanh(z / sqrt(worth)) * second / first


def plain_counts(
    courses: Sequence[Course], ease: Mapping[int, int], span: Span, without: Container[int], question: Question
) -> tuple[Contrast, int]:
    """Count the days on which both count: how the second went with the first and without, and how many they are."""
    lines = {course.habit.id: course for course in courses}
    first, second = _days_of(lines[question.first], span, without), {}
    if question.second == EASE:
        second = {day: rate for day, rate in ease.items() if day in first}
    else:
        second = _days_of(lines[question.second], span, without)
    common = [(done, second[day]) for day, done in first.items() if day in second]
    on, off = ([figure for done, figure in common if done == wanted] for wanted in (1, 0))
    return Contrast(*(_figure(figures, question) for figures in (on, off))), len(common)


def _days_of(course: Course, span: Span, without: Container[int]) -> dict[int, int]:
    codes = enumerate(course.codes(span.first, span.last), span.first)
    return {day: int(code in DONE) for day, code in codes if code in DONE + NOT_DONE and day not in without}


def _figure(figures: Sequence[int], question: Question) -> Share | Mean:
    return mean(figures) if question.second == EASE else Share(sum(figures), len(figures))
