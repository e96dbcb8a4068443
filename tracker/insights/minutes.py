"""Time given: amounts in any unit of time, as minutes."""

from __future__ import annotations

from functools import cache

from tracker.domain.amounts import ONE, read_amount
from tracker.domain.errors import Unreadable


@cache
def _hour(unit: str) -> int:
    """Return the thousandths of a unit in an hour; 0 if it is no unit of time."""
    try:
        return read_amount("1 hour", unit)
    except Unreadable:
        return 0


def in_minutes(amount: int, unit: str) -> int:
    """Turn thousandths of a unit into thousandths of a minute; 0 if the unit is none of time."""
    hour = _hour(unit)
    return amount * 60 * ONE // hour if hour else 0
