"""Books to measure with: habits under all kinds of rules, with years of marks, the same every time."""

from __future__ import annotations

import json
import os
import random
from datetime import date, timedelta
from itertools import cycle, islice
from typing import Any

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
AREAS = ("Personal time", "Self-care", "Communication")


def name_of(number: int) -> str:
    """Name a habit of these books; no name is part of another."""
    return f"Practice {chr(65 + number // 26)}{chr(65 + number % 26)}"


def write_book(path: str, habits: int, years: int) -> None:
    """Write a book with marks up to yesterday, as the file is documented."""
    chance = random.Random(7)
    since = date.today() - timedelta(days=365 * years)
    rules = list(islice(cycle(RULES), habits))
    tables: dict[str, Any] = {
        "meta": {"book": {"schema": 1, "id": f"benchmark-{habits}-{years}"}},
        "areas": {f"area-{n}": {"name": name, "position": n} for n, name in enumerate(AREAS)},
        "habits": {f"habit-{n:02}": _habit(n, rule, since, habits) for n, rule in enumerate(rules)},
        "logs": {f"habit-{n:02}": _log(rule[1], since, chance) for n, rule in enumerate(rules)},
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


def _log(goal: str, since: date, chance: random.Random) -> dict[str, Any]:
    """Make up marks on about three days of four, fewer where little is asked, and now and then a note."""
    months: dict[str, Any] = {}
    for offset in range((date.today() - since).days):
        day = since + timedelta(days=offset)
        month = months.setdefault(day.isoformat()[:7], {"days": "", "amounts": [], "urges": [], "notes": {}, "at": []})
        month["days"] += " " * (day.day - 1 - len(month["days"])) + _mark(month, day.day, goal, chance)
        marked = month["days"][-1] != " "
        month["at"] += [""] * (day.day - 1 - len(month["at"])) + [str(chance.randint(300, 1400)) if marked else ""]
        if marked and chance.random() < 0.02:
            month["notes"][str(day.day)] = "something worth remembering"
    return {name: _written(month) for name, month in months.items()}


def _mark(month: dict[str, Any], day: int, goal: str, chance: random.Random) -> str:
    often = 0.72 if goal == "check" or goal.startswith("at least") else 0.1
    roll = chance.random()
    if roll > often:
        return "-" if roll > 0.97 else " "
    if goal == "check":
        return "#"
    if goal == "let go":
        month["urges"].append(f"{day}={chance.randint(1, 4)}/{int(chance.random() < 0.2)}")
        return "o"
    month["amounts"].append(f"{day}={chance.choice((20, 30, 45, 12.5))}")
    return "~"


def _written(month: dict[str, Any]) -> dict[str, Any]:
    texts = {"amounts": " ".join(month["amounts"]), "urges": " ".join(month["urges"]), "at": ",".join(month["at"])}
    fields = {"days": month["days"], "notes": month["notes"], **texts}
    return {name: value for name, value in fields.items() if value or name == "days"}
