"""Standing: how a habit stands on a day, for the command line and the screen."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from tracker.domain.book import Pause
from tracker.domain.habit import Habit
from tracker.domain.judging.days import REACHED, PauseSpan, left_flags, read_days
from tracker.domain.judging.numbers import Numbers
from tracker.domain.judging.periods.base import JudgedPeriods, Tally
from tracker.domain.judging.segments import ruled
from tracker.domain.judging.verdict import EXCUSED, KEPT, MISSED, UNJUDGED, VERDICTS, Period, Verdict
from tracker.domain.log import Log
from tracker.domain.named_tuple import NamedTuple

if TYPE_CHECKING:
    # What few commands ask for is imported where they do.
    from tracker.domain.judging.cells import Frame
    from tracker.domain.judging.explain import Explanation

_FOREVER = date.max.toordinal()


class Progress(NamedTuple):
    """How far the period that contains today has come: days done, or thousandths of an amount in `unit`.

    `unit` is "day" where days are counted, else the goal's. `need` of an at-most goal is its limit.
    """

    have: int
    need: int
    unit: str


class Standing(Numbers):
    """How a habit stands on a day: its numbers, its periods, what today owes, and what the grid shows."""

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """All judged periods in order, an open one last."""
        return tuple(
            part.period(index) for part in self._judged for index, code in enumerate(part.codes) if code != UNJUDGED
        )

    @cached_property
    def _now(self) -> tuple[JudgedPeriods, int] | None:
        """The part and the index of the period that contains today."""
        part = self._judged[-1] if self._judged else None
        index = part.now if part else None
        return None if part is None or index is None else (part, index)

    @property
    def verdict_today(self) -> Verdict | None:
        """The verdict of the period that contains today; None if nothing is due."""
        return VERDICTS[self._now[0].codes[self._now[1]]] if self._now else None

    @property
    def due(self) -> bool:
        """Whether today asks for something, done already or not.

        It does on a due day, and in a week, month or window that is not kept by other days. A limit and an
        urge ask for nothing, nor does an excused day.
        """
        return self._now is not None and self._now[0].owed

    @property
    def progress(self) -> Progress | None:
        """How far the period that contains today has come; None if nothing is due, or it is excused."""
        if self._now is None or self.rule.goal.is_urge or self.verdict_today is Verdict.EXCUSED:
            return None
        period = self._now[0].period(self._now[1])
        return Progress(period.have, period.need, self.rule.goal.unit if self.rule.sums else "day")

    @property
    def cut_since(self) -> date | None:
        """The first day of today's week or month where a beginning or a change of rule has cut it; else None."""
        period = self._now[0].period(self._now[1]) if self._now else None
        is_cut = period is not None and period.unit in ("week", "month") and period.days < period.whole
        return date.fromordinal(period.first) if period and is_cut else None

    def tally_between(self, first: date, last: date) -> Tally:
        """Count the kept, missed and excused periods that end within a span (an early-kept one today)."""
        from bisect import bisect_left, bisect_right

        low, high = first.toordinal(), last.toordinal()
        if low > self._ordinal:
            return Tally(0, 0, 0)
        codes = ""
        for part in self._judged:
            stop = len(part.lasts) if high >= self._ordinal else bisect_right(part.lasts, high)
            codes += part.codes[bisect_left(part.lasts, low) : stop]
        return Tally(codes.count(KEPT), codes.count(MISSED), codes.count(EXCUSED))

    def done_in_last(self, count: int) -> tuple[int, int]:
        """Return how much was done of what was due in the last `count` days, today included once it is settled.

        Both are days; for a rule that sums amounts over several days, has a limit or lets go, both are periods.
        Nothing is ever due `anytime`, so there only the first counts.
        """
        last = self._ordinal
        part = self._judged[-1] if self._judged else None
        if self._is_only_counted or (part and part.counts_days):
            return self._days_done(last + 1 - count, last)
        tally = self.tally_between(date.fromordinal(max(1, last + 1 - count)), self.today)
        return tally.kept, tally.kept + tally.missed

    def _days_done(self, first: int, last: int) -> tuple[int, int]:
        first = max(first, self._stretches[0].first if self._stretches else last + 1)
        last = min(last, self._stretches[-1].last if self._stretches else last)
        if last < first:
            return 0, 0
        states = read_days(self.rule.goal, self._log, self._rests, first, last, self._ordinal).states
        done = states.count(REACHED)
        if self._is_only_counted:
            return done, 0
        from tracker.domain.judging.strength import pace_of  # the streak of a command does without

        open_today = last == self._ordinal and states[-1] != REACHED
        left = sum(left_flags(states[:-1] if open_today else states))
        times, days = pace_of(self.rule.schedule)
        return done, (2 * left * times + days) // (2 * days)

    def cells(self, first: int, last: int) -> str:
        """Return what the grid shows from one day ordinal to another, both included, one character a day.

        The characters are those of `cells.py`: `#` done, `.` missed, `-` skipped, `=` paused, `~` an amount in
        part, `p` urges let pass, `a` acted on, `o` open, `c` within a limit, `>` over it, and a blank.
        """
        from tracker.domain.judging.cells import cells

        pieces = ruled(self.habit, self._ordinal, first, last)
        return "".join(cells(rule, self._log, self._rests, low, high, self._frame) for rule, low, high in pieces)

    def cell(self, day: date) -> str:
        """Return what the grid shows for one day."""
        return self.cells(day.toordinal(), day.toordinal())

    def noted(self, first: int, last: int) -> frozenset[int]:
        """Return the ordinals of the days with a note, from one day ordinal to another, both included."""
        return self._log.noted(first, last)

    def share(self, ordinal: int) -> float:
        """Return how much of its rule's amount a day's mark holds, 0 to 1."""
        from tracker.domain.judging.cells import share

        day = date.fromordinal(ordinal)
        return share(self.habit.rule_on(day).goal, self._log.get(day) if day <= self.today else None)

    @cached_property
    def _frame(self) -> "Frame":
        from tracker.domain.judging.cells import Frame

        first = self._stretches[0].first if self._stretches else _FOREVER
        last = self._stretches[-1].last if self._stretches else 0
        return Frame(first, last, self._ordinal, owed=self.due)

    def explain(self, count: int | None = None) -> "list[Explanation]":
        """Explain the last `count` judged periods, newest first; all of them with None."""
        return list(islice(self._explanations(), count))

    def _explanations(self) -> "Iterator[Explanation]":
        from tracker.domain.judging.explain import explain

        for part in reversed(self._judged):
            for index in range(len(part.codes) - 1, -1, -1):
                if part.codes[index] == UNJUDGED:
                    continue
                yield explain(part.stretch.rule, part.period(index), part.state(index))


def judge(habit: Habit, log: Log, pauses: Sequence[Pause], today: date) -> Standing:
    """Judge a habit by its marks as of a day; what a number needs is computed when it is first asked for.

    Marks after `today` do not exist, rules after it do not hold yet. Pauses of other habits are passed over.
    """
    rests: list[PauseSpan] = [
        (pause.start.toordinal(), pause.end.toordinal() if pause.end else _FOREVER)
        for pause in pauses
        if pause.covers(habit)
    ]
    return Standing(habit, log, rests, today)
