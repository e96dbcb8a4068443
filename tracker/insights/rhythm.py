"""Rhythm: how days and weekdays went, over all habits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import sqrt

from tracker.domain.judging.codes import DayCode
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import DONE, Course
from tracker.insights.span import Share, Span

_CLEAR = 2.5
"""So many standard deviations make a weekday stand out: with seven of them, about one year in a dozen by chance."""


class DayShare(NamedTuple):
    """How a day went: of the periods that are this day, how many were kept, and what was done beyond them.

    `more` counts habits that were done on a day of their choice (`3/week`, `anytime`); it only ever adds.
    """

    day: date
    due: Share
    more: int

    @property
    def share(self) -> Share:
        """Everything done, out of what was due or done."""
        return Share(self.due.kept + self.more, self.due.of + self.more)

    @property
    def is_perfect(self) -> bool:
        """Whether all that was due was kept."""
        return self.due.of > 0 and self.due.kept == self.due.of


class WeekdayShare(NamedTuple):
    """A weekday (Monday = 0) over all habits: what was done of what was due or done, and what was to be expected.

    `days` counts every day of every habit that counted, those of free choice as well; of these the habits' own means
    make the expectation, which keeps a weekday from looking easy because easy habits are due on it.
    """

    weekday: int
    share: Share
    days: int
    expected: float
    spread: float

    @property
    def clearness(self) -> float:
        """How much more was done than expected, in standard deviations."""
        return (self.share.kept - self.expected) / self.spread if self.spread else 0.0


class Quiet(NamedTuple):
    """A stretch of days on which nothing was done; paused days inside it are not counted in `days`."""

    start: date
    end: date
    days: int


class Rhythm(NamedTuple):
    """How the days of a span went.

    `days` has every day of the span that has come, `weekdays` seven, of the days that are over. `best` and `gentlest`
    are named only when they stand out clearly.
    """

    days: tuple[DayShare, ...] = ()
    weekdays: tuple[WeekdayShare, ...] = ()
    quiet: Quiet | None = None

    @property
    def perfect(self) -> Share:
        """The days on which all that was due was kept, out of those on which something was."""
        return Share(sum(day.is_perfect for day in self.days), sum(day.due.of > 0 for day in self.days))

    @property
    def best(self) -> WeekdayShare | None:
        """The weekday that comes easiest."""
        found = max(self.weekdays, key=lambda day: day.clearness, default=None)
        return found if found and found.clearness >= _CLEAR else None

    @property
    def gentlest(self) -> WeekdayShare | None:
        """The weekday that asks for most gentleness."""
        found = min(self.weekdays, key=lambda day: day.clearness, default=None)
        return found if found and found.clearness <= -_CLEAR else None


def rhythm(courses: Iterable[Course], span: Span) -> Rhythm:
    """Read the rhythm of a span that has come."""
    touching = [course for course in courses if course.touches(span.first, span.last)]
    lines = [course.codes(span.first, span.last) for course in touching]
    if not lines:
        return Rhythm()
    active: set[int] = set()
    for course in touching:
        active |= course.active(span.first, span.last)
    # Neither staying within a limit nor a day without an urge is quiet: it is nothing to be done.
    doing = [line for course, line in zip(touching, lines, strict=True) if course.rule.goal.is_doing]
    days = _days(lines, span.first)
    # What today has yet to bring would count for its weekday as not done.
    over = [line[: max(0, touching[0].today - span.first)] for line in lines]
    return Rhythm(days, _weekdays(over, days, span.first), _quiet(doing, active, span.first))


def _days(lines: Sequence[str], first: int) -> tuple[DayShare, ...]:
    found = []
    for ordinal, codes in enumerate(zip(*lines, strict=True), first):
        kept = codes.count(DayCode.DUE_KEPT)
        due = Share(kept, kept + codes.count(DayCode.DUE_MISSED))
        found.append(DayShare(date.fromordinal(ordinal), due, codes.count(DayCode.FREE_DONE)))
    return tuple(found)


def _weekdays(lines: Sequence[str], days: Sequence[DayShare], first: int) -> tuple[WeekdayShare, ...]:
    """Count each weekday beside what the habits' own means expect of it.

    The variance of the difference is that of drawing the weekday's days from all the habit's days without
    putting any back; streaks do not widen it, since the days of one weekday lie a week apart.
    """
    sums = [(0, 0.0, 0.0)] * 7
    for line in lines:
        shares = weekday_shares(line, first)
        kept, of = sum(share.kept for share in shares), sum(share.of for share in shares)
        for weekday, share in enumerate(shares):
            total, expected, variance = sums[weekday]
            if share.of and of > 1:
                rate = kept / of
                variance += share.of * rate * (1 - rate) * (of - share.of) / (of - 1)
                sums[weekday] = total + share.of, expected + share.of * rate, variance
    found = [Share()] * 7
    for day in days[: max(map(len, lines))]:
        found[day.day.weekday()] = found[day.day.weekday()].plus(day.share)
    return tuple(
        WeekdayShare(weekday, share, total, expected, sqrt(variance))
        for weekday, (share, (total, expected, variance)) in enumerate(zip(found, sums, strict=True))
    )


def weekday_shares(codes: str, first: int) -> tuple[Share, ...]:
    """Count what was done of what counted on each weekday, Monday first."""
    found = []
    for weekday in range(7):
        days = codes[(weekday + 1 - first) % 7 :: 7]
        done = sum(map(days.count, DONE))
        found.append(Share(done, len(days) - days.count(DayCode.OUT)))
    return tuple(found)


def _quiet(lines: Sequence[str], active: set[int], first: int) -> Quiet | None:
    """Find the longest run of days on which something could be done and nothing was."""
    longest = run = (0, 0, 0)
    for ordinal, codes in enumerate(zip(*lines, strict=True), first):
        if ordinal in active:
            run = (0, 0, 0)
        elif any(code != DayCode.OUT for code in codes):
            run = (run[0] or ordinal, ordinal, run[2] + 1)
            longest = max(longest, run, key=lambda quiet: quiet[2])
    start, end, days = longest
    return Quiet(date.fromordinal(start), date.fromordinal(end), days) if days else None
