"""The verdicts once more, day by day and with fractions, from the text of the rules: slow, plain, right by reading."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import NamedTuple

from tests.domain.judging.reference_days import ACTED, PASSED, amount, in_order, reached, something_done, told
from tracker.domain.book import Pause
from tracker.domain.goal import Aim, Goal
from tracker.domain.habit import Habit, Rule
from tracker.domain.log import Log, MarkKind
from tracker.domain.schedule import Pace

DAY = timedelta(1)
HALF = Fraction(1, 2)


class Judgement(NamedTuple):
    first: date
    last: date
    unit: str
    verdict: str


class Stretch(NamedTuple):
    """A rule with the first and the last day it judges; `begin` is earlier where something was done before."""

    rule: Rule
    begin: date
    since: date
    last: date | None


class Periods:
    def __init__(self, habit: Habit, log: Log, pauses: list[Pause], today: date) -> None:
        self.habit, self.today = habit, today
        recorded = {day: (log.typed(day), log.events(day)) for day, _ in log if day <= today}
        self.marks = {day: mark for day, held in recorded.items() if (mark := told(*held))}
        self.outcomes = {day: in_order(*held) for day, held in recorded.items()}
        self.pauses = [pause for pause in pauses if pause.covers(habit)]
        self.rules = [rule for rule in habit.rules if rule.since <= today] or [habit.rules[0]]
        archived = habit.archived if habit.archived and habit.archived <= today else None
        self.end = archived - DAY if archived else None
        self._excused: dict[date, bool] = {}
        self.begin = self._begin()

    def _begin(self) -> date | None:
        since = self.rules[0].since
        did = [day for day, mark in self.marks.items() if day < since and something_done(mark)]
        if did and self.rules[0].goal.aim is not Aim.AT_MOST:
            return min(did)
        return since if since <= self.today else None

    # Days

    def rule_on(self, day: date) -> Rule:
        return next((rule for rule in reversed(self.rules) if rule.since <= day), self.rules[0])

    def is_paused(self, day: date) -> bool:
        return any(pause.holds(day) for pause in self.pauses)

    def is_skipped(self, day: date) -> bool:
        mark = self.marks.get(day)
        return mark is not None and mark.kind is MarkKind.SKIP

    def excused(self, day: date) -> bool:
        if day not in self._excused:  # asked of each day many times
            done = reached(self.rule_on(day).goal, self.marks.get(day))
            self._excused[day] = self.is_skipped(day) or (self.is_paused(day) and not done)
        return self._excused[day]

    def is_bonus(self, day: date) -> bool:
        """Whether a day is left only because something was done on it in a pause."""
        return self.is_paused(day) and not self.excused(day)

    def marked_missed(self, day: date) -> bool:
        mark = self.marks.get(day)
        return mark is not None and mark.kind is MarkKind.MISSED and not self.excused(day)

    def worth(self, goal: Goal, day: date) -> int:
        if goal.aim is Aim.AT_MOST and self.excused(day):
            return 0
        return amount(goal, self.marks.get(day))

    def done(self, goal: Goal, day: date) -> bool:
        return not self.excused(day) and reached(goal, self.marks.get(day))

    def urges(self, day: date) -> str:
        """What came of a day's urges, in order; of an excused day, and before the first rule's, only those let pass."""
        outcomes = self.outcomes.get(day, "")
        vanish = self.excused(day) or day < self.rules[0].since
        return PASSED * outcomes.count(PASSED) if vanish else outcomes

    # Periods

    def stretches(self) -> list[Stretch]:
        if self.begin is None:
            return []
        found: list[Stretch] = []
        for index, rule in enumerate(self.rules):
            ends = [self.rules[index + 1].since - DAY] if index + 1 < len(self.rules) else []
            last = min([*ends, *([self.end] if self.end else [])], default=None)
            begin = self.begin if index == 0 else rule.since
            if begin <= self.today and (last is None or self.reach(rule, begin) <= last):
                found.append(Stretch(rule, begin, rule.since, last))
        return found

    def reach(self, rule: Rule, begin: date) -> date:
        """Where a week or month begins on the days of which something was done before the first rule's day."""
        spans = rule.schedule.pace in (Pace.WEEK, Pace.MONTH)
        return whole_span(rule, begin)[0] if spans and begin < rule.since else begin

    def periods(self) -> list[list[Judgement]]:
        """The periods of each stretch, those of a stretch of `anytime` none."""
        return [self.of(stretch) for stretch in self.stretches()]

    def of(self, stretch: Stretch) -> list[Judgement]:
        rule = stretch.rule
        if rule.goal.aim is Aim.LET_GO:
            return self._urge_periods(stretch)
        match rule.schedule.pace:
            case Pace.DAILY | Pace.WEEKDAYS:
                found = self._days(stretch)
            case Pace.WEEK | Pace.MONTH:
                found = self._spans(stretch)
            case Pace.WINDOW:
                found = self._windows(stretch)
            case _:
                found = []
        # What was done before the first rule's day counts where it keeps a period, and never makes a miss.
        return [period for period in found if period.last >= stretch.since or period.verdict == "kept"]

    def through(self, last: date | None) -> date:
        return min(last or self.today, self.today)

    def _urge_periods(self, stretch: Stretch) -> list[Judgement]:
        verdict = {PASSED: "kept", ACTED: "missed"}
        return [
            Judgement(day, day, "urge", verdict[outcome])
            for day in span(stretch.begin, self.through(stretch.last))
            for outcome in self.urges(day)
        ]

    def _days(self, stretch: Stretch) -> list[Judgement]:
        rule = stretch.rule
        limit = rule.goal.aim is Aim.AT_MOST
        found = []
        for day in span(stretch.begin, self.through(stretch.last)):
            if not is_due(rule, day):
                continue
            kept = self.worth(rule.goal, day) <= rule.goal.amount if limit else self.done(rule.goal, day)
            if self.excused(day):
                verdict = "excused"
            elif self.marked_missed(day):
                verdict = "missed"
            elif day == self.today and (limit or not kept):
                verdict = "open"
            else:
                verdict = "kept" if kept else "missed"
            found.append(Judgement(day, day, "day", verdict))
        return found

    def _spans(self, stretch: Stretch) -> list[Judgement]:
        rule, unit = stretch.rule, str(stretch.rule.schedule.pace)
        found = []
        day = stretch.begin
        while day <= self.through(stretch.last):
            low, high = whole_span(rule, day)
            end = min(high, stretch.last or high)
            if low < stretch.since <= end:  # kept by the days from the first one on, or by all
                verdict = self._span_verdict(rule, stretch.since, end, low, high)
                begin = stretch.since
                earlier = stretch.begin < stretch.since and stretch.rule is self.rules[0]
                if verdict != "kept" and earlier and self._span_verdict(rule, low, end, low, high) == "kept":
                    verdict, begin = "kept", low
            else:
                begin = low
                verdict = self._span_verdict(rule, low, end, low, high)
            if verdict and not (verdict == "open" and end < stretch.since):
                found.append(Judgement(begin, end, unit, verdict))
            day = end + DAY
        return found

    def _span_verdict(self, rule: Rule, begin: date, end: date, low: date, high: date) -> str | None:
        part, whole = (end - begin).days + 1, (high - low).days + 1
        days = span(begin, end)
        left = [day for day in days if not self.excused(day)]
        is_over = end < self.today
        if rule.goal.aim is Aim.AT_MOST:
            kept = sum(self.worth(rule.goal, day) for day in left) <= rule.goal.amount
            if not left:
                return "excused"
            return "open" if not is_over else "kept" if kept else "missed" if part == whole else None
        if adds(rule):
            have = sum(self.worth(rule.goal, day) for day in days)
            need = rule.goal.amount * Fraction(len(left), whole)
            asks = Fraction(len(left), part) >= HALF
        else:
            have = sum(self.done(rule.goal, day) for day in days)
            need = Fraction(floor(owed(rule, part, whole) * Fraction(len(left), part) + HALF))
            asks = need > 0
        if have > 0 and have >= need:
            return "kept"
        if not asks:
            return "excused"
        return "open" if not is_over else "missed" if part == whole else None

    # Windows

    def _windows(self, stretch: Stretch) -> list[Judgement]:
        limit = stretch.rule.goal.aim is Aim.AT_MOST
        found = []
        for day in span(stretch.begin, self.through(stretch.last)):
            verdict = self._limit_window(stretch, day) if limit else self._window(stretch, day)
            if verdict:
                found.append(Judgement(day, day, "day", verdict))
        return found

    def _limit_window(self, stretch: Stretch, day: date) -> str | None:
        goal, length = stretch.rule.goal, stretch.rule.schedule.days
        if self.excused(day):
            return "excused"
        if self.marked_missed(day):
            return "missed"
        if day == self.today:
            return "open"
        window = span(max(stretch.begin, day - (length - 1) * DAY), day)
        if sum(self.worth(goal, each) for each in window) <= goal.amount:
            return "kept"
        return "missed" if len(window) == length else None

    def _window(self, stretch: Stretch, day: date) -> str | None:
        rule, length = stretch.rule, stretch.rule.schedule.days
        if self.excused(day):
            return "excused"
        whole = self._last_left(stretch.begin, day, length)
        kept = self._holds(rule, stretch.begin, whole) >= self._needs(rule, length)
        is_cut = False
        if day >= stretch.since:
            fresh = [each for each in span(stretch.since, day) if not self.excused(each)]
            asked = [each for each in fresh if not self.is_bonus(each)]
            is_cut = len(asked) < length
            if is_cut:
                need = self._needs(rule, max(1, len(asked)))
                kept = kept or self._holds(rule, stretch.begin, fresh[-length:]) >= need
        if kept:
            return "kept"
        if self.is_bonus(day):
            return "excused"
        if day == self.today and not self.marked_missed(day) and day >= stretch.since:
            return "open"
        return None if is_cut else "missed"

    def _last_left(self, begin: date, day: date, count: int) -> list[date]:
        return [each for each in span(begin, day) if not self.excused(each)][-count:]

    def _holds(self, rule: Rule, begin: date, window: list[date]) -> int:
        if adds(rule):
            return sum(self.carried(rule.goal, begin, day) for day in window)
        return sum(self.done(rule.goal, day) for day in window)

    def carried(self, goal: Goal, begin: date, day: date) -> int:
        """What a day adds to a sum: its own amount, and that of the excused days right before it."""
        total = self.worth(goal, day)
        before = day - DAY
        while before >= begin and self.excused(before):
            total += self.worth(goal, before)
            before -= DAY
        return total

    def _needs(self, rule: Rule, days: int) -> Fraction:
        length = rule.schedule.days
        return rule.goal.amount * Fraction(days, length) if adds(rule) else Fraction(owed(rule, days, length))


def adds(rule: Rule) -> bool:
    return rule.goal.aim in (Aim.AT_LEAST, Aim.AT_MOST) and rule.schedule.times == 1


def is_due(rule: Rule, day: date) -> bool:
    return rule.schedule.pace is not Pace.WEEKDAYS or day.weekday() in rule.schedule.weekdays


def owed(rule: Rule, part: int, whole: int) -> int:
    """What a part of a period owes: its share, rounded half up, at least one, and no more than it has days."""
    return min(part, max(1, floor(Fraction(rule.schedule.times * part, whole) + HALF)))


def whole_span(rule: Rule, day: date) -> tuple[date, date]:
    if rule.schedule.pace is Pace.MONTH:
        return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    first = day
    while first.weekday() != rule.week_start:
        first -= DAY
    return first, first + 6 * DAY


def span(first: date, last: date) -> list[date]:
    return [first + DAY * offset for offset in range((last - first).days + 1)]
