"""What went well, and what is worth a look: chosen by trends over weeks, never by one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from math import sqrt
from typing import NamedTuple

from tracker.domain.goal import Aim
from tracker.insights.comebacks import unit_of
from tracker.insights.course import Course
from tracker.insights.habits import HabitReview
from tracker.insights.rhythm import weekday_shares
from tracker.insights.share import Share, fall
from tracker.insights.span import Span

MOST = 3
_WEEKS = 3
_RECENT = 28
_EARLIER = 84
_MONTHS = 93
_CLEARLY = 2
_CLEARLY_OF_SEVEN = 2.5
_LONG = 42


class Act(StrEnum):
    """What one can do about a habit that wants something else."""

    PLAN = "make an if-then plan"
    SHRINK = "shrink it to the small version"
    CUE = "try another cue"
    PAUSE = "pause it"
    LET_GO = "let it go"


class Look(NamedTuple):
    """A habit worth a look, and the act it suggests.

    `recent` counts the periods of the last `days` days, `earlier` those of the twelve weeks before; `weekday`
    is the day that a plan could be for (Monday = 0), if one stands out.
    """

    habit: str
    act: Act
    recent: Share
    earlier: Share
    days: int
    weekday: int | None
    weight: float


class Good(StrEnum):
    """In which way something went well."""

    COMEBACK = "comeback"
    BEST = "best streak yet"
    STREAK = "streak"
    STRENGTH = "strength"
    WHOLE = "all kept"
    URGES = "urges let pass"


class Well(NamedTuple):
    """Something that went well with a habit.

    `length` is that of the lapse before a comeback, or of a streak, in `unit`; `gain` how much strength grew;
    `share` the periods kept in the span, or the urges let pass.
    """

    habit: str
    good: Good
    share: Share
    weight: float
    length: int = 0
    unit: str = ""
    gain: float = 0.0


def worth_a_look(courses: Iterable[Course], span: Span) -> tuple[Look, ...]:
    """Choose at most three habits that have gone down, or stayed below half, for three weeks up to a span's end.

    Habits that are archived or paused by then are left in peace.
    """
    found = [look for course in courses if (look := _look(course, min(span.last, course.today)))]
    return tuple(sorted(found, key=lambda look: (-look.weight, look.habit))[:MOST])


def _look(course: Course, last: int) -> Look | None:
    if course.is_archived or course.rests_today or course.first is None:
        return None
    days = _MONTHS if any(part.judged and part.judged.unit == "month" for part in course.parts[-1:]) else _RECENT
    recent = course.share(last + 1 - days, last)
    earlier = course.share(last + 1 - days - _EARLIER, last - days)
    if not _lasts(course, last, days) or recent.value is None:
        return None
    fell = fall(earlier, recent) if earlier.of >= recent.of else 0.0
    if fell < _CLEARLY and recent.value >= 0.5:
        return None
    weekday = _gentle_weekday(course, last)
    weight = fell + (0.5 - recent.value) * sqrt(recent.of) / 2
    return Look(course.habit.id, _act(course, last, recent, weekday), recent, earlier, days, weekday, weight)


def _lasts(course: Course, last: int, days: int) -> bool:
    """Whether it is more than a bad week: the last three judged weeks (or periods) are all below three fourths."""
    step = days // 4 if days == _RECENT else days // _WEEKS
    weeks = [course.share(last + 1 - step * (back + 1), last - step * back) for back in range(days // step)]
    judged = [share for share in weeks if share.of]
    return len(judged) >= _WEEKS and all(4 * share.kept < 3 * share.of for share in judged[:_WEEKS])


def _gentle_weekday(course: Course, last: int) -> int | None:
    """Find a weekday that went clearly less well than the others over twelve weeks."""
    first = last + 1 - _EARLIER
    shares = weekday_shares(course.codes(first, last), first)
    whole = Share(sum(share.kept for share in shares), sum(share.of for share in shares))
    falls = [
        (fall(Share(whole.kept - share.kept, whole.of - share.of), share), weekday)
        for weekday, share in enumerate(shares)
    ]
    fell, weekday = max(falls)
    return weekday if fell >= _CLEARLY_OF_SEVEN else None


def _act(course: Course, last: int, recent: Share, weekday: int | None) -> Act:
    """Choose the act that fits: the gentlest change that could help."""
    if course.rule.goal.aim in (Aim.AT_MOST, Aim.LET_GO):
        return Act.PLAN
    if not recent.kept:
        away = not course.share(last + 1 - 2 * _LONG, last).kept
        return Act.LET_GO if away else Act.PAUSE
    if weekday is not None or not course.habit.cue:
        return Act.PLAN
    return Act.SHRINK if course.habit.small and 2 * recent.kept < recent.of else Act.CUE


class FollowUp(NamedTuple):
    """What came of an act: the periods kept in the weeks before it, and since."""

    habit: str
    since: date
    before: Share
    after: Share


def follow_up(course: Course, since: date) -> FollowUp:
    """Hold the time since an act against the four weeks before it."""
    day = since.toordinal()
    before, after = course.share(day - _RECENT, day - 1), course.share(day, course.today)
    return FollowUp(course.habit.id, since, before, after)


def went_well(habits: Sequence[HabitReview]) -> tuple[Well, ...]:
    """Find what went well in the span, comebacks first, then by weight; each habit at most once."""
    best: dict[str, Well] = {}
    for habit in habits:
        for well in _wells(habit):
            held = best.get(well.habit)
            if held is None or well.weight > held.weight:
                best[well.habit] = well
    return tuple(sorted(best.values(), key=lambda well: (well.good is not Good.COMEBACK, -well.weight, well.habit)))


def _wells(review: HabitReview) -> Iterable[Well]:
    id, share = review.habit.id, review.share
    yield from _comebacks(review)
    streak, record = review.current, review.best
    if streak and streak.length >= 3 and streak.unit != "urge":
        days = (streak.end - streak.start).days + 1
        good = Good.BEST if streak == record and days >= 14 else Good.STREAK
        yield Well(id, good, share, min(5.0, days**0.5 / 2) + (good is Good.BEST), streak.length, streak.unit)
    lets_go = review.course.rule.goal.aim is Aim.LET_GO  # its strength is little else than the share let pass
    if review.change is not None and review.change >= 0.05 and not lets_go:
        yield Well(id, Good.STRENGTH, share, 4 * review.change, gain=review.change)
    if share.of >= 3 and share.kept == share.of:
        yield Well(id, Good.WHOLE, share, share.of**0.5 / 1.5)
    urges = review.urges_in_span
    if urges.of >= 5 and 2 * urges.kept >= urges.of:
        yield Well(id, Good.URGES, urges, urges.kept**0.5 / 2)


def _comebacks(review: HabitReview) -> Iterable[Well]:
    """Find the longest way back in the span; with urges there is no being away."""
    returned = [
        (lapse.length, unit)
        for lapse in review.lapses
        if lapse.back and review.span.start <= lapse.back <= review.span.end
        if (unit := unit_of(review.course, lapse.back)) != "urge"
    ]
    length, unit = max(returned, default=(0, ""))
    if length >= 3 or (length == 2 and unit == "week"):
        yield Well(review.habit.id, Good.COMEBACK, review.share, 2.5 + length**0.5, length, unit)
