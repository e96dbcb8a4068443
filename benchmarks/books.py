"""Books to measure with: habits under all kinds of rules, with years of marks, the same every time."""

from __future__ import annotations

import json
import os
import random
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any, NamedTuple

RULES = (
    ("daily", "check"),
    ("daily", "at least 30 min"),
    ("3/week", "check"),
    ("daily", "check"),
    ("mon wed fri", "check"),
    ("1/week", "at least 100 min"),
    ("daily", "at most 1 time"),
    ("every 3 days", "check"),
    ("anytime", "let go"),
    ("2/month", "check"),
    ("3/week", "at least 30 min"),
    ("4 in 10 days", "check"),
)
_MARKED, _COUNTED = 0.6, 0.2
"""On so many of all habits' days there is a mark, and on so many one with an amount or with urges."""

AREAS = ("Personal time", "Self-care", "Communication")


class Shape(NamedTuple):
    """How large a book is, and what its habits hold beside marks."""

    habits: int
    years: int
    events: float = 0.0
    """On so many of all habits' days, what happened is kept one by one, with its minute."""
    notes: int = 0
    """So many notes in the whole book; 0 leaves it at one for fifty marks."""

    def __str__(self) -> str:
        events = f", events on {self.events:.0%} of the days" if self.events else ""
        notes = f", {self.notes:,} notes" if self.notes else ""
        return f"{self.habits} habits, {self.years} years{events}{notes}"


class Often(NamedTuple):
    """How often a mark has a note, and how often what is counted is kept one by one."""

    noted: float
    happened: float


def name_of(number: int) -> str:
    """Name a habit of these books; no name is part of another."""
    return f"Practice {chr(65 + number // 26)}{chr(65 + number % 26)}"


def write_book(path: str, shape: Shape) -> None:
    """Write a book with marks up to yesterday, as the file is documented."""
    chance = random.Random(7)
    habits, years, *_ = shape
    since = date.today() - timedelta(days=365 * years)
    rules = list(islice(cycle(RULES), habits))
    noted = shape.notes / (habits * years * 365 * _MARKED) if shape.notes else 0.02
    often = Often(noted, shape.events / _COUNTED)
    tables: dict[str, Any] = {
        "meta": {"book": {"schema": 4 if shape.events else 1, "id": "benchmark"}},
        "areas": {f"area-{n}": {"name": name, "position": n} for n, name in enumerate(AREAS)},
        "habits": {f"habit-{n:02}": _habit(n, rule, since, habits) for n, rule in enumerate(rules)},
        "logs": {f"habit-{n:02}": _log(rule[1], since, chance, often) for n, rule in enumerate(rules)},
        "pauses": {f"pause-{y}": _pause(date.today().year - y) for y in range(1, years)},
        "reflections": {},
    }
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(tables, file, ensure_ascii=False)


def _habit(number: int, rule: tuple[str, str], since: date, habits: int) -> dict[str, Any]:
    schedule, goal = rule
    return {
        "name": name_of(number),
        "area": f"area-{number * len(AREAS) // habits}",
        "rules": [{"since": since.isoformat(), "schedule": schedule, "goal": goal, "week_start": "monday"}],
        "created": since.isoformat(),
        "why": "because it does me good",
        "cue": "after dinner",
        "position": number,
    }


def _pause(year: int) -> dict[str, str]:
    return {"start": f"{year}-07-10", "end": f"{year}-07-24", "why": "holidays"}


def _log(goal: str, since: date, chance: random.Random, often: Often) -> dict[str, Any]:
    """Make up marks on about three days of four, fewer where little is asked, and now and then a note."""
    months: dict[str, Any] = {}
    for offset in range((date.today() - since).days):
        day = since + timedelta(days=offset)
        month = months.setdefault(day.isoformat()[:7], _blank())
        month["days"] += " " * (day.day - 1 - len(month["days"])) + _mark(month, day.day, goal, chance, often)
        marked = month["days"][-1] != " "
        month["at"] += [""] * (day.day - 1 - len(month["at"])) + [str(chance.randint(300, 1400)) if marked else ""]
        if marked and chance.random() < often.noted:
            month["notes"][str(day.day)] = "something worth remembering"
    return {name: _written(month) for name, month in months.items()}


def _blank() -> dict[str, Any]:
    return {"days": "", "amounts": [], "urges": [], "notes": {}, "at": [], "events": {}}


def _mark(month: dict[str, Any], day: int, goal: str, chance: random.Random, often: Often) -> str:
    roll = chance.random()
    if roll > (0.72 if goal == "check" or goal.startswith("at least") else 0.1):
        return "-" if roll > 0.97 else " "
    if goal == "check":
        return "#"
    letter = "o" if goal == "let go" else "~"
    if often.happened and chance.random() < often.happened:
        lines = (_event(goal, chance) for _ in range(chance.randint(1, 4)))
        month["events"][str(day)] = {f"b{day:02}{number:04}": line for number, line in enumerate(lines)}
    elif goal == "let go":
        month["urges"].append(f"{day}={chance.randint(1, 4)}/{int(chance.random() < 0.2)}")
    else:
        month["amounts"].append(f"{day}={chance.choice((20, 30, 45, 12.5))}")
    return letter


def _event(goal: str, chance: random.Random) -> str:
    minute = f"{chance.randint(6, 23):02}:{chance.randint(0, 59):02}"
    if goal != "let go":
        return f"{minute} +{chance.choice((5, 10, 15))}"
    what = "acted on" if chance.random() < 0.2 else "let pass"
    return f"{minute} {what}, {chance.randint(1, 5)}, {chance.choice(('short reply', 'tired', 'late'))}"


def _written(month: dict[str, Any]) -> dict[str, Any]:
    texts = {"amounts": " ".join(month["amounts"]), "urges": " ".join(month["urges"]), "at": ",".join(month["at"])}
    fields = {"days": month["days"], "notes": month["notes"], "events": month["events"], **texts}
    return {name: value for name, value in fields.items() if value or name == "days"}
