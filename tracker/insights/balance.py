"""Balance: what each area was given, this span beside the one before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tracker.domain.habit import Area
from tracker.domain.named_tuple import NamedTuple
from tracker.insights.course import Course
from tracker.insights.span import Share, Span

ONESELF = frozenset({"personal-time", "self-care"})
WITH_OTHERS = frozenset({"communication"})
"""The areas letbe ships with, by what they are for."""

UNITS = ("day", "week", "month", "urge")
"""What a period can be, in the order in which several are named."""


class Given(NamedTuple):
    """What was given to an area in a span.

    `share` counts the periods kept of those kept or missed; `time` is in thousandths of a minute, from habits
    whose goal is in a unit of time; `days` are those on which anything was done; `units` are what the periods are.
    """

    share: Share = Share()
    time: int = 0
    days: int = 0
    units: tuple[str, ...] = ()


class AreaBalance(NamedTuple):
    """An area, the number of its habits in the span, what it was given, and what in the span before (None: no such)."""

    area: Area
    habits: int
    now: Given
    before: Given | None


class OwnAndShared(NamedTuple):
    """Time for oneself beside time with others, each with all that its areas were given."""

    oneself: Given
    others: Given


class Balance(NamedTuple):
    """The areas in their order, those without a habit in the span left out.

    `beside` reads them as time for oneself and time with others. It is None where areas are the user's own,
    since only the user knows which is which.
    """

    areas: tuple[AreaBalance, ...] = ()
    beside: OwnAndShared | None = None

    @property
    def time(self) -> int:
        """All the time given, in thousandths of a minute."""
        return sum(area.now.time for area in self.areas)


def balance(areas: Iterable[tuple[Area, Sequence[Course]]], span: Span, before: Span | None) -> Balance:
    """Weigh areas, each with the courses of its habits, over a span and the one before."""
    rows = []
    courses_of: dict[str, Sequence[Course]] = {}
    for area, courses in areas:
        held = [course for course in courses if course.touches(span.first, span.last)]
        if held:
            courses_of[area.id] = held
            rows.append(AreaBalance(area, len(held), given(held, span), given(courses, before) if before else None))
    return Balance(tuple(rows), _beside(courses_of, span))


def given(courses: Iterable[Course], span: Span) -> Given:
    """Sum what some habits were given in a span; a day on which several were done is one day."""
    share, time = Share(), 0
    days: set[int] = set()
    units: set[str] = set()
    for course in courses:
        own = course.share(span.first, span.last)
        share = share.plus(own)
        units |= course.units(span.first, span.last) if own.of else set()
        time += course.time(span.first, span.last)
        days |= course.active(span.first, span.last)
    return Given(share, time, len(days), tuple(unit for unit in UNITS if unit in units))


def _beside(courses_of: dict[str, Sequence[Course]], span: Span) -> OwnAndShared | None:
    own, shared = courses_of.keys() & ONESELF, courses_of.keys() & WITH_OTHERS
    if not own or not shared or courses_of.keys() - ONESELF - WITH_OTHERS:
        return None
    oneself = [course for id in own for course in courses_of[id]]
    others = [course for id in shared for course in courses_of[id]]
    return OwnAndShared(given(oneself, span), given(others, span))
