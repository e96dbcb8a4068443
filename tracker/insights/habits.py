"""One habit's review: every number of its own page, each computed when it is first asked for."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from functools import cached_property

from tracker.domain.goal import Aim
from tracker.domain.habit import Habit
from tracker.domain.judging import Comeback, Standing, Streak
from tracker.domain.log import month_before, month_number
from tracker.domain.tuples import NamedTuple
from tracker.insights.comebacks import Lapse, comeback, lapses
from tracker.insights.course import Course
from tracker.insights.daycodes import DUE_KEPT, DUE_MISSED
from tracker.insights.rhythm import weekday_shares
from tracker.insights.share import Share
from tracker.insights.span import Span
from tracker.insights.young import ENOUGH

_WEEKS_UP_TO = 190
"""Urges are shown week by week in a span of up to so many days, and month by month beyond."""


class MonthShare(NamedTuple):
    """A calendar month, by its first day, and the periods kept in its part of the span."""

    start: date
    share: Share


class UrgeCount(NamedTuple):
    """The urges of a week or a month, by its first day: let pass, and acted on."""

    start: date
    passed: int
    acted: int

    @property
    def share(self) -> Share:
        """Those let pass, out of all."""
        return Share(self.passed, self.passed + self.acted)


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
    def period(self) -> str:
        """What its shares count, where that is the same all along: days, weeks or months; else `period`."""
        units = {part.judged.unit for part in self.course.parts if part.judged}
        return units.pop().replace("urge", "day") if len(units) == 1 else "period"

    @cached_property
    def before(self) -> Share | None:
        """The periods kept in the span before; None when there is no such span."""
        return self.course.share(self.span_before.first, self.span_before.last) if self.span_before else None

    @cached_property
    def strength(self) -> float | None:
        """The strength at the end of the span; None where strength is not measured, or not yet."""
        if self.span.end >= self.standing.today:
            return self.standing.strength
        return self._strength_on(self.span.last)

    @cached_property
    def change(self) -> float | None:
        """How much strength grew over the span; a habit that began in it grew from where every habit begins."""
        now = self.strength
        if now is None or not self.standing.curve:
            return None
        before = self._strength_on(self.span.first - 1)
        at_first = 1.0 if self.habit.rules[0].goal.aim is Aim.AT_MOST else 0.0
        return now - (at_first if before is None else before)

    def curve(self, points: int = 24) -> tuple[float | None, ...]:
        """Give the strength on so many days spread evenly over the span, its last one among them.

        None stands for the days before the habit began.
        """
        if not self.span.days:
            return ()
        step = (self.span.days - 1) / max(1, points - 1)
        days = dict.fromkeys(self.span.last - round(step * back) for back in reversed(range(points)))
        return tuple(self._strength_on(day) for day in days)

    def _strength_on(self, day: int) -> float | None:
        if day >= self.standing.today.toordinal():
            return self.standing.strength
        known = self.standing.curve
        index = bisect_right(known, day, key=lambda point: point[0])
        return known[index - 1][1] if index else None

    @property
    def is_settled(self) -> bool:
        """Whether it had been judged for four weeks by the end of the span; before that a strength says little."""
        return self.course.days_by(self.span.last) >= ENOUGH

    @property
    def current(self) -> Streak | None:
        """The streak that goes on at the end of the span."""
        return self.standing.current_streak

    @property
    def best(self) -> Streak | None:
        """The best streak up to the end of the span."""
        return self.standing.best

    @cached_property
    def streaks(self) -> tuple[Streak, ...]:
        """The streaks that reach into the span, whole, in order."""
        span = self.span
        return tuple(
            streak for streak in self.standing.streaks if streak.end >= span.start and streak.start <= span.end
        )

    @property
    def comeback(self) -> Comeback:
        """How soon the habit returned, ever since it began."""
        return self.standing.comeback

    @cached_property
    def lapses(self) -> tuple[Lapse, ...]:
        """All lapses, over all time, in order."""
        return lapses(self.course.verdicts)

    @cached_property
    def comeback_in_span(self) -> Comeback:
        """How soon the habit returned from the lapses that ended in the span."""
        return comeback(self.lapses, self.span.start, self.span.end)

    @cached_property
    def weekdays(self) -> tuple[Share, ...]:
        """The days done of those that counted, for each weekday, Monday first.

        Where the days are free to choose, every day of the week counts that is not excused.
        """
        return weekday_shares(self._codes, self.span.first)

    @property
    def is_free(self) -> bool:
        """Whether no day of the span was due: it could be done on any of them."""
        return not any(code in self._codes for code in (DUE_KEPT, DUE_MISSED))

    @cached_property
    def _codes(self) -> str:
        return self.course.codes(self.span.first, self.span.last)

    @cached_property
    def months(self) -> tuple[MonthShare, ...]:
        """The calendar months of the span that have come, in order."""
        if not self.span.days:
            return ()
        found = []
        for number in range(month_number(self.span.start), month_number(self.span.end) + 1):
            first, last = month_before(number) + 1, month_before(number + 1)
            share = self.course.share(max(first, self.span.first), min(last, self.span.last))
            found.append(MonthShare(date.fromordinal(first), share))
        return tuple(found)

    @cached_property
    def urges(self) -> tuple[UrgeCount, ...]:
        """The urges of a letting-go habit, week by week in a short span and month by month in a long one.

        Weeks and months without any urge are among them: a quiet month is worth seeing.
        """
        if self.course.rule.goal.aim is not Aim.LET_GO or not self.span.days:
            return ()
        start = self._week if self.span.days <= _WEEKS_UP_TO else _month
        counts = {start(day): (0, 0) for day in range(self.span.first, self.span.last + 1)}
        for day, passed, acted in self.course.urges(self.span.first, self.span.last):
            held = counts[start(day)]
            counts[start(day)] = held[0] + passed, held[1] + acted
        return tuple(UrgeCount(date.fromordinal(max(1, day)), *count) for day, count in counts.items())

    def _week(self, day: int) -> int:
        return day - (day - 1 - self._week_start) % 7

    @property
    def urges_in_span(self) -> Share:
        """The urges let pass in the span, out of all."""
        passed = sum(count.passed for count in self.urges)
        return Share(passed, passed + sum(count.acted for count in self.urges))


def _month(day: int) -> int:
    return day + 1 - date.fromordinal(day).day
