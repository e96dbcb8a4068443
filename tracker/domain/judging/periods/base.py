"""Judged: the periods of one stretch, each with its verdict."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from tracker.domain.judging.days import DayStates
from tracker.domain.judging.segments import Segment
from tracker.domain.judging.verdict import UNJUDGED, Period
from tracker.domain.named_tuple import NamedTuple


class Tally(NamedTuple):
    """How many periods are kept, missed and excused."""

    kept: int
    missed: int
    excused: int


class JudgedPeriods(ABC):
    """The periods of a stretch in order: a code of `verdict.py` for each, their first and their last days.

    A period that is not judged after all keeps its place, with a blank for a code.
    `worth` says what each adds to a streak, and is empty where that is 1; `counts_days` whether days are counted
    that can be chosen freely.
    """

    def __init__(
        self, stretch: Segment, days: DayStates, unit: str, firsts: Sequence[int], lasts: Sequence[int]
    ) -> None:
        self.stretch = stretch
        self.days = days
        self.unit = unit
        self.firsts = firsts
        self.lasts = lasts
        self.codes = ""
        self.worth: Sequence[int] = ()
        self.counts_days = False

    @abstractmethod
    def period(self, index: int) -> Period:
        """Return a judged period with the figures its verdict rests on."""

    @property
    def owed(self) -> bool:
        """Whether the period that contains today is not kept by what was done on other days."""
        return False

    @property
    def broken_today(self) -> bool:
        """Whether what was recorded today has ended the streak, although the day is not over."""
        return False

    def state(self, index: int) -> str:  # noqa: ARG002 - few have one
        """Return what the day of a period itself says, where it is one day; else nothing."""
        return ""

    @property
    def now(self) -> int | None:
        """The index of the period that contains today, or None."""
        index = len(self.codes) - 1
        if index < 0 or self.codes[index] == UNJUDGED:
            return None
        return index if self.firsts[index] <= self.stretch.today <= self.lasts[index] else None
