"""The rules of judgement once more, the numbers: slow, plain, and right by reading."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from statistics import median

from tests.domain.judging.reference_days import PASSED
from tests.domain.judging.reference_periods import DAY, Judgement, Periods, adds, is_due, span
from tracker.domain.goal import Aim
from tracker.domain.habit import Rule
from tracker.domain.schedule import Pace

Run = tuple[date, date, int, str]


class Reference(Periods):
    def all_periods(self) -> list[Judgement]:
        return [period for found in self.periods() for period in found]

    def count(self, verdict: str) -> int:
        return sum(period.verdict == verdict for period in self.all_periods())

    def _only_counted(self) -> bool:
        rule = self.rule_on(self.today)
        return rule.schedule.pace is Pace.ANYTIME and rule.goal.aim is not Aim.LET_GO

    def rate(self) -> Fraction | None:
        kept, missed = self.count("kept"), self.count("missed")
        return None if self._only_counted() or not kept + missed else Fraction(kept, kept + missed)

    # Streaks

    def lines(self) -> list[list[Judgement] | None]:
        """The periods of one unit after another; None is a stretch of `anytime`, which no run bridges."""
        found: list[list[Judgement] | None] = []
        unit = ""
        for stretch, periods in zip(self.stretches(), self.periods(), strict=True):
            now = unit_of(stretch.rule)
            if now == "":
                found.append(None)
            elif now == unit and found and found[-1] is not None:
                found[-1] += periods
            else:
                found.append(list(periods))
            unit = now
        return found

    def runs(self) -> list[list[list[Judgement]]]:
        """The runs of kept periods of each line."""
        found: list[list[list[Judgement]]] = []
        for line in self.lines():
            runs: list[list[Judgement]] = []
            running = False
            for period in line or []:
                if period.verdict == "missed":
                    running = False
                elif period.verdict == "kept":
                    if not running:
                        runs.append([])
                    runs[-1].append(period)
                    running = True
            found.append(runs)
        return found

    def streaks(self) -> list[Run]:
        return [self._streak(run) for runs in self.runs() for run in runs]

    def _streak(self, run: list[Judgement]) -> Run:
        return run[0].first, min(run[-1].last, self.today), len(run), run[0].unit

    def current(self) -> int:
        """The length of the last run if no missed period follows it, and no stretch in which nothing was due."""
        if self._only_counted():
            return 0
        for line, runs in reversed(list(zip(self.lines(), self.runs(), strict=True))):
            for period in reversed(line or []):
                if period.verdict == "missed":
                    return 0
                if period.verdict == "kept":
                    return len(runs[-1])
            if line is None:
                return 0
        return 0

    def best(self) -> Run | None:
        """The longest run of its unit; among units, the one whose kept periods cover most calendar days."""
        longest: dict[str, list[Judgement]] = {}
        for runs in self.runs():
            for run in runs:
                held = longest.get(run[0].unit)
                if held is None or (len(run), self._covered(run)) >= (len(held), self._covered(held)):
                    longest[run[0].unit] = run
        ranked = sorted(longest.values(), key=lambda run: (self._covered(run), len(run), run[0].first))
        return self._streak(ranked[-1]) if ranked else None

    def _covered(self, run: list[Judgement]) -> int:
        return len({day for period in run for day in span(period.first, min(period.last, self.today))})

    def comeback(self) -> tuple[float | None, int, int, int]:
        lapses: list[int] = []
        lapse = 0
        kept_before = False
        for line in self.lines():
            lapse = 0
            for period in line or []:
                if period.verdict == "kept":
                    if lapse:
                        lapses.append(lapse)
                    lapse, kept_before = 0, True
                elif period.verdict == "missed" and kept_before:
                    lapse += 1
        return (median(lapses) if lapses else None), lapses.count(1), len(lapses), lapse

    # Strength

    def strength(self) -> float | None:
        if self._only_counted():
            return None
        curve = self.curve()
        if curve:
            return curve[-1][1]
        judged = [s.rule for s in self.stretches() if unit_of(s.rule) not in ("", "urge")]
        return None if not judged else 1.0 if judged[0].goal.aim is Aim.AT_MOST else 0.0

    def curve(self) -> list[tuple[date, float]]:
        found: list[tuple[date, float]] = []
        s: float | None = None
        for stretch in self.stretches():
            rule = stretch.rule
            if not unit_of(rule):
                continue
            for day in span(stretch.begin, self.through(stretch.last)):
                if not self._walks(rule, day):
                    continue
                is_early, is_open = day < stretch.since, day == self.today
                if is_early and not self._did_something(rule, day):
                    continue
                if is_open and rule.goal.aim is not Aim.LET_GO and not self.done(rule.goal, day):
                    continue
                before = s if s is not None else (1.0 if rule.goal.aim is Aim.AT_MOST else 0.0)
                m = fade(rule)
                after = before * m + self._share(rule, day) * (1 - m)
                s = max(before, after) if is_early or is_open or self._is_bonus(rule, day) else after
                found.append((day, s))
        return found

    def _is_bonus(self, rule: Rule, day: date) -> bool:
        return rule.goal.aim is not Aim.LET_GO and self.is_bonus(day)

    def _walks(self, rule: Rule, day: date) -> bool:
        if rule.goal.aim is Aim.LET_GO:
            return bool(self.urges(day))
        return is_due(rule, day) and not self.excused(day)

    def _did_something(self, rule: Rule, day: date) -> bool:
        return bool(self.urges(day)) if rule.goal.aim is Aim.LET_GO else self.worth(rule.goal, day) > 0

    def _share(self, rule: Rule, day: date) -> float:
        """How far the goal was reached in the window that ends on a day."""
        goal = rule.goal
        if goal.aim is Aim.LET_GO:
            return self.urges(day).count(PASSED) / len(self.urges(day))
        times, length = frequency(rule)
        begin = self.begin or day
        if goal.aim is Aim.AT_MOST:  # excused days do not widen the window of a limit
            window = [each for each in span(max(begin, day - (length - 1) * DAY), day) if not self.excused(each)]
            return limit_share(sum(self.worth(goal, each) for each in window), goal.amount)
        if adds(rule):
            window = self._last_left(begin, day, length)
            held = self.worth if length == 1 else lambda goal, each: self.carried(goal, begin, each)
            return min(1.0, sum(held(goal, each) for each in window) / goal.amount)
        if times < length:
            times, length = times * 2, length * 2
        return min(1.0, sum(self.done(goal, each) for each in self._last_left(begin, day, length)) / times)


def unit_of(rule: Rule) -> str:
    """What a period is under a rule; nothing where nothing is ever due."""
    if rule.goal.aim is Aim.LET_GO:
        return "urge"
    match rule.schedule.pace:
        case Pace.ANYTIME:
            return ""
        case Pace.WEEK | Pace.MONTH:
            return str(rule.schedule.pace)
        case _:
            return "day"


def frequency(rule: Rule) -> tuple[int, int]:
    match rule.schedule.pace:
        case Pace.WEEK:
            return rule.schedule.times, 7
        case Pace.MONTH:
            return min(rule.schedule.times, 30), 30
        case Pace.WINDOW:
            return rule.schedule.times, rule.schedule.days
        case _:
            return 1, 1


def fade(rule: Rule) -> float:
    if rule.schedule.pace is Pace.WEEKDAYS:
        return float(0.5 ** (1 / (13 * (len(rule.schedule.weekdays) / 7) ** 0.5)))
    times, days = frequency(rule)
    return float(0.5 ** ((times / days) ** 0.5 / 13))


def limit_share(total: int, limit: int) -> float:
    if limit == 0:
        return 1.0 if total == 0 else 0.0
    share = 1 - Fraction(total - limit, limit)
    return float(min(Fraction(1), max(Fraction(0), share)))
