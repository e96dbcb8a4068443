"""One habit's review: every number of its own page, each computed when it is first asked for.

How soon one returned in any span stands here, and what fell into each of its weeks and months.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cached_property
from statistics import median

from tracker.domain.habit import Habit
from tracker.domain.judging import Standing, Streak
from tracker.domain.judging.codes import DayCode
from tracker.domain.judging.lapses import Comeback, Lapse
from tracker.domain.log import happened, month_before, month_number
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import Course
from tracker.insights.rhythm import weekday_shares
from tracker.insights.span import Mean, Share, Span, mean

_WEEKS_UP_TO = 190
"""Urges are shown week by week in a span of up to so many days, and month by month beyond."""


class MonthShare(NamedTuple):
    """A calendar month, by its first day, and the periods kept in its part of the span."""

    start: date
    share: Share


class UrgeCount(NamedTuple):
    """The urges of a week or a month, by its first day: let pass, acted on, and how strong those were that say so."""

    start: date
    passed: int
    acted: int
    strength: Mean = Mean()

    @property
    def share(self) -> Share:
        """Those let pass, out of all."""
        return Share(self.passed, self.passed + self.acted)


def month_shares(course: Course, span: Span) -> tuple[MonthShare, ...]:
    """Count the periods kept in each calendar month of a span, in order; a span that has not begun has none."""
    if not span.days:
        return ()
    found = []
    for number in range(month_number(span.start), month_number(span.end) + 1):
        first, last = month_before(number) + 1, month_before(number + 1)
        share = course.share(max(first, span.first), min(last, span.last))
        found.append(MonthShare(date.fromordinal(first), share))
    return tuple(found)


def urge_counts(course: Course, span: Span, week_start: int) -> tuple[UrgeCount, ...]:
    """Count urges week by week in a short span and month by month in a long one, in order.

    Weeks and months without any urge are among them: a quiet month is worth seeing.
    """
    by_week = span.days <= _WEEKS_UP_TO

    def start(day: int) -> int:
        return day - (day - 1 - week_start) % 7 if by_week else day + 1 - date.fromordinal(day).day

    counts = {start(day): (0, 0) for day in range(span.first, span.last + 1)}
    for day, passed, acted in course.urges(span.first, span.last):
        held = counts[start(day)]
        counts[start(day)] = held[0] + passed, held[1] + acted
    strong: dict[int, list[int]] = defaultdict(list)
    for day, event in happened(course.log, span.first, span.last):
        if event.strength:
            strong[start(day)].append(event.strength)
    return tuple(UrgeCount(date.fromordinal(max(1, day)), *count, mean(strong[day])) for day, count in counts.items())


def comeback(found: Iterable[Lapse], first: date, last: date) -> Comeback:
    """Sum up the lapses that ended between two days, both included, and the one that was under way at their end."""
    held = tuple(found)
    ended = sorted(lapse.length for lapse in held if lapse.back and first <= lapse.back <= last)
    open_ones = [lapse.length for lapse in held if lapse.back is None and lapse.since <= last]
    return Comeback(median(ended) if ended else None, ended.count(1), len(ended), sum(open_ones))


class Return(NamedTuple):
    """A habit that came back: which, after how many missed periods of which unit, and on which day."""

    habit: str
    length: int
    unit: str
    back: date


def returns(courses: Iterable[Course], first: date, last: date) -> tuple[Return, ...]:
    """Return the returns between two days, both included, the longest way back first."""
    found = [
        Return(course.habit.id, lapse.length, lapse.unit, lapse.back)
        for course in courses
        for lapse in course.lapses
        if lapse.back and first <= lapse.back <= last
    ]
    return tuple(sorted(found, key=lambda back: (-back.length, -back.back.toordinal(), back.habit)))


def unit_of(course: Course, day: date) -> str:
    """Return what a period is on a day: "day", "week", "month" or "urge"."""
    ordinal = day.toordinal()
    judged = [part.judged for part in course.parts if part.judged and part.segment.first <= ordinal]
    return judged[-1].unit if judged else "day"


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
