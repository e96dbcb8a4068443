"""Judging: from a habit, its marks and its pauses to verdicts, streaks, rates, strength and comebacks.

`judge` is the way in. Nothing it gives is ever stored: the file holds what was recorded, the rest is computed, in this
order, each step in a file of its own:

    codes      the alphabets: a letter a day or a period, so that years are strings
    segments   a habit's rules, each with the days over which it judges
    days       a segment's marks and pauses, as its goal reads them: a `State` a day
    periods/   due days, calendar periods, rolling windows and urges: a `VerdictCode` a period
    judgement  all of these of one habit; a standing and a review read the same one
    streaks    runs of kept periods
    lapses     runs of missed periods after kept ones, and the ways back
    strength   the long-run measure: the days it walks; walk holds its formula
    cells      what the grid shows for a day
    explain    why a period got its verdict, in words
    totals     what was done, all in all and lately
    obligation what today asks for, and how far that has come
    standing   all this of a habit on a day, for whoever asks
"""

from tracker.domain.judging.obligation import Progress
from tracker.domain.judging.periods.base import Tally
from tracker.domain.judging.segments import counted_from
from tracker.domain.judging.standing import Standing, judge
from tracker.domain.judging.streaks import Streak
from tracker.domain.judging.verdict import Period, Verdict

__all__ = ["Period", "Progress", "Standing", "Streak", "Tally", "Verdict", "counted_from", "judge"]
