"""Judging: from a habit, its marks and its pauses to verdicts, streaks, rates, strength and comebacks.

`judge` is the way in. Nothing it gives is ever stored: the file holds what was recorded, the rest is computed.
"""

from tracker.domain.judging.periods.base import Tally
from tracker.domain.judging.segments import counted_from
from tracker.domain.judging.standing import Progress, Standing, judge
from tracker.domain.judging.streaks import Comeback, Streak
from tracker.domain.judging.verdict import Period, Verdict

__all__ = ["Comeback", "Period", "Progress", "Standing", "Streak", "Tally", "Verdict", "counted_from", "judge"]
