"""The rules of judgement once more, day by day and with fractions: slow, plain, and right by reading."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from statistics import median
from typing import NamedTuple

from tracker.domain.book import Pause
from tracker.domain.goal import Aim, Goal
from tracker.domain.habit import Habit, Rule
from tracker.domain.log import Log, Mark, MarkKind
from tracker.domain.schedule import Pace

DAY = timedelta(1)


class Judgement(NamedTuple):
    first: date
    last: date
    unit: str
    verdict: str


class Reference:
    def __init__(self, habit: Habit, log: Log, pauses: list[Pause], today: date) -> None:
        self.habit, self.today = habit, today
        self.marks = {day: mark for day, mark in log if day <= today}
        self.pauses = [pause for pause in pauses if pause.covers(habit)]
        self.rules = [rule for rule in habit.rules if rule.since <= today] or [habit.rules[0]]
        self.begin = self._begin()
        archived = habit.archived if habit.archived and habit.archived <= today else None
        self.end = archived - DAY if archived else None

    def _begin(self) -> date | None:
        since = self.rules[0].since
        did = [day for day, mark in self.marks.items() if something_done(mark)]
        if self.rules[0].goal.aim is not Aim.AT_MOST and did and min(did) < since:
            return min(did)
        return since if since <= self.today else None

    # Days

    def rule_on(self, day: date) -> Rule:
        return next((rule for rule in reversed(self.rules) if rule.since <= day), self.rules[0])

    def excused(self, day: date) -> bool:
        mark, goal = self.marks.get(day), self.rule_on(day).goal
        if mark and mark.kind is MarkKind.SKIP:
            return True
        return any(pause.holds(day) for pause in self.pauses) and not reached(goal, mark)

    def worth(self, goal: Goal, day: date) -> int:
        return amount(goal, self.marks.get(day))

    def done(self, goal: Goal, day: date) -> bool:
        return not self.excused(day) and reached(goal, self.marks.get(day))

    # Periods

    def segments(self) -> list[tuple[Rule, date, date | None]]:
        """Each rule with the first and last day it judges; no last day for the one that still holds."""
        if self.begin is None:
            return []
        found: list[tuple[Rule, date, date | None]] = []
        for index, rule in enumerate(self.rules):
            first = self.begin if index == 0 else rule.since
            ends = [self.rules[index + 1].since - DAY] if index + 1 < len(self.rules) else []
            last = min([*ends, *([self.end] if self.end else [])], default=None)
            if first <= self.today and (last is None or first <= last):
                found.append((rule, first, last))
        return found

    def periods(self) -> list[Judgement]:
        found: list[Judgement] = []
        for rule, first, last in self.segments():
            if rule.goal.aim is Aim.LET_GO:
                found += self._urges(first, last)
            elif rule.schedule.pace in (Pace.DAILY, Pace.WEEKDAYS):
                found += self._single(rule, first, last)
            elif rule.schedule.pace in (Pace.WEEK, Pace.MONTH):
                found += self._spans(rule, first, last)
            elif rule.schedule.pace is Pace.WINDOW:
                found += self._windows(rule, first, last)
        return found

    def _through(self, last: date | None) -> date:
        return min(last or self.today, self.today)

    def _urges(self, first: date, last: date | None) -> list[Judgement]:
        found = []
        for day in span(first, self._through(last)):
            passed, acted = self.events(day)
            if passed or acted:
                closed = "missed" if acted else "kept"
                verdict = "excused" if self.excused(day) else "open" if day == self.today else closed
                found.append(Judgement(day, day, "urge", verdict))
        return found

    def events(self, day: date) -> tuple[int, int]:
        mark = self.marks.get(day)
        return (mark.passed, mark.acted) if mark and mark.kind is MarkKind.URGES else (0, 0)

    def _single(self, rule: Rule, first: date, last: date | None) -> list[Judgement]:
        found = []
        for day in span(first, self._through(last)):
            if is_due(rule, day):
                worth = self.worth(rule.goal, day)
                limit = rule.goal.aim is Aim.AT_MOST
                kept = worth <= rule.goal.amount if limit else self.done(rule.goal, day)
                found.append(Judgement(day, day, "day", self._day_verdict(rule, day, kept=kept, early=True)))
        return found

    def _day_verdict(self, rule: Rule, day: date, *, kept: bool, early: bool) -> str:
        """`early` says whether today itself did what may keep it before it is over."""
        if self.excused(day):
            return "excused"
        if day < self.today:
            return "kept" if kept else "missed"
        if rule.goal.aim is Aim.AT_MOST:
            return "open"
        mark = self.marks.get(day)
        if mark and mark.kind is MarkKind.MISSED:
            return "kept" if kept else "missed"
        return "kept" if kept and early else "open"

    def _spans(self, rule: Rule, first: date, last: date | None) -> list[Judgement]:
        found = []
        day = first
        while day <= self._through(last):
            low, high = whole_span(rule, day)
            begin, end = max(low, first), min(high, last or high)
            verdict = self._span_verdict(rule, begin, end, (high - low).days + 1)
            if verdict:
                found.append(Judgement(begin, end, str(rule.schedule.pace), verdict))
            day = end + DAY
        return found

    def _span_verdict(self, rule: Rule, begin: date, end: date, whole: int) -> str | None:
        part = (end - begin).days + 1
        left = [day for day in span(begin, end) if not self.excused(day)]
        if not left:
            return "excused"
        kept = self._keeps(rule, span(begin, end), left, part, whole)
        if end >= self.today:
            return "kept" if kept and rule.goal.aim is not Aim.AT_MOST else "open"
        if part < whole and not kept:
            return None
        return "kept" if kept else "missed"

    def _keeps(self, rule: Rule, days: list[date], left: list[date], part: int, whole: int) -> bool:
        if rule.goal.aim is Aim.AT_MOST:
            return sum(self.worth(rule.goal, day) for day in left) <= rule.goal.amount
        if adds(rule):
            total = sum(self.worth(rule.goal, day) for day in days)
            return total >= rule.goal.amount * Fraction(part, whole) * Fraction(len(left), part)
        share = min(owed(rule, part, whole), part)
        return sum(self.done(rule.goal, day) for day in days) >= ceil(share * Fraction(len(left), part))

    def _windows(self, rule: Rule, first: date, last: date | None) -> list[Judgement]:
        found = []
        length = rule.schedule.days
        for day in span(first, self._through(last)):
            if self.excused(day):
                found.append(Judgement(day, day, "day", "excused"))
                continue
            before = [d for d in span(first, day) if not self.excused(d)]
            window = before[-length:]
            reach = before[-length - 1] + DAY if len(before) > length else first
            # Left days were drawn together already, so nothing is left to shrink.
            kept = self._keeps_window(rule, span(reach, day), window)
            own = self.done(rule.goal, day) or (adds(rule) and self.worth(rule.goal, day) > 0)
            verdict = self._day_verdict(rule, day, kept=kept, early=own)
            if verdict != "missed" or len(window) == length:
                found.append(Judgement(day, day, "day", verdict))
        return found

    def _keeps_window(self, rule: Rule, days: list[date], window: list[date]) -> bool:
        length = rule.schedule.days
        if rule.goal.aim is Aim.AT_MOST:
            return sum(self.worth(rule.goal, day) for day in window) <= rule.goal.amount
        if adds(rule):
            total = sum(self.worth(rule.goal, day) for day in days)
            return total >= rule.goal.amount * Fraction(len(window), length)
        return sum(self.done(rule.goal, day) for day in window) >= owed(rule, len(window), length)

    # Numbers

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


def something_done(mark: Mark) -> bool:
    return mark.kind is MarkKind.DONE or mark.amount > 0 or mark.passed > 0 or mark.acted > 0


def amount(goal: Goal, mark: Mark | None) -> int:
    if mark is None:
        return 0
    if mark.kind is MarkKind.DONE:
        return goal.amount if goal.aim is Aim.AT_LEAST else 1000
    return mark.amount if mark.kind is MarkKind.AMOUNT else 0


def reached(goal: Goal, mark: Mark | None) -> bool:
    if goal.aim is Aim.CHECK:
        return amount(goal, mark) > 0
    return goal.aim is Aim.AT_LEAST and amount(goal, mark) >= goal.amount


def adds(rule: Rule) -> bool:
    return rule.goal.aim in (Aim.AT_LEAST, Aim.AT_MOST) and rule.schedule.times == 1


def is_due(rule: Rule, day: date) -> bool:
    return rule.schedule.pace is not Pace.WEEKDAYS or day.weekday() in rule.schedule.weekdays


def owed(rule: Rule, part: int, whole: int) -> int:
    return max(1, floor(Fraction(rule.schedule.times * part, whole) + Fraction(1, 2)))


def whole_span(rule: Rule, day: date) -> tuple[date, date]:
    if rule.schedule.pace is Pace.MONTH:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    first = day
    while first.weekday() != rule.week_start:
        first -= DAY
    return first, first + 6 * DAY


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


def span(first: date, last: date) -> list[date]:
    return [first + DAY * offset for offset in range((last - first).days + 1)]
