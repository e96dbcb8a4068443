"""Judging: from a habit, its marks and its pauses to verdicts, streaks, rates, strength and comebacks.

`judge` is the way in. Nothing it gives is ever stored: the file holds what was recorded, the rest is computed, in this
order, each step in a file of its own:

    codes      the alphabets: a letter a day or a period, so that years are strings
    days       a segment's marks and pauses, as its goal reads them: a `State` a day
    periods/   a habit's segments, and of each its due days, calendar periods, rolling windows or urges: a `VerdictCode`
               a period
    judgement  all of these of one habit, and what today asks for; a standing and a review read the same one
    streaks    runs of kept periods
    lapses     runs of missed periods after kept ones, and the ways back
    strength   the long-run measure: the days it walks; walk holds its formula
    cells      what the grid shows for a day
    explain    why a period got its verdict, in words
    totals     what was done, all in all and lately
    standing   all this of a habit on a day, for whoever asks
"""

from tracker.domain.judging.judgement import Progress
from tracker.domain.judging.periods import Period, Tally, Verdict, counted_from
from tracker.domain.judging.standing import Standing, judge
from tracker.domain.judging.streaks import Streak

__all__ = ["Period", "Progress", "Standing", "Streak", "Tally", "Verdict", "counted_from", "judge"]
