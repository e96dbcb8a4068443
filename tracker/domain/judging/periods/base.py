"""JudgedPeriods: the periods of one segment, each with its verdict."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from tracker.domain.judging.codes import VerdictCode
from tracker.domain.judging.days import DayStates
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.verdict import Period
from tracker.domain.named_tuple import NamedTuple

KEPT, MISSED, EXCUSED, OPEN, UNJUDGED = (
    VerdictCode.KEPT,
    VerdictCode.MISSED,
    VerdictCode.EXCUSED,
    VerdictCode.OPEN,
    VerdictCode.UNJUDGED,
)
"""The codes by names of a module, for the loops over years of days, where looking two names up shows."""


class Tally(NamedTuple):
    """How many periods are kept, missed and excused."""

    kept: int
    missed: int
    excused: int

    @classmethod
    def of(cls, codes: str) -> "Tally":
        """Count verdicts by their codes."""
        return cls(codes.count(VerdictCode.KEPT), codes.count(VerdictCode.MISSED), codes.count(VerdictCode.EXCUSED))


class JudgedPeriods(ABC):
    """The periods of a segment in order: a `VerdictCode` for each, their first and their last days.

    A period that is not judged after all keeps its place, with a blank for a code. `counts_days` says whether days are
    counted that can be chosen freely.
    """

    counts_days = False

    def __init__(
        self, segment: Segment, days: DayStates, unit: str, firsts: Sequence[int], lasts: Sequence[int]
    ) -> None:
        self.segment = segment
        self.days = days
        self.unit = unit
        self.firsts = firsts
        self.lasts = lasts
        self.codes = ""

    @abstractmethod
    def period(self, index: int) -> Period:
        """Return a judged period with the figures its verdict rests on."""

    @property
    def owed(self) -> bool:
        """Whether the period that contains today is not kept by what was done on other days."""
        return False

    def state(self, index: int) -> str:  # noqa: ARG002 - few have one
        """Return what the day of a period itself says, where it is one day; else nothing."""
        return ""

    @property
    def now(self) -> int | None:
        """The index of the period that contains today, or None."""
        index = len(self.codes) - 1
        if index < 0 or self.codes[index] == VerdictCode.UNJUDGED:
            return None
        return index if self.firsts[index] <= self.segment.today <= self.lasts[index] else None


def only_kept(codes: str) -> str:
    """Return verdicts of which only the kept ones say anything: those of periods before the habit's first day."""
    return "".join([code if code == VerdictCode.KEPT else VerdictCode.UNJUDGED for code in codes])
