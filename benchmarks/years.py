"""Made-up years: habits that have nothing to do with each other, and some of which a pair or a few go together.

A streaky habit repeats its day before with a chance of up to 0.9 and is drawn anew otherwise, with a weekday rhythm
that several habits share.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from random import Random
from typing import NamedTuple

from benchmarks.life import Life, lived

START = date(2025, 1, 1)
RHYTHMS = ((0.0,) * 7, (0.1, 0.1, 0.1, 0.1, 0.0, -0.2, -0.2), (-0.1, 0.0, 0.0, 0.0, -0.1, 0.1, 0.1))

Line = list[bool]
Pair = frozenset[str]


class Year(NamedTuple):
    """Made-up days by habit, a rating for each day, and the pairs that were planted in them."""

    lines: dict[str, Line]
    ease: dict[int, int]
    planted: frozenset[Pair] = frozenset()


def streaky(dice: Random, chances: Iterable[float], memory: float) -> Line:
    """Live days that repeat the one before with the chance `memory`, and are drawn anew otherwise."""
    line: Line = []
    for chance in chances:
        again = bool(line) and dice.random() < memory
        line.append(line[-1] if again else dice.random() < chance)
    return line


def a_habit(dice: Random, days: int, most: float, least: float = 0) -> tuple[Line, float]:
    """Make up a streaky habit with a weekday rhythm; give its days and its memory."""
    memory, rate, rhythm = dice.uniform(least, most), dice.uniform(0.4, 0.85), dice.choice(RHYTHMS)
    return streaky(dice, (rate + rhythm[day % 7] for day in range(days)), memory), memory


def a_partner(dice: Random, line: Line, memory: float, most: float, points: float) -> Line:
    """Make up a habit that is done so much more often (a share) on the days on which another is.

    Its own memory dilutes what the other does to it; the dose is raised by as much.
    """
    own, rate, rhythm = dice.uniform(0, most), dice.uniform(0.5, 0.7), dice.choice(RHYTHMS)
    dose = points * (1 - own * memory) / (1 - own)
    middle = sum(line) / len(line)
    return streaky(dice, (rate + dose * (on - middle) + rhythm[day % 7] / 2 for day, on in enumerate(line)), own)


def rated(dice: Random, days: int) -> dict[int, int]:
    """Make up a streaky ease for three days of four."""
    easy, very = (streaky(dice, [0.5] * days, 0.6) for _ in range(2))
    first = START.toordinal()
    return {first + day: 2 + easy[day] + very[day] for day in range(days) if dice.random() < 0.75}


def unrelated(seed: int, habits: int = 20, days: int = 365, least: float = 0) -> Year:
    """Make up a year of habits that have nothing to do with each other."""
    dice = Random(f"unrelated {seed}")
    return Year({f"h{n}": a_habit(dice, days, 0.9, least)[0] for n in range(habits)}, rated(dice, days))


def growing(seed: int, habits: int = 20, days: int = 365) -> Year:
    """Make up a year in which all habits grow side by side, from two days in five to nine in ten."""
    dice = Random(f"growing {seed}")
    chances = [0.4 + 0.5 * day / days for day in range(days)]
    lines = {f"h{n}": streaky(dice, chances, dice.uniform(0, 0.5)) for n in range(habits)}
    return Year(lines, rated(dice, days))


def planted(
    seed: int, habits: int = 20, pairs: int = 5, days: int = 180, most: float = 0.3, points: float = 0.25
) -> Year:
    """Make up days on which some pairs go together, with a memory of up to `most`, among habits that do not."""
    dice = Random(f"planted {seed}")
    lines: dict[str, Line] = {}
    for n in range(pairs):
        lines[f"a{n}"], memory = a_habit(dice, days, most)
        lines[f"b{n}"] = a_partner(dice, lines[f"a{n}"], memory, most, points)
    lines |= {f"h{n}": a_habit(dice, days, 0.9)[0] for n in range(habits - 2 * pairs)}
    return Year(lines, rated(dice, days), frozenset(frozenset((f"a{n}", f"b{n}")) for n in range(pairs)))


def lived_year(seed: int, life: Life, habits: int = 12, days: int = 365) -> Year:
    """Make up a year of habits that have nothing to do with each other but whose they are."""
    dice = Random(f"lived {seed}")
    lines, blank = lived(dice, life, habits, days)
    first = START.toordinal()
    return Year(lines, {day: rate for day, rate in rated(dice, days).items() if day - first not in blank})


def until(year: Year, days: int) -> Year:
    """Return the first days of a year."""
    last = START.toordinal() + days
    ease = {day: rate for day, rate in year.ease.items() if day < last}
    return Year({id: line[:days] for id, line in year.lines.items()}, ease, year.planted)
