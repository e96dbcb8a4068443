"""Urges of a habit, in words: how strong they were, how often they came, and when letting them pass went well."""

from __future__ import annotations

from tracker.domain.schedule import WEEKDAY_NAMES
from tracker.domain.text import counted
from tracker.insights import HabitReview, Review
from tracker.insights.urge_patterns import (
    ENOUGH_URGES,
    UrgeCell,
    UrgeTold,
    hours_between,
    mean_strength,
    urge_patterns,
    urges_told,
)
from tracker.service.review.heat import year_of

_LATELY = 28
_MOST = 4
_KINDS_OF_LOOKS = "by hour, weekday, strength or trigger"


def urges_of(review: Review, habit: HabitReview) -> tuple[UrgeTold, ...]:
    """Return the urges of a habit in the year that ends with the span; none of a habit that lets nothing go."""
    if not habit.course.rule.goal.is_urge:
        return ()
    year = year_of(review)
    return urges_told(habit.course.log, year.first, year.last)


def urge_lines(review: Review, habit: HabitReview) -> list[str]:
    """Say of a year's urges how strong they were, how far apart, and what went with letting them pass."""
    urges = urges_of(review, habit)
    if not urges:
        return []
    if len(urges) < ENOUGH_URGES:
        return [f"Not enough yet to say when they pass more easily: {len(urges)} of {ENOUGH_URGES} urges."]
    found = [_pattern(cell) for cell in urge_patterns(urges)[:_MOST]]
    nothing = f"Nothing is to be seen yet {_KINDS_OF_LOOKS}, over {counted(len(urges), 'urge')}."
    return [*_how_strong(urges, year_of(review).last), *_how_often(urges), *(found or [nothing])]


def _pattern(cell: UrgeCell) -> str:
    match cell.kind:
        case "weekday":
            when = f"on {WEEKDAY_NAMES[int(cell.name)]}s"
        case "strength":
            when = f"at strength {cell.name}"
        case "trigger":
            when = f"after \u201c{cell.name}\u201d"
        case _:
            when = cell.name
    return f"{when[:1].upper()}{when[1:]}: {cell.share} let pass, {cell.others} otherwise."


def _how_strong(urges: tuple[UrgeTold, ...], last: int) -> list[str]:
    whole, lately = mean_strength(urges), mean_strength(urge for urge in urges if urge.day > last - _LATELY)
    if whole.of < ENOUGH_URGES:
        return []
    now = f"; {lately} in the last four weeks" if lately.of and lately.of < whole.of else ""
    return [f"How strong, from 1 to 5: {whole}{now}."]


def _how_often(urges: tuple[UrgeTold, ...]) -> list[str]:
    found = hours_between(urges)
    if found is None:
        return []
    hours, count = found
    apart = counted(round(hours), "hour") if hours < 48 else counted(round(hours / 24), "day")
    return [f"Half of them came within {apart} of the one before, over {count:,}."]
