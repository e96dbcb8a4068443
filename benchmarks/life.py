"""A made-up life: habits that have nothing to do with each other, lived by somebody who forgets, travels and tires.

Each of these makes days go alike that are not: a day on which nothing was written down is a day without anything on
every habit at once, and so, more or less, is a trip, a good fortnight, a summer.
"""

from __future__ import annotations

from math import exp, pi, sin
from random import Random
from typing import NamedTuple

Line = list[bool]


class Life(NamedTuple):
    """What befalls the days of a life.

    `forgotten` and `halves` are shares of the days: of those on which nothing was written down, and of those on which
    only some of it was. `trips` are stretches of 3 to 12 days on which little is done, and nobody paused. A
    `fortnight` moves the chance of a habit up in one week and down in the next, in one person's rhythm; the `tide` of
    a day moves all its habits, and so do the `seasons`: all three in logits.
    """

    forgotten: float = 0
    halves: float = 0
    trips: int = 0
    fortnight: float = 0
    tide: float = 0
    seasons: float = 0


def lived(dice: Random, life: Life, habits: int, days: int) -> tuple[dict[str, Line], set[int]]:
    """Live so many days with so many habits; return their days, and the days on which nothing was written down.

    A habit repeats its day before with a chance of up to 0.7 and is drawn anew otherwise, by a logistic chance: its own
    rate, its own weekdays and all that befalls the day.
    """
    moved = [_moved(dice, life, day) for day in range(days)]
    away = _trips(dice, life.trips, days)
    lines = {}
    for n in range(habits):
        base, memory, turn = dice.uniform(-0.6, 1.8), dice.uniform(0, 0.7), dice.choice((-1, 0, 1, 1))
        weekdays = [dice.gauss(0, 0.5) for _ in range(7)]
        line: Line = []
        for day in range(days):
            logit = base + weekdays[day % 7] + moved[day] + life.fortnight * turn * (1 if day // 7 % 2 else -1)
            chance = 0.08 if day in away else 1 / (1 + exp(-logit))
            again = bool(line) and day not in away and dice.random() < memory
            line.append(line[-1] if again else dice.random() < chance)
        lines[f"h{n}"] = line
    return lines, _forget(dice, life, lines, days)


def _moved(dice: Random, life: Life, day: int) -> float:
    return life.tide * dice.gauss(0, 1) + life.seasons * sin(2 * pi * day / 365)


def _trips(dice: Random, trips: int, days: int) -> set[int]:
    away: set[int] = set()
    for _ in range(trips):
        begun = dice.randrange(days)
        away.update(range(begun, min(days, begun + dice.randint(3, 12))))
    return away


def _forget(dice: Random, life: Life, lines: dict[str, Line], days: int) -> set[int]:
    """Take out of the lines what was not written down; return the days on which that was everything."""
    blank = {day for day in range(days) if dice.random() < life.forgotten}
    for day in range(days):
        half = dice.random() < life.halves
        for line in lines.values():
            if day in blank or (half and dice.random() < 0.5):
                line[day] = False
    return blank


LIVES: dict[str, Life] = {
    "nothing forgotten": Life(),
    "2 % of the days forgotten": Life(forgotten=0.02),
    "4 % forgotten": Life(forgotten=0.04),
    "8 % forgotten": Life(forgotten=0.08),
    "10 % half written": Life(halves=0.1),
    "25 % half written": Life(halves=0.25),
    "three trips, not paused": Life(trips=3),
    "fortnights": Life(fortnight=0.6),
    "a weak common tide": Life(tide=0.5),
    "a strong common tide": Life(tide=1),
    "seasons": Life(seasons=0.8),
    "all of it, a little": Life(0.02, 0.05, 1, 0.3, 0.3, 0.4),
}
