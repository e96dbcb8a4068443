"""The demo's year: who practises what, how likely each day is, and what happened when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tracker.domain.named_tuple import NamedTuple

_SUMMER = ((7, 18), (6, 13), (8, 22))
_LATE_WINTER = ((2, 17), (1, 20), (3, 24))
PLANNED = "mindful"
"""The habit that went less well for a while, and for which last week made a plan."""


class Plan(NamedTuple):
    """How a habit goes: the chance of a day at first and now, what a weekend or quiet time adds, when it began."""

    first: float = 0.5
    now: float = 0.85
    weekend: float = 0
    calm: float = 0
    hour: int = 20
    begins: int = 0


PLANS = {
    "hobby": Plan(0.6, 0.95, weekend=0.15),
    "quiet": Plan(0.45, 0.84, weekend=-0.12, hour=18),
    "decide": Plan(0.4, 0.7, hour=12, begins=40),
    "mindful": Plan(0.5, 0.88, weekend=-0.18, hour=7),
    "feelings": Plan(0.4, 0.85, hour=7, begins=63),
    "rest": Plan(0.6, 0.85, hour=13, begins=21),
    "reassurance": Plan(0.35, 0.22, hour=21, begins=14),
    "fix": Plan(0.5, 0.38, weekend=0.1, hour=8),
    "listen": Plan(0.5, 0.86, weekend=0.08),
    "honest": Plan(0.4, 0.85, begins=28),
    "heat": Plan(0.08, 0.12, calm=0.36, hour=21, begins=10),
    "agreements": Plan(0.3, 0.6, weekend=0.1, hour=11),
    "checking": Plan(0.6, 0.22, weekend=-0.1, hour=22),
}
"""The practices that the demo's person has chosen."""

USUAL = Plan()
_FLAGGING = {"feelings": 0.2, "fix": 0.45}
"""What the last four weeks have left of the chances of some habits; they are worth a look."""


class Year(NamedTuple):
    """The year that is made up: its days as ordinals, what happened in it, and the dice."""

    first: int
    today: int
    week_start: int
    holiday: range
    lapse: range
    sore: range
    draw: Callable[[], float]

    def share(self, day: int) -> float:
        """Tell how far into the year a day is, 0 to 1."""
        return (day - self.first) / (self.today - self.first)

    def likely(self, chance: float) -> bool:
        """Throw the dice."""
        return self.draw() < chance

    def spirit(self, habit: str, day: int) -> float:
        """Give by what a habit's chances are lessened on a day; 1 for most habits on most days."""
        last_week = self.week(self.today) - 7
        if habit == PLANNED and last_week - 28 <= day < last_week:
            return 0.55
        return _FLAGGING.get(habit, 1.0) if self.today - 28 < day < self.today else 1.0

    def week(self, day: int) -> int:
        """Give the first day of the week that holds a day."""
        return day - ((day - 1 - self.week_start) % 7)


def imagine(today: date, week_start: int) -> Year:
    """Lay out the year: ten days away in summer, a lapse in late winter, a week with a sore wrist."""
    from random import Random  # only the demo plays dice

    end = today.toordinal()
    holiday, lapse = _stretch(today, _SUMMER, 10), _stretch(today, _LATE_WINTER, 11)
    busy = {*holiday, *lapse}
    sore = next(range(end - back, end - back + 6) for back in (75, 130, 190) if not busy & {end - back, end - back + 5})
    draw = Random(end).random  # noqa: S311 - dice, not secrets
    return Year(end - 364, end, week_start, holiday, lapse, sore, draw)


def _stretch(today: date, starts: tuple[tuple[int, int], ...], length: int) -> range:
    """Find the first of these dates that lies well inside the year; they are so far apart that one always does."""
    end = today.toordinal()
    ordinals = (date(today.year - back, month, day).toordinal() for month, day in starts for back in (0, 1))
    start = next(start for start in ordinals if end - 344 < start < end - 28)
    return range(start, start + length)
