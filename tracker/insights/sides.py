"""Sides: what may go together with something else, day by day: a habit, its amounts, its urges, the ease."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from statistics import median

from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum
from tracker.insights.blank_days import ENOUGH
from tracker.insights.course import DONE, NOT_DONE, Course
from tracker.insights.p_value import ResidualRow, row
from tracker.insights.span import Mean, Share, Span, mean
from tracker.insights.urge_patterns import urges_told

EASE = ""
"""What stands in a pair for the day's ease, where a habit's id would."""

EASY = 4
"""From this ease on, a day counts as an easy one."""


_OFTEN = 0.2
"""Days of which there are at least so many, as a share, are worth telling from the others."""


class Measure(StrEnum):
    """What of a thing is held against another: whether it was done (or all let pass), or how much there was of it."""

    DONE = "done"
    EASE = "ease"
    AMOUNT = "amount"
    URGES = "urges"
    STRENGTH = "strength"


class Side(NamedTuple):
    """One side of a pair: who it is, what it was on each day of the stretch, and its row.

    `figures` have what the measure says of a day, 1 and 0 for a day done and one not; amounts in thousandths of a
    `unit`, strengths in tenths. `known` and `high` are whole numbers with eight bits a day, the first day highest:
    whether the day counts, and whether it was done, easy, or had more than usual (`by_usual`). `highs` are the same, a
    flag a day. The row holds the ranks of figures that are more than two.
    """

    id: str
    measure: Measure
    unit: str
    figures: Sequence[int]
    highs: Sequence[bool]
    known: int
    high: int
    row: ResidualRow
    by_usual: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it is the one side that a habit, or the ease, always has."""
        return self.measure not in (Measure.URGES, Measure.STRENGTH)

    @property
    def is_split(self) -> bool:
        """Whether its days are of two kinds, so that there must be enough of both beside both of another's."""
        return self.measure in (Measure.DONE, Measure.EASE)

    @property
    def is_counted(self) -> bool:
        """Whether its days are counted, and not measured."""
        return self.measure is Measure.DONE

    def told(self, days: Iterable[int]) -> Share | Mean:
        """Say what it was on some days of the stretch: how many of them done, or how much in the mean."""
        held = [self.figures[day] for day in days]
        return Share(sum(held), len(held)) if self.is_counted else mean(held)


class _Days(NamedTuple):
    """What is known of days, by ordinal: a figure, whether it is high, and what the row is made of."""

    figures: Mapping[int, int]
    highs: Mapping[int, bool]
    weights: Mapping[int, float]
    by_usual: bool = False


def sides(courses: Iterable[Course], ease: Mapping[int, int], span: Span, without: Container[int]) -> Iterator[Side]:
    """Walk the sides that have days enough in a span; the days `without`, by ordinal, are left out."""
    for course in courses:
        if course.touches(span.first, span.last):
            for measure, days in _of_habit(course, span, without):
                yield from _side(course.habit.id, measure, course.rule.goal.unit, days, span)
    rated = {day: rate for day, rate in ease.items() if span.first <= day <= span.last}
    easy = _Days(rated, {day: rate >= EASY for day, rate in rated.items()}, rated)
    yield from _side(EASE, Measure.EASE, "", easy, span)


def _of_habit(course: Course, span: Span, without: Container[int]) -> Iterator[tuple[Measure, _Days]]:
    codes = enumerate(course.codes(span.first, span.last), span.first)
    done = {day: code in DONE for day, code in codes if code in DONE + NOT_DONE and day not in without}
    plain = {day: int(is_done) for day, is_done in done.items()}
    if course.rule.goal.is_urge:
        yield from _of_urges(course, span, without, done)
    elif amounts := course.amounts(span.first, span.last):
        held = {day: amounts.get(day, 0) for day in done}
        is_measured = len(set(held.values())) > 2
        yield (Measure.AMOUNT, _amounts(held, done)) if is_measured else (Measure.DONE, _Days(plain, done, plain))
    else:
        yield Measure.DONE, _Days(plain, done, plain)


def _of_urges(
    course: Course, span: Span, without: Container[int], done: Mapping[int, bool]
) -> Iterator[tuple[Measure, _Days]]:
    """Walk what days with urges say: whether all were let pass, how many there were, and how strong they were."""
    plain = {day: int(is_done) for day, is_done in done.items()}
    counts = {day: (passed, acted) for day, passed, acted in course.urges(span.first, span.last)}
    shares = {day: counts[day][0] / sum(counts[day]) if day in counts else float(plain[day]) for day in done}
    yield Measure.DONE, _Days(plain, done, ranked(shares))
    first = max(span.first, course.first or span.first)
    days = [day for day in range(first, min(span.last, course.last) + 1) if day not in without and _counts(course, day)]
    numbers = {day: sum(counts.get(day, ())) for day in days}
    yield Measure.URGES, _measured(numbers)
    strengths = {}
    for day, told in groupby(urges_told(course.log, span.first, span.last), key=lambda urge: urge.day):
        known = [urge.strength for urge in told if urge.strength]
        if known and day in numbers:
            strengths[day] = round(10 * sum(known) / len(known))
    yield Measure.STRENGTH, _measured(strengths)


def _measured(figures: Mapping[int, int]) -> _Days:
    """Return figures with their ranks, and whether each is more than the middle one."""
    middle = median(figures.values()) if figures else 0
    if middle == max(figures.values(), default=0):
        middle -= 1  # the usual is the most there is, and what is less stands out
    return _Days(figures, {day: figure > middle for day, figure in figures.items()}, ranked(figures), by_usual=True)


def _amounts(amounts: Mapping[int, int], done: Mapping[int, bool]) -> _Days:
    """Return amounts parted by whether the day was done, or where it nearly always or hardly ever was, by the usual."""
    rarer = min(sum(done.values()), len(done) - sum(done.values()))
    return _Days(amounts, done, ranked(amounts)) if rarer >= _OFTEN * len(done) else _measured(amounts)


def _counts(course: Course, day: int) -> bool:
    """Whether a day of urges is over and not excused."""
    return day < course.today and not course.rests_on(day)


def ranked(figures: Mapping[int, float]) -> Mapping[int, float]:
    """Return the rank of each figure, from 0 to 1; equal ones share the middle of theirs."""
    order = sorted(figures, key=figures.__getitem__)
    found: dict[int, float] = {}
    for _, same in groupby(order, key=figures.__getitem__):
        alike = list(same)
        middle = (len(found) + (len(alike) - 1) / 2) / max(1, len(order) - 1)
        found.update(dict.fromkeys(alike, middle))
    return found


def _side(id: str, measure: Measure, unit: str, days: _Days, span: Span) -> Iterator[Side]:
    if len(days.figures) < ENOUGH:
        return
    made = row(days.weights, span.first, span.days)
    if made.varies:
        stretch = range(span.first, span.last + 1)
        figures = [days.figures.get(day, 0) for day in stretch]
        known, highs = bytes(map(bool, made.known)), bytes(days.highs.get(day, False) for day in stretch)
        flags = [bool(high) for high in highs]
        yield Side(id, measure, unit, figures, flags, int.from_bytes(known), int.from_bytes(highs), made, days.by_usual)
