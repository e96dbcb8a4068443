"""Verdict and Period: what is said of one obligation, and the figures it rests on."""

from collections.abc import Mapping
from types import MappingProxyType

from tracker.domain.judging.codes import VerdictCode
from tracker.domain.named_tuple import NamedTuple
from tracker.domain.str_enum import StrEnum


class Verdict(StrEnum):
    """What is said of a period: `OPEN` is one that is not over and not yet kept."""

    KEPT = "kept"
    MISSED = "missed"
    EXCUSED = "excused"
    OPEN = "open"


VERDICTS: Mapping[str, Verdict] = MappingProxyType(
    {
        VerdictCode.KEPT: Verdict.KEPT,
        VerdictCode.MISSED: Verdict.MISSED,
        VerdictCode.EXCUSED: Verdict.EXCUSED,
        VerdictCode.OPEN: Verdict.OPEN,
    }
)


class Period(NamedTuple):
    """One judged period, from the ordinal of its first day to that of its last, both included.

    `unit` is "day", "week", "month" or "urge". `have` and `need` count days; for an amount that is summed they
    are thousandths (`need` is the limit of an at-most goal, and rounded up otherwise). Of its `days` (fewer than
    `whole` where a beginning, an archiving or a change of rule
    cuts it; for a window, the days that exist so far) `excused` are excused.
    """

    first: int
    last: int
    unit: str
    verdict: Verdict
    have: int
    need: int
    excused: int = 0
    days: int = 1
    whole: int = 1


def owed_by_part(times: int, part: int, whole: int) -> int:
    """Return what a part of a period owes of `times`: its proportion, rounded half up, at least 1, at most its days."""
    return min(part, max(1, (2 * times * part + whole) // (2 * whole)))


def ceiling(numerator: int, denominator: int) -> int:
    """Divide whole numbers, rounding up."""
    return -(-numerator // denominator)
