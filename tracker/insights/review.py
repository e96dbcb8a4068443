"""Review: all that a span shows, each part computed when a screen, a command or a page first asks for it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from tracker.domain.book import Book
from tracker.domain.habit import Area, Habit
from tracker.domain.judging import Standing, judge
from tracker.insights.balance import Balance, balance
from tracker.insights.blank_days import TooFewDays, too_few_days
from tracker.insights.course import Course, course_of
from tracker.insights.ease import Ease, ease, rated
from tracker.insights.habits import HabitReview, Return, returns
from tracker.insights.pairings import Pairing
from tracker.insights.quiet_stretches import QuietStretch
from tracker.insights.rhythm import Rhythm, rhythm
from tracker.insights.span import Span, year_until
from tracker.insights.suggestions import FollowUp, follow_ups
from tracker.insights.two_looks import TwoLooks
from tracker.insights.worth_a_look import Suggestion, Well, went_well, worth_a_look


class Review:
    """What a span shows of a book, as of a day.

    `span` is the part of the asked span that has come, `before` the same part of the one before it (None of
    everything), and `year` the stretch in which pairings are sought.
    """

    def __init__(self, book: Book, span: Span, today: date) -> None:
        self.book = book
        self.today = today
        self.span = span.until(today)
        self.before = span.before(today)
        self.year = year_until(span, today)

    def _stood(self, habit: Habit) -> Standing:
        """Judge a habit as it stood when the span ended; a past span's last day is over, and nothing came after it."""
        log, day = self.book.log(habit.id), self.span.end
        if day < self.today:
            day += timedelta(days=1)
            log = log.marked(day, None) if log.get(day) else log
        return judge(habit, log, self.book.pauses_of(habit), day)

    @cached_property
    def _areas(self) -> tuple[tuple[Area, tuple[Course, ...]], ...]:
        found = []
        for area, habits in self.book.by_area():
            found.append((area, tuple(course_of(self.book, habit, self.today) for habit in habits)))
        return tuple(found)

    @cached_property
    def courses(self) -> tuple[Course, ...]:
        """The courses of all habits, in the order of the screen, archived ones among them."""
        return tuple(course for _, courses in self._areas for course in courses)

    @cached_property
    def habits(self) -> tuple[HabitReview, ...]:
        """The habits that were practised in the span, and those not archived, in the order of the screen."""
        return tuple(
            self.of(course)
            for course in self.courses
            if course.touches(self.span.first, self.span.last) or not course.is_archived
        )

    def of(self, course: Course) -> HabitReview:
        """Return the review of one habit."""
        week_start = self.book.settings.week_start
        return HabitReview(course, self._stood(course.habit), self.span, self.before, week_start)

    def habit(self, id: str) -> HabitReview | None:
        """Return the review of a habit by its id; None where it is gone."""
        return next((self.of(course) for course in self.courses if course.habit.id == id), None)

    @cached_property
    def balance(self) -> Balance:
        """What each area was given."""
        return balance(self._areas, self.span, self.before)

    @cached_property
    def rhythm(self) -> Rhythm:
        """How days and weekdays went."""
        return rhythm(self.courses, self.span)

    @cached_property
    def ease(self) -> Ease:
        """How the days felt."""
        return ease(self._rated, self.span, self.before, self.book.settings.week_start)

    @cached_property
    def _rated(self) -> dict[int, int]:
        return rated(self.book, self.today)

    @cached_property
    def returns(self) -> tuple[Return, ...]:
        """The habits that came back in the span, the longest way back first."""
        return returns(self.courses, self.span.start, self.span.end)

    @cached_property
    def looks(self) -> TwoLooks:
        """What went together in `year`: the days left out, what carries everything, and the answers to questions."""
        return TwoLooks(self.courses, self._rated, self.year, self.book.open_questions, self.today)

    @property
    def pairings(self) -> tuple[Pairing, ...]:
        """What went together in `year`, the surest first."""
        return self.looks.pairings

    @cached_property
    def quiet_stretches(self) -> tuple[QuietStretch, ...]:
        """The stretches of the span in which nearly everything stopped and that are over, the latest first."""
        first, over = self.span.start, self.today - timedelta(days=1)
        return tuple(one for one in reversed(self.looks.left_out.quiet) if first <= one.end < over)

    @cached_property
    def went_well(self) -> tuple[Well, ...]:
        """What went well in the span, the most telling first."""
        return went_well(self.habits)

    @cached_property
    def worth_a_look(self) -> tuple[Suggestion, ...]:
        """At most three habits that may want something else, each with the act it suggests."""
        return worth_a_look(self.courses, self.span)

    @cached_property
    def follow_ups(self) -> tuple[FollowUp, ...]:
        """What came of the acts of earlier weeks, the latest first."""
        return follow_ups(self.book, self.courses, self.span)

    @cached_property
    def too_few_days(self) -> TooFewDays | None:
        """How far a young book has come toward its first patterns; None once it is old enough."""
        return too_few_days(self.courses, self.span)


def review(book: Book, span: Span, today: date) -> Review:
    """Review a span of a book as of a day; each habit is judged when it is first asked about."""
    return Review(book, span, today)


def pairings_of(habit: Habit, found: Iterable[Pairing]) -> tuple[Pairing, ...]:
    """Return the pairings in which a habit takes part."""
    return tuple(pairing for pairing in found if habit.id in (pairing.first, pairing.second))
