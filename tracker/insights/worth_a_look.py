"""What went well, and what is worth a look: chosen by trends over weeks, never by one day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from math import sqrt

from tracker.domain.judging.strength import curve_of
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.insights.course import Course
from tracker.insights.habits import HabitReview, unit_of
from tracker.insights.rhythm import weekday_shares
from tracker.insights.span import Share, Span, fall
from tracker.insights.suggestions import SuggestionKind

MOST = 3
_WEEKS = 3
_RECENT = 28
_EARLIER = 84
_MONTHS = 93
_CLEARLY = 2
_CLEARLY_OF_SEVEN = 2.5
_LONG = 42
_SETTLED = 0.8
"""The strength above which a habit may do without a reminder."""
_FEW = 14
"""Days before a strength has grown by anything that means something."""
_LONG_AGO = 240
"""Days after which a comeback is news no more."""


class Suggestion(NamedTuple):
    """A habit worth a look, and the act it suggests.

    `recent` counts the periods of the last `days` days, `earlier` those of the twelve weeks before; `weekday`
    is the day that a plan could be for (Monday = 0), if one stands out. A period is a `unit`: a day, a week, a
    month, or a day with urges ("urge").
    """

    habit: str
    kind: SuggestionKind
    recent: Share
    earlier: Share
    days: int
    weekday: int | None
    weight: float
    unit: str = "day"


class Good(StrEnum):
    """In which way something went well."""

    COMEBACK = "comeback"
    BEST = "best streak yet"
    STREAK = "streak"
    STRENGTH = "strength"
    WHOLE = "all kept"
    URGES = "urges let pass"
    OFTEN = "more often"


class Well(NamedTuple):
    """Something that went well with a habit.

    `length` is that of the lapse before a comeback, or of a streak, in `unit`; `gain` how much strength grew;
    `share` the periods kept, in `unit` too, in the span, the urges let pass, or how often it was
    done beside how often before. `is_fresh` tells a comeback of the last four weeks of
    the span.
    """

    habit: str
    good: Good
    share: Share
    weight: float
    length: int = 0
    unit: str = ""
    gain: float = 0.0
    is_fresh: bool = False


def worth_a_look(courses: Iterable[Course], span: Span) -> tuple[Suggestion, ...]:
    """Choose at most three habits that have gone down, or stayed below half, for three weeks up to a span's end.

    Where there are fewer, those come last that have become so firm that their reminder may rest.

    Habits that are archived or paused, by then or by now, are left in peace.
    """
    found = [look for course in courses if (look := _look(course, min(span.last, course.today)) or _settled(course))]
    return tuple(sorted(found, key=lambda look: (-look.weight, look.habit))[:MOST])


def _look(course: Course, last: int) -> Suggestion | None:
    if course.first is None or any(course.is_archived_on(day) or course.rests_on(day) for day in (last, course.today)):
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
    act, unit = _act(course, last, recent, weekday), unit_of(course, date.fromordinal(last))
    return Suggestion(course.habit.id, act, recent, earlier, days, weekday, weight, unit)


def _settled(course: Course) -> Suggestion | None:
    """Find a habit that would go on without its reminder: its strength has stayed high for four weeks up to today.

    Reminders help to repeat, and hinder what is to come by itself (Stawarz, Cox and Blandford 2015).
    """
    if not course.habit.reminders or course.is_archived_on(course.today) or course.rests_on(course.today):
        return None
    first = course.today + 1 - _RECENT
    curve = curve_of(course.judgement)
    held = [strength for day, strength in curve if day < first][-1:]
    since = [strength for day, strength in curve if day >= first]
    if not held or not since or min(*held, *since) <= _SETTLED:
        return None
    recent = course.share(first, course.today)
    unit = unit_of(course, date.fromordinal(course.today))
    return Suggestion(course.habit.id, SuggestionKind.FADE, recent, Share(), _RECENT, None, -1.0, unit)


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


def _act(course: Course, last: int, recent: Share, weekday: int | None) -> SuggestionKind:
    """Choose the act that fits: the gentlest change that could help."""
    if not course.rule.goal.is_doing:
        return SuggestionKind.PLAN
    if not recent.kept:
        away = not course.share(last + 1 - 2 * _LONG, last).kept
        return SuggestionKind.LET_GO if away else SuggestionKind.PAUSE
    if weekday is not None or not course.habit.cue:
        return SuggestionKind.PLAN
    return SuggestionKind.SHRINK if course.habit.small and 2 * recent.kept < recent.of else SuggestionKind.CUE


def went_well(habits: Sequence[HabitReview]) -> tuple[Well, ...]:
    """Find what went well in the span, each habit at most once: fresh comebacks first, then what weighs most.

    The weight is effect by evidence: how much it was, and over how many days it has shown.
    """
    best: dict[str, Well] = {}
    for habit in habits:
        for well in _wells(habit):
            held = best.get(well.habit)
            if held is None or well.weight > held.weight:
                best[well.habit] = well
    return tuple(sorted(best.values(), key=lambda well: (not well.is_fresh, -well.weight, well.habit)))


def _wells(review: HabitReview) -> Iterable[Well]:
    id, share, goal = review.habit.id, review.share, review.course.rule.goal
    doing = 0.5 if goal.is_limit else 1.0  # a limit is kept by doing nothing, from the first day on
    yield from _comebacks(review)
    streak, record = review.current, review.best
    if streak and streak.length >= 3 and streak.unit != "urge":
        days = (streak.end - streak.start).days + 1
        good = Good.BEST if streak == record and days >= 14 else Good.STREAK
        weight = doing * min(5.0, days**0.5 / 2) + (good is Good.BEST)
        yield Well(id, good, share, weight, streak.length, streak.unit)
    # The strength of urges is little else than the share let pass, and that of a new habit can only grow.
    if review.change is not None and review.change >= 0.05 and not goal.is_urge and review.is_settled:
        yield Well(id, Good.STRENGTH, share, 4 * review.change, gain=review.change)
    if share.of >= 3 and share.kept == share.of:
        yield Well(
            id,
            Good.WHOLE,
            share,
            doing * share.of**0.5 / 1.5,
            unit=review.units[0] if len(review.units) == 1 else "period",
        )
    before = review.times_before
    if not share.of and goal.is_doing and before and review.times >= max(4, before * 1.5):
        yield Well(id, Good.OFTEN, Share(review.times, before), review.times**0.5 / 3)
    urges = review.urges_in_span
    if urges.of >= 5 and 2 * urges.kept >= urges.of:
        yield Well(id, Good.URGES, urges, urges.kept**0.5 / 2)


def _comebacks(review: HabitReview) -> Iterable[Well]:
    """Find the most telling way back in the span, long and lately; with urges there is no being away."""
    span = review.span
    found = []
    for lapse in review.course.lapses:
        if lapse.back is None or not span.start <= lapse.back <= span.end:
            continue
        unit = unit_of(review.course, lapse.back)
        if (lapse.length < 3 and (lapse.length, unit) != (2, "week")) or unit == "urge":
            continue
        held = review.course.share(lapse.back.toordinal(), span.last)
        if 2 * held.kept < held.of:
            continue
        age = span.last - lapse.back.toordinal()
        weight = (2.5 + lapse.length**0.5) * max(0.25, 1 - age / _LONG_AGO)
        found.append(
            Well(review.habit.id, Good.COMEBACK, review.share, weight, lapse.length, unit, is_fresh=age < _RECENT)
        )
    yield from sorted(found, key=lambda well: well.weight)[-1:]
