"""Two looks: what went together is shown once it has stood for a month; and what the user asked about, is answered.

Whoever looks every month has twelve chances a year to see what is none. What a single look shows by luck is mostly
gone at the next one; so a pair is shown only when it would have been shown a month before as well. A pair that was
asked about beforehand is one of three and not one of hundreds, and so is found much more often.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from math import sqrt, tanh
from statistics import NormalDist

from tracker.domain.book import Question
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.insights.blank_days import forgotten_days
from tracker.insights.course import DONE, NOT_DONE, Course
from tracker.insights.pairings import AskedPair, Contrast, Pairing, WentTogether, went_together
from tracker.insights.pairs import Names, most_recorded
from tracker.insights.quiet_stretches import QuietStretch, quiet_stretches
from tracker.insights.rhythm import rhythm
from tracker.insights.sides import EASE
from tracker.insights.span import ALL, Mean, Share, Span, mean
from tracker.insights.tide import Carried, carried

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


APART = 30
"""So many days lie between the two looks."""


class LeftOut(NamedTuple):
    """The days of a span that say nothing of what went together, by ordinal.

    On the forgotten ones nothing at all was written down; in the quiet stretches nearly everything stopped.
    """

    forgotten: frozenset[int] = frozenset()
    quiet: tuple[QuietStretch, ...] = ()

    @property
    def days(self) -> frozenset[int]:
        """All of them."""
        return self.forgotten.union(*(stretch.days for stretch in self.quiet))

    @property
    def stretched(self) -> int:
        """How many days lie in quiet stretches and were not forgotten."""
        return len(self.days) - len(self.forgotten)


class Compared(NamedTuple):
    """The habits that were held against each other, by their ids, and how many there are in the span."""

    habits: frozenset[str]
    of: int

    @property
    def are_all(self) -> bool:
        """Whether no habit had to be left out."""
        return len(self.habits) == self.of


class TwoLooks:
    """What went together in a span, as it is seen now and as it would have been seen a month before.

    `ease` holds the rated days by ordinal; `questions` were all asked, and those asked before `today` are tested.
    """

    def __init__(
        self,
        courses: Sequence[Course],
        ease: Mapping[int, int],
        span: Span,
        questions: Sequence[Question],
        today: date,
    ) -> None:
        self.span = span
        self._courses = courses
        self._ease = ease
        self._questions = questions
        self._today = today

    @cached_property
    def left_out(self) -> LeftOut:
        """The days that are left out now."""
        return self._left_out(self.span)

    def _left_out(self, span: Span) -> LeftOut:
        return LeftOut(forgotten_days(self._courses, self._ease, span), quiet_stretches(self._courses, span))

    @cached_property
    def compared(self) -> Compared:
        """How many of the habits are held against each other."""
        held = sum(course.touches(self.span.first, self.span.last) for course in self._courses)
        return Compared(frozenset(course.habit.id for course in self._chosen), held)

    @cached_property
    def _chosen(self) -> Sequence[Course]:
        """The habits that are held against each other, at both looks."""
        asked = {id for question in self._questions for id in names_of(question)}
        return most_recorded(self._courses, self.span, asked)

    def _look(self, span: Span, left_out: LeftOut) -> WentTogether:
        asked = {names_of(question) for question in self._questions if question.asked < self._today}
        return went_together(self._chosen, self._ease, span, left_out.days, asked)

    @cached_property
    def _now(self) -> WentTogether:
        return self._look(self.span, self.left_out)

    @cached_property
    def _before(self) -> frozenset[Names]:
        """Who would have been shown a month before; nobody is looked for where nobody is shown now."""
        if not self._now.pairings:
            return frozenset()
        earlier = self._a_month_before()
        found = self._look(earlier, self._left_out(earlier)).pairings
        return frozenset(map(_names, found))

    def _a_month_before(self) -> Span:
        apart = timedelta(days=APART)
        start = self.span.start if self.span.name == ALL else max(date.min + apart, self.span.start) - apart
        return self.span._replace(start=start, end=max(date.min + apart, self.span.end) - apart)

    @property
    def at_this_look(self) -> tuple[Pairing, ...]:
        """What is seen now, whether or not it would have been a month before."""
        return self._now.pairings

    @cached_property
    def pairings(self) -> tuple[Pairing, ...]:
        """What went together, and would have been shown a month before too; the surest first."""
        return tuple(pairing for pairing in self._now.pairings if _names(pairing) in self._before)

    @cached_property
    def carried(self) -> Carried | None:
        """What the fullest and the emptiest days hold, where some days plainly carry everything."""
        if not self._now.is_carried:
            return None
        return carried(rhythm(self._courses, self.span).days, self.left_out.days)

    @cached_property
    def answers(self) -> tuple[QuestionAnswer, ...]:
        """What there is to answer to each question, in the order in which they were asked."""
        return tuple(map(self._answer, self._questions))

    def _answer(self, question: Question) -> QuestionAnswer:
        names = names_of(question)
        counts, days = plain_counts(self._courses, self._ease, self.span, self.left_out.days, question)
        if question.asked >= self._today:
            return QuestionAnswer(question, AnswerKind.FROM_TOMORROW, counts, days)
        if seen := next((pairing for pairing in self._now.pairings if _names(pairing) == names), None):
            kind = AnswerKind.TOGETHER if names in self._before else AnswerKind.SEEN_ONCE
            return QuestionAnswer(question, kind, counts, days, seen)
        asked = self._now.asked.get(names)
        if asked is None:
            return QuestionAnswer(question, AnswerKind.TOO_FEW_DAYS, counts, days)
        return QuestionAnswer(question, AnswerKind.NOTHING, counts, days, would_see=would_see(asked, APART))


def _names(pairing: Pairing) -> Names:
    return frozenset((pairing.first, pairing.second))
