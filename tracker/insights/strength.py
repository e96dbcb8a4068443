"""Strength over time: what it was on a day, and the line it draws over a span."""

from __future__ import annotations

from bisect import bisect_right

from tracker.domain.judging import Standing
from tracker.insights.span import Span


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
