"""The verdicts once more, day by day and with fractions: slow, plain, and right by reading."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
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


class Periods:
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


def span(first: date, last: date) -> list[date]:
    return [first + DAY * offset for offset in range((last - first).days + 1)]
