"""Two looks: what went together is shown once it has stood for a month.

Whoever looks every month has twelve chances a year to see what is none. What a single look shows by luck is mostly
gone at the next one; so a pair is shown only when it would have been shown a month before as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property

from tracker.domain.book import Question
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.blank_days import forgotten_days
from tracker.insights.course import Course
from tracker.insights.pairings import Pairing, WentTogether, went_together
from tracker.insights.pairs import Names, most_recorded
from tracker.insights.questions import AnswerKind, QuestionAnswer, names_of, plain_counts, would_see
from tracker.insights.quiet_stretches import QuietStretch, quiet_stretches
from tracker.insights.rhythm import rhythm
from tracker.insights.span import ALL, Span
from tracker.insights.tide import Carried, carried

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
