"""The rules of judgement once more, verdicts and numbers: slow, plain, and right by reading."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from fractions import Fraction
from statistics import median

from tests.domain.judging.reference_periods import DAY, Periods, adds, is_due, span
from tracker.domain.goal import Aim
from tracker.domain.habit import Rule
from tracker.domain.schedule import Pace


class Reference(Periods):
    def count(self, verdict: str) -> int:
        return sum(period.verdict == verdict for period in self.periods())

    def _only_counted(self) -> bool:
        rule = self.rule_on(self.today)
        return rule.schedule.pace is Pace.ANYTIME and rule.goal.aim is not Aim.LET_GO

    def rate(self) -> Fraction | None:
        kept, missed = self.count("kept"), self.count("missed")
        return None if self._only_counted() or not kept + missed else Fraction(kept, kept + missed)

    def streaks(self) -> tuple[list[tuple[date, date, int, str]], int]:
        found: list[tuple[date, date, int, str]] = []
        running = False
        for period in self.periods():
            if period.verdict == "missed":
                running = False
            if period.verdict != "kept":
                continue
            gain = self.events(period.first)[0] if period.unit == "urge" else 1
            last = min(period.last, self.today)
            if running and found[-1][3] == period.unit:
                found[-1] = (found[-1][0], last, found[-1][2] + gain, period.unit)
            else:
                found.append((period.first, last, gain, period.unit))
            running = True
        acted = self.rule_on(self.today).goal.aim is Aim.LET_GO and self.events(self.today)[1]
        judged_today = self.begin is not None and (self.end is None or self.today <= self.end)
        if acted and judged_today and not self.excused(self.today):
            running = False
        return found, found[-1][2] if running else 0

    def comeback(self) -> tuple[float | None, int, int, int]:
        lapses: list[int] = []
        lapse = 0
        kept_before = False
        for period in self.periods():
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
        first = next((rule for rule, _, _ in self.segments() if rule.schedule.pace is not Pace.ANYTIME), None)
        return None if first is None else 1.0 if first.goal.aim is Aim.AT_MOST else 0.0

    def curve(self) -> list[tuple[date, float]]:
        found: list[tuple[date, float]] = []
        s: float | None = None
        left = self._left_days()
        for rule, first, last in self.segments():
            if rule.schedule.pace is Pace.ANYTIME and rule.goal.aim is not Aim.LET_GO:
                continue
            for day in span(first, self._through(last)):
                if self.excused(day) or not self._walks(rule, day):
                    continue
                before = s if s is not None else (1.0 if rule.goal.aim is Aim.AT_MOST else 0.0)
                m = fade(rule)
                after = before * m + self._reach(rule, day, left) * (1 - m)
                if day == self.today:
                    joins = rule.goal.aim in (Aim.CHECK, Aim.AT_LEAST) and self.done(rule.goal, day)
                    if not joins:
                        continue
                    after = max(before, after)
                s = after
                found.append((day, s))
        return found

    def _left_days(self) -> list[date]:
        return [day for day in span(self.begin, self._through(self.end)) if not self.excused(day)] if self.begin else []

    def _walks(self, rule: Rule, day: date) -> bool:
        return any(self.events(day)) if rule.goal.aim is Aim.LET_GO else is_due(rule, day)

    def _reach(self, rule: Rule, day: date, left: list[date]) -> float:
        goal = rule.goal
        if goal.aim is Aim.LET_GO:
            passed, acted = self.events(day)
            return passed / (passed + acted)
        times, length = frequency(rule)
        if not adds(rule) and times < length:
            times, length = times * 2, length * 2
        index = bisect_left(left, day)
        window = left[max(0, index + 1 - length) : index + 1]
        if goal.aim is Aim.AT_MOST:
            return limit_share(sum(self.worth(goal, d) for d in window), goal.amount)
        if not adds(rule):
            return min(1.0, sum(self.done(goal, d) for d in window) / times)
        reach = window
        if length > 1 and self.begin:
            reach = span(left[index - length] + DAY if index >= length else self.begin, day)
        return min(1.0, sum(self.worth(goal, d) for d in reach) / goal.amount)


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
