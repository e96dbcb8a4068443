"""One habit's review: every number of its own page, each computed when it is first asked for."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from tracker.domain.habit import Habit
from tracker.domain.judging import Standing, Streak
from tracker.domain.judging.codes import DayCode
from tracker.domain.judging.lapses import Comeback
from tracker.insights.calendar import MonthShare, UrgeCount, month_shares, urge_counts
from tracker.insights.comebacks import comeback
from tracker.insights.course import Course
from tracker.insights.rhythm import weekday_shares
from tracker.insights.share import Share
from tracker.insights.span import Span


class HabitReview:
    """How one habit went in a span, beside the span before.

    `span` ends today at the latest, and `standing` is how the habit stood by then. A share counts periods kept, out
    of those kept or missed.
    """

    def __init__(
        self, course: Course, standing: Standing, span: Span, before: Span | None, week_start: int = 0
    ) -> None:
        self.habit: Habit = course.habit
        self.course = course
        self.standing = standing
        self.span = span
        self.span_before = before
        self._week_start = week_start

    @cached_property
    def share(self) -> Share:
        """The periods kept in the span."""
        return self.course.share(self.span.first, self.span.last)

    @property
    def units(self) -> tuple[str, ...]:
        """The kinds of periods that its shares count in the span and the one before, in the order of their lengths."""
        found = self.course.units((self.span_before or self.span).first, self.span.last)
        return tuple(unit for unit in ("urge", "day", "week", "month") if unit in found)

    @cached_property
    def before(self) -> Share | None:
        """The periods kept in the span before; None when there is no such span."""
        return self.course.share(self.span_before.first, self.span_before.last) if self.span_before else None

    @cached_property
    def times(self) -> int:
        """On how many days of the span it was done, due or not."""
        return len(self.course.active(self.span.first, self.span.last))

    @cached_property
    def times_before(self) -> int | None:
        """On how many days of the span before it was done; None when there is no such span."""
        before = self.span_before
        return len(self.course.active(before.first, before.last)) if before else None

    @cached_property
    def strength(self) -> float | None:
        """The strength at the end of the span; None where strength is not measured, or not yet."""
        return strength_on(self.standing, self.span.last)

    @cached_property
    def change(self) -> float | None:
        """How much strength grew over the span; a habit that began in it grew from where every habit begins."""
        now = self.strength
        if now is None or not self.standing.curve:
            return None
        before = strength_on(self.standing, self.span.first - 1)
        at_first = 1.0 if self.habit.rules[0].goal.is_limit else 0.0
        return now - (at_first if before is None else before)

    def curve(self, points: int = 24) -> tuple[float | None, ...]:
        """Return the strength on so many days spread evenly over the span, its last one among them.

        None stands for the days before the habit began.
        """
        return curve(self.standing, self.span, points)

    @property
    def is_settled(self) -> bool:
        """Whether it had been judged for four weeks (or months) by the end of the span; else a strength says little."""
        return not self.standing.is_new

    @property
    def current(self) -> Streak | None:
        """The streak that goes on at the end of the span."""
        return self.standing.streaks.current

    @property
    def best(self) -> Streak | None:
        """The best streak up to the end of the span."""
        return self.standing.streaks.best

    @cached_property
    def streaks(self) -> tuple[Streak, ...]:
        """The streaks that reach into the span, whole, in order."""
        span = self.span
        return tuple(
            streak for streak in self.standing.streaks.all if streak.end >= span.start and streak.start <= span.end
        )

    @cached_property
    def comeback_in_span(self) -> Comeback:
        """How soon the habit returned from the lapses that ended in the span."""
        return comeback(self.course.lapses, self.span.start, self.span.end)

    @cached_property
    def weekdays(self) -> tuple[Share, ...]:
        """The days done of those that counted, for each weekday, Monday first.

        Where the days are free to choose, every day of the week counts that is not excused.
        """
        return weekday_shares(self._codes, self.span.first)

    @property
    def is_free(self) -> bool:
        """Whether no day of the span was due: it could be done on any of them."""
        return not any(code in self._codes for code in (DayCode.DUE_KEPT, DayCode.DUE_MISSED))

    @cached_property
    def _codes(self) -> str:
        return self.course.codes(self.span.first, self.span.last)

    @cached_property
    def months(self) -> tuple[MonthShare, ...]:
        """The calendar months of the span that have come, in order."""
        return month_shares(self.course, self.span)

    @cached_property
    def urges(self) -> tuple[UrgeCount, ...]:
        """The urges of a letting-go habit, week by week in a short span and month by month in a long one."""
        lets_go = self.course.rule.goal.is_urge
        return urge_counts(self.course, self.span, self._week_start) if lets_go else ()

    @property
    def urges_in_span(self) -> Share:
        """The urges let pass in the span, out of all."""
        passed = sum(count.passed for count in self.urges)
        return Share(passed, passed + sum(count.acted for count in self.urges))


def strength_on(standing: Standing, day: int) -> float | None:
    """Return the strength at the end of a day, by its ordinal; None before the habit began."""
    if day >= standing.today.toordinal():
        return standing.strength
    known = standing.curve
    index = bisect_right(known, day, key=lambda point: point[0])
    return known[index - 1][1] if index else None


def curve(standing: Standing, span: Span, points: int) -> tuple[float | None, ...]:
    """Return the strength on so many days spread evenly over a span, its last one among them.

    None stands for the days before the habit began.
    """
    if not span.days:
        return ()
    step = (span.days - 1) / max(1, points - 1)
    days = dict.fromkeys(span.last - round(step * back) for back in reversed(range(points)))
    return tuple(strength_on(standing, day) for day in days)
