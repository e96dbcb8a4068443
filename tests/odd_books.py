"""Books at the edges of what a review has to make sense of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

from tracker.domain.book import Book, Lookback, Pause, Reflection
from tracker.domain.goal import LET_GO, at_least, at_most
from tracker.domain.habit import Area, Habit, Rule
from tracker.domain.log import Log, Mark, MarkKind, Month, month_length
from tracker.domain.schedule import ANYTIME, DAILY, per_week
from tracker.service.demo.demo import demo_book
from tracker.service.edits.first_book import shipped_list

TODAY = date(2026, 11, 22)
DONE = Mark(MarkKind.DONE)
AREAS = (Area("care", "Self-care", "teal", 1), Area("talk", "Talking", "orange", 2))
HOSTILE = "<script>alert('x')</script> & \"Co\" | *b* `c`"


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def habit(id: str, rule: Rule, area: str = "care", name: str = "") -> Habit:
    return Habit(id, name or id.capitalize(), area, (rule,), rule.since)


@cache
def demo() -> Book:
    return demo_book(TODAY, shipped_list(TODAY))


def one_habit(days: int = 60) -> Book:
    since = ago(days)
    marks = {ago(back): DONE for back in range(1, days) if back % 5}
    marks[ago(1)] = Mark(MarkKind.DONE, note="a quiet morning")
    return Book(AREAS, (habit("walk", Rule(since)),), {"walk": Log.of(marks)})


def struggling() -> Book:
    """Give a habit that has gone down for weeks, with a cue and a small version."""
    held = one_habit(120)
    habit = held.habits[0]._replace(cue="after dinner", small="to the gate")
    marks = {ago(back): DONE for back in range(29, 120) if back % 5} | {ago(back): DONE for back in (2, 9, 16, 23)}
    return held._replace(habits=(habit,), logs={"walk": Log.of(marks)}, prompts=("What went?",))


def one_day() -> Book:
    return Book(AREAS, (habit("walk", Rule(TODAY)),), {"walk": Log.of({TODAY: DONE})})


def letting_go() -> Book:
    habits = tuple(habit(id, Rule(ago(80), ANYTIME, LET_GO)) for id in ("fixing", "chewing"))
    marks = {ago(back): Mark(MarkKind.URGES, passed=back % 3, acted=int(back % 7 == 0)) for back in range(0, 80, 2)}
    return Book(AREAS, habits, {"fixing": Log.of({day: mark for day, mark in marks.items() if mark.passed})})


def paused() -> Book:
    return demo()._replace(pauses=(Pause("all", ago(400)),))


def two_hundred() -> Book:
    rules = (Rule(ago(30)), Rule(ago(30), per_week(3), at_least(20_000, "min")), Rule(ago(30), DAILY, at_most(1_000)))
    habits = tuple(habit(f"h{n}", rules[n % 3], ("care", "talk")[n % 2], f"Practice {n}") for n in range(200))
    return Book(AREAS, habits, {f"h{n}": Log.of({ago(n % 28): DONE}) for n in range(0, 200, 3)})


def ten_years(habits: int = 20) -> Book:
    first = TODAY.year - 10
    numbers = range(first * 12 + 11, TODAY.year * 12 + 10)
    logs = {
        f"h{n}": Log(
            {number: Month(("#.##-#"[n % 6 :] + "##.#.####" * 4)[: month_length(number)]) for number in numbers}
        )
        for n in range(habits)
    }
    since = date(first, 12, 1)
    made = tuple(habit(f"h{n}", Rule(since), ("care", "talk")[n % 2], f"Practice {n}") for n in range(habits))
    return Book(AREAS, made, logs)


def changed() -> Book:
    """Give a habit under two rules, one that began in mid-span, and one that was archived."""
    rules = (Rule(ago(60)), Rule(ago(10), per_week(2)))
    walk = Habit("walk", "Walk", "care", rules, ago(60))
    late, gone = habit("late", Rule(ago(4))), habit("gone", Rule(ago(60)))._replace(archived=ago(9))
    marks = Log.of({ago(back): DONE for back in range(1, 60)})
    return Book(AREAS, (walk, late, gone), {"walk": marks, "late": Log.of({ago(3): DONE}), "gone": marks})


def hostile() -> Book:
    held = one_habit()
    walk = held.habits[0]._replace(name=HOSTILE, cue=HOSTILE)
    marks = held.logs["walk"].marked(ago(2), Mark(MarkKind.DONE, note=f"{HOSTILE}\n</dd></body>"))
    week = Reflection(Lookback.WEEK, ago(6), answers=((HOSTILE, HOSTILE),))
    areas = (Area("care", HOSTILE, "", 1),)
    return held._replace(areas=areas, habits=(walk,), logs={"walk": marks}, reflections=(week,))


ODD: Mapping[str, Callable[[], Book]] = {
    "empty": Book,
    "areas only": lambda: Book(AREAS),
    "one day": one_day,
    "one habit": one_habit,
    "only letting go": letting_go,
    "everything paused": paused,
    "200 habits": two_hundred,
    "ten years": ten_years,
    "changed": changed,
    "hostile": hostile,
    "demo": demo,
}
