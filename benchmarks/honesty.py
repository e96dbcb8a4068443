"""How honest the pairings are: made-up years in which nothing goes together, and years in which something does.

Run it with `python benchmarks/honesty.py [YEARS]` (200 by default; a few minutes on two cores). A streaky habit
repeats its day before with a chance of up to 0.9 and is drawn anew otherwise, with a weekday rhythm that several
habits share. Beside letbe's own test stand a naive one (chi-square at 5 %) and the same allowed for the number
of pairs. Every year is seeded, so the figures are the same each time.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import combinations
from math import erfc, sqrt
from multiprocessing import Pool
from operator import and_
from pathlib import Path
from random import Random
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.life import Life, lived
from tracker.domain.habit import Habit, Rule
from tracker.domain.judging.judgement import Judgement
from tracker.domain.log import Log, Month, month_length, month_number
from tracker.insights.blank_days import forgotten_days
from tracker.insights.course import Course
from tracker.insights.pairings import went_together
from tracker.insights.span import ALL, Span

START = date(2025, 1, 1)
RHYTHMS = ((0.0,) * 7, (0.1, 0.1, 0.1, 0.1, 0.0, -0.2, -0.2), (-0.1, 0.0, 0.0, 0.0, -0.1, 0.1, 0.1))

Line = list[bool]
Pair = frozenset[str]


class Year(NamedTuple):
    """Made-up days by habit, a rating for each day, and the pairs that were planted in them."""

    lines: dict[str, Line]
    ease: dict[int, int]
    planted: frozenset[Pair] = frozenset()


class Shown(NamedTuple):
    """What a test showed in a year: planted pairs that it found, and others."""

    found: int
    others: int


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


def log_of(line: Line) -> Log:
    """Write days down as a log."""
    marks = "".join(" #"[done] for done in line)
    months, number, at = {}, month_number(START), 0
    while at < len(marks):
        length = month_length(number)
        months[number] = Month(marks[at : at + length].ljust(length))
        at, number = at + length, number + 1
    return Log({number: month for number, month in months.items() if not month.line.isspace()})


def course_of(id: str, line: Line) -> Course:
    """Return the course of a daily habit on the day after its last."""
    habit = Habit(id, id, "area", (Rule(START),), START)
    return Course(Judgement(habit, log_of(line), (), date.fromordinal(START.toordinal() + len(line))))


def by_letbe(year: Year) -> set[Pair]:
    """Return the pairs that letbe shows."""
    courses = [course_of(id, line) for id, line in year.lines.items()]
    last = START.toordinal() + max(map(len, year.lines.values())) - 1
    span = Span(ALL, START, date.fromordinal(last))
    found = went_together(courses, year.ease, span, forgotten_days(courses, year.ease, span)).pairings
    return {frozenset((pairing.first, pairing.second)) for pairing in found}


def chi_square(one: Sequence[bool], other: Sequence[bool]) -> float:
    """Return the p of the plain chi-square test of a fourfold table."""
    n = len(one)
    both, ones, others = sum(map(and_, one, other)), sum(one), sum(other)
    spread = ones * (n - ones) * others * (n - others)
    return erfc(abs(both * n - ones * others) * sqrt(n / spread / 2)) if spread else 1.0


def tests(year: Year) -> Iterator[tuple[float, Pair]]:
    """Test every two habits the naive way, on the same day and on the next."""
    for (id, one), (other_id, other) in combinations(year.lines.items(), 2):
        pair = frozenset((id, other_id))
        yield chi_square(one, other), pair
        yield chi_square(one[:-1], other[1:]), pair
        yield chi_square(other[:-1], one[1:]), pair


def by_chi_square(year: Year) -> set[Pair]:
    """Return the pairs that a chi-square test finds at 5 %."""
    return {pair for p, pair in tests(year) if p <= 0.05}


def by_many_chi_squares(year: Year) -> set[Pair]:
    """Return the pairs that it finds when allowed for their number (Benjamini and Hochberg)."""
    found = sorted(tests(year), key=lambda test: test[0])
    last = max((rank for rank, (p, _) in enumerate(found, 1) if p <= 0.05 * rank / len(found)), default=0)
    return {pair for _, pair in found[:last]}


TESTS: dict[str, Callable[[Year], set[Pair]]] = {
    "letbe": by_letbe,
    "chi-square": by_chi_square,
    "chi-square, many": by_many_chi_squares,
}


def try_all(make: Callable[[int], Year], seed: int) -> list[Shown]:
    """Put all tests to one year."""
    year = make(seed)
    shown = [test(year) for test in TESTS.values()]
    return [Shown(len(pairs & year.planted), len(pairs - year.planted)) for pairs in shown]


class Figures(NamedTuple):
    """What a test showed over many years.

    `any` is the share of years with any pair that was not planted, `mean` their number a year, and `found` the
    share of the planted ones (None without any).
    """

    any: float
    mean: float
    found: float | None


def figures(make: Callable[[int], Year], shown: Sequence[Shown]) -> Figures:
    """Sum up what one test showed in each year."""
    years, there = len(shown), len(make(0).planted)
    return Figures(
        sum(year.others > 0 for year in shown) / years,
        sum(year.others for year in shown) / years,
        sum(year.found for year in shown) / years / there if there else None,
    )


def measure(make: Callable[[int], Year], years: int, processes: int | None = None) -> dict[str, Figures]:
    """Put all tests to so many years; in this process alone if `processes` is 1."""
    trial = partial(try_all, make)
    if processes == 1:
        rows = list(map(trial, range(years)))
    else:
        with Pool(processes) as pool:
            rows = pool.map(trial, range(years), chunksize=4)
    return {name: figures(make, [row[place] for row in rows]) for place, name in enumerate(TESTS)}


BOOKS: dict[str, Callable[[int], Year]] = {
    "20 habits, a year, nothing planted": unrelated,
    "… all with a memory of 0.9": partial(unrelated, least=0.9),
    "… all growing side by side": growing,
    "25 points, 180 days: a pair alone": partial(planted, habits=2, pairs=1),
    "… a pair among 5 habits": partial(planted, habits=5, pairs=1),
    "… a pair among 10 habits": partial(planted, habits=10, pairs=1),
    "… a pair among 20 habits": partial(planted, pairs=1),
    "… 5 pairs among 20 habits": planted,
    "25 points, a year: a pair alone": partial(planted, habits=2, pairs=1, days=365),
    "… a pair among 5 habits ": partial(planted, habits=5, pairs=1, days=365),
    "… a pair among 10 habits ": partial(planted, habits=10, pairs=1, days=365),
    "… a pair among 20 habits ": partial(planted, pairs=1, days=365),
    "… 5 pairs among 20 habits ": partial(planted, days=365),
    "… 5 pairs, a memory of up to 0.9": partial(planted, days=365, most=0.9),
    "40 points, 180 days: 5 pairs among 20 habits": partial(planted, points=0.4),
}

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
}


def print_lives(years: int) -> None:
    """Print how many lives of unrelated habits show any pair, by what befell them."""
    sizes = [(habits, days) for days in (180, 365) for habits in (5, 10, 15, 20)]
    print(f"\n{years} made-up lives a figure: the share that shows any pair, which is none\n")
    print(f"{'':<28}" + "".join(f"{habits:>4} h {days:>3} d" for habits, days in sizes))
    with Pool() as pool:
        for name, life in LIVES.items():
            shares = []
            for habits, days in sizes:
                trial = partial(shows_any, life=life, habits=habits, days=days)
                shares.append(sum(pool.map(trial, range(years), chunksize=4)) / years)
            print(f"{name:<28}" + "".join(f"{share:>12.1%}" for share in shares), flush=True)


def shows_any(seed: int, life: Life, habits: int, days: int) -> bool:
    """Tell whether a lived year shows any pair."""
    return bool(by_letbe(lived_year(seed, life, habits, days)))


def main(years: int = 200) -> None:
    """Print the table."""
    print(f"{years} made-up years a row; “chance”: years that show a pair which is none, and such pairs a year\n")
    print(f"{'':<46}{'test':<18}{'chance':>8}{'a year':>8}{'found':>8}")
    for name, make in BOOKS.items():
        for test, seen in measure(make, years).items():
            found = "" if seen.found is None else f"{seen.found:.0%}"
            print(f"{name:<46}{test:<18}{seen.any:>8.1%}{seen.mean:>8.2f}{found:>8}", flush=True)
            name = ""  # noqa: PLW2901 - said once
    print_lives(years)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
